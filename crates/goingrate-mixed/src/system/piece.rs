//! Sparse rows as they are handed in: a line is one row, a piece is up to eight lines with a common
//! sampling covariance and variance group.

use crate::system::group::GroupId;

/// Most lines that one [`Piece`] may hold.
pub const MOST_LINES: usize = 8;

/// Names a piece of a [`System`](crate::System).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceId(pub usize);

/// One sparse row `a`: the columns it touches and their coefficients.
///
/// Repeated columns add up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Column indices, each below the system's number of columns.
    pub columns: Vec<u32>,
    /// One coefficient a column.
    pub coefficients: Vec<f64>,
}

/// Up to [`MOST_LINES`] lines that share a sampling covariance.
///
/// `y = Aθ + e`, `Cov e = V + s_g²·diag(1/r)`, with V = `sampling` and r the robust
/// weights (1 until changed).
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The variance group of all its lines.
    pub group: GroupId,
    /// The rows of A (k of them).
    pub lines: Vec<Line>,
    /// What each line says (k).
    pub values: Vec<f64>,
    /// V, k×k row-major and symmetric; empty means all zero.
    pub sampling: Vec<f64>,
}

impl Piece {
    /// A single line without sampling variance.
    pub fn line(group: GroupId, terms: &[(u32, f64)], value: f64) -> Piece {
        let (columns, coefficients) = terms.iter().copied().unzip();
        Piece {
            group,
            lines: vec![Line { columns, coefficients }],
            values: vec![value],
            sampling: Vec::new(),
        }
    }

    /// The prior row `θ_column ~ N(mean, τ²)` of a group of effects.
    pub fn prior(group: GroupId, column: u32, mean: f64) -> Piece {
        Piece::line(group, &[(column, 1.0)], mean)
    }
}
