//! Score and average information of the REML criterion from sums alone. With `W = diag(r)` of a group,
//! `Σ P_ii/r_i = n/s² − tr(ΣS)/s⁴`, `Σ (Mr)_i²/r_i = r'Wr/s⁴`, and the working vector of the average
//! information is `A'Mw = A'Wr/s⁴`, so that no row is needed.

use crate::factor::dense::symmetric;
use crate::information::equations::{Equations, Part, Solved};
use crate::system::Group;
use crate::variance::{Direction, Moments};

impl Equations {
    /// Where the variances go from a solution at those of `groups`.
    pub fn direction(&self, solved: &Solved, groups: &[Group]) -> Direction {
        let inverse = self.placed.inverse(&solved.factor.selected().store);
        let pairs = self.parts.iter().zip(groups).zip(&solved.residuals);
        let moments: Vec<Moments> = pairs
            .map(|((part, group), (_, misfit))| part.moments(&inverse, group.variance, *misfit))
            .collect();
        Direction::from_moments(groups, &moments, |free| self.average(solved, groups, free))
    }

    /// Average information over the variances of some groups.
    fn average(&self, solved: &Solved, groups: &[Group], free: &[usize]) -> Vec<f64> {
        let place = &solved.factor.structure.place;
        let working = |at: &usize| {
            let scale = groups[*at].variance.powi(-2);
            let mut vector = vec![0.0; place.len()];
            for (place, residual) in place.iter().zip(&solved.residuals[*at].0) {
                vector[*place as usize] = scale * residual;
            }
            vector
        };
        let vectors: Vec<Vec<f64>> = free.iter().map(working).collect();
        let inner = solved.factor.inner_products(&vectors);
        let m = free.len();
        symmetric(m, |a, b| {
            let own = solved.residuals[free[a]].1 * groups[free[a]].variance.powi(-3);
            if a == b { own - inner[a * m + a] } else { -inner[a * m + b] }
        })
    }
}

impl Part {
    fn moments(&self, inverse: &[f64], variance: f64, misfit: f64) -> Moments {
        // What is summed at one variance is held, and its moments are never asked for.
        if self.sums.at_present {
            return Moments::default();
        }
        let pairs = self.sums.entries.iter().zip(&self.slots);
        let trace: f64 = pairs
            .map(|(entry, slot)| {
                let times = if entry.row == entry.column { 1.0 } else { 2.0 };
                times * entry.sum * inverse[*slot as usize]
            })
            .sum();
        let lines = self.sums.lines as f64;
        let square = variance * variance;
        Moments { lines, trace: lines / variance - trace / square, quadratic: misfit / square }
    }
}
