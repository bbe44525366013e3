//! Which version fits a budget or a date: how many days fit, by simulation, and the version of the most
//! value among those.

use goingrate_units::Problem;

use super::Question;
use super::answer::Outlook;
use super::choice::{Chosen, Item, best_set};
use super::draws::{Outcome, simulate};
use crate::quantiles;

/// Draws of a try; the version that is told has as many as the answer.
const TRIES: usize = 2_000;
/// Halvings that find how many days fit.
const HALVINGS: usize = 12;
/// So many smaller versions are tried where one is not sure enough.
const SMALLER: usize = 24;

/// The version that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fits {
    /// How many of each piece's repetitions it holds.
    pub counts: Vec<u32>,
    /// Its value.
    pub value: u32,
    /// The value of everything.
    pub value_of_all: u32,
    /// Its days in the middle, before errors of the estimate.
    pub days: f64,
    /// What it costs.
    pub cost: Outlook,
    /// How many months it takes.
    pub months: Outlook,
    /// The chance that it stays within every limit.
    pub within: f64,
    /// Whether it is proven that no version of as many days has more value.
    pub proven: bool,
}

impl Fits {
    /// Whether the version holds everything.
    pub fn is_all(&self) -> bool {
        self.value == self.value_of_all
    }
}

/// The version of the most value that stays within budget and time as surely as is asked for; none where
/// there is no limit.
///
/// # Errors
/// When pieces need each other in a circle (field `features`).
pub fn fits(question: &Question) -> Result<Option<Fits>, Problem> {
    if question.budget.is_none() && question.months.is_none() {
        return Ok(None);
    }
    let items = items(question);
    let mut limit = days_that_fit(question);
    let nothing = vec![0.0; question.pieces.len()];
    for _ in 0..SMALLER {
        let Some(chosen) =
            best_set(&items.iter().map(|item| item.1.clone()).collect::<Vec<_>>(), limit)
        else {
            return no_version(question, &items);
        };
        let kept = kept(question, &items, &chosen);
        // What every version has is worth nothing alone.
        if kept == nothing || (chosen.value == 0 && items.iter().any(|(_, item)| item.value > 0)) {
            return Ok(None);
        }
        let excess = excess(question, &simulate(question, &kept, TRIES));
        // A smaller version is a little less sure than the whole, and all draws may say otherwise than
        // those of a try; then fewer days fit.
        if excess <= 1.0 + 1e-9 {
            let told = told(question, &items, &chosen, &kept);
            if told.within >= question.confidence {
                return Ok(Some(told));
            }
        }
        limit = chosen.days * (0.995 / excess).min(0.995);
    }
    Ok(None)
}

/// Nothing fits, or nothing can.
fn no_version(question: &Question, items: &[(usize, Item)]) -> Result<Option<Fits>, Problem> {
    let all: Vec<Item> = items.iter().map(|item| item.1.clone()).collect();
    if best_set(&all, f64::INFINITY).is_some() {
        return Ok(None);
    }
    let names: Vec<&str> = question.pieces.iter().map(|piece| piece.name.as_str()).collect();
    let what = "some of them need each other in a circle";
    Err(Problem::of("features", &names.join(", "), what).hint("take one of the needs out"))
}

/// Days that fit, in the middle and before errors: the whole project, made smaller in every piece.
fn days_that_fit(question: &Question) -> f64 {
    let whole: f64 = question.pieces.iter().map(|piece| piece.days.middle()).sum();
    let fits = |share: f64| {
        let kept = vec![share; question.pieces.len()];
        excess(question, &simulate(question, &kept, TRIES)) <= 1.0
    };
    if fits(1.0) {
        return whole;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if fits(middle) { low = middle } else { high = middle }
    }
    whole * low
}

/// By how much the quantile that is asked for lies above the limits, of which each draw counts with the
/// one that it exceeds by more: 1 is at the limits.
fn excess(question: &Question, outcomes: &[Outcome]) -> f64 {
    let over = |outcome: &Outcome| {
        let cost = question.budget.map_or(0.0, |limit| outcome.cost / limit);
        cost.max(question.months.map_or(0.0, |limit| outcome.months / limit))
    };
    let mut draws: Vec<f64> = outcomes.iter().map(over).collect();
    let [at] = quantiles(&mut draws, [question.confidence]);
    at
}

/// The pieces as items, each repetition on its own: the first has the piece's value, each further one
/// adds 1 and needs the one before.
fn items(question: &Question) -> Vec<(usize, Item)> {
    let mut first = Vec::new();
    let mut at = 0;
    for piece in &question.pieces {
        first.push(at);
        at += piece.count as usize;
    }
    let mut items = Vec::new();
    for (piece_at, piece) in question.pieces.iter().enumerate() {
        for repetition in 0..piece.count as usize {
            let days = piece.days.middle() / f64::from(piece.count);
            let (needs, value, required) = match repetition {
                0 => (piece.needs.iter().map(|n| first[*n]).collect(), piece.value, piece.required),
                n => (vec![first[piece_at] + n - 1], piece.value.min(1), piece.required),
            };
            items.push((piece_at, Item { days, value, needs, required }));
        }
    }
    items
}

fn counts(question: &Question, items: &[(usize, Item)], chosen: &Chosen) -> Vec<u32> {
    let mut counts = vec![0; question.pieces.len()];
    let taken = items.iter().zip(&chosen.taken).filter(|(_, taken)| **taken);
    taken.for_each(|((piece, _), _)| counts[*piece] += 1);
    counts
}

/// The share of each piece that a version holds.
fn kept(question: &Question, items: &[(usize, Item)], chosen: &Chosen) -> Vec<f64> {
    let counts = counts(question, items, chosen);
    let share = |(count, piece): (u32, &super::Piece)| f64::from(count) / f64::from(piece.count);
    counts.into_iter().zip(&question.pieces).map(share).collect()
}

fn told(question: &Question, items: &[(usize, Item)], chosen: &Chosen, kept: &[f64]) -> Fits {
    let outcomes = simulate(question, kept, question.draws);
    let inside = |outcome: &&Outcome| {
        question.budget.is_none_or(|limit| outcome.cost <= limit)
            && question.months.is_none_or(|limit| outcome.months <= limit)
    };
    let within = outcomes.iter().filter(inside).count() as f64 / outcomes.len() as f64;
    Fits {
        counts: counts(question, items, chosen),
        value: chosen.value,
        value_of_all: items.iter().map(|(_, item)| item.value).sum(),
        days: chosen.days,
        cost: Outlook::of(outcomes.iter().map(|outcome| outcome.cost)),
        months: Outlook::of(outcomes.iter().map(|outcome| outcome.months)),
        within,
        proven: chosen.proven,
    }
}
