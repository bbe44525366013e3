//! Answers from the carried law of a year that is over, so that it changes only where it was wrong.

use goingrate::ask::{NetAnswer, NetBeside, NetSum, SameAs};
use goingrate::law::{Jurisdiction, TaxTerms, regime};
use goingrate::model::PercentileRank;
use goingrate::rules::{EquivalenceQuestion, Filing, TaxCase, WorthOf};
use goingrate::units::parse::Amount;
use goingrate::units::{Currency, Date, Pay, Period};
use goingrate_view::views::net::NetView;

use crate::world::{World, money, today};

/// The year of the law.
const YEAR: i16 = 2025;

/// A salary in Seattle.
pub fn net(world: &World) -> NetView {
    view(&answer(world, "Seattle"))
}

/// With what it costs the employer.
pub fn with_employer(world: &World) -> NetView {
    let answer = answer(world, "Seattle");
    let cost = answer.sum.jurisdiction.rules.employer_cost(&answer.sum.case);
    view(&NetAnswer { employer: Some(cost.expect("there is law of the year")), ..answer })
}

/// Beside a salary in Berlin.
pub fn beside_berlin(world: &World) -> NetView {
    let (euro, dollar) = (money("EUR"), Currency::USD);
    let end_of_year = Date::new(YEAR, 12, 31).expect("a day");
    let exchange = world.rates.exchange(euro, dollar, end_of_year).expect("there is a rate");
    let beside = NetBeside { sum: sum(world, "Berlin", (90_000.0, euro), None), exchange };
    view(&NetAnswer { versus: vec![beside], ..answer(world, "Seattle") })
}

/// In Toronto with a bonus, and in every province.
pub fn in_toronto(world: &World) -> NetView {
    let dollar = money("CAD");
    let sum = sum(world, "Toronto", (150_000.0, dollar), Some(pay(10_000.0, dollar)));
    let rules = &sum.jurisdiction.rules;
    let is_province = |code: &&str| code.starts_with("ca-") && code.matches('-').count() == 1;
    let taken = |code: &str| {
        let case = TaxCase { place: code.to_owned(), ..sum.case.clone() };
        rules.take_home(&case).expect("there is law of the year")
    };
    let states = rules.places().into_keys().filter(is_province).map(taken).collect();
    view(&NetAnswer { sum, states, ..answer(world, "Seattle") })
}

fn answer(world: &World, place: &str) -> NetAnswer {
    let terms = TaxTerms {
        filing: Filing::Single,
        regime: regime(false),
        year: Some(YEAR),
        today: today(),
    };
    let sum = sum(world, place, (150_000.0, Currency::USD), None);
    NetAnswer { sum, terms, employer: None, versus: Vec::new(), states: Vec::new() }
}

/// What is left of a salary in a place, in the place's own money.
fn sum(world: &World, place: &str, salary: (f64, Currency), bonus: Option<Pay>) -> NetSum {
    let jurisdiction = named(world, place);
    let salary = pay(salary.0, salary.1);
    let case = TaxCase { bonus, ..TaxCase::employee(&jurisdiction.code, salary, YEAR) };
    let take_home = jurisdiction.rules.take_home(&case).expect("there is law of the year");
    let amount =
        Amount { value: salary.amount(), currency: None, period: None, shared_sign: false };
    NetSum { amount, jurisdiction, case, take_home, exchange: None }
}

fn named(world: &World, place: &str) -> Jurisdiction {
    world.law.named(place, world.words()).expect("its law is carried")
}

fn pay(yearly: f64, currency: Currency) -> Pay {
    Pay::new(yearly, currency, Period::Year).expect("it is pay")
}

/// The view of an answer: only the lines that a screen shows, with one source each, and little of how
/// far the law goes. The carried law has far more, and that changes with its other years.
fn view(answer: &NetAnswer) -> NetView {
    let mut view = NetView::new(answer, false);
    let beside = view.versus.iter_mut().map(|other| &mut other.take_home.lines);
    let employer = view.employer.iter_mut().map(|cost| &mut cost.lines);
    for lines in beside.chain(employer).chain([&mut view.take_home.lines]) {
        lines.retain(|line| line.counts.is_some() && line.amount != 0.0);
        lines.iter_mut().for_each(|line| line.rules.truncate(1));
    }
    view.coverage.verified_for.retain(|year| *year == 2025);
    view.coverage.verified_by = "an invented comparison".to_owned();
    view.leaves_out.truncate(2);
    view
}

/// The rate worth a salary in Seattle, by rules of 2026.
pub fn same_as(world: &World) -> SameAs {
    let jurisdiction = named(world, "Seattle");
    let salary = Pay::new(150_000.0, Currency::USD, Period::Year).expect("a salary");
    let question = EquivalenceQuestion::new(&jurisdiction.code, 2026, WorthOf::Salary(salary));
    let rank = |percentile: f64| PercentileRank { percentile, low: 0.3, high: 0.7 };
    SameAs {
        equivalence: jurisdiction.rules.equivalence(&question).expect("the rules know it"),
        jurisdiction,
        exchange: None,
        ranks: Some([rank(0.45), rank(0.62)]),
    }
}
