//! What a team costs a day, from the book: hourly rates of freelancers, agencies and teams, salaries with
//! what the employer pays over them by the law of the place; the market's doubt about all of them together.

use goingrate_model::{Joint, PayDistribution, normal_cdf, normal_quantile};
use goingrate_plan::project::{DayPrice, Member, Paid};
use goingrate_plan::{Assumptions, At, QuantileTable, Used};
use goingrate_rules::{Filing, TaxCase};
use goingrate_units::parse::Amount;
use goingrate_units::{Currency, Date, Engagement, Pay, Period, Problem, Profile};

use crate::ask::{Team, TeamLine};
use crate::law::TaxTerms;
use crate::{GoingRate, planning};

/// Days of a year that are paid.
const PAID_DAYS: f64 = 260.0;
/// What employers pay over salaries, as the planner of hires has it.
const EMPLOYERS: &str = "employer-contributions";

/// What an employer pays over a salary.
#[derive(Clone, Debug, PartialEq)]
pub enum OverSalary {
    /// By the law of a place and a year: the share of the salary.
    Law(f64, String),
    /// As is assumed.
    Assumed(Box<Used>),
}

/// A priced team.
#[derive(Clone, Debug)]
pub struct Priced {
    /// Its members, as the planner takes them.
    pub members: Vec<Member>,
    /// What is not known about the market's figures.
    pub market: Option<Joint>,
    /// What employers pay over salaries, by line; none where nobody is employed.
    pub over_salary: Vec<Option<OverSalary>>,
    /// The assumptions of levels that were taken.
    pub levels: Vec<Used>,
}

/// What prices are worked out with.
#[derive(Clone, Copy, Debug)]
pub struct Pricing<'a> {
    /// Book, words, law.
    pub going_rate: &'a GoingRate,
    /// What is assumed.
    pub assumptions: &'a Assumptions,
    /// The currency of the prices.
    pub currency: Currency,
    /// The day.
    pub today: Date,
}

impl Pricing<'_> {
    /// Prices a team.
    ///
    /// # Errors
    /// When the book or the law cannot tell what a line costs, or a currency has no exchange rate.
    pub fn team(&self, team: &Team) -> Result<Priced, Problem> {
        let of_market = |line: &&TeamLine| line.rate.is_none() && !line.founder;
        let profiles: Vec<Profile> =
            team.lines.iter().filter(of_market).map(|line| line.asked.profile.clone()).collect();
        let estimator = self.going_rate.estimator();
        let market = match profiles.is_empty() {
            true => None,
            false => Some(estimator.jointly_in_dollars(&profiles)?),
        };
        let mut priced =
            Priced { members: Vec::new(), market, over_salary: Vec::new(), levels: Vec::new() };
        let mut next = 0;
        for line in &team.lines {
            let at = of_market(&line).then_some(next);
            next += usize::from(at.is_some());
            self.line(line, at, &mut priced)?;
        }
        Ok(priced)
    }

    fn line(&self, line: &TeamLine, at: Option<usize>, priced: &mut Priced) -> Result<(), Problem> {
        let profile = &line.asked.profile;
        let taxonomy = &self.going_rate.taxonomy;
        let level = profile.level.map(|level| taxonomy.level(level).slug.clone());
        let of: Vec<&str> = level.iter().map(String::as_str).collect();
        let used = self.assumptions.used("level-productivity", &self.at(&[], &of))?;
        let over = match (at, profile.engagement) {
            (Some(_), Engagement::Employee) => Some(self.over_salary(profile)?),
            _ => None,
        };
        let price = match (line.founder, line.rate) {
            (true, _) => DayPrice::fixed(0.0),
            (false, Some(rate)) => DayPrice::fixed(self.day_of(rate)?),
            (false, None) => DayPrice {
                people: self.day(profile, over.as_ref().map_or(1.0, OverSalary::factor))?,
                market: at,
            },
        };
        priced.members.push(Member {
            name: line.title(taxonomy),
            count: line.count,
            share: line.share,
            productivity: used.spread(),
            paid: paid(line),
            price,
        });
        priced.over_salary.push(over);
        if !priced.levels.contains(&used) {
            priced.levels.push(used);
        }
        Ok(())
    }

    fn at<'a>(&self, places: &'a [&'a str], of: &'a [&'a str]) -> At<'a> {
        At { places, of, on: self.today }
    }

    /// What people of a profile cost a day.
    fn day(&self, profile: &Profile, factor: f64) -> Result<QuantileTable, Problem> {
        let pay = self.going_rate.estimator().distribution(profile)?;
        let units = |currency| self.going_rate.rates.units_per_usd(currency, self.today);
        let exchange = match pay.currency() == self.currency {
            true => 1.0,
            false => units(self.currency)? / units(pay.currency())?,
        };
        let factor = factor * exchange / PAID_DAYS;
        let curve = LogCurve::of(&pay)?;
        Ok(QuantileTable::of(|u| curve.at(normal_quantile(u)).exp() * factor))
    }

    /// A price that was said, a day, in the currency of the prices.
    fn day_of(&self, rate: Amount) -> Result<f64, Problem> {
        let given = rate.currency.unwrap_or(self.currency);
        let exchange = self.going_rate.rates.exchange(given, self.currency, self.today)?.rate;
        let per = rate.period.unwrap_or(Period::Hour);
        Ok(rate.value * exchange * per.a_year() / PAID_DAYS)
    }

    /// By the law of the place at the middle salary; where no law is carried, as is assumed.
    fn over_salary(&self, profile: &Profile) -> Result<OverSalary, Problem> {
        if let Some((share, place)) = self.by_law(profile) {
            return Ok(OverSalary::Law(share, place));
        }
        let places = planning::places(profile.place, &self.going_rate.taxonomy);
        let at = self.at(&places, &["employee"]);
        Ok(OverSalary::Assumed(Box::new(self.assumptions.used(EMPLOYERS, &at)?)))
    }

    fn by_law(&self, profile: &Profile) -> Option<(f64, String)> {
        let GoingRate { law, taxonomy, rates, .. } = self.going_rate;
        let jurisdiction = law.of_place(profile.place, taxonomy).ok()?;
        let terms = TaxTerms::employee(Filing::Single, self.today);
        let selection = terms.selection(&jurisdiction).ok()?;
        let currency = jurisdiction.rules.plan(&selection).ok()?.currency();
        let pay = self.going_rate.estimator().distribution(profile).ok()?;
        let median = pay.quantile(0.5).ok()?;
        let exchange = rates.exchange(median.currency(), currency, self.today).ok()?;
        let salary = Pay::new(median.amount() * exchange.rate, currency, Period::Year).ok()?;
        let case = TaxCase::employee(&jurisdiction.code, salary, selection.year);
        let cost = jurisdiction.rules.employer_cost(&case).ok()?;
        Some((cost.load, format!("{}, {}", jurisdiction.rules_name(), cost.year)))
    }
}

/// The log of pay at even steps of a standard normal number, straight between them: a mixture of many
/// countries takes long for each of its quantiles.
struct LogCurve(Vec<f64>);

/// Steps of a curve on each side of its middle.
const STEPS: usize = 24;
/// The normal number at its ends.
const LAST: f64 = 3.6;

impl LogCurve {
    fn of(pay: &PayDistribution) -> Result<LogCurve, Problem> {
        let z = |at: usize| LAST * (at as f64 / STEPS as f64 - 1.0);
        let points = (0..=2 * STEPS).map(|at| pay.ln_quantile(normal_cdf(z(at))));
        Ok(LogCurve(points.collect::<Result<_, _>>()?))
    }

    fn at(&self, z: f64) -> f64 {
        let x = ((z / LAST + 1.0) * STEPS as f64).clamp(0.0, (2 * STEPS) as f64);
        let below = (x as usize).min(2 * STEPS - 1);
        let (low, high) = (self.0[below], self.0[below + 1]);
        low + (high - low) * (x - below as f64)
    }
}

impl OverSalary {
    /// What a salary is multiplied with.
    pub fn factor(&self) -> f64 {
        match self {
            OverSalary::Law(share, _) => 1.0 + share,
            OverSalary::Assumed(used) => 1.0 + used.typical,
        }
    }
}

/// For which time somebody is paid.
fn paid(line: &TeamLine) -> Paid {
    match line.asked.profile.engagement {
        _ if line.founder => Paid::Nothing,
        Engagement::Employee => Paid::Calendar,
        Engagement::DedicatedTeam => Paid::Present,
        Engagement::Freelance | Engagement::Agency => Paid::Worked,
    }
}
