//! Taking evidence out of a book after the fact, at the final weights and linearisation.
//!
//! With `A` the lines to be taken out, `C` their covariance and `r` their residuals, a figure `a'θ`
//! changes by `−aΣA'(C − AΣA')⁻¹ r` and its variance by `+aΣA'(C − AΣA')⁻¹AΣa`.

use goingrate_mixed::PieceId;

use crate::distribution::mixture::{Columns, Linearised};
use crate::explain::analysis::Analysis;
use crate::matrix::invert;
use crate::query::Uncertain;
use crate::query::evaluation::Evaluation;
use crate::rows::Origin;

/// Lines of evidence, ready to be taken out.
pub(crate) struct Without {
    lines: Vec<Columns>,
    /// `(C − AΣA')⁻¹`, row by row.
    inverse: Vec<f64>,
    /// `(C − AΣA')⁻¹ r`.
    pull: Vec<f64>,
}

impl Analysis<'_> {
    /// Prepares taking out the rows of some origins.
    pub(crate) fn without(&self, of: impl Fn(Origin) -> bool) -> Without {
        let rows: Vec<usize> =
            (0..self.rows.rows.len()).filter(|&row| of(self.rows.rows[row].origin)).collect();
        let mut lines: Vec<Columns> = Vec::new();
        let mut residuals = Vec::new();
        let mut blocks = Vec::new();
        for &row in &rows {
            let piece = PieceId(row);
            blocks.push((lines.len(), piece));
            for line in self.system.lines(piece) {
                let (columns, coefficients) = self.system.line(line);
                lines.push(columns.iter().copied().zip(coefficients.iter().copied()).collect());
                residuals.push(self.solution.residuals[line]);
            }
        }
        let m = lines.len();
        let solved = self.solution.factor.covariance(&lines);
        let mut matrix = solved.unwrap_or_else(|_| vec![0.0; m * m]);
        matrix.iter_mut().for_each(|v| *v = -*v);
        for (start, piece) in blocks {
            self.add_errors(&mut matrix, m, start, piece);
        }
        let inverse = invert(matrix, m);
        let pull =
            (0..m).map(|i| (0..m).map(|j| inverse[i * m + j] * residuals[j]).sum()).collect();
        Without { lines, inverse, pull }
    }

    /// Adds a piece's error covariance to a block of a matrix.
    pub(crate) fn add_errors(&self, matrix: &mut [f64], m: usize, start: usize, piece: PieceId) {
        let sampling = self.system.sampling(piece);
        let own = self.system.group(self.system.group_of(piece)).variance;
        let robust = self.system.robust(piece);
        for i in 0..robust.len() {
            matrix[(start + i) * m + start + i] += own / robust[i];
            for j in 0..robust.len() {
                matrix[(start + i) * m + start + j] +=
                    sampling.get(i * robust.len() + j).copied().unwrap_or(0.0);
            }
        }
    }

    /// A figure as the book has it without these lines.
    pub(crate) fn figure_without(
        &self,
        evaluation: &[&Evaluation],
        figure: &Linearised,
        without: &Without,
    ) -> Uncertain {
        let unseen = evaluation.first().map_or(&[][..], |a| &a.unseen);
        let m = without.lines.len();
        // One solve gives Σa, and with it the covariance with every line at once.
        let settled = self.book.influence.settled(&figure.gradient);
        let solved = self.solve(&settled);
        let dot = |row: &Columns| row.iter().map(|&(c, v)| v * solved[c as usize]).sum::<f64>();
        let known: Columns =
            settled.iter().copied().filter(|c| (c.0 as usize) < solved.len()).collect();
        let mut own = [dot(&known)];
        crate::query::lookup::add_unseen(
            self.book,
            unseen,
            std::slice::from_ref(&figure.gradient),
            &mut own,
        );
        let cross: Vec<f64> = without.lines.iter().map(dot).collect();
        let moved: f64 = cross.iter().zip(&without.pull).map(|(c, p)| c * p).sum();
        let mut widened = 0.0;
        for i in 0..m {
            for j in 0..m {
                widened += cross[i] * without.inverse[i * m + j] * cross[j];
            }
        }
        Uncertain { ln: figure.value - moved, sd: (own[0] + widened).max(0.0).sqrt() }
    }

    /// `Σa` in full precision, over the effects that the book knows: taking evidence out subtracts
    /// numbers that are nearly equal.
    fn solve(&self, gradient: &Columns) -> Vec<f64> {
        let mut dense = vec![0.0; self.book.effects.len()];
        for &(column, value) in gradient {
            if let Some(slot) = dense.get_mut(column as usize) {
                *slot += value;
            }
        }
        self.solution.factor.solve(&dense).unwrap_or(dense)
    }
}
