//! Job offers against formulas, and what must hold whatever is asked. The assumptions are a file of this test,
//! so that its figures stay as they are.

#[path = "offer/common.rs"]
mod common;

use common::*;
use goingrate_model::{SeededRng, normal_cdf};
use goingrate_plan::TakeHomeLaw;
use goingrate_plan::offer::*;
use goingrate_rules::{Rules, Selection};

#[test]
fn without_doubt_the_worth_is_the_formula() {
    let mut one = base(100_000.0);
    one.bonus = Some(Bonus { target: 0.2, guaranteed: 0.25, chance: 1.0, payout: Some([0.8; 3]) });
    one.payments = vec![
        payment(Part::SignOn, 0, 30_000.0, Some(Clawback { months: 48, pro_rata: true })),
        payment(Part::LeftBehind, 14, -5_000.0, None),
        Payment { taxed: false, ..payment(Part::SignOn, 1, 4_000.0, None) },
    ];
    one.grants = vec![Grant { value: 80_000.0, month: 1, vests: yearly(4) }];
    one.refresher = Some(Refresher { value: 12_000.0, month: 12, vests: yearly(3) });
    one.share = ShareTerms { volatility: Some(0.0), drift: Some(0.10), dividend: Some(0.02) };
    (one.benefits, one.costs, one.raise) = (6_000.0, 2_500.0, Some(0.03));
    let told = answer(&question(vec![one], 3), &assumed());
    let value = &told.offers[0];

    let (growth, worth) = (1.10f64 / 1.02, |t: f64| 1.04f64.powf(-t));
    let (mut total, mut undiscounted) = (0.0, 0.0);
    for year in 0..3 {
        let salary = 100_000.0 * 1.03f64.powi(year);
        let bonus = salary * 0.2 * (0.25 + 0.75 * 0.8);
        let pay = salary + bonus + 6_000.0 - 2_500.0;
        total += pay * worth(f64::from(year) + 0.5);
        undiscounted += pay;
    }
    let mut add = |amount: f64, month: f64| {
        total += amount * worth(month / 12.0);
        undiscounted += amount;
    };
    add(30_000.0, 0.0);
    add(4_000.0, 1.0);
    add(-5_000.0, 14.0);
    add(-30_000.0 * 12.0 / 48.0, 36.0);
    // Of the first grant, vests after 13 and 25 months; the one after 37 is lost.
    for month in [12.0f64, 24.0] {
        add(20_000.0 * growth.powf(month / 12.0), month + 1.0);
    }
    // Grants after 12 and 24 months: two vests and one.
    for (granted, vested) in [(12.0, 12.0), (12.0, 24.0), (24.0, 12.0f64)] {
        add(4_000.0 * growth.powf(vested / 12.0), granted + vested);
    }
    close(value.total.mean, total, 1e-9);
    close(value.total.p10, value.total.p90, 1e-12);
    close(value.sure, total, 1e-9);
    close(value.year.p50, total / 3.0, 1e-9);
    close(value.years.iter().map(|year| year.net.p50).sum(), undiscounted, 1e-9);
    close(value.once, 30_000.0 + 4_000.0 - 5_000.0 - 7_500.0, 1e-9);
    let steady = 100_000.0 * 1.03f64.powi(3) * (1.0 + 0.2 * 0.85)
        + 4_000.0 * (growth + growth.powi(2) + growth.powi(3))
        + 3_500.0;
    close(value.steady.gross.mean, steady, 1e-9);
    // 260 weekdays less 15, 10 and 5, of 8 hours.
    close(value.hours, 230.0 * 8.0, 1e-12);
    close(value.hour, total / 3.0 / (230.0 * 8.0), 1e-9);
    assert!(value.swings.is_empty(), "{:?}", value.swings);
    assert!(!told.after_tax);
}

#[test]
fn parts_add_up_to_gross_and_grants_to_their_value() {
    let mut rng = SeededRng::new(5);
    for _ in 0..40 {
        let count = 1 + (rng.uniform() * 30.0) as u32;
        let parts: Vec<f64> = (0..count).map(|_| rng.uniform()).collect();
        let sum: f64 = parts.iter().sum();
        let vests = parts
            .iter()
            .map(|part| Vest { month: (rng.uniform() * 61.0) as u32, share: part / sum });
        let mut one = base(100_000.0);
        one.grants = vec![Grant { value: 60_000.0, month: 0, vests: vests.collect() }];
        one.share = ShareTerms { volatility: Some(0.0), drift: Some(0.0), dividend: Some(0.0) };
        let told = answer(&question(vec![one], 5), &assumed());
        let shares = told.offers[0].years.iter().map(|year| year.parts[Part::Shares as usize]);
        close(shares.sum(), 60_000.0, 1e-9);
    }
    let told = answer(&question(vec![listed(), private()], 4), &assumed());
    for year in told.offers.iter().flat_map(|offer| offer.years.iter().chain([&offer.steady])) {
        close(year.parts.iter().sum(), year.gross.mean, 1e-9);
    }
}

#[test]
fn more_base_is_never_worth_less() {
    let mut last = f64::NEG_INFINITY;
    for base_salary in [50_000.0, 80_000.0, 80_001.0, 120_000.0, 300_000.0] {
        let told = answer(&question(vec![Offer { base: base_salary, ..private() }], 4), &assumed());
        let value = &told.offers[0];
        assert!(value.total.p50 > last, "{base_salary}: {:?}", value.total);
        last = value.total.p50;
    }
    let more = Offer { base: 151_000.0, ..listed() };
    let mut asked = question(vec![listed(), more], 4);
    asked.offers[1].grants.clear();
    asked.offers[0].grants.clear();
    asked.offers.iter_mut().for_each(|offer| offer.bonus = None);
    let told = answer(&asked, &assumed());
    assert_eq!(told.pairs[0].better, 0.0, "only the base differs");
}

#[test]
fn a_grant_has_the_expectation_of_its_drift() {
    for (month, volatility, seed) in [(0, 0.5, 1), (4, 0.8, 2), (7, 0.3, 3)] {
        let mut one = base(0.0);
        let vests = (1..=30).map(|i| Vest { month: i, share: 1.0 / 30.0 }).collect();
        one.grants = vec![Grant { value: 1_000.0, month, vests }];
        one.share =
            ShareTerms { volatility: Some(volatility), drift: Some(0.12), dividend: Some(0.03) };
        let mut asked = question(vec![one], 4);
        (asked.draws, asked.seed) = (40_000, seed);
        let told = answer(&asked, &assumed());
        let growth = 1.12f64 / 1.03;
        let expected: f64 =
            (1..=30).map(|i| 1_000.0 / 30.0 * growth.powf(f64::from(i) / 12.0)).sum();
        let got: f64 = told.offers[0].years.iter().map(|year| year.gross.mean).sum();
        let error = 1_000.0 * growth.powf(2.5) * ((volatility * volatility * 2.5).exp_m1()).sqrt()
            / (asked.draws as f64).sqrt();
        assert!((got - expected).abs() < 4.0 * error, "{month}: {got} {expected} {error}");
    }
}

/// Black & Scholes 1973, Journal of Political Economy 81:637–654, with dividends (Merton 1973).
#[test]
fn an_option_of_a_listed_company_is_worth_the_formula() {
    let (price, volatility, drift, dividend) = (50.0, 0.4, 0.05, 0.01);
    for (strike, years, seed) in [(50.0, 4, 1), (30.0, 2, 2), (90.0, 3, 3)] {
        let mut one = base(0.0);
        one.share = ShareTerms {
            volatility: Some(volatility),
            drift: Some(drift),
            dividend: Some(dividend),
        };
        one.options = vec![options(1_000.0, strike, Company::Listed { price })];
        let mut asked = question(vec![one], years);
        (asked.draws, asked.seed) = (100_000, seed);
        let told = answer(&asked, &assumed());
        let value = &told.offers[0].options[0];
        let t = f64::from(years);
        let growth = drift.ln_1p() - dividend.ln_1p();
        let sd = volatility * t.sqrt();
        let d1 = ((price / strike).ln() + (growth + volatility * volatility / 2.0) * t) / sd;
        let vested = value.vested;
        let expected =
            vested * (price * (growth * t).exp() * normal_cdf(d1) - strike * normal_cdf(d1 - sd));
        let square = price * price * (2.0 * growth * t + sd * sd).exp() * normal_cdf(d1 + sd);
        let error = vested * square.sqrt() / (asked.draws as f64).sqrt();
        assert!((value.payoff.mean - expected).abs() < 4.0 * error, "{value:?} {expected}");
        let nothing = 1.0 - normal_cdf(d1 - sd);
        let share_error = (nothing * (1.0 - nothing) / asked.draws as f64).sqrt();
        assert!((value.worthless - nothing).abs() < 4.0 * share_error, "{value:?} {nothing}");
    }
}

#[test]
fn the_same_seed_gives_the_same_answer() {
    let asked = question(vec![listed(), private()], 4);
    let told = |asked: &OfferQuestion| format!("{:?}", answer(asked, &assumed()));
    assert_eq!(told(&asked), told(&asked));
    assert_ne!(told(&asked), told(&OfferQuestion { seed: 8, ..asked.clone() }));
}

#[test]
fn who_leaves_early_has_less() {
    let cliff = |month: u32| {
        let mut one = base(100_000.0);
        let vests = vec![Vest { month, share: 0.25 }, Vest { month: month + 12, share: 0.75 }];
        one.grants = vec![Grant { value: 40_000.0, month: 0, vests }];
        answer(&question(vec![one], 1), &assumed()).offers.remove(0).years[0].parts
    };
    assert_eq!(cliff(13)[Part::Shares as usize], 0.0);
    close(cliff(12)[Part::Shares as usize], 10_000.0 * 1.04, 0.05);

    let back = |months: u32, pro_rata: bool| {
        let mut one = base(100_000.0);
        one.payments =
            vec![payment(Part::SignOn, 0, 20_000.0, Some(Clawback { months, pro_rata }))];
        answer(&question(vec![one], 1), &assumed()).offers[0].once
    };
    close(back(24, true), 10_000.0, 1e-12);
    close(back(24, false) + 1.0, 1.0, 1e-9);
    close(back(12, true), 20_000.0, 1e-12);
}

#[test]
fn a_company_below_its_preferences_leaves_nothing() {
    let outcome = |value: f64, years: f64, strike: f64| {
        let company = PrivateCompany {
            stack: Some(40e6),
            rounds: Some(0.0),
            outcomes: vec![Outcome { name: "sold".to_owned(), chance: 1.0, value, years }],
            ..company()
        };
        let mut one = base(100_000.0);
        one.options = vec![options(10_000.0, strike, Company::Private(company))];
        answer(&question(vec![one], 4), &assumed()).offers.remove(0).options.remove(0)
    };
    let nothing = outcome(39e6, 3.0, 0.0);
    assert_eq!((nothing.payoff.p90, nothing.worthless), (0.0, 1.0));
    // 10 million shares, of which the preferred ones are 40 %: a common share has a 6 millionth of the rest.
    close(outcome(46e6, 3.0, 0.0).payoff.mean, 10_000.0, 1e-9);
    // From 100 million on everybody converts.
    close(outcome(200e6, 3.0, 0.0).payoff.mean, 200_000.0, 1e-9);
    close(outcome(200e6, 3.0, 4.0).payoff.mean, 160_000.0, 1e-9);
    // After the stay and its window the options have to be exercised before, for 3 a share: on the way from 2.5
    // to 20 the fair value is above.
    let later = outcome(200e6, 6.0, 3.0);
    close(later.payoff.mean, 170_000.0, 1e-9);
    assert_eq!((later.early, later.lapse), (1.0, 0.0));
    // And on the way from 2.5 to 3.2 it is not.
    let lapsed = outcome(32e6 + 27.2e6, 6.0, 3.2);
    assert_eq!((lapsed.early, lapsed.lapse, lapsed.payoff.mean), (1.0, 1.0, 0.0));
    // Who exercised has lost it all where nothing is left.
    let lost = outcome(1e6, 20.0, 1.0);
    assert_eq!((lost.payoff.mean, lost.worthless), (-10_000.0, 1.0));
}

#[test]
fn what_makes_two_offers_equal_does() {
    let mut private = private();
    private.options[0].company = Company::Private(PrivateCompany {
        outcomes: vec![
            Outcome { name: "sold".to_owned(), chance: 0.4, value: 70e6, years: 3.0 },
            Outcome { name: "listed".to_owned(), chance: 0.4, value: 300e6, years: 6.0 },
        ],
        ..company()
    });
    let better = Offer { base: 110_000.0, ..listed() };
    let mut asked = question(vec![better, private], 4);
    asked.draws = 4_000;
    let pair = answer(&asked, &assumed()).pairs.remove(0);
    let mut seen = Vec::new();
    for equal in &pair.equal {
        let Some(to) = equal.to else { continue };
        let mut changed = asked.clone();
        let one = &mut changed.offers[equal.offer];
        match equal.of {
            EqualOf::Base => one.base = to,
            EqualOf::SignOn => one.payments[0].amount += to - equal.from,
            EqualOf::SharePrice => one.grants.iter_mut().for_each(|grant| grant.value *= to),
            EqualOf::ExitValue => match &mut one.options[0].company {
                Company::Private(company) => {
                    company.outcomes.iter_mut().for_each(|outcome| outcome.value *= to);
                }
                Company::Listed { .. } => panic!("a private one"),
            },
        }
        let more = answer(&changed, &assumed()).pairs[0].more;
        let spread = more.p90 - more.p10;
        assert!(more.p50.abs() < 1e-5 * spread, "{equal:?}: {more:?}");
        seen.push((equal.offer, equal.of));
    }
    let expected = [
        (1, EqualOf::Base),
        (1, EqualOf::SignOn),
        (1, EqualOf::ExitValue),
        (0, EqualOf::SharePrice),
    ];
    assert_eq!(seen, expected, "{pair:?}");
    let alike = question(vec![base(100_000.0), base(100_000.0)], 4);
    assert!(answer(&alike, &assumed()).pairs[0].equal.is_empty(), "they are equal");
}

#[test]
fn what_is_sure_is_never_more_than_the_mean() {
    let told = answer(&question(vec![listed(), private()], 4), &assumed());
    for value in &told.offers {
        assert!(value.sure < value.total.mean && value.sure > 0.0, "{value:?}");
    }
}

#[test]
fn what_matters_is_told_with_its_ends() {
    let told = answer(&question(vec![listed(), private()], 4), &assumed());
    let of = |value: &OfferValue, of: &SwingOf| {
        let found = value.swings.iter().find(|swing| swing.of == *of).cloned();
        found.unwrap_or_else(|| panic!("{of:?}: {:?}", value.swings))
    };
    let share = of(&told.offers[0], &SwingOf::Share);
    assert!(share.low < 1.0 && share.high > 1.5 && share.at_high > share.at_low, "{share:?}");
    let exit = of(&told.offers[1], &SwingOf::Exit);
    assert!(exit.low == 0.0 && exit.high > 100e6 && exit.at_high > exit.at_low, "{exit:?}");
    let widths = told.offers[1].swings.iter().map(|swing| (swing.at_high - swing.at_low).abs());
    assert!(widths.collect::<Vec<_>>().is_sorted_by(|a, b| a >= b), "most first");
    assert_eq!(told.pairs[0].better_by_year.len(), 4);
}

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
        "raise",
        "risk-aversion",
        "sick-days",
    ];
    assert_eq!(names, expected);
    let told = answer(&question(vec![private()], 2), &assumed());
    let stage = told.used.iter().find(|used| used.name == "exit-nothing").expect("assumed");
    assert_eq!((stage.of.as_deref(), stage.typical), (Some("series-b"), 0.5));
}

#[test]
fn money_of_another_country_moves_around_its_rate() {
    let mut asked = question(vec![base(100_000.0)], 4);
    let one = &mut asked.offers[0];
    (one.currency, one.exchange, one.paid_abroad) = (eur(), 1.1, true);
    one.prices = 1.3;
    one.raise = Some(0.0);
    asked.draws = 40_000;
    let told = answer(&asked, &assumed());
    let value = &told.offers[0];
    for (year, told) in value.years.iter().enumerate() {
        let sd = 0.10 * (year as f64 + 0.5).sqrt();
        let error = 143_000.0 * (sd * sd).exp_m1().sqrt() / 200.0;
        assert!((told.net.mean - 143_000.0).abs() < 4.0 * error, "{year}: {:?}", told.net);
        close(told.gross.mean * 1.3, told.net.mean, 1e-9);
        let wide = (told.net.p90 / told.net.p10).ln();
        close(wide, 2.0 * 1.2815515655446004 * sd, 0.03);
    }
    assert!(value.swings.iter().any(|swing| swing.of == SwingOf::Exchange));
}

/// Three brackets, read as a law is.
fn law() -> TakeHomeLaw {
    let tax = "
        title = 'Nowhere: tax'
        currency = 'USD'
        years = [2026]
        places = { xx = 'Nowhere' }
        source.law = { title = 'The law', url = 'https://example.org', checked = 2026-01-01 }
        [[line]]
        name = 'tax'
        what = 'Tax'
        shape = 'brackets'
        of = 'salary'
        counts = 'tax'
        [[line.value]]
        from = 2026-01-01
        brackets = { single = [[0, 0.1], [50_000, 0.2], [150_000, 0.4]], joint = 'twice single', head = 'single' }
        status = 'law'
        source = 'law'
        ";
    let covered = "country = [{ code = 'xx', name = 'Nowhere', status = 'all', verified_for = [], \
                   verified_by = '' }]";
    let files = [("data/rules/xx/tax.toml", tax), ("data/rules/coverage.toml", covered)];
    let rules = Rules::read(files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let selection = Selection::employee("xx", 2026);
    let plan = rules.plan(&selection).unwrap_or_else(|error| panic!("{error}"));
    TakeHomeLaw::of(&plan, 120_000.0, 1.0)
}

/// What the brackets leave.
fn left(gross: f64) -> f64 {
    let tax = 0.1 * gross + 0.1 * (gross - 50_000.0).max(0.0) + 0.2 * (gross - 150_000.0).max(0.0);
    gross - tax
}

#[test]
fn tax_is_that_of_all_pay_of_a_year_and_of_an_exit_on_top() {
    let sold = Outcome { name: "sold".to_owned(), chance: 1.0, value: 200e6, years: 6.0 };
    let company = PrivateCompany {
        stack: Some(0.0),
        rounds: Some(0.0),
        fair_value: Some(5.0),
        outcomes: vec![sold],
        ..company()
    };
    let mut one = base(100_000.0);
    (one.raise, one.law, one.benefits, one.costs) = (Some(0.0), Some(law()), 4_000.0, 1_000.0);
    one.payments = vec![
        payment(Part::SignOn, 3, 90_000.0, None),
        Payment { taxed: false, ..payment(Part::SignOn, 13, 7_000.0, None) },
        payment(Part::LeftBehind, 25, -10_000.0, None),
    ];
    one.options = vec![options(8_000.0, 2.0, Company::Private(company))];
    let told = answer(&question(vec![one], 3), &assumed());
    let value = &told.offers[0];
    // The table of the law is linear between points that lie 1.4 % apart.
    let near = 2e-4;
    close(value.years[0].net.p50, left(190_000.0) + 3_000.0, near);
    close(value.years[1].net.p50, left(100_000.0) + 10_000.0, near);
    close(value.years[2].net.p50, left(90_000.0) + 3_000.0, near);
    // 6,000 options have vested, are exercised at the end for 2 and bring 20 three years later: the gain of
    // 108,000 is taxed on top of 100,000.
    let gain = left(208_000.0) - left(100_000.0);
    let worth = |t: f64| 1.04f64.powf(-t);
    let later = (gain + 12_000.0) * worth(6.0) - 12_000.0 * worth(3.0);
    let kept = left(190_000.0) / 190_000.0;
    let years = (left(190_000.0) + 3_000.0 + 90_000.0 * kept * (worth(0.25) / worth(0.5) - 1.0))
        * worth(0.5)
        + (left(100_000.0) + 3_000.0) * worth(1.5)
        + 7_000.0 * worth(13.0 / 12.0)
        + (left(90_000.0) + 3_000.0) * worth(2.5)
        - 10_000.0 * left(90_000.0) / 90_000.0 * (worth(25.0 / 12.0) - worth(2.5));
    close(value.total.p50, years + later, near);
    assert!(told.after_tax);
}

#[test]
fn offers_of_one_company_see_the_same_of_it() {
    let of = |word: &str, mut offer: Offer| {
        offer.company = Some(word.to_owned());
        offer
    };
    let mut more = private();
    more.base += 5_000.0;
    let told = answer(&question(vec![of("a", private()), of("a", more.clone())], 4), &assumed());
    assert_eq!(told.pairs[0].better, 0.0, "one has more in every draw");
    let told = answer(&question(vec![of("a", private()), of("b", more)], 4), &assumed());
    assert!(told.pairs[0].better > 0.1, "{:?}", told.pairs[0]);
    let told = answer(&question(vec![of("a", listed()), of("a", listed())], 4), &assumed());
    assert_eq!((told.pairs[0].more.p10, told.pairs[0].more.p90), (0.0, 0.0));
    assert!(!told.used.iter().any(|used| used.name == "share-correlation"));
    let told = answer(&question(vec![of("a", listed()), of("b", listed())], 4), &assumed());
    assert!(told.used.iter().any(|used| used.name == "share-correlation"));
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
    assumed.replace("rounds-to-exit=1000000000").expect("a number");
    assumed.replace("exit-years=1000000000").expect("a number");
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
