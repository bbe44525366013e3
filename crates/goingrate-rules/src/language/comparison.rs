//! `equivalence.toml` of a country: regimes of the self-employed and dated assumptions.

use std::collections::BTreeMap;

use goingrate_units::{Currency, Date};

use super::part::Source;
use super::words::{AssumptionName, ChargedOn, Status};

/// What one country's file says.
#[derive(Clone, Debug)]
pub struct EquivalenceTable {
    /// The file, for complaints.
    pub file: String,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Ways of self-employed work, the usual one first.
    pub regimes: Vec<Regime>,
    /// Its assumptions, each name once.
    pub assumptions: Vec<Assumption>,
    /// What is left out, as sentences.
    pub leaves_out: Vec<String>,
    /// Sources, by their word.
    pub sources: BTreeMap<String, Source>,
    /// Worked examples.
    pub examples: Vec<TableExample>,
}

/// A way of self-employed work.
#[derive(Clone, Debug)]
pub struct Regime {
    /// Its word in the parts' `regimes`.
    pub name: String,
    /// What it is, for people.
    pub what: String,
    /// What its law is charged on.
    pub on: ChargedOn,
    /// Billings of a year from which on the law does not allow it; by year.
    pub up_to: BTreeMap<i16, f64>,
}

/// One assumption, with its values or the lines of the rules that give it.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// Which one.
    pub name: AssumptionName,
    /// What it is, in this country.
    pub what: String,
    /// Where it stands in the file.
    pub at: usize,
    /// Lines of the employee's and the employer's rules that it is the sum of.
    pub lines: Vec<LineName>,
    /// Lines of the self-employed's own rules that are taken off.
    pub less: Vec<LineName>,
    /// Regimes in which buying it lowers the tax.
    pub relief: Vec<String>,
    /// Its dated values.
    pub values: Vec<AssumptionValue>,
}

/// A line of the rules, by part and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineName {
    /// The part: `de/employer`.
    pub part: String,
    /// The line: `pension`.
    pub line: String,
}

/// What is assumed during a time.
#[derive(Clone, Debug)]
pub struct AssumptionValue {
    /// The first day.
    pub from: Date,
    /// The last day; open when it still holds.
    pub to: Option<Date>,
    /// The lowest value that is usual.
    pub low: f64,
    /// The value that is taken.
    pub typical: f64,
    /// The highest value that is usual.
    pub high: f64,
    /// How sure it is.
    pub status: Status,
    /// Its source's word.
    pub source: String,
}

/// A worked example: a salary and the billings that are worth it.
#[derive(Clone, Debug)]
pub struct TableExample {
    /// Where it stands in the file.
    pub at: usize,
    /// The place.
    pub place: String,
    /// The tax year.
    pub year: i16,
    /// The way of self-employed work; the usual one if `None`.
    pub regime: Option<String>,
    /// The salary of a year.
    pub salary: f64,
    /// Steps that are expected, by `employee.name` or `self_employed.name`; and `rate_low`,
    /// `rate_high`.
    pub expect: BTreeMap<String, f64>,
    /// How far off an amount may be.
    pub within: f64,
    /// The hand computation or the publication.
    pub source: String,
}

impl Assumption {
    /// The value that holds on a day; the first one for a day before it.
    pub fn value_on(&self, day: Date) -> Option<&AssumptionValue> {
        let holds =
            |value: &&AssumptionValue| value.from <= day && value.to.is_none_or(|last| day <= last);
        self.values.iter().find(holds)
    }
}
