//! Scores of forecasts: pinball loss, coverage, and where the truth fell.

use goingrate_units::PERCENTILES;

use crate::query::Foreseen;

/// How well distributions foresaw what came, over the five percentiles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Forecasts.
    pub rows: usize,
    /// Mean pinball loss of log pay at P10, P25, P50, P75 and P90 (Koenker & Bassett 1978).
    pub pinball_by: [f64; 5],
    /// How many truths lay at or below P10, above it up to P25, … above P90.
    pub six: [usize; 6],
    /// How many lay from P10 to P90, and from P25 to P75, ends inclusive.
    pub covered: [usize; 2],
    /// The probability integral transform, in twenty equal parts.
    pub pit: [usize; 20],
}

impl Scores {
    /// Counts a forecast and what came: log pay a year in the forecast's currency.
    pub fn add(&mut self, foreseen: &Foreseen, ln_pay: f64) {
        let quantiles = PERCENTILES.map(|p| foreseen.quantile(p));
        let n = self.rows as f64;
        for (loss, (q, p)) in self.pinball_by.iter_mut().zip(quantiles.iter().zip(PERCENTILES)) {
            let own = if ln_pay >= *q { p * (ln_pay - q) } else { (1.0 - p) * (q - ln_pay) };
            *loss = (*loss * n + own) / (n + 1.0);
        }
        self.six[quantiles.iter().filter(|q| ln_pay > **q).count()] += 1;
        self.covered[0] += usize::from(quantiles[0] <= ln_pay && ln_pay <= quantiles[4]);
        self.covered[1] += usize::from(quantiles[1] <= ln_pay && ln_pay <= quantiles[3]);
        self.pit[((foreseen.probability(ln_pay) * 20.0) as usize).min(19)] += 1;
        self.rows += 1;
    }

    /// Mean pinball loss over the five percentiles.
    pub fn pinball(&self) -> f64 {
        self.pinball_by.iter().sum::<f64>() / 5.0
    }

    /// The shares of truths from P10 to P90 and from P25 to P75; `None` of nothing.
    pub fn coverage(&self) -> Option<[f64; 2]> {
        (self.rows > 0).then(|| self.covered.map(|count| count as f64 / self.rows as f64))
    }
}
