//! The dense tail: near the root of the elimination tree nearly every column meets every other, and
//! one dense block is cheaper than fronts. Which columns go there is weighed by estimates of time.

use std::collections::BinaryHeap;

use crate::symbolic::elimination_tree::{EliminationTree, NONE};

impl EliminationTree {
    /// Takes columns from the roots down, heaviest first, and keeps the prefix that
    /// costs least. Any set closed towards the root can be moved to the end without
    /// changing the fill.
    pub fn choose_tail(&self, mut tail: Vec<bool>) -> Vec<bool> {
        let (children, bottoms) = (self.children(), self.bottoms());
        let mut frontier = BinaryHeap::new();
        let offer = |position: u32, frontier: &mut BinaryHeap<_>, tail: &[bool]| {
            frontier.push((tail[position as usize], self.counts[position as usize], position));
        };
        for root in (0..self.parents.len()).filter(|p| self.parents[*p] == NONE) {
            offer(root as u32, &mut frontier, &tail);
        }
        let mut saved = 0.0;
        let (mut taken, mut best, mut least) = (Vec::new(), 0, 0.0);
        while let Some((forced, count, position)) = frontier.pop() {
            taken.push(position);
            saved += leading_cost(f64::from(count), bottoms[position as usize]);
            let cost = dense_cost(taken.len() as f64) - saved;
            if forced || cost <= least {
                (best, least) = (taken.len(), cost);
            }
            children.of(position as usize).iter().for_each(|c| offer(*c, &mut frontier, &tail));
        }
        taken[..best].iter().for_each(|p| tail[*p as usize] = true);
        tail
    }

    /// Columns with which a supernode begins: no child has their pattern and themselves.
    fn bottoms(&self) -> Vec<bool> {
        let mut bottoms = vec![true; self.parents.len()];
        for (column, parent) in self.parents.iter().enumerate().filter(|(_, p)| **p != NONE) {
            if self.counts[column] == self.counts[*parent as usize] + 1 {
                bottoms[*parent as usize] = false;
            }
        }
        bottoms
    }
}

/// Nanoseconds, roughly, to factor and invert one sparse column; with the last column
/// of a supernode its front goes, too.
fn leading_cost(count: f64, last: bool) -> f64 {
    let front = if last { 500.0 + 2.5 * count * count } else { 0.0 };
    front + 0.3 * count * count + 20.0 * count
}

/// Nanoseconds, roughly, to factor and invert a dense block.
fn dense_cost(size: f64) -> f64 {
    0.05 * size * size * size
}
