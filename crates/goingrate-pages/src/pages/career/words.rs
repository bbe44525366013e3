//! How a career's figures are written.

use goingrate::units::Currency;
use goingrate_view::money;
use goingrate_view::views::career::CareerWayView;
use goingrate_view::views::hire::RangeView;
use goingrate_view::words::capitalised;

use crate::charts::rows::Rows;

/// Sums over years are not known better than by two digits; a difference below this share of one is none.
const NOTHING: f64 = 0.5;
/// From this share on it is told that two ways come to the same.
const SAME: f64 = 0.005;
/// Names in a picture are at most so long.
const LONGEST: usize = 38;

/// Rows of changes, about an upright line of none, which is always on the axis.
pub(super) fn about_nothing(rows: Rows) -> Rows {
    let [low, high] = rows.axis;
    let room = 0.04 * (high.max(0.0) - low.min(0.0));
    Rows { axis: [low.min(-room), high.max(room)], upright: Some(0.0), ..rows }
}

/// A difference of sums, to two digits: "+$270k", "−$45k", "$0".
pub(super) fn more(amount: f64, currency: Currency) -> String {
    let sign = match amount {
        a if a.abs() < NOTHING => return format!("{}0", money::symbol(currency)),
        a if a < 0.0 => "−",
        _ => "+",
    };
    format!("{sign}{}", sum(amount, currency))
}

/// An amount without its sign, to two digits: "$270k".
pub(super) fn sum(amount: f64, currency: Currency) -> String {
    let step = 10f64.powf(amount.abs().max(1.0).log10().floor() - 1.0);
    money::named((amount.abs() / step).round() * step, currency)
}

/// A middle with its ends: "$1.28m ($902k–$1.84m)"; alone where it is known.
pub(super) fn range(range: &RangeView, currency: Currency) -> String {
    let middle = money::about(range.p50, currency);
    match range.p10 == range.p90 {
        true => middle,
        false => format!("{middle} ({})", crate::words::range(range.p10, range.p90, currency)),
    }
}

/// A change in a sentence: "9% more", "2% less", "the same".
pub(super) fn compared(share: f64) -> String {
    match share {
        s if s.abs() < 0.005 => "the same".to_owned(),
        s if s > 0.0 => format!("{} more", crate::words::percent(s)),
        s => format!("{} less", crate::words::percent(s)),
    }
}

/// A sentence of the view, in which no line ends between a minus and its amount.
pub(super) fn sentence(said: &str) -> String {
    crate::words::tight(said).replace('−', "−\u{2060}")
}

/// A share of cases: "86".
pub(super) fn in_100(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// How often a way beats staying: "better in 86 of 100", "better in 52 of 100, the same in 48".
pub(super) fn better(way: &CareerWayView) -> String {
    let better = format!("better in {} of 100", in_100(way.beats));
    match way.equals >= SAME {
        true => format!("{better}, the same in {}", in_100(way.equals)),
        false => better,
    }
}

/// The name of a way as a row begins with it, short enough for a picture.
pub(super) fn name(way: &CareerWayView) -> String {
    crate::words::clipped(&capitalised(&way.name), LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_have_two_digits_and_a_sign() {
        let dollars: Currency = "USD".parse().expect("a currency");
        let check = |amount: f64, expected: &str| assert_eq!(more(amount, dollars), expected);
        check(269_812.0, "+$270k");
        check(-45_020.0, "−$45k");
        check(3_680.0, "+$3,700");
        check(1_234_000.0, "+$1.2m");
        check(0.3, "$0");
    }
}
