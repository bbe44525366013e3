//! What can go wrong, as values: every error names what was attempted, the
//! offending place and, where we know one, a hint.

/// Everything that building, solving or fitting a [`System`](crate::System) can refuse.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MixedError {
    /// A number is NaN or infinite.
    #[error("piece {piece}, line {line}: {what} is {value}, not a finite number")]
    NotFinite {
        /// Index of the piece, in order of pushing.
        piece: usize,
        /// Line within the piece, from 0.
        line: usize,
        /// Which number it is.
        what: &'static str,
        /// The number.
        value: f64,
    },
    /// Lengths that must agree do not.
    #[error("{what}: expected {expected}, found {found}")]
    Dimension {
        /// What was counted.
        what: &'static str,
        /// How many there must be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A line names a column that the system does not have.
    #[error("piece {piece}, line {line} names column {column}, but the system has {columns}")]
    Column {
        /// Index of the piece.
        piece: usize,
        /// Line within the piece.
        line: usize,
        /// The column named.
        column: u32,
        /// Number of columns of the system.
        columns: usize,
    },
    /// A row asked about names a column that does not exist or holds no finite number.
    #[error(
        "entry {entry} of the row asked about is {value} at column {column}; the system has {columns} columns"
    )]
    Row {
        /// Place of the entry in the row.
        entry: usize,
        /// Its column.
        column: u32,
        /// Its coefficient.
        value: f64,
        /// Number of columns of the system.
        columns: usize,
    },
    /// A group that was never added.
    #[error("group {group} does not exist, there are {groups} (call add_group first)")]
    Group {
        /// The index named.
        group: usize,
        /// Number of groups.
        groups: usize,
    },
    /// A variance or a weight out of its range.
    #[error("{what} is {value}: it must be finite and {range}")]
    Range {
        /// What was set.
        what: &'static str,
        /// The value.
        value: f64,
        /// The range it must lie in.
        range: &'static str,
    },
    /// The covariance `V + s²R⁻¹` of one piece has no Cholesky factor.
    #[error(
        "piece {piece}: covariance V + s²/r is not positive definite at line {line} (hint: a zero variance with zero sampling variance?)"
    )]
    PieceCovariance {
        /// Index of the piece.
        piece: usize,
        /// Line whose pivot failed.
        line: usize,
    },
    /// The information matrix H is singular or indefinite at one column.
    #[error(
        "the rows do not determine column {column}: pivot {pivot:e} against diagonal {diagonal:e} (hint: give it a prior row, or drop it)"
    )]
    NotPositiveDefinite {
        /// The column; for a wide line, `columns + its number`.
        column: usize,
        /// The pivot met.
        pivot: f64,
        /// The diagonal entry before elimination.
        diagonal: f64,
    },
    /// A [`Symbolic`](crate::Symbolic) or solution of another pattern was handed in.
    #[error("the structure belongs to another pattern of rows (hint: analyse again after pushing)")]
    OtherPattern,
    /// Values, variances or weights changed since the solution was computed.
    #[error(
        "the system changed since it was solved (hint: solve again, or use joint_step for variances and weights at once)"
    )]
    Stale,
    /// REML ran out of iterations.
    #[error(
        "REML did not converge in {iterations} iterations: decrement {decrement:e}, criterion {criterion} (hint: allow more, or start nearer)"
    )]
    NoConvergence {
        /// Steps made.
        iterations: usize,
        /// Predicted further decrease of the criterion at the last step.
        decrement: f64,
        /// REML criterion at the end.
        criterion: f64,
    },
    /// A dense block of this size cannot be held in memory.
    #[error("the dense tail would need {unknowns} × {unknowns} numbers, more than memory allows")]
    TooLarge {
        /// Unknowns in the tail.
        unknowns: usize,
    },
    /// Two columns have the same key.
    #[error("the key {key:?} names two columns (hint: every column has a key of its own)")]
    Key {
        /// The key.
        key: String,
    },
    /// Sums that cannot be made, added or taken away.
    #[error("the sums of group {name:?}: {what}")]
    Sums {
        /// Name of the group.
        name: String,
        /// What is wrong, and what to do about it.
        what: &'static str,
    },
    /// Bytes that are not those of an [`Information`](crate::Information).
    #[error("not the bytes of an information: at byte {at}, {what}")]
    Bytes {
        /// Where reading stopped.
        at: usize,
        /// What is wrong there.
        what: &'static str,
    },
}
