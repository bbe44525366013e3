//! What planners take from the carried book: the joint uncertainty of several profiles, what people of
//! one profile are paid, the mean, and draws of all of these.

mod carried;

use carried::Carried;
use goingrate_model::{Estimator, Joint, SeededRng, normal_cdf};
use goingrate_units::{Currency, Pay, Period, Profile};

const PROFILES: [&str; 6] = [
    "senior backend, Austin",
    "senior backend, Poland",
    "data scientist, Seattle, python",
    "software developer, United States",
    "engineering manager, India",
    "junior frontend, Germany",
];

fn joint(carried: &Carried, texts: &[&str]) -> Joint {
    let profiles: Vec<Profile> = texts.iter().map(|text| carried.profile(text)).collect();
    carried.estimator().jointly(&profiles).expect("a joint")
}

fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found} is not {expected}");
}

#[test]
fn together_every_profile_is_as_uncertain_as_alone() {
    let carried = Carried::open();
    let joint = joint(&carried, &PROFILES);
    for (at, text) in PROFILES.iter().enumerate() {
        let alone = carried.estimator().estimate(&carried.profile(text)).expect("an estimate");
        assert_eq!(joint.currency(at), alone.currency);
        for (found, alone) in joint.percentiles(at).iter().zip(&alone.percentiles) {
            close(found.ln, alone.ln, 1e-12, text);
            close(found.sd / alone.sd, 1.0, 1e-6, text);
        }
    }
}

#[test]
fn the_difference_of_two_profiles_is_as_uncertain_as_versus_says() {
    let carried = Carried::open();
    let (first, second) = (carried.profile(PROFILES[0]), carried.profile("senior backend, Texas"));
    let versus = carried.estimator().versus(&first, &second).expect("both");
    let joint = carried.estimator().jointly_in_dollars(&[first, second]).expect("both");
    let variance = joint.median_covariance(0, 0) + joint.median_covariance(1, 1)
        - 2.0 * joint.median_covariance(0, 1);
    close(variance.sqrt() / versus.ratio.sd, 1.0, 1e-4, "sd of the difference");
    close(joint.median(1).ln - joint.median(0).ln, versus.ratio.ln, 1e-9, "difference");
    assert_eq!(joint.currency(1), Currency::USD);
}

#[test]
fn what_profiles_share_is_uncertain_for_both() {
    let carried = Carried::open();
    let texts = ["senior backend, Austin", "senior frontend, Austin", "junior nurse, Berlin"];
    let texts = [texts[0], texts[1], "director, India, freelance"];
    let joint = joint(&carried, &texts);
    let (near, far) = (joint.median_correlation(0, 1), joint.median_correlation(0, 2));
    assert!((0.0..=1.0).contains(&near), "{near}");
    assert!(near > far, "{near} {far}");
    close(joint.median_correlation(1, 1), 1.0, 1e-12, "with itself");
}

#[test]
fn a_profile_named_twice_is_one() {
    let carried = Carried::open();
    let joint = joint(&carried, &[PROFILES[2], PROFILES[2]]);
    close(joint.median_correlation(0, 1), 1.0, 1e-9, "correlation");
    let drawn = joint.draw(&mut SeededRng::new(5));
    for (one, other) in drawn[0].iter().zip(&drawn[1]) {
        close(*one, *other, 1e-5, "draws of one and the same");
    }
}

#[test]
fn draws_have_the_means_and_covariances_that_they_are_drawn_from() {
    let carried = Carried::open();
    let joint = joint(&carried, &PROFILES[..3]);
    let size = joint.means().len();
    let (draws, mut rng) = (40_000, SeededRng::new(11));
    let (mut sums, mut products) = (vec![0.0; size], vec![0.0; size * size]);
    for _ in 0..draws {
        let drawn = joint.draw(&mut rng).concat();
        let off: Vec<f64> = drawn.iter().zip(joint.means()).map(|(x, mean)| x - mean).collect();
        for (i, x) in off.iter().enumerate() {
            sums[i] += x;
            off.iter().enumerate().for_each(|(j, y)| products[i * size + j] += x * y);
        }
    }
    let (n, covariances) = (f64::from(draws), joint.covariances());
    let sd = |i: usize| covariances[i * size + i].sqrt();
    for i in 0..size {
        // Five standard errors of a mean and of a covariance.
        close(sums[i] / n / sd(i), 0.0, 5.0 / n.sqrt(), "mean");
        for j in 0..size {
            let unit = sd(i) * sd(j);
            let (found, given) = (products[i * size + j] / n, covariances[i * size + j]);
            close(found / unit, given / unit, 5.0 * (2.0 / n).sqrt(), "covariance");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_draws() {
    let carried = Carried::open();
    let joint = joint(&carried, &PROFILES);
    let pay = carried.estimator().distribution(&carried.profile(PROFILES[1])).expect("pay");
    let of = |seed| {
        let mut rng = SeededRng::new(seed);
        (joint.draw(&mut rng), pay.draw(&mut rng))
    };
    assert_eq!(of(3), of(3));
    assert_ne!(of(3), of(4));
}

fn for_each_pay(check: impl Fn(&str, &Estimator, &Profile)) {
    let carried = Carried::open();
    for text in PROFILES {
        check(text, &carried.estimator(), &carried.profile(text));
    }
}

#[test]
fn a_quantile_and_the_distribution_function_are_inverse() {
    for_each_pay(|text, estimator, profile| {
        let pay = estimator.distribution(profile).expect(text);
        for p in [1e-4, 0.01, 0.1, 0.25, 0.5, 0.77, 0.9, 0.99, 0.9999] {
            let amount = pay.quantile(p).expect(text);
            close(pay.cdf(amount).expect(text), p, 1e-9, text);
            let hour = amount.per(Period::Hour);
            close(pay.cdf(hour).expect(text), p, 1e-9, "an hour's");
        }
    });
}

#[test]
fn quantiles_are_those_of_the_estimate_and_outside_of_0_to_1_there_are_none() {
    for_each_pay(|text, estimator, profile| {
        let pay = estimator.distribution(profile).expect(text);
        let estimate = estimator.estimate(profile).expect(text);
        for (p, figure) in [0.1, 0.25, 0.5, 0.75, 0.9].iter().zip(&estimate.percentiles) {
            close(pay.ln_quantile(*p).expect(text), figure.ln, 1e-7, text);
        }
        close(pay.mean().ln_yearly(), estimate.mean.ln, 1e-9, "mean");
        assert!(estimate.mean.ln > estimate.percentiles[2].ln && estimate.mean.sd > 0.0);
        assert!([0.0, 1.0, -0.5, f64::NAN].iter().all(|&p| pay.quantile(p).is_err()));
        let other = if pay.currency() == Currency::USD { "EUR" } else { "USD" };
        let other = Pay::new(1e5, other.parse().expect("a currency"), Period::Year);
        assert!(pay.cdf(other.expect("pay")).is_err());
    });
}

#[test]
fn the_mean_is_the_integral_of_the_quantile_function() {
    for_each_pay(|text, estimator, profile| {
        let pay = estimator.distribution(profile).expect(text);
        // ∫ Q(p) dp = ∫ Q(Φ(z)) φ(z) dz, by the trapezoidal rule in z.
        let step = 0.02;
        let at = |k: i32| {
            let z = f64::from(k) * step;
            let density = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
            pay.quantile(normal_cdf(z)).expect(text).amount() * density * step
        };
        let integral: f64 = (-350..=350).map(at).sum();
        close(integral / pay.mean().amount(), 1.0, 1e-5, text);
    });
}

#[test]
fn people_drawn_lie_as_the_quantiles_say_and_move_with_the_market() {
    for_each_pay(|text, estimator, profile| {
        let pay = estimator.distribution(profile).expect(text);
        let mut rng = SeededRng::stream(9, 1);
        let drawn: Vec<f64> =
            (0..4_000).map(|_| pay.cdf(pay.draw(&mut rng)).expect(text)).collect();
        for p in [0.1, 0.5, 0.9] {
            let below = drawn.iter().filter(|&&at| at < p).count() as f64 / drawn.len() as f64;
            close(below, p, 4.5 * (p * (1.0 - p) / 4_000.0).sqrt(), text);
        }
        let moved = pay.moved_by(0.1).mean().amount() / pay.mean().amount();
        close(moved, 0.1f64.exp(), 1e-9, "moved");
    });
}
