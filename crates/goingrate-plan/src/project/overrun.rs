//! The error of a whole estimate: actual over estimated days, as real projects had it.

use goingrate_model::{Z80, normal_cdf};

/// Days at which the spread of the overrun is the carried one.
const SIZE: f64 = 200.0;
/// Beyond this share of projects the tail is a power's.
const TAIL_FROM: f64 = 0.9;

/// Which real projects the error is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Teams that estimate their own work and have done such work before.
    InHouse,
    /// Custom work for a client: agencies, freelancers, teams for hire.
    Client,
    /// Large projects that join or replace systems.
    Integration,
}

impl Class {
    /// Its word in the assumptions.
    pub fn slug(self) -> &'static str {
        match self {
            Class::InHouse => "in-house",
            Class::Client => "client",
            Class::Integration => "integration",
        }
    }
}

/// The distribution of actual over estimated days: two halves of a normal of the log, and from P90 on a
/// tail that falls as a power.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overrun {
    /// Of which projects.
    pub class: Class,
    /// P10.
    pub low: f64,
    /// P50.
    pub middle: f64,
    /// P90.
    pub high: f64,
    /// Tail index beyond P90, above zero; the lower, the fatter.
    pub tail: f64,
    /// The largest that is drawn.
    pub most: f64,
    /// The spread falls as this power of the estimated days.
    pub by_size: f64,
}

impl Overrun {
    /// No error at all.
    pub fn none() -> Overrun {
        let class = Class::InHouse;
        Overrun { class, low: 1.0, middle: 1.0, high: 1.0, tail: 3.0, most: 6.0, by_size: 0.0 }
    }

    /// How much wider the spread is at a size than at 200 days.
    pub fn widening(&self, days: f64) -> f64 {
        (days.clamp(1.0, 1e5) / SIZE).powf(-self.by_size)
    }

    /// Sd of the log between P10 and P90, at 200 days.
    pub fn sd(&self) -> f64 {
        (self.high / self.low).ln() / (2.0 * Z80)
    }

    /// The log of the ratio at a standard normal number, with the spread times a factor.
    pub fn ln_at(&self, z: f64, factor: f64) -> f64 {
        let share = normal_cdf(z);
        let off = if share > TAIL_FROM {
            let beyond = ((1.0 - TAIL_FROM) / (1.0 - share).max(1e-12)).ln();
            // No thinner than the normal that it continues.
            let normal = (self.high / self.middle).ln() * z / Z80;
            ((self.high / self.middle).ln() + self.tail_slope() * beyond).max(normal)
        } else if z < 0.0 {
            (self.middle / self.low).ln() * z / Z80
        } else {
            (self.high / self.middle).ln() * z / Z80
        };
        (self.middle.ln() + factor * off).min(self.most.ln().max(self.middle.ln()))
    }

    /// Without a spread there is no tail either.
    fn tail_slope(&self) -> f64 {
        if self.high > self.middle { 1.0 / self.tail } else { 0.0 }
    }

    /// The ratio below which a share of projects of a size lies.
    pub fn quantile(&self, share: f64, days: f64) -> f64 {
        self.ln_at(goingrate_model::normal_quantile(share), self.widening(days)).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pooled() -> Overrun {
        let class = Class::InHouse;
        Overrun { class, low: 0.68, middle: 1.0, high: 1.62, tail: 3.0, most: 6.0, by_size: 0.08 }
    }

    fn check(share: f64, days: f64, expected: f64) {
        let found = pooled().quantile(share, days);
        assert!((found - expected).abs() < 1e-6 * expected, "{share} {days}: {found}");
    }

    #[test]
    fn quantiles_are_those_that_were_given_and_the_tail_is_a_power() {
        check(0.1, 200.0, 0.68);
        check(0.5, 200.0, 1.0);
        check(0.9, 200.0, 1.62);
        check(0.99, 200.0, 1.62 * 10f64.powf(1.0 / 3.0));
        check(0.999_999, 200.0, 6.0);
    }

    #[test]
    fn small_projects_are_less_sure() {
        let of = |days| pooled().quantile(0.9, days);
        assert!(of(20.0) > of(200.0) && of(200.0) > of(2_000.0));
    }
}
