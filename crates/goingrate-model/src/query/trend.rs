//! The market's median over time.

use goingrate_units::Profile;

use crate::ModelError;
use crate::query::answer::{TrendPoint, Uncertain};
use crate::query::estimator::{Estimator, median};

impl Estimator<'_> {
    /// The market's median over time.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn trend(
        &self,
        profile: &Profile,
        from_year: f64,
        to_year: f64,
    ) -> Result<Vec<TrendPoint>, ModelError> {
        self.check(profile)?;
        let shift = self.shift(profile)?;
        let knots = &self.design.priors.knots;
        let last = knots.first + (knots.count - 1) as f64 + knots.horizon;
        let mut points = Vec::new();
        let mut year = from_year.max(knots.first);
        while year <= to_year.min(last) + 1e-9 {
            let evaluation = self.evaluate_at(profile, year)?;
            let figure = median(&evaluation);
            let sd = evaluation.sd(&figure);
            let median = Uncertain { ln: figure.value + shift, sd };
            points.push(TrendPoint { year, median, forecast: year > self.book.last_trend });
            year += 1.0;
        }
        Ok(points)
    }
}
