//! What the noise of the pieces comes to together, so that a project is as uncertain as real ones were
//! and not more: pieces bring a part of that, and one error of the whole brings the rest.

use goingrate_model::Z80;

use super::{Overrun, Piece};

/// The pieces of a version together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Composition {
    /// Days that the pieces come to in the middle: what somebody would estimate.
    pub estimate: f64,
    /// What the sum of drawn pieces is multiplied with, so that its middle is the estimate: sums of
    /// skewed amounts lie above the sum of their middles.
    pub centre: f64,
    /// The spread of the whole's error over the carried one.
    pub factor: f64,
}

impl Composition {
    /// Of pieces of which a share each is built. The pieces count as lognormal (Fenton 1960, IRE
    /// Transactions on Communications Systems 8:57–67, for their sum).
    pub fn of(pieces: &[Piece], kept: &[f64], overrun: &Overrun) -> Composition {
        let (mut estimate, mut mean, mut variance) = (0.0, 0.0, 0.0);
        for (piece, kept) in pieces.iter().zip(kept) {
            let sd = (piece.days.high() / piece.days.low()).ln() / (2.0 * Z80);
            let middle = piece.days.middle() * kept;
            // The repetitions of a feature differ among themselves by half of its variance.
            let alike = 0.5 + 0.5 / f64::from(piece.count);
            let own = middle * (sd * sd / 2.0).exp();
            estimate += middle;
            mean += own;
            variance += own * own * (sd * sd).exp_m1() * alike;
        }
        if estimate <= 0.0 {
            return Composition { estimate: 0.0, centre: 1.0, factor: 1.0 };
        }
        let spread = variance / (mean * mean);
        let widening = overrun.widening(estimate);
        let whole = (overrun.sd() * widening).powi(2);
        let rest = if whole > 0.0 { (1.0 - spread.ln_1p() / whole).max(0.0).sqrt() } else { 0.0 };
        let centre = estimate / (mean / (1.0 + spread).sqrt());
        Composition { estimate, centre, factor: widening * rest }
    }
}
