//! The pattern of all sums together as a graph, its factor's structure, and the front in which each
//! entry of H is eliminated.

use std::sync::Arc;

use rayon::prelude::*;

use crate::error::MixedError;
use crate::factor::{Assemble, FrontalMatrix, PieceRows};
use crate::information::sums::Sums;
use crate::symbolic::{Graph, Lists, Structure};

/// An entry of H in its front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    front: u32,
    /// Place in the matrix of its front.
    offset: u32,
    pub row: u32,
    pub column: u32,
}

/// Every entry of H, in the order of the fronts.
#[derive(Debug)]
pub(super) struct PlacedSums {
    pub structure: Arc<Structure>,
    pub slots: Vec<Slot>,
    /// The first slot of every front, and the end.
    starts: Vec<usize>,
    /// Where each place of the sorted pattern stands among the slots.
    pattern: Vec<(u32, u32)>,
    slot_of: Vec<u32>,
}

impl PlacedSums {
    /// Of sums over as many effects as `fixed` has; the earlier one, if it is of the same pattern.
    ///
    /// # Errors
    /// A dense block that memory cannot hold, or more entries than 32 bits count.
    pub fn of(
        parts: &[Sums],
        fixed: &[bool],
        degrees: f64,
        earlier: Option<&Arc<PlacedSums>>,
    ) -> Result<Arc<PlacedSums>, MixedError> {
        let pattern = pattern(parts);
        let count = count(&pattern)?;
        let same = |known: &&Arc<PlacedSums>| {
            let structure = &known.structure;
            let alike = structure.degrees == degrees && structure.columns == fixed.len();
            alike && known.pattern == pattern
        };
        if let Some(known) = earlier.filter(same) {
            return Ok(known.clone());
        }
        let graph = graph(&pattern, fixed.len());
        let structure = Structure::of_graph(&graph, fixed, degrees);
        structure.check_size()?;
        let mut order: Vec<(Slot, u32)> = pattern
            .par_iter()
            .zip(0..count)
            .map(|(place, at)| (slot(&structure, *place), at))
            .collect();
        order.par_sort_unstable_by_key(|(slot, _)| (slot.front, slot.offset));
        let mut slot_of = vec![0; pattern.len()];
        order.iter().zip(0..).for_each(|((_, at), slot)| slot_of[*at as usize] = slot);
        let slots: Vec<Slot> = order.into_iter().map(|(slot, _)| slot).collect();
        let fronts = 0..=structure.fronts.list.len();
        let starts = fronts.map(|f| slots.partition_point(|s| (s.front as usize) < f)).collect();
        let structure = Arc::new(structure);
        Ok(Arc::new(PlacedSums { structure, slots, starts, pattern, slot_of }))
    }

    /// Slots of the entries of some sums, in their order.
    pub fn slots_of(&self, sums: &Sums) -> Vec<u32> {
        let mut at = 0;
        let slot = |entry: &crate::information::sums::Entry| {
            at += self.pattern[at..].partition_point_near(entry.place());
            self.slot_of[at]
        };
        sums.entries.iter().map(slot).collect()
    }

    /// Σ at every slot.
    pub fn inverse(&self, store: &[f64]) -> Vec<f64> {
        let fronts = &self.structure.fronts.list;
        let at = |slot: &Slot| store[fronts[slot.front as usize].panel + slot.offset as usize];
        self.slots.par_iter().map(at).collect()
    }
}

/// Where a place stands that is not far ahead in a sorted list.
trait Near {
    fn partition_point_near(&self, place: (u32, u32)) -> usize;
}

impl Near for [(u32, u32)] {
    fn partition_point_near(&self, place: (u32, u32)) -> usize {
        let mut step = 1;
        while step < self.len() && self[step] <= place {
            step *= 2;
        }
        let end = step.min(self.len());
        self[..end].partition_point(|other| *other < place)
    }
}

/// Places that some part has, sorted.
fn pattern(parts: &[Sums]) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> =
        parts.iter().flat_map(|sums| &sums.entries).map(|entry| entry.place()).collect();
    all.par_sort_unstable();
    all.dedup();
    all
}

/// How many places there are: slots are numbered in 32 bits.
fn count(pattern: &[(u32, u32)]) -> Result<u32, MixedError> {
    u32::try_from(pattern.len()).map_err(|_| MixedError::Range {
        what: "the number of entries of all sums together",
        value: pattern.len() as f64,
        range: "below 2^32 (hint: leave lines that touch very many effects among rows)",
    })
}

fn graph(pattern: &[(u32, u32)], columns: usize) -> Graph {
    let meetings = pattern.iter().filter(|(row, column)| row != column);
    let pairs: Vec<(u32, u32)> = meetings.flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
    Graph {
        unions: Lists::new(),
        wide: Vec::new(),
        wide_lines: Lists::new(),
        neighbours: Lists::grouped(&pairs, columns),
    }
}

fn slot(structure: &Structure, (row, column): (u32, u32)) -> Slot {
    let (a, b) = (structure.place[row as usize], structure.place[column as usize]);
    let (first, second) = (a.min(b), a.max(b));
    let front = structure.fronts.front_of[first as usize];
    let shape = &structure.fronts.list[front as usize];
    let local = first as usize - shape.first;
    let below = structure.fronts.row_in_front(front as usize, second);
    Slot { front, offset: (local * shape.size() + below) as u32, row, column }
}

/// The numbers of H at every slot, on their way into the fronts.
pub(super) struct Numbers<'a> {
    pub placed: &'a PlacedSums,
    pub values: Vec<f64>,
}

impl Assemble for Numbers<'_> {
    fn assemble(&self, _: &Structure, front: usize, _: &mut PieceRows, into: &mut FrontalMatrix) {
        let range = self.placed.starts[front]..self.placed.starts[front + 1];
        for (slot, value) in self.placed.slots[range.clone()].iter().zip(&self.values[range]) {
            let at = slot.offset as usize;
            into.matrix[at] += value;
            if slot.row == slot.column {
                into.diagonal[at / into.size] += value;
            }
        }
    }

    fn assemble_wide(&self, _: &Structure, _: &mut FrontalMatrix) {}
}
