//! `A'WA` and `A'Wy` of one group, column by column of the effects: every column goes through the pieces
//! that touch it and adds up in a dense array. Columns are shared out among threads, and each sum is
//! made by one of them, so that the bits do not depend on the threads.

use std::ops::Range;

use rayon::prelude::*;

use crate::information::compensated::Compensated;
use crate::information::sums::{Entry, Right};
use crate::symbolic::Lists;
use crate::system::{MOST_LINES, Precisions, System};

/// Columns that are summed together.
const TOGETHER: usize = 256;

/// The pieces of one group.
pub(super) struct ColumnSums<'a> {
    pub system: &'a System,
    /// Number of every column among the keys.
    pub rank: &'a [u32],
    /// How many keys.
    pub keys: usize,
    pub pieces: &'a [u32],
    /// W of every piece of `pieces`, in their order; none where `W = diag(r)`.
    pub precisions: Option<&'a Precisions>,
}

/// Memory for one column after another.
struct Scratch {
    sums: Vec<f64>,
    pieces: Vec<u64>,
    /// The last piece that an effect was counted for, from 1.
    counted: Vec<u32>,
    /// Effects that the column meets.
    met: Vec<u32>,
}

impl ColumnSums<'_> {
    /// Entries by row and column, and right-hand sides by row.
    pub fn entries(&self) -> (Vec<Entry>, Vec<Right>) {
        let touching = self.touching();
        let starts: Vec<usize> = (0..self.keys).step_by(TOGETHER).collect();
        let fresh = || Scratch {
            sums: vec![0.0; self.keys],
            pieces: vec![0; self.keys],
            counted: vec![0; self.keys],
            met: Vec::new(),
        };
        let chunks: Vec<_> = starts
            .par_iter()
            .map_init(fresh, |scratch, start| {
                self.chunk(*start..(start + TOGETHER).min(self.keys), &touching, scratch)
            })
            .collect();
        let mut entries = Vec::with_capacity(chunks.iter().map(|c| c.0.len()).sum());
        let mut right = Vec::with_capacity(chunks.iter().map(|c| c.1.len()).sum());
        for (own, of_right) in chunks {
            entries.extend(own);
            right.extend(of_right);
        }
        (entries, right)
    }

    /// Lines, `Σ log|W⁻¹|` and `y'Wy`.
    pub fn totals(&self) -> (u64, f64, f64) {
        let mut lines = 0;
        let (mut log_det, mut squares) = (Compensated::default(), Compensated::default());
        for (at, piece) in self.pieces.iter().enumerate() {
            let range = self.system.lines_of(*piece as usize);
            let values = &self.system.values[range.clone()];
            lines += range.len() as u64;
            log_det.add(match self.precisions {
                Some(precisions) => precisions.log_dets[at],
                None => -self.system.robust[range].iter().map(|r| r.ln()).sum::<f64>(),
            });
            let weighted = self.weighted(at, values);
            squares.add(values.iter().zip(weighted).map(|(y, w)| y * w).sum::<f64>());
        }
        (lines, log_det.value(), squares.value())
    }

    /// Places in `pieces` by the effects that they touch.
    fn touching(&self) -> Lists {
        let (mut pairs, mut columns) = (Vec::new(), Vec::<u32>::new());
        for (at, piece) in self.pieces.iter().enumerate() {
            columns.clear();
            let lines = self.system.lines_of(*piece as usize);
            columns.extend(lines.flat_map(|line| self.system.row(line).0));
            columns.sort_unstable();
            columns.dedup();
            pairs.extend(columns.iter().map(|column| (self.rank[*column as usize], at as u32)));
        }
        Lists::grouped(&pairs, self.keys)
    }

    fn chunk(
        &self,
        rows: Range<usize>,
        touching: &Lists,
        scratch: &mut Scratch,
    ) -> (Vec<Entry>, Vec<Right>) {
        let (mut entries, mut right) = (Vec::new(), Vec::new());
        for row in rows {
            let pieces = touching.of(row);
            if pieces.is_empty() {
                continue;
            }
            let terms = pieces.iter().map(|at| self.add(row as u32, *at, scratch));
            let sum = Compensated::of(terms);
            right.push(Right { row: row as u32, pieces: pieces.len() as u64, sum });
            scratch.drain(row as u32, &mut entries);
        }
        (entries, right)
    }

    /// Adds a piece's part of one row of `A'WA`; its part of `A'Wy`.
    fn add(&self, row: u32, at: u32, scratch: &mut Scratch) -> f64 {
        let lines = self.system.lines_of(self.pieces[at as usize] as usize);
        let mut own = [0.0; MOST_LINES];
        for (own, line) in own.iter_mut().zip(lines.clone()) {
            let (columns, coefficients) = self.system.row(line);
            let terms = columns.iter().zip(coefficients);
            let of_row = terms.filter(|(column, _)| self.rank[**column as usize] == row);
            *own = of_row.map(|(_, a)| a).sum();
        }
        let weighted = self.weighted(at as usize, &own[..lines.len()]);
        for (line, weight) in lines.clone().zip(weighted) {
            let (columns, coefficients) = self.system.row(line);
            for (column, a) in columns.iter().zip(coefficients) {
                scratch.add(row, self.rank[*column as usize], at + 1, weight * a);
            }
        }
        lines.zip(weighted).map(|(line, weight)| weight * self.system.values[line]).sum()
    }

    /// `Wx` for the lines of a piece.
    fn weighted(&self, at: usize, x: &[f64]) -> [f64; MOST_LINES] {
        match self.precisions {
            Some(precisions) => precisions.times(at, x),
            None => {
                let lines = self.system.lines_of(self.pieces[at] as usize);
                let mut out = [0.0; MOST_LINES];
                let weights = &self.system.robust[lines];
                out.iter_mut().zip(weights.iter().zip(x)).for_each(|(o, (r, x))| *o = r * x);
                out
            }
        }
    }
}

impl Scratch {
    fn add(&mut self, row: u32, column: u32, piece: u32, value: f64) {
        if column < row {
            return;
        }
        let at = column as usize;
        self.sums[at] += value;
        if self.counted[at] != piece {
            self.counted[at] = piece;
            if self.pieces[at] == 0 {
                self.met.push(column);
            }
            self.pieces[at] += 1;
        }
    }

    /// Moves the row into entries and is empty again.
    fn drain(&mut self, row: u32, entries: &mut Vec<Entry>) {
        self.met.sort_unstable();
        for column in self.met.drain(..) {
            let at = column as usize;
            entries.push(Entry { row, column, pieces: self.pieces[at], sum: self.sums[at] });
            (self.sums[at], self.pieces[at], self.counted[at]) = (0.0, 0, 0);
        }
    }
}
