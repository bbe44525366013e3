//! Dense kernels: Cholesky factor, inverse, triangular solves and products of column-major matrices, and
//! the partial factorisation of one front. They are built from faer's sequential kernels, so that the
//! bits do not depend on the number of threads.

mod blocked;
mod cholesky;
mod front_inverse;
mod partial_factor;
mod products;
#[cfg(test)]
mod samples;
mod triangular_solve;
mod unblocked;
mod vector;

pub(crate) use cholesky::{cholesky, inverse, lower_inverse, symmetric};
pub(crate) use front_inverse::invert_columns;
pub(crate) use partial_factor::{Pivoting, eliminate_columns};
pub(crate) use products::transposed_product;
pub(crate) use triangular_solve::{solve_lower, solve_upper};
pub(crate) use vector::{clean_registers, dot, vectorised};
