//! The order of elimination: approximate minimum degree (Amestoy, Davis & Duff
//! 1996, faer's), then the columns whose factor is mostly dense move to a tail.

use std::collections::BinaryHeap;

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::sparse::SymbolicSparseColMatRef;
use faer::sparse::linalg::amd;

use crate::graph::{Graph, Lists};

pub(crate) const NONE: u32 = u32::MAX;

/// Order of the θ columns: the leading ones with their elimination tree, then the tail.
pub(crate) struct Order {
    pub leading: Vec<u32>,
    pub tail: Vec<u32>,
    /// The tree over places in `leading`; a column below the tail alone is a root.
    pub tree: Tree,
}

/// Orders the columns. Where wide lines exist, fixed effects are forced into the
/// tail, because H without the wide lines may leave them undetermined.
pub(crate) fn order(graph: &Graph, fixed: &[bool]) -> Order {
    let forced: Vec<bool> = fixed.iter().map(|f| *f && graph.wide_lines.len() > 0).collect();
    let order = minimum_degree(&graph.neighbours, &forced);
    let tree = Tree::of(graph, &order);
    let tail = tree.choose_tail(order.iter().map(|c| forced[*c as usize]).collect());
    let pick = |wanted: bool| {
        order.iter().zip(&tail).filter(|(_, t)| **t == wanted).map(|(c, _)| *c).collect()
    };
    Order { leading: pick(false), tail: pick(true), tree: tree.without(&tail) }
}

/// AMD over the columns that are not forced, followed by those that are.
fn minimum_degree(neighbours: &Lists, forced: &[bool]) -> Vec<u32> {
    let kept: Vec<u32> = (0..forced.len() as u32).filter(|c| !forced[*c as usize]).collect();
    let mut local = vec![usize::MAX; forced.len()];
    kept.iter().enumerate().for_each(|(i, c)| local[*c as usize] = i);
    let (mut pointers, mut rows) = (vec![0usize], Vec::with_capacity(neighbours.items.len()));
    for column in &kept {
        rows.extend(
            neighbours
                .of(*column as usize)
                .iter()
                .map(|c| local[*c as usize])
                .filter(|c| *c != usize::MAX),
        );
        pointers.push(rows.len());
    }
    let mut order: Vec<u32> = amd_order(&pointers, &rows).iter().map(|i| kept[*i]).collect();
    order.extend((0..forced.len() as u32).filter(|c| forced[*c as usize]));
    order
}

fn amd_order(pointers: &[usize], rows: &[usize]) -> Vec<usize> {
    let n = pointers.len() - 1;
    let (mut forward, mut inverse) = (vec![0usize; n], vec![0usize; n]);
    let matrix = SymbolicSparseColMatRef::new_unsorted_checked(n, n, pointers, None, rows);
    let mut memory = MemBuffer::new(amd::order_maybe_unsorted_scratch::<usize>(n, rows.len()));
    let stack = MemStack::new(&mut memory);
    match amd::order_maybe_unsorted(
        &mut forward,
        &mut inverse,
        matrix,
        amd::Control::default(),
        stack,
    ) {
        Ok(_) => forward,
        // Only an index overflow lands here; the natural order is still right.
        Err(_) => (0..n).collect(),
    }
}

/// Elimination tree over positions and the number of entries below each pivot.
pub(crate) struct Tree {
    pub parents: Vec<u32>,
    pub counts: Vec<u32>,
}

impl Tree {
    /// Walks the row subtrees (Liu 1990): O(entries of L) time, no memory for L.
    fn of(graph: &Graph, order: &[u32]) -> Tree {
        let n = order.len();
        let mut place = vec![0u32; n];
        order.iter().enumerate().for_each(|(p, c)| place[*c as usize] = p as u32);
        let mut tree = Tree { parents: vec![NONE; n], counts: vec![0; n] };
        let mut marks = vec![NONE; n];
        for (row, column) in order.iter().enumerate() {
            let below = graph.neighbours.of(*column as usize).iter().map(|c| place[*c as usize]);
            tree.climb(row as u32, true, below.filter(|k| (*k as usize) < row), &mut marks);
        }
        for wide in 0..graph.wide_lines.len() {
            let touched = graph.wide_lines.of(wide).iter().map(|c| place[*c as usize]);
            tree.climb((n + wide) as u32, false, touched, &mut marks);
        }
        tree
    }

    fn climb(&mut self, row: u32, grow: bool, from: impl Iterator<Item = u32>, marks: &mut [u32]) {
        if grow {
            marks[row as usize] = row;
        }
        for start in from {
            let mut k = start;
            while k != NONE && marks[k as usize] != row {
                marks[k as usize] = row;
                self.counts[k as usize] += 1;
                if grow && self.parents[k as usize] == NONE {
                    self.parents[k as usize] = row;
                }
                k = self.parents[k as usize];
            }
        }
    }

    /// Takes columns from the roots down, heaviest first, and keeps the prefix that
    /// costs least. Any set closed towards the root can be moved to the end without
    /// changing the fill.
    fn choose_tail(&self, mut tail: Vec<bool>) -> Vec<bool> {
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

    fn children(&self) -> Lists {
        let n = self.parents.len();
        let mut up = Lists::new();
        for parent in &self.parents {
            if *parent != NONE {
                up.items.push(*parent);
            }
            up.close();
        }
        up.transposed(n)
    }

    /// The tree over the positions that are not in the tail.
    fn without(&self, tail: &[bool]) -> Tree {
        let mut local = vec![NONE; tail.len()];
        let kept: Vec<usize> = (0..tail.len()).filter(|p| !tail[*p]).collect();
        kept.iter().enumerate().for_each(|(i, p)| local[*p] = i as u32);
        let parent = |p: &usize| local.get(self.parents[*p] as usize).copied().unwrap_or(NONE);
        Tree {
            parents: kept.iter().map(parent).collect(),
            counts: kept.iter().map(|p| self.counts[*p]).collect(),
        }
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
