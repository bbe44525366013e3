//! Answers from the carried law of a year that is over, so that it changes only where it was wrong.

use goingrate::ask::{self, NetQuestion, SameAs};
use goingrate::law::{Jurisdiction, TaxTerms, regime};
use goingrate::model::PercentileRank;
use goingrate::rules::Filing;
use goingrate::units::parse::Amount;
use goingrate::units::{Currency, Date, Period};
use goingrate::{Freelance, data};
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
    NetView::new(&answer, false)
}

fn named(world: &World, place: &str) -> Jurisdiction {
    world.going_rate.law.named(place, world.words()).expect("its law is carried")
}

/// Beside a salary in Berlin.
pub fn beside_berlin(world: &World, question: &mut NetQuestion) {
    let euros = Amount { value: 90_000.0, currency: Some(crate::world::money("EUR")), period: None };
    question.versus = vec![(Some(euros), Some(named(world, "Berlin")))];
}

/// In Toronto, with every province and what is earned besides.
pub fn in_toronto(world: &World, question: &mut NetQuestion) {
    question.jurisdiction = named(world, "Toronto");
    question.bonus = Some(Amount { value: 10_000.0, currency: None, period: None });
    question.all_states = true;
}

/// The rate worth a salary, by rules of 2026.
pub fn same_as() -> SameAs {
    let as_of: Date = "2026-06-01".parse().expect("a day");
    let rank = |percentile: f64| PercentileRank { percentile, low: 0.3, high: 0.7 };
    SameAs {
        given: 150_000.0,
        given_per: Period::Year,
        worth: [105.0, 147.0],
        per: Period::Hour,
        currency: Currency::USD,
        as_of,
        ranks: [rank(0.45), rank(0.62)],
        rules: Freelance::read(data::FREELANCE, as_of).expect("the carried rules are whole"),
    }
}
