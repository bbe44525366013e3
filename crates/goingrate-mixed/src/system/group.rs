//! A variance group: a variance that many lines share, whether REML estimates it, and the prior
//! that it may have.

/// Names a variance group of a [`System`](crate::System).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub usize);

/// Whether the lines of a group are data or priors on the unknowns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Observed figures: counted in the `log 2π` term of the criterion.
    Data,
    /// Prior rows: a column that no prior row touches is a fixed effect.
    Prior,
}

/// Weakly informative prior on a variance, scaled inverse χ²: adds
/// `−½·degrees·(log s² + s₀²/s²)` to the restricted log-likelihood.
///
/// Its mode, alone, is `s² = s₀²`; `degrees` says how many observations it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VariancePrior {
    /// Weight of the prior in observations (ν₀), ≥ 0.
    pub degrees: f64,
    /// The variance it weighted_residuals towards (s₀²), > 0.
    pub variance: f64,
}

/// A variance shared by lines: `s_g²` of data lines, `τ²` of a block of effects.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Name for reports.
    pub name: String,
    /// Current variance s²; the start when REML estimates it.
    pub variance: f64,
    /// Held groups are not estimated. Only a held group may have variance 0.
    pub held: bool,
    /// Weak prior on the variance, if any.
    pub prior: Option<VariancePrior>,
    /// Data or prior rows.
    pub kind: RowKind,
}

impl Group {
    /// A group of data lines to be estimated, starting at `variance`.
    pub fn data(name: &str, variance: f64) -> Group {
        Group { name: name.into(), variance, held: false, prior: None, kind: RowKind::Data }
    }

    /// A group of prior rows to be estimated, starting at `variance`.
    pub fn effects(name: &str, variance: f64) -> Group {
        Group { kind: RowKind::Prior, ..Group::data(name, variance) }
    }

    /// The same group with its variance held at its start.
    pub fn held(self) -> Group {
        Group { held: true, ..self }
    }

    /// The same group with a weak prior on its variance.
    pub fn with_prior(self, degrees: f64, variance: f64) -> Group {
        Group { prior: Some(VariancePrior { degrees, variance }), ..self }
    }
}
