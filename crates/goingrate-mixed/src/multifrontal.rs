//! The multifrontal elimination (Duff & Reid 1983; Liu 1992): tasks of whole subtrees
//! in parallel, then the fronts above them one by one. Within a task, what a front leaves goes to
//! its parent at once, so that only the fronts on the way to the root are alive.

use std::ops::Range;

use rayon::prelude::*;

use crate::assemble::{Frontal, LocalRows, assemble, assemble_wide};
use crate::covariance::Precisions;
use crate::error::MixedError;
use crate::gather::{Left, Update, gather, pack, packed};
use crate::kernel::{self, Pivoting};
use crate::spare::SMALLEST;
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
    let mut panels = structure.spare.take(fronts.panels);
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
            rows: LocalRows::default(),
            pending: Vec::new(),
            sent: Vec::new(),
            spare: Vec::new(),
        });
    }
    let Some(top) = tasks.pop() else { return Ok((pivots, panels, Vec::new())) };
    // Of several errors the first one counts, whichever thread is the fastest.
    let done: Vec<_> = tasks.into_par_iter().map(Task::run).collect();
    let done = done.into_iter().collect::<Result<Vec<_>, _>>()?;
    let tail = top.finish(&done)?;
    done.into_iter().for_each(|sent| structure.spare.give(sent));
    Ok((pivots, panels, tail))
}

/// Fronts to which something has been passed up, by their number.
type Pending = Vec<(usize, Frontal)>;

struct Task<'a> {
    system: &'a System,
    structure: &'a Structure,
    precisions: &'a Precisions,
    range: Range<usize>,
    /// What its fronts from here on will fill in.
    pivots: &'a mut [f64],
    panels: &'a mut [f64],
    rows: LocalRows,
    pending: Pending,
    /// What its fronts leave to those above all tasks, in their order.
    sent: Vec<f64>,
    /// Memory of fronts that are done with.
    spare: Vec<Frontal>,
}

impl Task<'_> {
    /// Eliminates its fronts; what they leave to those above.
    fn run(mut self) -> Result<Vec<f64>, MixedError> {
        let fronts = &self.structure.fronts;
        let sends = self.range.clone().filter(|f| fronts.is_sent(*f));
        self.sent = self.structure.spare.take(sends.map(|f| packed(fronts.below(f).len())).sum());
        self.sent.clear();
        for front in self.range.clone() {
            let mut frontal = self.take(front);
            self.work(front, &mut frontal)?;
            self.pass_up(front, &frontal);
            self.leave(frontal);
        }
        Ok(self.sent)
    }

    /// Eliminates the fronts above the tasks, one by one; the tail as it is left over.
    fn finish(mut self, sent: &[Vec<f64>]) -> Result<Vec<f64>, MixedError> {
        let structure = self.structure;
        let (fronts, sent) = (&structure.fronts, by_front(structure, sent));
        let mut done: Pending = Vec::new();
        for front in self.range.clone() {
            let mut frontal = gathered(structure, front, &sent, &done);
            let used = done.extract_if(.., |(child, _)| fronts.list[*child].parent == front);
            used.for_each(|(_, child)| structure.spare.give(child.matrix));
            self.work(front, &mut frontal)?;
            done.push((front, frontal));
        }
        let mut tail = gathered(structure, fronts.tail(), &sent, &done);
        self.assemble(fronts.tail(), &mut tail);
        done.into_iter().for_each(|(_, frontal)| structure.spare.give(frontal.matrix));
        Ok(tail.matrix)
    }

    /// Takes in what belongs to a front, eliminates its columns and keeps them.
    fn work(&mut self, front: usize, frontal: &mut Frontal) -> Result<(), MixedError> {
        let shape = &self.structure.fronts.list[front];
        let entries = shape.width * shape.size();
        self.assemble(front, frontal);
        let (own, later) = std::mem::take(&mut self.pivots).split_at_mut(shape.width);
        self.pivots = later;
        self.eliminate(front, frontal, own)?;
        let (panel, later) = std::mem::take(&mut self.panels).split_at_mut(entries);
        self.panels = later;
        panel.copy_from_slice(&frontal.matrix[..entries]);
        Ok(())
    }

    fn assemble(&mut self, front: usize, frontal: &mut Frontal) {
        let (system, structure) = (self.system, self.structure);
        assemble(system, structure, self.precisions, front, &mut self.rows, frontal);
    }

    /// The front as its children left it.
    fn take(&mut self, front: usize) -> Frontal {
        match self.pending.iter().rposition(|p| p.0 == front) {
            Some(at) => self.pending.swap_remove(at).1,
            None => self.fresh(front),
        }
    }

    fn fresh(&mut self, front: usize) -> Frontal {
        let size = self.structure.fronts.list[front].size();
        let known = if size * size < SMALLEST { self.spare.pop() } else { None };
        let mut frontal = known.unwrap_or_else(|| {
            let matrix = self.structure.spare.take(size * size);
            Frontal { size, matrix, diagonal: Vec::new() }
        });
        frontal.reset(size);
        frontal
    }

    /// Keeps the memory of a front that is done with; that of a large one for all tasks.
    fn leave(&mut self, frontal: Frontal) {
        if frontal.matrix.len() < SMALLEST {
            self.spare.push(frontal);
        } else {
            self.structure.spare.give(frontal.matrix);
        }
    }

    fn eliminate(
        &self,
        front: usize,
        frontal: &mut Frontal,
        own: &mut [f64],
    ) -> Result<(), MixedError> {
        let first = self.structure.fronts.list[front].first;
        let is_wide = first >= self.structure.leading_columns;
        if is_wide {
            assemble_wide(self.system, self.structure, frontal);
        }
        let sign = if is_wide { -1.0 } else { 1.0 };
        let entries = frontal.size * frontal.size;
        let (matrix, diagonal) = (&mut frontal.matrix[..entries], &frontal.diagonal);
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
        if shape.parent >= self.structure.fronts.top() {
            return pack(frontal, shape.width, &mut self.sent);
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

/// What every front sent up, in the order of the fronts.
fn by_front<'a>(structure: &Structure, sent: &'a [Vec<f64>]) -> Vec<(usize, &'a [f64])> {
    let fronts = &structure.fronts;
    let mut all = Vec::new();
    for (range, mut sent) in fronts.tasks.iter().zip(sent.iter().map(|s| &s[..])) {
        for front in range.clone().filter(|f| fronts.is_sent(*f)) {
            let (own, later) = sent.split_at(packed(fronts.below(front).len()));
            all.push((front, own));
            sent = later;
        }
    }
    all
}

/// A front above the tasks as its children left it.
fn gathered(
    structure: &Structure,
    front: usize,
    sent: &[(usize, &[f64])],
    done: &Pending,
) -> Frontal {
    let fronts = &structure.fronts;
    let update = |child: usize, left| Update { relative: fronts.relative(child), left };
    let sent = sent.iter().map(|(child, numbers)| (*child, Left::Packed(numbers)));
    let done = done.iter().map(|(child, f)| (*child, Left::Front(f, fronts.list[*child].width)));
    let children = sent.chain(done).filter(|(child, _)| fronts.list[*child].parent == front);
    let updates: Vec<Update> = children.map(|(child, left)| update(child, left)).collect();
    let size = fronts.list[front].size();
    gather(structure.spare.take(size * size), size, &updates)
}
