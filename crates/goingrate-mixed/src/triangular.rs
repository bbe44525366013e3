//! Triangular solves with the factor, for many right-hand sides at once: vectors go
//! through in blocks of eight, so that every entry of L is read once a block, and the
//! blocks in parallel.

use std::ops::Range;

use rayon::prelude::*;

use crate::dense;
use crate::error::MixedError;
use crate::factor::Factor;
use crate::kernel::vectorised;
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
                dense::solve_lower(&self.tail, n - leading, &mut vector[leading..], 1);
            }
            half
        });
        let halves: Vec<f64> = blocks.collect::<Vec<_>>().concat();
        let mut scaled = halves.clone();
        for vector in scaled.chunks_exact_mut(n.max(1)) {
            vector.iter_mut().zip(&self.pivots).for_each(|(x, d)| *x /= d);
        }
        dense::transposed_product(&halves, &scaled, n, vectors.len())
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
        dense::solve_lower(&self.tail, size, &mut tails, count);
        dense::solve_upper(&self.tail, size, &mut tails, count);
        for (n, tail) in tails.chunks_exact(size.max(1)).enumerate() {
            x.iter_mut().zip(tail).for_each(|(x, value)| x[n] = *value);
        }
    }

    /// `L⁻¹X` over the leading positions; the tail is left as they leave it.
    fn forward<const N: usize>(&self, x: &mut [[f64; N]]) {
        let fronts = &self.structure.fronts;
        let (low, above) = x.split_at_mut(self.above_tasks());
        // Each task has sums of its own over what lies above all of them, added in their order.
        let sums = self.tasks(low).into_par_iter().map(|(task, mut own)| {
            let mut sums = vec![[0.0; N]; above.len()];
            vectorised(|| task.for_each(|front| self.eliminate(front, &mut own, &mut sums)));
            sums
        });
        for sums in sums.collect::<Vec<_>>() {
            for (x, sum) in above.iter_mut().zip(&sums) {
                (0..N).for_each(|n| x[n] += sum[n]);
            }
        }
        let mut own = Part { first: self.above_tasks(), x: above };
        let top = fronts.top()..fronts.tail();
        vectorised(|| top.into_iter().for_each(|front| self.eliminate(front, &mut own, &mut [])));
    }

    /// `L⁻ᵀD⁻¹X` over the leading positions, given the solved tail.
    fn backward<const N: usize>(&self, x: &mut [[f64; N]]) {
        let fronts = &self.structure.fronts;
        let (low, above) = x.split_at_mut(self.above_tasks());
        let mut own = Part { first: self.above_tasks(), x: &mut *above };
        let top = (fronts.top()..fronts.tail()).rev();
        vectorised(|| top.into_iter().for_each(|front| self.substitute(front, &mut own, &[])));
        let above = &*above;
        self.tasks(low).into_par_iter().for_each(|(task, mut own)| {
            vectorised(|| task.rev().for_each(|front| self.substitute(front, &mut own, above)));
        });
    }

    /// The first position that belongs to no task.
    fn above_tasks(&self) -> usize {
        let fronts = &self.structure.fronts;
        fronts.list[fronts.top()].first
    }

    /// Every task with its part of the positions below [`above_tasks`](Self::above_tasks).
    fn tasks<'a, const N: usize>(
        &self,
        mut low: Vectors<'a, N>,
    ) -> Vec<(Range<usize>, Part<'a, N>)> {
        let fronts = &self.structure.fronts;
        let mut parts = Vec::with_capacity(fronts.tasks.len());
        for task in &fronts.tasks {
            let first = fronts.list[task.start].first;
            let (x, rest) = low.split_at_mut(fronts.list[task.end].first - first);
            parts.push((task.clone(), Part { first, x }));
            low = rest;
        }
        parts
    }

    /// Takes the columns of a front off the rows below, in its own part and beyond.
    #[inline(always)]
    fn eliminate<const N: usize>(&self, front: usize, own: &mut Part<N>, beyond: &mut [[f64; N]]) {
        let (columns, rows) = self.rows_in(front, own);
        for (j, l) in self.front(front).0.chunks_exact(rows.size).enumerate() {
            let value = own.x[columns + j];
            if value == [0.0; N] {
                continue;
            }
            let (near, far) = l.split_at(rows.near.len());
            for (row, l) in rows.near[j + 1..].iter().zip(&near[j + 1..]) {
                let target = &mut own.x[*row as usize - own.first];
                (0..N).for_each(|n| target[n] -= l * value[n]);
            }
            for (row, l) in rows.far.iter().zip(far) {
                let target = &mut beyond[*row as usize - rows.beyond];
                (0..N).for_each(|n| target[n] -= l * value[n]);
            }
        }
    }

    /// Finds the columns of a front from the rows below, in its own part and beyond.
    #[inline(always)]
    fn substitute<const N: usize>(&self, front: usize, own: &mut Part<N>, beyond: &[[f64; N]]) {
        let (columns, rows) = self.rows_in(front, own);
        let (panel, pivots) = self.front(front);
        for (j, l) in panel.chunks_exact(rows.size).enumerate().rev() {
            let mut value = own.x[columns + j].map(|v| v / pivots[j]);
            let (near, far) = l.split_at(rows.near.len());
            for (row, l) in rows.near[j + 1..].iter().zip(&near[j + 1..]) {
                let source = &own.x[*row as usize - own.first];
                (0..N).for_each(|n| value[n] -= l * source[n]);
            }
            for (row, l) in rows.far.iter().zip(far) {
                let source = &beyond[*row as usize - rows.beyond];
                (0..N).for_each(|n| value[n] -= l * source[n]);
            }
            own.x[columns + j] = value;
        }
    }

    /// Where a front's columns stand in its part, and which of its rows lie in it.
    #[inline(always)]
    fn rows_in<const N: usize>(&self, front: usize, own: &Part<N>) -> (usize, Rows<'_>) {
        let fronts = &self.structure.fronts;
        let (shape, rows) = (&fronts.list[front], fronts.rows(front));
        let end = own.first + own.x.len();
        let (near, far) = rows.split_at(rows.partition_point(|row| (*row as usize) < end));
        (shape.first - own.first, Rows { size: rows.len(), near, far, beyond: self.above_tasks() })
    }
}

/// Vectors side by side, by position.
type Vectors<'a, const N: usize> = &'a mut [[f64; N]];

/// The positions that a task, or what lies above all tasks, works on.
struct Part<'a, const N: usize> {
    /// The first of them.
    first: usize,
    x: Vectors<'a, N>,
}

/// The rows of a front.
struct Rows<'a> {
    /// How many.
    size: usize,
    /// Those in its own part, its columns first.
    near: &'a [u32],
    /// Those above all tasks …
    far: &'a [u32],
    /// … whose first position is this.
    beyond: usize,
}

/// Vectors side by side, so that one entry of L meets the same row of all of them.
fn interleave<const N: usize>(vectors: &[Vec<f64>], rows: usize) -> Vec<[f64; N]> {
    let mut x = vec![[0.0; N]; rows];
    for (n, vector) in vectors.iter().enumerate() {
        x.iter_mut().zip(vector).for_each(|(x, value)| x[n] = *value);
    }
    x
}
