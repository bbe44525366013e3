//! Selected inversion: the recursion of `takahashi.rs` from the tail to the leaves, of which the
//! columns that each front eliminates are kept.

use std::ops::Range;

use crate::factor::{Factor, SelectedInverse};
use crate::solve::takahashi::{Visit, descend};
use crate::symbolic::Structure;

impl Factor {
    /// Diagonal and pattern entries of the inverse; computed at the first call.
    pub fn selected(&self) -> &SelectedInverse {
        self.selected.get_or_init(|| select(self))
    }
}

fn select(factor: &Factor) -> SelectedInverse {
    let structure = factor.structure.clone();
    let mut store = Vec::with_capacity(structure.fronts.panels + structure.tail.pow(2));
    for columns in descend(factor, |range| Columns::new(&structure, range)) {
        store.extend(columns.store);
    }
    SelectedInverse { structure, store }
}

/// Collects the columns that each front eliminates.
struct Columns<'a> {
    structure: &'a Structure,
    start: usize,
    store: Vec<f64>,
}

impl Columns<'_> {
    fn new(structure: &Structure, range: Range<usize>) -> Columns<'_> {
        let panels = structure.fronts.panels_of(&range);
        let tail = range.contains(&structure.fronts.tail());
        let length = panels.len() + if tail { structure.tail.pow(2) } else { 0 };
        Columns { structure, start: panels.start, store: vec![0.0; length] }
    }
}

impl Visit for Columns<'_> {
    fn visit(&mut self, front: usize, inverse: &[f64]) {
        let shape = &self.structure.fronts.list[front];
        let entries = shape.width * shape.size();
        self.store[shape.panel - self.start..][..entries].copy_from_slice(&inverse[..entries]);
    }
}
