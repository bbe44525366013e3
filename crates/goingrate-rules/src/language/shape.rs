//! The language of rule shapes: the one list of what a line of a computation can be. A shape says
//! how a line's amount follows from earlier lines; the figures are the line's dated values.
//! `data/rules/README.md` describes each for those who write rules.

/// A reference to a line of this part or of one before it.
/// Written as the line's name, or as `part.name` for a line of an earlier part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written.
    pub name: String,
}

/// One term of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is added or taken away.
    pub of: Reference,
    /// Whether it is taken away.
    pub less: bool,
}

/// What compares with what in a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `a > b`
    Above,
    /// `a >= b`
    AtLeast,
    /// `a < b`
    Below,
    /// `a <= b`
    AtMost,
}

/// How a line's amount follows from earlier lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The value itself: a deduction, an exemption, a limit. Parameter `is`.
    Amount,
    /// Lines added and taken away.
    Sum(Vec<Term>),
    /// `rate` of the amount between `above` and `up_to`.
    Share(Reference),
    /// Marginal rates: each of `brackets` taxes the amount above its start at its rate.
    /// `parts`: the amount is divided by so many, the result multiplied (splitting).
    Brackets(Reference),
    /// The second figure of the last of `steps` that starts at or below the amount.
    Steps(Reference),
    /// Straight lines through `points`, flat beyond the first and the last.
    Points(Reference),
    /// In each of `zones` (start, origin, square, linear, constant) the polynomial
    /// `(square·y + linear)·y + constant` with `y = (amount − origin) / scale`.
    Zones(Reference),
    /// The smallest of several lines.
    Least(Vec<Reference>),
    /// The largest of several lines.
    Most(Vec<Reference>),
    /// `reduce` less `rate` of what `of` has above `above`, counted in started `step`s where given.
    /// Never below zero.
    PhaseOut {
        /// What is phased out.
        reduce: Reference,
        /// What it is phased out by.
        of: Reference,
    },
    /// One line times another.
    Times(Reference, Reference),
    /// One line divided by another; zero where the other is zero.
    Ratio(Reference, Reference),
    /// One of two lines.
    Choose {
        /// Left of the comparison.
        left: Reference,
        /// The comparison.
        compare: Compare,
        /// Right of the comparison.
        right: Reference,
        /// The line when it holds.
        then: Reference,
        /// The line when it does not.
        otherwise: Reference,
    },
    /// The sum of the lines of later parts that say `feeds` with this word: the state tax that the
    /// federal tax deducts. The computation is repeated until it no longer changes.
    Later(String),
}

/// How a line's amount is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest multiple, halves up.
    Nearest,
    /// To the multiple below.
    Down,
    /// To the multiple above.
    Up,
}

impl Shape {
    /// Every shape's word.
    pub const WORDS: &[&str] = &[
        "amount",
        "sum",
        "share",
        "brackets",
        "steps",
        "points",
        "zones",
        "least",
        "most",
        "phase_out",
        "times",
        "ratio",
        "choose",
        "later",
    ];

    /// The names of its parameters, each with whether it may be missing.
    pub fn parameters(&self) -> &'static [Parameter] {
        use Parameter as P;
        match self {
            Shape::Amount => const { &[P::number("is")] },
            Shape::Share(_) => {
                const { &[P::number("rate"), P::maybe("above", 0.0), P::maybe("up_to", f64::INFINITY)] }
            }
            Shape::Brackets(_) => const { &[P::table("brackets", 2), P::maybe("parts", 1.0)] },
            Shape::Steps(_) => const { &[P::table("steps", 2)] },
            Shape::Points(_) => const { &[P::table("points", 2)] },
            Shape::Zones(_) => {
                const { &[P::table("zones", 5), P::maybe("scale", 1.0), P::maybe("parts", 1.0)] }
            }
            Shape::PhaseOut { .. } => {
                const { &[P::number("above"), P::number("rate"), P::maybe("step", 0.0)] }
            }
            _ => &[],
        }
    }

    /// Every line that it reads.
    pub fn references(&self) -> Vec<&Reference> {
        match self {
            Shape::Amount | Shape::Later(_) => vec![],
            Shape::Sum(terms) => terms.iter().map(|term| &term.of).collect(),
            Shape::Share(of) | Shape::Brackets(of) | Shape::Steps(of) => vec![of],
            Shape::Points(of) | Shape::Zones(of) => vec![of],
            Shape::Least(of) | Shape::Most(of) => of.iter().collect(),
            Shape::PhaseOut { reduce, of } => vec![reduce, of],
            Shape::Times(a, b) | Shape::Ratio(a, b) => vec![a, b],
            Shape::Choose { left, right, then, otherwise, .. } => {
                vec![left, right, then, otherwise]
            }
        }
    }
}

/// A parameter of a shape: what a dated value of such a line holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One number.
    Number,
    /// One number, and what it is where it is missing.
    Maybe(f64),
    /// Rows of so many numbers, in rising order of the first.
    Table(usize),
}

impl Parameter {
    const fn number(name: &'static str) -> Parameter {
        Parameter { name, kind: Kind::Number }
    }

    const fn maybe(name: &'static str, or: f64) -> Parameter {
        Parameter { name, kind: Kind::Maybe(or) }
    }

    const fn table(name: &'static str, columns: usize) -> Parameter {
        Parameter { name, kind: Kind::Table(columns) }
    }
}
