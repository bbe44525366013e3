//! Prints our results as CSV, for bench/rules/compare.py: every state, seven incomes, all filings.
//! `cargo run --release -p goingrate-rules --example compare -- 2026 > ours.csv`
//! With `time` behind the year it works the states' computations for a second of processor time and
//! prints how many there were in how many seconds.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

#[path = "../tests/common/mod.rs"]
mod common;

use goingrate_rules::{Amounts, Counts, Filing, Plan, Rules, Selection, Sheet};

const INCOMES: [f64; 7] = [30e3, 50e3, 80e3, 120e3, 180e3, 300e3, 490e3];

fn main() -> Result<(), Box<dyn Error>> {
    let year: i16 = std::env::args().nth(1).as_deref().unwrap_or("2026").parse()?;
    let rules = common::rules();
    if std::env::args().nth(2).as_deref() == Some("time") {
        return time(&rules, year);
    }
    println!("place,filing,income,federal,payroll,state_tax,local_tax,state_contribution,net,salt");
    for place in rules.places().into_keys() {
        print_place(&rules, place, year)?;
    }
    Ok(())
}

/// Single people and couples of every state at seven incomes, over and over.
fn time(rules: &Rules, year: i16) -> Result<(), Box<dyn Error>> {
    let states = rules.places().into_keys().filter(|place| is_state(place));
    let filings = [Filing::Single, Filing::Joint];
    let selections = states.flat_map(|place| {
        filings.map(|filing| Selection { filing, ..Selection::employee(place, year) })
    });
    let selections: Vec<Selection> = selections.collect();
    let plans = selections.iter().map(|selection| rules.plan(selection));
    let plans: Vec<Plan> = plans.collect::<Result<_, _>>()?;
    let (mut sheet, mut done, clock) = (Sheet::default(), 0_u64, Clock::start());
    while clock.seconds() < 1.0 {
        for plan in &plans {
            for income in INCOMES {
                black_box(plan.net(&mut sheet, &Amounts::salary(black_box(income))));
                done += 1;
            }
        }
    }
    println!("computations,seconds\n{done},{:.3}", clock.seconds());
    Ok(())
}

/// Seconds that the processor worked for this process, so that other work beside it does not
/// count; seconds on the wall where the system does not tell.
struct Clock {
    worked: Option<f64>,
    started: Instant,
}

impl Clock {
    fn start() -> Clock {
        Clock { worked: worked(), started: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        let worked = self.worked.and_then(|before| Some(worked()? - before));
        worked.unwrap_or_else(|| self.started.elapsed().as_secs_f64())
    }
}

/// Linux tells nanoseconds of a process.
fn worked() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(told.split(' ').next()?.parse::<f64>().ok()? * 1e-9)
}

fn is_state(place: &str) -> bool {
    place.starts_with("us-") && place.matches('-').count() == 1
}

fn print_place(rules: &Rules, place: &str, year: i16) -> Result<(), Box<dyn Error>> {
    for filing in Filing::ALL {
        let selection = Selection { filing: *filing, ..Selection::employee(place, year) };
        let Ok(plan) = rules.plan(&selection) else { continue };
        for income in INCOMES {
            println!("{place},{},{income},{}", filing.slug(), row(&plan, income));
        }
    }
    Ok(())
}

/// The columns of one computation. Lines of the parts `us/xx` are a state's, deeper ones local.
fn row(plan: &Plan, income: f64) -> String {
    let mut sheet = Sheet::default();
    let net = plan.net(&mut sheet, &Amounts::salary(income));
    let of = |part: &str, counts| plan.part_total(&sheet, part, counts);
    let states: Vec<&str> = plan
        .parts()
        .into_iter()
        .filter(|p| !p.contains("us/payroll") && !p.contains("us/federal"))
        .collect();
    let by = |local: bool, counts: Counts| -> f64 {
        states.iter().filter(|p| (p.matches('/').count() > 1) == local).map(|p| of(p, counts)).sum()
    };
    let salt = plan.line(&sheet, "us/federal", "state_and_local").unwrap_or(0.0);
    format!(
        "{:.2},{:.2},{:.2},{:.2},{:.2},{net:.2},{salt:.2}",
        of("us/federal", Counts::Tax),
        of("us/payroll", Counts::Contribution),
        by(false, Counts::Tax),
        by(true, Counts::Tax),
        by(false, Counts::Contribution) + by(true, Counts::Contribution),
    )
}
