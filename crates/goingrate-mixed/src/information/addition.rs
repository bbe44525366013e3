//! New lines added to sums while their robust weights are still free: the weights of the lines that are
//! in the sums are held, those of the new ones go to their fixed point.

use std::sync::Arc;

use crate::error::MixedError;
use crate::information::equations::Equations;
use crate::information::estimates::Estimates;
use crate::information::placed_sums::PlacedSums;
use crate::information::reml::{InformationFit, SumsOptions};
use crate::information::{Information, sums_error};
use crate::system::{GroupId, MOST_LINES, Precisions, Small, System, check_length, sandwich};
use crate::variance::{Tails, degrees_by_group, install, settled_weights};

/// What the criterion may still gain while weights move, at most.
const ROUGH: f64 = 1e-3;

/// Most rounds of weights and variances in turn.
const MOST_ROUNDS: usize = 100;

impl Information {
    /// Adds the lines of a system, estimates variances, and brings the robust weights of the new lines
    /// of groups with `tails` to their fixed point (left in `lines`). The weights of the lines that
    /// were added before are held, so that this is the full fit only as far as new lines leave them
    /// where they were. `tolerance` is that of the variances; no log-weight moves by more than its
    /// square root at the end.
    ///
    /// # Errors
    /// As [`of`](Self::of), [`plus`](Self::plus) and [`reml`](Self::reml).
    pub fn plus_lines<K: AsRef<str>>(
        &self,
        lines: &mut System,
        keys: &[K],
        tails: &[Tails],
        options: &SumsOptions,
    ) -> Result<InformationFit, MixedError> {
        let first = if tails.is_empty() { options.tolerance } else { ROUGH };
        let (mut fit, mut placed) = self.refitted(lines, keys, options, first, None)?;
        if tails.is_empty() {
            return Ok(fit);
        }
        for _ in 0..MOST_ROUNDS {
            let moved = fit.estimates.reweigh(lines, keys, tails)?;
            let own = self.at_variances_of(&fit.information);
            // Variances need not be nearer than the weights that they go with.
            let near = f64::max((0.1 * moved).powi(2).min(ROUGH), options.tolerance);
            let iterations = fit.iterations;
            drop(fit);
            (fit, placed) = own.refitted(lines, keys, options, near, Some(&placed))?;
            fit.iterations += iterations;
            if moved < options.tolerance.sqrt() {
                return Ok(fit);
            }
        }
        let (decrement, criterion) = (fit.step.decrement, fit.estimates.criterion);
        Err(MixedError::NoConvergence { iterations: fit.iterations, decrement, criterion })
    }

    /// The variances with the lines at their present weights, and where the sums were placed.
    fn refitted<K: AsRef<str>>(
        &self,
        lines: &mut System,
        keys: &[K],
        options: &SumsOptions,
        tolerance: f64,
        placed: Option<&Arc<PlacedSums>>,
    ) -> Result<(InformationFit, Arc<PlacedSums>), MixedError> {
        lines.take_variances(self)?;
        let both = self.plus(&Information::of(lines, keys)?)?;
        let equations = Equations::of(&both, placed)?;
        let fit = both.reml_by(&equations, &SumsOptions { tolerance, ..*options })?;
        lines.take_variances(&fit.information)?;
        Ok((fit, equations.placed))
    }

    /// The same sums, their groups at other variances.
    fn at_variances_of(&self, other: &Information) -> Information {
        let mut moved = self.clone();
        let data = moved.data.iter_mut().filter(|sums| !sums.at_present).map(|s| &mut s.group);
        for group in data.chain(moved.priors.iter_mut().map(|rows| &mut rows.group)) {
            let known = other.groups().find(|known| known.name == group.name);
            group.variance = known.map_or(group.variance, |known| known.variance);
        }
        moved
    }
}

impl System {
    /// Sets the variances of groups that sums know by name.
    fn take_variances(&mut self, from: &Information) -> Result<(), MixedError> {
        for at in 0..self.groups.len() {
            let known = from.groups().find(|known| known.name == self.groups[at].name);
            if let Some(variance) = known.map(|known| known.variance) {
                self.set_variance(GroupId(at), variance)?;
            }
        }
        Ok(())
    }
}

impl Estimates {
    /// Moves the robust weights of lines that are part of these estimates, at the variances and weights
    /// that `lines` has, to their fixed point against all the rest. The largest change of a log-weight.
    fn reweigh<K: AsRef<str>>(
        &self,
        lines: &mut System,
        keys: &[K],
        tails: &[Tails],
    ) -> Result<f64, MixedError> {
        check_length("keys of the columns", lines.columns(), keys.len())?;
        let degrees = degrees_by_group(&lines.groups, tails)?;
        let columns: Vec<Option<u32>> = keys.iter().map(|key| self.column(key.as_ref())).collect();
        let precisions = Precisions::of(lines)?;
        let mut weights = lines.robust.clone();
        for piece in 0..lines.pieces.len() {
            let group = lines.pieces[piece].group as usize;
            let Some(degrees) = degrees[group] else { continue };
            let range = lines.lines_of(piece);
            let against = Against { lines, piece, columns: &columns, estimates: self };
            let (projected, weighted) = against.of(precisions.inverse(piece))?;
            let own = &weights[range.clone()];
            let variance = lines.groups[group].variance;
            let (count, weighted) = (range.len(), &weighted[..range.len()]);
            let settled = settled_weights(&projected, weighted, own, variance, degrees);
            weights[range].copy_from_slice(&settled[..count]);
        }
        Ok(install(lines, weights))
    }
}

/// A piece against the estimates that it is part of.
struct Against<'a> {
    lines: &'a System,
    piece: usize,
    columns: &'a [Option<u32>],
    estimates: &'a Estimates,
}

impl Against<'_> {
    /// P and Mr of the piece.
    fn of(&self, precision: &[f64]) -> Result<(Small, [f64; MOST_LINES]), MixedError> {
        let lines = self.lines.lines_of(self.piece);
        let rows = lines.clone().map(|line| self.row(line)).collect::<Result<Vec<_>, _>>()?;
        let k = rows.len();
        let mut residuals = [0.0; MOST_LINES];
        for ((residual, line), row) in residuals.iter_mut().zip(lines).zip(&rows) {
            let fitted: f64 = row.iter().map(|(c, a)| a * self.estimates.theta[*c as usize]).sum();
            *residual = self.lines.values[line] - fitted;
        }
        let mut spread = [0.0; MOST_LINES * MOST_LINES];
        for (i, a) in rows.iter().enumerate() {
            for (j, b) in rows.iter().enumerate() {
                spread[i * k + j] = self.covariance(a, b)?;
            }
        }
        let mut projected = sandwich(precision, &spread, k);
        projected.iter_mut().zip(precision).for_each(|(p, m)| *p = m - *p);
        Ok((projected, crate::system::times(precision, &residuals[..k])))
    }

    fn row(&self, line: usize) -> Result<Vec<(u32, f64)>, MixedError> {
        let (columns, coefficients) = self.lines.row(line);
        let found = columns.iter().map(|column| self.columns[*column as usize]);
        let row: Option<Vec<(u32, f64)>> =
            found.zip(coefficients).map(|(column, a)| Some((column?, *a))).collect();
        row.ok_or_else(|| self.error("a line touches an effect that the estimates lack"))
    }

    fn error(&self, what: &'static str) -> MixedError {
        sums_error(&self.lines.groups[self.lines.pieces[self.piece].group as usize].name, what)
    }

    /// `a'Σb` of two rows of the piece, from entries of Σ where any two of its columns meet.
    fn covariance(&self, a: &[(u32, f64)], b: &[(u32, f64)]) -> Result<f64, MixedError> {
        let selected = self.estimates.factor.selected();
        let mut sum = 0.0;
        for ((i, x), (j, y)) in a.iter().flat_map(|left| b.iter().map(move |right| (left, right))) {
            let entry = selected.entry(*i as usize, *j as usize).ok_or_else(|| {
                self.error("a line joins effects whose covariance the estimates lack")
            })?;
            sum += x * y * entry;
        }
        Ok(sum)
    }
}
