//! A kind's usual features, built by its usual team, cost and last what a published report says of such
//! projects at that report's own rates (data/claims/cost-to-hire-2026.toml, sections "By project type"
//! and "Freelancer vs agency vs in-house"): its ranges are held against P20 to P80.

#![allow(clippy::print_stdout)] // The figures are the point: shown with --nocapture.

use goingrate::GoingRate;
use goingrate::ask::{ProjectQuestion, project};
use goingrate::model::normal_quantile;

/// How far an end of a range may be off, as a factor.
const TOLERANCE: f64 = 1.2;
/// USD an hour: the lowest a freelancer and the highest an agency charges, and the middle of their logs.
const RATES: [f64; 3] = [25.0, 55.0, 120.0];

/// Kind, cost in USD, months.
const REPORT: [(&str, [f64; 2], [f64; 2]); 4] = [
    ("simple API", [5e3, 20e3], [0.7, 1.4]),
    ("startup MVP", [25e3, 80e3], [2.0, 4.0]),
    ("SaaS platform", [80e3, 300e3], [4.0, 8.0]),
    ("enterprise system", [250e3, 1e6], [8.0, 18.0]),
];

/// P20 and P80 of a product of two independent amounts by their quantiles.
fn ends_of_product(one: &[f64], other: &[f64]) -> [f64; 2] {
    let mut all: Vec<f64> = one.iter().flat_map(|a| other.iter().map(move |b| a * b)).collect();
    all.sort_by(f64::total_cmp);
    [0.2, 0.8].map(|share| all[(share * all.len() as f64) as usize])
}

/// One rate for the whole project: what differs is where and by whom it is built.
fn rates() -> Vec<f64> {
    let [low, middle, high] = RATES;
    let rate = |at: usize| {
        let z = normal_quantile(at as f64 / 100.0) / normal_quantile(0.9);
        middle * if z < 0.0 { (middle / low).powf(z) } else { (high / middle).powf(z) }
    };
    (1..100).map(rate).collect()
}

#[test]
fn a_kind_costs_and_lasts_what_the_report_says() {
    let going_rate = GoingRate::open().expect("the carried data");
    let today = "2026-11-30".parse().expect("a day");
    let mut wrong = String::new();
    for (kind, cost, months) in REPORT {
        let question = ProjectQuestion { text: kind.to_owned(), ..ProjectQuestion::new(today) };
        let answer = project(&going_rate, &question).expect("a kind is enough");
        // The hours that are paid: what the answer's team costs at one dollar an hour.
        let paid = answer.answer.paid_days.curve.iter().map(|days| 8.0 * days);
        let found = ends_of_product(&paid.collect::<Vec<_>>(), &rates());
        let time = [answer.answer.months.p20, answer.answer.months.p80];
        let line = format!(
            "{kind}: {:.0} to {:.0} USD ({:.0} to {:.0}), {:.1} to {:.1} months ({:.1} to {:.1})\n",
            found[0], found[1], cost[0], cost[1], time[0], time[1], months[0], months[1],
        );
        print!("{line}");
        let ends = found.iter().zip(&cost).chain(time.iter().zip(&months));
        let off = ends.map(|(found, said)| (found / said).ln().abs()).fold(0.0, f64::max);
        if off > TOLERANCE.ln() {
            wrong += &line;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
