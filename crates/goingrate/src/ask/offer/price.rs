//! Offers as they were read to the planner's question: yearly amounts in each offer's money, the law where it
//! is worked, price levels, and what has to be told of what was taken.

use goingrate_plan::Assumptions;
use goingrate_plan::offer::{self as plan, Bonus, Refresher};
use goingrate_units::{
    Currency, Date, Engagement, PlaceId, Problem, ProblemKind, Profile, Taxonomy,
};

use super::equity::Equity;
use super::home::Home;
use super::monies::Monies;
use super::{OfferAsked, OfferQuestion, Target};
use crate::ask::money::Money;
use crate::{GoingRate, planning};

/// Base salary may be so many times the market's middle, or so many times below it.
const MOST_TIMES: f64 = 30.0;
/// Below this part of the market's middle, pay that would be usual as a month's is taken for a slip.
const A_MONTH: f64 = 0.2;

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
pub(super) struct Pricing<'a, 'g> {
    pub(super) going_rate: &'g GoingRate,
    pub(super) asked: &'a OfferQuestion,
    pub(super) assumptions: &'a Assumptions,
    pub(super) money: &'a Money<'g>,
    pub(super) on: Date,
    /// The offer that is priced.
    pub(super) of: Option<usize>,
    remarks: Vec<Remark>,
}

impl Pricing<'_, '_> {
    /// Adds what has to be told, once.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        let remark = Remark { offer: self.of, text: text.into() };
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// The same of all offers.
    pub(super) fn tell_of_all(&mut self, text: impl Into<String>) {
        let of = self.of.take();
        self.tell(text);
        self.of = of;
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
        let of_month = offer.base.period.is_none() && times < A_MONTH;
        if of_month && (0.3..=3.0).contains(&(times * 12.0)) {
            let what = "would be usual for a month and is far too little for a year";
            return Err(Problem::of("base", &offer.base.value.to_string(), what)
                .hint("say which: 6500/month, or the pay of a year"));
        }
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
