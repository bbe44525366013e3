//! How well a book foresees records that it has not seen.

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, Record};
use goingrate_model::{RecordEstimator, Scores, SourceMeasure};
use goingrate_units::Problem;

use crate::GoingRate;

/// A book scored on the records of one source.
#[derive(Clone, Debug)]
pub struct ScoreAnswer {
    /// One score a kind of figure.
    pub kinds: Vec<KindOfFigure>,
    /// Records that no book can foresee: bonus or equity by itself, or no exchange rate.
    pub not_scored: usize,
}

/// The score of one kind of figure.
#[derive(Clone, Debug)]
pub struct KindOfFigure {
    /// Which kind: source, part of pay, basis and sort of figure.
    pub measure: SourceMeasure,
    /// Whether the book was fitted with records of it.
    pub known: bool,
    /// Losses, coverage and where records fell in their forecast.
    pub scores: Scores,
}

/// Scores a book on records of the source that `source` names.
///
/// # Errors
/// When the book was fitted without microdata, or cannot answer.
pub fn score(
    going_rate: &GoingRate,
    source: &str,
    records: &[Record],
) -> Result<ScoreAnswer, Problem> {
    let GoingRate { book, taxonomy, priors, rates, .. } = going_rate;
    let mut estimator = RecordEstimator::new(book, taxonomy, priors, rates).map_err(|error| {
        Problem::of("book", "", error.to_string())
            .hint("fit one from a store that holds records, and name it")
    })?;
    let (kinds, mut not_scored) = by_kind(source, records);
    let mut scored = Vec::new();
    for (measure, records) in kinds {
        let can = |record: &&Record| estimator.can_foresee(&record.key);
        let known: Vec<&Record> = records.iter().copied().filter(can).collect();
        not_scored += records.len() - known.len();
        let keys: Vec<&CellKey> = known.iter().map(|record| &record.key).collect();
        let foreseen = estimator.foresee(source, &keys)?;
        let mut scores = Scores::default();
        for (foreseen, record) in foreseen.iter().zip(known) {
            scores.add(foreseen, (record.amount * record.key.period.a_year()).ln());
        }
        let known = estimator.has_heard(&measure);
        scored.push(KindOfFigure { measure, known, scores });
    }
    Ok(ScoreAnswer { kinds: scored, not_scored })
}

/// Records by kind of figure, and how many are of a kind that is not foreseen.
fn by_kind<'r>(
    source: &str,
    records: &'r [Record],
) -> (BTreeMap<SourceMeasure, Vec<&'r Record>>, usize) {
    let mut kinds: BTreeMap<SourceMeasure, Vec<&Record>> = BTreeMap::new();
    let mut rest = 0;
    for record in records {
        let measure = SourceMeasure::of(source, &record.key);
        match measure.is_fitted() {
            true => kinds.entry(measure).or_default().push(record),
            false => rest += 1,
        }
    }
    (kinds, rest)
}
