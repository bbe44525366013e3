//! The robust weights of one piece at their fixed point, everything else held: the piece is taken out
//! of its own posterior (the cavity distribution, Opper & Winther 2000), and what its lines say is
//! weighed against the rest alone, in a k×k problem of its own.

use crate::system::{MOST_LINES, Small, invert, times};

/// A piece as seen by its weights: `e ~ N(0, G(r))`, `G = S₋ + V + ω²·diag(1/r)`, with
/// e the residuals from, and S₋ the covariance of, the fitted values without it.
#[derive(Clone, Debug)]
pub(crate) struct Cavity {
    lines: usize,
    /// S₋ + V.
    held: Small,
    residuals: [f64; MOST_LINES],
    variance: f64,
    degrees: f64,
}

/// Weights, in logs too, and what goes with them.
#[derive(Clone, Copy)]
struct State {
    weights: [f64; MOST_LINES],
    logs: [f64; MOST_LINES],
    /// −2 log of the posterior of the weights.
    objective: f64,
    /// P = G⁻¹ and Pe.
    projected: Small,
    weighted_residuals: [f64; MOST_LINES],
}

const MOST_STEPS: usize = 40;

/// After a change of all log-weights below this the next one is lost in rounding.
const SETTLED: f64 = 1e-7;

/// Newton's steps are not longer, so that they stay in the basin of the start.
const LONGEST: f64 = 0.7;

impl Cavity {
    /// From P and `Pe₋ = Mr` at the weights r: `G = P⁻¹` and `e₋ = G·Mr`, since
    /// `P = M − MSM = (S₋ + C)⁻¹`. None where the rest does not determine the fitted
    /// values.
    pub fn of(
        projected: &[f64],
        weighted_residuals: &[f64],
        weights: &[f64],
        variance: f64,
        degrees: f64,
    ) -> Option<Cavity> {
        let k = weighted_residuals.len();
        let (inverse, _) = invert(projected, k)?;
        let mut cavity = Cavity {
            lines: k,
            held: inverse,
            residuals: times(&inverse[..k * k], weighted_residuals),
            variance,
            degrees,
        };
        for (i, weight) in weights.iter().enumerate() {
            cavity.held[i * k + i] -= variance / weight;
        }
        Some(cavity)
    }

    /// The fixed point of the weights that is reached from `weights`. None where even the start
    /// cannot be evaluated.
    pub fn fixed_point(&self, weights: &[f64]) -> Option<[f64; MOST_LINES]> {
        let mut logs = [0.0; MOST_LINES];
        logs.iter_mut().zip(weights).for_each(|(l, w)| *l = w.ln());
        let mut state = self.state(logs)?;
        for _ in 0..MOST_STEPS {
            let Some(next) = self.next(&state) else { break };
            let moved = next.logs.iter().zip(&state.logs).map(|(a, b)| (a - b).abs());
            let largest = moved.fold(0.0, f64::max);
            state = next;
            if largest < SETTLED {
                break;
            }
        }
        Some(state.weights)
    }

    /// Newton's step where it does not raise the objective; where it is long or does,
    /// the lower of it and the expectation step.
    fn next(&self, state: &State) -> Option<State> {
        let within = state.objective + 1e-10 * (1.0 + state.objective.abs());
        let (logs, whole) = self.newton(state).unzip();
        let newton = logs.and_then(|l| self.state(l)).filter(|n| n.objective <= within);
        if newton.is_some() && whole == Some(true) {
            return newton;
        }
        let expected = self.state(self.expect(state));
        match (newton, expected) {
            (Some(a), Some(b)) => Some(if a.objective < b.objective { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    fn state(&self, logs: [f64; MOST_LINES]) -> Option<State> {
        let k = self.lines;
        let (mut total, mut weights) = (self.held, [1.0; MOST_LINES]);
        for i in 0..k {
            weights[i] = logs[i].exp();
            total[i * k + i] += self.variance / weights[i];
        }
        let (projected, log_det) = invert(&total, k)?;
        let weighted_residuals = times(&projected[..k * k], &self.residuals);
        let misfit: f64 = weighted_residuals.iter().zip(&self.residuals).map(|(q, e)| q * e).sum();
        let prior: f64 = weights[..k].iter().zip(logs).map(|(w, l)| w - l).sum();
        let objective = log_det + misfit + self.degrees * prior;
        objective.is_finite().then_some(State {
            weights,
            logs,
            objective,
            projected,
            weighted_residuals,
        })
    }

    /// One expectation step: `r = (ν + 1)/(ν + E[δ²]/ω²)`.
    fn expect(&self, state: &State) -> [f64; MOST_LINES] {
        let mut logs = state.logs;
        for (i, log) in logs.iter_mut().enumerate().take(self.lines) {
            let (r, residual) = (state.weights[i], state.weighted_residuals[i]);
            let variance = state.projected[i * self.lines + i];
            *log = expected_weight(r, residual, variance, self.variance, self.degrees).ln();
        }
        logs
    }

    /// Newton's step in the logs of the weights, and whether it is whole; none where the
    /// objective is not convex.
    fn newton(&self, state: &State) -> Option<([f64; MOST_LINES], bool)> {
        let k = self.lines;
        let (mut gradient, mut curvature) = ([0.0; MOST_LINES], [0.0; MOST_LINES * MOST_LINES]);
        let (weights, p, q) = (&state.weights, &state.projected, &state.weighted_residuals);
        for i in 0..k {
            let u = self.variance / weights[i];
            let slope = u * (p[i * k + i] - q[i] * q[i]);
            gradient[i] = self.degrees * (weights[i] - 1.0) - slope;
            for j in 0..k {
                let (both, other) = (p[i * k + j], self.variance / weights[j]);
                curvature[i * k + j] = -u * other * (both * both - 2.0 * q[i] * q[j] * both);
            }
            curvature[i * k + i] += slope + self.degrees * weights[i];
        }
        let (inverse, _) = invert(&curvature, k)?;
        let step = times(&inverse[..k * k], &gradient);
        let longest = step.iter().fold(0.0f64, |l, s| l.max(s.abs()));
        let mut logs = state.logs;
        let scale = if longest > LONGEST { LONGEST / longest } else { 1.0 };
        logs.iter_mut().zip(step).for_each(|(l, s)| *l -= scale * s);
        Some((logs, scale == 1.0))
    }
}

/// The weight that a line's expected squared deviation calls for:
/// `E[δ²] = δ̂² + var δ`, `δ̂ = (ω²/r)(Mr)_i`, `var δ = ω²/r − (ω²/r)²P_ii`
/// (Lange, Little & Taylor 1989, JASA 84:881–896).
pub(crate) fn expected_weight(
    weight: f64,
    weighted_residual: f64,
    projected: f64,
    variance: f64,
    degrees: f64,
) -> f64 {
    let squared = 1.0 / weight
        + variance / (weight * weight) * (weighted_residual * weighted_residual - projected);
    (degrees + 1.0) / (degrees + squared.max(0.0))
}
