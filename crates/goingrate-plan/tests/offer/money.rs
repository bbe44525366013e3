//! Pay of a year, payments of once, tax and money of other countries, against formulas.

use crate::common::*;
use goingrate_model::SeededRng;
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
pub fn law() -> TakeHomeLaw {
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
