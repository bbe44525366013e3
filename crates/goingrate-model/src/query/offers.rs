//! Where an offer, or a posted band, stands in the market's distribution.

use goingrate_units::Profile;

use crate::ModelError;
use crate::distribution::normal;
use crate::query::answer::{BandReading, PercentileRank};
use crate::query::estimator::Estimator;
use crate::query::evaluation::Evaluation;

impl Estimator<'_> {
    /// Where an amount stands: `ln_amount` is the log of a year's pay in the estimate's currency.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn stand(&self, profile: &Profile, ln_amount: f64) -> Result<PercentileRank, ModelError> {
        let evaluation = self.evaluate(profile)?;
        let at = ln_amount - self.shift(profile)?;
        Ok(self.standing(&evaluation, at))
    }

    fn standing(&self, evaluation: &Evaluation, at: f64) -> PercentileRank {
        let distribution = evaluation.distribution();
        let (percentile, _) = distribution.cdf(at);
        let p = percentile.clamp(1e-6, 1.0 - 1e-6);
        let gradient = distribution.linearised_quantile_near(p, at).whole().gradient;
        let sd = evaluation.covariance(&[gradient])[0].max(0.0).sqrt();
        let below = |shift: f64| distribution.cdf(at + shift * normal::Z80 * sd).0;
        PercentileRank { percentile, low: below(-1.0), high: below(1.0) }
    }

    /// What a posted band really pays; both ends as logs of a year's pay in the estimate's
    /// currency.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), and when the low end is not below the high end.
    pub fn band(
        &self,
        profile: &Profile,
        ln_low: f64,
        ln_high: f64,
    ) -> Result<BandReading, ModelError> {
        if ln_low.partial_cmp(&ln_high) != Some(std::cmp::Ordering::Less) {
            return Err(ModelError::Question {
                about: None,
                what: "the low end of the band is not below its high end".to_owned(),
                hint: "write the band as LOW-HIGH".to_owned(),
            });
        }
        let evaluation = self.evaluate(profile)?;
        let shift = self.shift(profile)?;
        let low = self.standing(&evaluation, ln_low - shift);
        let high = self.standing(&evaluation, ln_high - shift);
        let inside = high.percentile - low.percentile;
        let distribution = evaluation.distribution();
        let inner = [0.1, 0.5, 0.9].map(|q| {
            let p = (low.percentile + q * inside).clamp(1e-9, 1.0 - 1e-9);
            (distribution.quantile(p) + shift).clamp(ln_low, ln_high).exp()
        });
        Ok(BandReading { low, high, inside, inner })
    }
}
