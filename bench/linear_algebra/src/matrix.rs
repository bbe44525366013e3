//! The matrix of a system in compressed columns, its lower triangle: K = [[H₀, U'], [U, −C]] as in
//! goingrate-mixed, which is H alone where no line is wide. Where each number goes is found once, and
//! the numbers are added up again for every factor.

use goingrate_mixed::{PieceId, System};

/// Pieces of more distinct columns are wide (the default of `System::set_wide_threshold`).
const WIDE: usize = 200;

/// One piece: A over its distinct columns, row-major, its precision or covariance, and the
/// slots of its products.
struct Piece {
    lines: usize,
    /// A dense over the distinct columns; of a wide piece, the coefficients line by line.
    rows: Vec<f64>,
    /// M of a narrow piece, C of a wide one.
    square: Vec<f64>,
    /// Places in the values, in the order in which `assemble` adds.
    slots: Vec<u32>,
    is_wide: bool,
}

pub struct Matrix {
    pub starts: Vec<usize>,
    pub rows: Vec<usize>,
    pieces: Vec<Piece>,
    /// The right-hand side.
    pub right: Vec<f64>,
    pub is_definite: bool,
}

impl Matrix {
    pub fn size(&self) -> usize {
        self.starts.len() - 1
    }

    /// Pattern, slots and right-hand side.
    pub fn of(system: &System) -> Matrix {
        let (mut pieces, mut keys) = (Vec::new(), Vec::new());
        let mut right = vec![0.0; system.columns()];
        for piece in (0..system.piece_count()).map(PieceId) {
            let (piece, own) = place(system, piece, &mut right);
            keys.push(own);
            pieces.push(piece);
        }
        let mut all: Vec<u64> = keys.concat();
        all.extend((0..right.len() as u64).map(|c| c << 32 | c));
        all.sort_unstable();
        all.dedup();
        for (piece, keys) in pieces.iter_mut().zip(&keys) {
            let slot = |key: &u64| all.partition_point(|other| other < key) as u32;
            piece.slots = keys.iter().map(slot).collect();
        }
        let starts = (0..=right.len() as u64).map(|c| all.partition_point(|k| *k < c << 32));
        let rows = all.iter().map(|key| (key & 0xffff_ffff) as usize).collect();
        let is_definite = right.len() == system.columns();
        Matrix { starts: starts.collect(), rows, pieces, right, is_definite }
    }

    /// Adds up the numbers of all pieces.
    pub fn assemble(&self) -> Vec<f64> {
        let (mut values, mut weighted) = (vec![0.0; self.rows.len()], Vec::new());
        for piece in &self.pieces {
            if piece.is_wide {
                let numbers = piece.rows.iter().chain(&piece.square);
                piece.slots.iter().zip(numbers).for_each(|(s, x)| values[*s as usize] += x);
            } else {
                piece.add(&mut values, &mut weighted);
            }
        }
        values
    }
}

impl Piece {
    /// Adds A'MA.
    fn add(&self, values: &mut [f64], weighted: &mut Vec<f64>) {
        let width = self.rows.len() / self.lines;
        weighted.clear();
        weighted.resize(self.rows.len(), 0.0);
        for (out, m) in weighted.chunks_exact_mut(width).zip(self.square.chunks_exact(self.lines)) {
            for (row, m) in self.rows.chunks_exact(width).zip(m) {
                out.iter_mut().zip(row).for_each(|(w, a)| *w += m * a);
            }
        }
        let mut slots = self.slots.iter();
        for b in 0..width {
            for (r, slot) in (b..width).zip(&mut slots) {
                let lines = (0..self.lines).map(|i| i * width);
                let sum: f64 = lines.map(|i| weighted[i + b] * self.rows[i + r]).sum();
                values[*slot as usize] += sum;
            }
        }
    }
}

/// A piece without its slots, and the keys (column and row) of its entries in the same order.
fn place(system: &System, piece: PieceId, right: &mut Vec<f64>) -> (Piece, Vec<u64>) {
    let lines = system.lines(piece);
    let mut union: Vec<u32> = lines.clone().flat_map(|l| system.line(l).0).copied().collect();
    union.sort_unstable();
    union.dedup();
    match union.len() > WIDE {
        true => place_wide(system, piece, right),
        false => place_narrow(system, piece, &union, right),
    }
}

fn place_narrow(
    system: &System,
    piece: PieceId,
    union: &[u32],
    right: &mut [f64],
) -> (Piece, Vec<u64>) {
    let (lines, width) = (system.lines(piece), union.len());
    let mut rows = vec![0.0; lines.len() * width];
    for (i, line) in lines.clone().enumerate() {
        let (columns, coefficients) = system.line(line);
        for (column, a) in columns.iter().zip(coefficients) {
            rows[i * width + union.partition_point(|c| c < column)] += a;
        }
    }
    let square = inverse(covariance(system, piece), lines.len());
    for (row, m) in rows.chunks(width.max(1)).zip(square.chunks(lines.len())) {
        // M is symmetric: A'My line by line.
        let pull: f64 = m.iter().zip(system.values(piece)).map(|(m, y)| m * y).sum();
        union.iter().zip(row).for_each(|(c, a)| right[*c as usize] += a * pull);
    }
    let key = |(b, r): (usize, usize)| u64::from(union[b]) << 32 | u64::from(union[r]);
    let keys = (0..width).flat_map(|b| (b..width).map(move |r| (b, r))).map(key).collect();
    (Piece { lines: lines.len(), rows, square, slots: Vec::new(), is_wide: false }, keys)
}

fn place_wide(system: &System, piece: PieceId, right: &mut Vec<f64>) -> (Piece, Vec<u64>) {
    let (lines, first) = (system.lines(piece), right.len() as u64);
    let (mut rows, mut keys) = (Vec::new(), Vec::new());
    for (own, line) in (first..).zip(lines.clone()) {
        let (columns, coefficients) = system.line(line);
        rows.extend_from_slice(coefficients);
        keys.extend(columns.iter().map(|c| u64::from(*c) << 32 | own));
    }
    right.extend_from_slice(system.values(piece));
    let (k, full) = (lines.len(), covariance(system, piece));
    let below = (0..k).flat_map(|j| (j..k).map(move |i| (i, j)));
    keys.extend(below.clone().map(|(i, j)| (first + j as u64) << 32 | (first + i as u64)));
    let square = below.map(|(i, j)| -full[i * k + j]).collect();
    (Piece { lines: k, rows, square, slots: Vec::new(), is_wide: true }, keys)
}

/// C = V + s²/r of a piece.
fn covariance(system: &System, piece: PieceId) -> Vec<f64> {
    let k = system.lines(piece).len();
    let mut c = vec![0.0; k * k];
    c.iter_mut().zip(system.sampling(piece)).for_each(|(c, v)| *c = *v);
    let variance = system.group(system.group_of(piece)).variance;
    system.robust(piece).iter().enumerate().for_each(|(i, r)| c[i * k + i] += variance / r);
    c
}

/// Inverse of a small positive definite matrix, by Gauss and Jordan.
fn inverse(mut a: Vec<f64>, k: usize) -> Vec<f64> {
    for p in 0..k {
        let pivot = a[p * k + p];
        a[p * k + p] = 1.0;
        (0..k).for_each(|j| a[p * k + j] /= pivot);
        for i in (0..k).filter(|i| *i != p) {
            let factor = std::mem::replace(&mut a[i * k + p], 0.0);
            (0..k).for_each(|j| a[i * k + j] -= factor * a[p * k + j]);
        }
    }
    a
}
