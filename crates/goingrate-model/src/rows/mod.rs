//! Evidence to rows: every piece of evidence says something about a figure of a distribution, and
//! [`Row`] keeps both, so that it can be linearised at any effects.

mod abroad;
mod builder;
pub(crate) mod cells;
mod claims;
mod linearise;
mod official;
mod origin;
mod priors;
mod row;
mod sampling;
mod series;
mod summary_quantiles;

use goingrate_evidence::Evidence;

use crate::ModelError;
use crate::design::{Design, Scale};
use crate::distribution::mixture::Mixture;
use crate::effects::Effects;
use crate::rows::builder::{Builder, Collector};
use crate::rows::cells::rows::CellRows;

pub(crate) use claims::{claim_question, subject_question};
pub(crate) use linearise::{LinearLine, WarmStart, gap};
pub(crate) use origin::source_of;
pub use origin::{Group, Origin, SeriesStep};
pub use row::{Figure, Row, Value};
pub use summary_quantiles::{LeftOut, SummaryRows};

/// All rows, the distributions that they speak of and the effects that these rest on.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The effects; a column is a position.
    pub effects: Effects,
    /// The distributions.
    pub mixtures: Vec<Mixture>,
    /// The distribution of every occupation at the reference area.
    pub references: Vec<usize>,
    /// The rows: evidence first, then priors.
    pub rows: Vec<Row>,
    /// What rows of cells are about.
    pub cells: CellRows,
    /// What became of ready-made percentiles, by source.
    pub published: Vec<SummaryRows>,
}

/// Turns evidence into rows.
///
/// # Errors
/// When a claim's currency has no exchange rate at its date.
pub(crate) fn build(design: Design, evidence: &Evidence, scale: Scale) -> Result<Rows, ModelError> {
    let collector = Collector::default();
    let mut builder = Builder {
        design,
        evidence,
        scale,
        collector,
        mixtures: Vec::new(),
        references: Vec::new(),
        rows: Vec::new(),
    };
    official::add(&mut builder);
    abroad::add(&mut builder)?;
    claims::add(&mut builder)?;
    series::add(&mut builder);
    let published = summary_quantiles::add(&mut builder);
    let cells = crate::rows::cells::rows::add(&mut builder);
    priors::add(&mut builder);
    Ok(Rows { published, ..sort_columns(builder, cells) })
}

/// Renumbers columns into the order of [`Effects`].
fn sort_columns(builder: Builder, mut cells: CellRows) -> Rows {
    let Builder { collector, mut mixtures, references, mut rows, .. } = builder;
    let effects = Effects::new(collector.effects.clone());
    let to: Vec<u32> =
        collector.effects.iter().map(|&e| effects.column(e).unwrap_or(0) as u32).collect();
    for mixture in &mut mixtures {
        mixture.renumber(&to);
    }
    for (figure, _) in rows.iter_mut().flat_map(|row| &mut row.lines) {
        match figure {
            Figure::Form(form) => form.iter_mut().for_each(|(c, _)| *c = to[*c as usize]),
            Figure::Area(area) => {
                let forms = [&mut area.location, &mut area.scale, &mut area.skew];
                forms.into_iter().flatten().for_each(|(c, _)| *c = to[*c as usize]);
                area.off = to[area.off as usize];
            }
            _ => {}
        }
    }
    let references = references.into_iter().map(|(_, mixture)| mixture).collect();
    cells.renumber(&to);
    Rows { effects, mixtures, references, rows, cells, published: Vec::new() }
}
