//! Several profiles together: how uncertain their figures are, and how these uncertainties go together.

use goingrate_units::{Currency, Profile, Quantiles};

use crate::ModelError;
use crate::distribution::mixture::Columns;
use crate::matrix;
use crate::query::answer::Uncertain;
use crate::query::estimator::Estimator;
use crate::query::lookup::{SharedUnseen, covariance};
use crate::random::SeededRng;

/// Percentiles of a profile: P10, P25, P50, P75, P90.
const FIVE: usize = 5;

/// The median among them.
const MEDIAN: usize = 2;

/// The joint uncertainty of the market's figures for several profiles. What two profiles share (a level,
/// the trend, a role) is uncertain for both alike, so the sum of their pay is less sure, and their
/// difference surer, than if each stood alone.
///
/// All figures are natural logarithms of a year's pay and count as jointly normal. Rates of exchange are
/// taken as known: they move means and nothing else. The uncertainty is that of the market's figures;
/// how people are spread around them is [`PayDistribution`](crate::PayDistribution)'s.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    currencies: Vec<Currency>,
    /// Profile by profile, the five percentiles.
    mean: Vec<f64>,
    /// Row by row.
    covariance: Vec<f64>,
    /// `R` with `RR' = covariance`, row by row.
    root: Vec<f64>,
}

impl Joint {
    /// How many profiles there are.
    pub fn len(&self) -> usize {
        self.currencies.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.currencies.is_empty()
    }

    /// The currency of a profile's figures.
    ///
    /// # Panics
    /// When there is no profile of this position; so do the others.
    pub fn currency(&self, profile: usize) -> Currency {
        self.currencies[profile]
    }

    /// P10, P25, P50, P75 and P90 of a profile, as [`Estimator::percentiles`] has them.
    pub fn percentiles(&self, profile: usize) -> Quantiles<Uncertain> {
        std::array::from_fn(|percentile| {
            let at = FIVE * profile + percentile;
            Uncertain { ln: self.mean[at], sd: self.at(at, at).max(0.0).sqrt() }
        })
    }

    /// The median of a profile.
    pub fn median(&self, profile: usize) -> Uncertain {
        self.percentiles(profile)[MEDIAN]
    }

    /// The means of all figures in logs: the five percentiles of the first profile, of the second, ….
    pub fn means(&self) -> &[f64] {
        &self.mean
    }

    /// The covariance of all figures, in the order of [`means`](Self::means), row by row.
    pub fn covariances(&self) -> &[f64] {
        &self.covariance
    }

    /// The covariance of the log medians of two profiles.
    pub fn median_covariance(&self, one: usize, other: usize) -> f64 {
        self.at(FIVE * one + MEDIAN, FIVE * other + MEDIAN)
    }

    /// The correlation of the log medians of two profiles, from -1 to 1.
    pub fn median_correlation(&self, one: usize, other: usize) -> f64 {
        let variances = self.median_covariance(one, one) * self.median_covariance(other, other);
        (self.median_covariance(one, other) / variances.sqrt()).clamp(-1.0, 1.0)
    }

    /// The figures of all profiles as they may turn out to be: one draw of what the market pays, in logs,
    /// profile by profile.
    pub fn draw(&self, rng: &mut SeededRng) -> Vec<Quantiles<f64>> {
        let size = self.mean.len();
        let normals: Vec<f64> = (0..size).map(|_| rng.normal()).collect();
        let figure = |row: usize| -> f64 {
            let root = &self.root[row * size..(row + 1) * size];
            self.mean[row] + root.iter().zip(&normals).map(|(r, z)| r * z).sum::<f64>()
        };
        (0..self.len()).map(|p| std::array::from_fn(|i| figure(FIVE * p + i))).collect()
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.covariance[row * self.mean.len() + column]
    }
}

impl Estimator<'_> {
    /// The joint uncertainty of several profiles' figures, each in the currency of its place
    /// ([`money_of`](Self::money_of)), as [`estimate`](Self::estimate) has it.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), for any of them.
    ///
    /// # Example
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/carried/mod.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let carried = Carried::open();
    /// # let estimator = carried.estimator();
    /// let hires = ["senior backend, Austin", "senior backend, Poland"];
    /// let joint = estimator.jointly(&hires.map(|text| carried.profile(text)))?;
    /// assert_eq!(joint.currency(1).code(), "PLN");
    /// // Both rest on what seniors earn above others.
    /// assert!(joint.median_correlation(0, 1) > 0.0);
    /// let mut rng = goingrate_model::SeededRng::new(1);
    /// let [austin, poland] = joint.draw(&mut rng)[..] else { panic!("two profiles") };
    /// assert!(austin[2].exp() > 100_000.0 && poland[2].exp() > 100_000.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn jointly(&self, profiles: &[Profile]) -> Result<Joint, ModelError> {
        self.joint(profiles, |profile| Ok((self.shift(profile)?, self.money_of(profile.place))))
    }

    /// The same with all figures in US dollars at the rates of each profile's own day, so that they can
    /// be added up.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), for any of them, and when a currency has no rate on that day.
    pub fn jointly_in_dollars(&self, profiles: &[Profile]) -> Result<Joint, ModelError> {
        self.joint(profiles, |profile| {
            Ok((self.shift(profile)? + self.dollars_of(profile)?, Currency::USD))
        })
    }

    /// The covariance of the log medians of several profiles, row by row: what
    /// [`jointly`](Self::jointly) has as [`Joint::median_covariance`], for many profiles in a 25th of the
    /// time.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), for any of them.
    pub fn median_covariances(&self, profiles: &[Profile]) -> Result<Vec<f64>, ModelError> {
        let mut unseen = SharedUnseen::default();
        let mut gradients: Vec<Columns> = Vec::with_capacity(profiles.len());
        for profile in profiles {
            let evaluation = self.evaluate(profile)?;
            let [_, _, mut median, _, _] = evaluation.percentiles();
            unseen.renumber(&mut median.gradient, self.book, &evaluation.unseen);
            gradients.push(median.gradient);
        }
        Ok(covariance(self.book, &unseen.effects, &gradients))
    }

    /// The figures of profiles on the scale and in the currency that `money` gives each.
    fn joint(
        &self,
        profiles: &[Profile],
        money: impl Fn(&Profile) -> Result<(f64, Currency), ModelError>,
    ) -> Result<Joint, ModelError> {
        let mut unseen = SharedUnseen::default();
        let mut gradients: Vec<Columns> = Vec::with_capacity(FIVE * profiles.len());
        let (mut mean, mut currencies) = (Vec::new(), Vec::new());
        for profile in profiles {
            let evaluation = self.evaluate(profile)?;
            let (shift, currency) = money(profile)?;
            currencies.push(currency);
            for mut figure in evaluation.percentiles() {
                mean.push(figure.value + shift);
                unseen.renumber(&mut figure.gradient, self.book, &evaluation.unseen);
                gradients.push(figure.gradient);
            }
        }
        let covariance = covariance(self.book, &unseen.effects, &gradients);
        let root = matrix::root(&covariance, mean.len());
        Ok(Joint { currencies, mean, covariance, root })
    }
}
