//! `pay = { … }`: amounts as readings of a distribution, each with its looseness.

use goingrate_units::{Currency, Pay, Period};

use super::card::currency;
use super::fault::Fault;
use super::raw::RawPay;
use super::words::known;
use crate::{Card, PayFigure, Reading, Readings, Statistic};

/// One amount of a claim: the key that it is written at, and what it is read as.
struct Amount {
    key: &'static str,
    reading: Reading,
}

/// The pay that a claim states, and its printed figures by key.
pub(super) fn pay(raw: &RawPay, card: &Card) -> Result<(PayFigure, Vec<(String, String)>), Fault> {
    let currency = currency_of(raw.currency.as_deref(), card)?;
    let period = period("per", raw.per.as_deref())?;
    let amounts = amounts(raw, &card.readings);
    check(raw, &amounts, currency, period)?;
    let printed = amounts.iter().map(|a| (a.key.to_owned(), a.reading.amount.to_string()));
    let printed = printed.collect();
    let readings = amounts.into_iter().map(|a| a.reading).collect();
    Ok((PayFigure { currency, period, readings }, printed))
}

/// The currency that is said, else the card's.
pub(super) fn currency_of(said: Option<&str>, card: &Card) -> Result<Currency, Fault> {
    said.map_or(Ok(card.currency), |code| currency("currency", code))
}

/// The period that is said; there is no default, because an hour is no year.
pub(super) fn period(field: &str, said: Option<&str>) -> Result<Period, Fault> {
    let missing = || Fault::at(field, "say for which period: per = \"year\" or per = \"hour\"");
    let word = said.ok_or_else(missing)?;
    known(field, word, Period::from_slug(word), Period::ALL.into_iter().map(Period::slug))
}

/// Percentiles first, then the ends of ranges, then the rest: the order in which reports print.
fn amounts(raw: &RawPay, read: &Readings) -> Vec<Amount> {
    let stated = |p| (Statistic::Quantile(p), read.quantile_sd);
    let loose = |(p, sd)| (Statistic::Quantile(p), sd);
    let all = [
        ("p5", raw.p5, stated(0.05)),
        ("p10", raw.p10, stated(0.10)),
        ("p20", raw.p20, stated(0.20)),
        ("p25", raw.p25, stated(0.25)),
        ("p50", raw.p50, stated(0.50)),
        ("p75", raw.p75, stated(0.75)),
        ("p80", raw.p80, stated(0.80)),
        ("p90", raw.p90, stated(0.90)),
        ("p95", raw.p95, stated(0.95)),
        ("low", raw.low, loose(read.low)),
        ("high", raw.high, loose(read.high)),
        ("from", raw.from, loose(read.from)),
        ("top", raw.top, loose(read.top)),
        ("typical", raw.typical, loose((0.5, read.typical_sd))),
        ("example", raw.example, loose((0.5, read.example_sd))),
        ("mean", raw.mean, (Statistic::Mean, read.mean_sd)),
        ("gap", raw.gap, (Statistic::Gap, read.gap_sd)),
    ];
    let amount = |(key, said, (statistic, sd)): (_, Option<f64>, _)| {
        said.map(|amount| Amount { key, reading: Reading { statistic, amount, sd } })
    };
    all.into_iter().filter_map(amount).collect()
}

fn check(
    raw: &RawPay,
    amounts: &[Amount],
    currency: Currency,
    period: Period,
) -> Result<(), Fault> {
    if amounts.is_empty() {
        return Err(Fault::at("", "no amount; write low and high, p50, mean, typical, top, …"));
    }
    for Amount { key, reading } in amounts {
        let refuse = |error: goingrate_units::PayError| Fault::at(*key, error.to_string());
        Pay::new(reading.amount, currency, period).map_err(refuse)?;
    }
    match (raw.low, raw.high) {
        (Some(_), None) => Err(Fault::at("low", "a low end without a high end is written from")),
        (None, Some(_)) => Err(Fault::at("high", "a high end without a low end is written top")),
        _ => in_order(amounts),
    }
}

/// Whether the amounts rise with the quantiles that they are read as.
fn in_order(amounts: &[Amount]) -> Result<(), Fault> {
    let quantile = |a: &Amount| match a.reading.statistic {
        Statistic::Quantile(p) => Some((p, a.key, a.reading.amount)),
        Statistic::Mean | Statistic::Gap => None,
    };
    let mut rising: Vec<_> = amounts.iter().filter_map(quantile).collect();
    rising.sort_by(|a, b| a.0.total_cmp(&b.0));
    match rising.windows(2).find(|pair| pair[0].2 > pair[1].2) {
        Some([(_, below, more), (_, above, less)]) => {
            let reason = format!("{above} = {less} lies below {below} = {more}; amounts must rise");
            Err(Fault::at(*above, reason))
        }
        _ => Ok(()),
    }
}
