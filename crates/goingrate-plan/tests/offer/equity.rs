//! Shares and options against formulas.

use crate::common::*;
use goingrate_model::normal_cdf;
use goingrate_plan::offer::*;

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
fn rounds_to_come_dilute_and_are_paid_back_first() {
    let check = |rounds: f64, times: f64, price: f64, owned: f64| {
        let sold =
            Outcome { name: "sold".to_owned(), chance: 1.0, value: times * 100e6, years: 3.0 };
        let company = PrivateCompany {
            stack: Some(0.0),
            rounds: Some(rounds),
            dilution: Some(0.2),
            outcomes: vec![sold],
            ..company()
        };
        let mut one = base(100_000.0);
        one.options = vec![options(10_000.0, 0.0, Company::Private(company))];
        let told = answer(&question(vec![one], 4), &assumed()).offers.remove(0).options.remove(0);
        close(told.payoff.mean, 10_000.0 * price, 1e-9);
        close(told.owned[0], 1e-3, 1e-12);
        close(told.owned[1], 1e-3 * owned, 1e-12);
    };
    check(0.0, 1.0, 10.0, 1.0);
    // Two rounds at the same value raise 40 % of it, which their part of 36 % would not bring back: they take
    // their money, and the rest is for the 64 % of 15.6 million shares that are not theirs.
    check(2.0, 1.0, 60e6 / 10e6, 0.64);
    // At four times the value they convert.
    check(2.0, 4.0, 40.0 * 0.64, 0.64);
    // Half a round sells half as much, at two thirds of the way.
    check(0.5, 1.0, 90e6 / 10e6, 0.9);
    check(0.5, 4.0, 40.0 * 0.9, 0.9);
}
