//! How long a take-home computation takes: federal, payroll and state, on one core. A million a
//! second is a microsecond each.

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;

use goingrate_rules::{Amounts, Selection, Sheet, TaxCase};
use goingrate_units::{Currency, Pay, Period};

const PLACES: [&str; 5] = ["us-tx", "us-ca", "us-ny", "us-ny-nyc", "us-or"];

fn main() {
    divan::main();
}

/// A thousand incomes from 30,000 to 330,000.
#[divan::bench(args = PLACES)]
fn thousand_incomes(bencher: divan::Bencher, place: &str) {
    let rules = common::rules();
    let selection = Selection::employee(place, 2026);
    let plan = rules.plan(&selection).unwrap();
    bencher.counter(divan::counter::ItemsCount::new(1_000_u32)).bench_local(|| {
        let mut sheet = Sheet::default();
        let incomes = (0..1_000).map(|i| 30_000.0 + 300.0 * f64::from(i));
        incomes.map(|income| plan.net(&mut sheet, &Amounts::salary(black_box(income)))).sum::<f64>()
    });
}

/// Reading every file of rules.
#[divan::bench]
fn read(bencher: divan::Bencher) {
    let files = common::files();
    bencher.bench_local(|| {
        let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        goingrate_rules::Rules::read(pairs).map(|rules| rules.places().len()).unwrap()
    });
}

/// A question answered with all its lines, compiled anew.
#[divan::bench]
fn answer(bencher: divan::Bencher) {
    let rules = common::rules();
    let pay = Pay::new(148_000.0, Currency::USD, Period::Year).unwrap();
    let question = TaxCase::employee("us-ny-nyc", pay, 2026);
    bencher.bench_local(|| rules.take_home(black_box(&question)).unwrap());
}
