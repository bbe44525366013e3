//! Amounts of money as people write them: "180k", "$180,000", "£65k/yr", "7 lakh", "150k-200k".

use super::money;
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
    /// Whether the currency is a sign that several countries share ("$"), read as the money of the
    /// first of them.
    pub shared_sign: bool,
}

impl Amount {
    /// The amount in the money of a place whose own the sign is too: "$120,000" in Toronto is Canadian.
    #[must_use]
    pub fn in_money_of(self, place: Currency, taxonomy: &Taxonomy) -> Amount {
        let shared = self.currency.filter(|_| self.shared_sign);
        match shared.is_some_and(|read_as| taxonomy.money.shares_sign(read_as, place)) {
            true => Amount { currency: Some(place), ..self },
            false => self,
        }
    }
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
pub(super) const LARGEST: f64 = 1e15;

const HINT: &str = "write 180000, 180k, $180,000 or £65k/yr";

/// The amount that a text names.
///
/// # Errors
/// When it is no figure, is negative, has separators in unusual places, two figures, or a word that is
/// no currency, multiple or period.
///
/// # Example
/// `"£65k/yr"` is 65,000 pounds a year; `"7 lakh"` is 700,000 of an unnamed currency; `"€70.000"` is
/// 70,000 euros, because no pay has thousandths.
pub fn amount(text: &str, taxonomy: &Taxonomy) -> Result<Amount, Problem> {
    match whole(text, taxonomy) {
        Some(range) if range.low.value == range.high.value => Ok(range.low),
        _ => read(text, &taxonomy.money).map(|(amount, _)| amount),
    }
}

/// The amount or range that is all of a text, as it is found inside a longer one.
fn whole(text: &str, taxonomy: &Taxonomy) -> Option<AmountRange> {
    let text = text.trim();
    match money::find(text, &taxonomy.money).as_slice() {
        [only] if only.span == (0..text.len()) => Some(only.range),
        _ => None,
    }
}

/// The range that a text names: two amounts with a hyphen or "to" between them. A multiple that
/// only the second one has holds for both: "150-200k".
///
/// # Errors
/// As [`amount`], and when the ends fall, or name two currencies or periods.
pub fn range(text: &str, taxonomy: &Taxonomy) -> Result<AmountRange, Problem> {
    if let Some(range) = whole(text, taxonomy).filter(|range| range.low.value < range.high.value) {
        return Ok(range);
    }
    let refuse = |reason: &str| {
        Problem::of("range", text, reason).hint("write 150k-200k or $150,000 to $200,000")
    };
    let ends = text.split_once(" to ").or_else(|| split_at_dash(text));
    let (low, high) = ends.ok_or_else(|| refuse("has no two ends"))?;
    let ((mut low, low_multiple), (mut high, multiple)) =
        (read(low, &taxonomy.money)?, read(high, &taxonomy.money)?);
    (low.value, high.value) = shared_multiple((low.value, low_multiple), (high.value, multiple));
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
    if low.currency.is_none() {
        (low.currency, low.shared_sign) = (high.currency, high.shared_sign);
    }
    (high.currency, high.shared_sign) = (low.currency, low.shared_sign && high.shared_sign);
    low.shared_sign = high.shared_sign;
    low.period = low.period.or(high.period);
    high.period = low.period;
    Ok(AmountRange { low, high })
}

/// The ends of a range where one of them alone has a multiple: "150-200k" and "$120k - 150". It is
/// that of both where the other end would otherwise be far away.
pub(super) fn shared_multiple(low: (f64, Option<f64>), high: (f64, Option<f64>)) -> (f64, f64) {
    match (low, high) {
        ((low, None), (high, Some(multiple))) if low < high / multiple * 2.0 => {
            (low * multiple, high)
        }
        ((low, Some(multiple)), (high, None)) if high < low && high >= low / multiple => {
            (low, high * multiple)
        }
        ((low, _), (high, _)) => (low, high),
    }
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
    if lower.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-').contains('-')
        && !lower.starts_with(['-', '−'])
    {
        return Err(refuse("is a range, and one amount is wanted".to_owned()));
    }
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
    let Said { currency, period, shared_sign, .. } = said;
    Ok((Amount { value, currency, period, shared_sign }, said.multiple))
}

/// What the words around a figure say.
#[derive(Default)]
struct Said {
    currency: Option<Currency>,
    multiple: Option<f64>,
    period: Option<Period>,
    shared_sign: bool,
}

impl Said {
    /// Takes a word; `false` if it says nothing, or says again what is said already.
    fn take(&mut self, word: &str, after_figure: bool, words: &MoneyWords) -> bool {
        let word = word.trim_end_matches('.');
        if word.is_empty() || words.beside.iter().any(|beside| beside == word) {
            return true;
        }
        if let (Some(&multiple), true) = (words.multiple.get(word), after_figure) {
            return self.multiple.replace(multiple).is_none() && self.implied(word, words);
        }
        if let Some(currency) = currency(word, words) {
            self.shared_sign = words.is_shared(word) && self.currency.is_none();
            return same(&mut self.currency, currency);
        }
        if let Some(period) = period(word, words) {
            return same(&mut self.period, period);
        }
        self.take_apart(word, after_figure, words)
    }

    /// What a multiple says beside its size: "LPA" is of rupees, and a year's.
    fn implied(&mut self, word: &str, words: &MoneyWords) -> bool {
        let currency = words.currency_of.get(word).and_then(|code| code.parse().ok());
        let period = words.period_of.get(word).and_then(|slug| Period::from_slug(slug));
        currency.is_none_or(|currency| same(&mut self.currency, currency))
            && period.is_none_or(|period| same(&mut self.period, period))
    }

    /// "k€" and "kusd": a multiple and a word in one.
    fn take_apart(&mut self, word: &str, after_figure: bool, words: &MoneyWords) -> bool {
        let mut rest = words.multiple.keys().filter_map(|multiple| {
            let rest = word.strip_prefix(multiple.as_str()).filter(|rest| !rest.is_empty())?;
            currency(rest, words).map(|currency| (words.multiple[multiple], currency))
        });
        match rest.next().filter(|_| after_figure) {
            Some((multiple, currency)) => {
                self.multiple.replace(multiple).is_none() && same(&mut self.currency, currency)
            }
            None => false,
        }
    }
}

/// Takes a value that may be said twice ("$180,000 USD"), but not two of them.
fn same<T: PartialEq + Copy>(said: &mut Option<T>, value: T) -> bool {
    *said.get_or_insert(value) == value
}

pub(super) fn currency(word: &str, words: &MoneyWords) -> Option<Currency> {
    let known = words.currency.iter().find(|(_, list)| list.iter().any(|w| w == word));
    known.and_then(|(code, _)| code.parse().ok())
}

pub(super) fn period(word: &str, words: &MoneyWords) -> Option<Period> {
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
                true => !(c.is_ascii_digit() || matches!(c, ',' | '.' | '_' | '\'' | '’')),
                false => c.is_ascii_digit(),
            };
            let (piece, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            pieces.push(piece);
            rest = after;
        }
    }
    pieces
}

/// "180,000", "1.2", "7,00,000", "180_000", "70.000", "71.500,00", "180'000" to a number; the reason if
/// its separators are in unusual places. Three digits after a separator are thousands: no pay has
/// thousandths.
pub(super) fn number(piece: &str) -> Result<f64, String> {
    let piece = piece.replace(['\'', '’', '_', ' ', '\u{a0}', '\u{202f}'], ",");
    let strange = || format!("{piece:?} has its separators in unusual places");
    let last = piece.rfind(['.', ',']);
    let (whole, fraction) = match last {
        Some(at) if is_fraction(&piece, at) => (&piece[..at], &piece[at + 1..]),
        _ => (piece.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = match groups.as_slice() {
        [only] => !only.is_empty(),
        [first, middle @ .., last] => {
            !first.is_empty()
                && first.len() <= 3
                && last.len() == 3
                && middle.iter().all(|group| matches!(group.len(), 2 | 3))
                && !(whole.contains('.') && whole.contains(','))
        }
        [] => false,
    };
    if !grouped {
        return Err(strange());
    }
    let plain = format!("{}.{}", groups.concat(), if fraction.is_empty() { "0" } else { fraction });
    plain.parse().map_err(|_| format!("{piece:?} is no figure"))
}

/// Whether what follows the last separator is a fraction: not three digits, unless the whole is 0 or
/// another separator stands before ("0.125", "71,500.125").
fn is_fraction(piece: &str, at: usize) -> bool {
    let (whole, digits) = (&piece[..at], piece.len() - at - 1);
    let own = &piece[at..=at];
    let alone = !whole.contains(own);
    alone && (digits != 3 || whole == "0" || whole.contains(['.', ',']))
}
