//! The fronts of the multifrontal elimination (Duff & Reid 1983): which positions each
//! eliminates, which rows it holds, where these stand in its parent, and which
//! subtrees are worked off apart from each other.

use std::ops::Range;

use crate::graph::{Graph, Lists};
use crate::order::NONE;
use crate::supernode::Supernode;

/// One dense block: `width` columns are eliminated, the other rows go to the parent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Front {
    /// Position of its first column.
    pub first: usize,
    pub width: usize,
    /// Its rows in `Fronts::rows`, its own columns first.
    pub rows: Range<usize>,
    /// The front of its first row below; itself where there is none.
    pub parent: usize,
    /// Where its columns of L start.
    pub panel: usize,
}

impl Front {
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    pub fn columns(&self) -> Range<usize> {
        self.first..self.first + self.width
    }
}

/// All fronts, children before parents; the last one is the tail, before it that of
/// the wide lines, if there are any.
#[derive(Debug, Default)]
pub(crate) struct Fronts {
    pub list: Vec<Front>,
    /// Positions of every front's rows, ascending.
    rows: Vec<u32>,
    /// Index of every row below in the rows of the front's parent.
    relative: Vec<u32>,
    /// Position → front.
    pub home: Vec<u32>,
    /// Ranges of fronts with all their descendants, for one task each. The fronts
    /// after them are worked off one by one.
    pub tasks: Vec<Range<usize>>,
    /// Entries of L in all panels.
    pub panels: usize,
}

impl Fronts {
    /// Rows of a front, its own columns first.
    pub fn rows(&self, front: usize) -> &[u32] {
        &self.rows[self.list[front].rows.clone()]
    }

    /// Rows below a front's columns.
    pub fn below(&self, front: usize) -> &[u32] {
        &self.rows(front)[self.list[front].width..]
    }

    /// Where the rows below stand in the parent.
    pub fn relative(&self, front: usize) -> &[u32] {
        let front = &self.list[front];
        &self.relative[front.rows.start + front.width..front.rows.end]
    }

    /// First of the fronts that belong to no task.
    pub fn top(&self) -> usize {
        self.tasks.last().map_or(0, |t| t.end)
    }

    /// Whether a front of a task leaves something to one that belongs to none.
    pub fn is_sent(&self, front: usize) -> bool {
        let parent = self.list[front].parent;
        parent != front && parent >= self.top()
    }

    /// The front that holds the tail.
    pub fn tail(&self) -> usize {
        self.list.len() - 1
    }

    /// Where the columns of L of some fronts lie.
    pub fn panels_of(&self, fronts: &Range<usize>) -> Range<usize> {
        let start = |f: usize| self.list.get(f).map_or(self.panels, |f| f.panel);
        start(fronts.start)..start(fronts.end)
    }

    /// Where a position stands among the rows of a front that holds it.
    pub fn seat(&self, front: usize, position: u32) -> usize {
        self.rows(front).partition_point(|r| *r < position)
    }

    /// Column `position` of L below its diagonal: rows and their offset in the panels.
    pub fn column(&self, position: usize) -> (&[u32], usize) {
        let front = self.home[position] as usize;
        let (rows, front) = (self.rows(front), &self.list[front]);
        let local = position - front.first;
        (&rows[local + 1..], front.panel + local * rows.len() + local + 1)
    }
}

/// The supernodes in their final order, cut into tasks.
pub(crate) struct Plan {
    pub nodes: Vec<Supernode>,
    pub tasks: Vec<Range<usize>>,
}

/// Most tasks: fixed, so that results do not depend on the number of threads.
const MOST_TASKS: f64 = 8.0;

/// Nanoseconds, roughly, from which on a task is worth a thread.
const LEAST_WORK: f64 = 1e6;

impl Plan {
    /// Splits off what is too much for one task, moves it to the end and cuts the rest
    /// into ranges of about the same work; small systems have fewer tasks.
    pub fn of(nodes: Vec<Supernode>) -> Plan {
        let mut work: Vec<f64> = nodes.iter().map(Supernode::cost).collect();
        let total: f64 = work.iter().sum();
        let own = work.clone();
        for index in 0..nodes.len() {
            if let Some(parent) = nodes[index].parent {
                work[parent] += work[index];
            }
        }
        let worthwhile = total / LEAST_WORK;
        let share = total / worthwhile.floor().clamp(1.0, MOST_TASKS);
        let large = |n: usize| worthwhile >= 2.0 && work[n] > share;
        let (top, low): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(|n| large(*n));
        let tasks = cut(&nodes, &low, &own, share, large);
        let nodes = low.iter().chain(&top).map(|n| nodes[*n].clone()).collect();
        Plan { nodes, tasks }
    }
}

/// Ranges of `low` that end with a whole subtree.
fn cut(
    nodes: &[Supernode],
    low: &[usize],
    own: &[f64],
    share: f64,
    large: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let (mut tasks, mut start, mut sum) = (Vec::new(), 0, 0.0);
    for (index, node) in low.iter().enumerate() {
        sum += own[*node];
        let whole = nodes[*node].parent.is_none_or(&large);
        if (whole && sum >= share) || index + 1 == low.len() {
            tasks.push(start..index + 1);
            (start, sum) = (index + 1, 0.0);
        }
    }
    tasks
}

/// Builds the fronts once every unknown has its position.
pub(crate) struct Builder<'a> {
    pub graph: &'a Graph,
    /// Unknown → position, and back.
    pub place: &'a [u32],
    pub order: &'a [u32],
    /// Number of θ columns.
    pub columns: usize,
}

impl Builder<'_> {
    /// Fronts of consecutive positions with the given widths.
    pub fn build(&self, widths: &[usize], tasks: Vec<Range<usize>>) -> Fronts {
        let mut fronts = Fronts { tasks, ..Fronts::default() };
        let mut first = 0;
        for width in widths {
            let columns = first..first + width;
            fronts.home.extend(columns.clone().map(|_| fronts.list.len() as u32));
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
            let parent = rows.get(own.len()).map_or(front, |r| fronts.home[*r as usize] as usize);
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
        let mut index = vec![0u32; self.home.len()];
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
