//! Speed of what users wait for: `cargo bench -p goingrate`. Targets and results: bench/README.md.
#![allow(missing_docs, clippy::disallowed_methods)]

use divan::Bencher;
use goingrate::GoingRate;
use goingrate::units::{Date, ExchangeRates, Profile, Taxonomy, parse};

fn main() {
    divan::main();
}

fn today() -> Date {
    Date::new(2026, 11, 22).expect("a date")
}

fn asked(rates: &GoingRate) -> Profile {
    parse::profile("senior backend, Seattle, Rust", &rates.taxonomy, today())
        .expect("a profile")
        .profile
}

#[divan::bench]
fn open_taxonomy() -> Taxonomy {
    Taxonomy::read(&goingrate::data::TAXONOMY).expect("the taxonomy")
}

#[divan::bench]
fn open_exchange_rates() -> ExchangeRates {
    ExchangeRates::read(goingrate::data::CURRENCY).expect("the rates")
}

#[divan::bench]
fn open_book() -> goingrate::model::Book {
    let taxonomy = Taxonomy::read(&goingrate::data::TAXONOMY).expect("the words");
    goingrate::model::Book::read(goingrate::data::BOOK, &taxonomy).expect("the book")
}

#[divan::bench]
fn parse_question(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    bencher.bench_local(|| asked(&rates));
}

#[divan::bench]
fn estimate_percentiles(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    let profile = asked(&rates);
    bencher.bench_local(|| rates.estimator().percentiles(&profile).expect("an estimate"));
}

/// The same by a batch_estimator that has met the place.
#[divan::bench]
fn price_place_met(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    let profile = asked(&rates);
    let mut batch_estimator = rates.batch_estimator();
    bencher.bench_local(|| batch_estimator.percentiles(&profile).expect("an estimate"));
}

/// A thousand profiles by a batch_estimator that has met their places: roles, levels, areas and skills mixed.
#[divan::bench]
fn price_thousand(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    let roles = ["backend", "frontend", "data engineer", "QA engineer", "platform engineer"];
    let levels = ["junior", "mid", "senior", "staff"];
    let places = ["Seattle", "Austin", "Denver", "Boston", "Orlando"];
    let skills = ["Rust", "Python", "Go", "Java", "Kubernetes"];
    let profile = |at: usize| {
        let words = [levels[at % 4], roles[at / 4 % 5], places[at / 20 % 5], skills[at / 100 % 5]];
        let text = format!("{} {}, {}, {}", words[0], words[1], words[2], words[3]);
        parse::profile(&text, &rates.taxonomy, today()).expect("a profile").profile
    };
    let profiles: Vec<Profile> = (0..1000).map(profile).collect();
    let mut batch_estimator = rates.batch_estimator();
    bencher.counter(divan::counter::ItemsCount::new(profiles.len())).bench_local(|| {
        profiles
            .iter()
            .map(|p| batch_estimator.percentiles(p).expect("an estimate")[2].ln)
            .sum::<f64>()
    });
}

/// Opening a batch estimator.
#[divan::bench]
fn open_batch_estimator(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    bencher.bench_local(|| rates.batch_estimator());
}

#[divan::bench]
fn estimate_whole(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    let profile = asked(&rates);
    bencher.bench_local(|| rates.estimator().estimate(&profile).expect("an estimate"));
}

#[divan::bench(sample_count = 5)]
fn basis_prepare(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    let (evidence, _) = goingrate::evidence(&rates.taxonomy).expect("the evidence");
    bencher.bench_local(|| rates.analysis(&evidence).expect("an analysis"));
}

#[divan::bench]
fn basis(bencher: Bencher) {
    let rates = GoingRate::open().expect("the carried data");
    let (evidence, _) = goingrate::evidence(&rates.taxonomy).expect("the evidence");
    let analysis = rates.analysis(&evidence).expect("an analysis");
    let profile = asked(&rates);
    bencher.bench_local(|| analysis.basis(&profile).expect("a basis"));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn fit() -> usize {
    goingrate::fit_default(|_| ()).expect("a fit").0.diagnosis.iterations
}
