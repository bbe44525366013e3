//! Rows to sums: the normal equations of a fitted system by the keys of its effects. Parts of the data
//! are added up, taken away, stored as bytes and solved without their rows; a new month costs what a
//! month costs.

mod addition;
mod bytes;
mod collect;
mod column_sums;
mod compensated;
mod equations;
mod estimates;
mod merge;
mod moments;
mod placed_sums;
mod prior_rows;
mod read;
mod reml;
mod sums;

pub use estimates::{Effect, Estimates};
pub use reml::{InformationFit, SumsOptions};

use crate::error::MixedError;
use crate::information::prior_rows::PriorRows;
use crate::information::sums::Sums;
use crate::system::Group;

/// What data say about effects, as sums over lines: for every variance group `A'WA`, `A'Wy`, `y'Wy`,
/// the number of lines and `Σ log|W|`, with W the weights of the lines; and the prior rows of the
/// effects. Effects are named by keys and groups by their names, so that parts whose lists of effects
/// differ can be added.
///
/// With lines of a group that have no sampling covariance, `C = s²·diag(1/r)`: its sums hold for any
/// variance s², and REML estimates it from the sums alone. A group in which some piece has a sampling
/// covariance is summed at its present variance, which is held from then on
/// ([`groups`](Self::groups) says so). Robust weights r are held as they are.
///
/// ```
/// use goingrate_mixed::{Group, Information, Piece, SumsOptions, System};
/// let part = |days: &[(u32, f64)], keys: &[&str]| {
///     let mut system = System::new(keys.len());
///     let noise = system.add_group(Group::data("noise", 1.0))?;
///     let between = system.add_group(Group::effects("between plates", 1.0))?;
///     for (plate, y) in days {
///         system.push(Piece::line(noise, &[(0, 1.0), (*plate, 1.0)], *y))?;
///     }
///     for column in 1..keys.len() as u32 {
///         system.push(Piece::prior(between, column, 0.0))?;
///     }
///     Information::of(&system, keys)
/// };
/// let january = part(&[(1, 2.0), (1, 2.4), (2, 5.0), (2, 5.2)], &["mean", "plate a", "plate b"])?;
/// let february = part(&[(1, 3.1), (1, 3.3)], &["mean", "plate c"])?;
/// let fit = january.plus(&february)?.reml(&SumsOptions::default())?;
/// assert!((fit.estimates.effect("mean").unwrap().mean - 3.5).abs() < 1e-9);
/// assert_eq!(Information::from_bytes(&january.to_bytes())?, january);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Information {
    /// Keys of the effects, ascending.
    keys: Vec<String>,
    /// Sums of data lines, by name of their group.
    data: Vec<Sums>,
    /// Prior rows, by name of their group.
    priors: Vec<PriorRows>,
}

impl Information {
    /// Keys of the effects that its lines and prior rows touch, ascending.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Number of data lines that were summed.
    pub fn lines(&self) -> u64 {
        self.data.iter().map(|sums| sums.lines).sum()
    }

    /// Number of distinct entries of all sums `A'WA`: what they take in memory, whatever the number
    /// of lines.
    pub fn entries(&self) -> usize {
        self.data.iter().map(|sums| sums.entries.len()).sum()
    }

    /// Groups of data by name, then groups of effects by name, each with its variance.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        let data = self.data.iter().map(|sums| &sums.group);
        data.chain(self.priors.iter().map(|priors| &priors.group))
    }

    /// Sets the variance of a group that is not held.
    ///
    /// # Errors
    /// No such group, a group whose sums are at one variance, or a variance that is not above 0.
    pub fn set_variance(&mut self, name: &str, variance: f64) -> Result<(), MixedError> {
        crate::system::check_variance(variance, false)?;
        let data = self.data.iter_mut().filter(|sums| !sums.at_present).map(|s| &mut s.group);
        let mut all = data.chain(self.priors.iter_mut().map(|p| &mut p.group));
        match all.find(|group| group.name == name) {
            Some(group) => {
                group.variance = variance;
                Ok(())
            }
            None => Err(sums_error(name, "no group of that name has a variance to be set")),
        }
    }
}

/// An error about the sums of one group.
fn sums_error(name: &str, what: &'static str) -> MixedError {
    MixedError::Sums { name: name.into(), what }
}
