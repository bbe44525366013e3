//! Our results for bench/rules/compare_<country>.py, and for looking at rules while writing them.
//! `take_home check`: examples that do not hold.
//! `take_home rows YEAR PLACE REGIME FILING SIDE INCOME…`: CSV, one row an income.
//! `take_home lines YEAR PLACE REGIME FILING SIDE INCOME`: every line of one computation.

use std::error::Error;

#[path = "../tests/common/mod.rs"]
mod common;

use goingrate_rules::{Amounts, Counts, EMPLOYEE, Filing, Plan, Rules, Selection, Sheet, Side};

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let rules = common::rules();
    match given.split_first() {
        Some((task, [])) if task == "check" => check(&rules),
        Some((task, rest)) if task == "rows" => rows(&rules, rest, false)?,
        Some((task, rest)) if task == "lines" => rows(&rules, rest, true)?,
        _ => return Err("TASK is check, rows or lines".into()),
    }
    Ok(())
}

fn check(rules: &Rules) {
    let outcomes = rules.examples();
    for o in outcomes.iter().filter(|o| !o.holds()) {
        println!("{}: {} should be {} and is {:?}", o.at, o.line, o.expected, o.found);
    }
    println!("{} examples' lines", outcomes.len());
}

fn rows(rules: &Rules, given: &[String], lines: bool) -> Result<(), Box<dyn Error>> {
    let [year, place, regime, filing, side, incomes @ ..] = given else {
        return Err("YEAR PLACE REGIME FILING SIDE INCOME…".into());
    };
    let selection = Selection {
        place: place.clone(),
        year: year.parse()?,
        filing: Filing::from_slug(filing).ok_or("FILING")?,
        regime: regime.clone(),
        side: Side::from_slug(side).ok_or("SIDE")?,
    };
    let plan = rules.plan(&selection)?;
    let mut sheet = Sheet::default();
    println!("income,tax,contribution,benefit,net");
    for income in incomes {
        let income: f64 = income.parse()?;
        let earns = if regime == EMPLOYEE || regime == "diia-city" {
            Amounts::salary
        } else {
            Amounts::profit
        };
        let net = plan.net(&mut sheet, &earns(income));
        let total = |counts| plan.total(&sheet, counts);
        let (tax, contribution) = (total(Counts::Tax), total(Counts::Contribution));
        println!("{income},{tax:.2},{contribution:.2},{:.2},{net:.2}", total(Counts::Benefit));
        if lines {
            print_lines(rules, &plan, &sheet);
        }
    }
    Ok(())
}

fn print_lines(rules: &Rules, plan: &Plan, sheet: &Sheet) {
    for part in plan.parts() {
        let names = rules.parts().filter(|p| p.name == part).flat_map(|p| &p.lines);
        for line in names {
            let amount = plan.line(sheet, part, &line.name).unwrap_or(f64::NAN);
            let counts = line.counts.map_or("", Counts::slug);
            println!("  {part}:{:<24} {amount:>14.4} {counts}", line.name);
        }
    }
}
