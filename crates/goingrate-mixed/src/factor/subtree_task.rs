//! One task of the multifrontal elimination: a range of fronts, children before parents. Within a task
//! what a front leaves goes to its parent at once, so that only the fronts on the way to the root are
//! in memory.

use std::ops::Range;

use crate::buffer_pool::SMALLEST;
use crate::error::MixedError;
use crate::factor::assembly::Assemble;
use crate::factor::front_elimination::FrontElimination;
use crate::factor::frontal_matrix::FrontalMatrix;
use crate::factor::update_matrix::{pack, packed_length};
use crate::symbolic::Structure;

/// A range of fronts to be eliminated one after the other.
pub(crate) struct SubtreeTask<'a, N> {
    structure: &'a Structure,
    range: Range<usize>,
    elimination: FrontElimination<'a, N>,
    /// Fronts to which something has been passed up, by their number.
    pending: Vec<(usize, FrontalMatrix)>,
    /// What its fronts leave to those above all tasks, in their order.
    sent: Vec<f64>,
    /// Memory of fronts that are done with.
    free: Vec<FrontalMatrix>,
}

impl<'a, N: Assemble> SubtreeTask<'a, N> {
    pub fn new(range: Range<usize>, elimination: FrontElimination<'a, N>) -> SubtreeTask<'a, N> {
        SubtreeTask {
            structure: elimination.structure,
            range,
            elimination,
            pending: Vec::new(),
            sent: Vec::new(),
            free: Vec::new(),
        }
    }

    /// Eliminates its fronts; what they leave to those above.
    pub fn run(mut self) -> Result<Vec<f64>, MixedError> {
        let fronts = &self.structure.fronts;
        let sends = self.range.clone().filter(|f| fronts.is_sent(*f));
        let length = sends.map(|f| packed_length(fronts.below(f).len())).sum();
        self.sent = self.structure.buffers.take(length);
        self.sent.clear();
        for front in self.range.clone() {
            let mut frontal = self.take(front);
            self.elimination.work(front, &mut frontal)?;
            self.pass_up(front, &frontal);
            self.leave(frontal);
        }
        Ok(self.sent)
    }

    /// The front as its children left it.
    fn take(&mut self, front: usize) -> FrontalMatrix {
        match self.pending.iter().rposition(|p| p.0 == front) {
            Some(at) => self.pending.swap_remove(at).1,
            None => self.fresh(front),
        }
    }

    /// A front of zeros.
    fn fresh(&mut self, front: usize) -> FrontalMatrix {
        let size = self.structure.fronts.list[front].size();
        let known = if size * size < SMALLEST { self.free.pop() } else { None };
        let mut frontal = known.unwrap_or_else(|| {
            let matrix = self.structure.buffers.take(size * size);
            FrontalMatrix { size, matrix, diagonal: Vec::new() }
        });
        frontal.reset(size);
        frontal
    }

    /// Keeps the memory of a front that is done with; that of a large one for all tasks.
    fn leave(&mut self, frontal: FrontalMatrix) {
        if frontal.matrix.len() < SMALLEST {
            self.free.push(frontal);
        } else {
            self.structure.buffers.give(frontal.matrix);
        }
    }

    /// Gives the update matrix of a front to its parent, or keeps it for those above all tasks.
    fn pass_up(&mut self, front: usize, frontal: &FrontalMatrix) {
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
