//! A part of the rules as its file has it: an ordered list of lines, each with a shape and dated
//! values. One file is one part: `data/rules/us/ca.toml` is the part `us/ca`.

use std::collections::BTreeMap;

use goingrate_units::{Currency, Date};

use crate::language::shape::{Reference, Rounding, Shape};
use crate::{Counts, Filing, Side, Status};

/// One file of rules.
#[derive(Clone, Debug)]
pub struct Part {
    /// `us/ca`: the path of its file below `data/rules`, without the ending.
    pub name: String,
    /// The file, for complaints.
    pub file: String,
    /// Its title: "California: income tax".
    pub title: String,
    /// The part that is computed before this one.
    pub after: Option<String>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The tax years that it covers.
    pub years: Vec<i16>,
    /// Month and day on which its tax year starts.
    pub year_starts: (i8, i8),
    /// Whose money it speaks of.
    pub side: Side,
    /// The ways of working that it is for; empty for every one.
    pub regimes: Vec<String>,
    /// The ways of filing that it knows.
    pub filings: Vec<Filing>,
    /// The places whose computation ends with this part, with their names.
    pub places: BTreeMap<String, String>,
    /// What it leaves out, as sentences.
    pub leaves_out: Vec<String>,
    /// The sources that its values name.
    pub sources: BTreeMap<String, Source>,
    /// The lines, in the order of computation.
    pub lines: Vec<Line>,
    /// Worked examples.
    pub examples: Vec<Example>,
}

impl Part {
    /// Whether a value that holds on a day is an estimate: nobody had published it, or it was not
    /// seen, when it was written down.
    pub fn is_estimated(&self, day: Date) -> bool {
        let mut values = self.lines.iter().flat_map(|line| &line.values);
        values.any(|value| value.holds(day) && value.status == Status::Estimate)
    }
}

/// Where a value is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The publication's name.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The day on which its figures were last checked; the coverage says against what.
    pub checked: Date,
}

/// One line of the computation.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name in references.
    pub name: String,
    /// What it is, for people.
    pub what: String,
    /// Where it stands in the file.
    pub at: usize,
    /// How it follows from earlier lines.
    pub shape: Shape,
    /// What becomes of its amount; nothing for a step on the way.
    pub counts: Option<Counts>,
    /// The word under which earlier parts may read it.
    pub feeds: Option<String>,
    /// Not below this line.
    pub at_least: Option<Reference>,
    /// Not above this line.
    pub at_most: Option<Reference>,
    /// Rounded, to a multiple of so much.
    pub round: Option<(Rounding, f64)>,
    /// Its dated values, in order of their start.
    pub values: Vec<Value>,
}

/// What holds for a line during a time.
#[derive(Clone, Debug)]
pub struct Value {
    /// The first day.
    pub from: Date,
    /// The last day; open when still in force.
    pub to: Option<Date>,
    /// Its source's word in [`Part::sources`].
    pub source: String,
    /// How sure it is.
    pub status: Status,
    /// There is no such line during this time: its amount is zero.
    pub off: bool,
    /// The line of the file.
    pub at: usize,
    /// The parameters, in the order of [`Shape::parameters`].
    pub parameters: Vec<Given>,
}

impl Value {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A parameter as given: for everybody, by filing or by place.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Not given; its shape says what that means.
    Nothing,
    /// The same for everybody.
    Every(Figures),
    /// For each way of filing.
    ByFiling(BTreeMap<Filing, Figures>),
    /// For each place, by its code.
    ByPlace(BTreeMap<String, Figures>),
}

/// One number or rows of numbers, row after row.
pub type Figures = Vec<f64>;

/// A worked example from an official publication, or one that can be followed by hand.
#[derive(Clone, Debug)]
pub struct Example {
    /// The line of the file.
    pub at: usize,
    /// The place, by its code.
    pub place: String,
    /// The tax year.
    pub year: i16,
    /// Who files.
    pub filing: Filing,
    /// The way of working.
    pub regime: String,
    /// What comes in, by the word of [`Amounts`](crate::Amounts).
    pub given: crate::Amounts,
    /// The amounts that lines should have.
    pub expect: BTreeMap<String, f64>,
    /// How far a line may be off: official tables go in steps.
    pub within: f64,
    /// The publication.
    pub source: String,
}
