//! How long and how exactly a fit iterates, and what it tells while it runs.

use crate::effects::Effect;

/// How long and how exactly to iterate.
#[derive(Clone, Copy, Debug)]
pub struct FitOptions {
    /// Most iterations.
    pub iterations: usize,
    /// The fit has settled when no effect's move moves pay by more than this, in logs.
    pub step: f64,
    /// … and no variance by more than this, in logs of the variance …
    pub variance_step: f64,
    /// … and no robust weight of a line by more than this, in logs. It may be wider than that of the
    /// variances: one line of many moves effects by little, and the step shows by how much.
    pub weight_step: f64,
    /// Whether a fit that has not settled after all iterations is an answer all the same: its
    /// diagnosis then says how far its effects still moved.
    pub unsettled: bool,
    /// Told of every round.
    pub progress: fn(&Round),
}

impl FitOptions {
    /// For evidence with microdata: a wider tolerance, and an end after forty rounds, settled or not.
    pub fn with_microdata(progress: fn(&Round)) -> FitOptions {
        FitOptions {
            iterations: 40,
            step: SETTLED,
            variance_step: 0.2,
            weight_step: 0.6,
            unsettled: true,
            progress,
        }
    }
}

/// With microdata a fit has settled when no effect moves by more than this, in logs.
const SETTLED: f64 = 1.5e-2;

/// A round of a fit, as it is told while it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    /// Its number, from 1.
    pub number: usize,
    /// The furthest that the move of an effect moves pay, in logs.
    pub step: f64,
    /// The effect that moved pay most.
    pub mover: Effect,
    /// The largest move of a variance, in logs; infinite before the first.
    pub variance_step: f64,
}

impl Default for FitOptions {
    fn default() -> FitOptions {
        FitOptions {
            iterations: 120,
            step: 5e-4,
            variance_step: 0.03,
            weight_step: 0.03,
            unsettled: false,
            progress: |_| (),
        }
    }
}
