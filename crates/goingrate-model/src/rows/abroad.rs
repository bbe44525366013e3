//! Official cells of nations with a classification of their own to rows: the percentiles, or where
//! none is released the mean, of the all-level distribution in that country, region or city.
//!
//! They are references for their places as the areas' cells are for theirs. How loosely their
//! occupation stands for ours, and their amounts for base pay, is common to all lines of a cell; what sets one statistic apart from
//! another (allowances, part-time years, hours) is left to an error of each line, whose sd is
//! estimated.

use goingrate_evidence::{Basis, Matched, OfficialCell};
use goingrate_units::PERCENTILES;

use crate::ModelError;
use crate::design::Estimand;
use crate::rows::builder::Builder;
use crate::rows::claims::shared_error;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{Figure, Row, Value};
use crate::rows::sampling;

/// Adds the rows of every such cell that is before tax.
///
/// # Errors
/// When a currency has no rate at a cell's date.
pub(super) fn add(builder: &mut Builder) -> Result<(), ModelError> {
    for index in 0..builder.evidence.official.len() {
        let cell = &builder.evidence.official[index];
        if let (Some(matched), Basis::Gross) = (&cell.making.matched, cell.terms.basis) {
            add_cell(builder, index, cell, matched)?;
        }
    }
    Ok(())
}

fn add_cell(
    builder: &mut Builder,
    index: usize,
    cell: &OfficialCell,
    matched: &Matched,
) -> Result<(), ModelError> {
    let own = builder.design.taxonomy.place(cell.place).currency;
    let shift = builder.scale.shift(cell.terms.currency, own, cell.terms.as_of)?;
    let observed = |amount: f64| Value::Known((amount * cell.terms.a_year()).ln() + shift);
    let question = question(builder, cell);
    let mixture = builder.design.mixture(&question, &mut builder.collector);
    let of = builder.keep(mixture);
    let stated = PERCENTILES.iter().zip(cell.quantiles).filter_map(|(&p, q)| Some((p, q?)));
    let mut lines: Vec<(Figure, Value)> =
        stated.clone().map(|(p, q)| (Figure::Quantile(of, p), observed(q))).collect();
    let mut variances: Vec<f64> = stated.map(|(p, _)| sampling_variance(p, cell)).collect();
    if lines.is_empty() {
        let Some(mean) = cell.mean else { return Ok(()) };
        lines.push((Figure::Mean(of), observed(mean)));
        variances.push(sampling_variance(0.5, cell));
    }
    let k = lines.len();
    let common = matched.sd.hypot(cell.making.loose);
    let mut sampling = vec![common * common; k * k];
    variances.iter().enumerate().for_each(|(i, variance)| sampling[i * (k + 1)] += variance);
    let (origin, group) = (Origin::Official(index), Group::OfficialAbroad);
    builder.rows.push(Row { origin, group, lines, sampling });
    Ok(())
}

/// Whose pay a cell speaks of.
fn question(builder: &Builder, cell: &OfficialCell) -> Estimand {
    let card = builder.evidence.card(cell.source);
    Estimand {
        kinds_as_told: true,
        industries: cell.industry.into_iter().collect(),
        source: (!card.reference).then_some(cell.source.0),
        shared_error: shared_error(cell.source, card),
        ..Estimand::employees(cell.role, cell.place, cell.terms.as_of.decimal_year())
    }
}

/// Sampling variance of the log of a percentile, from the number of people asked, or a tenth of those
/// that the cell stands for; for a spread of log pay of 0.4, which is what it is in most countries.
fn sampling_variance(p: f64, cell: &OfficialCell) -> f64 {
    const SPREAD: f64 = 0.4;
    const FEWEST: f64 = 30.0;
    let of_population = cell.making.population.or(cell.employment).map(|jobs| 0.1 * jobs);
    let n = cell.making.sample.or(of_population).unwrap_or(FEWEST).max(FEWEST);
    sampling::covariance(p, p, n, SPREAD)
}
