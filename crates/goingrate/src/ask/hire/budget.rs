//! What a budget buys: in which places and engagements how many people for how long, with 80 % chance; and
//! what businesses spend, by the reports.

use goingrate_evidence::Statement;
use goingrate_evidence::read::{self, ClaimFiles};
use goingrate_plan::hire::Step;
use goingrate_units::{Engagement, PlaceId, Problem, Profile};

use super::destinations::moved;
use super::read::of_engagement;
use super::{HireAnswer, HireQuestion, PeopleAsked, WayAsked, hire};
use crate::{GoingRate, data};

/// Draws of each place and engagement.
const DRAWS: usize = 4_000;
/// The most people of a team that a budget is looked through for.
const MOST_PEOPLE: u32 = 20;
/// The most months.
const MOST_MONTHS: u32 = 60;

/// What a budget buys.
#[derive(Clone, Debug)]
pub struct BudgetAnswer {
    /// The budget, in the answer's currency.
    pub budget: f64,
    /// What fits, most productive hours first.
    pub fits: Vec<Fit>,
    /// What does not even buy a person for the months: place and engagement.
    pub too_dear: Vec<(PlaceId, Engagement)>,
    /// What businesses spend on backends, as reports say: kind, low, high, US dollars.
    pub spent_by: Vec<SpentBy>,
    /// The answer that they are taken from.
    pub answer: HireAnswer,
}

/// One place and engagement within a budget.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Where.
    pub place: PlaceId,
    /// How engaged.
    pub engagement: Engagement,
    /// How many people can be paid over the months of the question, with 80 % chance.
    pub people: u32,
    /// How long one person can be paid, in months, up to 60.
    pub months_of_one: u32,
    /// The productive hours that the whole budget buys, in the middle, whatever the number of people.
    pub hours: f64,
    /// What one person costs over the months, with 80 % chance no more.
    pub cost_of_one: f64,
}

/// What a kind of business spends.
#[derive(Clone, Debug, PartialEq)]
pub struct SpentBy {
    /// The kind.
    pub kind: String,
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
    /// The currency.
    pub unit: String,
    /// The claim, by its id.
    pub claim: String,
}

/// What a budget buys of the first way's work.
///
/// # Errors
/// When the budget is no amount above zero (field `budget`), and as [`hire`].
pub fn within_budget(
    going_rate: &GoingRate,
    question: &HireQuestion,
    budget: f64,
) -> Result<BudgetAnswer, Problem> {
    if !(budget > 0.0 && budget.is_finite()) {
        return Err(Problem::of("budget", &budget.to_string(), "has to be above zero"));
    }
    let found = super::by_place(going_rate, &HireQuestion { draws: 500, ..question.clone() })?;
    let places = found.destinations.iter().map(|destination| destination.place);
    let Some(first) = question.ways.first().and_then(|way| way.people.first()) else {
        return Err(Problem::new("nobody does the work"));
    };
    let all: Vec<PeopleAsked> = places.flat_map(|place| engaged(first, place)).collect();
    let all = all.into_iter().take(goingrate_plan::hire::MOST);
    let home = question.home.or(Some(first.profile.place));
    let ways = all.map(WayAsked::of).collect();
    let asked = HireQuestion { ways, home, draws: DRAWS, ..question.clone() };
    let answer = hire(going_rate, &asked)?;
    let (mut fits, mut too_dear) = (Vec::new(), Vec::new());
    for (cost, way) in answer.plan.ways.iter().zip(&answer.ways) {
        let Profile { place, engagement, .. } = way.people[0].profile.clone();
        let people = ((budget / cost.total_p80).floor() as u32).min(MOST_PEOPLE);
        let months_of_one = months(budget, cost, question.months);
        let of_one = cost.hours_a_year.p50 * f64::from(question.months) / 12.0;
        let hours = budget / cost.total_p80 * of_one;
        let cost_of_one = cost.total_p80;
        match people {
            0 => too_dear.push((place, engagement)),
            _ => fits.push(Fit { place, engagement, people, months_of_one, hours, cost_of_one }),
        }
    }
    fits.sort_by(|a, b| b.hours.total_cmp(&a.hours));
    Ok(BudgetAnswer { budget, fits, too_dear, spent_by: spent_by(going_rate), answer })
}

/// The ways of engaging somebody in a place.
fn engaged(first: &PeopleAsked, place: PlaceId) -> Vec<PeopleAsked> {
    let people = moved(first, place);
    let of = |engagement| {
        let profile = of_engagement(&Profile { engagement, ..people.profile.clone() });
        PeopleAsked { profile, pay: None, ..people.clone() }
    };
    [Engagement::Employee, Engagement::Freelance, Engagement::DedicatedTeam].map(of).to_vec()
}

/// How many months one person can be paid: by the share of the total that a month is, with the doubt of
/// the whole time.
fn months(budget: f64, cost: &goingrate_plan::hire::WayAnswer, asked: u32) -> u32 {
    let once: f64 =
        [Step::Recruiting, Step::EmptySeat, Step::Learning].map(|s| cost.steps.of(s)).iter().sum();
    let a_month = (cost.total_p80 - once) / f64::from(asked);
    (((budget - once) / a_month).max(0.0).floor() as u32).min(MOST_MONTHS)
}

/// What businesses spend, from the carried reports.
fn spent_by(going_rate: &GoingRate) -> Vec<SpentBy> {
    let claims = data::CLAIMS.iter().filter(|file| file.text.contains("backend_budget"));
    let sources: Vec<_> = claims.copied().collect();
    let files = ClaimFiles { sources: &sources, ..data::CLAIM_FILES };
    let read = read::claims(&files, 0, &going_rate.taxonomy);
    let spent = read.claims.iter().filter_map(|claim| match &claim.statement {
        Statement::Planner(planner) if planner.measure == "backend_budget" => Some(SpentBy {
            kind: planner.of.clone().unwrap_or_default(),
            low: planner.low?,
            high: planner.high?,
            unit: planner.unit.clone(),
            claim: claim.id.clone(),
        }),
        _ => None,
    });
    spent.collect()
}
