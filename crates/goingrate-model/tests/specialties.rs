//! Specialties that may lie apart from their occupation: the carried book tells them apart, and an sd
//! of something that is no specialty is refused.

mod carried;

use carried::Carried;
use goingrate_evidence::Evidence;
use goingrate_model::{FitOptions, fit};

/// Nothing is fitted: what the priors say is looked at first.
#[track_caller]
fn check(slug: &str, sd: f64) {
    let Carried { taxonomy, mut priors, rates, .. } = Carried::open();
    priors.specialties.insert(slug.to_owned(), sd);
    let options = FitOptions::default();
    let refusal = fit(&Evidence::default(), &taxonomy, &priors, &rates, options).err();
    let told = refusal.map(|error| error.to_string()).unwrap_or_default();
    assert!(told.contains(slug) && told.contains("no specialty"), "{slug}: {told:?}");
}

#[test]
fn an_sd_of_no_specialty_is_refused() {
    check("data-analist", 0.2);
    check("15-2051", 0.2);
    check("data-analyst", 0.0);
    check("data-analyst", f64::NAN);
}

/// Surveys and filings of one and the same source pay analysts of data far less than scientists, and
/// official statistics put them together: an answer is between.
#[test]
fn a_data_analyst_is_no_data_scientist() {
    let carried = Carried::open();
    let median = |text: &str| {
        let profile = carried.profile(text);
        carried.estimator().estimate(&profile).expect(text).percentiles[2].ln
    };
    let below = median("data scientist") - median("data analyst");
    assert!((0.15..0.45).contains(&below), "{below}");
    let apart = median("machine learning engineer") - median("backend developer");
    assert!(apart > 0.03, "{apart}");
}
