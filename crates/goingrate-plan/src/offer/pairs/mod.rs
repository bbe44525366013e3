//! Two offers: how surely one is worth more, by how much, and what would make both equal.

mod equal;

use crate::offer::answer::Pair;

use crate::offer::model::Model;
use crate::offer::simulate::{Draws, OfferDraws};
use crate::offer::worth::summary;

/// Above so many offers only the first is held against each other.
const ALL_PAIRS: usize = 5;

/// Every two offers; of many offers, the first with each other one.
pub fn pairs(model: &Model, draws: &Draws) -> Vec<Pair> {
    let offers = draws.offers.len();
    let ones = if offers > ALL_PAIRS { 1 } else { offers };
    let each = (0..ones).flat_map(|one| (one + 1..offers).map(move |other| (one, other)));
    each.map(|(one, other)| pair(model, draws, one, other)).collect()
}

fn pair(model: &Model, draws: &Draws, one: usize, other: usize) -> Pair {
    let (a, b) = (&draws.offers[one], &draws.offers[other]);
    let years = model.question.years as usize;
    let by_year = a.net.iter().zip(&b.net).take(years);
    Pair {
        one,
        other,
        better: better(&a.total, &b.total),
        better_by_year: by_year.map(|(a, b)| better(a, b)).collect(),
        more: summary(&differences(a, b)),
        equal: equal::changes(model, draws, one, other),
    }
}

fn differences(a: &OfferDraws, b: &OfferDraws) -> Vec<f64> {
    a.total.iter().zip(&b.total).map(|(a, b)| a - b).collect()
}

/// The share of draws in which the one is more; where both are equal a half counts.
fn better(a: &[f64], b: &[f64]) -> f64 {
    let twice = |(a, b): (&f64, &f64)| usize::from(a > b) + usize::from(a >= b);
    a.iter().zip(b).map(twice).sum::<usize>() as f64 / (2 * a.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_count_half() {
        let check = |a: &[f64], b: &[f64], expected: f64| assert_eq!(better(a, b), expected);
        check(&[1.0, 2.0], &[1.0, 2.0], 0.5);
        check(&[2.0, 2.0], &[1.0, 2.0], 0.75);
        check(&[0.0, 0.0], &[1.0, 2.0], 0.0);
    }
}
