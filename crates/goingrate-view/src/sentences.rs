//! Figures of views in words: a change, an effect, where an amount stands, a rate of exchange, whose rules are
//! taken.

use crate::figure::{Change, ExchangeView, PercentileRankView};
use crate::words::{list, percent, signed_digits, signed_percent};

/// A change with its interval: "+6 % (−1 to +13)".
pub fn change(change: &Change) -> String {
    format!("{} {}", signed_percent(change.share), change_interval(change))
}

/// The interval of a change in percent: "(−1 to +13)".
pub fn change_interval(change: &Change) -> String {
    format!("({} to {})", signed_digits(change.low), signed_digits(change.high))
}

/// What something does to pay: "adds 6 % (−1 to +13)", "takes off 3 % (−9 to +4)".
pub fn effect(effect: &Change) -> String {
    let verb = if effect.share < 0.0 { "takes off" } else { "adds" };
    format!("{verb} {} {}", percent(effect.share), change_interval(effect))
}

/// Where an amount stands in the market: "above 42 of 100 (36 to 48)".
pub fn standing(place: &PercentileRankView) -> String {
    let of_100 = |share: f64| (share * 100.0).round().clamp(1.0, 99.0) as u32;
    let (low, high) = (of_100(place.low), of_100(place.high));
    let interval = if low == high { String::new() } else { format!(" ({low} to {high})") };
    match place.share {
        p if p < 0.005 => "below 99 of 100".to_owned(),
        p if p > 0.995 => "above 99 of 100".to_owned(),
        p => format!("above {} of 100{interval}", of_100(p)),
    }
}

/// "1 EUR is 1.158 USD: the mean of 2026-10, the last published month."
pub fn exchange(view: &ExchangeView) -> String {
    let ExchangeView { from, to, rate, month, carried } = view;
    let digits = 4usize.saturating_sub(rate.abs().log10().floor().max(0.0) as usize);
    let last = if *carried { ", the last published month" } else { "" };
    format!("1 {from} is {rate:.digits$} {to}: the mean of {month}{last}.")
}

/// Whose rules are taken of a place that reaches into others.
pub fn reach(place: &str, into: &[String], rules_of: &str) -> Option<String> {
    let others = list(into);
    let said = format!("{place} reaches into {others} too; these are the rules of {rules_of}.");
    (!into.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standings() {
        let check = |share, low, high, expected: &str| {
            assert_eq!(standing(&PercentileRankView { share, low, high }), expected);
        };
        check(0.42, 0.36, 0.48, "above 42 of 100 (36 to 48)");
        check(0.11, 0.11, 0.11, "above 11 of 100");
        check(0.001, 0.0, 0.01, "below 99 of 100");
        check(0.999, 0.99, 1.0, "above 99 of 100");
        check(0.97, 0.9, 1.0, "above 97 of 100 (90 to 99)");
    }

    #[test]
    fn effects_read_as_sentences() {
        let check = |share, low, high, expected: &str| {
            assert_eq!(effect(&Change { share, low, high }), expected);
        };
        check(0.06, -0.01, 0.13, "adds 6 % (−1 to +13)");
        check(-0.03, -0.09, 0.04, "takes off 3 % (−9 to +4)");
    }
}
