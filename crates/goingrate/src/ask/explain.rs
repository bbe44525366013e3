//! What carries an answer: the way from the national figure, the sources' shares, the heaviest
//! evidence.

use goingrate_model::{Basis, WaterfallStep};
use goingrate_units::{Problem, Profile};

use crate::GoingRate;

/// An answer taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// From the national figure to the profile.
    pub waterfall: Vec<WaterfallStep>,
    /// The signed weights of its evidence.
    pub basis: Basis,
}

/// Takes the answer about a profile apart; that needs the evidence itself, not only the book.
///
/// # Errors
/// When the evidence that the book was fitted from is not at hand, or the profile cannot be
/// answered.
pub fn explain(going_rate: &GoingRate, profile: &Profile) -> Result<Explanation, Problem> {
    let (evidence, hash) = going_rate.evidence_of_book()?;
    let analysis = going_rate.analysis_of(&evidence, hash)?;
    Ok(Explanation {
        waterfall: going_rate.estimator().waterfall(profile)?,
        basis: analysis.basis(profile)?,
    })
}
