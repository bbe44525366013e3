//! A row: one piece of evidence, or one prior, as what it says about figures of distributions.

use crate::distribution::mixture::Columns;
use crate::rows::origin::{Group, Origin};

/// What a line says something about.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A quantile of a distribution.
    Quantile(usize, f64),
    /// A percentile of an official area cell.
    Area(Box<AreaFigure>),
    /// The logarithm of the mean of a distribution.
    Mean(usize),
    /// The logarithm of P95 minus P5, in money.
    Gap(usize),
    /// The difference of the same quantile of two distributions.
    Contrast(usize, usize, f64),
    /// A linear form of the effects.
    Form(Columns),
    /// The centre of log pay of a cell, by its position in [`Rows::cells`].
    CellCentre(usize),
    /// The log spread of a cell.
    CellSpread(usize),
}

/// A percentile of an official area cell: its occupation's distribution at the reference area,
/// shifted, scaled and leaned by the area's own effects. All areas of an occupation move with the
/// ladder in the same way, so that their thousands of lumpy percentiles speak of places and not of
/// levels (docs/METHOD.md, "What official cells may say").
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFigure {
    /// Position of the occupation among [`Rows::references`].
    pub reference: usize,
    /// Which of the stated percentiles.
    pub percentile: usize,
    /// Location of the area's distribution.
    pub location: Columns,
    /// Logarithm of the area's scale.
    pub scale: Columns,
    /// The area's own skew.
    pub skew: Columns,
    /// How this percentile of this occupation lies off the shape in all areas alike.
    pub off: u32,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A known figure on the log scale.
    Known(f64),
    /// Money on top of the median of the distribution compared with, as a log ratio: the low and
    /// the high amount a year, both times the factor that turns them into that distribution's
    /// currency.
    Premium(f64, f64),
}

/// One piece of evidence, or one prior, as rows of the system.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it comes from.
    pub origin: Origin,
    /// Its variance group.
    pub group: Group,
    /// What it says about what.
    pub lines: Vec<(Figure, Value)>,
    /// Sampling covariance of the lines, row by row; empty for none.
    pub sampling: Vec<f64>,
}

impl Value {
    pub(crate) fn known(self) -> f64 {
        match self {
            Value::Known(value) => value,
            Value::Premium(low, high) => 0.5 * (low + high),
        }
    }

    /// The value of a contrast with a distribution whose log quantile is `ln_base`.
    pub(crate) fn against(self, ln_base: f64) -> f64 {
        match self {
            Value::Known(value) => value,
            Value::Premium(low, high) => {
                let base = ln_base.exp();
                0.5 * ((low / base).ln_1p() + (high / base).ln_1p())
            }
        }
    }
}
