//! Draws of one offer to what is told of it.

use super::answer::{OfferValue, OptionsValue, YearValue};
use super::model::{Model, OfferModel, PARTS};
use super::options::{Of, OptionsModel};
use super::question::Part;
use super::simulate::{OfferDraws, OptionsDraws};
use super::tornado;
use crate::chance::{Summary, quantiles};

/// P5, P10, … P95.
const POINTS: usize = 19;
/// A total below this part of the mean counts as this part, where risk is weighed: nobody's aversion to having
/// nothing at all has a finite price.
const FLOOR: f64 = 0.01;

impl Model<'_> {
    /// What is told of an offer.
    pub fn worth(&self, offer: &OfferModel, draws: &OfferDraws) -> OfferValue {
        let years = offer.time.years;
        let (total, total_quantiles) = pictured(&draws.total);
        let year = total.times(1.0 / years as f64);
        let mut all: Vec<YearValue> = (0..=years).map(|year| year_value(draws, year)).collect();
        let steady = all.pop().unwrap_or_else(|| year_value(draws, years));
        let once = |year: &YearValue| {
            year.parts[Part::SignOn as usize] + year.parts[Part::LeftBehind as usize]
        };
        let options = offer.options.iter().zip(&draws.options);
        let inputs = &self.assumed.drawn;
        OfferValue {
            name: offer.offer.name.clone(),
            once: all.iter().map(once).sum(),
            years: all,
            steady,
            total,
            total_quantiles,
            year,
            total_gross: summary(&draws.total_gross),
            equity: summary(&draws.equity),
            sure: certainty_equivalent(&draws.total, offer.aversion),
            aversion: offer.aversion,
            options: options.map(|(options, draws)| options_value(offer, options, draws)).collect(),
            hours: offer.hours,
            hour: year.mean / offer.hours,
            swings: tornado::swings(&draws.total, total.mean, &draws.watch, &draws.columns, inputs),
        }
    }
}

/// A summary that leaves the draws in their order. What is the same in all draws has no doubt from rounding.
pub fn summary(draws: &[f64]) -> Summary {
    match certain(draws) {
        Some(value) => Summary::certain(value),
        None => Summary::of(&mut draws.to_vec()),
    }
}

/// The value of all draws, if it is the same.
fn certain(draws: &[f64]) -> Option<f64> {
    let first = *draws.first()?;
    draws.iter().all(|draw| *draw == first).then_some(first)
}

/// A summary with quantiles for a picture.
fn pictured(draws: &[f64]) -> (Summary, [f64; POINTS]) {
    if let Some(value) = certain(draws) {
        return (Summary::certain(value), [value; POINTS]);
    }
    let mean = draws.iter().sum::<f64>() / draws.len() as f64;
    let points = std::array::from_fn(|i| (i + 1) as f64 / (POINTS + 1) as f64);
    let told: [f64; POINTS] = quantiles(&mut draws.to_vec(), points);
    (Summary { p10: told[1], p50: told[9], p90: told[17], mean }, told)
}

fn year_value(draws: &OfferDraws, year: usize) -> YearValue {
    let count = draws.total.len() as f64;
    let parts: [f64; PARTS] = draws.parts[year].map(|sum| sum / count);
    YearValue { parts, gross: summary(&draws.gross[year]), net: summary(&draws.net[year]) }
}

fn options_value(offer: &OfferModel, options: &OptionsModel, draws: &OptionsDraws) -> OptionsValue {
    let count = draws.payoff.len() as f64;
    let any = draws.payoff.iter().filter(|payoff| **payoff > 0.0);
    let (sum, gaining) = any.fold((0.0, 0.0), |(sum, count), payoff| (sum + payoff, count + 1.0));
    let owned = match &options.of {
        Of::Listed(_) => [0.0; 2],
        Of::Private(company) => {
            [company.shares, summary(&draws.shares).p50].map(|shares| options.owned(shares))
        }
    };
    OptionsValue {
        worthless: 1.0 - gaining / count,
        payoff: summary(&draws.payoff),
        mean_if_any: if gaining > 0.0 { sum / gaining } else { 0.0 },
        vested: options.vested(),
        cost: options.vested() * options.strike * offer.offer.exchange,
        early: draws.early as f64 / count,
        lapse: draws.lapsed as f64 / count,
        owned,
    }
}

/// What without doubt is worth as much as draws to somebody of constant relative risk aversion γ:
/// `(mean x^(1-γ))^(1/(1-γ))`, for γ = 1 `exp(mean ln x)` (Pratt 1964, Econometrica 32:122–136).
fn certainty_equivalent(draws: &[f64], aversion: f64) -> f64 {
    if let Some(value) = certain(draws) {
        return value;
    }
    let count = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / count;
    if mean <= 0.0 || aversion <= 0.0 {
        return mean;
    }
    let average = |utility: &dyn Fn(f64) -> f64| {
        draws.iter().map(|draw| utility((draw / mean).max(FLOOR))).sum::<f64>() / count
    };
    let power = 1.0 - aversion;
    let sure = match () {
        () if power.abs() < 1e-9 => average(&f64::ln).exp(),
        // The harmonic mean: the usual case, without powers.
        () if aversion == 2.0 => 1.0 / average(&|x| 1.0 / x),
        () => average(&|x| x.powf(power)).powf(1.0 / power),
    };
    (sure * mean).min(mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certainty_equivalent_is_its_formula() {
        let check = |draws: &[f64], aversion: f64, expected: f64| {
            let got = certainty_equivalent(draws, aversion);
            assert!((got - expected).abs() < 1e-9, "{draws:?} {aversion}: {got}");
        };
        check(&[1.0, 4.0], 1.0, 2.0);
        check(&[1.0, 4.0], 2.0, 1.6);
        check(&[1.0, 4.0], 0.0, 2.5);
        check(&[1.0, 4.0], 0.5, 2.25);
        check(&[3.0, 3.0], 2.0, 3.0);
        // Nothing counts as a hundredth of the mean.
        check(&[0.0, 2.0], 2.0, 2.0 / (1.0 / 0.01 + 1.0 / 2.0));
        check(&[-5.0, 3.0], 2.0, -1.0);
    }
}
