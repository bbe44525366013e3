//! Offers as they were read to the planner's question: yearly amounts in each offer's money, the law where it
//! is worked, price levels, and what has to be told of what was taken.

use goingrate_plan::offer::{self as plan, Bonus, Part, Payment, Refresher};
use goingrate_plan::{Assumptions, At};
use goingrate_units::parse::Amount;
use goingrate_units::{
    Currency, Date, Engagement, Period, PlaceId, PlaceKind, Problem, ProblemKind, Profile, Taxonomy,
};

use super::equity::Equity;
use super::{OfferAsked, OfferQuestion, SignOnAsked, Target, When};
use crate::ask::money::Money;
use crate::law::{TakeHome, take_home};
use crate::{GoingRate, planning};

/// Base salary may be so many times the market's middle, or so many times below it.
const MOST_TIMES: f64 = 30.0;

/// A question with its prices.
pub struct Priced<'g> {
    /// For the planner.
    pub question: plan::OfferQuestion,
    /// Of each offer: where it is lived in, and whose rules of tax hold there.
    pub homes: Vec<Home>,
    /// The money of the answer.
    pub money: Money<'g>,
    /// The place at whose prices offers are compared; `None` where all are worked in one place, or a place has
    /// no price level.
    pub prices_of: Option<PlaceId>,
    /// What has to be told.
    pub remarks: Vec<Remark>,
}

/// What has to be told of how a question was read or of what was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The place of the offer that it is told of; of all if `None`.
    pub offer: Option<usize>,
    /// A sentence.
    pub text: String,
}

/// Where an offer is lived in.
#[derive(Clone, Debug)]
pub struct Home {
    /// The place.
    pub place: PlaceId,
    /// The rules of tax, if any are carried.
    pub law: Option<TakeHome>,
}

impl<'g> Priced<'g> {
    /// Prices a question.
    ///
    /// # Errors
    /// The problem's field begins with `offer[2].` where it is one of the second offer.
    pub fn of(
        going_rate: &'g GoingRate,
        asked: &OfferQuestion,
        assumptions: &Assumptions,
    ) -> Result<Priced<'g>, Problem> {
        let words = &going_rate.taxonomy;
        let first = asked.offers.first().ok_or_else(nothing)?;
        let on = first.asked.profile.as_of;
        let currency = asked.currency.unwrap_or_else(|| currency_of(first, words));
        let money = Money::new(going_rate, currency, on);
        let mut pricing = Pricing {
            going_rate,
            asked,
            assumptions,
            money: &money,
            on,
            of: None,
            remarks: vec![],
        };
        let homes = pricing.homes()?;
        let prices_of = pricing.prices_of(&homes);
        let mut offers = Vec::with_capacity(asked.offers.len());
        for (at, (offer, home)) in asked.offers.iter().zip(&homes).enumerate() {
            pricing.of = Some(at);
            let priced = pricing.offer(offer, home, prices_of);
            offers.push(priced.map_err(|problem| of_offer(problem, at))?);
        }
        let remarks = pricing.remarks;
        let question = plan::OfferQuestion {
            offers,
            years: asked.years,
            currency,
            on,
            draws: asked.draws,
            seed: asked.seed,
        };
        Ok(Priced { question, homes, money, prices_of, remarks })
    }
}

/// A problem of one of several offers.
pub fn of_offer(problem: Problem, at: usize) -> Problem {
    let field = problem.field_name().to_owned();
    problem.in_field(&format!("offer[{}].{field}", at + 1))
}

fn nothing() -> Problem {
    Problem::of("offer", "", "no offer is said").kind(ProblemKind::Missing).hint(
        "write role, place and base salary: \"senior backend, Seattle, base 190k, bonus 15%\"",
    )
}

/// The money of an offer's amounts.
pub fn currency_of(offer: &OfferAsked, words: &Taxonomy) -> Currency {
    let own = words.place(offer.asked.profile.place).currency;
    let base = offer.base.in_money_of(own, words).currency;
    offer.currency.or(base).unwrap_or(own)
}

/// What prices offers.
struct Pricing<'a, 'g> {
    going_rate: &'g GoingRate,
    asked: &'a OfferQuestion,
    assumptions: &'a Assumptions,
    money: &'a Money<'g>,
    on: Date,
    /// The offer that is priced.
    of: Option<usize>,
    remarks: Vec<Remark>,
}

impl Pricing<'_, '_> {
    fn tell(&mut self, text: impl Into<String>) {
        let remark = Remark { offer: self.of, text: text.into() };
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Where each offer is lived in: a remote one where the first one is, if that is the same country.
    fn homes(&mut self) -> Result<Vec<Home>, Problem> {
        let words = &self.going_rate.taxonomy;
        let is_remote = |place: PlaceId| words.place(place).kind == PlaceKind::Remote;
        let offers = &self.asked.offers;
        let lived = offers.iter().find(|offer| !is_remote(offer.asked.profile.place));
        let mut homes = Vec::with_capacity(offers.len());
        for (at, offer) in offers.iter().enumerate() {
            let profile = &offer.asked.profile;
            let (mut place, mut state) = (profile.place, offer.asked.said.state);
            let near = lived.filter(|lived| {
                words.country(lived.asked.profile.place) == words.country(profile.place)
            });
            if let (true, Some(lived)) = (is_remote(place), near) {
                (place, state) = (lived.asked.profile.place, lived.asked.said.state);
                let name = words.place(place).name.clone();
                self.of = Some(at);
                self.tell(format!(
                    "Remote work is taken as done from {name}, where the other offer is."
                ));
            }
            let middle = offer.base.value.max(1.0) * period_of(offer.base).a_year();
            let pay = (currency_of(offer, words), middle);
            let law = take_home(self.going_rate, (place, state), self.asked.filing, pay, self.on);
            self.of = None;
            homes.push(Home { place, law: law.map_err(|problem| of_offer(problem, at))? });
        }
        if homes.iter().any(|home| home.law.is_none())
            && homes.iter().any(|home| home.law.is_some())
        {
            let lacking = homes.iter().find(|home| home.law.is_none()).map(|home| home.place);
            let name = lacking.map(|place| words.place(place).name.clone()).unwrap_or_default();
            self.tell(format!(
                "No rules of tax are carried for {name}, so that all offers are compared before tax."
            ));
            homes.iter_mut().for_each(|home| home.law = None);
        }
        Ok(homes)
    }

    /// The place at whose prices offers are compared.
    fn prices_of(&mut self, homes: &[Home]) -> Option<PlaceId> {
        let words = &self.going_rate.taxonomy;
        let of = self.asked.at_prices_of.unwrap_or(homes.first()?.place);
        if homes.iter().all(|home| home.place == of) {
            return None;
        }
        let known = homes.iter().find(|home| self.price_factor(home.place, of).is_err());
        match known {
            None => Some(of),
            Some(home) => {
                let name = words.place(home.place).name.clone();
                self.tell(format!(
                    "No price level is carried for {name}: what money buys in each place is not compared."
                ));
                None
            }
        }
    }

    /// What one unit of the money of a place is worth at the prices of another, in the money of that one.
    fn price_factor(&self, from: PlaceId, to: PlaceId) -> Result<f64, Problem> {
        let prices = self.going_rate.law.prices()?;
        let ratio = prices.ratio(from, to, self.on.year(), &self.going_rate.taxonomy);
        Ok(ratio.map_err(|error| Problem::new(error.to_string()))?.factor)
    }

    /// What an amount of the answer's money, earned in a place, buys at the prices of another.
    fn prices(&self, from: PlaceId, to: Option<PlaceId>) -> Result<f64, Problem> {
        let Some(to) = to.filter(|to| *to != from) else { return Ok(1.0) };
        let words = &self.going_rate.taxonomy;
        let (own, theirs) = (words.place(from).currency, words.place(to).currency);
        let factor = self.price_factor(from, to)?;
        Ok(factor * self.money.exchange(theirs)? / self.money.exchange(own)?)
    }

    fn offer(
        &mut self,
        offer: &OfferAsked,
        home: &Home,
        prices_of: Option<PlaceId>,
    ) -> Result<plan::Offer, Problem> {
        let words = &self.going_rate.taxonomy;
        let profile = &offer.asked.profile;
        refuse_freelance(profile)?;
        let currency = currency_of(offer, words);
        let exchange = self.money.exchange(currency).map_err(|p| p.in_field("currency"))?;
        let monies = Monies::new(self.going_rate, currency, self.on);
        let base = monies.year(offer.base, "base")?;
        self.check_base(base, offer, currency)?;
        let of = of_words(profile, words);
        let places = planning::places(home.place, words);
        let equity =
            Equity::of(offer, self.assumptions, &monies, (&of, &places, self.asked.years))?;
        equity.remarks.iter().for_each(|remark| self.tell(remark.clone()));
        if let Some(lacking) = lacking(offer) {
            self.tell(format!("No {lacking} are said, and none are counted: ask for them."));
        }
        let refresher = equity.refresher.or(self.refresher(offer, &monies)?);
        let payments = self.payments(offer, &monies)?;
        Ok(plan::Offer {
            name: offer.name.clone().unwrap_or_default(),
            company: profile.employer.map(|id| words.employer(id).slug.clone()),
            places: places.into_iter().map(str::to_owned).collect(),
            of,
            currency,
            exchange,
            // Who lives where the money is earned spends it there: a rate of exchange then moves nothing.
            paid_abroad: currency != words.place(home.place).currency,
            law: home.law.as_ref().map(|found| found.law.clone()),
            prices: self.prices(home.place, prices_of)?,
            base,
            raise: offer.raise,
            bonus: self.bonus(offer, base, &monies)?,
            payments,
            grants: equity.grants,
            share: offer.share,
            refresher,
            options: equity.options,
            benefits: monies.years(&offer.benefits, "benefits")?,
            costs: monies.years(&offer.costs, "costs")?,
            time: offer.time,
        })
    }

    /// A base salary far outside what anybody is paid is a slip of the period or the currency.
    fn check_base(&self, base: f64, offer: &OfferAsked, currency: Currency) -> Result<(), Problem> {
        let profile = base_profile(&offer.asked.profile);
        let market = self.going_rate.estimator().distribution(&profile)?;
        let rate = self.going_rate.rates.exchange(market.currency(), currency, self.on)?.rate;
        let times = base / (market.quantile(0.5)?.amount() * rate);
        if (1.0 / MOST_TIMES..=MOST_TIMES).contains(&times) {
            return Ok(());
        }
        let (times, than) = if times > 1.0 { (times, "more") } else { (1.0 / times, "less") };
        let what = format!(
            "a base salary {times:.0} times {than} than the market's middle is no pay of a year"
        );
        Err(Problem::of("base", &offer.base.value.to_string(), what)
            .hint("write a year's pay, or its period: 190k, 12k/month, 95/h"))
    }

    fn bonus(
        &self,
        offer: &OfferAsked,
        base: f64,
        monies: &Monies,
    ) -> Result<Option<Bonus>, Problem> {
        let Some(asked) = offer.bonus else { return Ok(None) };
        let target = match asked.target {
            Target::Share(share) => share,
            Target::Amount(amount) => monies.year(amount, "bonus")? / base,
        };
        let (guaranteed, chance) = (asked.guaranteed, asked.chance);
        Ok(Some(Bonus { target, guaranteed, chance, payout: asked.payout }))
    }

    fn refresher(&self, offer: &OfferAsked, monies: &Monies) -> Result<Option<Refresher>, Problem> {
        let Some(asked) = &offer.refresher else { return Ok(None) };
        let value = monies.once(asked.value, "refresher")?;
        let vests = asked.vests.clone().unwrap_or_else(super::equity::quarterly);
        Ok(Some(Refresher { value, month: asked.first_month, vests }))
    }

    /// What is paid once, and what is lost with the present job.
    fn payments(&mut self, offer: &OfferAsked, monies: &Monies) -> Result<Vec<Payment>, Problem> {
        let start = offer.start.unwrap_or(self.asked.today);
        let mut payments = Vec::new();
        for asked in &offer.sign_on {
            payments.push(self.sign_on(asked, start, monies)?);
        }
        for left in &self.asked.leaving {
            // What was due before the first day in the new job has been paid.
            if left.on < start {
                continue;
            }
            let mut amount = left.amount;
            amount.currency = amount
                .currency
                .or(Some(currency_of(&self.asked.offers[0], &self.going_rate.taxonomy)));
            payments.push(Payment {
                part: Part::LeftBehind,
                name: left.name.clone(),
                month: months_between(start, left.on),
                amount: -monies.once(amount, "leaving")?,
                clawback: None,
                taxed: true,
            });
        }
        Ok(payments)
    }

    fn sign_on(
        &mut self,
        asked: &SignOnAsked,
        start: Date,
        monies: &Monies,
    ) -> Result<Payment, Problem> {
        let month = match asked.when {
            When::Month(month) => month,
            When::Day(day) if day < start => {
                let what = format!("lies before the first working day, {start}");
                return Err(Problem::of("sign_on", &day.to_string(), what)
                    .hint("write the day on which it is paid"));
            }
            When::Day(day) => months_between(start, day),
        };
        let clawback = match asked.clawback {
            Some(clawback) => clawback,
            None => {
                let at = At { places: &[], of: &[], on: self.on };
                let months = self.assumptions.used("clawback-months", &at)?.typical;
                self.tell(format!(
                    "A {} is taken as to be paid back in part by who leaves within {months:.0} months: nothing is said of it.",
                    asked.name
                ));
                plan::Clawback { months: months as u32, pro_rata: true }
            }
        };
        Ok(Payment {
            part: Part::SignOn,
            name: asked.name.clone(),
            month,
            amount: monies.once(asked.amount, "sign_on")?,
            clawback: Some(clawback).filter(|clawback| clawback.months > 0),
            taxed: true,
        })
    }
}

/// The parts of pay that an offer says nothing of.
fn lacking(offer: &OfferAsked) -> Option<&'static str> {
    let equity = !offer.grants.is_empty() || !offer.options.is_empty();
    match (offer.bonus.is_some(), equity) {
        (true, true) => None,
        (true, false) => Some("shares or options"),
        (false, true) => Some("bonus payments"),
        (false, false) => Some("bonus payments, shares or options"),
    }
}

/// Whole months from one day to a later one.
fn months_between(from: Date, to: Date) -> u32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let whole = months(to) - months(from) - i32::from(to.day() < from.day());
    whole.max(0).unsigned_abs()
}

/// The words that assumptions may be said of: the employer, the kind of employer, the level.
fn of_words(profile: &Profile, words: &Taxonomy) -> Vec<String> {
    let employer = profile.employer.map(|id| words.employer(id).slug.clone());
    let tier = profile.tier.map(|id| words.tier(id).slug.clone());
    let level = profile.level.map(|id| words.level(id).slug.clone());
    [employer, tier, level].into_iter().flatten().collect()
}

/// The same person's base salary as an employee.
pub fn base_profile(profile: &Profile) -> Profile {
    Profile { component: goingrate_units::Component::BaseSalary, ..profile.clone() }
}

fn refuse_freelance(profile: &Profile) -> Result<(), Problem> {
    if profile.engagement == Engagement::Employee {
        return Ok(());
    }
    Err(Problem::of("engagement", profile.engagement.slug(), "an offer is one of employment")
        .kind(ProblemKind::NotCovered)
        .hint("ask which salary a rate is worth, and compare that"))
}

fn period_of(amount: Amount) -> Period {
    amount.period.unwrap_or(Period::Year)
}

/// Amounts as they were written, in the money of an offer.
pub struct Monies<'g> {
    going_rate: &'g GoingRate,
    /// The money of the offer.
    pub currency: Currency,
    /// The day of the rates of exchange.
    pub on: Date,
}

impl<'g> Monies<'g> {
    /// Into a money, at the rates of a day.
    pub fn new(going_rate: &'g GoingRate, currency: Currency, on: Date) -> Monies<'g> {
        Monies { going_rate, currency, on }
    }

    /// An amount that comes every year.
    pub fn year(&self, amount: Amount, field: &str) -> Result<f64, Problem> {
        Ok(self.exchanged(amount, field)? * period_of(amount).a_year())
    }

    /// An amount that comes once.
    pub fn once(&self, amount: Amount, field: &str) -> Result<f64, Problem> {
        match amount.period {
            None | Some(Period::Year) => self.exchanged(amount, field),
            Some(period) => {
                let what = format!("comes once, and is written for each {}", period.slug());
                Err(Problem::of(field, &amount.value.to_string(), what)
                    .hint("write it without a period"))
            }
        }
    }

    /// All of several amounts that come every year.
    pub fn years(&self, all: &[(String, Amount)], field: &str) -> Result<f64, Problem> {
        all.iter().map(|(name, amount)| self.year(*amount, &format!("{field}.{name}"))).sum()
    }

    fn exchanged(&self, amount: Amount, field: &str) -> Result<f64, Problem> {
        let amount = amount.in_money_of(self.currency, &self.going_rate.taxonomy);
        let given = amount.currency.unwrap_or(self.currency);
        let exchange = self.going_rate.rates.exchange(given, self.currency, self.on);
        Ok(amount.value * exchange.map_err(|error| Problem::from(error).in_field(field))?.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole() {
        let check = |from: &str, to: &str, expected: u32| {
            let day = |text: &str| text.parse().expect("a day");
            assert_eq!(months_between(day(from), day(to)), expected, "{from} {to}");
        };
        check("2026-12-01", "2027-02-15", 2);
        check("2026-12-15", "2027-02-14", 1);
        check("2026-12-15", "2026-12-15", 0);
        check("2026-12-15", "2026-01-01", 0);
    }
}
