//! The numeric factor: left-looking LDLᵀ of the leading columns (signed pivots:
//! positive for θ, negative for wide lines), dense Cholesky of the tail.

use std::sync::{Arc, OnceLock};

use crate::dense;
use crate::error::MixedError;
use crate::selected::SelectedInverse;
use crate::symbolic::{Structure, Symbolic};

const NONE: u32 = u32::MAX;

/// Factor of K = [[H₀, U'], [U, −C]], whose inverse holds Σ = H⁻¹ in its top left.
///
/// H = A'MA over all pieces; H₀ leaves the wide lines U out, C is their covariance.
/// `K = P' L D L' P`, quasi-definite (Vanderbei 1995), so that D exists for any order.
#[derive(Debug)]
pub struct Factor {
    pub(crate) structure: Arc<Structure>,
    /// D of the leading columns.
    pub(crate) pivots: Vec<f64>,
    /// L of the leading columns, in the structure's pattern.
    pub(crate) values: Vec<f64>,
    /// Lower Cholesky factor of the tail, column-major.
    pub(crate) tail: Vec<f64>,
    pub(crate) log_det_k: f64,
    selected: OnceLock<SelectedInverse>,
}

impl Factor {
    pub(crate) fn of(structure: Arc<Structure>, mut store: Vec<f64>) -> Result<Factor, MixedError> {
        let entries = structure.rows.len();
        let mut tail = store.split_off(structure.leading + entries);
        let mut values = store.split_off(structure.leading);
        let mut pivots = store;
        Elimination::new(&structure).run(&mut pivots, &mut values, &mut tail)?;
        factor_tail(&structure, &mut tail)?;
        let log_det_k = log_det(&pivots, &tail, structure.tail);
        Ok(Factor { structure, pivots, values, tail, log_det_k, selected: OnceLock::new() })
    }

    /// The structure, to be handed to the next [`solve`](crate::solve).
    pub fn symbolic(&self) -> Symbolic {
        Symbolic { inner: self.structure.clone() }
    }

    /// Diagonal and pattern entries of the inverse; computed at the first call.
    pub fn selected(&self) -> &SelectedInverse {
        self.selected.get_or_init(|| SelectedInverse::of(self))
    }

    /// `Σ·rhs`, rhs and result over the columns θ.
    ///
    /// # Errors
    /// A length other than the number of columns.
    pub fn solve(&self, rhs: &[f64]) -> Result<Vec<f64>, MixedError> {
        crate::system::check_length("right-hand side", self.structure.columns, rhs.len())?;
        let mut x = vec![0.0; self.structure.unknowns()];
        for (column, value) in rhs.iter().enumerate() {
            x[self.structure.place[column] as usize] = *value;
        }
        self.solve_places(&mut x, 1);
        Ok(self.columns_of(&x))
    }

    /// θ columns of a vector by position.
    pub(crate) fn columns_of(&self, x: &[f64]) -> Vec<f64> {
        self.structure.place[..self.structure.columns].iter().map(|p| x[*p as usize]).collect()
    }

    /// `K⁻¹X` in place; X holds `count` vectors by position.
    pub(crate) fn solve_places(&self, x: &mut [f64], count: usize) {
        let (n, leading) = (self.structure.unknowns(), self.structure.leading);
        let mut tails = Vec::with_capacity(count * self.structure.tail);
        for vector in x.chunks_mut(n.max(1)) {
            self.forward(vector);
            tails.extend_from_slice(&vector[leading..]);
        }
        dense::solve_lower(&self.tail, self.structure.tail, &mut tails, count);
        dense::solve_upper(&self.tail, self.structure.tail, &mut tails, count);
        let size = self.structure.tail;
        for (index, vector) in x.chunks_mut(n.max(1)).enumerate() {
            vector[leading..].copy_from_slice(&tails[index * size..(index + 1) * size]);
            self.backward(vector);
        }
    }

    fn forward(&self, x: &mut [f64]) {
        for j in 0..self.structure.leading {
            let value = x[j];
            if value != 0.0 {
                self.column(j).for_each(|(row, l)| x[row] -= l * value);
            }
        }
    }

    fn backward(&self, x: &mut [f64]) {
        for j in (0..self.structure.leading).rev() {
            let dot: f64 = self.column(j).map(|(row, l)| l * x[row]).sum();
            x[j] = x[j] / self.pivots[j] - dot;
        }
    }

    pub(crate) fn column(&self, j: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let span = self.structure.pointers[j]..self.structure.pointers[j + 1];
        self.structure.rows[span.clone()]
            .iter()
            .zip(&self.values[span])
            .map(|(r, l)| (*r as usize, *l))
    }
}

fn log_det(pivots: &[f64], tail: &[f64], size: usize) -> f64 {
    let leading: f64 = pivots.iter().map(|d| d.abs().ln()).sum();
    leading + (0..size).map(|i| 2.0 * tail[i * size + i].ln()).sum::<f64>()
}

fn factor_tail(structure: &Structure, tail: &mut [f64]) -> Result<(), MixedError> {
    let size = structure.tail;
    let diagonal: Vec<f64> = (0..size).map(|i| tail[i * size + i]).collect();
    dense::cholesky(tail, size).map_err(|index| MixedError::NotPositiveDefinite {
        column: structure.order[structure.leading + index] as usize,
        pivot: tail[index * size + index],
        diagonal: diagonal[index],
    })
}

/// State of the left-looking elimination: which finished columns update which
/// column next, and a panel of columns that fill the tail.
struct Elimination<'a> {
    structure: &'a Structure,
    heads: Vec<u32>,
    nexts: Vec<u32>,
    cursors: Vec<usize>,
    work: Vec<f64>,
    panel: Panel,
}

impl<'a> Elimination<'a> {
    fn new(structure: &'a Structure) -> Elimination<'a> {
        Elimination {
            structure,
            heads: vec![NONE; structure.leading],
            nexts: vec![NONE; structure.leading],
            cursors: vec![0; structure.leading],
            work: vec![0.0; structure.unknowns()],
            panel: Panel::default(),
        }
    }

    fn run(
        &mut self,
        pivots: &mut [f64],
        values: &mut [f64],
        tail: &mut [f64],
    ) -> Result<(), MixedError> {
        for j in 0..self.structure.leading {
            let diagonal = pivots[j];
            self.gather(j, values);
            self.update(j, pivots, values);
            self.check(j, pivots[j], diagonal)?;
            self.store(j, pivots[j], values);
            self.queue(j, self.structure.pointers[j]);
            self.update_tail(j, pivots[j], values, tail);
        }
        self.panel.flush(tail, self.structure.tail);
        Ok(())
    }

    fn gather(&mut self, j: usize, values: &[f64]) {
        let span = self.structure.pointers[j]..self.structure.pointers[j + 1];
        for (row, value) in self.structure.rows[span.clone()].iter().zip(&values[span]) {
            self.work[*row as usize] = *value;
        }
    }

    /// Subtracts what the finished columns with an entry in row j contribute.
    fn update(&mut self, j: usize, pivots: &mut [f64], values: &[f64]) {
        let mut k = self.heads[j];
        while k != NONE {
            let next = self.nexts[k as usize];
            let (at, end) = (self.cursors[k as usize], self.structure.pointers[k as usize + 1]);
            let factor = values[at] * pivots[k as usize];
            pivots[j] -= values[at] * factor;
            for (row, l) in self.structure.rows[at + 1..end].iter().zip(&values[at + 1..end]) {
                self.work[*row as usize] -= l * factor;
            }
            self.queue(k as usize, at + 1);
            k = next;
        }
    }

    fn check(&self, j: usize, pivot: f64, diagonal: f64) -> Result<(), MixedError> {
        let sign = if j < self.structure.leading_columns { 1.0 } else { -1.0 };
        if pivot.is_finite() && pivot * sign > diagonal.abs() * 1e-15 {
            return Ok(());
        }
        Err(MixedError::NotPositiveDefinite {
            column: self.structure.order[j] as usize,
            pivot,
            diagonal,
        })
    }

    fn store(&mut self, j: usize, pivot: f64, values: &mut [f64]) {
        let span = self.structure.pointers[j]..self.structure.pointers[j + 1];
        for (row, value) in self.structure.rows[span.clone()].iter().zip(&mut values[span]) {
            *value = self.work[*row as usize] / pivot;
        }
    }

    /// Column k waits for the column of its entry `at`, if that is a leading one.
    fn queue(&mut self, k: usize, at: usize) {
        if at < self.structure.tail_from[k] {
            let row = self.structure.rows[at] as usize;
            self.cursors[k] = at;
            self.nexts[k] = self.heads[row];
            self.heads[row] = k as u32;
        }
    }

    fn update_tail(&mut self, j: usize, pivot: f64, values: &[f64], tail: &mut [f64]) {
        let span = self.structure.tail_from[j]..self.structure.pointers[j + 1];
        let (rows, values) = (&self.structure.rows[span.clone()], &values[span]);
        let (size, leading) = (self.structure.tail, self.structure.leading);
        if rows.len() * 4 > size && size > 32 {
            self.panel.push(rows, values, pivot, leading, size);
            if self.panel.count == 64 {
                self.panel.flush(tail, size);
            }
            return;
        }
        for (a, row) in rows.iter().enumerate() {
            let factor = values[a] * pivot;
            let column = &mut tail[(*row as usize - leading) * size..][..size];
            for (below, l) in rows[a..].iter().zip(&values[a..]) {
                column[*below as usize - leading] -= l * factor;
            }
        }
    }
}

/// Columns that are dense in the tail, collected for one matrix product.
#[derive(Default)]
struct Panel {
    count: usize,
    left: Vec<f64>,
    right: Vec<f64>,
}

impl Panel {
    fn push(&mut self, rows: &[u32], values: &[f64], pivot: f64, leading: usize, size: usize) {
        let start = self.left.len();
        self.left.resize(start + size, 0.0);
        self.right.resize(start + size, 0.0);
        for (row, l) in rows.iter().zip(values) {
            self.left[start + *row as usize - leading] = *l;
            self.right[start + *row as usize - leading] = l * pivot;
        }
        self.count += 1;
    }

    fn flush(&mut self, tail: &mut [f64], size: usize) {
        if self.count > 0 {
            dense::subtract_outer(tail, size, &self.left, &self.right, self.count);
        }
        self.left.clear();
        self.right.clear();
        self.count = 0;
    }
}
