//! `goingrate score`: how well a book foresees the records of a file.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

use clap::Args;
use goingrate::evidence::sources::{Records, Source, SourceError};
use goingrate::evidence::table::Opened;
use goingrate::evidence::{CellKey, Record};
use goingrate::model::{ModelError, RecordEstimator, Scores, SourceMeasure};
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::score::{KindView, RowsView, ScoreView};

use super::{Answer, render};
use crate::book_file::BookFile;
use crate::exit::Exit;
use crate::reading::{Asked, Words, in_file};

/// Examples of `score`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate score --book mine.gr --data survey_results_public.csv
  goingrate score --book mine.gr --data salaries.csv --as ai-jobs --json
  goingrate score --book mine.gr --data payroll.xlsx --as acme.toml

Score a book on records that it has not seen. Needs a book that was fitted with microdata.";

/// Scores a book.
#[derive(Args)]
pub struct Score {
    #[command(flatten)]
    pub book: BookFile,
    /// The file of records: CSV, xlsx or Parquet.
    #[arg(long, value_name = "FILE")]
    pub data: PathBuf,
    /// Reads the file as this source, or by this mapping (a TOML file).
    #[arg(long = "as", value_name = "SOURCE")]
    pub source: Option<String>,
    /// When the pay held, for a file that does not say.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

impl Score {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = self.book.open()?;
        let words = Words::open(self.as_of.as_deref())?;
        let asked = self.source.as_deref().map(|word| Asked::of(word, &words)).transpose()?;
        let (source, records) = self.read(asked.as_ref(), &words)?;
        let mut estimator = RecordEstimator::new(
            &going_rate.book,
            &going_rate.taxonomy,
            &going_rate.priors,
            &going_rate.rates,
        )
        .map_err(needs_microdata)?;
        let (kinds, rest) = by_kind(source.slug(), &records.records);
        let mut not_scored = rest;
        let mut scored = Vec::new();
        for (measure, records) in kinds {
            let mut scores = Scores::default();
            let known: Vec<&Record> = records
                .iter()
                .copied()
                .filter(|record| estimator.can_foresee(&record.key))
                .collect();
            not_scored += records.len() - known.len();
            let keys: Vec<&CellKey> = known.iter().map(|record| &record.key).collect();
            let foreseen = estimator.foresee(source.slug(), &keys)?;
            for (foreseen, record) in foreseen.iter().zip(known) {
                scores.add(foreseen, (record.amount * record.key.period.a_year()).ln());
            }
            scored.push(KindView::new(measure.name(), estimator.has_heard(&measure), &scores));
        }
        let view = ScoreView {
            file: self.data.display().to_string(),
            source: source.slug().to_owned(),
            kinds: scored,
            rows: RowsView::new(&records),
            not_scored,
        };
        Ok((render(&view, json, text::score)?, Exit::Success))
    }

    /// The records of the file, with the source that reads it.
    fn read<'a>(
        &self,
        asked: Option<&'a Asked>,
        words: &Words,
    ) -> Result<(&'a dyn Source, Records), Problem> {
        let shown = self.data.display().to_string();
        let unreadable =
            |error: std::io::Error| Problem::of("data", &shown, format!("cannot be read: {error}"));
        let failed = |error: SourceError| in_file("--data", &shown, error);
        let opened = Opened::new(File::open(&self.data).map_err(unreadable)?).map_err(failed)?;
        let source = Asked::or_recognised(asked, &opened.head).map_err(failed)?;
        let mut records = Records::default();
        source.read(opened, &words.context(), &mut records).map_err(failed)?;
        Ok((source, records))
    }
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

fn needs_microdata(error: ModelError) -> Problem {
    Problem::new(error.to_string())
        .hint("goingrate fit --evidence DIR -o mine.gr makes one; then --book mine.gr")
}
