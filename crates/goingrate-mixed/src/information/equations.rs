//! Sums as normal equations `Hθ = b` at any variances: `H = Σ S_g/s_g²` over the groups, data and prior
//! rows alike.

use std::sync::Arc;

use crate::error::MixedError;
use crate::factor::Factor;
use crate::factor::dense::{clean_registers, dot};
use crate::information::placed_sums::{Numbers, PlacedSums};
use crate::information::sums::Sums;
use crate::information::{Information, sums_error};
use crate::system::Group;

/// Rounding may leave squares of residuals below 0 by this share of the terms that they are made of.
const ROUNDING: f64 = 1e-9;

/// The normal equations of an information, placed once and solved at one set of variances after another.
#[derive(Debug)]
pub(super) struct Equations {
    /// Sums of data groups and of prior rows, each with its entries' slots.
    pub parts: Vec<Part>,
    pub placed: Arc<PlacedSums>,
}

/// One group's sums.
#[derive(Debug)]
pub(super) struct Part {
    pub sums: Sums,
    pub slots: Vec<u32>,
}

/// The equations solved at some variances.
pub(super) struct Solved {
    pub theta: Vec<f64>,
    pub factor: Factor,
    pub quadratic: f64,
    pub log_det_covariances: f64,
    /// Of every part: `A'W(y − Aθ)` and `(y − Aθ)'W(y − Aθ)`.
    pub residuals: Vec<(Vec<f64>, f64)>,
}

impl Equations {
    /// Of an information; `earlier` has been placed before and counts where the pattern is the same.
    pub fn of(
        information: &Information,
        earlier: Option<&Arc<PlacedSums>>,
    ) -> Result<Equations, MixedError> {
        let priors = information.priors.iter().map(|rows| rows.sums());
        let sums: Vec<Sums> = information.data.iter().cloned().chain(priors).collect();
        let mut fixed = vec![true; information.keys.len()];
        let terms = information.priors.iter().flat_map(|p| &p.rows).flat_map(|row| &row.terms);
        terms.for_each(|(row, _)| fixed[*row as usize] = false);
        let degrees = information.lines() as f64 - fixed.iter().filter(|f| **f).count() as f64;
        let placed = PlacedSums::of(&sums, &fixed, degrees, earlier)?;
        let part = |sums: Sums| Part { slots: placed.slots_of(&sums), sums };
        Ok(Equations { parts: sums.into_iter().map(part).collect(), placed })
    }

    /// The groups, in the order of the parts.
    pub fn groups(&self) -> Vec<Group> {
        self.parts.iter().map(|part| part.sums.group.clone()).collect()
    }

    /// Solves them at the variances of `groups`.
    pub fn solve(&self, groups: &[Group]) -> Result<Solved, MixedError> {
        let structure = self.placed.structure.clone();
        let mut values = vec![0.0; self.placed.slots.len()];
        let mut x = vec![0.0; structure.unknowns()];
        for (part, group) in self.parts.iter().zip(groups) {
            let scale = part.sums.scale(group.variance);
            for (slot, entry) in part.slots.iter().zip(&part.sums.entries) {
                values[*slot as usize] += scale * entry.sum;
            }
            for right in &part.sums.right {
                x[structure.place[right.row as usize] as usize] += scale * right.sum;
            }
        }
        let numbers = Numbers { placed: &self.placed, values };
        let factor = Factor::assembled(&numbers, structure)?;
        let mut x = [x];
        factor.solve_places(&mut x);
        clean_registers();
        let theta = factor.columns_of(&x[0]);
        let residuals = self.parts.iter().map(|part| part.sums.residual(&theta));
        let residuals: Vec<_> = residuals.collect::<Result<_, _>>()?;
        let pairs = || self.parts.iter().zip(groups);
        let scales = pairs().map(|(part, group)| part.sums.scale(group.variance));
        let quadratic = scales.zip(&residuals).map(|(scale, (_, misfit))| scale * misfit).sum();
        let covariances =
            pairs().map(|(part, group)| part.sums.log_det_covariances(group.variance));
        let log_det_covariances = covariances.sum();
        Ok(Solved { theta, factor, quadratic, log_det_covariances, residuals })
    }
}

impl Sums {
    /// `A'W(y − Aθ)` by effect, and `(y − Aθ)'W(y − Aθ) = y'Wy − θ'(A'Wy + A'W(y − Aθ))`.
    ///
    /// # Errors
    /// Squares that are below 0 by more than rounding explains: these are not sums over lines.
    fn residual(&self, theta: &[f64]) -> Result<(Vec<f64>, f64), MixedError> {
        let (mut residual, mut both) = (vec![0.0; theta.len()], vec![0.0; theta.len()]);
        for right in &self.right {
            residual[right.row as usize] = right.sum;
        }
        for entry in &self.entries {
            let (row, column) = (entry.row as usize, entry.column as usize);
            residual[row] -= entry.sum * theta[column];
            if row != column {
                residual[column] -= entry.sum * theta[row];
            }
        }
        both.copy_from_slice(&residual);
        self.right.iter().for_each(|right| both[right.row as usize] += right.sum);
        let misfit = self.squares - dot(theta, &both);
        // NaN is no number of at least 0 either.
        if misfit >= 0.0 || -misfit <= ROUNDING * self.magnitude(theta) {
            return Ok((residual, misfit.max(0.0)));
        }
        let what = "the squares of its residuals come out below 0, as no lines would leave them (hint: was something taken away that was no part of it?)";
        Err(sums_error(&self.group.name, what))
    }

    /// Sizes of all terms of `(y − Aθ)'W(y − Aθ)` together: what rounding of it is relative to.
    fn magnitude(&self, theta: &[f64]) -> f64 {
        let size = |effect: u32| theta[effect as usize].abs();
        let rights = self.right.iter().map(|right| 2.0 * right.sum.abs() * size(right.row));
        let entries = self.entries.iter().map(|entry| {
            let twice = if entry.row == entry.column { 1.0 } else { 2.0 };
            twice * entry.sum.abs() * size(entry.row) * size(entry.column)
        });
        self.squares.abs() + rights.sum::<f64>() + entries.sum::<f64>()
    }
}
