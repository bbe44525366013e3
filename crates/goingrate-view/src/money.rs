//! Amounts of money as text. Figures of a market have three digits, because none is known better:
//! `$142k`, `€61.2k`, `₹1.15m`, `$91`. What somebody has published keeps four: `$142.1k`, `$90.58`.

use goingrate_units::Currency;

/// An amount in its currency, short: "$142.1k", "PLN 12.3k", "$90.58".
pub fn short(amount: f64, currency: Currency) -> String {
    let sign = if amount < 0.0 { "−" } else { "" };
    format!("{sign}{}{}", symbol(currency), digits(amount.abs()))
}

/// A figure of a market in its currency, of three digits: "$142k", "€61.2k", "$3,850", "₹1.15m", "$91";
/// small amounts keep their cents.
pub fn about(amount: f64, currency: Currency) -> String {
    let sign = if amount < 0.0 { "−" } else { "" };
    format!("{sign}{}{}", symbol(currency), three_digits(amount.abs()))
}

/// The same without its currency, where that stands above: "142k".
pub fn bare(amount: f64) -> String {
    let sign = if amount < 0.0 { "−" } else { "" };
    format!("{sign}{}", three_digits(amount.abs()))
}

/// Two ends of one currency: "$103k–450k".
pub fn ends(low: f64, high: f64, currency: Currency) -> String {
    format!("{}–{}", about(low, currency), three_digits(high.abs()))
}

/// An amount that somebody has named, as they would write it: "$180k", "$181,500", "£65/h" is "£65".
pub fn named(amount: f64, currency: Currency) -> String {
    let thousands = amount / 1000.0;
    let millions = amount / 1e6;
    match amount >= 10_000.0 && thousands == thousands.round() {
        true if amount >= 1e6 && millions * 100.0 == (millions * 100.0).round() => {
            format!("{}{}m", symbol(currency), crate::words::plain_number(millions))
        }
        true => format!("{}{}k", symbol(currency), crate::words::thousands(thousands)),
        false => exact(amount, currency),
    }
}

/// Three digits that count, without the cents of more than twenty.
fn three_digits(amount: f64) -> String {
    let unit = match amount {
        a if a < 19.995 => return format!("{a:.2}"),
        a if a < 999.5 => return format!("{a:.0}"),
        a if a < 9_995.0 => return crate::words::thousands((a / 10.0).round() * 10.0),
        a if a < 999_500.0 => (1e3, "k"),
        _ => (1e6, "m"),
    };
    let scaled = amount / unit.0;
    let decimals = if scaled < 9.995 { 2 } else { usize::from(scaled < 99.95) };
    format!("{scaled:.decimals$}{}", unit.1)
}

/// An amount in its currency to the unit: "$150,000"; amounts below a thousand keep cents.
pub fn exact(amount: f64, currency: Currency) -> String {
    let sign = if amount < 0.0 { "−" } else { "" };
    let whole = amount == amount.round() || amount.abs() >= 1000.0;
    let digits = match whole {
        true => crate::words::thousands(amount.abs()),
        false => format!("{:.2}", amount.abs()),
    };
    format!("{sign}{}{digits}", symbol(currency))
}

/// The sign of a currency, or its code and a space where no sign is its alone.
pub fn symbol(currency: Currency) -> String {
    match currency.code() {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "INR" => "₹".to_owned(),
        code => format!("{code} "),
    }
}

/// A label of an axis, without the currency: "100k", "62.5k", "1.25m", "75".
pub fn tick(amount: f64) -> String {
    let (scaled, unit) = scale(amount.abs());
    let sign = if amount < 0.0 { "−" } else { "" };
    let digits = format!("{scaled:.3}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{sign}{digits}{unit}")
}

fn digits(amount: f64) -> String {
    match scale(amount) {
        (scaled, "") => format!("{scaled:.2}"),
        (scaled, unit) if scaled < 10.0 => format!("{scaled:.2}{unit}"),
        (scaled, unit) => format!("{scaled:.1}{unit}"),
    }
}

/// The amount in thousands or millions; what would round up to a thousand thousands is a million.
fn scale(amount: f64) -> (f64, &'static str) {
    match amount {
        a if a >= 999_950.0 => (a / 1e6, "m"),
        a if a >= 999.995 => (a / 1e3, "k"),
        a => (a, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        let check = |amount: f64, code: &str, expected: &str| {
            assert_eq!(short(amount, code.parse().unwrap()), expected);
        };
        check(142_080.0, "USD", "$142.1k");
        check(61_240.0, "EUR", "€61.2k");
        check(1_234_000.0, "INR", "₹1.23m");
        check(999_949.0, "USD", "$999.9k");
        check(999_951.0, "USD", "$1.00m");
        check(12_345_678.0, "JPY", "JPY 12.3m");
        check(90.576, "USD", "$90.58");
        check(999.996, "USD", "$1.00k");
        check(3_849.0, "USD", "$3.85k");
        check(-12_300.0, "PLN", "−PLN 12.3k");
    }

    #[test]
    fn figures_of_a_market_have_three_digits() {
        let check = |amount: f64, code: &str, expected: &str| {
            assert_eq!(about(amount, code.parse().unwrap()), expected);
        };
        check(195_870.0, "USD", "$196k");
        check(73_840.0, "EUR", "€73.8k");
        check(99_960.0, "USD", "$100k");
        check(999_499.0, "USD", "$999k");
        check(999_501.0, "INR", "₹1.00m");
        check(12_345_678.0, "JPY", "JPY 12.3m");
        check(6_153.0, "EUR", "€6,150");
        check(9_996.0, "USD", "$10.0k");
        check(90.576, "USD", "$91");
        check(999.6, "USD", "$1,000");
        check(8.456, "USD", "$8.46");
        check(-12_340.0, "PLN", "−PLN 12.3k");
        assert_eq!(ends(103_000.0, 1_450_000.0, Currency::USD), "$103k–1.45m");
    }

    #[test]
    fn named_amounts() {
        let check =
            |amount: f64, expected: &str| assert_eq!(named(amount, Currency::USD), expected);
        check(180_000.0, "$180k");
        check(1_200_000.0, "$1.2m");
        check(181_500.0, "$181,500");
        check(6_000.0, "$6,000");
        check(95.0, "$95");
    }

    #[test]
    fn exact_amounts() {
        let check =
            |amount: f64, expected: &str| assert_eq!(exact(amount, Currency::USD), expected);
        check(150_000.0, "$150,000");
        check(95.0, "$95");
        check(90.576, "$90.58");
        check(-1_234.4, "−$1,234");
    }

    #[test]
    fn ticks() {
        let check = |amount: f64, expected: &str| assert_eq!(tick(amount), expected);
        check(100_000.0, "100k");
        check(62_500.0, "62.5k");
        check(1_250_000.0, "1.25m");
        check(75.0, "75");
        check(2.5, "2.5");
        check(0.0, "0");
    }
}
