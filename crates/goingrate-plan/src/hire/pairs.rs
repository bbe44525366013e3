//! Two ways of a plan: how much more the one costs, and when both have cost the same.

use super::answer::{BREAK_EVEN_MONTHS, BreakEven, Pair};
use super::simulate::Draws;
use crate::chance::Summary;

/// Above so many ways only the first is held against each other.
const ALL_PAIRS: usize = 5;
/// What counts as sure.
const SURE: f64 = 0.9;

/// Every two ways; of many ways, the first with each other one.
pub fn pairs(draws: &Draws) -> Vec<Pair> {
    let ways = draws.totals.len();
    let ones = if ways > ALL_PAIRS { 1 } else { ways };
    let each = (0..ones).flat_map(|one| (one + 1..ways).map(move |other| (one, other)));
    each.map(|(one, other)| pair(draws, one, other)).collect()
}

fn pair(draws: &Draws, one: usize, other: usize) -> Pair {
    let both = draws.totals[one].iter().zip(&draws.totals[other]);
    let mut more: Vec<f64> = both.map(|(one, other)| one - other).collect();
    let cheaper = more.iter().filter(|more| **more > 0.0).count() as f64 / more.len() as f64;
    let break_even = break_even(&draws.courses[one], &draws.courses[other]);
    Pair { one, other, more: Summary::of(&mut more), other_cheaper: cheaper, break_even }
}

/// By the courses of both, month by month.
fn break_even(one: &[Vec<f64>], other: &[Vec<f64>]) -> BreakEven {
    let draws = one[0].len();
    if draws == 0 {
        return BreakEven::default();
    }
    let lead = |month: usize, draw: usize| other[month][draw] - one[month][draw];
    let mut crossings: Vec<f64> =
        (0..draws).filter_map(|draw| crossing(|m| lead(m, draw))).collect();
    let share = |month: usize, other_first: bool| {
        let leads = (0..draws).filter(|draw| (lead(month, *draw) < 0.0) == other_first).count();
        leads as f64 / draws as f64
    };
    // Cheaper at first is who is cheaper after the first month.
    let other_first = share(1, true) > 0.5;
    let last = BREAK_EVEN_MONTHS as usize;
    let sure = (1..=last).take_while(|month| share(*month, other_first) >= SURE).count();
    BreakEven {
        chance: crossings.len() as f64 / draws as f64,
        months: Summary::of(&mut crossings),
        other_first,
        sure_months: (sure > 0).then_some(sure as u32),
    }
}

/// The first time at which a lead changes its sign, between two months by a straight line; from the first
/// month on, because on the day before it hardly anything is paid.
fn crossing(lead: impl Fn(usize) -> f64) -> Option<f64> {
    let first = lead(1);
    let changed = (2..=BREAK_EVEN_MONTHS as usize).find(|month| lead(*month) * first <= 0.0)?;
    let (before, after) = (lead(changed - 1), lead(changed));
    let share = if before == after { 0.0 } else { before / (before - after) };
    Some((changed - 1) as f64 + share)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Costs of once and a month: the two have cost the same when once / month is made up for.
    fn check(once: [f64; 2], month: [f64; 2], expected: Option<f64>) {
        let course = |at: usize| -> Vec<Vec<f64>> {
            let spent = |m: u32| vec![once[at] + month[at] * f64::from(m)];
            (0..=BREAK_EVEN_MONTHS).map(spent).collect()
        };
        let got = break_even(&course(0), &course(1));
        match expected {
            None => assert_eq!(got.chance, 0.0),
            Some(months) => {
                assert!((got.months.p50 - months).abs() < 1e-9, "{got:?}");
                assert_eq!(got.chance, 1.0);
            }
        }
    }

    #[test]
    fn break_even_is_the_formula_of_two_lines() {
        check([30_000.0, 5_000.0], [10_000.0, 12_000.0], Some(12.5));
        check([5_000.0, 30_000.0], [12_000.0, 10_000.0], Some(12.5));
        check([5_000.0, 0.0], [12_000.0, 10_000.0], None);
        check([0.0, 5_300.0], [1_000.0, 900.0], Some(53.0));
    }
}
