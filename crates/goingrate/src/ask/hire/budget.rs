//! What a budget buys: in which places and engagements how many people for how long, with 80 % chance; and
//! what businesses spend, by the reports.

use goingrate_evidence::Statement;
use goingrate_evidence::read::{self, ClaimFiles};
use goingrate_plan::hire::Step;
use goingrate_units::parse::Amount;
use goingrate_units::{Engagement, PlaceId, Problem, Profile};

use super::destinations::moved;
use super::read::of_engagement;
use super::{HireAnswer, HireQuestion, PeopleAsked, WayAsked, hire, only_person};
use crate::{GoingRate, data};

/// Draws of each place and engagement.
const DRAWS: usize = 4_000;
/// Draws by which the cheapest places are found, and how many of them are looked through.
const SEARCH: usize = 500;
const MOST_PLACES: usize = 25;
/// The most people of a team that a budget is looked through for.
const MOST_PEOPLE: u32 = 20;
/// The most months.
const MOST_MONTHS: u32 = 60;

/// What a budget buys.
#[derive(Clone, Debug)]
pub struct BudgetAnswer {
    /// The budget, in the answer's currency.
    pub budget: f64,
    /// Where and how the work was asked for.
    pub asked_for: (PlaceId, Engagement),
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
    /// The productive hours of the people over the months, in the middle.
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

/// What a budget buys of one person's work. An amount in another currency than the answer's is exchanged.
///
/// # Errors
/// When the budget is an amount for a period (field `budget`), the first way has several people, and as
/// [`hire`].
pub fn within_budget(
    going_rate: &GoingRate,
    question: &HireQuestion,
    budget: Amount,
) -> Result<BudgetAnswer, Problem> {
    if let Some(period) = budget.period {
        let what = format!("is an amount for a {}; a budget is one sum", period.slug());
        return Err(Problem::of("budget", &budget.value.to_string(), what)
            .hint("write the sum of the whole time: 150000"));
    }
    let first = only_person(question)?;
    let found = super::by_place(going_rate, &HireQuestion { draws: SEARCH, ..question.clone() })?;
    let cheapest = found.destinations.iter().map(|destination| destination.place);
    let own = first.profile.place;
    let others = cheapest.filter(|place| *place != own).take(MOST_PLACES);
    let all = std::iter::once(own).chain(others).flat_map(|place| engaged(&first, place));
    let home = question.home.or(Some(own));
    let ways = all.map(WayAsked::of).collect();
    let asked = HireQuestion { ways, home, draws: DRAWS, ..question.clone() };
    let answer = hire(going_rate, &asked)?;
    let currency = answer.plan.currency;
    let given = budget.currency.unwrap_or(currency);
    let rate = going_rate.rates.exchange(given, currency, answer.plan.on)?.rate;
    let budget = budget.value * rate;
    let (mut fits, mut too_dear) = (Vec::new(), Vec::new());
    for (cost, way) in answer.plan.ways.iter().zip(&answer.ways) {
        let Profile { place, engagement, .. } = way.people[0].profile.clone();
        let people = ((budget / cost.total_p80).floor() as u32).min(MOST_PEOPLE);
        let months_of_one = months(budget, cost, question.months);
        let of_one = cost.hours_a_year.p50 * f64::from(question.months) / 12.0;
        let hours = f64::from(people) * of_one;
        let cost_of_one = cost.total_p80;
        match people {
            0 => too_dear.push((place, engagement)),
            _ => fits.push(Fit { place, engagement, people, months_of_one, hours, cost_of_one }),
        }
    }
    fits.sort_by(|a, b| b.hours.total_cmp(&a.hours).then(a.cost_of_one.total_cmp(&b.cost_of_one)));
    let asked_for = (own, first.profile.engagement);
    let spent_by = spent_by(going_rate);
    Ok(BudgetAnswer { budget, asked_for, fits, too_dear, spent_by, answer })
}

/// The ways of engaging somebody in a place.
fn engaged(first: &PeopleAsked, place: PlaceId) -> Vec<PeopleAsked> {
    let people = moved(first, place);
    let of = |engagement| {
        let profile = of_engagement(&Profile { engagement, ..people.profile.clone() });
        let pay = people.pay.filter(|_| engagement == first.profile.engagement);
        PeopleAsked { profile, pay, ..people.clone() }
    };
    Engagement::ALL.map(of).to_vec()
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
