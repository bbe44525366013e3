//! Ways as they were asked to people with pay from the book, the law of their employer, and money.

use goingrate_plan::hire::{
    Colleague, EmployerLaw, HireQuestion as PlanQuestion, MarketDoubt, PayOf, People, Way,
};
use goingrate_rules::{Selection, Side};
use goingrate_units::{
    Component, Currency, Engagement, Period, PlaceId, Problem, Profile, describe,
};

use super::{HireQuestion, PeopleAsked, Through, WayAsked};
use crate::ask::money::Money;
use crate::law::{Jurisdiction, TaxTerms};
use crate::{GoingRate, planning};
use goingrate_rules::Filing;

/// A question with its prices.
pub struct Priced<'g> {
    /// For the planner.
    pub question: PlanQuestion,
    /// The money of the answer.
    pub money: Money<'g>,
    /// Where the firm is.
    pub home: PlaceId,
    /// What has to be told, as sentences.
    pub remarks: Vec<String>,
}

impl<'g> Priced<'g> {
    /// Prices a question.
    pub fn of(going_rate: &'g GoingRate, asked: &HireQuestion) -> Result<Priced<'g>, Problem> {
        let first = first(asked)?;
        let home = asked.home.unwrap_or(first.profile.place);
        let colleague = at_home(&first.profile, home);
        let estimator = going_rate.estimator();
        let currency = asked.currency.unwrap_or_else(|| estimator.told_in(&colleague));
        let money = Money::new(going_rate, currency, first.profile.as_of);
        let through = asked.through;
        let pricing = Pricing { going_rate, money: &money, home, through };
        let ways = asked.ways.iter().map(|way| pricing.way(way)).collect::<Result<Vec<_>, _>>()?;
        let mut profiles: Vec<Profile> =
            asked.ways.iter().flat_map(|way| &way.people).map(|p| p.profile.clone()).collect();
        profiles.push(colleague.clone());
        let market = MarketDoubt::of(profiles.len(), &estimator.median_covariances(&profiles)?);
        let question = PlanQuestion {
            ways,
            market,
            colleague: pricing.colleague(&colleague)?,
            months: asked.months,
            currency,
            on: first.profile.as_of,
            ends: asked.ends,
            roles_around: asked.roles_around,
            draws: asked.draws,
            seed: asked.seed,
        };
        let remarks = remarks(asked);
        Ok(Priced { question, money, home, remarks })
    }
}

/// The first person of the first way; in every way there is somebody.
fn first(asked: &HireQuestion) -> Result<&PeopleAsked, Problem> {
    let nobody = |name: &str| {
        Problem::of("people", name, "nobody does the work").hint("name at least one person")
    };
    if let Some(way) = asked.ways.iter().find(|way| way.people.is_empty()) {
        return Err(nobody(way.name.as_deref().unwrap_or_default()));
    }
    asked.ways.first().and_then(|way| way.people.first()).ok_or_else(|| nobody(""))
}

/// The first profile as an employee of the home place.
fn at_home(first: &Profile, home: PlaceId) -> Profile {
    Profile {
        place: home,
        engagement: Engagement::Employee,
        component: Component::BaseSalary,
        ..first.clone()
    }
}

/// What was read in a way of its own, each once.
fn remarks(asked: &HireQuestion) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for remark in asked.ways.iter().flat_map(|way| &way.people).flat_map(|p| &p.remarks) {
        if !all.contains(remark) {
            all.push(remark.clone());
        }
    }
    all
}

/// What was agreed may be so many times the market's middle, or so many times below it.
const MOST_TIMES: f64 = 20.0;

/// What prices people.
struct Pricing<'a, 'g> {
    going_rate: &'g GoingRate,
    money: &'a Money<'g>,
    home: PlaceId,
    through: Through,
}

impl Pricing<'_, '_> {
    fn way(&self, way: &WayAsked) -> Result<Way, Problem> {
        let people = way.people.iter().map(|people| self.people(people));
        let name = way.name.clone().unwrap_or_default();
        let through = way.through.unwrap_or(self.through);
        Ok(Way { name, through, people: people.collect::<Result<_, _>>()? })
    }

    fn people(&self, asked: &PeopleAsked) -> Result<People, Problem> {
        let words = &self.going_rate.taxonomy;
        let profile = &asked.profile;
        let market = self.going_rate.estimator().distribution(profile)?;
        let currency = market.currency();
        let middle = market.quantile(0.5)?.amount();
        let pay = match asked.pay {
            None => PayOf::Market(market),
            Some(amount) => PayOf::Agreed(self.agreed(amount, profile, (currency, middle))?),
        };
        let employed = profile.engagement == Engagement::Employee;
        let law =
            if employed { self.law(profile.place, asked.state, currency, middle)? } else { None };
        let abroad = words.country(profile.place) != words.country(self.home);
        Ok(People {
            who: describe(profile, words),
            count: asked.count,
            share: asked.share,
            engagement: profile.engagement,
            level: profile.level.map(|id| words.level(id).slug.clone()),
            places: self.places(profile.place),
            abroad,
            office: asked.office.unwrap_or(!abroad),
            pay,
            currency,
            exchange: self.money.exchange(currency)?,
            law,
        })
    }

    /// What was agreed, a year of full-time work in the currency of the place.
    fn agreed(
        &self,
        amount: goingrate_units::parse::Amount,
        profile: &Profile,
        (currency, middle): (Currency, f64),
    ) -> Result<f64, Problem> {
        let hourly = profile.component == Component::HourlyRate;
        let usual = if hourly { Period::Hour } else { Period::Year };
        let period = amount.period.unwrap_or(usual);
        let given = amount.currency.unwrap_or(currency);
        let rate = self.going_rate.rates.exchange(given, currency, profile.as_of)?.rate;
        let agreed = amount.value * rate * period.a_year();
        if agreed > middle * MOST_TIMES || agreed < middle / MOST_TIMES {
            let times = if agreed > middle { agreed / middle } else { middle / agreed };
            let than = if agreed > middle { "more" } else { "less" };
            let what = format!(
                "an amount by the {} is {times:.0} times {than} than the market pays",
                period.slug()
            );
            let hint =
                if hourly { "write 95/h, or an amount with /y" } else { "write 95000, or 45/h" };
            return Err(Problem::of("pay", &amount.value.to_string(), what).hint(hint));
        }
        Ok(agreed)
    }

    fn colleague(&self, profile: &Profile) -> Result<Colleague, Problem> {
        let market = self.going_rate.estimator().distribution(profile)?;
        let (middle, currency) = (market.quantile(0.5)?.amount(), market.currency());
        let exchange = self.money.exchange(currency)?;
        let law = self.law(profile.place, None, currency, middle)?;
        let places = self.places(profile.place);
        Ok(Colleague { salary: middle * exchange, exchange, law, places })
    }

    fn places(&self, place: PlaceId) -> Vec<String> {
        planning::places(place, &self.going_rate.taxonomy).into_iter().map(str::to_owned).collect()
    }

    /// The law of an employer in a place, for pay in `currency`; `None` where no rules of it are carried.
    fn law(
        &self,
        place: PlaceId,
        state: Option<PlaceId>,
        currency: Currency,
        middle: f64,
    ) -> Result<Option<EmployerLaw>, Problem> {
        let words = &self.going_rate.taxonomy;
        let found = self.going_rate.law.of_place_in(place, state, words);
        let Ok(jurisdiction) = found else { return Ok(None) };
        let Some(selection) = self.selection(&jurisdiction) else { return Ok(None) };
        let Ok(plan) = jurisdiction.rules.plan(&selection) else { return Ok(None) };
        let on = self.money.on();
        let exchange = self.going_rate.rates.exchange(currency, plan.currency(), on);
        Ok(exchange.ok().map(|exchange| EmployerLaw::of(&plan, middle, exchange.rate)))
    }

    /// The employer's side of the law, for the latest year that has begun.
    fn selection(&self, jurisdiction: &Jurisdiction) -> Option<Selection> {
        let terms = TaxTerms::employee(Filing::Single, self.money.on());
        let worker = terms.selection(jurisdiction).ok()?;
        let employer = Selection { side: Side::Employer, ..worker };
        let year = jurisdiction.rules.latest_year(&employer, self.money.on()).ok()?;
        Some(Selection { year, ..employer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::hire::{HireText, planned};
    use crate::planning;
    use goingrate_plan::At;

    /// The value that holds for the first way is the one of the narrowest place that has one.
    fn check(text: &str, name: &str, expected: (&str, f64)) {
        let going_rate = GoingRate::open().expect("the carried data");
        let today = "2026-11-30".parse().expect("a day");
        let ways = HireText::new(text).read(&going_rate.taxonomy, today).expect("a whole text");
        let question =
            planned(&going_rate, &HireQuestion::new(ways, today)).expect("a priced plan");
        for places in [&question.ways[0].people[0].places, &question.colleague.places] {
            let places: Vec<&str> = places.iter().map(String::as_str).collect();
            let at = At { places: &places, of: &["employee"], on: today };
            let used = planning::assumptions(&[]).and_then(|all| all.used(name, &at)).expect(name);
            let found = (used.place.as_deref().unwrap_or_default(), used.typical);
            assert_eq!(found, expected, "{text}: {places:?}");
        }
    }

    #[test]
    fn the_state_goes_before_the_country() {
        check("senior backend, Austin", "utc-offset", ("us-tx", -6.0));
        check("senior backend, Seattle", "utc-offset", ("us-wa", -8.0));
        check("senior backend, Warsaw", "utc-offset", ("pl", 1.0));
    }
}
