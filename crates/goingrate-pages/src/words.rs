//! How pages write figures: shorter than the terminal does, and never more exact than the evidence.
//!
//! Headlines are rounded to what the interval bears; a share has no space before its sign.

use goingrate::units::{Currency, Date};
use goingrate_view::Amount;
use goingrate_view::{money, words as plain};

/// From here on a headline is rounded to a twentieth of its scale. As half the width of an interval.
const ROUGH: f64 = 0.15;

/// An amount for a headline or a sentence: "$196k"; where it is known to ±15% or worse, to the nearest five
/// of its second digit: "$240k".
pub fn about(amount: &Amount) -> String {
    if amount.half_width < ROUGH {
        return amount.short();
    }
    money::about(to_five(amount.amount), amount.currency)
}

/// To the nearest 5 of the second digit: 196 to 195, 243 to 245, 13.2 to 13.
fn to_five(amount: f64) -> f64 {
    if !amount.is_finite() || amount == 0.0 {
        return amount;
    }
    let step = 10f64.powf(amount.abs().log10().floor()) / 20.0;
    (amount / step).round() * step
}

/// Two ends in one: "$157k–$240k".
pub fn range(low: f64, high: f64, currency: Currency) -> String {
    format!("{}–{}", money::about(low, currency), money::about(high, currency))
}

/// A share: "18%".
pub fn percent(share: f64) -> String {
    tight(&plain::percent(share))
}

/// A change: "+11%", "−18%", "0%".
pub fn change(share: f64) -> String {
    tight(&plain::signed_percent(share))
}

/// How far a figure may be off: "±13%".
pub fn half_width(half: f64) -> String {
    tight(&plain::half_width(half))
}

/// How far an amount may be off: "±13%", or its two ends where it is hardly known.
pub fn doubt(amount: &Amount) -> String {
    tight(&amount.doubt())
}

/// A day: "22 Nov 2026".
pub fn day(day: Date) -> String {
    format!("{} {}", day.day(), day.month_in_words())
}

/// An amount of an axis: "$100k", "−$50k".
pub fn tick(amount: f64, currency: Currency) -> String {
    let sign = if amount < 0.0 { "−" } else { "" };
    format!("{sign}{}{}", money::symbol(currency), money::tick(amount.abs()))
}

/// Amounts of an axis in a currency.
pub fn ticks(currency: Currency) -> impl Fn(f64) -> String + 'static {
    move |amount| tick(amount, currency)
}

/// A number of things within a sentence: "two", "12".
pub fn number(count: usize) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// A sentence of a view as pages write it: "±13 %" is "±13%", and quotation marks are curled. The terminal
/// keeps its own.
pub fn tight(text: &str) -> String {
    curled(&text.replace("\u{a0}%", "%").replace("\u{202f}%", "%").replace(" %", "%"))
}

/// Straight quotation marks in pairs as a printer sets them; one that stands alone stays.
fn curled(text: &str) -> String {
    let parts: Vec<&str> = text.split('"').collect();
    if parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let mut said = parts[0].to_owned();
    for (at, part) in parts.iter().enumerate().skip(1) {
        said.push(if at % 2 == 1 { '“' } else { '”' });
        said.push_str(part);
    }
    said
}

/// A sentence whose days are told as pages tell them: "on 2026-11-30" is "on 30 Nov 2026".
pub fn dated(text: &str) -> String {
    /// Letters of "2026-11-30".
    const LENGTH: usize = 10;
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let (mut told, mut from) = (String::new(), 0);
    for (at, _) in text.char_indices() {
        let beside = (at > 0 && is_digit(at - 1)) || is_digit(at + LENGTH);
        let written = text.get(at..at + LENGTH).filter(|_| !beside && at >= from);
        if let Some(date) = written.and_then(|written| written.parse::<Date>().ok()) {
            told += &text[from..at];
            told += &day(date);
            from = at + LENGTH;
        }
    }
    told + &text[from..]
}

/// A text of at most so many letters, which a sign ends where it is longer.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_changes() {
        assert_eq!(percent(0.1849), "18%");
        assert_eq!(change(-0.1849), "−18%");
        assert_eq!(change(0.11), "+11%");
        assert_eq!(change(-0.0001), "0%");
        assert_eq!(half_width(0.13), "±13%");
        assert_eq!(tight("to within ±6 % (80 %)"), "to within ±6% (80%)");
        assert_eq!(tight("\"bakend\" is read as backend."), "“bakend” is read as backend.");
        assert_eq!(tight("a 27\" screen"), "a 27\" screen");
    }

    #[test]
    fn days_are_told_in_words() {
        assert_eq!(dated("On 2026-11-30 the market"), "On 30 Nov 2026 the market");
        assert_eq!(dated("2026-11-30, 2027-01-04."), "30 Nov 2026, 4 Jan 2027.");
        assert_eq!(dated("RFC 12026-11-301, €5, “ß”"), "RFC 12026-11-301, €5, “ß”");
    }

    #[test]
    fn what_is_rough_is_rounded_to_fives() {
        assert_eq!(to_five(243_100.0), 245_000.0);
        assert_eq!(to_five(196_400.0), 195_000.0);
        assert_eq!(to_five(0.0), 0.0);
        assert!((to_five(87.3) - 87.5).abs() < 1e-9);
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(clipped("Köln", 3), "Köl…");
        assert_eq!(clipped("Köln", 4), "Köln");
    }
}
