//! Entries of the inverse on the pattern of L, stored as the columns of L are: for
//! reading single variances and covariances.

use std::ops::Range;
use std::sync::Arc;

use crate::factor::Factor;
use crate::inversion::{Visit, descend};
use crate::symbolic::Structure;

/// `K⁻¹` on the pattern of the factor; over θ these are entries of Σ.
#[derive(Debug)]
pub struct SelectedInverse {
    structure: Arc<Structure>,
    /// Columns of every front with all its rows, of which the lower triangle counts;
    /// the tail is the last front.
    store: Vec<f64>,
}

impl SelectedInverse {
    pub(crate) fn of(factor: &Factor) -> SelectedInverse {
        let structure = factor.structure.clone();
        let mut store = Vec::with_capacity(structure.fronts.panels + structure.tail.pow(2));
        for columns in descend(factor, |range| Columns::new(&structure, range)) {
            store.extend(columns.store);
        }
        SelectedInverse { structure, store }
    }

    /// `Σ_ij` of two columns, where the pattern holds it (always for i = j and for
    /// columns that meet in one narrow piece).
    pub fn entry(&self, i: usize, j: usize) -> Option<f64> {
        let place = |column: usize| self.structure.place.get(column).copied();
        let (a, b) = (place(i)?, place(j)?);
        let (column, row) = (a.min(b), a.max(b));
        let fronts = &self.structure.fronts;
        let front = fronts.home[column as usize] as usize;
        let seat = fronts.rows(front).binary_search(&row).ok()?;
        let shape = &fronts.list[front];
        let local = column as usize - shape.first;
        Some(self.store[shape.panel + local * shape.size() + seat])
    }

    /// Posterior variances of all columns.
    pub fn variances(&self) -> Vec<f64> {
        (0..self.structure.columns).map(|c| self.entry(c, c).unwrap_or(f64::NAN)).collect()
    }
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
