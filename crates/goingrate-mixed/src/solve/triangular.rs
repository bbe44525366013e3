//! Solves with the factor for many right-hand sides at once: vectors go through in blocks of eight, so
//! that every entry of L is read once for a block, and the blocks in parallel.

use rayon::prelude::*;

use crate::error::MixedError;
use crate::factor::Factor;
use crate::factor::dense::{solve_lower, solve_upper, transposed_product};
use crate::system::check_length;

/// Right-hand sides that go through together.
const TOGETHER: usize = 8;

impl Factor {
    /// `Σ·rhs`, rhs and result over the columns θ.
    ///
    /// # Errors
    /// A length other than the number of columns.
    pub fn solve(&self, rhs: &[f64]) -> Result<Vec<f64>, MixedError> {
        Ok(self.solve_many(&[rhs])?.swap_remove(0))
    }

    /// As [`solve`](Self::solve) for several right-hand sides, which is much faster
    /// than one after another.
    ///
    /// # Errors
    /// A length other than the number of columns.
    pub fn solve_many<R: AsRef<[f64]>>(&self, rhs: &[R]) -> Result<Vec<Vec<f64>>, MixedError> {
        let mut vectors = Vec::with_capacity(rhs.len());
        for rhs in rhs {
            check_length("right-hand side", self.structure.columns, rhs.as_ref().len())?;
            let mut x = vec![0.0; self.structure.unknowns()];
            for (place, value) in self.structure.place.iter().zip(rhs.as_ref()) {
                x[*place as usize] = *value;
            }
            vectors.push(x);
        }
        self.solve_places(&mut vectors);
        Ok(vectors.iter().map(|x| self.columns_of(x)).collect())
    }

    /// θ columns of a vector by position.
    pub(crate) fn columns_of(&self, x: &[f64]) -> Vec<f64> {
        self.structure.place[..self.structure.columns].iter().map(|p| x[*p as usize]).collect()
    }

    /// `K⁻¹x` in place of every vector by position.
    pub(crate) fn solve_places(&self, vectors: &mut [Vec<f64>]) {
        vectors.par_chunks_mut(TOGETHER).for_each(|block| match block {
            [single] => self.solve_block::<1>(std::slice::from_mut(single)),
            _ => self.solve_block::<TOGETHER>(block),
        });
    }

    /// `X'K⁻¹X` of vectors by position, m×m: `V'D⁻¹V` of half solves `V = L⁻¹X`.
    pub(crate) fn inner_products(&self, vectors: &[Vec<f64>]) -> Vec<f64> {
        let (n, leading) = (self.structure.unknowns(), self.structure.leading);
        let blocks = vectors.par_chunks(TOGETHER).map(|block| {
            let mut x = interleave::<TOGETHER>(block, n);
            self.forward(&mut x);
            let mut half: Vec<f64> =
                (0..block.len()).flat_map(|v| x.iter().map(move |x| x[v])).collect();
            for vector in half.chunks_exact_mut(n.max(1)) {
                solve_lower(&self.tail, n - leading, &mut vector[leading..], 1);
            }
            half
        });
        let halves: Vec<f64> = blocks.collect::<Vec<_>>().concat();
        let mut scaled = halves.clone();
        for vector in scaled.chunks_exact_mut(n.max(1)) {
            vector.iter_mut().zip(&self.pivots).for_each(|(x, d)| *x /= d);
        }
        transposed_product(&halves, &scaled, n, vectors.len())
    }

    fn solve_block<const N: usize>(&self, vectors: &mut [Vec<f64>]) {
        let mut x = interleave::<N>(vectors, self.structure.unknowns());
        self.forward(&mut x);
        self.solve_tail(&mut x[self.structure.leading..], vectors.len());
        self.backward(&mut x);
        for (n, vector) in vectors.iter_mut().enumerate() {
            vector.iter_mut().zip(&x).for_each(|(value, x)| *value = x[n]);
        }
    }

    fn solve_tail<const N: usize>(&self, x: &mut [[f64; N]], count: usize) {
        let size = self.structure.tail;
        let mut tails: Vec<f64> = (0..count).flat_map(|n| x.iter().map(move |x| x[n])).collect();
        solve_lower(&self.tail, size, &mut tails, count);
        solve_upper(&self.tail, size, &mut tails, count);
        for (n, tail) in tails.chunks_exact(size.max(1)).enumerate() {
            x.iter_mut().zip(tail).for_each(|(x, value)| x[n] = *value);
        }
    }
}

/// Vectors side by side, so that one entry of L meets the same row of all of them.
fn interleave<const N: usize>(vectors: &[Vec<f64>], rows: usize) -> Vec<[f64; N]> {
    let mut x = vec![[0.0; N]; rows];
    for (n, vector) in vectors.iter().enumerate() {
        x.iter_mut().zip(vector).for_each(|(x, value)| x[n] = *value);
    }
    x
}
