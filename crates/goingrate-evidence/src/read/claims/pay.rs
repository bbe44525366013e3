//! `pay = { … }`: amounts as readings of a distribution, each with its looseness.

use goingrate_units::{Currency, Pay, Period};

use super::card::Report;
use super::raw::RawPay;
use super::words::known;
use crate::read::card::currency;
use crate::read::fault::Fault;
use crate::{Card, PayFigure, Reading, Readings, Statistic};

/// Density of a standard normal at its own quantiles, by their distance from the nearer end.
const DENSITIES: [(f64, f64); 5] =
    [(0.05, 0.103_136), (0.10, 0.175_498), (0.20, 0.279_962), (0.25, 0.317_777), (0.50, 0.398_942)];

/// What makes a claim's amounts looser than its words are.
#[derive(Clone, Copy)]
pub(super) struct Looseness {
    /// How loosely its occupation is our role, and its amounts base pay: sd in logs.
    pub matched: f64,
    /// How many answers it rests on, where that is stated.
    pub answers: Option<f64>,
    /// The spread of logs of pay by which answers become an error.
    pub spread: f64,
}

impl Looseness {
    /// The sampling error of a statistic.
    fn sampling(&self, statistic: Statistic) -> f64 {
        let factor = match statistic {
            Statistic::Quantile(p) => {
                let near = |(q, _): &&(f64, f64)| (p.min(1.0 - p) - q).abs() < 1e-9;
                DENSITIES.iter().find(near).map_or(0.0, |(_, d)| (p * (1.0 - p)).sqrt() / d)
            }
            Statistic::Mean => 1.0,
            Statistic::Gap => 0.0,
        };
        self.answers.map_or(0.0, |n| self.spread * factor / n.sqrt())
    }
}

/// One amount of a claim: the key that it is written at, and what it is read as.
struct Amount {
    key: &'static str,
    reading: Reading,
}

/// The pay that a claim states, and its printed figures by key. A figure whose claim names a
/// currency of its own is printed with its unit.
///
/// A day becomes hours by the card's hours a day; a currency becomes dollars where the card has a rate;
/// what the card says that amounts hold beyond base pay is taken off, and a year is as many months'
/// pay as it says.
pub(super) fn pay(
    raw: &RawPay,
    report: &Report,
    loose: Looseness,
) -> Result<(PayFigure, Vec<(String, String)>), Fault> {
    let card = &report.card;
    let currency = currency_of(raw.currency.as_deref(), card)?;
    let period = period("per", raw.per.as_deref())?;
    let amounts = amounts(raw, &card.readings, loose);
    check(raw, &amounts, currency, period)?;
    let unit = match &raw.currency {
        Some(_) => format!(" {currency} a {}", period.slug()),
        None => String::new(),
    };
    let print = |a: &Amount| (a.key.to_owned(), format!("{}{unit}", a.reading.amount));
    let printed = amounts.iter().map(print).collect();
    let mut kept = Unit::kept(currency, period, report)?;
    kept.divisor *= report.holds(true);
    if period == Period::Month {
        kept.divisor *= Period::Month.a_year() / report.pays(raw.pays);
    }
    let in_unit = |a: Amount| Reading { amount: a.reading.amount / kept.divisor, ..a.reading };
    let readings = amounts.into_iter().map(in_unit).collect();
    Ok((PayFigure { currency: kept.currency, period: kept.period, readings }, printed))
}

/// In which money and for which period amounts are kept, and what they are divided by to be that.
struct Unit {
    currency: Currency,
    period: Period,
    divisor: f64,
}

impl Unit {
    fn kept(currency: Currency, period: Period, report: &Report) -> Result<Unit, Fault> {
        let mut unit = Unit { currency, period, divisor: 1.0 };
        if period == Period::Day {
            let missing = || Fault::at("per", "a day rate needs hours_a_day on its card");
            unit.divisor = report.own.hours_a_day.ok_or_else(missing)?;
            unit.period = Period::Hour;
        }
        let own = currency == report.card.currency;
        if let Some(rate) = report.own.rate.as_ref().filter(|_| own) {
            unit.divisor *= rate.units_per_usd;
            unit.currency = Currency::USD;
        }
        Ok(unit)
    }
}

/// The amounts of a cell of statistics.
pub(super) struct Distribution {
    /// Key and amount, in the order of the figures: percentiles, then the mean.
    pub amounts: Vec<(&'static str, f64)>,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The period that they are for.
    pub period: Period,
    /// How many of them make a year, where it is not as the card says.
    pub pays: Option<f64>,
}

impl Distribution {
    /// The amount at a key.
    pub fn at(&self, key: &str) -> Option<f64> {
        self.amounts.iter().find(|(known, _)| *known == key).map(|(_, amount)| *amount)
    }

    /// The figures as printed, by their keys.
    pub fn printed(&self) -> Vec<(String, String)> {
        let print = |(key, amount): &(&str, f64)| ((*key).to_owned(), amount.to_string());
        self.amounts.iter().map(print).collect()
    }
}

/// The distribution that an office's claim states.
pub(super) fn distribution(raw: &RawPay, card: &Card) -> Result<Distribution, Fault> {
    let currency = currency_of(raw.currency.as_deref(), card)?;
    let period = period("per", raw.per.as_deref())?;
    let sure = Looseness { matched: 0.0, answers: None, spread: 0.0 };
    let amounts = amounts(raw, &card.readings, sure);
    check(raw, &amounts, currency, period)?;
    let amounts = amounts.iter().map(|amount| (amount.key, amount.reading.amount)).collect();
    Ok(Distribution { amounts, currency, period, pays: raw.pays })
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

/// Percentiles first, then the mean, then the ends of ranges, then the rest. A stated percentile and
/// a stated mean have the sampling error of their number of answers.
fn amounts(raw: &RawPay, read: &Readings, more: Looseness) -> Vec<Amount> {
    let sampled =
        |statistic, sd: f64| (statistic, sd.hypot(more.matched).hypot(more.sampling(statistic)));
    let stated = |p| sampled(Statistic::Quantile(p), read.quantile_sd);
    let loose = |(p, sd): (f64, f64)| (Statistic::Quantile(p), sd.hypot(more.matched));
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
        ("mean", raw.mean, sampled(Statistic::Mean, read.mean_sd)),
        ("low", raw.low, loose(read.low)),
        ("high", raw.high, loose(read.high)),
        ("from", raw.from, loose(read.from)),
        ("top", raw.top, loose(read.top)),
        ("typical", raw.typical, loose((0.5, read.typical_sd))),
        ("example", raw.example, loose((0.5, read.example_sd))),
        ("gap", raw.gap, (Statistic::Gap, read.gap_sd.hypot(more.matched))),
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
    if raw.pays.is_some_and(|pays| period != Period::Month || !(1.0..=24.0).contains(&pays)) {
        return Err(Fault::at("pays", "how many months' pay make a year, beside per = \"month\""));
    }
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
