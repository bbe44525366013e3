//! In which currency, for which period and day the figures of an answer are told.

use goingrate_model::Uncertain;
use goingrate_units::parse::Understood;
use goingrate_units::{Component, Currency, Date, ExchangeRates, Period, Problem, Profile};

use crate::GoingRate;

/// The currency and period that somebody asks for; what is not asked for is what is usual: the
/// money of the place, and a year (an hour for rates).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitChoice {
    /// The period.
    pub per: Option<Period>,
    /// The currency.
    pub currency: Option<Currency>,
}

/// The unit of an answer's amounts: a currency, a period and the day of the exchange rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PayUnit {
    /// The currency shown.
    pub currency: Currency,
    /// The period shown.
    pub per: Period,
    /// The day.
    pub as_of: Date,
    /// What to add to ln of a year's pay in the estimate's currency, to get ln of what is shown.
    shift: f64,
}

impl PayUnit {
    /// The unit that shows figures of the currency `from` in the currency `to`.
    ///
    /// # Errors
    /// When one of the two has no exchange rate at `as_of`.
    pub fn new(
        from: Currency,
        to: Currency,
        per: Period,
        as_of: Date,
        rates: &ExchangeRates,
    ) -> Result<PayUnit, Problem> {
        let units = |currency| rates.units_per_usd(currency, as_of);
        let exchange = if from == to { 0.0 } else { (units(to)? / units(from)?).ln() };
        Ok(PayUnit { currency: to, per, as_of, shift: exchange - per.a_year().ln() })
    }

    /// The same for another period.
    #[must_use]
    pub fn per(self, per: Period) -> PayUnit {
        PayUnit { per, shift: self.shift + self.per.a_year().ln() - per.a_year().ln(), ..self }
    }

    /// ln of a year's pay in the estimate's currency as an amount of this unit.
    pub fn amount(&self, ln: f64) -> f64 {
        (ln + self.shift).exp()
    }

    /// A figure of the model as an amount of this unit, between the ends of its 80 % interval:
    /// low end, amount, high end. Not rounded.
    pub fn amounts(&self, figure: Uncertain) -> [f64; 3] {
        let (low, high) = figure.interval();
        [low, figure.value(), high].map(|amount| amount * self.shift.exp())
    }

    /// An amount of this unit as ln of a year's pay in the estimate's currency.
    pub fn ln_yearly(&self, amount: f64) -> f64 {
        amount.ln() - self.shift
    }
}

/// The period of pay where none is asked for: an hour for a rate, a year for all other pay.
pub(super) fn usual_period(profile: &Profile) -> Period {
    match profile.component {
        Component::HourlyRate => Period::Hour,
        _ => Period::Year,
    }
}

/// A period in which a profile's pay can be told. A rate is a price of time that is worked: of an hour,
/// or of a day of eight hours. How many of them make a month depends on how many can be billed.
///
/// # Errors
/// When a rate is asked for by a longer period (field `per`).
pub(super) fn check_period(profile: &Profile, per: Period) -> Result<Period, Problem> {
    let is_rate = profile.component == Component::HourlyRate;
    match per {
        Period::Week | Period::Month | Period::Year if is_rate => {
            let what = "a rate is a price of an hour of work, or of a day of 8 hours";
            Err(Problem::of("per", per.slug(), what)
                .hint("billable hours make it a year: ask for the salary that the rate is worth"))
        }
        per => Ok(per),
    }
}

impl UnitChoice {
    /// The choice with the period that the question's text says, where none is asked for otherwise. A
    /// rate is told by the hour or the day alone, and that is remarked on.
    pub(super) fn or_said(self, asked: &Understood, remarks: &mut Vec<String>) -> UnitChoice {
        let Some(said) = asked.said.period.filter(|_| self.per.is_none()) else { return self };
        match check_period(&asked.profile, said) {
            Ok(per) => UnitChoice { per: Some(per), ..self },
            Err(_) => {
                let remark = format!("A rate is told by the hour, not by the {}.", said.slug());
                remarks.push(remark);
                self
            }
        }
    }

    /// The unit of a profile's figures: of the currency `from`, shown in `usual` unless another
    /// currency is asked for.
    ///
    /// # Errors
    /// When a rate is asked for a period longer than a day (field `per`), or a currency has no
    /// exchange rate on the profile's day.
    pub fn unit(
        self,
        profile: &Profile,
        (from, usual): (Currency, Currency),
        rates: &ExchangeRates,
    ) -> Result<PayUnit, Problem> {
        let usually = usual_period(profile);
        let per = self.per.map_or(Ok(usually), |per| check_period(profile, per))?;
        PayUnit::new(from, self.currency.unwrap_or(usual), per, profile.as_of, rates)
    }
}

impl GoingRate {
    /// The unit in which a profile's estimate is told.
    pub(crate) fn unit(&self, profile: &Profile, choice: UnitChoice) -> Result<PayUnit, Problem> {
        let estimator = self.estimator();
        let monies = (estimator.money_of(profile.place), estimator.told_in(profile));
        choice.unit(profile, monies, &self.rates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> ExchangeRates {
        ExchangeRates::read("currency,month,units_per_usd\nEUR,2026-10,0.9\n").unwrap()
    }

    #[test]
    fn an_amount_is_shown_in_another_currency_and_period() {
        let (euro, day) = ("EUR".parse().unwrap(), "2026-11-22".parse().unwrap());
        let unit = PayUnit::new(Currency::USD, euro, Period::Month, day, &rates()).unwrap();
        let [low, amount, high] = unit.amounts(Uncertain { ln: 120_000f64.ln(), sd: 0.05 });
        assert!((amount - 9_000.0).abs() < 1e-6 && low < 9_000.0 && high > 9_000.0);
        assert!((unit.ln_yearly(9_000.0) - 120_000f64.ln()).abs() < 1e-12);
        assert!((unit.per(Period::Year).amount(120_000f64.ln()) - 108_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_currency_without_a_rate_is_an_error() {
        let (yen, day) = ("JPY".parse().unwrap(), "2026-11-22".parse().unwrap());
        assert!(PayUnit::new(Currency::USD, yen, Period::Year, day, &rates()).is_err());
        assert!(PayUnit::new(yen, yen, Period::Year, day, &rates()).is_ok());
    }
}
