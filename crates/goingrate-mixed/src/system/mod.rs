//! What is to be solved: sparse rows in pieces, each with a sampling covariance and a variance group,
//! and the precision of every piece at the present variances and weights.

mod access;
mod group;
mod piece;
mod precision;
mod small_matrix;
mod storage;
mod validation;

pub use group::{Group, GroupId, RowKind, VariancePrior};
pub use piece::{Line, MOST_LINES, Piece, PieceId};
pub(crate) use precision::{Precisions, covariance};
pub(crate) use small_matrix::{Small, invert, sandwich, times};
pub use storage::System;
pub(crate) use storage::chunks;
pub(crate) use validation::{check_length, check_prior, check_range, check_row, check_variance};
