//! Forward and backward substitution with the leading columns of L, front by front: subtrees in
//! parallel, what lies above them on one thread, so that the bits do not depend on the threads.

use std::ops::Range;

use rayon::prelude::*;

use crate::factor::Factor;
use crate::factor::dense::vectorised;

impl Factor {
    /// `L⁻¹X` over the leading positions; the tail is left as they leave it.
    pub(super) fn forward<const N: usize>(&self, x: &mut [[f64; N]]) {
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
        let mut own = Segment { first: self.above_tasks(), x: above };
        let top = fronts.top()..fronts.tail();
        vectorised(|| top.into_iter().for_each(|front| self.eliminate(front, &mut own, &mut [])));
    }

    /// `L⁻ᵀD⁻¹X` over the leading positions, given the solved tail.
    pub(super) fn backward<const N: usize>(&self, x: &mut [[f64; N]]) {
        let fronts = &self.structure.fronts;
        let (low, above) = x.split_at_mut(self.above_tasks());
        let mut own = Segment { first: self.above_tasks(), x: &mut *above };
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

    /// Every task with its segment of the positions below [`above_tasks`](Self::above_tasks).
    fn tasks<'a, const N: usize>(
        &self,
        mut low: Vectors<'a, N>,
    ) -> Vec<(Range<usize>, Segment<'a, N>)> {
        let fronts = &self.structure.fronts;
        let mut segments = Vec::with_capacity(fronts.tasks.len());
        for task in &fronts.tasks {
            let first = fronts.list[task.start].first;
            let (x, rest) = low.split_at_mut(fronts.list[task.end].first - first);
            segments.push((task.clone(), Segment { first, x }));
            low = rest;
        }
        segments
    }

    /// Takes the columns of a front off the rows below, in its own segment and beyond.
    #[inline(always)]
    fn eliminate<const N: usize>(
        &self,
        front: usize,
        own: &mut Segment<N>,
        beyond: &mut [[f64; N]],
    ) {
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

    /// Finds the columns of a front from the rows below, in its own segment and beyond.
    #[inline(always)]
    fn substitute<const N: usize>(&self, front: usize, own: &mut Segment<N>, beyond: &[[f64; N]]) {
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

    /// Where a front's columns stand in its segment, and which of its rows lie in it.
    #[inline(always)]
    fn rows_in<const N: usize>(&self, front: usize, own: &Segment<N>) -> (usize, Rows<'_>) {
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
struct Segment<'a, const N: usize> {
    /// The first of them.
    first: usize,
    x: Vectors<'a, N>,
}

/// The rows of a front.
struct Rows<'a> {
    /// How many.
    size: usize,
    /// Those in its own segment, its columns first.
    near: &'a [u32],
    /// Those above all tasks …
    far: &'a [u32],
    /// … whose first position is this.
    beyond: usize,
}
