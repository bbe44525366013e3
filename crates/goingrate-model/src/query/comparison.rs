//! Two profiles side by side.

use goingrate_units::Profile;

use crate::ModelError;
use crate::distribution::mixture::{Linearised, compress};
use crate::distribution::normal;
use crate::query::answer::{Uncertain, Versus};
use crate::query::estimator::{Estimator, median};
use crate::query::evaluation::Evaluation;
use crate::query::lookup::{SharedUnseen, covariance};

impl Estimator<'_> {
    /// Two profiles side by side.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), for either.
    pub fn versus(&self, first: &Profile, second: &Profile) -> Result<Versus, ModelError> {
        let (a, b) = (self.evaluate(first)?, self.evaluate(second)?);
        let (x, y) = (median(&a), median(&b));
        let difference = self.shift(second)? + self.dollars_of(second)?
            - self.shift(first)?
            - self.dollars_of(first)?;
        let ln = y.value - x.value + difference;
        let sd = self.difference_sd(&a, &x, &b, &y);
        let first_higher = normal::cdf(-ln / sd.max(1e-12));
        Ok(Versus { other: self.estimate(second)?, ratio: Uncertain { ln, sd }, first_higher })
    }

    /// Sd of the difference of two figures of two questions. An effect that no evidence speaks of
    /// is the same in both where both name it.
    fn difference_sd(&self, a: &Evaluation, x: &Linearised, b: &Evaluation, y: &Linearised) -> f64 {
        let mut unseen = SharedUnseen { effects: a.unseen.clone() };
        let mut gradient = y.gradient.clone();
        unseen.renumber(&mut gradient, self.book, &b.unseen);
        gradient.extend(x.gradient.iter().map(|&(c, v)| (c, -v)));
        compress(&mut gradient);
        covariance(self.book, &unseen.effects, &[gradient])[0].max(0.0).sqrt()
    }
}
