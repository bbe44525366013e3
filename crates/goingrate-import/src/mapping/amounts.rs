//! Cells of money: `71.500,00`, `$120,000`, `65k`, `£45/hr`, `25,000 - 29,999`, `over 200,000`. What a
//! cell says of currency and period is kept.

use goingrate_units::{Currency, Period, Taxonomy, parse};

use crate::reading::Context;
use crate::reading::numbers::{self, Habit, NoNumber};

/// An amount of a cell, and what the cell says of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Said {
    pub value: f64,
    pub currency: Option<Currency>,
    pub period: Option<Period>,
    /// Thousands, where the cell says "k".
    multiple: f64,
}

/// The ends of a range; one is open in "over 200,000". Both are the same amount where there is no range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Range {
    One(Said),
    Ends(Option<Said>, Option<Said>),
}

/// Words before or behind an amount that is the least, and those of one that is the most.
const LEAST: [&str; 8] =
    ["or more", "and above", "or above", "and over", "more than", "at least", "over", "above"];
const MOST: [&str; 7] =
    ["or less", "and below", "or below", "less than", "at most", "under", "up to"];

/// The amount of a text.
pub(super) fn amount(text: &str, habit: Habit, taxonomy: &Taxonomy) -> Result<Said, NoNumber> {
    let text = text.trim().trim_end_matches(",-").trim_end_matches(".-").trim_end_matches(",–");
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or(NoNumber::Unreadable)?;
    if let Ok(number) = text.parse::<f64>()
        && text.contains(['e', 'E'])
    {
        return Ok(Said { value: number, currency: None, period: None, multiple: 1.0 });
    }
    let (before, rest) = text.split_at(start);
    let (figure, behind) = rest.split_at(end_of_figure(rest));
    if before.contains(['-', '−', '–']) || behind.contains(|c: char| c.is_ascii_digit()) {
        return Err(NoNumber::Unreadable);
    }
    let number = numbers::read(figure, habit)?;
    if before.trim().is_empty() && behind.trim().is_empty() {
        return Ok(Said { value: number, currency: None, period: None, multiple: 1.0 });
    }
    // What stands around the figure is read as people write it around a one.
    let around = parse::amount(&format!("{before}1{behind}"), taxonomy);
    let around = around.map_err(|_| NoNumber::Unreadable)?;
    let bare_dollar = before.trim() == "$" || behind.trim() == "$";
    let currency = around.currency.filter(|_| !bare_dollar);
    let (multiple, period) = (around.value, around.period);
    Ok(Said { value: number * multiple, currency, period, multiple })
}

/// The number of a text, whatever it says of currency and period.
pub(crate) fn amount_of(text: &str, habit: Habit, context: &Context<'_>) -> Option<f64> {
    amount(text, habit, context.taxonomy).ok().map(|said| said.value)
}

/// Where the digits and marks at the start of a text end; a mark belongs to them where a digit follows.
fn end_of_figure(text: &str) -> usize {
    let is_mark = |c: char| {
        matches!(c, '.' | ',' | '\'' | '’' | '_' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
    };
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let digit_follows = characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match c {
            c if c.is_ascii_digit() => end = at + c.len_utf8(),
            c if is_mark(c) && digit_follows => {}
            _ => break,
        }
    }
    end
}

/// The range of a text, or its one amount.
pub(super) fn range(text: &str, habit: Habit, taxonomy: &Taxonomy) -> Result<Range, NoNumber> {
    let lower = text.trim().to_lowercase();
    if let Ok(one) = amount(&lower, habit, taxonomy) {
        return Ok(Range::One(one));
    }
    let read = |text: &str| amount(text, habit, taxonomy);
    if let Some((low, high)) = ends(&lower) {
        return two(read(low)?, read(high)?);
    }
    let open = |words: &[&str], sign: char| {
        let without = words.iter().find(|word| lower.contains(**word));
        let without = without.map(|word| lower.replacen(word, " ", 1));
        without.or_else(|| {
            let stripped = lower.strip_prefix(sign)?;
            Some(stripped.trim_start_matches('=').to_owned())
        })
    };
    if let Some(rest) = lower.strip_suffix('+') {
        return Ok(Range::Ends(Some(read(rest)?), None));
    }
    match (open(&MOST, '<'), open(&LEAST, '>')) {
        (Some(rest), _) => Ok(Range::Ends(None, Some(read(&rest)?))),
        (None, Some(rest)) => Ok(Range::Ends(Some(read(&rest)?), None)),
        // The fault of the amount that it is instead.
        (None, None) => read(&lower).map(Range::One),
    }
}

/// The texts of the two ends of a range.
fn ends(text: &str) -> Option<(&str, &str)> {
    if let Some(ends) = text.split_once(" to ") {
        return Some(ends);
    }
    // A dash with a figure somewhere before it is no sign.
    let dash = text.char_indices().find(|(at, c)| {
        matches!(c, '-' | '–' | '—') && text[..*at].contains(|c: char| c.is_ascii_digit())
    });
    let (at, dash) = dash?;
    let behind = &text[at + dash.len_utf8()..];
    behind.contains(|c: char| c.is_ascii_digit()).then_some((&text[..at], behind))
}

/// Two ends: what one says of currency, period and thousands ("150-200k") holds for both.
fn two(mut low: Said, mut high: Said) -> Result<Range, NoNumber> {
    let agree = |a: Option<_>, b: Option<_>| a.is_none() || b.is_none() || a == b;
    let periods = low.period.is_none() || high.period.is_none() || low.period == high.period;
    if !agree(low.currency, high.currency) || !periods {
        return Err(NoNumber::Unreadable);
    }
    if low.multiple == 1.0 && high.multiple > 1.0 && low.value * high.multiple <= high.value {
        low.value *= high.multiple;
    }
    low.currency = low.currency.or(high.currency);
    high.currency = low.currency;
    low.period = low.period.or(high.period);
    high.period = low.period;
    // Nothing is the least that anybody can have, and no amount of pay.
    Ok(Range::Ends((low.value > 0.0).then_some(low), Some(high)))
}
