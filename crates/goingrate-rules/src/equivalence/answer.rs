//! The answer: what is worth the same, how it was computed, and everything that was assumed.

use goingrate_units::{Currency, Date, Pay};

use super::WorthOf;
use crate::{AssumptionName, Filing, Money};

/// A salary and a rate that are worth the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Equivalence {
    /// The place, by its code.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The tax year.
    pub year: i16,
    /// Who files.
    pub filing: Filing,
    /// The way of self-employed work, as the rules call it.
    pub regime: String,
    /// The same for people: "Freiberufler".
    pub regime_what: String,
    /// What was given.
    pub worth_of: WorthOf,
    /// The currency of every amount.
    pub currency: Currency,
    /// The lower end: of a salary the rate with many billable hours, of a rate the salary with few.
    pub low: EquivalentPay,
    /// The upper end.
    pub high: EquivalentPay,
    /// Every assumption, at the lower end.
    pub assumptions: Vec<Assumed>,
    /// What is held equal, as a sentence.
    pub held_equal: &'static str,
    /// What has to be said about this answer, as sentences.
    pub remarks: Vec<String>,
    /// What the computation leaves out, as sentences.
    pub leaves_out: Vec<String>,
}

/// One end of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct EquivalentPay {
    /// Billable hours of a year.
    pub hours: f64,
    /// The rate an hour.
    pub rate: Pay,
    /// The salary a year.
    pub salary: Pay,
    /// The billings of a year: rate times hours.
    pub billings: f64,
    /// From the salary to what is kept, each step signed; the last is the sum.
    pub employee: Vec<Step>,
    /// From the billings to what is kept, each step signed; the last is the sum.
    pub self_employed: Vec<Step>,
}

/// One step of a computation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its word: `salary`, `tax`, `pension`, `kept`.
    pub name: &'static str,
    /// What it is.
    pub what: String,
    /// What it adds, or takes when below zero.
    pub amount: Money,
}

/// One assumption as it was used.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// Which one.
    pub name: AssumptionName,
    /// What it is.
    pub what: String,
    /// The value that was used; shares as parts of one.
    pub value: f64,
    /// The lowest value that is usual; the value itself where the law leaves no choice.
    pub low: f64,
    /// The highest value that is usual.
    pub high: f64,
    /// What it is counted in: "days a year", "share of the salary", "EUR a year".
    pub unit: String,
    /// How sure it is: law, official, estimate, forecast, or yours.
    pub status: String,
    /// Where it is from: a publication, or lines of the rules.
    pub source: String,
    /// Where that can be read; empty for yours.
    pub url: String,
    /// The day of the last check.
    pub checked: Option<Date>,
}
