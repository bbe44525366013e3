//! REML from sums: the same steps as with rows, at a cost that does not depend on how many rows there
//! were.

use crate::error::MixedError;
use crate::information::Information;
use crate::information::equations::Equations;
use crate::information::estimates::Estimates;
use crate::system::Group;
use crate::variance::StepReport;

/// How long and how exactly to iterate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SumsOptions {
    /// Most steps (default 100).
    pub iterations: usize,
    /// Stop when the predicted decrease of the criterion falls below this (default 1e-8).
    pub tolerance: f64,
}

impl Default for SumsOptions {
    fn default() -> SumsOptions {
        SumsOptions { iterations: 100, tolerance: 1e-8 }
    }
}

/// Sums with their variances estimated.
#[derive(Debug)]
pub struct InformationFit {
    /// The sums, their groups at the estimated variances.
    pub information: Information,
    /// The effects there.
    pub estimates: Estimates,
    /// The last step; its groups are in the order of [`Information::groups`].
    pub step: StepReport,
    /// Steps made.
    pub iterations: usize,
}

impl Information {
    /// Estimates the variances of all groups that are not held, from where they stand. That is what
    /// [`reml`](crate::reml) finds with the rows, at the same robust weights: the criterion needs of
    /// a group only its sums.
    ///
    /// # Errors
    /// As [`solve`](Self::solve), and [`MixedError::NoConvergence`] when the steps do not suffice.
    pub fn reml(self, options: &SumsOptions) -> Result<InformationFit, MixedError> {
        let equations = Equations::of(&self, None)?;
        self.reml_by(&equations, options)
    }

    /// As [`reml`](Self::reml), by its equations.
    pub(super) fn reml_by(
        mut self,
        equations: &Equations,
        options: &SumsOptions,
    ) -> Result<InformationFit, MixedError> {
        let mut groups = equations.groups();
        let mut solved = equations.solve(&groups)?;
        let mut decrement = f64::INFINITY;
        for iterations in 1..=options.iterations {
            let step = equations.direction(&solved, &groups).apply(&mut groups)?;
            step.shorten(&mut groups)?;
            // One factor at a time: the next solve takes the memory of this one.
            drop(solved);
            solved = equations.solve(&groups)?;
            decrement = step.decrement;
            if decrement < options.tolerance {
                self.take_groups(groups);
                let estimates = Estimates::of(self.keys.clone(), solved);
                return Ok(InformationFit { information: self, estimates, step, iterations });
            }
        }
        let criterion = Estimates::of(self.keys, solved).criterion;
        Err(MixedError::NoConvergence { iterations: options.iterations, decrement, criterion })
    }

    /// Takes over groups in the order of [`groups`](Self::groups).
    fn take_groups(&mut self, groups: Vec<Group>) {
        let data = self.data.iter_mut().map(|sums| &mut sums.group);
        let own = data.chain(self.priors.iter_mut().map(|rows| &mut rows.group));
        own.zip(groups).for_each(|(own, group)| *own = group);
    }
}
