//! The question: a salary or a rate, in a place and year, with what the reader assumes otherwise.

use goingrate_units::{Pay, Problem};

use super::unknown;
use crate::{AssumptionName, Filing};

/// Weekdays of a year of 52 weeks, as in the 2,080 hours of a full-time year.
pub const WEEKDAYS: f64 = 260.0;

/// No insurance and no costs of one person are above this, in any currency.
const MOST_MONEY: f64 = 1e12;

/// What is to be matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WorthOf {
    /// A salary: which rate is worth it?
    Salary(Pay),
    /// A rate: which salary is worth it?
    Rate(Pay),
}

/// A salary or a rate to be compared. The amount is in the currency of the place.
#[derive(Clone, Debug, PartialEq)]
pub struct EquivalenceQuestion {
    /// The place, by its code in the rules.
    pub place: String,
    /// The tax year.
    pub year: i16,
    /// Who files.
    pub filing: Filing,
    /// The way of self-employed work; the country's usual one if `None`.
    pub regime: Option<String>,
    /// The salary or the rate.
    pub worth_of: WorthOf,
    /// Billable hours of a year, few and many; from days off and the billable share if `None`.
    /// Where they are given, nothing that they follow from can be assumed as well.
    pub billable_hours: Option<(f64, f64)>,
    /// What is assumed otherwise than in the data; each name once.
    pub assume: Vec<Override>,
}

impl EquivalenceQuestion {
    /// One person's salary or rate, with everything as the data have it.
    pub fn new(place: &str, year: i16, worth_of: WorthOf) -> EquivalenceQuestion {
        EquivalenceQuestion {
            place: place.to_owned(),
            year,
            filing: Filing::Single,
            regime: None,
            worth_of,
            billable_hours: None,
            assume: vec![],
        }
    }
}

/// An assumption of the reader's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Override {
    /// Which one.
    pub name: AssumptionName,
    /// Its value, in the unit of the name; shares as parts of one.
    pub value: f64,
}

/// The unit of an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssumptionUnit {
    /// Working days of a year.
    Days,
    /// Hours of a day.
    Hours,
    /// A part of one.
    Share,
    /// Money of a year, in the currency of the place.
    Money,
}

impl AssumptionName {
    /// What its value is counted in.
    pub fn unit(self) -> AssumptionUnit {
        match self {
            AssumptionName::PaidLeave
            | AssumptionName::PublicHolidays
            | AssumptionName::SickDays => AssumptionUnit::Days,
            AssumptionName::HoursADay => AssumptionUnit::Hours,
            AssumptionName::Indemnity | AssumptionName::BusinessCosts => AssumptionUnit::Money,
            _ => AssumptionUnit::Share,
        }
    }

    /// Whether billable hours follow from it.
    pub fn counts_hours(self) -> bool {
        matches!(self.unit(), AssumptionUnit::Days | AssumptionUnit::Hours)
            || self == AssumptionName::BillableShare
    }

    /// Its unit in words, as it stands behind a value.
    pub fn unit_words(self) -> &'static str {
        match self {
            AssumptionName::HoursADay => "hours a day",
            AssumptionName::BillableShare => "share of working hours",
            AssumptionName::StatePension => "share of the contributions",
            name => match name.unit() {
                AssumptionUnit::Days => "days a year",
                AssumptionUnit::Money => "a year",
                _ => "share of the salary",
            },
        }
    }
}

impl Override {
    /// Reads `paid-leave=25`, `pension=5%`, `indemnity=600`.
    ///
    /// # Errors
    /// When the name is unknown (the nearest are named), or the value is not of its unit.
    ///
    /// ```
    /// use goingrate_rules::{AssumptionName, Override};
    /// let own = Override::parse("pension=5%")?;
    /// assert_eq!((own.name, own.value), (AssumptionName::Pension, 0.05));
    /// let problem = Override::parse("paid-leaf=25").unwrap_err();
    /// assert_eq!(problem.nearest, ["paid-leave"]);
    /// # Ok::<(), goingrate_units::Problem>(())
    /// ```
    pub fn parse(text: &str) -> Result<Override, Problem> {
        let Some((word, value)) = text.split_once('=') else {
            return Err(Problem::of("assume", text, "has no value").hint("write paid-leave=25"));
        };
        let word = word.trim().to_lowercase().replace(['_', ' '], "-");
        let known: Vec<&str> = AssumptionName::ALL.iter().map(|name| name.slug()).collect();
        let name = AssumptionName::from_slug(&word)
            .ok_or_else(|| unknown("assume", &word, &known, "no such assumption"))?;
        let value = number(value.trim(), name.unit()).filter(|value| fits(*value, name));
        let refused = || Problem::of("assume", text, format!("has to be {}", range(name)));
        let value = value.ok_or_else(|| refused().hint(format!("write {}", example(name))))?;
        Ok(Override { name, value })
    }
}

fn number(text: &str, unit: AssumptionUnit) -> Option<f64> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (text, false),
    };
    if percent && unit != AssumptionUnit::Share {
        return None;
    }
    let number: f64 = digits.replace([',', '_'], "").parse().ok()?;
    Some(if percent { number / 100.0 } else { number })
}

/// Whether a value can be of this name: finite, not below zero, and no more than there is.
fn fits(value: f64, name: AssumptionName) -> bool {
    let most = match name.unit() {
        AssumptionUnit::Days => WEEKDAYS - 1.0,
        AssumptionUnit::Hours => 24.0,
        AssumptionUnit::Share => 1.0,
        AssumptionUnit::Money => MOST_MONEY,
    };
    let divides = matches!(name, AssumptionName::HoursADay | AssumptionName::BillableShare);
    value.is_finite() && (0.0..=most).contains(&value) && !(divides && value == 0.0)
}

/// What [`fits`], in words.
fn range(name: AssumptionName) -> &'static str {
    match name.unit() {
        AssumptionUnit::Days => "0 to 259 working days of a year",
        AssumptionUnit::Hours => "hours of a day: more than 0, and 24 at most",
        AssumptionUnit::Share => "a share of 0 % to 100 %",
        AssumptionUnit::Money => "an amount of money of a year, from 0 to a trillion",
    }
}

fn example(name: AssumptionName) -> String {
    let value = match name.unit() {
        AssumptionUnit::Days => "25",
        AssumptionUnit::Hours => "8",
        AssumptionUnit::Share => "5%",
        AssumptionUnit::Money => "600, an amount of a year in the currency of the place",
    };
    format!("{}={value}", name.slug())
}
