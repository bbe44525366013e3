//! Prints our results as CSV, for bench/rules/compare.py: every state, seven incomes, all filings.
//! `cargo run --release -p goingrate-rules --example compare -- 2026 > ours.csv`

use std::error::Error;

#[path = "../tests/common/mod.rs"]
mod common;

use goingrate_rules::{Amounts, Counts, Filing, Plan, Rules, Selection, Sheet};

const INCOMES: [f64; 7] = [30e3, 50e3, 80e3, 120e3, 180e3, 300e3, 490e3];

fn main() -> Result<(), Box<dyn Error>> {
    let year: i16 = std::env::args().nth(1).as_deref().unwrap_or("2026").parse()?;
    let rules = common::rules();
    println!("place,filing,income,federal,payroll,state_tax,local_tax,state_contribution,net,salt");
    for place in rules.places().into_keys() {
        print_place(&rules, place, year)?;
    }
    Ok(())
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
