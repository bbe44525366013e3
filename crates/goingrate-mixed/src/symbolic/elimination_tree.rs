//! The elimination tree (Liu 1990): for every column its parent, the first row below the diagonal in
//! its column of L, and how many entries that column has.

use crate::symbolic::graph::Graph;
use crate::symbolic::lists::Lists;

/// No parent, no mark.
pub(crate) const NONE: u32 = u32::MAX;

/// Elimination tree over positions and the number of entries below each pivot.
pub(crate) struct EliminationTree {
    pub parents: Vec<u32>,
    pub counts: Vec<u32>,
}

impl EliminationTree {
    /// Walks the row subtrees (Liu 1990): O(entries of L) time, no memory for L.
    pub fn of(graph: &Graph, order: &[u32]) -> EliminationTree {
        let n = order.len();
        let mut place = vec![0u32; n];
        order.iter().enumerate().for_each(|(p, c)| place[*c as usize] = p as u32);
        let mut tree = EliminationTree { parents: vec![NONE; n], counts: vec![0; n] };
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

    /// Follows the tree from some columns upwards to columns that this row has met already. Where the
    /// tree is still to `grow`, the row becomes the parent of the roots that it meets.
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

    /// Children of every position.
    pub fn children(&self) -> Lists {
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
    pub fn without(&self, tail: &[bool]) -> EliminationTree {
        let mut local = vec![NONE; tail.len()];
        let kept: Vec<usize> = (0..tail.len()).filter(|p| !tail[*p]).collect();
        kept.iter().enumerate().for_each(|(i, p)| local[*p] = i as u32);
        let parent = |p: &usize| local.get(self.parents[*p] as usize).copied().unwrap_or(NONE);
        EliminationTree {
            parents: kept.iter().map(parent).collect(),
            counts: kept.iter().map(|p| self.counts[*p]).collect(),
        }
    }
}
