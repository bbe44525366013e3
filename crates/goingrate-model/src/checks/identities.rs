//! The identities that tie an answer to its evidence (docs/METHOD.md, "Basis"), as values that a
//! test, or a doubtful reader, can look at.

use goingrate_mixed::PieceId;
use goingrate_units::Profile;

use crate::ModelError;
use crate::block::Block;
use crate::distribution::mixture::Columns;
use crate::effects::Effect;
use crate::explain::analysis::Analysis;
use crate::query::evaluation::Evaluation;
use crate::query::question::question;
use crate::rows::Origin;

/// How far each identity is from holding, for the linearised P50 of a profile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Identities {
    /// (i) The figure is the weighted sum of what all rows say, priors included; as a share of it.
    pub value: f64,
    /// (ii) The weighted rows add up to the figure's own gradient, priors included.
    pub gradient: f64,
    /// (iii) The rows' errors add up to the variance, as a share of it; negative pieces count too.
    pub variance: f64,
    /// (iv) The weights of the rows that carry the flat-prior intercept add up to one.
    pub intercept: f64,
}

impl Identities {
    /// The worst of the four.
    pub fn worst(&self) -> f64 {
        [self.value, self.gradient, self.variance, self.intercept].into_iter().fold(0.0, f64::max)
    }
}

impl Analysis<'_> {
    /// Checks the identities for a profile.
    ///
    /// # Errors
    /// As [`Estimator::estimate`](crate::Estimator::estimate).
    pub fn identities(&self, profile: &Profile) -> Result<Identities, ModelError> {
        let gradient = self.known_gradient(profile)?;
        let weights = self.solution.line_weights(&self.system, &gradient)?;
        let figure: f64 = gradient.iter().map(|&(c, v)| v * self.solution.theta[c as usize]).sum();
        let mut observed = 0.0;
        let mut sum = vec![0.0; self.book.effects.len()];
        let (mut errors, mut least, mut intercept) = (0.0, 0.0f64, 0.0);
        let flat = self.book.effects.column(Effect::only(Block::Intercept));
        for row in 0..self.rows.rows.len() {
            let piece = PieceId(row);
            let lines = self.system.lines(piece);
            for (value, line) in self.system.values(piece).iter().zip(lines.clone()) {
                observed += weights[line] * value;
                let (columns, coefficients) = self.system.line(line);
                for (&column, coefficient) in columns.iter().zip(coefficients) {
                    sum[column as usize] += weights[line] * coefficient;
                    if flat == Some(column as usize)
                        && !matches!(self.rows.rows[row].origin, Origin::Prior(_))
                    {
                        intercept += weights[line] * coefficient;
                    }
                }
            }
            let own = self.error_variance(row, &weights[lines]);
            errors += own;
            least = least.min(own);
        }
        for &(column, value) in &gradient {
            sum[column as usize] -= value;
        }
        let variance = self.solution.factor.variance(&gradient)?;
        Ok(Identities {
            value: (observed - figure).abs() / figure.abs().max(1.0),
            gradient: sum.iter().fold(0.0, |worst, s| f64::max(worst, s.abs())),
            variance: (errors / variance - 1.0).abs() - least.min(0.0),
            intercept: (intercept - 1.0).abs(),
        })
    }

    /// How far the half-width that the book gives for a profile's P50, from its rounded covariances,
    /// is from the exact solve: as a share of it.
    ///
    /// # Errors
    /// As [`Estimator::estimate`](crate::Estimator::estimate).
    pub fn half_width_difference(&self, profile: &Profile) -> Result<f64, ModelError> {
        let gradient = self.known_gradient(profile)?;
        let exact = self.solution.factor.variance(&gradient)?;
        let stored = self.book.posterior.covariance(std::slice::from_ref(&gradient))[0];
        Ok(((stored / exact).sqrt() - 1.0).abs())
    }

    /// How many rows there are: pieces of evidence and priors.
    pub fn row_count(&self) -> usize {
        self.rows.rows.len()
    }

    /// The posterior variance of a profile's P50 with all rows, and without one of them, variances,
    /// weights and linearisation held. Infinite where the row alone determines something.
    ///
    /// # Errors
    /// As [`Estimator::estimate`](crate::Estimator::estimate).
    pub fn variance_without(
        &self,
        profile: &Profile,
        row: usize,
    ) -> Result<(f64, f64), ModelError> {
        let gradient = self.known_gradient(profile)?;
        let piece = PieceId(row);
        let mut rows: Vec<Columns> = vec![gradient];
        for line in self.system.lines(piece) {
            let (columns, coefficients) = self.system.line(line);
            rows.push(columns.iter().copied().zip(coefficients.iter().copied()).collect());
        }
        let covariance = self.solution.factor.covariance(&rows)?;
        let (m, k) = (rows.len(), rows.len() - 1);
        let mut left: Vec<f64> =
            (0..k * k).map(|at| -covariance[(at / k + 1) * m + at % k + 1]).collect();
        self.add_errors(&mut left, k, 0, piece);
        let cross = &covariance[1..m];
        let widened = crate::matrix::quadratic_of_inverse(left, k, cross);
        Ok((covariance[0], covariance[0] + widened))
    }

    /// The gradient of a profile's P50 over the effects that the book knows, as it meets the
    /// covariance.
    fn known_gradient(&self, profile: &Profile) -> Result<Columns, ModelError> {
        let evaluation = Evaluation::new(
            self.book,
            &self.design,
            &question(profile, self.design.taxonomy, profile.as_of.decimal_year()),
        )?;
        let mut gradient = evaluation.distribution().linearised_quantile(0.5).whole().gradient;
        gradient.retain(|c| (c.0 as usize) < self.book.effects.len());
        Ok(self.book.influence.settled(&gradient))
    }
}
