//! Shares and options of an offer: what is listed and what is not, and what a private company's paper says.

use goingrate_plan::offer::{
    Company, Every, Grant, Options, Outcome, PrivateCompany, Refresher, Schedule, Vest,
};
use goingrate_plan::{Assumptions, At};
use goingrate_units::{Problem, ProblemKind};

use super::monies::Monies;
use super::{CompanyAsked, GrantAsked, Granted, OfferAsked, OptionsAsked};
use crate::planning;

/// Of a private company of whose size nothing is known, a grant is taken as this part: what it is worth does not
/// depend on it.
const SMALL_PART: f64 = 1e-6;

/// Shares and options, priced.
pub struct Equity {
    /// Of a listed company.
    pub grants: Vec<Grant>,
    /// Grants of one year that the employer is known to give anew every year.
    pub refresher: Option<Refresher>,
    /// Options, and shares of a private company.
    pub options: Vec<Options>,
    /// What has to be told, as sentences.
    pub remarks: Vec<String>,
}

impl Equity {
    /// The shares and options of an offer. `of` are its words, the places of its assumptions and the years of
    /// the stay.
    pub fn of(
        offer: &OfferAsked,
        assumptions: &Assumptions,
        monies: &Monies,
        (of, places, years): (&[String], &[&str], u32),
    ) -> Result<Equity, Problem> {
        let of: Vec<&str> = of.iter().map(String::as_str).collect();
        let mut pricing =
            Pricing { offer, assumptions, monies, of: &of, places, years, remarks: Vec::new() };
        let (mut grants, mut options, mut refresher) = (Vec::new(), Vec::new(), None);
        for (at, grant) in offer.grants.iter().enumerate() {
            let of_grant = |problem: Problem| in_list(problem, "rsu", at);
            if pricing.is_listed(grant.listed)? {
                let listed = pricing.listed(grant).map_err(of_grant)?;
                grants.push(listed.0);
                refresher = refresher.or(listed.1);
            } else {
                options.extend(pricing.private_shares(grant).map_err(of_grant)?);
            }
        }
        for (at, asked) in offer.options.iter().enumerate() {
            let priced = pricing.options(asked);
            options.push(priced.map_err(|problem| in_list(problem, "options", at))?);
        }
        Ok(Equity { grants, refresher, options, remarks: pricing.remarks })
    }
}

/// Four years in equal quarters.
pub fn quarterly() -> Vec<Vest> {
    (1..=16).map(|quarter| Vest { month: quarter * 3, share: 1.0 / 16.0 }).collect()
}

fn in_list(problem: Problem, list: &str, at: usize) -> Problem {
    let field = problem.field_name().to_owned();
    problem.in_field(&format!("{list}[{}].{field}", at + 1))
}

struct Pricing<'a, 'g> {
    offer: &'a OfferAsked,
    assumptions: &'a Assumptions,
    monies: &'a Monies<'g>,
    of: &'a [&'a str],
    places: &'a [&'a str],
    /// Years of the stay.
    years: u32,
    remarks: Vec<String>,
}

impl Pricing<'_, '_> {
    /// Whether the company is listed: as said, else as its kind usually is.
    fn is_listed(&mut self, said: Option<bool>) -> Result<bool, Problem> {
        if let Some(said) = said {
            return Ok(said);
        }
        let at = At { places: self.places, of: self.of, on: self.monies.on };
        let listed = self.assumptions.used("listed", &at)?.typical >= 0.5;
        let taken = if listed {
            "The company is taken as listed: its shares can be sold on the day they vest."
        } else {
            "The company is taken as private: its shares are worth something only at a sale or a listing."
        };
        self.remarks.push(taken.to_owned());
        Ok(listed)
    }

    /// A grant of a listed company; one of a single year that is given anew every year is also the first of
    /// its followers.
    fn listed(&mut self, asked: &GrantAsked) -> Result<(Grant, Option<Refresher>), Problem> {
        let value = match asked.of {
            Granted::Value(amount) => self.monies.once(amount, "value")?,
            Granted::Shares(number, Some(price)) => number * self.monies.once(price, "price")?,
            Granted::Shares(number, None) => {
                let what = "shares of a listed company need their price today";
                return Err(Problem::of("price", &number.to_string(), what)
                    .kind(ProblemKind::Missing)
                    .hint("write \"1200 RSUs at $160\", or what they are worth"));
            }
        };
        let (vests, yearly) = self.vests(asked.vests.as_ref(), asked.over_years)?;
        let follower = yearly.then(|| Refresher { value, month: 12, vests: vests.clone() });
        Ok((Grant { value, month: 0, vests }, follower))
    }

    /// When a grant becomes one's own: as said, as the employer is known to do it, or as is usual; and
    /// whether the employer gives grants of one year anew every year.
    fn vests(
        &mut self,
        said: Option<&Vec<Vest>>,
        over_years: Option<f64>,
    ) -> Result<(Vec<Vest>, bool), Problem> {
        if let Some(said) = said {
            return Ok((said.clone(), false));
        }
        let (schedules, on) = (planning::schedules()?, self.monies.on);
        let years = over_years.map(|years| years.round().max(1.0) as usize);
        let fits = |schedule: &&Schedule| years.is_none_or(|years| schedule.years().len() == years);
        let known = self.of.iter().find_map(|word| schedules.of(word, on)).filter(fits);
        let usual = || schedules.usual(on).filter(fits);
        let (schedule, whose) = match (known, usual(), years) {
            (Some(known), ..) => (known.clone(), "as this employer is known to do it"),
            (None, Some(usual), _) => (usual.clone(), "as is usual"),
            (None, None, Some(years)) => {
                let even = vec![100.0 / years as f64; years];
                (Schedule::named(&even, Every::Quarter, 0)?, "in equal parts")
            }
            (None, None, None) => {
                return Err(Problem::of(
                    "as_of",
                    &on.to_string(),
                    "no schedule of vesting is carried for this day",
                )
                .kind(ProblemKind::NotCovered)
                .hint("say how it vests: 25/25/25/25, monthly, 12 months cliff"));
            }
        };
        let source = schedule.source().map(|source| format!(" ({})", source.title));
        self.remarks.push(format!(
            "How shares vest is not said: taken {whose}, {}{}.",
            schedule.in_words(),
            source.unwrap_or_default()
        ));
        if schedule.yearly_grant() {
            self.remarks.push(
                "This employer is known to give a grant of one year anew every year: the same is counted in \
                 every year of the stay. Say over how many years it vests if it is given once."
                    .to_owned(),
            );
        }
        Ok((schedule.vests(), schedule.yearly_grant()))
    }

    /// Shares of a private company: options without a strike. Where the employer gives a grant of one year
    /// anew every year, as many shares each time: nobody knows their later price.
    fn private_shares(&mut self, asked: &GrantAsked) -> Result<Vec<Options>, Problem> {
        let (number, price) = match asked.of {
            Granted::Shares(number, price) => {
                let price = price.or(asked.company.preferred);
                (number, price.map(|price| self.monies.once(price, "price")).transpose()?)
            }
            Granted::Value(amount) => {
                let value = self.monies.once(amount, "value")?;
                match self.preferred(&asked.company)? {
                    Some(price) => (value / price, Some(price)),
                    None => (value, Some(1.0)),
                }
            }
        };
        let small = number / SMALL_PART;
        let company = Company::Private(self.company(&asked.company, price, Some(small))?);
        let (vests, yearly) = self.vests(asked.vests.as_ref(), asked.over_years)?;
        let grants = if yearly { self.years } else { 1 };
        let of_year = |year: u32| Options {
            number,
            strike: 0.0,
            vests: vests.iter().map(|v| Vest { month: v.month + 12 * year, ..*v }).collect(),
            window_months: None,
            company: company.clone(),
        };
        Ok((0..grants).map(of_year).collect())
    }

    fn options(&mut self, asked: &OptionsAsked) -> Result<Options, Problem> {
        let strike = self.monies.once(asked.strike, "strike")?;
        let company = match asked.share_price {
            Some(price) => Company::Listed { price: self.monies.once(price, "price")? },
            None => Company::Private(self.company(&asked.company, None, None)?),
        };
        let (vests, _) = self.vests(asked.vests.as_ref(), asked.over_years)?;
        let (number, window_months) = (asked.number, asked.window_months);
        Ok(Options { number, strike, vests, window_months, company })
    }

    /// The price of a share in the last round: as said, or the valuation over all shares.
    fn preferred(&self, asked: &CompanyAsked) -> Result<Option<f64>, Problem> {
        if let Some(price) = asked.preferred {
            return Ok(Some(self.monies.once(price, "preferred")?));
        }
        Ok(match (asked.valuation, asked.shares) {
            (Some(value), Some(shares)) => Some(self.monies.once(value, "valuation")? / shares),
            _ => None,
        })
    }

    /// A private company. Its price and its number of shares follow from each other and its valuation; a
    /// number that is not said is `shares` where that does not matter.
    fn company(
        &mut self,
        asked: &CompanyAsked,
        price: Option<f64>,
        shares: Option<f64>,
    ) -> Result<PrivateCompany, Problem> {
        let once = |amount, field| self.monies.once(amount, field);
        let fair_value = asked.fair_value.map(|value| once(value, "fair_value")).transpose()?;
        let preferred = match price.or(self.preferred(asked)?) {
            Some(price) => price,
            None => self.preferred_by_fair_value(asked, fair_value)?,
        };
        let valuation = asked.valuation.map(|value| once(value, "valuation")).transpose()?;
        let known = asked.shares.or(valuation.map(|value| value / preferred)).or(shares);
        let shares = known.ok_or_else(|| {
            Problem::of("shares", "", "how many shares the company has is not said")
                .kind(ProblemKind::Missing)
                .hint("write \"of 60m shares\", or what the company was worth in its last round")
        })?;
        let mut outcomes = Vec::with_capacity(asked.outcomes.len());
        for outcome in &asked.outcomes {
            let value = once(outcome.value, "exit.value")?;
            let (name, chance, years) = (outcome.name.clone(), outcome.chance, outcome.years);
            outcomes.push(Outcome { name, chance, value, years });
        }
        Ok(PrivateCompany {
            stage: asked.stage.clone(),
            preferred,
            shares,
            fair_value,
            stack: asked.stack.map(|stack| once(stack, "stack")).transpose()?,
            rounds: asked.rounds,
            dilution: asked.dilution,
            outcomes,
        })
    }

    /// The price of the last round from what a common share is said to be worth.
    fn preferred_by_fair_value(
        &mut self,
        asked: &CompanyAsked,
        fair_value: Option<f64>,
    ) -> Result<f64, Problem> {
        let Some(fair_value) = fair_value else {
            return Err(Problem::of("preferred", "", "the price of the last round is not said")
                .kind(ProblemKind::Missing)
                .hint("write \"preferred 9.4\", or what the company was worth and its number of shares"));
        };
        let of: Vec<&str> =
            asked.stage.as_deref().into_iter().chain(self.of.iter().copied()).collect();
        let at = At { places: self.places, of: &of, on: self.monies.on };
        let ratio = self.assumptions.used("fair-value", &at)?.typical;
        let offer = self.offer.name.as_deref().unwrap_or("the company");
        self.remarks.push(format!(
            "The price of the last round of {offer} is not said: taken as what a common share is worth over {ratio:.2}."
        ));
        Ok(fair_value / ratio)
    }
}
