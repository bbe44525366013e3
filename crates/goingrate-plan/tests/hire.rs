//! The cost of a hire against formulas, and what must hold whatever is asked: the carried assumptions, pay
//! that was agreed.

use goingrate_plan::hire::{
    BREAK_EVEN_MONTHS, Colleague, HireAnswer, HireQuestion, MarketDoubt, PayOf, People, Step,
    Through, Way, hire,
};
use goingrate_plan::{Assumptions, At};
use goingrate_units::{Currency, Engagement, Problem};

/// The carried files.
const FILES: [(&str, &str); 5] = [
    ("around.toml", include_str!("../../../data/planning/around.toml")),
    ("employment.toml", include_str!("../../../data/planning/employment.toml")),
    ("finding.toml", include_str!("../../../data/planning/finding.toml")),
    ("hours.toml", include_str!("../../../data/planning/hours.toml")),
    ("money.toml", include_str!("../../../data/planning/money.toml")),
];

fn assumptions() -> Assumptions {
    Assumptions::read(FILES).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Every assumption certain at its middle for an employee in Mexico, and nobody leaves.
fn certain() -> Assumptions {
    let mut all = assumptions();
    let at = At { places: &["mx"], of: &["employee"], on: "2026-11-30".parse().expect("a day") };
    let names: Vec<String> = all.all().map(|a| a.name.clone()).collect();
    for name in names {
        let used = all.used(&name, &at).expect("a value for everywhere");
        all.replace(&format!("{name}={}", used.typical)).expect("its own middle");
    }
    for none in ["attrition=0", "dismissal=0"] {
        all.replace(none).expect("nobody leaves");
    }
    all
}

fn people(engagement: Engagement, pay: f64) -> People {
    People {
        who: "somebody".to_owned(),
        count: 1,
        share: 1.0,
        engagement,
        level: Some("senior".to_owned()),
        places: vec!["mx".to_owned()],
        abroad: false,
        office: true,
        pay: PayOf::Agreed(pay),
        currency: Currency::USD,
        exchange: 1.0,
        law: None,
    }
}

fn way(people: Vec<People>) -> Way {
    Way { name: "a way".to_owned(), through: Through::Own, people }
}

fn question(ways: Vec<Way>) -> HireQuestion {
    let figures = ways.iter().map(|way| way.people.len()).sum::<usize>() + 1;
    let places = vec!["mx".to_owned()];
    HireQuestion {
        ways,
        market: MarketDoubt::none(figures),
        colleague: Colleague { salary: 60_000.0, exchange: 1.0, law: None, places },
        months: 18,
        currency: Currency::USD,
        on: "2026-11-30".parse().expect("a day"),
        ends: false,
        roles_around: false,
        draws: 4_000,
        seed: 7,
    }
}

fn answer(question: &HireQuestion, assumptions: &Assumptions) -> HireAnswer {
    hire(question, assumptions, &|_| Ok(1.0)).expect("a whole question")
}

fn four_ways() -> HireQuestion {
    question(vec![
        way(vec![people(Engagement::Employee, 70_000.0)]),
        way(vec![people(Engagement::Freelance, 45.0 * 2080.0)]),
        way(vec![people(Engagement::Agency, 60.0 * 2080.0)]),
        way(vec![people(Engagement::DedicatedTeam, 50.0 * 2080.0)]),
    ])
}

#[test]
fn without_variance_the_cost_is_the_formula() {
    let all = certain();
    let at = At { places: &["mx"], of: &["employee"], on: "2026-11-30".parse().expect("a day") };
    let v = |name: &str| all.used(name, &at).expect("known").typical;
    let employed = answer(&question(vec![way(vec![people(Engagement::Employee, 70_000.0)])]), &all);

    let days = 260.0 - v("leave-days") - v("public-holidays") - v("sick-days");
    let (own, bonus) = (70_000.0 / 12.0, v("bonus"));
    let loaded = own * (1.0 + bonus) * (1.0 + v("employer-contributions")) + own * v("benefits");
    let colleague = 60_000.0 / 12.0 * (1.0 + bonus) * (1.0 + v("employer-contributions"))
        + 60_000.0 / 12.0 * v("benefits");
    // around-pay has one value for all here: that of everybody's middle.
    let around = v("around-pay");
    let hour = colleague * 12.0 / (days * v("hours-a-day"));
    let finding = v("interview-hours") * hour
        + v("recruiter-hours") * hour * around
        + v("job-ads")
        + v("hiring-tools")
        + (v("vacancy-factor") - 1.0).max(0.0) * loaded * v("time-to-fill") / (365.25 / 12.0)
        + v("mentor-share") * v("ramp-months") * colleague;
    let flat = v("payroll-fee")
        + v("software")
        + v("cloud")
        + (v("equipment") + v("office") + v("training")) / 12.0;
    let grows = loaded + v("manager-share") * around * colleague;
    // A year and a half: six months after the first raise.
    let months = 12.0 + 6.0 * (1.0 + v("raise"));
    let expected = finding + 18.0 * flat + months * grows;
    let [one] = &employed.ways[..] else { panic!("one way") };
    assert!((one.total.p50 / expected - 1.0).abs() < 1e-9, "{} {expected}", one.total.p50);
    assert!((one.total.p90 - one.total.p10).abs() < 1e-6, "there is no doubt: {:?}", one.total);

    let full = days * v("hours-a-day") / 12.0 * v("productive-share");
    let lost = full * v("ramp-months") * (1.0 - v("ramp-start")) / 2.0;
    let hours = full * 18.0 - lost;
    assert!((one.hour.p50 / (expected / hours) - 1.0).abs() < 1e-9, "{:?}", one.hour);
    assert!((one.plain_hour / one.hour.p50 - 1.0).abs() < 1e-9, "the plain case is the only one");
    assert!(one.swings.is_empty(), "nothing moves it: {:?}", one.swings);
}

#[test]
fn break_even_is_the_formula_where_costs_are_lines() {
    let mut all = certain();
    all.replace("raise=0").expect("straight lines");
    all.replace("interview-hours:freelance=1").expect("hardly any interviews");
    let ways = vec![
        way(vec![people(Engagement::Employee, 70_000.0)]),
        way(vec![people(Engagement::Freelance, 57.0 * 2080.0)]),
    ];
    let answer = answer(&question(ways), &all);
    let [employee, freelance] = &answer.ways[..] else { panic!("two ways") };
    let once = |way: &goingrate_plan::hire::WayAnswer| way.spent[0].p50;
    let monthly = |way: &goingrate_plan::hire::WayAnswer| way.spent[2].p50 - way.spent[1].p50;
    let expected = (once(employee) - once(freelance)) / (monthly(freelance) - monthly(employee));
    let even = answer.pairs[0].break_even;
    assert!(expected > 1.0 && expected < f64::from(BREAK_EVEN_MONTHS), "{expected}");
    assert_eq!((even.chance, even.other_first), (1.0, true));
    assert!((even.months.p50 - expected).abs() < 1e-6, "{even:?} {expected}");
    assert_eq!(even.sure_months, Some(expected.floor() as u32));
}

#[test]
fn what_costs_more_never_makes_a_way_cheaper() {
    let all = assumptions();
    let plain = answer(&four_ways(), &all);
    let costs = [
        ("bonus", "20%..30%"),
        ("employer-contributions", "60%..70%"),
        ("benefits", "30%..40%"),
        ("payroll-fee", "500"),
        ("software", "900"),
        ("cloud", "900"),
        ("equipment", "9000"),
        ("office", "30000"),
        ("training", "9000"),
        ("manager-share", "50%..60%"),
        ("interview-hours", "200..300"),
        ("recruiter-hours", "200..300"),
        ("job-ads", "9000"),
        ("hiring-tools", "9000"),
        ("vacancy-factor", "3..4"),
        ("mentor-share", "60%..70%"),
        ("platform-fee", "30%"),
        ("contract-admin", "900"),
        ("around-pay", "3"),
    ];
    for (name, more) in costs {
        let mut all = all.clone();
        all.replace(&format!("{name}={more}")).expect("a dearer value");
        let dearer = answer(&four_ways(), &all);
        for (plain, dearer) in plain.ways.iter().zip(&dearer.ways) {
            assert!(
                dearer.total.mean >= plain.total.mean * (1.0 - 1e-12),
                "{name}: {}",
                plain.name
            );
            assert!(dearer.hour.p50 >= plain.hour.p50 * (1.0 - 1e-12), "{name}: {}", plain.name);
        }
        let moved = |way: usize| dearer.ways[way].total.mean > plain.ways[way].total.mean * 1.0001;
        assert!((0..4).any(moved), "{name} moves nothing");
    }
}

#[test]
fn steps_add_up_to_the_whole() {
    let answer = answer(&four_ways(), &assumptions());
    for way in &answer.ways {
        let sum: f64 = Step::ALL.into_iter().map(|step| way.steps.of(step)).sum();
        assert!((sum - way.total.mean).abs() < 0.005, "{}: {sum} {}", way.name, way.total.mean);
        assert!(way.total.p10 < way.total.p50 && way.total.p50 < way.total.p90);
        assert!(way.total_p80 > way.total.p50 && way.total_p80 < way.total.p90);
        let spent = way.spent.last().expect("18 months");
        assert!((spent.mean / way.total.mean - 1.0).abs() < 0.02, "{spent:?} {:?}", way.total);
    }
}

#[test]
fn quantiles_are_those_of_a_million_draws() {
    let all = assumptions();
    let ways = || vec![way(vec![people(Engagement::Employee, 70_000.0)])];
    let usual = answer(&HireQuestion { draws: 100_000, ..question(ways()) }, &all);
    let many = answer(&HireQuestion { draws: 1_000_000, seed: 8, ..question(ways()) }, &all);
    let (usual, many) = (&usual.ways[0], &many.ways[0]);
    for (a, b) in [(usual.month, many.month), (usual.hour, many.hour)] {
        for (a, b) in [(a.p10, b.p10), (a.p50, b.p50), (a.p90, b.p90), (a.mean, b.mean)] {
            assert!((a / b - 1.0).abs() < 0.005, "{a} {b}");
        }
    }
}

#[test]
fn a_seed_is_an_answer() {
    let all = assumptions();
    assert_eq!(answer(&four_ways(), &all), answer(&four_ways(), &all));
    let other = answer(&HireQuestion { seed: 8, ..four_ways() }, &all);
    assert_ne!(answer(&four_ways(), &all).ways[0].total, other.ways[0].total);
}

#[test]
fn a_team_is_surer_than_a_person() {
    let all = assumptions();
    let many = People { count: 9, ..people(Engagement::Employee, 70_000.0) };
    let answer = answer(
        &question(vec![way(vec![people(Engagement::Employee, 70_000.0)]), way(vec![many])]),
        &all,
    );
    let [one, nine] = &answer.ways[..] else { panic!("two ways") };
    let width = |way: &goingrate_plan::hire::WayAnswer| way.total.p90 / way.total.p10;
    assert!((nine.total.mean / one.total.mean / 9.0 - 1.0).abs() < 0.02);
    assert!(width(nine) < width(one), "{} {}", width(nine), width(one));
}

#[test]
fn what_cannot_be_asked_is_named() {
    let all = assumptions();
    let check = |question: HireQuestion, field: &str| {
        let problem: Problem = hire(&question, &all, &|_| Ok(1.0)).expect_err(field);
        assert_eq!(problem.field_name(), field, "{problem}");
    };
    let one = || people(Engagement::Employee, 70_000.0);
    check(question(vec![]), "ways");
    check(question(vec![way(vec![])]), "people");
    check(question(vec![way(vec![People { share: -0.5, ..one() }])]), "share");
    check(question(vec![way(vec![People { share: f64::NAN, ..one() }])]), "share");
    check(question(vec![way(vec![People { count: 0, ..one() }])]), "count");
    check(question(vec![way(vec![People { pay: PayOf::Agreed(-1.0), ..one() }])]), "pay");
    check(HireQuestion { months: 0, ..four_ways() }, "months");
    check(HireQuestion { months: 121, ..four_ways() }, "months");
    check(HireQuestion { draws: 0, ..four_ways() }, "draws");
    check(HireQuestion { market: MarketDoubt::none(1), ..four_ways() }, "market");
}

#[test]
fn a_mean_hour_is_all_money_over_all_hours() {
    let mut all = assumptions();
    // In one draw of a few thousand hardly an hour is worked, and costs a year's pay.
    all.replace("overlap-loss=30%..90%").expect("a range of shares");
    let abroad = People { places: vec!["in".to_owned()], ..people(Engagement::Agency, 80_000.0) };
    let answer = answer(&question(vec![way(vec![abroad])]), &all);
    let [one] = &answer.ways[..] else { panic!("one way") };
    let expected = one.total.mean / (one.hours_a_year.mean * 1.5);
    assert!((one.hour.mean / expected - 1.0).abs() < 1e-9, "{:?} {expected}", one.hour);
    assert!(one.hour.mean > one.hour.p10 && one.hour.mean < one.hour.p90, "{:?}", one.hour);
}

#[test]
fn what_is_spent_at_the_end_is_the_total() {
    for (all, months) in [certain(), assumptions()].iter().zip([[1, 12, 18], [24, 35, 60]]) {
        for months in months {
            let euro = "EUR".parse().expect("a currency");
            let abroad =
                People { currency: euro, exchange: 1.1, ..people(Engagement::Agency, 9e4) };
            let ways = vec![way(vec![people(Engagement::Employee, 7e4)]), way(vec![abroad])];
            let answer = answer(&HireQuestion { months, ..question(ways) }, all);
            for way in &answer.ways {
                let (spent, total) = (way.spent[months as usize], way.total);
                let near =
                    |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-12, "{months} {a} {b}");
                near(spent.p10, total.p10);
                near(spent.p90, total.p90);
                near(spent.mean, total.mean);
            }
        }
    }
}
