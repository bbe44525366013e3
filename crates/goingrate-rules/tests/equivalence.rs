//! The rate worth a salary and back, in every country.

mod common;

use goingrate_rules::{
    AssumptionName, Equivalence, EquivalenceQuestion, Override, Rules, Selection, WorthOf,
};
use goingrate_units::{Currency, Pay, Period, Problem};

/// Place, a typical salary, and how far there and back may be off: taxes that are rounded to whole
/// units make teeth of this size.
const COUNTRIES: [(&str, f64, f64); 15] = [
    ("us-tx", 150_000.0, 0.01),
    ("us-ny-nyc", 150_000.0, 0.01),
    ("gb", 75_000.0, 0.01),
    ("ie", 80_000.0, 0.01),
    ("ca-on", 110_000.0, 0.01),
    ("ch", 120_000.0, 60.0),
    ("de", 75_000.0, 5.0),
    ("fr", 60_000.0, 5.0),
    ("nl", 75_000.0, 5.0),
    ("es-md", 50_000.0, 0.01),
    ("pl", 240_000.0, 5.0),
    ("ro", 180_000.0, 5.0),
    ("ua", 1_800_000.0, 0.01),
    ("in", 3_000_000.0, 40.0),
    ("ar", 60_000_000.0, 0.01),
];

fn currency(rules: &Rules, place: &str) -> Currency {
    rules.plan(&Selection::employee(place, 2026)).map(|plan| plan.currency()).unwrap()
}

fn salary(rules: &Rules, place: &str, amount: f64) -> WorthOf {
    WorthOf::Salary(Pay::new(amount, currency(rules, place), Period::Year).unwrap())
}

fn ask(rules: &Rules, place: &str, worth_of: WorthOf, assume: &[&str]) -> Equivalence {
    let assume = assume.iter().map(|text| Override::parse(text).unwrap()).collect();
    let question =
        EquivalenceQuestion { assume, ..EquivalenceQuestion::new(place, 2026, worth_of) };
    rules.equivalence(&question).unwrap_or_else(|problem| panic!("{place}: {problem}"))
}

#[test]
fn every_country_with_rules_of_the_self_employed_is_there() {
    let rules = common::rules();
    for country in &rules.coverage().countries {
        assert!(!rules.self_employed_regimes(&country.code).is_empty(), "{}", country.code);
    }
}

/// The salary worth the rate that is worth a salary is that salary.
#[test]
fn there_and_back_is_where_one_started() {
    let rules = common::rules();
    for (place, typical, within) in COUNTRIES {
        for times in [0.6, 1.0, 2.5] {
            let given = salary(&rules, place, typical * times);
            let there = ask(&rules, place, given, &[]);
            for end in [&there.low, &there.high] {
                let question = EquivalenceQuestion {
                    billable_hours: Some((end.hours, end.hours)),
                    ..EquivalenceQuestion::new(place, 2026, WorthOf::Rate(end.rate))
                };
                let back = rules.equivalence(&question).unwrap().low.salary.amount();
                let gap = (back - typical * times).abs();
                assert!(gap <= within * times.max(1.0), "{place} {times}: {back} is {gap} off");
            }
        }
    }
}

#[test]
fn more_salary_is_worth_a_higher_rate() {
    let rules = common::rules();
    for (place, typical, _) in COUNTRIES {
        let rate = |times: f64| {
            let given = salary(&rules, place, typical * times);
            ask(&rules, place, given, &[]).low.rate.amount()
        };
        let rates: Vec<f64> = (3..30).map(|tenths| rate(f64::from(tenths) / 10.0)).collect();
        assert!(rates.windows(2).all(|pair| pair[0] < pair[1]), "{place}: {rates:?}");
    }
}

/// Both computations end with the same money, and their steps add up to it.
#[test]
fn both_sides_keep_the_same() {
    let rules = common::rules();
    for (place, typical, within) in COUNTRIES {
        let answer = ask(&rules, place, salary(&rules, place, typical), &[]);
        let mut kept = vec![];
        for steps in [&answer.low.employee, &answer.low.self_employed] {
            let amount = |step: &goingrate_rules::Step| step.amount.amount();
            let (last, steps) = steps.split_last().unwrap();
            let sum: f64 = steps.iter().map(amount).sum();
            assert!((sum - amount(last)).abs() < 0.01, "{place}: {sum}, {last:?}");
            kept.push(amount(last));
        }
        assert!((kept[0] - kept[1]).abs() <= within, "{place}: {kept:?}");
    }
}

#[test]
fn every_assumption_names_its_source_and_day() {
    let rules = common::rules();
    for (place, typical, _) in COUNTRIES {
        let answer = ask(&rules, place, salary(&rules, place, typical), &[]);
        for assumed in &answer.assumptions {
            let told = !assumed.source.is_empty() && assumed.checked.is_some();
            assert!(told && assumed.low <= assumed.value, "{place}: {assumed:?}");
            assert!(assumed.value <= assumed.high, "{place}: {assumed:?}");
        }
    }
}

/// Every assumption can be replaced, and more of what costs or of days off asks for a higher rate.
#[test]
fn an_override_moves_the_answer_the_right_way() {
    let rules = common::rules();
    for (place, typical, _) in COUNTRIES {
        let rate = |assume: &[&str]| {
            ask(&rules, place, salary(&rules, place, typical), assume).low.rate.amount()
        };
        let usual = rate(&[]);
        let costs = ["paid-leave=45", "public-holidays=20", "sick-days=30", "pension=40%"];
        for more in costs.iter().chain(&["insurance=20%", "billable-share=50%"]) {
            assert!(rate(&[more]) > usual, "{place}: {more} asks for no more");
        }
        let none = ["paid-leave=0", "pension=0", "insurance=0", "indemnity=0", "business-costs=0"];
        assert!(rate(&none) < usual, "{place}");
        assert!(rate(&["hours-a-day=9"]) < usual, "{place}");
    }
    let germany = salary(&rules, "de", 75_000.0);
    let whole = ask(&rules, "de", germany, &["state-pension=100%"]);
    let none = ask(&rules, "de", germany, &["state-pension=0%"]);
    assert!(whole.low.billings - none.low.billings > 13_950.0 * 0.5);
    let own = whole.assumptions.iter().find(|a| a.name == AssumptionName::StatePension).unwrap();
    assert_eq!((own.status.as_str(), own.value), ("yours", 1.0));
}

/// By hand in Texas for 100,000 with nothing assumed but the law: an employee pays 10 % of 12,400,
/// 12 % of 38,000 and 22 % of 33,500 (83,900 taxed) and 7.65 %, and keeps 79,180. Billings b pay
/// 0.153 × 0.9235 b; federal tax is on (b − half of that) × 0.8 − 16,100 × 0.8, for 20 % of taxable
/// income are off: 1,240 + 4,560 + 22 % of what is above 50,400.
#[test]
fn the_united_states_by_hand() {
    let rules = common::rules();
    let nothing = ["pension=0", "insurance=0", "indemnity=0", "business-costs=0"];
    let answer = ask(&rules, "us-tx", salary(&rules, "us-tx", 100_000.0), &nothing);
    let self_employment = 0.153 * 0.9235;
    let taxed = 0.8 * (1.0 - 0.5 * self_employment);
    // 79,180 = b (1 − s) − 5,800 − 0.22 (taxed b − 12,880 − 50,400)
    let expected = (79_180.0 + 5_800.0 - 0.22 * (12_880.0 + 50_400.0))
        / (1.0 - self_employment - 0.22 * taxed);
    assert!((answer.low.billings - expected).abs() < 0.01, "{} {expected}", answer.low.billings);
    // 260 days less 15, 8 and 5 of 8 hours, of which 55 to 75 % can be billed.
    let hours = [answer.low.hours - 1_392.0, answer.high.hours - 1_020.8];
    assert!(hours.iter().all(|gap| gap.abs() < 1e-9), "{hours:?}");
    assert!((answer.low.rate.amount() - expected / 1_392.0).abs() < 1e-5);
}

/// Contributions of Argentina's simplified regime come in steps: a year's billings just above one
/// leave less than those just below it, and are worth no smaller salary for that.
#[test]
fn a_step_of_the_law_makes_a_plateau_and_no_fall() {
    let rules = common::rules();
    let worth = |billings: f64| {
        let rate = Pay::new(billings / 1000.0, currency(&rules, "ar"), Period::Hour).unwrap();
        let question = EquivalenceQuestion {
            billable_hours: Some((1000.0, 1000.0)),
            ..EquivalenceQuestion::new("ar", 2026, WorthOf::Rate(rate))
        };
        rules.equivalence(&question).unwrap().low.salary.amount()
    };
    let (below, above) = (worth(46_211_000.0), worth(46_212_000.0));
    // The best of the grid below counts, which is at most 2 % under the step.
    assert!(above > 0.97 * below, "{below} {above}");
}

fn refused(question: EquivalenceQuestion) -> Problem {
    common::rules().equivalence(&question).unwrap_err()
}

#[test]
fn refusals_name_what_there_is() {
    let rules = common::rules();
    let poland = salary(&rules, "pl", 240_000.0);
    let ask = |place: &str| EquivalenceQuestion::new(place, 2026, poland);
    let problem = refused(ask("br"));
    assert!(problem.to_string().contains("Poland (pl)"), "{problem}");
    let problem = refused(EquivalenceQuestion { regime: Some("lump".into()), ..ask("pl") });
    assert_eq!(
        (problem.nearest, problem.field.as_deref()),
        (vec!["lump-sum".into()], Some("regime"))
    );
    let problem = refused(EquivalenceQuestion { year: 2019, ..ask("pl") });
    assert!(problem.to_string().contains("2025, 2026"), "{problem}");
    let problem = refused(ask("de"));
    assert!(problem.to_string().contains("convert it first"), "{problem}");
    for wrong in ["pension", "pension=9", "paid-leave=5%", "hours-a-day=0", "indemnity=-1"] {
        assert!(Override::parse(wrong).is_err(), "{wrong}");
    }
    let days = vec![Override::parse("paid-leave=255").unwrap()];
    let problem = refused(EquivalenceQuestion { assume: days, ..ask("pl") });
    assert!(problem.to_string().contains("fewer days off"), "{problem}");
}

#[test]
fn a_regime_with_a_limit_says_when_it_is_passed() {
    let rules = common::rules();
    let micro = |amount| EquivalenceQuestion {
        regime: Some("micro".into()),
        ..EquivalenceQuestion::new("fr", 2026, salary(&rules, "fr", amount))
    };
    assert!(rules.equivalence(&micro(50_000.0)).unwrap().remarks.is_empty());
    let above = rules.equivalence(&micro(90_000.0)).unwrap();
    assert!(above.remarks[0].contains("83600"), "{:?}", above.remarks);
}
