//! Cholesky factor of a small matrix, or of one diagonal block of a large one, in one call of faer on
//! one thread.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt;
use faer::{MatMut, Par, Spec};

/// Cholesky factor in one call. On failure, the index of the first pivot that is not positive.
pub(crate) fn cholesky_in_place(a: MatMut<f64>) -> Result<(), usize> {
    let scratch =
        llt::factor::cholesky_in_place_scratch::<f64>(a.nrows(), Par::Seq, Spec::default());
    let mut memory = MemBuffer::new(scratch);
    let stack = MemStack::new(&mut memory);
    match llt::factor::cholesky_in_place(a, Default::default(), Par::Seq, stack, Spec::default()) {
        Err(llt::factor::LltError::NonPositivePivot { index }) => Err(index),
        Ok(_) => Ok(()),
    }
}
