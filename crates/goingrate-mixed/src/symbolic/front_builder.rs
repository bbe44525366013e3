//! Symbolic factorisation: the rows of every front, from the pattern of K and from what its children
//! leave to it, and where the rows of a child stand in its parent.

use std::ops::Range;

use crate::symbolic::elimination_tree::NONE;
use crate::symbolic::fronts::{Front, Fronts};
use crate::symbolic::graph::Graph;
use crate::symbolic::lists::Lists;

/// Builds the fronts once every unknown has its position.
pub(crate) struct FrontBuilder<'a> {
    pub graph: &'a Graph,
    /// Unknown → position, and back.
    pub place: &'a [u32],
    pub order: &'a [u32],
    /// Number of θ columns.
    pub columns: usize,
}

impl FrontBuilder<'_> {
    /// Fronts of consecutive positions with the given widths.
    pub fn build(&self, widths: &[usize], tasks: Vec<Range<usize>>) -> Fronts {
        let mut fronts = Fronts { tasks, ..Fronts::default() };
        let mut first = 0;
        for width in widths {
            let columns = first..first + width;
            fronts.front_of.extend(columns.clone().map(|_| fronts.list.len() as u32));
            fronts.list.push(Front { first, width: *width, ..Front::default() });
            first += width;
        }
        self.find_rows(&mut fronts);
        fronts.relate();
        fronts
    }

    fn find_rows(&self, fronts: &mut Fronts) {
        let touching = self.graph.wide_lines.transposed(self.columns);
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); fronts.list.len()];
        let mut marks = vec![NONE; self.order.len()];
        for front in 0..fronts.list.len() {
            let own = fronts.list[front].columns();
            let mut rows: Vec<u32> = own.clone().map(|p| p as u32).collect();
            let mut take = |row: u32| {
                if row as usize >= own.end && marks[row as usize] != front as u32 {
                    marks[row as usize] = front as u32;
                    rows.push(row);
                }
            };
            own.clone().for_each(|position| self.neighbours(position, &touching, &mut take));
            for child in &children[front] {
                fronts.below(*child as usize).iter().copied().for_each(&mut take);
            }
            rows[own.len()..].sort_unstable();
            let parent =
                rows.get(own.len()).map_or(front, |r| fronts.front_of[*r as usize] as usize);
            children[parent].push(front as u32);
            let start = fronts.rows.len();
            fronts.list[front].parent = parent;
            fronts.list[front].panel = fronts.panels;
            fronts.list[front].rows = start..start + rows.len();
            // The tail has a store of its own.
            fronts.panels += if front == fronts.tail() { 0 } else { rows.len() * own.len() };
            fronts.rows.extend(rows);
        }
    }

    /// Positions of the unknowns that meet the one at `position` in K.
    fn neighbours(&self, position: usize, touching: &Lists, take: &mut impl FnMut(u32)) {
        let unknown = self.order[position] as usize;
        let mut offer = |u: usize| take(self.place[u]);
        match unknown.checked_sub(self.columns) {
            Some(line) => {
                self.graph.wide_lines.of(line).iter().for_each(|c| offer(*c as usize));
            }
            None => {
                self.graph.neighbours.of(unknown).iter().for_each(|c| offer(*c as usize));
                touching.of(unknown).iter().for_each(|w| offer(*w as usize + self.columns));
            }
        }
    }
}

impl Fronts {
    fn relate(&mut self) {
        self.relative = vec![0; self.rows.len()];
        let mut index = vec![0u32; self.front_of.len()];
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.list.len()];
        for (at, front) in self.list.iter().enumerate().filter(|(at, f)| f.parent != *at) {
            children[front.parent].push(at);
        }
        for (parent, children) in children.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
            let rows = &self.rows[self.list[parent].rows.clone()];
            rows.iter().enumerate().for_each(|(i, r)| index[*r as usize] = i as u32);
            for child in children.iter().map(|c| &self.list[*c]) {
                for at in child.rows.start + child.width..child.rows.end {
                    self.relative[at] = index[self.rows[at] as usize];
                }
            }
        }
    }
}
