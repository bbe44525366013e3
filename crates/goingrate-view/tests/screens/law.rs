//! Answers from the carried law of a year that is over, so that it changes only where it was wrong.

use goingrate::ask::{self, NetQuestion, SameAs};
use goingrate::law::{Jurisdiction, TaxTerms, regime};
use goingrate::model::PercentileRank;
use goingrate::rules::{EquivalenceQuestion, Filing, WorthOf};
use goingrate::units::parse::Amount;
use goingrate::units::{Currency, Pay, Period};
use goingrate_view::views::net::NetView;

use crate::world::{World, today};

/// A salary in Seattle in 2025, and what else is asked about it.
pub fn net(world: &World, ask_more: impl Fn(&mut NetQuestion)) -> NetView {
    let terms = TaxTerms {
        filing: Filing::Single,
        regime: regime(false),
        year: Some(2025),
        today: today(),
    };
    let mut question = NetQuestion {
        amount: Amount { value: 150_000.0, currency: None, period: None },
        jurisdiction: named(world, "Seattle"),
        terms,
        bonus: None,
        saving: None,
        employer: false,
        versus: Vec::new(),
        all_states: false,
    };
    ask_more(&mut question);
    let answer = ask::net(&world.going_rate, &question).expect("there is law of 2025");
    short(NetView::new(&answer, false))
}

/// Only the lines that a screen shows, with one source each, and little of how far the law goes: the
/// carried law has far more, and that changes with its other years.
fn short(mut view: NetView) -> NetView {
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

fn named(world: &World, place: &str) -> Jurisdiction {
    world.going_rate.law.named(place, world.words()).expect("its law is carried")
}

/// Beside a salary in Berlin.
pub fn beside_berlin(world: &World, question: &mut NetQuestion) {
    let euros =
        Amount { value: 90_000.0, currency: Some(crate::world::money("EUR")), period: None };
    question.versus = vec![(Some(euros), Some(named(world, "Berlin")))];
}

/// In Toronto, with every province and what is earned besides.
pub fn in_toronto(world: &World, question: &mut NetQuestion) {
    question.jurisdiction = named(world, "Toronto");
    question.bonus = Some(Amount { value: 10_000.0, currency: None, period: None });
    question.all_states = true;
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
