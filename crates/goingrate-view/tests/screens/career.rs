//! A screen of a career: staying, a track, a move, with a goal. All figures are invented.

use goingrate::ask::career::{Beside, CareerAnswer, CareerAsked, StepTold, WayAsked, WayReported};
use goingrate::plan::career::{
    CareerAnswer as Plan, GoalAnswer, MustPay, Start, StepAnswer, WayAnswer, Work,
};
use goingrate::plan::{Reported, Source, Status, Summary, Used};
use goingrate::units::Currency;
use goingrate_view::views::career::CareerView;

use crate::world::World;

fn summary(middle: f64) -> Summary {
    Summary { p10: middle * 0.7, p50: middle, p90: middle * 1.4, mean: middle * 1.02 }
}

fn source() -> Source {
    Source {
        title: "A guide, section Careers".to_owned(),
        url: "https://example.org/guide".to_owned(),
        checked: "2026-11-30".parse().expect("a day"),
    }
}

fn reported(said: &str, low: f64, high: f64) -> Reported {
    let (status, said) = (Status::Published, said.to_owned());
    Reported { said, low, high, of: None, status, source: source() }
}

fn used(name: &str, unit: &str, middle: f64) -> Used {
    Used {
        name: name.to_owned(),
        what: format!("What {name} is"),
        unit: unit.to_owned(),
        low: middle * 0.5,
        typical: middle,
        high: middle * 2.0,
        place: None,
        of: None,
        status: Status::Estimate,
        source: Some(source()),
        note: None,
        signed: true,
    }
}

fn asked(world: &World, name: &str, text: &str, start: Start) -> WayAsked {
    let said = WayReported {
        said: "seniors who move".to_owned(),
        low: 10_000.0,
        high: 20_000.0,
        currency: Some(Currency::USD),
        source: source(),
    };
    WayAsked {
        name: name.to_owned(),
        profile: world.understood(text).profile,
        state: None,
        next: Vec::new(),
        reported: if start == Start::AsNow { Vec::new() } else { vec![said] },
        start,
        work: Work::Employed,
    }
}

fn step() -> StepAnswer {
    StepAnswer {
        word: "senior".to_owned(),
        name: "senior".to_owned(),
        years: [1.0, 3.2, 14.0],
        market: 0.23,
        raise: [0.06, 0.1, 0.16],
        reached: [0.64, 0.83, 0.91],
    }
}

/// A way that starts at so much and gains so much a year; how often it is better and just as good.
fn way(name: &str, start: f64, gain: f64, (beats, equals): (f64, f64)) -> WayAnswer {
    let pay: Vec<Summary> = (0..=15).map(|y| summary(start + gain * f64::from(y))).collect();
    let sum = |years: f64| summary(years * (start + gain * years / 2.0) * 0.75);
    let more = Summary { p10: -40e3, p50: gain * 10.0, p90: 210e3, mean: gain * 11.0 };
    WayAnswer {
        name: name.to_owned(),
        sums: [sum(5.0), sum(10.0), sum(15.0)],
        total: sum(10.0),
        gross: sum(10.0).times(1.0 / 0.75),
        worth: sum(10.0).times(0.82),
        more,
        worth_more: more.times(0.8),
        beats: [beats; 15],
        equals: [equals; 15],
        must_pay: None,
        steps: vec![step()],
        goal: Some(GoalAnswer {
            median: (gain > 5_000.0).then_some(12),
            chance: [0.02, beats / 2.0, beats],
        }),
        pay,
    }
}

/// Three ways.
pub fn career(world: &World) -> CareerView {
    let first = "mid backend, Austin, 3 years";
    let moved = Start::Move { learns: "role".to_owned(), home: false };
    let ways = vec![
        asked(world, "staying", first, Start::AsNow),
        asked(world, "aiming at staff", first, Start::AsNow),
        asked(world, "moving to platform engineering", "mid platform engineer, Austin", moved),
    ];
    let must = MustPay { amount: 131_000.0, over_today: 0.023, pays: 137_000.0 };
    let plan = Plan {
        ways: vec![
            way("staying", 128e3, 3_000.0, (0.0, 1.0)),
            way("aiming at staff", 128e3, 6_000.0, (0.26, 0.74)),
            WayAnswer {
                must_pay: Some(must),
                ..way("moving to platform engineering", 137e3, 3_000.0, (0.62, 0.0))
            },
        ],
        today: summary(128e3),
        used: vec![used("changer-extra", "share of pay", 0.02)],
        years: 10,
        discount: 0.04,
        goal: Some(200e3),
        currency: Currency::USD,
        on: "2026-11-30".parse().expect("a day"),
        draws: 20_000,
        seed: 1,
    };
    let answer = CareerAnswer {
        plan,
        asked: CareerAsked {
            profile: ways[0].profile.clone(),
            state: None,
            experience: 3.0,
            at_level: 1.0,
            pay: None,
            goal: None,
            ways,
            usual: false,
            taken: vec!["mid-level".to_owned()],
            remarks: vec!["Austin is read as the metro.".to_owned()],
        },
        market: vec![None, None, Some(0.07)],
        market_now: 128e3,
        steps: vec![StepTold {
            step: step(),
            from: "mid-level".to_owned(),
            way: 0,
            years: vec![reported("mid-level to senior", 3.0, 5.0)],
            raises: vec![
                reported("professionals, average", 0.077, 0.077),
                reported("mid-level to senior", 0.3, 0.45),
            ],
        }],
        beside: vec![Beside {
            used: used("changer-extra", "share of pay", 0.02),
            reported: vec![reported("changers, 2022", 0.085, 0.085)],
        }],
        rules_of: vec!["Texas, 2026".to_owned()],
        no_rules: Vec::new(),
        no_prices: Vec::new(),
    };
    CareerView::new(&answer, &world.context())
}
