//! Effects that take short steps where microdata are fitted: spreads and ladders.
//!
//! One step of Fisher scoring on the logarithm of a spread that is far off overshoots, since a
//! record's pull is bounded and its logarithm is not; and where many records repeat each other, the
//! spread that they ask for falls faster than the linearisation says. So every such effect has a
//! pace of its own: halved when its step turns round, raised when it goes on (the rule of
//! resilient propagation: Riedmiller & Braun 1993). The fixed point is the same at any pace.

use crate::block::{Axis, Block};
use crate::effects::Effects;
use crate::fit::longest;

/// The careful effects, each with its last move and its pace.
pub(crate) struct Careful {
    columns: Vec<u32>,
    last: Vec<f64>,
    pace: Vec<f64>,
}

/// The pace at the start, and its bounds.
const PACE: (f64, f64, f64) = (0.6, 0.03, 0.9);

/// The longest step of a careful effect, in logs.
const LONGEST: f64 = 0.35;

/// How much a careful effect's move counts when it is asked whether the fit is near.
const WEIGHT: f64 = 0.25;

impl Careful {
    /// The careful ones of all effects.
    pub fn of(effects: &Effects) -> Careful {
        let careful = |block: Block| {
            let spread = block.slug().split(':').any(|word| word == "spread");
            spread || matches!(block.axis(), Axis::Step | Axis::Stretch | Axis::Slope)
        };
        let columns = effects.iter().enumerate().filter(|(_, effect)| careful(effect.block));
        let columns: Vec<u32> = columns.map(|(column, _)| column as u32).collect();
        let (last, pace) = (vec![0.0; columns.len()], vec![PACE.0; columns.len()]);
        Careful { columns, last, pace }
    }

    /// Shortens the steps of careful effects from where they are towards the solution.
    pub fn shorten(&mut self, from: &[f64], solved: &[f64], next: &mut [f64]) {
        for (i, &column) in self.columns.iter().enumerate() {
            let at = column as usize;
            let wanted = solved[at] - from[at];
            let turned = wanted * self.last[i] < 0.0;
            let factor = if turned { 0.5 } else { 1.15 };
            self.pace[i] = (self.pace[i] * factor).clamp(PACE.1, PACE.2);
            self.last[i] = wanted;
            next[at] = from[at] + (self.pace[i] * wanted).clamp(-LONGEST, LONGEST);
        }
    }

    /// The longest of all moves, those of careful effects at their weight and pace.
    pub fn weighed(&self, moves: &[f64]) -> f64 {
        let mut weighed = moves.to_vec();
        for (&column, pace) in self.columns.iter().zip(&self.pace) {
            weighed[column as usize] *= WEIGHT * pace.min(0.5) * 2.0;
        }
        longest(&weighed)
    }
}
