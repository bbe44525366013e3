//! What is carried for offers: every word is one of the taxonomy, schedules add up, and no hope is in what
//! is assumed of shares.

use goingrate::units::Date;
use goingrate::{GoingRate, planning};
use goingrate_plan::{Assumptions, At};

/// The last financing rounds of private companies; no words of the taxonomy.
const ROUNDS: [&str; 5] = ["seed", "series-a", "series-b", "series-c", "late"];

fn today() -> Date {
    "2026-11-30".parse().expect("a day")
}

fn assumptions() -> Assumptions {
    planning::assumptions(&[]).expect("whole")
}

#[test]
fn every_employer_of_a_schedule_is_one_of_the_taxonomy() {
    let words = GoingRate::open().expect("it opens").taxonomy;
    let schedules = planning::schedules().expect("whole");
    let unknown: Vec<&str> = {
        let employers = schedules.employers().into_iter();
        employers.filter(|employer| words.employer_of(employer).is_none()).collect()
    };
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(schedules.employers().len() >= 10);
}

#[test]
fn carried_schedules_add_up() {
    let schedules = planning::schedules().expect("whole");
    for (employer, schedule) in schedules.all() {
        let sum: f64 = schedule.vests().iter().map(|vest| vest.share).sum();
        assert!((sum - 1.0).abs() < 1e-12, "{employer:?}");
        assert!(schedule.source().is_some(), "{employer:?}");
    }
    let months = |employer: &str| {
        let schedule = schedules.of(employer, today()).expect("is carried");
        schedule.vests().iter().map(|vest| vest.month).collect::<Vec<u32>>()
    };
    assert_eq!(months("amazon"), [12, 24, 30, 36, 42, 48]);
    assert_eq!(months("apple"), [12, 18, 24, 30, 36, 42, 48]);
    let usual = schedules.usual(today()).expect("is carried").vests();
    assert_eq!((usual[0].month, usual[0].share), (12, 0.25));
}

#[test]
fn every_kind_of_the_assumptions_of_offers_is_known() {
    let words = GoingRate::open().expect("it opens").taxonomy;
    let known = |word: &str| {
        ROUNDS.contains(&word)
            || words.tier_of(word).is_some()
            || words.level_of(word).is_some()
            || words.employer_of(word).is_some()
    };
    let assumptions = assumptions();
    let is_of_offers = |name: &str| {
        ["share-", "exit-", "bonus-payout", "refresher", "fair-value", "rounds-", "dilution-"]
            .into_iter()
            .chain(["preference-", "ai-premium", "competing-", "ask-", "grant-", "forfeit-"])
            .any(|begins| name.starts_with(begins))
    };
    let mut looked_at = 0;
    for assumption in assumptions.all().filter(|assumption| is_of_offers(&assumption.name)) {
        let values = assumption.values.iter().filter_map(|value| value.of.as_deref());
        let reported = assumption.reported.iter().filter_map(|reported| reported.of.as_deref());
        let unknown: Vec<&str> = values.chain(reported).filter(|word| !known(word)).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", assumption.name);
        let world = At { places: &[], of: &[], on: today() };
        assert!(assumptions.used(&assumption.name, &world).is_ok(), "{}", assumption.name);
        looked_at += 1;
    }
    assert!(looked_at >= 17, "{looked_at}");
}

/// The mean of a spread, by its middle thousandths.
fn mean(assumptions: &Assumptions, name: &str, of: &str) -> f64 {
    let at = At { places: &[], of: &[of], on: today() };
    let spread = assumptions.used(name, &at).expect("is carried").spread();
    (0..1_000).map(|i| spread.quantile((f64::from(i) + 0.5) / 1_000.0)).sum::<f64>() / 1_000.0
}

/// The middle of a carried assumption.
fn middle(assumptions: &Assumptions, name: &str, of: &str) -> f64 {
    let at = At { places: &[], of: &[of], on: today() };
    assumptions.used(name, &at).expect("is carried").typical
}

/// Worth of a common share over the price of the last round, at a discount of 4 % a year: chance times price
/// times what is left after further rounds. What is paid back first is left out, so that it is an upper end.
fn worth(assumptions: &Assumptions, round: &str) -> f64 {
    let left = 1.0 - middle(assumptions, "dilution-a-round", round);
    let rounds = middle(assumptions, "rounds-to-exit", round);
    let years = middle(assumptions, "exit-years", round);
    (1.0 - mean(assumptions, "exit-nothing", round))
        * mean(assumptions, "exit-multiple", round)
        * left.powf(rounds)
        * (-0.04 * years).exp()
}

#[test]
fn no_hope_is_in_options() {
    let assumptions = assumptions();
    for round in ROUNDS {
        let worth = worth(&assumptions, round);
        assert!((0.5..=1.0).contains(&worth), "{round}: {worth}");
    }
}

#[test]
fn later_rounds_are_surer() {
    let assumptions = assumptions();
    let falls =
        ["exit-nothing", "exit-multiple", "exit-years", "rounds-to-exit", "dilution-a-round"];
    for name in falls {
        let of = ROUNDS.map(|round| middle(&assumptions, name, round));
        assert!(of.windows(2).all(|pair| pair[0] >= pair[1]), "{name}: {of:?}");
    }
    let of = ROUNDS.map(|round| middle(&assumptions, "fair-value", round));
    assert!(of.windows(2).all(|pair| pair[0] < pair[1]), "fair-value: {of:?}");
}
