//! Free text to a [`Profile`], single fields, and amounts of money. An unknown word is an error
//! that names the nearest known ones, an ambiguous place one that lists the candidates; nothing is
//! ignored and nothing is guessed in silence.

mod amount;
mod employer;
mod fields;
mod figures;
mod meaning;
mod mention;
mod nearest;
mod phrasebook;
mod place;
mod profile;

pub use amount::{Amount, AmountRange, amount, range};
pub use fields::{
    component, employer, engagement, industry, level, place, role, skill, tier, years,
};
pub use nearest::alike;
pub use phrasebook::{Field, Phrasebook};
pub use profile::profile;

use crate::Profile;
pub use crate::words::listed;

/// A question as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What is priced.
    pub profile: Profile,
    /// Every field of the profile, in its order: role, level, years, place, skills, industry, tier,
    /// employer, engagement, component, as_of.
    pub fields: Vec<UnderstoodField>,
}

/// A field as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderstoodField {
    /// The name of the field of [`Profile`].
    pub name: &'static str,
    /// Its value in words; empty if it is left open.
    pub value: String,
    /// Where the value comes from.
    pub status: Status,
}

/// Where the value of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The question says it.
    Given,
    /// The question does not say it; the reason why this was taken.
    Inferred(String),
    /// The question leaves it open: the answer is a mixture over it.
    LeftOpen,
}
