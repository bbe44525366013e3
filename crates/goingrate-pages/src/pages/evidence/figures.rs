//! How the figures of claims are written.

use goingrate::units::Currency;
use goingrate_view::{money, words as plain};

use super::judged::Figure;
use crate::words::{change, tight};

/// What a figure is, in words: "P25" is "25 in 100 earn less".
pub fn statistic(what: &str) -> String {
    let percentile = what.strip_prefix('P').and_then(|digits| digits.parse::<u32>().ok());
    match (what, percentile) {
        (_, Some(50)) => "the middle".to_owned(),
        (_, Some(n)) if n < 50 => format!("{n} in 100 earn less"),
        (_, Some(n)) if n < 100 => format!("{} in 100 earn more", 100 - n),
        ("mean", _) => "the average".to_owned(),
        ("median", _) => "the middle".to_owned(),
        ("planner", _) => "planned".to_owned(),
        ("P95 less P5", _) => "from the lowest to the highest".to_owned(),
        _ => what.to_owned(),
    }
}

/// The same within a sentence: "the pay that 25 in 100 earn less than".
pub fn statistic_said(what: &str) -> String {
    let words = statistic(what);
    match words.contains(" in 100 ") {
        true => format!("the pay that {words} than"),
        false => words,
    }
}

impl Figure {
    /// Whether it is a cost or a duration, which is held against a planner.
    pub fn is_planned(&self) -> bool {
        self.what == "planner"
    }

    /// What it says, as printed: "$89.8k", "+23%", "3 to 6 weeks"; none where it has only words.
    pub fn said(&self) -> Option<String> {
        let [from, to] = self.says?;
        let (low, high) = (self.amount(from, true), self.amount(to, true));
        Some(if from == to { low } else { format!("{} to {high}", alike(low, from, &high)) })
    }

    /// The middle of the other evidence.
    pub fn middle(&self) -> Option<String> {
        self.other.map(|[_, middle, _]| self.amount(middle, false))
    }

    /// The interval of the other evidence: "$136k to $148k"; none where nothing is known of it.
    pub fn interval(&self) -> Option<String> {
        self.interval_ends().map(|[low, high]| format!("{low} to {high}"))
    }

    /// The two ends of the interval; none where nothing is known of it.
    pub fn interval_ends(&self) -> Option<[String; 2]> {
        let [low, _, high] = self.other.filter(|[low, _, high]| low < high)?;
        let written = self.amount(high, false);
        Some([alike(self.amount(low, false), low, &written), written])
    }

    /// What an amount is of: "a month"; empty for a year, which is what pages mean without a word.
    pub fn per(&self) -> &str {
        match self.unit.as_str() {
            "share" | "percent" => "",
            unit => match self.currency() {
                Some(_) => match unit.get(3..).unwrap_or_default().trim_start_matches([' ', '/']) {
                    "a year" | "year" => "",
                    "hour" => "an hour",
                    per => per,
                },
                None => unit,
            },
        }
    }

    /// Its currency, if it is an amount of money.
    pub fn currency(&self) -> Option<Currency> {
        let code = self.unit.get(..3)?;
        let ends = self.unit.get(3..)?;
        let is_money = ends.is_empty() || ends.starts_with([' ', '/']);
        is_money.then(|| code.parse().ok()).flatten()
    }

    /// An amount of its unit. What somebody published keeps four digits, what is estimated has three.
    pub fn amount(&self, amount: f64, published: bool) -> String {
        match (self.unit.as_str(), self.currency()) {
            ("share", _) => change(amount),
            ("percent", _) => format!("{}%", digits(amount)),
            (_, Some(currency)) if published => money::named(amount, currency),
            (_, Some(currency)) => money::about(amount, currency),
            _ => digits(amount),
        }
    }

    /// How it compares, in words: "37% lower than the other evidence".
    pub fn compared(&self) -> Option<String> {
        let [from, to] = self.off()?.says?;
        let ratio = ((from + to) / 2.0).exp_m1();
        let far = tight(&plain::percent(ratio));
        Some(match ratio {
            ratio if ratio.abs() < 0.005 => "the same as the other evidence".to_owned(),
            ratio if ratio >= 1.0 => {
                format!("{} times as high as the other evidence", digits(ratio + 1.0))
            }
            ratio if ratio < 0.0 => format!("{far} lower than the other evidence"),
            _ => format!("{far} higher than the other evidence"),
        })
    }

    /// Half the width of the other evidence's interval, as a share.
    pub fn half_width(&self) -> Option<f64> {
        let [low, _, high] = self.off()?.other;
        Some(((high - low) / 2.0).exp_m1())
    }
}

/// The low end of a range written as its high end is: beside "$16.4k", "$6,270" is "$6.3k".
fn alike(low: String, amount: f64, high: &str) -> String {
    let digit = |sign: char| sign.is_ascii_digit();
    let whole = low.ends_with(digit) && low.contains(',') && amount >= 1000.0;
    match low.find(digit) {
        Some(at) if whole && high.ends_with('k') => {
            format!("{}{}k", &low[..at], plain::plain_number((amount / 100.0).round() / 10.0))
        }
        _ => low,
    }
}

/// A plain number of at most two digits behind the first.
fn digits(number: f64) -> String {
    match number {
        number if number.abs() >= 1000.0 => plain::thousands((number / 100.0).round() * 100.0),
        number => plain::plain_number((number * 10.0).round() / 10.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(unit: &str, says: Option<[f64; 2]>, other: [f64; 3]) -> Figure {
        Figure { unit: unit.to_owned(), says, other: Some(other), ..Figure::default() }
    }

    #[test]
    fn figures_are_written_in_their_units() {
        let pay = figure("USD a month", Some([1004.5; 2]), [3384.0, 4808.0, 6830.0]);
        assert_eq!((pay.said().as_deref(), pay.per()), (Some("$1,004"), "a month"));
        assert_eq!(pay.compared().as_deref(), Some("79% lower than the other evidence"));
        let share = figure("share", Some([0.23; 2]), [-0.02, 0.04, 0.10]);
        assert_eq!((share.said().as_deref(), share.per()), (Some("+23%"), ""));
        let weeks = figure("weeks", Some([3.0, 6.0]), [3.4, 4.4, 6.1]);
        assert_eq!((weeks.said().as_deref(), weeks.per()), (Some("3 to 6"), "weeks"));
        assert_eq!(weeks.interval().as_deref(), Some("3.4 to 6.1"));
        let cost = figure("USD/year", Some([1000.0, 9999.0]), [4137.0, 4137.0, 4137.0]);
        assert_eq!((cost.per(), cost.interval()), ("", None));
        let cost = figure("USD", Some([5000.0, 20_000.0]), [6270.0, 9860.0, 16_400.0]);
        assert_eq!(cost.said().as_deref(), Some("$5k to $20k"));
        assert_eq!(cost.interval().as_deref(), Some("$6.3k to $16.4k"));
        let rate = figure("USD an hour", Some([75.0; 2]), [19.0, 24.0, 29.0]);
        assert_eq!(rate.compared().as_deref(), Some("3.1 times as high as the other evidence"));
    }

    #[test]
    fn percentiles_are_told_as_people() {
        let told = ["P10", "P50", "P95", "mean", "above Python"].map(statistic);
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        let want = [
            "10 in 100 earn less",
            "the middle",
            "5 in 100 earn more",
            "the average",
            "above Python",
        ];
        assert_eq!(told, want);
    }
}
