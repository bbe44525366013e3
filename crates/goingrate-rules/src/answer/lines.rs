//! Answers: from gross to net, and from salary to cost, line by line.

use goingrate_units::Date;

use crate::language::part::Source;
use crate::{Counts, Filing, Money, Status};

/// One line of a computation with its rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The part of the rules: `us/federal`.
    pub part: String,
    /// The line's name in the part.
    pub name: String,
    /// What it is: "Federal income tax".
    pub what: String,
    /// What becomes of it; nothing for a step on the way.
    pub counts: Option<Counts>,
    /// Its amount.
    pub amount: Money,
    /// Where its figures are from; `None` for a line that only combines others.
    pub rule: Option<Rule>,
    /// Every dated value of its part that its amount follows from, its own first, each publication
    /// and period once.
    pub rests_on: Vec<Rule>,
}

/// The dated value behind a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The first day of the value.
    pub from: Date,
    /// The last day, where it is known.
    pub to: Option<Date>,
    /// How sure it is.
    pub status: Status,
    /// The publication.
    pub source: Source,
}

impl Entry {
    /// How sure it is: as sure as the least sure value that it rests on; `None` where its part has
    /// no figure of its own for it.
    pub fn status(&self) -> Option<Status> {
        self.rests_on.iter().map(|rule| rule.status).max()
    }
}

/// From gross to net.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeHome {
    /// The place, by its code.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The tax year.
    pub year: i16,
    /// Who files.
    pub filing: Filing,
    /// The way of working.
    pub regime: String,
    /// Everything earned.
    pub gross: Money,
    /// What is left after taxes, contributions and saving.
    pub net: Money,
    /// Taxes.
    pub taxes: Money,
    /// Statutory contributions of the worker.
    pub contributions: Money,
    /// Set aside before tax; the worker's own.
    pub saving: Money,
    /// Taxes and contributions over gross; a part of one.
    pub average_rate: f64,
    /// What taxes and contributions take of the next thousandth of gross; a part of one.
    pub marginal_rate: f64,
    /// Every line, in the order of computation.
    pub lines: Vec<Entry>,
    /// What the computation leaves out, as sentences.
    pub leaves_out: Vec<String>,
}

/// From salary to what it costs the employer.
#[derive(Clone, Debug, PartialEq)]
pub struct EmployerCost {
    /// The place, by its code.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The tax year.
    pub year: i16,
    /// Salary and supplementary wages. Paid leave is inside.
    pub pay: Money,
    /// Statutory contributions of the employer.
    pub contributions: Money,
    /// Benefits by custom: assumptions.
    pub benefits: Money,
    /// What the pay has of paid leave: an assumption, shown and not added.
    pub inside: Money,
    /// Pay, contributions and benefits.
    pub total: Money,
    /// Contributions and benefits over pay; a part of one.
    pub load: f64,
    /// Every line, in the order of computation.
    pub lines: Vec<Entry>,
    /// What the computation leaves out, as sentences.
    pub leaves_out: Vec<String>,
}
