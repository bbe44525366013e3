//! Effects that take short steps: the spreads that microdata speak of.
//!
//! One step of Fisher scoring on the logarithm of a spread that is far off overshoots, since a
//! record's pull is bounded and its logarithm is not; and where many records repeat each other, the
//! spread that they ask for falls faster than the linearisation says. So every such effect has a
//! pace of its own: halved when its step turns round, raised when it goes on (the rule of
//! resilient propagation: Riedmiller & Braun 1993). The fixed point is the same at any pace.

use crate::block::{Axis, Block, Moment};
use crate::rows::Rows;

/// The damped effects, each with its last move and its pace.
pub(crate) struct StepDamping {
    columns: Vec<u32>,
    last: Vec<f64>,
    pace: Vec<f64>,
}

/// The pace at the start, and its bounds.
const PACE: (f64, f64, f64) = (0.8, 0.03, 1.0);

/// The longest step of a damped effect, in logs.
const LONGEST: f64 = 0.35;

impl StepDamping {
    /// The spreads that only cells speak of; none without microdata.
    pub fn of(rows: &Rows) -> StepDamping {
        let own = |block: Block| match (block, block.axis(), block.moment()) {
            (Block::SpreadYears, ..) => true,
            // Reports and tables speak of a source's spread, too.
            (Block::SourceSpread, ..) => false,
            (_, axis, moment) => axis == Axis::Source && moment == Moment::Spread,
        };
        let effects = rows.effects.iter().enumerate().filter(|(_, effect)| own(effect.block));
        let columns: Vec<u32> = effects.map(|(column, _)| column as u32).collect();
        let (last, pace) = (vec![0.0; columns.len()], vec![PACE.0; columns.len()]);
        StepDamping { columns, last, pace }
    }

    /// Shortens the steps of damped effects from where they are towards the solution.
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
}
