//! What a claim says: exactly one of `pay`, `difference`, `order` and `plan`.

use goingrate_units::{Period, Years};

use super::card::Report;
use super::pay::{Looseness, currency_of, pay, period};
use super::raw::{RawClaim, RawDifference, RawOrder, RawPlan, RawSpan, RawSubject};
use super::words::{Words, years};
use crate::read::card::said;
use crate::read::fault::Fault;
use crate::{Card, Comparison, Contrast, ContrastKind, Ordinal, Planner, Statement, Subject};

/// The planners that figures are carried for.
const PLANNERS: [&str; 4] = ["hire", "offer", "project", "scope"];

/// A statement, and its figures as printed: the key of each and its value.
pub(super) type Said = (Statement, Vec<(String, String)>);

/// What a claim says.
pub(super) fn statement(
    raw: &RawClaim,
    subject: &Subject,
    report: &Report,
    words: Words<'_>,
    loose: Looseness,
) -> Result<Said, Fault> {
    if raw.against.is_some() && raw.difference.is_none() {
        return Err(Fault::at("against", "goes with a difference, and there is none"));
    }
    match (&raw.pay, &raw.difference, &raw.order, &raw.plan) {
        (Some(raw), None, None, None) => {
            let (pay, printed) = pay(raw, report, loose).map_err(|fault| fault.inside("pay"))?;
            Ok((Statement::Pay(pay), printed))
        }
        (None, Some(difference), None, None) => {
            let against = against(raw, subject, words)?;
            contrast(difference, against, &report.card).map_err(|fault| fault.inside("difference"))
        }
        (None, None, Some(raw), None) => {
            order(raw, subject, words).map_err(|fault| fault.inside("order"))
        }
        (None, None, None, Some(raw)) => plan(raw).map_err(|fault| fault.inside("plan")),
        _ => Err(Fault::at("", "a claim says one thing: pay, difference, order or plan")),
    }
}

fn against(raw: &RawClaim, subject: &Subject, words: Words<'_>) -> Result<Subject, Fault> {
    let missing = || Fault::at("against", "a difference needs to say against what");
    let other = raw.against.as_ref().ok_or_else(missing)?;
    words.other(subject, other).map_err(|fault| fault.inside("against"))
}

fn contrast(raw: &RawDifference, against: Subject, card: &Card) -> Result<Said, Fault> {
    let (key, span) = match (raw.percent, raw.money, raw.times) {
        (Some(span), None, None) => ("percent", span),
        (None, Some(span), None) => ("money", span),
        (None, None, Some(span)) => ("times", span),
        _ => return Err(Fault::at("", "say one of percent, money and times")),
    };
    let (low, high) = ends(key, span)?;
    let (kind, unit) = kind(key, raw, card)?;
    possible(key, kind, low / unit)?;
    let contrast = Contrast {
        against,
        kind,
        low: low / unit,
        high: high / unit,
        sd: card.readings.contrast_sd,
        after_years: after_years(raw)?,
    };
    Ok((Statement::Contrast(contrast), printed(span)))
}

/// The kind of a difference, and how many printed units make one of it.
fn kind(key: &str, raw: &RawDifference, card: &Card) -> Result<(ContrastKind, f64), Fault> {
    if key == "money" {
        let period: Period = period("per", raw.per.as_deref())?;
        let currency = currency_of(raw.currency.as_deref(), card)?;
        return Ok((ContrastKind::Absolute(currency), 1.0 / period.a_year()));
    }
    if raw.per.is_some() || raw.currency.is_some() {
        let field = if raw.per.is_some() { "per" } else { "currency" };
        return Err(Fault::at(field, "only money has a period and a currency"));
    }
    Ok(if key == "percent" { (ContrastKind::Relative, 100.0) } else { (ContrastKind::Ratio, 1.0) })
}

fn possible(key: &str, kind: ContrastKind, low: f64) -> Result<(), Fault> {
    match kind {
        ContrastKind::Relative if low <= -1.0 => {
            Err(Fault::at(key, "nobody is paid 100 % less, or less than that"))
        }
        ContrastKind::Ratio if low <= 0.0 => Err(Fault::at(key, "a multiple lies above 0")),
        _ => Ok(()),
    }
}

fn ends(key: &str, span: RawSpan) -> Result<(f64, f64), Fault> {
    let (low, high) = match span {
        RawSpan::One(only) => (only, only),
        RawSpan::Two([low, high]) => (low, high),
    };
    ordered(key, low, high)?;
    Ok((low, high))
}

fn ordered(key: &str, low: f64, high: f64) -> Result<(), Fault> {
    match (low.is_finite() && high.is_finite(), low <= high) {
        (true, true) => Ok(()),
        (false, _) => Err(Fault::at(key, "write a finite number")),
        (true, false) => Err(Fault::at(key, format!("low = {low} lies above high = {high}"))),
    }
}

fn printed(span: RawSpan) -> Vec<(String, String)> {
    match span {
        RawSpan::One(only) => vec![("difference".to_owned(), only.to_string())],
        RawSpan::Two([low, high]) => {
            vec![("low".to_owned(), low.to_string()), ("high".to_owned(), high.to_string())]
        }
    }
}

fn after_years(raw: &RawDifference) -> Result<Option<Years>, Fault> {
    raw.after_years.map(|ends| years("after_years", ends)).transpose()
}

fn order(raw: &RawOrder, subject: &Subject, words: Words<'_>) -> Result<Said, Fault> {
    let (figure, text) = match (&raw.words, raw.rank) {
        (Some(text), None) => (("words".to_owned(), text.clone()), said("words", text)?),
        (None, Some(rank)) => (("rank".to_owned(), rank.to_string()), format!("rank {rank}")),
        _ => return Err(Fault::at("", "say either words or a rank")),
    };
    let comparisons = comparisons(raw, subject, words)?;
    Ok((Statement::Ordinal(Ordinal { words: text, comparisons }), vec![figure]))
}

fn comparisons(
    raw: &RawOrder,
    subject: &Subject,
    words: Words<'_>,
) -> Result<Vec<Comparison>, Fault> {
    let others = |key: &str, raw: &[RawSubject]| -> Result<Vec<Subject>, Fault> {
        let other = |raw| words.other(subject, raw).map_err(|fault| fault.inside(key));
        raw.iter().map(other).collect()
    };
    let mut all = Vec::new();
    if !raw.above.is_empty() {
        all.push(Comparison::Above(others("above", &raw.above)?));
    }
    if !raw.below.is_empty() {
        all.push(Comparison::Below(others("below", &raw.below)?));
    }
    match raw.within {
        Some(log) if !raw.about.is_empty() && log.is_finite() && log > 0.0 => {
            all.push(Comparison::About(others("about", &raw.about)?, log));
        }
        None if raw.about.is_empty() => {}
        _ => return Err(Fault::at("within", "about goes with within, a log difference above 0")),
    }
    Ok(all)
}

fn plan(raw: &RawPlan) -> Result<Said, Fault> {
    if !PLANNERS.contains(&raw.planner.as_str()) {
        return Err(Fault::at("for", format!("write one of: {}", PLANNERS.join(", "))));
    }
    let planner = Planner {
        planner: raw.planner.clone(),
        measure: said("measure", &raw.measure)?,
        of: raw.of.clone(),
        low: raw.low,
        high: raw.high,
        words: raw.words.clone(),
        unit: said("unit", &raw.unit)?,
    };
    Ok((Statement::Planner(planner), plan_figures(raw)?))
}

fn plan_figures(raw: &RawPlan) -> Result<Vec<(String, String)>, Fault> {
    match (raw.low, raw.high, &raw.words) {
        (Some(low), high, None) => {
            ordered("low", low, high.unwrap_or(low))?;
            if low < 0.0 {
                return Err(Fault::at("low", "a cost, a time or a share is not below 0"));
            }
            let ends = [("low", Some(low)), ("high", high)];
            let figure = |(key, end): (&str, Option<f64>)| Some((key.to_owned(), end?.to_string()));
            Ok(ends.into_iter().filter_map(figure).collect())
        }
        (None, None, Some(words)) => Ok(vec![("words".to_owned(), said("words", words)?)]),
        _ => Err(Fault::at("", "say low, low and high, or words")),
    }
}
