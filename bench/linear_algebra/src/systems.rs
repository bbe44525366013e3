//! The systems that are solved: lme4's InstEval, and invented ones of the pay model's structure, as in
//! the tests of goingrate-mixed.

#[path = "../../../crates/goingrate-mixed/tests/common/mod.rs"]
mod common;

use std::path::PathBuf;

use goingrate_mixed::{GroupId, System};

use common::market::{Market, market_system};
use common::pay::{Size, pay_system};
use common::{Formula, Random, Table, build};

/// A system and its name.
pub struct Case {
    pub name: &'static str,
    pub system: System,
}

/// All systems at hand.
pub fn all() -> Vec<Case> {
    let market = market_system(&Market::REAL, 1);
    let pay = pay_system(&Size::PAY, 1);
    let mut cases: Vec<Case> = insteval().into_iter().collect();
    cases.push(Case { name: "pay, invented", system: pay });
    cases.push(Case { name: "market, invented", system: market });
    cases
}

const fn by(factor: &'static str) -> Random {
    Random { factor, slope: None }
}

const FORMULA: Formula =
    Formula { response: "y", fixed: &["service"], random: &[by("s"), by("d"), by("dept")] };

/// InstEval near lme4's variances, if the data are there.
fn insteval() -> Option<Case> {
    let folder = std::env::var_os("GOINGRATE_TEST_DATA").map(PathBuf::from)?;
    let table = Table::read(&folder.join("lme4-examples/InstEval.csv"));
    let mut system = build(&table, &FORMULA, 1.0);
    for (group, sd) in [0.325_f64, 0.514, 0.080, 1.177].into_iter().enumerate() {
        if let Err(error) = system.set_variance(GroupId(group), sd * sd) {
            panic!("InstEval: {error}");
        }
    }
    Some(Case { name: "InstEval", system })
}
