//! Screens of hires: three ways, destinations, a budget. All figures are invented.

use goingrate::ask::hire::{
    BudgetAnswer, ByPlaceAnswer, Destination, Fit, HireAnswer, Lever, LeverKind, PeopleAsked, Risk,
    RiskKind, SpentBy, Through, WayAsked,
};
use goingrate::plan::hire::{
    BreakEven, HireAnswer as Plan, Ledger, Pair, PeopleAnswer, STEPS, Swing, SwingOf, WayAnswer,
};
use goingrate::plan::{Source, Status, Summary, Used};
use goingrate::units::{Component, Currency, Engagement, PlaceId, Profile};
use goingrate_view::views::hire::{BudgetView, ByPlaceView, HireView};

use crate::world::World;

fn summary(middle: f64) -> Summary {
    Summary { p10: middle * 0.8, p50: middle, p90: middle * 1.3, mean: middle * 1.02 }
}

fn used(name: &str, status: Status) -> Used {
    let source = (status != Status::Yours).then(|| Source {
        title: "A survey, 2026".to_owned(),
        url: "https://example.org/survey".to_owned(),
        checked: "2026-11-30".parse().expect("a day"),
    });
    Used {
        name: name.to_owned(),
        what: format!("What {name} is"),
        unit: "share of the salary".to_owned(),
        low: 0.1,
        typical: 0.2,
        high: 0.25,
        place: Some("us".to_owned()),
        of: Some("dedicated_team".to_owned()),
        status,
        source,
        note: None,
        signed: false,
    }
}

fn profile(world: &World, text: &str) -> Profile {
    let profile = world.understood(text).profile;
    let component = match profile.engagement {
        Engagement::Employee => Component::BaseSalary,
        _ => Component::HourlyRate,
    };
    Profile { component, ..profile }
}

fn asked(world: &World, text: &str) -> WayAsked {
    WayAsked::of(PeopleAsked {
        profile: profile(world, text),
        state: None,
        count: 1,
        share: 1.0,
        pay: None,
        office: None,
        assumed: vec!["Austin".to_owned()],
        remarks: Vec::new(),
    })
}

/// A way of 6 months at so much a month.
fn way(month: f64, employed: bool) -> WayAnswer {
    let mut steps = [0.0; STEPS];
    let shares =
        [0.7, 0.05, 0.06, 0.05, 0.01, 0.01, 0.02, 0.005, 0.05, 0.0, 0.02, 0.01, 0.01, 0.025];
    for (step, share) in steps.iter_mut().zip(shares) {
        *step = month * 6.0 * 1.02 * share;
    }
    let hour = month / 120.0;
    let swing = |of, by: f64| Swing { of, at_low: hour * (1.0 - by), at_high: hour * (1.0 + by) };
    WayAnswer {
        name: String::new(),
        total: summary(month * 6.0),
        total_p80: month * 6.0 * 1.2,
        month: summary(month),
        year: summary(month * 12.0),
        hour: summary(hour),
        hours_a_year: summary(1440.0),
        steps: Ledger(steps),
        people: vec![PeopleAnswer {
            who: "somebody".to_owned(),
            count: 1,
            pay: if employed { [100e3, 140e3, 190e3] } else { [40.0, 60.0, 90.0] },
            by_the_hour: !employed,
            days_to_start: [20.0, 45.0, 90.0],
            shared_hours: if employed { 8.0 } else { 2.5 },
            hours_a_day: 8.0,
            by_law: employed,
            paid_off: if employed { 0.11 } else { 0.0 },
            learning: 0.08,
            leave_a_year: 0.18,
        }],
        spent: (0..=6).map(|m| summary(month * (0.3 + f64::from(m)))).collect(),
        plain_hour: hour,
        swings: vec![
            swing(SwingOf::Person, 0.3),
            swing(SwingOf::Market, 0.1),
            swing(SwingOf::Exchange, 0.05),
            swing(SwingOf::Assumed(Box::new(used("agency-fee", Status::Published))), 0.02),
        ],
    }
}

fn answer(world: &World) -> HireAnswer {
    let pair = |other: usize, sure_months, chance| Pair {
        one: 0,
        other,
        more: summary(12_000.0),
        other_cheaper: 0.83,
        break_even: BreakEven { chance, months: summary(14.0), other_first: true, sure_months },
    };
    let ways = vec![
        asked(world, "senior backend, Austin, Python"),
        asked(world, "senior backend, Mexico, dedicated team"),
        asked(world, "senior backend, Austin, freelance"),
    ];
    let home = ways[0].people[0].profile.place;
    HireAnswer {
        plan: Plan {
            ways: vec![way(18_000.0, true), way(9_500.0, false), way(17_500.0, false)],
            pairs: vec![pair(1, Some(60), 0.02), pair(2, None, 0.41)],
            used: vec![
                used("agency-fee", Status::Published),
                used("office", Status::Estimate),
                used("raise", Status::Yours),
            ],
            months: 6,
            currency: Currency::USD,
            on: "2026-11-30".parse().expect("a day"),
            draws: 100_000,
            seed: 1,
        },
        ways,
        home,
        start: None,
        months_taken: true,
        through: Through::Own,
        ends: false,
        roles_around: false,
        risks: vec![Risk {
            way: 2,
            kind: RiskKind::CountsAsEmployed,
            cover: Some(Used {
                unit: "USD a month".to_owned(),
                typical: 325.0,
                ..used("cover", Status::List)
            }),
        }],
        remarks: vec!["Austin is read as the metro.".to_owned()],
    }
}

fn place(world: &World, word: &str) -> PlaceId {
    world.words().place_of(word).expect("a country")
}

/// Three ways.
pub fn hire(world: &World) -> HireView {
    let lever = |what, saved: f64, chance| Lever {
        what,
        saved: summary(saved),
        saved_an_hour: saved / 120.0,
        chance,
    };
    let levers = [
        lever(LeverKind::Place(place(world, "mx")), 7_000.0, 0.999),
        lever(LeverKind::HalfTime, 6_000.0, 0.98),
        lever(LeverKind::WithoutSkills, 400.0, 0.55),
        lever(LeverKind::Engagement(Engagement::Agency), -2_100.0, 0.31),
    ];
    HireView::new(&answer(world), &levers, &world.context())
}

/// The same work in three countries, one of them left out.
pub fn by_place(world: &World) -> ByPlaceView {
    let destination = |word: &str, month: f64, exchange_moves| Destination {
        place: place(world, word),
        asked: word == "us",
        cost: way(month, false),
        exchange_moves,
    };
    let answer = ByPlaceAnswer {
        destinations: vec![destination("mx", 9_000.0, 0.11), destination("us", 18_000.0, 0.0)],
        engagement: Engagement::Agency,
        answer: answer(world),
        left_out: vec![(
            place(world, "pl"),
            goingrate::units::Problem::of("place", "Poland", "has no exchange rate"),
        )],
    };
    ByPlaceView::new(&answer, world.words())
}

/// What 100,000 dollars buy.
pub fn budget(world: &World) -> BudgetView {
    let fit = |word: &str, engagement, people, hours| Fit {
        place: place(world, word),
        engagement,
        people,
        months_of_one: people * 6,
        hours,
        cost_of_one: 100_000.0 / f64::from(people),
    };
    let answer = BudgetAnswer {
        budget: 100_000.0,
        asked_for: (place(world, "us"), Engagement::Employee),
        fits: vec![
            fit("mx", Engagement::Freelance, 2, 1_600.0),
            fit("pl", Engagement::DedicatedTeam, 1, 900.0),
        ],
        too_dear: vec![(place(world, "us"), Engagement::Employee)],
        spent_by: vec![SpentBy {
            kind: "enterprise".to_owned(),
            low: 500_000.0,
            high: 2_000_000.0,
            unit: "USD".to_owned(),
            claim: "guide/budget-enterprise".to_owned(),
        }],
        answer: answer(world),
    };
    BudgetView::new(&answer, world.words())
}
