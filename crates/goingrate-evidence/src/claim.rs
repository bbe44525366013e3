//! A claim: one published statement about a distribution of pay.

use goingrate_units::{
    Component, Currency, Date, EmployerId, Engagement, IndustryId, LevelId, Period, PlaceId,
    RoleId, RungId, SkillId, TierId, Years,
};

use crate::{Basis, SourceId};

/// One figure as it was printed, by its stable number; a claim can hold several.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The stable number of the figure.
    pub id: u32,
    /// The field of the claim that carries it (`p25`, `low`, `high`, `mean`, `words`, …).
    pub field: String,
    /// The figure as printed: a number, or words.
    pub value: String,
}

/// A second place where the same figures were printed: same evidence, one more citation.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The source that repeats it.
    pub source: SourceId,
    /// The section there.
    pub section: String,
    /// The stable numbers of the repeated figures, in the order of the claim's own figures.
    pub figures: Vec<Figure>,
}

/// Whose pay a claim speaks of. `None` or empty means that the claim does not say.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The role.
    pub role: RoleId,
    /// The level.
    pub level: Option<LevelId>,
    /// Years of experience, as stated beside or instead of the level.
    pub years: Option<Years>,
    /// The place.
    pub place: Option<PlaceId>,
    /// Skills, any one of which is meant ("Go or Rust"); the reading is their plain average.
    pub skills: Vec<SkillId>,
    /// Industries, any one of which is meant; the reading is their plain average.
    pub industries: Vec<IndustryId>,
    /// The tier of the employer.
    pub tier: Option<TierId>,
    /// The employer.
    pub employer: Option<EmployerId>,
    /// The level of the employer's own ladder; [`level`](Self::level) is the likeliest that it stands for.
    pub rung: Option<RungId>,
    /// The engagement; `None` is "any", a mixture that the card states.
    pub engagement: Option<Engagement>,
    /// Which part of pay.
    pub component: Component,
}

/// A statistic of a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// The quantile at this probability, above 0 and below 1.
    Quantile(f64),
    /// The mean.
    Mean,
    /// The difference between P95 and P5, in money.
    Gap,
}

/// One reading of a printed figure: which statistic, which amount, how loosely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Which statistic the figure is read as.
    pub statistic: Statistic,
    /// The amount, in the currency and period of the [`PayFigure`].
    pub amount: f64,
    /// Looseness of the reading: sd in logs.
    pub sd: f64,
}

/// A statement about amounts of pay.
#[derive(Clone, Debug, PartialEq)]
pub struct PayFigure {
    /// Currency of the amounts.
    pub currency: Currency,
    /// Period of the amounts.
    pub period: Period,
    /// The readings, in the order in which they were printed.
    pub readings: Vec<Reading>,
}

/// How the difference between two subjects is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ContrastKind {
    /// As a share: `0.38` is 38 % above.
    Relative,
    /// As money on a year's pay, in this currency; read as a log ratio at the median.
    Absolute(Currency),
    /// As a multiple: `2.0` is twice.
    Ratio,
}

/// A statement about the difference between two subjects: a premium, a relative figure, a raise.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// What the subject is compared with.
    pub against: Subject,
    /// How the difference is stated.
    pub kind: ContrastKind,
    /// Low end of the difference (equal to `high` where one figure is stated).
    pub low: f64,
    /// High end of the difference.
    pub high: f64,
    /// Looseness of the reading: sd in logs.
    pub sd: f64,
    /// Years until the step, where the difference is a raise: time spent at the level below, not
    /// years of experience.
    pub after_years: Option<Years>,
}

/// What an ordinal claim orders: the subject's effect against another's.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// The subject pays more than each of these.
    Above(Vec<Subject>),
    /// The subject pays less than each of these.
    Below(Vec<Subject>),
    /// The subject pays about the same as each of these: within this log difference.
    About(Vec<Subject>, f64),
}

/// Words or ranks: not evidence, but checked against the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordinal {
    /// The words as printed ("best paying", "rank 1").
    pub words: String,
    /// What they say, as comparisons that all have to hold; empty where the words say nothing
    /// that a book could contradict (the reason is the claim's note).
    pub comparisons: Vec<Comparison>,
}

/// A figure that speaks of hires, offers or projects: carried for a planner, without a verdict.
/// The subject's component says nothing about it; `measure` does.
#[derive(Clone, Debug, PartialEq)]
pub struct Planner {
    /// `hire`, `offer`, `project` or `scope`.
    pub planner: String,
    /// What is measured (`project_cost`, `duration`, `uplift_on_offer`, …).
    pub measure: String,
    /// Of what (`simple API`, `competing offer`, …), if stated.
    pub of: Option<String>,
    /// Low end or only figure, if a number.
    pub low: Option<f64>,
    /// High end, if stated.
    pub high: Option<f64>,
    /// Words, where no number is stated.
    pub words: Option<String>,
    /// Unit of the figures (`USD`, `weeks`, `percent`, …).
    pub unit: String,
}

/// What a claim says.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Amounts of pay.
    Pay(PayFigure),
    /// A difference between two subjects.
    Contrast(Contrast),
    /// An order, in words or ranks.
    Ordinal(Ordinal),
    /// Something for a planner.
    Planner(Planner),
}

/// One published statement with its source, section and date.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// `<source slug>/<id in its file>`, unique.
    pub id: String,
    /// Who says it.
    pub source: SourceId,
    /// The section of the source.
    pub section: String,
    /// When it holds.
    pub as_of: Date,
    /// Whose pay it speaks of.
    pub subject: Subject,
    /// What it says.
    pub statement: Statement,
    /// The printed figures it carries.
    pub figures: Vec<Figure>,
    /// Other sources that print the same figures.
    pub also_in: Vec<Citation>,
    /// A remark of the source or of ours.
    pub note: Option<String>,
}

/// A claim that is carried and not fitted: nothing is lost, and nothing enters the model that it
/// could only take for what it is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfitted {
    /// The statement.
    pub claim: Claim,
    /// Before or after the worker's tax.
    pub basis: Basis,
    /// The word of the reason: `net`, `age`, `undated`.
    pub why: String,
    /// The reason in words.
    pub because: String,
}
