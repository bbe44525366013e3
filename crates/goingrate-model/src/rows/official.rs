//! Official cells to rows.
//!
//! Areas and non-metropolitan areas say their percentiles; the nation says the percentiles of the
//! mixture of all areas and of the remainder that no area holds; an industry says how its
//! percentiles differ from the nation's (places cancel). States are benchmarks, not evidence:
//! what they hold is in their areas.

use goingrate_evidence::{OfficialCell, Statement};
use goingrate_units::{Component, PERCENTILES, PlaceKind};

use crate::block::Block;
use crate::design::employment::is_area;
use crate::design::{Estimand, Resolver};
use crate::effects::Effect;
use crate::rows::builder::Builder;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{AreaFigure, Figure, Row, Value};
use crate::rows::sampling;

/// Adds the rows of every official cell that is evidence.
pub(super) fn add(builder: &mut Builder) {
    let nations = national_cells(builder);
    for index in 0..builder.evidence.official.len() {
        let cell = &builder.evidence.official[index];
        if cell.making.matched.is_some() {
            continue; // Of another classification: `abroad.rs` has them.
        }
        if builder.design.taxonomy.role(cell.role).parent.is_none() {
            continue; // Totals of all occupations: their parts are the evidence.
        }
        let kind = builder.design.taxonomy.place(cell.place).kind;
        match (cell.industry.is_some(), kind) {
            (false, kind) if is_area(kind) => add_area(builder, index),
            (false, PlaceKind::Country) => add_nation(builder, index),
            (true, PlaceKind::Country) => {
                let nation = nations.iter().find(|&&n| same_nation(builder, n, index)).copied();
                if let Some(nation) = nation {
                    add_industry(builder, index, nation);
                }
            }
            _ => {}
        }
    }
}

fn national_cells(builder: &Builder) -> Vec<usize> {
    let official = &builder.evidence.official;
    let is_nation = |c: &OfficialCell| {
        c.making.matched.is_none()
            && c.industry.is_none()
            && builder.design.taxonomy.place(c.place).kind == PlaceKind::Country
    };
    (0..official.len()).filter(|&i| is_nation(&official[i])).collect()
}

fn same_nation(builder: &Builder, nation: usize, cell: usize) -> bool {
    let (nation, cell) = (&builder.evidence.official[nation], &builder.evidence.official[cell]);
    nation.role == cell.role && nation.place == cell.place && nation.source == cell.source
}

/// Whose pay a cell speaks of.
fn question(builder: &Builder, cell: &OfficialCell) -> Estimand {
    let card = builder.evidence.card(cell.source);
    Estimand {
        industries: cell.industry.into_iter().collect(),
        source: (!card.reference).then_some(cell.source.0),
        average: cell.industry.is_some(),
        ..Estimand::employees(cell.role, cell.place, card.as_of.decimal_year())
    }
}

/// The percentiles of a cell: probability and log pay.
fn percentiles(cell: &OfficialCell) -> Vec<(f64, f64)> {
    let stated = PERCENTILES.iter().zip(cell.quantiles);
    stated.filter_map(|(&p, amount)| Some((p, amount?.ln()))).collect()
}

/// A nation: percentiles of the mixture over its areas and its remainder.
///
/// Where claims tell the levels of an occupation apart, its five national percentiles say how wide
/// levels and shares can be together, and teach the ladder. Elsewhere nothing is known of levels,
/// and the median alone says where the remainder lies; the rest is a benchmark.
fn add_nation(builder: &mut Builder, index: usize) {
    let cell = &builder.evidence.official[index];
    let Some(rse) = cell.mean_rse else { return };
    let told = has_levels(builder, cell.role);
    let stated = percentiles(cell);
    let (observed, sampling) = if told {
        (stated.clone(), sampling_of(&stated, rse))
    } else {
        let median = stated.iter().copied().filter(|s| s.0 == 0.5).collect();
        (median, sampling_of_median(&stated, rse))
    };
    if observed.is_empty() {
        return;
    }
    let question = question(builder, cell);
    let mut mixture = builder.design.mixture(&question, &mut builder.collector);
    mixture.open = !told;
    let of = builder.keep(mixture);
    let lines = observed.iter().map(|&(p, y)| (Figure::Quantile(of, p), Value::Known(y))).collect();
    push(builder, index, Group::OfficialNation, lines, sampling);
}

/// Whether claims tell the levels of an occupation's base salary apart.
fn has_levels(builder: &Builder, occupation: goingrate_units::RoleId) -> bool {
    let design = &builder.design;
    let mut levels: Vec<_> = builder
        .evidence
        .claims
        .iter()
        .filter(|c| {
            matches!(c.statement, Statement::Pay(_)) && c.subject.component == Component::BaseSalary
        })
        .filter(|c| design.occupation(c.subject.role) == occupation)
        .filter_map(|c| c.subject.level)
        .collect();
    levels.sort_unstable();
    levels.dedup();
    levels.len() > 1
}

/// An area: the percentiles of its occupation, shifted, scaled and leaned.
fn add_area(builder: &mut Builder, index: usize) {
    let cell = &builder.evidence.official[index];
    let observed = percentiles(cell);
    let (Some(rse), true) = (cell.mean_rse, !observed.is_empty()) else { return };
    let question = question(builder, cell);
    let mixture = builder.design.mixture(&question, &mut builder.collector);
    let node = &mixture.components[0];
    let reference = reference(builder, &question);
    let own = Effect::crossed(Block::SkewRoleArea, cell.role.index(), cell.place.index());
    let skew = vec![(builder.collector.column(own), 1.0)];
    // What scales the whole occupation is in its reference distribution already.
    let shared = &builder.mixtures[builder.references[reference].1].components[0].stretch;
    let scale: Vec<(u32, f64)> =
        node.stretch.iter().filter(|c| !shared.contains(c)).copied().collect();
    let mut lines = Vec::new();
    for (percentile, &p) in PERCENTILES.iter().enumerate() {
        let Some(&(_, y)) = observed.iter().find(|s| s.0 == p) else { continue };
        let off = Effect::crossed(Block::OfficialPercentile, cell.role.index(), percentile);
        let figure = AreaFigure {
            reference,
            percentile,
            location: node.location.clone(),
            scale: scale.clone(),
            skew: skew.clone(),
            off: builder.collector.column(off),
        };
        lines.push((Figure::Area(Box::new(figure)), Value::Known(y)));
    }
    let mut sampling = sampling_of(&observed, rse);
    for (at, &(p, _)) in observed.iter().enumerate() {
        let percentile = PERCENTILES.iter().position(|&q| q == p).unwrap_or(0);
        sampling[at * (observed.len() + 1)] += builder.design.priors.lumpiness[percentile].powi(2);
    }
    push(builder, index, Group::OfficialArea, lines, sampling);
}

/// The occupation's distribution at the reference area, kept once.
fn reference(builder: &mut Builder, question: &Estimand) -> usize {
    if let Some(at) = builder.references.iter().position(|r| r.0 == question.role) {
        return at;
    }
    let place = builder.design.country(question.place);
    let at_reference = Estimand { place, average: true, ..question.clone() };
    let mixture = builder.design.mixture(&at_reference, &mut builder.collector);
    let kept = builder.keep(mixture);
    builder.references.push((question.role, kept));
    builder.references.len() - 1
}

fn push(
    builder: &mut Builder,
    index: usize,
    group: Group,
    lines: Vec<(Figure, Value)>,
    sampling: Vec<f64>,
) {
    builder.rows.push(Row { origin: Origin::Official(index), group, lines, sampling });
}

/// An industry against the nation, percentile by percentile.
fn add_industry(builder: &mut Builder, index: usize, nation: usize) {
    let (cell, whole) = (&builder.evidence.official[index], &builder.evidence.official[nation]);
    let Some(rse) = cell.mean_rse else { return };
    let whole_at = percentiles(whole);
    let own = percentiles(cell);
    let both: Vec<(f64, f64, f64)> = own
        .iter()
        .filter_map(|&(p, y)| Some((p, y, whole_at.iter().find(|w| w.0 == p)?.1)))
        .collect();
    if both.is_empty() {
        return;
    }
    let of = question(builder, cell);
    let against = Estimand { industries: Vec::new(), average: true, ..of.clone() };
    let mixture = builder.design.mixture(&of, &mut builder.collector);
    let of = builder.keep(mixture);
    let mixture = builder.design.mixture(&against, &mut builder.collector);
    let against = builder.keep(mixture);
    let lines = both
        .iter()
        .map(|&(p, y, whole)| (Figure::Contrast(of, against, p), Value::Known(y - whole)))
        .collect();
    let stated: Vec<_> = both.iter().map(|&(p, y, _)| (p, y)).collect();
    let sampling = sampling_of(&stated, rse);
    push(builder, index, Group::OfficialIndustry, lines, sampling);
}

/// Sampling covariance of a cell's log percentiles, from the relative standard error of its mean.
fn sampling_of(observed: &[(f64, f64)], rse: f64) -> Vec<f64> {
    sampling::covariances(observed, sampling::people(observed, rse))
}

/// The same for the median alone.
fn sampling_of_median(observed: &[(f64, f64)], rse: f64) -> Vec<f64> {
    let at = observed.iter().position(|s| s.0 == 0.5);
    at.map_or(Vec::new(), |at| vec![sampling_of(observed, rse)[at * (observed.len() + 1)]])
}
