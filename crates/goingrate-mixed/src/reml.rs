//! Variance components by restricted maximum likelihood: AI-REML in log-variances
//! (Gilmour, Thompson & Cullis 1995) with step halving; where that fails, an EM
//! update, which never raises the criterion.

use crate::error::MixedError;
use crate::information::{Moments, moments};
use crate::secant::Secant;
use crate::solution::{Solution, solve};
use crate::step::{Proposal, floors, is_free, penalty};
use crate::symbolic::Symbolic;
use crate::system::{GroupId, System};

/// How long and how exactly to iterate.
#[derive(Debug, Clone)]
pub struct RemlOptions {
    /// Most updates (default 60).
    pub iterations: usize,
    /// Stop when the predicted decrease of the criterion falls below this
    /// (default 1e-8).
    pub tolerance: f64,
    /// Structure of an earlier solve, if the pattern is the same.
    pub symbolic: Option<Symbolic>,
}

impl Default for RemlOptions {
    fn default() -> RemlOptions {
        RemlOptions { iterations: 60, tolerance: 1e-8, symbolic: None }
    }
}

/// How the fit went.
#[derive(Debug, Clone, PartialEq)]
pub struct RemlReport {
    /// Updates made.
    pub iterations: usize,
    /// Factorisations made.
    pub solves: usize,
    /// REML criterion at the end.
    pub criterion: f64,
    /// `Σ degrees·(log s² + s₀²/s²)` of the variance priors, not in the criterion.
    pub penalty: f64,
    /// Predicted further decrease.
    pub decrement: f64,
    /// Variances of all groups.
    pub variances: Vec<f64>,
    /// Standard errors of log s²; none where held or on the boundary.
    pub standard_errors: Vec<Option<f64>>,
    /// Groups whose variance is zero in effect (they rest on their floor).
    pub boundary: Vec<GroupId>,
    /// Penalised criterion after every update, from the start.
    pub path: Vec<f64>,
    /// How many updates fell back on EM.
    pub em_updates: usize,
}

/// A fitted system: the solution at the estimated variances, and how it went.
#[derive(Debug)]
pub struct RemlFit {
    /// Solution at the final variances.
    pub solution: Solution,
    /// Diagnostics.
    pub report: RemlReport,
}

/// Estimates the variances of all groups that are not held; leaves them in the
/// system and returns the solution there.
///
/// Variances stay above 1e-10 of their start; a group whose optimum is 0 rests there
/// and is listed in `boundary`.
///
/// # Errors
/// All of [`solve`]'s, and [`MixedError::NoConvergence`] with the diagnostics.
///
/// ```
/// use goingrate_mixed::{Group, Piece, RemlOptions, System, reml};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 4.0))?;
/// for y in [1.0, 2.0, 3.0] {
///     system.push(Piece::line(noise, &[(0, 1.0)], y))?;
/// }
/// let fit = reml(&mut system, &RemlOptions::default())?;
/// assert!((system.group(noise).variance - 1.0).abs() < 1e-3);
/// assert!((fit.solution.theta[0] - 2.0).abs() < 1e-12);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn reml(system: &mut System, options: &RemlOptions) -> Result<RemlFit, MixedError> {
    let solution = solve(system, options.symbolic.as_ref())?;
    let mut search = Search::new(system, solution);
    let mut secant = Secant::default();
    loop {
        let moments = moments(search.system, &search.solution);
        let proposal = Proposal::of(
            search.system,
            &search.solution,
            &moments,
            &search.floors,
            Some(&mut secant),
        );
        search.note(&proposal);
        if proposal.decrement < options.tolerance {
            search.snap(&proposal)?;
            return Ok(search.finish());
        }
        let moved = search.iterations < options.iterations && search.update(&proposal, &moments)?;
        if !moved {
            return search.stuck(&proposal);
        }
    }
}

struct Search<'a> {
    system: &'a mut System,
    solution: Solution,
    floors: Vec<f64>,
    iterations: usize,
    report: RemlReport,
}

impl<'a> Search<'a> {
    fn new(system: &'a mut System, solution: Solution) -> Search<'a> {
        let floors = floors(system);
        let report = RemlReport {
            iterations: 0,
            solves: 1,
            criterion: solution.criterion,
            penalty: penalty(system),
            decrement: f64::INFINITY,
            variances: Vec::new(),
            standard_errors: Vec::new(),
            boundary: Vec::new(),
            path: vec![solution.criterion + penalty(system)],
            em_updates: 0,
        };
        Search { system, solution, floors, iterations: 0, report }
    }

    fn objective(&self) -> f64 {
        self.solution.criterion + penalty(self.system)
    }

    fn note(&mut self, proposal: &Proposal) {
        self.report.decrement = proposal.decrement;
        self.report.standard_errors.clone_from(&proposal.standard_errors);
        self.report.boundary.clone_from(&proposal.boundary);
    }

    /// Tries the full step, then halves of it, then EM. False if nothing helped.
    fn update(&mut self, proposal: &Proposal, moments: &[Moments]) -> Result<bool, MixedError> {
        self.iterations += 1;
        let before = self.variances();
        for halving in 0..6 {
            proposal.apply(self.system, 0.5f64.powi(halving), &self.floors)?;
            if self.accept()? {
                return Ok(true);
            }
            self.restore(&before)?;
        }
        self.report.em_updates += 1;
        em_update(self.system, moments, &self.floors)?;
        let accepted = self.accept()?;
        if !accepted {
            self.restore(&before)?;
        }
        Ok(accepted)
    }

    /// Solves at the new variances and keeps the solution if it is no worse. A step
    /// so far off that the solve fails counts as worse.
    fn accept(&mut self) -> Result<bool, MixedError> {
        let before = self.report.path.last().copied().unwrap_or(f64::INFINITY);
        self.report.solves += 1;
        let symbolic = self.solution.factor.symbolic();
        let Ok(next) = solve(self.system, Some(&symbolic)) else { return Ok(false) };
        let after = next.criterion + penalty(self.system);
        let better = after <= before + 1e-11 * before.abs() + 1e-10;
        if better {
            self.solution = next;
            self.report.path.push(after);
        }
        Ok(better)
    }

    fn variances(&self) -> Vec<f64> {
        self.system.groups.iter().map(|g| g.variance).collect()
    }

    fn restore(&mut self, variances: &[f64]) -> Result<(), MixedError> {
        for (g, variance) in variances.iter().enumerate() {
            self.system.set_variance(GroupId(g), *variance)?;
        }
        self.solution.revision = self.system.revision;
        Ok(())
    }

    /// Puts groups that are still sliding towards zero onto their floor.
    fn snap(&mut self, proposal: &Proposal) -> Result<(), MixedError> {
        let sliding: Vec<GroupId> =
            proposal.boundary.iter().copied().filter(|g| proposal.change[g.0] < 0.0).collect();
        if sliding.is_empty() {
            return Ok(());
        }
        let before = self.variances();
        for group in sliding {
            self.system.set_variance(group, self.floors[group.0])?;
        }
        if !self.accept()? {
            self.restore(&before)?;
        }
        Ok(())
    }

    /// Nothing moved: at the limit of rounding that is convergence.
    fn stuck(self, proposal: &Proposal) -> Result<RemlFit, MixedError> {
        if proposal.decrement < 1e-10 * self.objective().abs() {
            return Ok(self.finish());
        }
        Err(MixedError::NoConvergence { diagnostics: Box::new(self.finish().report) })
    }

    fn finish(mut self) -> RemlFit {
        self.report.iterations = self.iterations;
        self.report.criterion = self.solution.criterion;
        self.report.penalty = penalty(self.system);
        self.report.variances = self.variances();
        RemlFit { solution: self.solution, report: self.report }
    }
}

/// EM: `s² ← (n s² − s⁴ ∂criterion/∂s² + ν₀ s₀²) / (n + ν₀)`.
fn em_update(system: &mut System, moments: &[Moments], floors: &[f64]) -> Result<(), MixedError> {
    for g in (0..moments.len()).filter(|g| is_free(system, moments, *g)).collect::<Vec<_>>() {
        let (variance, sums) = (system.groups[g].variance, moments[g]);
        let (degrees, pull) =
            system.groups[g].prior.map_or((0.0, 0.0), |p| (p.degrees, p.degrees * p.variance));
        let expected = sums.lines * variance - variance * variance * sums.gradient() + pull;
        let moved = expected / (sums.lines + degrees);
        system.set_variance(GroupId(g), moved.max(floors[g]))?;
    }
    Ok(())
}
