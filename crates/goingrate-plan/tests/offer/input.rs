//! What is assumed, what is refused, and what comes of figures at the ends of their ranges.

use crate::common::*;
use crate::money::law;
use goingrate_model::SeededRng;
use goingrate_plan::offer::*;

#[test]
fn only_what_is_needed_is_assumed() {
    let told = answer(&question(vec![base(100_000.0)], 2), &assumed());
    let mut names: Vec<&str> = told.used.iter().map(|used| used.name.as_str()).collect();
    names.sort_unstable();
    let expected = [
        "discount-rate",
        "hours-a-day",
        "leave-days",
        "public-holidays",
        "real-growth",
        "risk-aversion",
        "sick-days",
    ];
    assert_eq!(names, expected);
    let told = answer(&question(vec![private()], 2), &assumed());
    let stage = told.used.iter().find(|used| used.name == "exit-nothing").expect("assumed");
    assert_eq!((stage.of.as_deref(), stage.typical), (Some("series-b"), 0.5));
}

/// Whatever passes the checks gives finite numbers.
#[test]
fn extreme_questions_have_finite_answers() {
    let mut rng = SeededRng::new(9);
    for round in 0..60 {
        let mut pick = |of: &[f64]| of[(rng.uniform() * of.len() as f64) as usize];
        let mut one = listed();
        one.base = pick(&[0.0, 1.0, 1e15]);
        one.law = (round % 2 == 0).then(law);
        one.raise = Some(pick(&[-0.5, 0.0, 1.0]));
        one.share = ShareTerms {
            volatility: Some(pick(&[0.0, 0.4, 5.0])),
            drift: Some(pick(&[-0.9, 0.0, 2.0])),
            dividend: Some(pick(&[0.0, 1.0])),
        };
        let month = pick(&[0.0, 7.0, 240.0]) as u32;
        one.refresher = Some(Refresher { value: pick(&[0.0, 1e15]), month, vests: cliff() });
        one.payments = vec![payment(Part::LeftBehind, 0, pick(&[-1e15, 0.0, 1e15]), None)];
        let outcome =
            Outcome { name: String::new(), chance: 0.5, value: pick(&[0.0, 1e15]), years: 0.0 };
        let company = PrivateCompany {
            rounds: Some(pick(&[0.0, 0.5, 20.0])),
            dilution: Some(pick(&[0.0, 0.9])),
            stack: Some(pick(&[0.0, 1e15])),
            outcomes: if pick(&[0.0, 1.0]) > 0.0 { vec![outcome] } else { Vec::new() },
            ..company()
        };
        let strike = pick(&[0.0, 2.5, 1e15]);
        one.options = vec![options(20_000.0, strike, Company::Private(company))];
        let mut two = private();
        two.law = one.law.clone();
        let years = pick(&[1.0, 4.0, 10.0]) as u32;
        let mut asked = question(vec![one, two], years);
        asked.draws = 400;
        let told = answer(&asked, &assumed());
        for value in &told.offers {
            let totals = [value.total, value.total_gross, value.equity, value.steady.net];
            let each = totals.iter().flat_map(|s| [s.p10, s.p50, s.p90, s.mean]);
            let own = [value.sure, value.hour, value.once, value.options[0].owned[1]];
            assert!(each.chain(own).all(f64::is_finite), "{asked:?}\n{value:?}");
            assert!(value.sure <= value.total.mean + 1e-9 * value.total.mean.abs(), "{value:?}");
        }
    }
    let mut assumed = assumed();
    assumed.replace("rounds-to-exit=20").expect("a number");
    assumed.replace("exit-years=100").expect("a number");
    let told = answer(&question(vec![private()], 4), &assumed);
    assert!(told.offers[0].total.mean.is_finite());
    assumed.replace("risk-aversion=51").expect("a number");
    let problem = offer(&question(vec![private()], 4), &assumed, &|_| Ok(1.0));
    assert_eq!(problem.expect_err("too averse").field_name(), "assume");
}

#[test]
fn bad_input_is_refused_with_its_field() {
    let check = |change: &dyn Fn(&mut OfferQuestion), field: &str| {
        let mut asked = question(vec![private()], 4);
        change(&mut asked);
        let problem = offer(&asked, &assumed(), &|_| Ok(1.0)).expect_err(field);
        assert_eq!(problem.field_name(), field, "{problem}");
        assert!(problem.value.is_some() && problem.hint.is_some(), "{problem:?}");
    };
    fn company_of(asked: &mut OfferQuestion) -> &mut PrivateCompany {
        match &mut asked.offers[0].options[0].company {
            Company::Private(company) => company,
            Company::Listed { .. } => panic!("a private one"),
        }
    }
    check(&|q| q.offers.clear(), "offers");
    check(&|q| q.offers = vec![private(); 11], "offers");
    check(&|q| q.years = 0, "years");
    check(&|q| q.years = 11, "years");
    check(&|q| q.draws = 99, "draws");
    check(&|q| q.draws = 2_000_001, "draws");
    check(&|q| (q.offers, q.years, q.draws) = (vec![private(); 10], 10, 2_000_000), "draws");
    check(&|q| q.offers[0].base = f64::NAN, "base");
    check(&|q| q.offers[0].base = -1.0, "base");
    check(&|q| q.offers[0].benefits = f64::INFINITY, "benefits");
    check(&|q| q.offers[0].costs = -1.0, "costs");
    check(&|q| q.offers[0].exchange = 0.0, "exchange");
    check(&|q| q.offers[0].prices = f64::NAN, "prices");
    check(&|q| q.offers[0].raise = Some(f64::NAN), "raise");
    check(&|q| q.offers[0].options[0].strike = -0.5, "options[1].strike");
    check(&|q| q.offers[0].options[0].number = 2e8, "options[1].number");
    check(&|q| q.offers[0].options[0].vests[0].share = 0.9, "options[1].vests");
    check(&|q| q.offers[0].options[0].vests[0].month = 500, "options[1].vests");
    check(&|q| q.offers[0].options[0].window_months = Some(-1.0), "options[1].window_months");
    check(&|q| company_of(q).preferred = 0.0, "options[1].preferred");
    check(&|q| company_of(q).dilution = Some(1.0), "options[1].dilution");
    check(&|q| company_of(q).rounds = Some(1e9), "options[1].rounds");
    check(&|q| company_of(q).stack = Some(f64::NAN), "options[1].stack");
    let outcome = |chance| Outcome { name: String::new(), chance, value: 1e8, years: 4.0 };
    check(&|q| company_of(q).outcomes = vec![outcome(0.6); 2], "options[1].outcomes");
    check(&|q| company_of(q).outcomes = vec![outcome(-0.1)], "options[1].outcomes[1].chance");
    check(&|q| q.offers[0].share.volatility = Some(6.0), "share.volatility");
    check(&|q| q.offers[0].share.drift = Some(-1.0), "share.drift");
    let bonus =
        |target, guaranteed, chance| Some(Bonus { target, guaranteed, chance, payout: None });
    check(&|q| q.offers[0].bonus = bonus(-0.1, 0.0, 1.0), "bonus.target");
    check(&|q| q.offers[0].bonus = bonus(0.1, 1.1, 1.0), "bonus.guaranteed");
    check(&|q| q.offers[0].bonus = bonus(0.1, 0.0, 1.1), "bonus.chance");
    check(&|q| q.offers[0].payments[0].month = 241, "payments[1].month");
    check(&|q| q.offers[0].payments[0].amount = f64::NAN, "payments[1].amount");
    check(&|q| q.offers[0].time.hours_a_week = Some(0.0), "time.hours_a_week");
    check(&|q| q.offers[0].time.leave_days = Some(201.0), "time.leave_days");
    let nothing = |q: &mut OfferQuestion| {
        (q.offers[0].base, q.offers[0].payments, q.offers[0].options) = (0.0, vec![], vec![]);
    };
    check(&nothing, "base");
}
