//! What a move must pay at its start, so that it is worth as much as staying.

use super::answer::MustPay;
use super::path::Path;
use super::question::{Start, Work};
use super::simulate::{Draws, Model};
use crate::chance::quantiles;

/// The pay that is tried lies within these factors of the market's.
const TRIED: (f64, f64) = (0.2, 5.0);
/// Steps of the search: the interval is halved or better in each.
const STEPS: usize = 40;
/// The search ends where the pay is known to this part.
const CLOSE: f64 = 2e-4;

/// The break-even of a way; see [`super::WayAnswer::must_pay`].
pub fn must_pay(model: &Model, way: usize, draws: &Draws) -> Option<MustPay> {
    let of = &model.question.ways[way];
    if of.start == Start::AsNow || of.work == Work::Founder {
        return None;
    }
    let stay = &draws.ways[0].worth;
    let mut path = Path::default();
    let mut lead = |more: f64| {
        let each = draws.cases.iter().zip(stay).map(|(case, stay)| {
            model.follow(way, case, more, &mut path);
            model.worth(case, &path) - stay
        });
        median(each.collect())
    };
    let more = root(&mut lead)?;
    let starts = draws.cases.iter().map(|case| {
        model.follow(way, case, 0.0, &mut path);
        path.start * of.exchange
    });
    let pays = median(starts.collect());
    let amount = pays * more.exp();
    let today = median(draws.today.clone());
    Some(MustPay { amount, over_today: amount / today - 1.0, pays })
}

fn median(mut draws: Vec<f64>) -> f64 {
    quantiles(&mut draws, [0.5])[0]
}

/// Where a function that rises is zero, by false position with halved ends (Illinois; Dowell & Jarratt 1971,
/// BIT 11:168–174).
fn root(lead: &mut impl FnMut(f64) -> f64) -> Option<f64> {
    let (mut low, mut high) = (TRIED.0.ln(), TRIED.1.ln());
    let (mut at_low, mut at_high) = (lead(low), lead(high));
    if !(at_low <= 0.0 && at_high >= 0.0) {
        return None;
    }
    let mut side = 0;
    for _ in 0..STEPS {
        if high - low < CLOSE || at_high == at_low {
            break;
        }
        let middle = (low * at_high - high * at_low) / (at_high - at_low);
        let at_middle = lead(middle);
        if at_middle == 0.0 || (middle - low).min(high - middle) < CLOSE / 4.0 {
            return Some(middle);
        }
        if at_middle < 0.0 {
            (low, at_low) = (middle, at_middle);
            at_high /= if side == -1 { 2.0 } else { 1.0 };
            side = -1;
        } else {
            (high, at_high) = (middle, at_middle);
            at_low /= if side == 1 { 2.0 } else { 1.0 };
            side = 1;
        }
    }
    Some(0.5 * (low + high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found() {
        let check = |at: f64, expected: Option<f64>| {
            let found = root(&mut |x: f64| x.exp() - at);
            assert_eq!(found.is_some(), expected.is_some(), "{at}");
            if let (Some(found), Some(expected)) = (found, expected) {
                assert!((found - expected).abs() < 1e-3, "{at}: {found} {expected}");
            }
        };
        check(1.0, Some(0.0));
        check(1.3, Some(1.3f64.ln()));
        check(0.21, Some(0.21f64.ln()));
        check(4.9, Some(4.9f64.ln()));
        check(6.0, None);
        check(0.1, None);
    }
}
