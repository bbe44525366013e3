//! What can be wrong with a question.

use goingrate_units::Currency;

use crate::Filing;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// No rules are carried for the country of the place.
    #[error("no tax rules are carried for {place:?}; covered are {covered}")]
    Uncovered {
        /// The place asked for.
        place: String,
        /// The countries that are covered.
        covered: String,
    },
    /// The country is covered, and has no such place.
    #[error("{place:?} is no place of the rules of {country}; the nearest are {nearest}")]
    NoPlace {
        /// The place asked for.
        place: String,
        /// The country.
        country: String,
        /// Places with a code like it.
        nearest: String,
    },
    /// No rules are carried for the year.
    #[error("no rules of {year} are carried for {place}; there are rules of {known}")]
    NoYear {
        /// The place.
        place: String,
        /// The year asked for.
        year: i16,
        /// The years that there are.
        known: String,
    },
    /// The place does not know this way of filing.
    #[error("{place} has no rules for filing {:?}; there are {known}", filing.slug())]
    NoFiling {
        /// The place.
        place: String,
        /// The way of filing asked for.
        filing: Filing,
        /// The ways that there are.
        known: String,
    },
    /// The place does not know this way of working.
    #[error("{place} has no rules for {regime:?}; there are {known}")]
    NoRegime {
        /// The place.
        place: String,
        /// The way of working asked for.
        regime: String,
        /// The ways that there are.
        known: String,
    },
    /// An amount is in another currency than the law of the place.
    #[error("the {field} is in {given}; the rules of {place} are in {wanted}: convert it first")]
    Currency {
        /// Which amount.
        field: &'static str,
        /// Its currency.
        given: Currency,
        /// The currency of the place.
        wanted: Currency,
        /// The place.
        place: String,
    },
    /// Nothing was earned.
    #[error("the question has neither salary, bonus nor profit: give at least one")]
    NoIncome,
}
