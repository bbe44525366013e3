//! Simulation evidence whose truth is known: effects drawn from the priors, and for every piece of
//! real evidence what it would say if they were true, with errors of the sizes that the model
//! assumes. A fit of it must give the truth back, and its intervals must hold it as often as they
//! say.

use goingrate_evidence::{ContentHash, Evidence};
use goingrate_mixed::{Line, Piece, System, solve};
use goingrate_units::{ExchangeRates, Taxonomy};

use crate::ModelError;
use crate::block::Block;
use crate::book::Book;
use crate::fit::assembly::variance_group;
use crate::fit::{self, FitOptions};
use crate::priors::Priors;
use crate::rows::{Figure, Group, Row, Rows, Value};

/// What came of fitting invented evidence.
#[derive(Debug)]
pub struct Simulation {
    /// The truth, as a book to be asked; its uncertainty is the fit's and means nothing.
    pub truth: Book,
    /// The book that was fitted.
    pub book: Book,
    /// For every variance group that was estimated: its name, the true sd and the fitted one.
    pub sds: Vec<(String, f64, f64)>,
}

/// Invents what the evidence says and fits it; `normal` draws standard normal numbers.
///
/// # Errors
/// As [`fit`](crate::fit()).
pub fn simulate(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
    options: FitOptions,
    normal: &mut dyn FnMut() -> f64,
) -> Result<Simulation, ModelError> {
    let around = fit::surroundings(evidence, taxonomy, priors, rates)?;
    let mut rows =
        crate::rows::build(around.design(taxonomy, priors), evidence, around.scale(rates))?;
    let sd = |group: Group| variance_group(group, priors, evidence).variance.sqrt();
    let theta = draw_effects(&rows, priors, &sd, normal)?;
    say(&mut rows, &theta, priors.robust_degrees, &sd, normal);
    let fit = fit::fit_rows(rows, priors, evidence, around, options, None)?;
    let estimated = fit.diagnosis.groups.iter().filter(|g| !g.held);
    let sds = estimated.map(|g| (g.name.clone(), sd(g.group), g.sd)).collect();
    let book = Book::of(&fit, evidence, priors, ContentHash::of(&[b"invented"]));
    let mut truth = book.clone();
    truth.theta[..theta.len()].copy_from_slice(&theta);
    Ok(Simulation { truth, book, sds })
}

/// Effects from their priors: the solution of the prior rows alone, each moved by its own error, is
/// an exact draw. What has a flat prior starts where the search of a fit does.
fn draw_effects(
    rows: &Rows,
    priors: &Priors,
    sd: &impl Fn(Group) -> f64,
    normal: &mut dyn FnMut() -> f64,
) -> Result<Vec<f64>, ModelError> {
    let mut system = System::new(rows.effects.len());
    let start = fit::start::start(rows, priors);
    let flat = [Block::Intercept, Block::Spread].into_iter().flat_map(|b| rows.effects.block(b));
    let mut add = |form: &[(u32, f64)], value: f64, variance: f64| {
        let group = system.add_group(goingrate_mixed::Group::effects("prior", variance).held())?;
        let (columns, coefficients) = form.iter().copied().unzip();
        system.push(Piece {
            group,
            lines: vec![Line { columns, coefficients }],
            values: vec![value],
            sampling: Vec::new(),
        })
    };
    for column in flat {
        add(&[(column as u32, 1.0)], start[column], 1e-6)?;
    }
    for row in rows.rows.iter().filter(|row| is_prior(row)) {
        let (Figure::Form(form), Value::Known(mean)) = &row.lines[0] else { continue };
        let given = row.sampling.first().copied().unwrap_or(0.0);
        // Ladders are drawn from half their prior sd: worlds in which a level earns three times the
        // one below are not what the search is made for.
        let variance = if row.group == Group::Given { 0.25 * given } else { sd(row.group).powi(2) };
        add(form, mean + variance.sqrt() * normal(), variance)?;
    }
    Ok(solve(&system, None)?.theta)
}

fn is_prior(row: &Row) -> bool {
    matches!(row.group, Group::Block(_) | Group::Given)
}

/// Lets every piece of evidence say what it would say.
fn say(
    rows: &mut Rows,
    theta: &[f64],
    degrees: f64,
    sd: &impl Fn(Group) -> f64,
    normal: &mut dyn FnMut() -> f64,
) {
    let true_values: Vec<Vec<f64>> = {
        let at = rows.at(theta);
        let values =
            |row: &Row| rows.linearise(row, &at, &[]).iter().map(|l| l.predicted.value).collect();
        rows.rows.iter().map(values).collect()
    };
    for (row, values) in rows.rows.iter_mut().zip(true_values) {
        if is_prior(row) {
            continue;
        }
        let heavy = row.group != Group::OfficialNation;
        let sampled = correlated(&row.sampling, values.len(), normal);
        for (((_, observed), value), error) in row.lines.iter_mut().zip(values).zip(sampled) {
            let own = if heavy { student(degrees, normal) } else { normal() };
            *observed = Value::Known(value + error + sd(row.group) * own);
        }
    }
}

/// A draw from Student's t.
fn student(degrees: f64, normal: &mut dyn FnMut() -> f64) -> f64 {
    let squares: f64 = (0..degrees as usize).map(|_| normal().powi(2)).sum();
    normal() / (squares / degrees).sqrt()
}

/// A draw from a normal of `k` dimensions with this covariance, or zeros where there is none.
fn correlated(covariance: &[f64], k: usize, normal: &mut dyn FnMut() -> f64) -> Vec<f64> {
    if covariance.is_empty() {
        return vec![0.0; k];
    }
    let mut root = vec![0.0; k * k];
    for i in 0..k {
        for j in 0..=i {
            let below: f64 = (0..j).map(|l| root[i * k + l] * root[j * k + l]).sum();
            let left = covariance[i * k + j] - below;
            root[i * k + j] =
                if i == j { left.max(0.0).sqrt() } else { left / root[j * k + j].max(1e-12) };
        }
    }
    let z: Vec<f64> = (0..k).map(|_| normal()).collect();
    (0..k).map(|i| (0..=i).map(|j| root[i * k + j] * z[j]).sum()).collect()
}
