//! The multifrontal elimination (Duff & Reid 1983; Liu 1992): tasks of whole subtrees
//! in parallel, then the fronts above them one by one. What a front leaves goes to its
//! parent at once, so that only the fronts on the way to the root are alive.

use std::ops::Range;

use rayon::prelude::*;

use crate::assemble::{Frontal, LocalRows, assemble, assemble_wide};
use crate::covariance::Precisions;
use crate::error::MixedError;
use crate::kernel::{self, Pivoting};
use crate::symbolic::Structure;
use crate::system::System;

/// Pivots, columns of L, and the tail as it is left over.
type Eliminated = (Vec<f64>, Vec<f64>, Vec<f64>);

pub(crate) fn eliminate(
    system: &System,
    structure: &Structure,
    precisions: &Precisions,
) -> Result<Eliminated, MixedError> {
    let fronts = &structure.fronts;
    let mut pivots = vec![0.0; structure.leading];
    let mut panels = vec![0.0; fronts.panels];
    let (mut tasks, mut rest) = (Vec::new(), (&mut pivots[..], &mut panels[..]));
    for range in fronts.tasks.iter().cloned().chain(std::iter::once(fronts.top()..fronts.tail())) {
        let columns: usize = fronts.list[range.clone()].iter().map(|f| f.width).sum();
        let (own, others) = rest.0.split_at_mut(columns);
        let (panel, panels) = rest.1.split_at_mut(fronts.panels_of(&range).len());
        rest = (others, panels);
        tasks.push(Task {
            system,
            structure,
            precisions,
            range,
            pivots: own,
            panels: panel,
            pending: Vec::new(),
            spare: Vec::new(),
        });
    }
    let top = tasks.pop();
    let done: Vec<_> = tasks.into_par_iter().map(Task::run).collect();
    let mut pending = Vec::new();
    for task in done {
        merge(&mut pending, task?);
    }
    if let Some(mut top) = top {
        top.pending = pending;
        pending = top.run()?;
    }
    Ok((pivots, panels, finish_tail(system, structure, precisions, pending)))
}

/// Fronts to which something has been passed up, by their number.
type Pending = Vec<(usize, Frontal)>;

fn merge(into: &mut Pending, from: Pending) {
    for (front, frontal) in from {
        match into.iter_mut().find(|p| p.0 == front) {
            Some(known) => known.1.add(&frontal),
            None => into.push((front, frontal)),
        }
    }
}

fn finish_tail(
    system: &System,
    structure: &Structure,
    precisions: &Precisions,
    pending: Pending,
) -> Vec<f64> {
    let left = pending.into_iter().find(|p| p.0 == structure.fronts.tail());
    let mut tail = left.map_or_else(|| Frontal::zero(structure.tail), |p| p.1);
    let front = structure.fronts.tail();
    assemble(system, structure, precisions, front, &mut LocalRows::default(), &mut tail);
    tail.matrix.truncate(structure.tail.pow(2));
    tail.matrix
}

struct Task<'a> {
    system: &'a System,
    structure: &'a Structure,
    precisions: &'a Precisions,
    range: Range<usize>,
    pivots: &'a mut [f64],
    panels: &'a mut [f64],
    pending: Pending,
    /// Memory of fronts that are done with.
    spare: Vec<Frontal>,
}

impl Task<'_> {
    /// Eliminates its fronts; what is left for fronts beyond them.
    fn run(mut self) -> Result<Pending, MixedError> {
        let (mut pivots, mut panels) = (0, 0);
        let mut rows = LocalRows::default();
        for front in self.range.clone() {
            let shape = &self.structure.fronts.list[front];
            let (width, entries) = (shape.width, shape.width * shape.size());
            let mut frontal = self.take(front);
            let (system, structure) = (self.system, self.structure);
            assemble(system, structure, self.precisions, front, &mut rows, &mut frontal);
            let own = pivots..pivots + width;
            self.eliminate(front, &mut frontal, own.clone())?;
            self.panels[panels..panels + entries].copy_from_slice(&frontal.matrix[..entries]);
            (pivots, panels) = (own.end, panels + entries);
            self.pass_up(front, &frontal);
            self.spare.push(frontal);
        }
        Ok(self.pending)
    }

    /// The front as its children left it.
    fn take(&mut self, front: usize) -> Frontal {
        match self.pending.iter().rposition(|p| p.0 == front) {
            Some(at) => self.pending.swap_remove(at).1,
            None => self.fresh(front),
        }
    }

    fn fresh(&mut self, front: usize) -> Frontal {
        let mut frontal = self.spare.pop().unwrap_or_else(|| Frontal::zero(0));
        frontal.reset(self.structure.fronts.list[front].size());
        frontal
    }

    fn eliminate(
        &mut self,
        front: usize,
        frontal: &mut Frontal,
        pivots: Range<usize>,
    ) -> Result<(), MixedError> {
        let first = self.structure.fronts.list[front].first;
        let is_wide = first >= self.structure.leading_columns;
        if is_wide {
            assemble_wide(self.system, self.structure, frontal);
        }
        let sign = if is_wide { -1.0 } else { 1.0 };
        let entries = frontal.size * frontal.size;
        let (matrix, diagonal) = (&mut frontal.matrix[..entries], &frontal.diagonal);
        let own = &mut self.pivots[pivots];
        let pivoting = Pivoting { sign, diagonal };
        kernel::eliminate(matrix, frontal.size, own, &pivoting).map_err(|index| {
            MixedError::NotPositiveDefinite {
                column: self.structure.order[first + index] as usize,
                pivot: own[index],
                diagonal: diagonal[index],
            }
        })
    }

    fn pass_up(&mut self, front: usize, frontal: &Frontal) {
        let shape = &self.structure.fronts.list[front];
        if shape.parent == front {
            return;
        }
        let at = self.pending.iter().rposition(|p| p.0 == shape.parent);
        let at = at.unwrap_or_else(|| {
            let fresh = self.fresh(shape.parent);
            self.pending.push((shape.parent, fresh));
            self.pending.len() - 1
        });
        let relative = self.structure.fronts.relative(front);
        self.pending[at].1.extend_add(frontal, shape.width, relative);
    }
}
