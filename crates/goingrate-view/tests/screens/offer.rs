//! Screens of offers: a listed company against a private one, and what to ask for. All figures are invented.

use goingrate::ask::PayUnit;
use goingrate::ask::offer::{Ask, AskOf, Home, OfferAnswer, OfferAsked, Remark, Standing};
use goingrate::model::{PercentileRank, Uncertain};
use goingrate::plan::offer::{
    Equal, EqualOf, Offer, OfferAnswer as Plan, OfferQuestion as Priced, OfferValue, OptionsValue,
    Pair, Part, ShareTerms, Swing, SwingOf, WorkTime, YearValue,
};
use goingrate::plan::{Reported, Source, Status, Summary, Used};
use goingrate::units::parse::Amount;
use goingrate::units::{Currency, LevelId, Period};
use goingrate_view::views::offer::OfferView;

use crate::world::{World, today};

fn summary(middle: f64) -> Summary {
    Summary { p10: middle * 0.8, p50: middle, p90: middle * 1.4, mean: middle * 1.03 }
}

fn source() -> Source {
    Source {
        title: "A survey, 2026".to_owned(),
        url: "https://example.org/survey".to_owned(),
        checked: "2026-11-30".parse().expect("a day"),
    }
}

fn used(name: &str) -> Used {
    Used {
        name: name.to_owned(),
        what: format!("What {name} is"),
        unit: "share of base".to_owned(),
        low: 0.0,
        typical: 0.05,
        high: 0.12,
        place: None,
        of: None,
        status: Status::Estimate,
        source: Some(source()),
        note: None,
        signed: false,
    }
}

fn asked(world: &World, text: &str, base: f64) -> OfferAsked {
    OfferAsked {
        name: None,
        asked: world.understood(text),
        currency: None,
        start: None,
        base: Amount { value: base, currency: None, period: None, shared_sign: false },
        raise: None,
        bonus: None,
        sign_on: Vec::new(),
        grants: Vec::new(),
        refresher: None,
        share: ShareTerms::default(),
        options: Vec::new(),
        benefits: Vec::new(),
        costs: Vec::new(),
        time: WorkTime::default(),
        remarks: Vec::new(),
    }
}

fn priced(base: f64) -> Offer {
    Offer::salary(Currency::USD, base)
}

fn year(base: f64, shares: f64, options: f64, once: f64) -> YearValue {
    let mut parts = [0.0; Part::ALL.len()];
    for (part, amount) in [
        (Part::Base, base),
        (Part::Bonus, base * 0.15),
        (Part::SignOn, once),
        (Part::Shares, shares),
        (Part::Options, options),
    ] {
        let at = Part::ALL.iter().position(|other| *other == part).expect("listed");
        parts[at] = amount;
    }
    let gross: f64 = parts.iter().sum();
    let certain = |amount: f64| Summary { mean: amount, ..summary(amount) };
    YearValue { parts, gross: certain(gross), net: certain(gross * 0.7) }
}

fn value(name: &str, base: f64, shares: f64, options: f64) -> OfferValue {
    let once = if shares > 0.0 { 40_000.0 } else { 0.0 };
    let years: Vec<YearValue> =
        (0..4).map(|at| year(base, shares, options, if at == 0 { once } else { 0.0 })).collect();
    let all: f64 = years.iter().map(|year| year.net.p50).sum();
    let told = OptionsValue {
        worthless: 0.62,
        payoff: Summary { p10: 0.0, p50: 0.0, p90: 410_000.0, mean: 120_000.0 },
        mean_if_any: 316_000.0,
        vested: 40_000.0,
        cost: 84_000.0,
        early: 0.71,
        lapse: 0.12,
        owned: [40_000.0 / 60e6, 30_000.0 / 60e6],
    };
    OfferValue {
        name: name.to_owned(),
        steady: year(base * 1.12, 0.0, 0.0, 0.0),
        years,
        total: summary(all),
        total_quantiles: std::array::from_fn(|at| all * (0.7 + at as f64 / 20.0)),
        year: summary(all / 4.0),
        total_gross: summary(all / 0.7),
        once,
        equity: summary(4.0 * (shares + options)),
        sure: all * 0.9,
        aversion: 2.0,
        options: if options > 0.0 { vec![told] } else { Vec::new() },
        hours: 1_790.0,
        hour: all / 4.0 / 1_790.0,
        swings: vec![
            Swing {
                of: SwingOf::Share,
                low: 0.61,
                high: 1.7,
                at_low: all * 0.8,
                at_high: all * 1.3,
            },
            Swing {
                of: SwingOf::Assumed(Box::new(used("raise"))),
                low: 0.02,
                high: 0.05,
                at_low: all * 0.97,
                at_high: all * 1.04,
            },
        ],
    }
}

fn standing(world: &World, base: f64, below: f64) -> Standing {
    let figure = |amount: f64| Uncertain { ln: amount.ln(), sd: 0.05 };
    let rank = |at: f64| PercentileRank { percentile: at, low: at - 0.08, high: at + 0.09 };
    let unit: PayUnit = world.unit("USD", Period::Year);
    Standing {
        base,
        base_rank: rank(below),
        base_market: [140e3, 165e3, 196e3, 225e3, 260e3].map(figure),
        total: base * 1.4,
        total_rank: Some(rank(0.5)),
        total_median: Some(figure(280e3)),
        unit,
        usual_level: Some(LevelId::from_index(2)),
        disagrees: below < 0.2,
    }
}

fn answer(world: &World) -> OfferAnswer {
    let offers = vec![
        asked(world, "senior backend, Google, Seattle", 190e3),
        asked(world, "staff backend, startup, remote", 210e3),
    ];
    let question = Priced {
        offers: vec![priced(190e3), priced(210e3)],
        years: 4,
        currency: Currency::USD,
        on: today(),
        draws: 100_000,
        seed: 1,
    };
    let plan = Plan {
        offers: vec![value("", 190e3, 75e3, 0.0), value("", 210e3, 0.0, 30e3)],
        pairs: vec![Pair {
            one: 0,
            other: 1,
            better: 0.74,
            better_by_year: vec![0.9, 0.81, 0.7, 0.66],
            more: Summary { p10: -90e3, p50: 130e3, p90: 310e3, mean: 121e3 },
            equal: vec![
                Equal { offer: 1, of: EqualOf::Base, from: 210e3, to: Some(251e3) },
                Equal { offer: 1, of: EqualOf::ExitValue, from: 1.0, to: None },
            ],
        }],
        used: vec![used("raise"), used("bonus-payout")],
        years: 4,
        currency: Currency::USD,
        on: today(),
        after_tax: true,
        draws: 100_000,
        seed: 1,
    };
    let home = |text: &str| Home { place: world.place(text), law: None };
    OfferAnswer {
        plan,
        priced: question,
        standings: vec![standing(world, 190e3, 0.42), standing(world, 210e3, 0.15)],
        homes: vec![home("Seattle"), home("Seattle")],
        offers,
        prices_of: None,
        years_taken: true,
        remarks: vec![Remark {
            offer: Some(1),
            text: "Remote work is taken as done from Seattle.".to_owned(),
        }],
    }
}

/// Two offers.
pub fn plain(world: &World) -> OfferView {
    OfferView::new(&answer(world), &[], &world.context())
}

/// One offer alone.
pub fn alone(world: &World) -> OfferView {
    let mut answer = answer(world);
    answer.plan.offers.truncate(1);
    answer.plan.pairs.clear();
    answer.priced.offers.truncate(1);
    answer.offers.truncate(1);
    answer.standings.truncate(1);
    answer.homes.truncate(1);
    answer.plan.after_tax = false;
    answer.years_taken = false;
    OfferView::new(&answer, &[], &world.context())
}

/// What to ask for.
pub fn with_asks(world: &World) -> OfferView {
    let ask = |of: AskOf, amount: f64, yearly: bool| Ask {
        of,
        amount,
        yearly,
        over_stay: if yearly { amount * 4.0 } else { amount },
        granted: Some(0.47),
        expected: if yearly { amount * 4.0 * 0.47 } else { amount * 0.47 },
        base: yearly.then_some(190e3 + amount),
        rank: yearly.then_some(0.5),
        large: amount > 28e3,
        above_market: false,
        evidence: vec![used("ask-granted")],
        reported: vec![Reported {
            said: "a guide's figure, United States, 2026".to_owned(),
            low: 0.1,
            high: 0.2,
            of: None,
            status: Status::Published,
            source: source(),
        }],
    };
    let asks = vec![
        Ask { above_market: true, ..ask(AskOf::Level(LevelId::from_index(4)), 48e3, true) },
        ask(AskOf::Base(0.5), 6e3, true),
        ask(AskOf::CompetingOffer(Some(1)), 9.5e3, true),
        ask(AskOf::Grant, 45e3, false),
        ask(AskOf::Forfeited(37e3), 18e3, false),
        ask(AskOf::Start("2027-02-15".parse().expect("a day")), 22e3, false),
        ask(AskOf::Leave, 3.6e3, true),
    ];
    OfferView::new(&answer(world), &[(0, asks), (1, Vec::new())], &world.context())
}
