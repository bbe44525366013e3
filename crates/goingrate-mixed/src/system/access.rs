//! Reading and changing a [`System`] between solves: values, coefficients of the
//! same pattern, sampling covariances, robust weights and variances. Nothing here
//! changes the pattern, so a [`Symbolic`](crate::Symbolic) stays valid.

use std::ops::Range;

use crate::error::MixedError;
use crate::system::group::{Group, GroupId, RowKind};
use crate::system::piece::PieceId;
use crate::system::storage::System;
use crate::system::validation::{check_finite, check_length, check_range, check_variance};

impl System {
    /// Number of unknowns θ.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Number of pieces pushed.
    pub fn piece_count(&self) -> usize {
        self.pieces.len()
    }

    /// Number of lines of all pieces; lines are numbered through in order of pushing.
    pub fn line_count(&self) -> usize {
        self.values.len()
    }

    /// All groups, in order of their ids.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// One group.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0]
    }

    /// Sets a group's variance s².
    ///
    /// # Errors
    /// A variance that is not above 0 (0 is allowed for a held group).
    pub fn set_variance(&mut self, id: GroupId, variance: f64) -> Result<(), MixedError> {
        check_variance(variance, self.groups[id.0].held)?;
        self.revision += 1;
        self.groups[id.0].variance = variance;
        Ok(())
    }

    /// Holds a group's variance, or lets REML estimate it.
    pub fn set_held(&mut self, id: GroupId, held: bool) {
        self.groups[id.0].held = held;
    }

    /// The group of a piece.
    pub fn group_of(&self, piece: PieceId) -> GroupId {
        GroupId(self.pieces[piece.0].group as usize)
    }

    /// The numbers of a piece's lines among all lines.
    pub fn lines(&self, piece: PieceId) -> Range<usize> {
        self.lines_of(piece.0)
    }

    /// Columns and coefficients of line `line` (numbered over all pieces).
    pub fn line(&self, line: usize) -> (&[u32], &[f64]) {
        self.row(line)
    }

    /// The coefficients of line `line`, to be changed in place. They must stay finite.
    pub fn coefficients_mut(&mut self, line: usize) -> &mut [f64] {
        self.revision += 1;
        let span = self.span(line);
        &mut self.coefficients[span]
    }

    /// The values y of a piece.
    pub fn values(&self, piece: PieceId) -> &[f64] {
        &self.values[self.lines_of(piece.0)]
    }

    /// The values y of a piece, to be changed in place. They must stay finite.
    pub fn values_mut(&mut self, piece: PieceId) -> &mut [f64] {
        self.revision += 1;
        let lines = self.lines_of(piece.0);
        &mut self.values[lines]
    }

    /// Robust weights r of a piece's lines.
    pub fn robust(&self, piece: PieceId) -> &[f64] {
        &self.robust[self.lines_of(piece.0)]
    }

    /// Sets the robust weight of one line of a piece.
    ///
    /// # Errors
    /// A weight that is not finite and above 0.
    pub fn set_robust(
        &mut self,
        piece: PieceId,
        line: usize,
        weight: f64,
    ) -> Result<(), MixedError> {
        check_range("a robust weight", weight, weight > 0.0, "above 0")?;
        self.revision += 1;
        let first = self.lines_of(piece.0).start;
        self.robust[first + line] = weight;
        Ok(())
    }

    /// Sets all robust weights back to 1.
    pub fn reset_robust(&mut self) {
        self.revision += 1;
        self.robust.fill(1.0);
    }

    /// Sampling covariance V of a piece, k×k row-major; empty where it is zero.
    pub fn sampling(&self, piece: PieceId) -> &[f64] {
        let head = self.pieces[piece.0];
        let size = (head.lines * head.lines) as usize;
        if head.sampling == u32::MAX {
            &[]
        } else {
            &self.sampling[head.sampling as usize..][..size]
        }
    }

    /// Replaces the sampling covariance V of a piece.
    ///
    /// # Errors
    /// A length other than k², or a number that is not finite.
    pub fn set_sampling(&mut self, piece: PieceId, sampling: &[f64]) -> Result<(), MixedError> {
        let head = self.pieces[piece.0];
        check_length(
            "sampling covariance of a piece",
            (head.lines * head.lines) as usize,
            sampling.len(),
        )?;
        check_finite(piece.0, "a sampling covariance", sampling, head.lines as usize)?;
        self.revision += 1;
        if head.sampling == u32::MAX {
            self.pieces[piece.0].sampling = self.sampling.len() as u32;
            self.sampling.extend_from_slice(sampling);
        } else {
            self.sampling[head.sampling as usize..][..sampling.len()].copy_from_slice(sampling);
        }
        Ok(())
    }

    pub(crate) fn is_prior(&self, piece: usize) -> bool {
        self.groups[self.pieces[piece].group as usize].kind == RowKind::Prior
    }

    /// Which columns no prior row touches: the fixed effects.
    pub fn fixed_effects(&self) -> Vec<bool> {
        let mut fixed = vec![true; self.columns];
        for piece in (0..self.pieces.len()).filter(|p| self.is_prior(*p)) {
            for line in self.lines_of(piece) {
                self.row(line).0.iter().for_each(|c| fixed[*c as usize] = false);
            }
        }
        fixed
    }

    /// Number of data lines minus number of fixed effects: the count in `log 2π`.
    pub fn residual_degrees(&self) -> f64 {
        let prior: usize = (0..self.pieces.len())
            .filter(|p| self.is_prior(*p))
            .map(|p| self.lines_of(p).len())
            .sum();
        let fixed = self.fixed_effects().iter().filter(|f| **f).count();
        (self.values.len() - prior) as f64 - fixed as f64
    }
}
