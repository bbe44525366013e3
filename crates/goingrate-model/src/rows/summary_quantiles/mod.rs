//! Ready-made percentiles of a store to rows: a vendor's table by job and level, a summary of offers by
//! area. Each says percentiles of the distribution that its key asks for, as a claim does, but with the
//! sampling error of the people behind it and with terms of its source for whatever the source sees
//! differently. What is no pay of whole people, or repeats other evidence, is counted and not fitted.

mod distribution;
mod left_out;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, SummaryQuantiles};
use goingrate_units::RoleId;
use rustc_hash::FxHashSet;

use crate::design::Estimand;
use crate::rows::builder::Builder;
use crate::rows::cells::form::moment;
use crate::rows::cells::rows::shift_of;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{Figure, Row, Value};
use crate::rows::sampling;
use crate::rows::summary_quantiles::left_out::Known;

pub use left_out::LeftOut;

/// What became of the ready-made percentiles of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRows {
    /// The source's position among the cards.
    pub source: usize,
    /// Its slug.
    pub slug: String,
    /// Rows that are fitted.
    pub rows: usize,
    /// Their figures that are fitted: lines of the system.
    pub figures: usize,
    /// Their figures that are not: outer percentiles, lower bounds, means beside percentiles.
    pub figures_left_out: usize,
    /// Rows that are not fitted, by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
}

/// Percentiles outside are not fitted: the shape was never held against tails, and the largest amount of
/// a few people is no level of pay. Claims reach as far.
const WITHIN: (f64, f64) = (0.05, 0.95);

/// How far from the middle the one percentile may be that speaks for people of one level in several
/// areas.
const MIDDLE: (f64, f64) = (0.25, 0.75);

/// How many people a row rests on that does not say so: what a table that hides its numbers must have at
/// the least to be worth a row; our estimate, on the cautious side.
const UNSTATED_PEOPLE: f64 = 10.0;

/// Adds the rows of all ready-made percentiles that are evidence of their own.
pub(super) fn add(builder: &mut Builder) -> Vec<SummaryRows> {
    let mut sources: BTreeMap<usize, SummaryRows> = BTreeMap::new();
    let known = Known::of(builder);
    let mut seen = FxHashSet::default();
    for (index, (source, published)) in builder.evidence.published.iter().enumerate() {
        let of = sources.entry(source.0).or_insert_with(|| SummaryRows {
            source: source.0,
            slug: builder.evidence.card(*source).slug.clone(),
            ..SummaryRows::default()
        });
        let again = !seen.insert((source, published.row, &published.key));
        let left_out = known.left_out(*source, published, builder);
        let made = match left_out.or(again.then_some(LeftOut::Repeated)) {
            Some(reason) => Err(reason),
            None => observed(published, builder),
        };
        match made {
            Ok(observed) => {
                of.rows += 1;
                of.figures += observed.figures.len();
                of.figures_left_out += stated(published) - observed.figures.len();
                add_row(builder, index, observed);
            }
            Err(reason) => *of.left_out.entry(reason).or_default() += 1,
        }
    }
    sources.into_values().collect()
}

/// How many figures a row states.
fn stated(published: &SummaryQuantiles) -> usize {
    let mean = usize::from(published.mean.is_some());
    published.quantiles.len() + published.at_least.len() + mean
}

/// What a row says: figures on the model's scale with their sampling covariance.
struct Observed {
    /// The first of the roles that it may be about, with its probability in percent.
    role: (RoleId, u8),
    /// Probability, none for the mean, and log pay.
    figures: Vec<(Option<f64>, f64)>,
    sampling: Vec<f64>,
}

/// What a row says on the model's scale, or why it says nothing.
fn observed(published: &SummaryQuantiles, builder: &Builder) -> Result<Observed, LeftOut> {
    let key = &published.key;
    let role = first_role(key, builder).ok_or(LeftOut::UnclearRole)?;
    let shift = shift_of(key, builder.design.taxonomy, builder.scale);
    let shift = shift.ok_or(LeftOut::NoExchangeRate)?;
    let several = spans_areas(published, role.0, builder);
    let narrow = !key.level.is_unknown() || key.employer.is_some();
    let fitted = fitted(&published.quantiles, several && narrow);
    let quantiles: Vec<(f64, f64)> =
        fitted.iter().map(|&(p, amount)| (p, amount.ln() + shift)).collect();
    let people = people(published, &quantiles);
    if !quantiles.is_empty() {
        let sampling = sampling::covariances(&quantiles, people);
        let figures = quantiles.into_iter().map(|(p, y)| (Some(p), y)).collect();
        return Ok(Observed { role, figures, sampling });
    }
    // A mean leans on the tails, so it speaks only where no percentile does.
    let mean = published.mean.ok_or(LeftOut::NothingWithin)?;
    let error = sampling::error_of_mean(&quantiles, people);
    Ok(Observed { role, figures: vec![(None, mean.ln() + shift)], sampling: vec![error * error] })
}

/// Whether a row is about several areas whose pay differs.
fn spans_areas(published: &SummaryQuantiles, role: RoleId, builder: &Builder) -> bool {
    let key = &published.key;
    builder.design.sites(&Estimand::employees(role, key.place, moment(key))).len() > 1
}

/// The percentiles of a row that are fitted. Of people of one level or of one employer in several areas
/// only the middle one: how wide they are rests on where a vendor's clients are, which nobody states, and no term of
/// the source can make the areas more alike. Simulation tables whose national rows were as much narrower
/// than ours as their areas stretched the ladder (docs/LIMITS.md).
fn fitted(quantiles: &[(f64, f64)], middle: bool) -> Vec<(f64, f64)> {
    let (low, high) = if middle { MIDDLE } else { WITHIN };
    let within = quantiles.iter().copied().filter(|q| (low..=high).contains(&q.0));
    if !middle {
        return within.collect();
    }
    let off = |q: &(f64, f64)| (q.0 - 0.5).abs();
    within.min_by(|a, b| off(a).total_cmp(&off(b))).into_iter().collect()
}

/// How many people a row rests on: what the error of its mean says, else what it states.
fn people(published: &SummaryQuantiles, quantiles: &[(f64, f64)]) -> f64 {
    let by_error = published.mean_error.map(|rse| sampling::people(quantiles, rse));
    let stated = published.count.map(|count| (count as f64).max(1.0));
    by_error.or(stated).unwrap_or(UNSTATED_PEOPLE)
}

/// The first of the roles that a key may be about, where all of them are on one ladder.
fn first_role(key: &CellKey, builder: &Builder) -> Option<(RoleId, u8)> {
    let ladder = |role: &(RoleId, u8)| builder.design.taxonomy.role(role.0).ladder;
    let first = key.role.all().first()?;
    key.role.all().iter().all(|other| ladder(other) == ladder(first)).then_some(*first)
}

fn add_row(builder: &mut Builder, index: usize, observed: Observed) {
    let figures = observed.figures.len();
    let mixture = distribution::mixture(builder, index, observed.role, figures);
    let of = builder.keep(mixture);
    let line = |(p, y): (Option<f64>, f64)| {
        let figure = p.map_or(Figure::Mean(of), |p| Figure::Quantile(of, p));
        (figure, Value::Known(y))
    };
    builder.rows.push(Row {
        origin: Origin::SummaryQuantiles(index),
        group: Group::SummaryQuantiles(builder.evidence.published[index].0.0),
        lines: observed.figures.into_iter().map(line).collect(),
        sampling: observed.sampling,
    });
}
