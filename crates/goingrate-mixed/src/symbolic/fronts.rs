//! The fronts of the multifrontal elimination (Duff & Reid 1983): which positions each eliminates,
//! which rows it holds, where these stand in its parent, and which subtrees are tasks of their own.

use std::ops::Range;

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
    pub(super) rows: Vec<u32>,
    /// Index of every row below in the rows of the front's parent.
    pub(super) relative: Vec<u32>,
    /// Position → front.
    pub front_of: Vec<u32>,
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
    pub fn row_in_front(&self, front: usize, position: u32) -> usize {
        self.rows(front).partition_point(|r| *r < position)
    }

    /// Column `position` of L below its diagonal: rows and their offset in the panels.
    pub fn column(&self, position: usize) -> (&[u32], usize) {
        let front = self.front_of[position] as usize;
        let (rows, front) = (self.rows(front), &self.list[front]);
        let local = position - front.first;
        (&rows[local + 1..], front.panel + local * rows.len() + local + 1)
    }
}
