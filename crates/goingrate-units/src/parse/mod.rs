//! Free text to a [`Profile`], single fields, and amounts of money. Nothing is ignored and nothing is
//! guessed in silence: a word of a question that is not known is told as not used, or is an error where
//! it stands as a place does; an ambiguous place is an error that lists the candidates.

mod amount;
mod employer;
mod fields;
mod figures;
mod meaning;
mod mention;
mod money;
mod nearest;
mod not_used;
mod phrasebook;
mod phrases;
mod place;
mod profile;
mod reader_places;
mod repair;
mod role_and_level;
mod said;
mod terms;
mod worktime;

pub(crate) use money::MARK;

pub use amount::{Amount, AmountRange, amount, range};
pub use fields::{
    component, employer, engagement, industry, level, place, place_and_state, role, skill, tier,
    years,
};
pub use nearest::alike;
pub use phrasebook::{Field, Phrasebook, ReadRow, Unreadable};
pub use profile::{Title, profile, title};
pub use said::{PART_TIME, Said};

use crate::Profile;
pub use crate::words::listed;

/// A question as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What is priced.
    pub profile: Profile,
    /// Every field of the profile, in its order: role, level, years, place, skills, industry, tier,
    /// employer, engagement, component, as_of; after them, where the question says them, period, amount
    /// and workplace.
    pub fields: Vec<UnderstoodField>,
    /// What the question says beside the profile.
    pub said: Said,
    /// What somebody should be told of how it was read: slips that were put right, words that were not
    /// used.
    pub remarks: Vec<String>,
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
