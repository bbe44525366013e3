//! Destinations, and what a budget buys, as every interface shows them.

use goingrate::ask::hire::{BudgetAnswer, ByPlaceAnswer, Destination, Fit};
use goingrate_units::{Currency, Engagement, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use super::RangeView;
use crate::figure::{as_text, round};
use crate::person::place_name;

/// The same work in many places, the cheapest productive hour first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ByPlaceView {
    /// How the work is engaged everywhere.
    pub engagement: &'static str,
    /// Months of work.
    pub months: u32,
    /// The currency of every amount.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The day of prices and assumptions.
    pub as_of: String,
    /// Where the firm is.
    pub home: String,
    /// The destinations.
    pub destinations: Vec<DestinationView>,
    /// Places that could not be priced, with the reason.
    pub left_out: Vec<String>,
    /// How many draws.
    pub draws: usize,
}

/// One destination.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DestinationView {
    /// Where.
    pub place: String,
    /// Whether it is the place that was asked for.
    pub asked: bool,
    /// A productive hour.
    pub hour: RangeView,
    /// A month.
    pub month: RangeView,
    /// Hours of the working day that are shared with the home place.
    pub shared_hours: f64,
    /// Hours of a working day.
    pub hours_a_day: f64,
    /// The share who leave in a year.
    pub leave_a_year: f64,
    /// The yearly standard deviation of the exchange rate; zero where no money is exchanged.
    pub exchange_moves: f64,
    /// Whether an employer's contributions are those of the law.
    pub by_law: bool,
}

/// What a budget buys.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BudgetView {
    /// The answer in a sentence.
    pub answer: String,
    /// The budget.
    pub budget: f64,
    /// The currency of every amount but those of `spent_by`.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// Months of work.
    pub months: u32,
    /// The day of prices and assumptions.
    pub as_of: String,
    /// What fits with 80 % chance, most productive hours first.
    pub fits: Vec<FitView>,
    /// What does not even pay one person for the months.
    pub too_dear: Vec<String>,
    /// What businesses spend, as reports say.
    pub spent_by: Vec<SpentByView>,
}

/// One place and engagement within a budget.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FitView {
    /// Who and where.
    pub who: String,
    /// People who can be paid over the months.
    pub people: u32,
    /// Months that one person can be paid, up to 60.
    pub months_of_one: u32,
    /// Productive hours of the people over the months.
    pub hours: f64,
    /// What one person costs over the months; no more with 80 % chance.
    pub cost_of_one: f64,
}

/// What a kind of business spends.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SpentByView {
    /// The kind.
    pub kind: String,
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
    /// The currency.
    pub currency: String,
    /// The claim that says so.
    pub claim: String,
}

impl ByPlaceView {
    /// From an answer.
    pub fn new(answer: &ByPlaceAnswer, t: &Taxonomy) -> ByPlaceView {
        let plan = &answer.answer.plan;
        let left_out = answer.left_out.iter();
        ByPlaceView {
            engagement: answer.engagement.name(),
            months: plan.months,
            currency: plan.currency,
            as_of: plan.on.to_string(),
            home: place_name(t.place(answer.answer.home)),
            destinations: answer.destinations.iter().map(|d| DestinationView::new(d, t)).collect(),
            left_out: left_out
                .map(|(place, why)| format!("{}: {}", place_name(t.place(*place)), why.what))
                .collect(),
            draws: plan.draws,
        }
    }
}

impl DestinationView {
    fn new(destination: &Destination, t: &Taxonomy) -> DestinationView {
        let people = &destination.cost.people[0];
        DestinationView {
            place: place_name(t.place(destination.place)),
            asked: destination.asked,
            hour: RangeView::of(destination.cost.hour),
            month: RangeView::of(destination.cost.month),
            shared_hours: round(people.shared_hours, 1),
            hours_a_day: round(people.hours_a_day, 1),
            leave_a_year: round(people.leave_a_year, 4),
            exchange_moves: round(destination.exchange_moves, 4),
            by_law: people.by_law,
        }
    }
}

impl BudgetView {
    /// From an answer.
    pub fn new(answer: &BudgetAnswer, t: &Taxonomy) -> BudgetView {
        let plan = &answer.answer.plan;
        let name = |place, engagement| who(engagement, &place_name(t.place(place)));
        let fit = |fit: &Fit| FitView {
            who: name(fit.place, fit.engagement),
            people: fit.people,
            months_of_one: fit.months_of_one,
            hours: round(fit.hours, 0),
            cost_of_one: round(fit.cost_of_one, 2),
        };
        let fits: Vec<FitView> = answer.fits.iter().map(fit).collect();
        let spent = answer.spent_by.iter().map(|spent| SpentByView {
            kind: spent.kind.clone(),
            low: spent.low,
            high: spent.high,
            currency: spent.unit.clone(),
            claim: spent.claim.clone(),
        });
        BudgetView {
            answer: sentence(answer, &fits),
            budget: answer.budget,
            currency: plan.currency,
            months: plan.months,
            as_of: plan.on.to_string(),
            fits,
            too_dear: answer.too_dear.iter().map(|(place, how)| name(*place, *how)).collect(),
            spent_by: spent.collect(),
        }
    }
}

fn sentence(answer: &BudgetAnswer, fits: &[FitView]) -> String {
    let plan = &answer.answer.plan;
    let amount = crate::money::named(answer.budget, plan.currency);
    let months = plan.months;
    let asked = |fit: &&Fit| (fit.place, fit.engagement) == answer.asked_for;
    let home = answer.fits.iter().find(asked);
    let most = fits
        .first()
        .map(|fit| format!(" The most productive hours: {} × {}.", fit.people, fit.who));
    let asked = match home {
        Some(fit) => format!(
            "{amount} pays {} of those you asked for over {months} months with 80 % chance.",
            crate::words::count(fit.people as usize, "person").replace("persons", "people")
        ),
        None => format!("{amount} does not pay one of those you asked for over {months} months."),
    };
    asked + &most.unwrap_or_default()
}

fn who(engagement: Engagement, place: &str) -> String {
    match engagement {
        Engagement::Freelance => format!("freelancer in {place}"),
        other => format!("{} in {place}", other.name()),
    }
}
