//! What runs of bench/rules left behind, and the reasons that people wrote for what differs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// A run over the states.
#[derive(Deserialize)]
pub struct States {
    pub year: i32,
    pub run: String,
    pub python: String,
    pub rivals: BTreeMap<String, String>,
    pub speed: BTreeMap<String, Speed>,
    columns: Vec<String>,
    pub rows: Vec<StateRow>,
}

/// Computations, seconds of the processor for them, and for loading and describing before.
#[derive(Deserialize)]
pub struct Speed(pub f64, pub f64, pub Option<f64>);

/// One household of a run; the fields in the order of `COLUMNS`.
#[derive(Deserialize)]
pub struct StateRow {
    pub state: String,
    pub filing: String,
    pub income: f64,
    pub federal: f64,
    pub federal_policyengine: f64,
    pub federal_taxcalc: f64,
    pub payroll: f64,
    pub payroll_policyengine: f64,
    pub payroll_taxcalc: f64,
    pub state_tax: f64,
    pub state_policyengine: f64,
    pub state_unwithheld: f64,
}

const COLUMNS: &str = "state filing income federal federal_policyengine federal_taxcalc payroll \
                       payroll_policyengine payroll_taxcalc state_tax state_policyengine \
                       state_unwithheld";

impl States {
    pub fn read(path: &Path) -> Result<States, Box<dyn Error>> {
        let states: States = json(path)?;
        if states.columns.join(" ") != COLUMNS {
            return Err(format!("{}: other columns than {COLUMNS}", path.display()).into());
        }
        Ok(states)
    }
}

/// The runs over one country, or several.
pub struct Tables {
    pub countries: Vec<Country>,
}

/// A run over a country.
#[derive(Deserialize)]
pub struct Country {
    pub country: String,
    pub run: String,
    pub rival: String,
    pub tables: Vec<Table>,
}

/// Income, ours and theirs.
#[derive(Deserialize)]
pub struct Table {
    pub title: String,
    pub rows: Vec<(f64, f64, f64)>,
}

impl Tables {
    /// Every `<cc>.json` of a folder, by name.
    pub fn read(folder: &Path) -> Result<Tables, Box<dyn Error>> {
        let mut paths = vec![];
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
        paths.sort();
        let is_country = |path: &&std::path::PathBuf| {
            path.file_stem().is_some_and(|stem| stem.len() == 2)
                && path.extension().is_some_and(|ending| ending == "json")
        };
        let countries = paths.iter().filter(is_country).map(|path| json(path));
        Ok(Tables { countries: countries.collect::<Result<_, _>>()? })
    }
}

impl Table {
    /// The row that is furthest apart, with the difference in parts of gross.
    pub fn worst(&self) -> Option<(f64, f64)> {
        let apart =
            self.rows.iter().map(|(income, ours, theirs)| (*income, (ours - theirs) / income));
        apart.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()))
    }
}

/// A country of `data/rules/coverage.toml`.
#[derive(Deserialize)]
pub struct Covered {
    pub code: String,
    pub name: String,
    pub verified_by: String,
}

impl Covered {
    /// All of them.
    pub fn read(path: &Path) -> Result<Vec<Covered>, Box<dyn Error>> {
        #[derive(Deserialize)]
        struct File {
            country: Vec<Covered>,
        }
        let text = fs::read_to_string(path)?;
        let file: File =
            toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(file.country)
    }
}

fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Why two results differ.
#[derive(Deserialize)]
pub struct Reason {
    /// What differs: `state AR`, `federal AK`, or the title of a country's table or its beginning.
    pub name: String,
    /// `ours`, `theirs` or `open`.
    pub right: String,
    pub law: String,
    pub why: String,
}

/// The reasons, and which of them were told.
pub struct Reasons {
    all: Vec<Reason>,
    told: RefCell<BTreeSet<String>>,
}

impl Reasons {
    pub fn read(path: &Path) -> Result<Reasons, Box<dyn Error>> {
        #[derive(Deserialize)]
        struct File {
            difference: Vec<Reason>,
        }
        let text = fs::read_to_string(path)?;
        let file: File =
            toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let words = ["ours", "theirs", "open"];
        if let Some(other) = file.difference.iter().find(|r| !words.contains(&r.right.as_str())) {
            return Err(format!("{}: right = {:?}", other.name, other.right).into());
        }
        Ok(Reasons { all: file.difference, told: RefCell::default() })
    }

    /// Why something differs.
    pub fn of(&self, name: &str) -> Result<&Reason, Box<dyn Error>> {
        let known = self.all.iter().find(|reason| name.starts_with(&reason.name));
        let reason = known.ok_or_else(|| {
            format!("{name} differs\n  hint: say why in bench/rules/differences.toml")
        })?;
        self.told.borrow_mut().insert(reason.name.clone());
        Ok(reason)
    }

    /// A reason for what does not differ any more is out of date.
    pub fn all_told(&self) -> Result<(), Box<dyn Error>> {
        let told = self.told.borrow();
        match self.all.iter().find(|reason| !told.contains(&reason.name)) {
            None => Ok(()),
            Some(idle) => Err(format!(
                "{} does not differ\n  hint: take its reason out of bench/rules/differences.toml",
                idle.name
            )
            .into()),
        }
    }
}
