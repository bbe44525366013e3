//! Parts that an offer says it does not have: "no bonus", "no cliff".

use super::items::{Item, Kind, plain};
use super::reading::Reading;
use super::terms::{Term, Terms};

/// The parts that a chunk says the offer does not have; `None` if it says anything else.
pub(super) fn denied(items: &[Item], terms: &Terms) -> Option<Vec<Term>> {
    // In Portuguese "no" is a small word that is passed over.
    let may_deny = |item: &Item| matches!(item.kind, Kind::Word | Kind::Passed);
    let denies = |item: &Item| may_deny(item) && terms.denies(&plain(&item.text));
    if !items.first().is_some_and(denies) {
        return None;
    }
    let says_no_more = |item: &Item| match &item.kind {
        Kind::Head(term, _) => is_left_out(*term),
        Kind::Every(_) | Kind::Passed => true,
        _ => denies(item) || plain(&item.text) == "or",
    };
    let heads: Vec<Term> = items.iter().filter_map(Item::head).map(|(term, _)| term).collect();
    (!heads.is_empty() && items.iter().all(says_no_more)).then_some(heads)
}

/// Whether a part is counted as none where an offer does not name it; of a raise or a clawback the usual one
/// is assumed.
fn is_left_out(term: Term) -> bool {
    use Term::*;
    matches!(
        term,
        Bonus
            | GuaranteedBonus
            | Rsu
            | Equity
            | Options
            | Refresher
            | Once
            | Benefit
            | Cost
            | Cliff
    )
}

impl Reading {
    /// Takes that parts are not offered.
    pub fn leave_out(&mut self, parts: &[Term], text: &str) {
        if parts.contains(&Term::Cliff) {
            self.equity.iter_mut().for_each(|equity| equity.without_cliff());
        }
        self.remarks.push(format!("{text:?} is read: none is counted."));
    }
}
