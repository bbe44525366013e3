//! Entries of the inverse on the pattern of L, by the recursion of Takahashi,
//! Fagan & Chen (1973) from the dense inverse of the tail upwards:
//! `Z_Sj = −Z_SS l_Sj`, `Z_jj = 1/d_j − l_Sj'Z_Sj`, S the rows of column j.

use std::sync::Arc;

use crate::assemble::LocalRows;
use crate::block::{first_full, invert_full};
use crate::covariance::{Precisions, Small, covariance, sandwich};
use crate::dense;
use crate::factor::Factor;
use crate::halves::dot;
use crate::symbolic::Structure;
use crate::system::System;

/// `K⁻¹` on the pattern of the factor; over θ these are entries of Σ.
#[derive(Debug)]
pub struct SelectedInverse {
    structure: Arc<Structure>,
    /// Leading diagonals, leading entries, full tail.
    pub(crate) store: Vec<f64>,
}

impl SelectedInverse {
    pub(crate) fn of(factor: &Factor) -> SelectedInverse {
        let structure = factor.structure.clone();
        let mut store = vec![0.0; structure.leading + structure.rows.len()];
        store.extend(dense::inverse(&factor.tail, structure.tail));
        let mut recursion = Recursion {
            structure: &structure,
            marks: vec![0; structure.unknowns()],
            out: Vec::new(),
        };
        let first = first_full(&structure);
        invert_full(factor, first, &mut store);
        for j in (0..first).rev() {
            recursion.column(factor, j, &mut store);
        }
        SelectedInverse { structure, store }
    }

    /// `Σ_ij` of two columns, where the pattern holds it (always for i = j and for
    /// columns that meet in one narrow piece).
    pub fn entry(&self, i: usize, j: usize) -> Option<f64> {
        let place = |column: usize| self.structure.place.get(column).map(|p| *p as usize);
        self.structure.slot(place(i)?, place(j)?).map(|slot| self.store[slot])
    }

    /// The block over the tail, full and symmetric.
    pub(crate) fn tail(&self) -> &[f64] {
        &self.store[self.structure.leading + self.structure.rows.len()..]
    }

    /// Posterior variances of all columns.
    pub fn variances(&self) -> Vec<f64> {
        (0..self.structure.columns).map(|c| self.entry(c, c).unwrap_or(f64::NAN)).collect()
    }

    /// `P_ee = M − M A Σ A' M` of a piece (k×k).
    pub(crate) fn projected(
        &self,
        system: &System,
        piece: usize,
        precisions: &Precisions,
        rows: &mut LocalRows,
    ) -> Small {
        let k = system.lines_of(piece).len();
        if self.structure.wide[piece].is_some() {
            return self.wide_block(piece, k).map(|z| -z);
        }
        let m = precisions.inverse(piece);
        let mut out = sandwich(m, &self.narrow_spread(system, piece, k, rows), k);
        out.iter_mut().zip(m).for_each(|(b, m)| *b = m - *b);
        out
    }

    /// `A Σ A'` of a piece (k×k): how uncertain its fitted values are.
    pub(crate) fn spread(&self, system: &System, piece: usize) -> Small {
        let k = system.lines_of(piece).len();
        if self.structure.wide[piece].is_none() {
            return self.narrow_spread(system, piece, k, &mut LocalRows::default());
        }
        // Z_uu = −P, and AΣA' = C − CPC.
        let c = covariance(system, piece);
        let mut out = sandwich(&c, &self.wide_block(piece, k), k);
        out.iter_mut().zip(c).for_each(|(b, c)| *b += c);
        out
    }

    fn wide_block(&self, piece: usize, k: usize) -> Small {
        let slots = self.structure.slots_of(piece);
        let pairs = &slots[slots.len() - k * (k + 1) / 2..];
        let mut block = [0.0; 64];
        let places = (0..k).flat_map(|i| (0..=i).map(move |j| (i, j)));
        for ((i, j), slot) in places.zip(pairs) {
            block[i * k + j] = self.store[*slot as usize];
            block[j * k + i] = block[i * k + j];
        }
        block
    }

    fn narrow_spread(
        &self,
        system: &System,
        piece: usize,
        k: usize,
        rows: &mut LocalRows,
    ) -> Small {
        rows.load(system, &self.structure, piece);
        rows.packed.clear();
        rows.packed
            .extend(self.structure.slots_of(piece).iter().map(|slot| self.store[*slot as usize]));
        let mut out = [0.0; 64];
        for i in 0..k {
            rows.multiply(i);
            for j in 0..k {
                out[i * k + j] = dot(rows.row(j), &rows.combined);
            }
        }
        out
    }
}

impl LocalRows {
    /// `combined = packed·row_i`, packed being the lower triangle of a symmetric matrix.
    fn multiply(&mut self, i: usize) {
        let mut image = std::mem::take(&mut self.combined);
        image.clear();
        image.resize(self.width, 0.0);
        let (row, mut start) = (self.row(i), 0);
        for a in 0..row.len() {
            let entries = &self.packed[start..start + a];
            let sum: f64 = dot(entries, row);
            image.iter_mut().zip(entries).for_each(|(o, z)| *o += z * row[a]);
            image[a] += sum + self.packed[start + a] * row[a];
            start += a + 1;
        }
        self.combined = image;
    }
}

struct Recursion<'a> {
    structure: &'a Structure,
    /// For rows of the current column, their place in it plus one; else 0.
    marks: Vec<u32>,
    out: Vec<f64>,
}

impl Recursion<'_> {
    fn column(&mut self, factor: &Factor, j: usize, store: &mut [f64]) {
        let span = self.structure.pointers[j]..self.structure.pointers[j + 1];
        let (rows, l) = (&self.structure.rows[span.clone()], &factor.values[span.clone()]);
        let split = self.structure.tail_from[j] - span.start;
        self.out.clear();
        self.out.resize(rows.len(), 0.0);
        self.add_leading(rows, l, split, store);
        self.add_tail(&rows[split..], &l[split..], split, store);
        let dot: f64 = self.out.iter().zip(l).map(|(z, l)| z * l).sum();
        store[j] = 1.0 / factor.pivots[j] + dot;
        let target = &mut store[self.structure.leading + span.start..][..rows.len()];
        target.iter_mut().zip(&self.out).for_each(|(t, z)| *t = -z);
    }

    fn add_leading(&mut self, rows: &[u32], l: &[f64], split: usize, store: &[f64]) {
        rows.iter().enumerate().for_each(|(i, r)| self.marks[*r as usize] = i as u32 + 1);
        for a in 0..split {
            let row = rows[a] as usize;
            let below = self.structure.below(row);
            let entries =
                &store[self.structure.leading + self.structure.pointers[row]..][..below.len()];
            self.out[a] += store[row] * l[a];
            if below.len() > 8 * (rows.len() - a) {
                self.search(a, rows, l, below, entries);
            } else {
                self.scan(a, l, below, entries);
            }
        }
        rows.iter().for_each(|r| self.marks[*r as usize] = 0);
    }

    /// Runs through the entries of row a's column and picks the marked ones.
    fn scan(&mut self, a: usize, l: &[f64], below: &[u32], entries: &[f64]) {
        let mut sum = 0.0;
        for (row, z) in below.iter().zip(entries) {
            let mark = self.marks[*row as usize];
            if mark != 0 {
                self.out[mark as usize - 1] += z * l[a];
                sum += z * l[mark as usize - 1];
            }
        }
        self.out[a] += sum;
    }

    /// Looks up the few rows wanted in a long column; a full one needs no search.
    fn search(&mut self, a: usize, rows: &[u32], l: &[f64], below: &[u32], entries: &[f64]) {
        let full = below.len() + rows[a] as usize + 1 == self.structure.unknowns();
        let (mut sum, mut from) = (0.0, 0);
        for b in a + 1..rows.len() {
            from = if full {
                (rows[b] - rows[a]) as usize - 1
            } else {
                from + below[from..].partition_point(|r| *r < rows[b])
            };
            let z = entries[from];
            self.out[b] += z * l[a];
            sum += z * l[b];
        }
        self.out[a] += sum;
    }

    fn add_tail(&mut self, rows: &[u32], l: &[f64], split: usize, store: &[f64]) {
        let (leading, size) = (self.structure.leading, self.structure.tail);
        let tail = &store[leading + self.structure.rows.len()..];
        let out = &mut self.out[split..];
        for (row, factor) in rows.iter().zip(l) {
            let column = &tail[(*row as usize - leading) * size..][..size];
            if rows.len() == size {
                out.iter_mut().zip(column).for_each(|(o, z)| *o += z * factor);
            } else {
                out.iter_mut()
                    .zip(rows)
                    .for_each(|(o, r)| *o += column[*r as usize - leading] * factor);
            }
        }
    }
}
