//! Measures: one source's figures of one kind. Two kinds of one source (base salary and total
//! compensation, what is posted and what is paid) read off the market differently, so each has an
//! offset and a spread of its own.

use goingrate_evidence::{Basis, CellKey, RowHash, Stated};
use goingrate_units::Component;

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceMeasure {
    /// The slug of its source.
    pub source: String,
    /// Which part of pay it states.
    pub component: Component,
    /// Before or after tax.
    pub basis: Basis,
    /// What sort of figure.
    pub stated: Stated,
}

impl SourceMeasure {
    /// The measure of a source that states a key.
    pub fn of(source: &str, key: &CellKey) -> SourceMeasure {
        SourceMeasure {
            source: source.to_owned(),
            component: key.component,
            basis: key.basis,
            stated: key.stated,
        }
    }

    /// Whether its figures are pay that the model can place on its one scale: whole pay of some
    /// period. Bonus and equity by themselves are the positive part of a mixture with zero, a
    /// ceiling is what may be charged at most, and a computed figure repeats other evidence.
    pub fn is_fitted(&self) -> bool {
        let whole = matches!(
            self.component,
            Component::BaseSalary | Component::HourlyRate | Component::TotalCompensation
        );
        whole && self.stated != Stated::Computed
    }

    /// What its effects belong to: a hash of its name, so that books of other evidence have the same
    /// effects.
    pub(crate) fn id(&self) -> usize {
        RowHash::of([self.name().as_str()]).0 as u32 as usize
    }

    /// In words: "levels-fyi, base_salary gross pay".
    pub fn name(&self) -> String {
        let (component, basis) = (self.component.slug(), self.basis.slug());
        format!("{}, {component} {basis} {}", self.source, self.stated.slug())
    }
}
