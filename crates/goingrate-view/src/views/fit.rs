//! A fit: what went in, what came out, how the search went.

use std::collections::BTreeMap;

use goingrate_evidence::{Evidence, Stated};
use goingrate_model::{Diagnosis, MeasureDiagnosis, SourceMeasure, SummaryDiagnosis};
use goingrate_units::Component;
use schemars::JsonSchema;
use serde::Serialize;

/// A fit.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FitView {
    /// The file of the book.
    pub book: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// How long the fit took, in seconds.
    pub seconds: f64,
    /// Rounds of the search.
    pub rounds: usize,
    /// How far the effect that moved most still moved in the last round, in logs.
    pub last_step: f64,
    /// Effects.
    pub effects: usize,
    /// Lines of evidence.
    pub lines: usize,
    /// Minus twice the restricted log-likelihood of the linearised system.
    pub criterion: f64,
    /// The measures of microdata that are fitted: one for each source and kind of figure.
    pub measures: Vec<MeasureView>,
    /// Records of the store that are not fitted: with those of the measures, they are all of it.
    pub not_fitted: Vec<NotFittedView>,
    /// Blocks of effects and errors of sources.
    pub groups: Vec<GroupView>,
    /// Cells that are not fitted: no exchange rate at their date.
    pub cells_set_aside: usize,
    /// What became of the store's ready-made percentiles, by source.
    pub published: Vec<SummaryView>,
    /// Rows of ready-made percentiles that are not fitted, of all sources.
    pub published_not_fitted: usize,
}

/// The ready-made percentiles of one source.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SummaryView {
    /// The source.
    pub source: String,
    /// Rows that are fitted.
    pub rows: usize,
    /// Their figures that are fitted.
    pub figures: usize,
    /// How far above the market its rows read on average, as a share.
    pub above_market: f64,
    /// How far its figures lie off beyond that and beyond their sampling error: sd in logs.
    pub error: f64,
    /// Figures of the fitted rows that are not: beyond P5 and P95, lower bounds, means beside
    /// percentiles.
    pub figures_left_out: usize,
    /// Rows that are not fitted, by reason.
    pub left_out: Vec<LeftOutView>,
}

/// Rows that are not fitted, and why.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LeftOutView {
    /// How many.
    pub rows: usize,
    /// The reason.
    pub reason: String,
}

/// A measure: one source's figures of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MeasureView {
    /// Source, part of pay, basis and sort of figure.
    pub name: String,
    /// Cells.
    pub cells: usize,
    /// Records.
    pub records: u64,
    /// How far above the market it reads, as a share.
    pub above_market: f64,
    /// The median spread of its profiles: sd of log pay.
    pub spread: f64,
    /// Share of records more than four spreads off.
    pub far_off: f64,
}

/// Records of one measure that are not fitted, and why.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NotFittedView {
    /// Source, part of pay, basis and sort of figure.
    pub name: String,
    /// Records.
    pub records: u64,
    /// The reason.
    pub reason: String,
}

impl NotFittedView {
    /// What of the evidence's cells is in no measure of a fit, or only in part.
    pub fn all(evidence: &Evidence, measures: &[MeasureDiagnosis]) -> Vec<NotFittedView> {
        let mut left: BTreeMap<SourceMeasure, u64> = BTreeMap::new();
        for cell in &evidence.cells {
            let measure = SourceMeasure::of(&evidence.card(cell.source).slug, &cell.key);
            *left.entry(measure).or_default() += cell.histogram.count();
        }
        let view = |(measure, records): (SourceMeasure, u64)| {
            let fitted = measures.iter().find(|fitted| fitted.measure == measure);
            let fitted_records = fitted.map_or(0, |fitted| fitted.records.round() as u64);
            let reason = match fitted {
                Some(_) => "their money has no exchange rate at their date",
                None => why_not(&measure),
            };
            NotFittedView {
                name: measure.name(),
                records: records.saturating_sub(fitted_records),
                reason: reason.to_owned(),
            }
        };
        left.into_iter().map(view).filter(|view| view.records > 0).collect()
    }
}

/// Why a measure is not fitted.
fn why_not(measure: &SourceMeasure) -> &'static str {
    match (measure.component, measure.stated) {
        (Component::Bonus | Component::Equity | Component::SignOn, _) => {
            "a part of pay by itself, which many do not have, is no whole pay"
        }
        (_, Stated::Computed) => "a computed figure repeats other evidence",
        _ => "after tax, and the source states the same pay before tax",
    }
}

/// A block of effects, or the errors of a source.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GroupView {
    /// Its name.
    pub name: String,
    /// Effects or lines.
    pub members: usize,
    /// Sd in logs.
    pub sd: f64,
    /// Whether it was given and not estimated.
    pub held: bool,
}

impl FitView {
    /// From what a fit came to; sizes and times are set by whoever measured them.
    pub fn new(
        diagnosis: &Diagnosis,
        measures: &[MeasureDiagnosis],
        published: &[SummaryDiagnosis],
    ) -> FitView {
        let measure = |measure: &MeasureDiagnosis| MeasureView {
            name: measure.measure.name(),
            cells: measure.cells,
            records: measure.records as u64,
            above_market: measure.offset.exp_m1(),
            spread: measure.spread,
            far_off: measure.far,
        };
        let group = |group: &goingrate_model::GroupDiagnosis| GroupView {
            name: group.name.clone(),
            members: group.members,
            sd: group.sd,
            held: group.held,
        };
        FitView {
            book: String::new(),
            bytes: 0,
            seconds: 0.0,
            rounds: diagnosis.iterations,
            last_step: diagnosis.step,
            effects: diagnosis.effects,
            lines: diagnosis.lines,
            criterion: diagnosis.criterion,
            measures: measures.iter().map(measure).collect(),
            not_fitted: Vec::new(),
            groups: diagnosis.groups.iter().map(group).collect(),
            cells_set_aside: 0,
            published: published.iter().map(SummaryView::new).collect(),
            published_not_fitted: published.iter().flat_map(|p| p.rows.left_out.values()).sum(),
        }
    }
}

impl SummaryView {
    fn new(diagnosis: &SummaryDiagnosis) -> SummaryView {
        let rows = &diagnosis.rows;
        let left_out = rows.left_out.iter();
        let left_out =
            left_out.map(|(reason, &rows)| LeftOutView { rows, reason: reason.words().to_owned() });
        SummaryView {
            source: rows.slug.clone(),
            rows: rows.rows,
            figures: rows.figures,
            above_market: diagnosis.offset.exp_m1(),
            error: diagnosis.error,
            figures_left_out: rows.figures_left_out,
            left_out: left_out.collect(),
        }
    }
}
