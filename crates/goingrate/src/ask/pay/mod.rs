//! What the market pays for a profile, and where an offer or a posted range stands in it.

mod after_tax;
mod at_prices;
mod market;

use goingrate_model::{BandReading, Disagreement, Estimate, PercentileRank, TrendPoint, Uncertain};
use goingrate_rules::Filing;
use goingrate_units::parse::{Amount, AmountRange, Understood};
use goingrate_units::{
    Component, Currency, Date, Engagement, Exchange, Period, PlaceId, Problem, Profile,
};

pub use after_tax::AfterTax;
pub use at_prices::{AtPrices, PricesOf};
pub use market::MarketMix;

use super::unit::check_period;
use super::{CompareAnswer, CompareQuestion, Explanation, PayUnit, UnitChoice, compare, explain};
use crate::GoingRate;
use after_tax::after_tax;
use at_prices::at_prices;

/// How far ahead a trend looks, in years.
const AHEAD: f64 = 2.0;

/// Whose pay is asked for, and what else about it.
#[derive(Clone, Debug)]
pub struct PayQuestion {
    /// The profile, with where each of its fields comes from.
    pub asked: Understood,
    /// In which currency and for which period.
    pub unit: UnitChoice,
    /// Further periods in which the percentiles are told, side by side with the first.
    pub periods: Vec<Period>,
    /// An offer that is to be placed in the market.
    pub offer: Option<Amount>,
    /// A posted range that is to be read.
    pub range: Option<AmountRange>,
    /// The percentiles after tax, for somebody who files so.
    pub after_tax: Option<Filing>,
    /// The percentiles at the prices of another place.
    pub at_prices_of: Option<PricesOf>,
    /// The market over the years.
    pub trend: bool,
    /// Other profiles beside it.
    pub versus: Vec<Profile>,
    /// What carries the answer.
    pub why: bool,
}

/// What the market pays.
#[derive(Clone, Debug)]
pub struct PayAnswer {
    /// The profile, with where each of its fields comes from.
    pub asked: Understood,
    /// The market's distribution.
    pub estimate: Estimate,
    /// What the market at large is made of.
    pub mix: MarketMix,
    /// The unit in which amounts are told.
    pub unit: PayUnit,
    /// The same for further periods that are asked for.
    pub beside: Vec<PayUnit>,
    /// What somebody should be told of how the question was read: slips that were put right, words and
    /// amounts that were not used.
    pub remarks: Vec<String>,
    /// What has to be said of a place whose pay is not known in its own money.
    pub money: Option<MoneyNote>,
    /// The median of total compensation, where base salary is asked for and the book knows it.
    pub total_compensation: Option<Uncertain>,
    /// Where the offer stands.
    pub offer: Option<OfferAnswer>,
    /// What the posted range pays.
    pub range: Option<RangeAnswer>,
    /// The percentiles after tax.
    pub after_tax: Option<AfterTax>,
    /// The percentiles at other prices.
    pub at_prices: Option<AtPrices>,
    /// Sources that disagree with the rest.
    pub disagreements: Vec<Disagreement>,
    /// The median over the years; empty unless it is asked for.
    pub trend: Vec<TrendPoint>,
    /// The others beside it.
    pub versus: Vec<CompareAnswer>,
    /// What carries the answer.
    pub why: Option<Explanation>,
}

/// A place whose pay is not known in its own money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MoneyNote {
    /// Shown in the place's own money, by an exchange rate.
    Converted(Exchange),
    /// Shown in the money of the estimate: there is no exchange rate of the place's own.
    NoRate {
        /// The currency of the place.
        own: Currency,
        /// The currency shown.
        shown: Currency,
        /// The day.
        day: Date,
    },
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfferAnswer {
    /// The offer, in the answer's unit.
    pub amount: f64,
    /// Where it stands in the market.
    pub rank: PercentileRank,
}

/// What a posted range pays for the profile.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeAnswer {
    /// The low end, in the answer's unit.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// The market inside it.
    pub reading: BandReading,
}

impl PayQuestion {
    /// The market alone, in the usual unit.
    pub fn new(asked: Understood) -> PayQuestion {
        PayQuestion {
            asked,
            unit: UnitChoice::default(),
            periods: Vec::new(),
            offer: None,
            range: None,
            after_tax: None,
            at_prices_of: None,
            trend: false,
            versus: Vec::new(),
            why: false,
        }
    }
}

/// Answers what the market pays.
///
/// # Errors
/// When the book cannot answer for the profile, or one of the further questions has no answer; the
/// problem's field says which (`offer`, `range`, `net`, `at_prices_of`, `vs`, `per`, `currency`).
pub fn pay(going_rate: &GoingRate, question: &PayQuestion) -> Result<PayAnswer, Problem> {
    let profile = &question.asked.profile;
    let estimate = going_rate.estimator().estimate(profile)?;
    let mut remarks = question.asked.remarks.clone();
    let choice = question.unit.or_said(&question.asked, &mut remarks);
    let unit = going_rate.unit(profile, choice)?;
    let beside = other_units(profile, unit, &question.periods)?;
    let market = Market { going_rate, profile, estimate: &estimate, unit };
    let (offer, range) = market.amounts_of(question, &mut remarks)?;
    let after_tax = question
        .after_tax
        .map(|filing| market.after_tax(filing, question.asked.said.state))
        .transpose()?;
    let at_prices = question.at_prices_of.as_ref();
    Ok(PayAnswer {
        mix: MarketMix::of(&going_rate.estimator(), profile)?,
        money: market.money_note(),
        total_compensation: market.total_compensation(),
        offer: offer.map(|offer| market.offer(offer)).transpose()?,
        range: range.map(|range| market.range(range)).transpose()?,
        at_prices: at_prices.map(|of| market.at_prices(of, after_tax.as_ref())).transpose()?,
        after_tax,
        disagreements: going_rate.estimator().disagreements(profile),
        trend: if question.trend { market.trend()? } else { Vec::new() },
        versus: market.versus(&question.versus)?,
        why: question.why.then(|| explain(going_rate, profile)).transpose()?,
        asked: question.asked.clone(),
        remarks,
        estimate,
        unit,
        beside,
    })
}

/// The unit for other periods, each once.
///
/// # Errors
/// When pay cannot be told for one of them (field `per`).
pub(super) fn other_units(
    profile: &Profile,
    unit: PayUnit,
    periods: &[Period],
) -> Result<Vec<PayUnit>, Problem> {
    let mut others: Vec<PayUnit> = Vec::new();
    for &per in periods {
        let per = check_period(profile, per)?;
        if per != unit.per && others.iter().all(|other| other.per != per) {
            others.push(unit.per(per));
        }
    }
    Ok(others)
}

/// "a year", "an hour".
fn a_period(period: Period) -> String {
    let article = if period == Period::Hour { "an" } else { "a" };
    format!("{article} {}", period.slug())
}

/// Whether the share of people who are paid less than an amount lets it be somebody's pay.
fn is_paid(below: f64) -> bool {
    (0.005..=0.995).contains(&below)
}

/// What has to be said of a place whose pay is not known in its own money, but in the currency `kept`.
pub(super) fn money_note(
    going_rate: &GoingRate,
    profile: &Profile,
    kept: Currency,
    unit: &PayUnit,
) -> Option<MoneyNote> {
    let own = going_rate.taxonomy.place(profile.place).currency;
    let (shown, day) = (unit.currency, unit.as_of);
    if own == kept {
        return None;
    }
    match going_rate.rates.exchange(kept, own, day) {
        Ok(rate) if shown == own => Some(MoneyNote::Converted(rate)),
        Err(_) if shown == kept => Some(MoneyNote::NoRate { own, shown, day }),
        _ => None,
    }
}

/// An estimate, for the further questions about it.
struct Market<'a> {
    going_rate: &'a GoingRate,
    profile: &'a Profile,
    estimate: &'a Estimate,
    unit: PayUnit,
}

impl Market<'_> {
    fn money_note(&self) -> Option<MoneyNote> {
        money_note(self.going_rate, self.profile, self.estimate.currency, &self.unit)
    }

    /// A book that cannot tell total compensation has none to show.
    fn total_compensation(&self) -> Option<Uncertain> {
        let base = self.profile.component == Component::BaseSalary
            && self.profile.engagement == Engagement::Employee
            && self.unit.per != Period::Hour;
        let whole = Profile { component: Component::TotalCompensation, ..self.profile.clone() };
        let percentiles =
            base.then(|| self.going_rate.estimator().percentiles(&whole).ok()).flatten()?;
        Some(percentiles[2])
    }

    /// The offer and the range that are asked about: those of their own fields, else the amount that the
    /// text says.
    fn amounts_of(
        &self,
        question: &PayQuestion,
        remarks: &mut Vec<String>,
    ) -> Result<(Option<Amount>, Option<AmountRange>), Problem> {
        let local = |amount: Amount| self.in_local_money(amount);
        let range = question
            .range
            .map(|AmountRange { low, high }| AmountRange { low: local(low), high: local(high) });
        if question.offer.is_some() || range.is_some() {
            if question.asked.said.amount.is_some() {
                remarks
                    .push("The amount in the text is not used: another one is given.".to_owned());
            }
            return Ok((question.offer.map(local), range));
        }
        let Some(mut said) = question.asked.said.amount else { return Ok((None, None)) };
        // A bare amount of a text is in the money of the place, also where that has no exchange rate and
        // the answer is told in another.
        if let (None, Some(MoneyNote::NoRate { own, .. })) = (said.low.currency, self.money_note())
        {
            (said.low.currency, said.high.currency) = (Some(own), Some(own));
        }
        // An amount of a text does not end the answer: without an exchange rate it is told, and not used.
        if let Err(problem) = self.ln_yearly(said.high) {
            remarks.push(format!("The amount is not placed in the market: {}.", problem.what));
            return Ok((None, None));
        }
        if said.low.period.is_none() {
            let period = self.likely_period(said.high, remarks)?;
            (said.low.period, said.high.period) = (Some(period), Some(period));
        }
        Ok(match said.low.value < said.high.value {
            true => (None, Some(said)),
            false => (Some(said.low), None),
        })
    }

    /// A sign that several countries share ("$") is that of the place.
    fn in_local_money(&self, amount: Amount) -> Amount {
        let money = self.going_rate.taxonomy.place(self.profile.place).currency;
        amount.in_money_of(money, &self.going_rate.taxonomy)
    }

    /// The period of an amount that names none: the one shown, unless the amount is then outside what
    /// nearly all are paid and another period puts it where people are. In many countries "70k" is a
    /// month's pay.
    fn likely_period(&self, amount: Amount, remarks: &mut Vec<String>) -> Result<Period, Problem> {
        let share = |period: Period| -> Result<f64, Problem> {
            let ln = self.ln_yearly(Amount { period: Some(period), ..amount })?;
            Ok(self.going_rate.estimator().stand(self.profile, ln)?.percentile)
        };
        let usual = self.unit.per;
        if is_paid(share(usual)?) {
            return Ok(usual);
        }
        for period in [Period::Month, Period::Year, Period::Hour, Period::Day] {
            if period != usual && is_paid(share(period)?) {
                let remark = format!(
                    "The amount is read as pay of {}: of {} it would be outside what nearly all are paid.",
                    a_period(period),
                    a_period(usual)
                );
                remarks.push(remark);
                return Ok(period);
            }
        }
        Ok(usual)
    }

    /// ln of a year's pay, in the estimate's currency, of an amount as it was written; currency and
    /// period that were not written are the ones shown.
    fn ln_yearly(&self, amount: Amount) -> Result<f64, Problem> {
        let currency = amount.currency.unwrap_or(self.unit.currency);
        let per = amount.period.unwrap_or(self.unit.per);
        let (from, rates) = (self.estimate.currency, &self.going_rate.rates);
        let written = PayUnit::new(from, currency, per, self.unit.as_of, rates)?;
        Ok(written.ln_yearly(amount.value))
    }

    fn offer(&self, offer: Amount) -> Result<OfferAnswer, Problem> {
        let ln = self.ln_yearly(offer)?;
        let rank = self.going_rate.estimator().stand(self.profile, ln)?;
        Ok(OfferAnswer { amount: self.unit.amount(ln), rank })
    }

    fn range(&self, range: AmountRange) -> Result<RangeAnswer, Problem> {
        let (low, high) = (self.ln_yearly(range.low)?, self.ln_yearly(range.high)?);
        let reading = self.going_rate.estimator().band(self.profile, low, high)?;
        Ok(RangeAnswer { low: self.unit.amount(low), high: self.unit.amount(high), reading })
    }

    fn after_tax(&self, filing: Filing, state: Option<PlaceId>) -> Result<AfterTax, Problem> {
        let percentiles = &self.estimate.percentiles;
        after_tax(self.going_rate, (self.profile, state), percentiles, &self.unit, filing)
    }

    /// The percentiles at other prices, after tax where that is asked for too.
    fn at_prices(&self, of: &PricesOf, after_tax: Option<&AfterTax>) -> Result<AtPrices, Problem> {
        let percentiles = match after_tax {
            Some(net) => (net.percentiles, true),
            None => (self.estimate.percentiles.map(|figure| self.unit.amounts(figure)), false),
        };
        at_prices(self.going_rate, self.profile, percentiles, &self.unit, of)
    }

    /// From the first knot of the book's trend to a little ahead, as far as the book goes.
    fn trend(&self) -> Result<Vec<TrendPoint>, Problem> {
        let knots = &self.going_rate.priors.knots;
        let last = knots.first + (knots.count - 1) as f64 + knots.horizon;
        let to = last.min(self.profile.as_of.decimal_year() + AHEAD);
        Ok(self.going_rate.estimator().trend(self.profile, knots.first, to)?)
    }

    fn versus(&self, others: &[Profile]) -> Result<Vec<CompareAnswer>, Problem> {
        let question = |other: &Profile| CompareQuestion {
            first: self.profile.clone(),
            other: other.clone(),
            unit: self.unit,
        };
        others.iter().map(|other| compare(self.going_rate, &question(other))).collect()
    }
}
