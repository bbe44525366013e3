//! The inverse front by front, from the tail upwards (the recursion of Takahashi, Fagan & Chen 1973 on
//! fronts): a front takes the inverse over the rows below from its parent, adds its own columns and
//! shows the whole block to a visitor.

use std::ops::Range;

use rayon::prelude::*;

use crate::buffer_pool::SMALLEST;
use crate::factor::Factor;
use crate::factor::dense::{invert_columns, lower_inverse};

/// Sees the inverse over the rows of every front, parents before children: lower
/// triangle, column-major. What is above the diagonal means nothing.
pub(crate) trait Visit: Send {
    fn visit(&mut self, front: usize, inverse: &[f64]);
}

/// Visits all fronts; every task has its visitor, and the last one sees the fronts
/// that belong to no task.
pub(crate) fn descend<V: Visit>(
    factor: &Factor,
    visitor: impl Fn(Range<usize>) -> V + Sync,
) -> Vec<V> {
    let fronts = &factor.structure.fronts;
    let mut last = visitor(fronts.top()..fronts.list.len());
    let mut above: Vec<Vec<f64>> = vec![Vec::new(); fronts.list.len() - fronts.top()];
    for front in (fronts.top()..fronts.list.len()).rev() {
        let size = fronts.list[front].size();
        let mut own = factor.structure.buffers.take(size * size);
        if front == fronts.tail() {
            lower_inverse(&factor.tail, size, &mut own);
        } else {
            let parent = &above[fronts.list[front].parent - fronts.top()];
            invert_front(factor, front, parent, &mut own);
        }
        last.visit(front, &own);
        above[front - fronts.top()] = own;
    }
    let tasks = fronts.tasks.par_iter().map(|range| {
        let mut visitor = visitor(range.clone());
        SubtreeInversion { factor, above: &above, path: Vec::new(), free: Vec::new() }
            .run(range.clone(), &mut visitor);
        visitor
    });
    let mut visitors: Vec<V> = tasks.collect();
    above.into_iter().for_each(|inverse| factor.structure.buffers.give(inverse));
    visitors.push(last);
    visitors
}

/// Inverts a front, given the inverse over its parent's rows.
fn invert_front(factor: &Factor, front: usize, parent: &[f64], into: &mut Vec<f64>) {
    let fronts = &factor.structure.fronts;
    let shape = &fronts.list[front];
    let (size, width, above) = (shape.size(), shape.width, fronts.list[shape.parent].size());
    // Memory never shrinks: growing again would fill it for nothing.
    if into.len() < size * size {
        into.resize(size * size, 0.0);
    }
    let relative = fronts.relative(front);
    for (c, column) in relative.iter().enumerate() {
        let source = &parent[*column as usize * above..(*column as usize + 1) * above];
        let target = &mut into[(width + c) * size + width + c..(width + c + 1) * size];
        for (z, row) in target.iter_mut().zip(&relative[c..]) {
            *z = source[*row as usize];
        }
    }
    let (panel, pivots) = factor.front(front);
    invert_columns(&mut into[..size * size], size, panel, pivots);
}

/// The way down one subtree.
struct SubtreeInversion<'a> {
    factor: &'a Factor,
    /// Inverses of the fronts that belong to no task.
    above: &'a [Vec<f64>],
    /// Inverses from the last front visited towards the root.
    path: Vec<(usize, Vec<f64>)>,
    free: Vec<Vec<f64>>,
}

impl SubtreeInversion<'_> {
    fn run(mut self, range: Range<usize>, visitor: &mut impl Visit) {
        let fronts = &self.factor.structure.fronts;
        for front in range.rev() {
            let parent = fronts.list[front].parent;
            while let Some((_, done)) = self.path.pop_if(|p| p.0 != parent) {
                self.leave(done);
            }
            let mut own = self.memory(fronts.list[front].size().pow(2));
            let beyond = parent.checked_sub(fronts.top()).map(|at| &self.above[at]);
            let above = beyond.or(self.path.last().map(|p| &p.1)).map_or(&[][..], |p| p);
            invert_front(self.factor, front, above, &mut own);
            visitor.visit(front, &own);
            self.path.push((front, own));
        }
        while let Some((_, done)) = self.path.pop() {
            self.leave(done);
        }
    }

    fn memory(&mut self, length: usize) -> Vec<f64> {
        let known = if length < SMALLEST { self.free.pop() } else { None };
        known.unwrap_or_else(|| self.factor.structure.buffers.take(length))
    }

    /// Keeps the memory of a front that is done with; that of a large one for all tasks.
    fn leave(&mut self, done: Vec<f64>) {
        if done.len() < SMALLEST {
            self.free.push(done);
        } else {
            self.factor.structure.buffers.give(done);
        }
    }
}
