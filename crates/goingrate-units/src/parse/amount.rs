//! Amounts of money as people write them: "180k", "$180,000", "£65k/yr", "7 lakh", "150k-200k".

use crate::taxonomy::MoneyWords;
use crate::{Currency, Period, Problem, Taxonomy};

/// An amount of money as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The amount, finite and at least 0.
    pub value: f64,
    /// The currency, if it was written.
    pub currency: Option<Currency>,
    /// The period, if it was written.
    pub period: Option<Period>,
}

/// A range of money, `low` at most `high`. A currency or period that one end names holds for both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AmountRange {
    /// The low end.
    pub low: Amount,
    /// The high end.
    pub high: Amount,
}

/// An amount that is larger than any pay, in any currency.
const LARGEST: f64 = 1e15;

const HINT: &str = "write 180000, 180k, $180,000 or £65k/yr";

/// The amount that a text names.
///
/// # Errors
/// When it is no figure, is negative, has separators that can be read in two ways ("65.000"), two
/// figures, or a word that is no currency, multiple or period.
///
/// # Example
/// `"£65k/yr"` is 65,000 pounds a year; `"7 lakh"` is 700,000 of an unnamed currency.
pub fn amount(text: &str, taxonomy: &Taxonomy) -> Result<Amount, Problem> {
    let (amount, _) = read(text, &taxonomy.money)?;
    Ok(amount)
}

/// The range that a text names: two amounts with a hyphen or "to" between them. A multiple that
/// only the second one has holds for both: "150-200k".
///
/// # Errors
/// As [`amount`], and when the ends fall, or name two currencies or periods.
pub fn range(text: &str, taxonomy: &Taxonomy) -> Result<AmountRange, Problem> {
    let refuse = |reason: &str| {
        Problem::of("range", text, reason).hint("write 150k-200k or $150,000 to $200,000")
    };
    let ends = text.split_once(" to ").or_else(|| split_at_dash(text));
    let (low, high) = ends.ok_or_else(|| refuse("has no two ends"))?;
    let ((mut low, low_multiple), (mut high, multiple)) =
        (read(low, &taxonomy.money)?, read(high, &taxonomy.money)?);
    if low_multiple.is_none() && low.value < high.value / multiple.unwrap_or(1.0) * 2.0 {
        low.value *= multiple.unwrap_or(1.0);
    }
    let agree = |a: bool, what: &str| if a { Ok(()) } else { Err(refuse(what)) };
    agree(
        low.currency.is_none() || high.currency.is_none() || low.currency == high.currency,
        "names two currencies",
    )?;
    agree(
        low.period.is_none() || high.period.is_none() || low.period == high.period,
        "names two periods",
    )?;
    agree(low.value <= high.value, "the first amount is above the second")?;
    low.currency = low.currency.or(high.currency);
    high.currency = low.currency;
    low.period = low.period.or(high.period);
    high.period = low.period;
    Ok(AmountRange { low, high })
}

/// Cuts at the first dash that is no sign.
fn split_at_dash(text: &str) -> Option<(&str, &str)> {
    let start = text.len() - text.trim_start().len() + 1;
    let (at, dash) =
        text.char_indices().find(|&(at, c)| at >= start && matches!(c, '-' | '–' | '—'))?;
    Some((&text[..at], &text[at + dash.len_utf8()..]))
}

/// An amount and the multiple that it was written with.
fn read(text: &str, words: &MoneyWords) -> Result<(Amount, Option<f64>), Problem> {
    let refuse = |reason: String| Problem::of("amount", text, reason).hint(HINT);
    let lower = text.trim().to_lowercase();
    if lower.contains(['-', '−']) {
        return Err(refuse("an amount cannot be negative".to_owned()));
    }
    let mut figure: Option<f64> = None;
    let mut said = Said::default();
    for piece in pieces(&lower) {
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            let value = number(piece).map_err(refuse)?;
            if figure.replace(value).is_some() {
                return Err(refuse("has two figures".to_owned()));
            }
        } else if !said.take(piece, figure.is_some(), words) {
            return Err(refuse(format!("{piece:?} is no currency, multiple or period")));
        }
    }
    let value = figure.ok_or_else(|| refuse("has no figure".to_owned()))?;
    let value = value * said.multiple.unwrap_or(1.0);
    if !(value.is_finite() && value < LARGEST) {
        return Err(refuse("is larger than any pay".to_owned()));
    }
    Ok((Amount { value, currency: said.currency, period: said.period }, said.multiple))
}

/// What the words around a figure say.
#[derive(Default)]
struct Said {
    currency: Option<Currency>,
    multiple: Option<f64>,
    period: Option<Period>,
}

impl Said {
    /// Takes a word; `false` if it says nothing, or says again what is said already.
    fn take(&mut self, word: &str, after_figure: bool, words: &MoneyWords) -> bool {
        let word = word.trim_end_matches('.');
        if matches!(word, "" | "a" | "an" | "per") {
            return true;
        }
        if let (Some(&multiple), true) = (words.multiple.get(word), after_figure) {
            return self.multiple.replace(multiple).is_none();
        }
        if let Some(currency) = currency(word, words) {
            return self.currency.replace(currency).is_none();
        }
        if let Some(period) = period(word, words) {
            return self.period.replace(period).is_none();
        }
        self.take_apart(word, after_figure, words)
    }

    /// "k€" and "kusd": a multiple and a word in one.
    fn take_apart(&mut self, word: &str, after_figure: bool, words: &MoneyWords) -> bool {
        let mut rest = words.multiple.keys().filter_map(|multiple| {
            let rest = word.strip_prefix(multiple.as_str()).filter(|rest| !rest.is_empty())?;
            currency(rest, words).map(|currency| (words.multiple[multiple], currency))
        });
        match rest.next().filter(|_| after_figure) {
            Some((multiple, currency)) => {
                self.multiple.replace(multiple).is_none()
                    && self.currency.replace(currency).is_none()
            }
            None => false,
        }
    }
}

fn currency(word: &str, words: &MoneyWords) -> Option<Currency> {
    let known = words.currency.iter().find(|(_, list)| list.iter().any(|w| w == word));
    known.and_then(|(code, _)| code.parse().ok())
}

fn period(word: &str, words: &MoneyWords) -> Option<Period> {
    let known = words.period.iter().find(|(_, list)| list.iter().any(|w| w == word));
    known.and_then(|(slug, _)| Period::from_slug(slug))
}

/// The figures and the words of an amount.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for part in text.split(['/', ' ', '\t', '\u{a0}', '~']).filter(|part| !part.is_empty()) {
        let mut rest = part;
        while !rest.is_empty() {
            let is_figure = rest.starts_with(|c: char| c.is_ascii_digit());
            let ends = |c: char| match is_figure {
                true => !(c.is_ascii_digit() || matches!(c, ',' | '.' | '_')),
                false => c.is_ascii_digit(),
            };
            let (piece, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            pieces.push(piece);
            rest = after;
        }
    }
    pieces
}

/// "180,000", "1.2", "7,00,000", "180_000" to a number; the reason if it can be read in two ways.
fn number(piece: &str) -> Result<f64, String> {
    let unreadable = || format!("{piece:?} is no figure");
    let (whole, fraction) = match piece.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (piece, None),
    };
    if fraction.is_some_and(|f| f.len() == 3) && whole.len() <= 3 && whole != "0" {
        return Err(format!("{piece:?} can be a fraction or thousands"));
    }
    let groups: Vec<&str> = whole.split([',', '_']).collect();
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, middle @ .., last] => {
            !first.is_empty()
                && first.len() <= 3
                && last.len() == 3
                && middle.iter().all(|group| matches!(group.len(), 2 | 3))
        }
        [] => false,
    };
    if !grouped {
        return Err(format!("{piece:?} has its separators in unusual places"));
    }
    let plain = format!("{}.{}", groups.concat(), fraction.unwrap_or("0"));
    plain.parse().map_err(|_| unreadable())
}
