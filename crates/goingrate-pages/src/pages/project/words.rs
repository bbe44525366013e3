//! How the page of a project says things: no more digits than a project's cost can be known to.

use goingrate::units::Currency;
use goingrate_view::money;
use goingrate_view::words as plain;

/// An amount of two digits: "$64k".
pub fn about(amount: f64, currency: Currency) -> String {
    if amount <= 0.0 || !amount.is_finite() {
        return money::named(0.0, currency);
    }
    let unit = 10f64.powf(amount.log10().floor() - 1.0);
    let rounded = (amount / unit).round() * unit;
    match (1e4..1e6).contains(&rounded) {
        true => money::named(rounded.round(), currency),
        false => money::about(rounded, currency),
    }
}

/// A change of an amount, of two digits: "+$21k", "−$84k".
pub fn more(change: f64, currency: Currency) -> String {
    let sign = match change {
        c if c < 0.0 => "−",
        c if c > 0.0 => "+",
        _ => "",
    };
    format!("{sign}{}", about(change.abs(), currency))
}

/// A time: "5 weeks", "3½ months", "14 months".
pub fn months(months: f64) -> String {
    /// Weeks of a month, of a year of 365.25 days.
    const WEEKS: f64 = 365.25 / 84.0;
    match months {
        m if m < 1.9 => plain::count((m * WEEKS).round().max(1.0) as usize, "week"),
        m if m < 9.75 => {
            let halves = (m * 2.0).round();
            let half = if halves % 2.0 == 1.0 { "½" } else { "" };
            format!("{}{half} months", (halves / 2.0).floor())
        }
        m if m < 35.5 => format!("{} months", plain::thousands(m.round())),
        m => format!("{} years", plain::thousands((m / 12.0).round())),
    }
}

/// A change of time: "+5 weeks", "−1 week", "the same".
pub fn change_of_time(change: f64) -> String {
    const WEEKS: f64 = 365.25 / 84.0;
    if (change * WEEKS).abs() < 0.5 {
        return "the same".to_owned();
    }
    let sign = if change < 0.0 { "−" } else { "+" };
    format!("{sign}{}", months(change.abs()))
}

/// What a chance says of a limit, as far as it is more than a coin toss.
pub fn verdict(over: f64) -> &'static str {
    match over {
        o if o < 0.1 => "Nearly surely within",
        o if o < 0.4 => "Probably within",
        o if o <= 0.6 => "A coin toss",
        o if o <= 0.9 => "Probably beyond",
        _ => "Nearly surely beyond",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_times_have_two_digits() {
        let usd = "USD".parse().expect("a currency");
        assert_eq!(about(64_317.0, usd), "$64k");
        assert_eq!(about(0.0, usd), "$0");
        assert_eq!([-83_700.0, 4_500.0].map(|change| more(change, usd)), ["−$84k", "+$4,500"]);
        assert_eq!(
            [0.1, 1.5, 2.41, 12.2, 40.0].map(months),
            ["1 week", "7 weeks", "2½ months", "12 months", "3 years"]
        );
        assert_eq!([1.15, -0.25, 0.05].map(change_of_time), ["+5 weeks", "−1 week", "the same"]);
    }
}
