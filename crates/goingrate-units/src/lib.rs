//! The nouns of pay. Everything else in the house speaks in these types.
//!
//! A [`Profile`] says what is priced; a [`Taxonomy`] (a value built from bytes, never a global)
//! says which roles, levels, places, skills and industries there are; [`parse`] turns free text
//! into a profile and says what it understood. This crate depends on nothing of ours.
#![warn(missing_docs)]

mod component;
mod currency;
mod date;
mod describe;
mod engagement;
mod ids;
pub mod parse;
mod pay;
mod problem;
mod profile;
mod quantiles;
mod rates;
mod reference_rates;
mod taxonomy;
mod words;
mod workplace;

pub use component::Component;
pub use currency::{Currency, CurrencyError};
pub use date::{Date, DateError};
pub use describe::{describe, place_in_words, without_capital};
pub use engagement::Engagement;
pub use ids::{EmployerId, IndustryId, LevelId, PlaceId, RoleId, RungId, SkillId, TierId};
pub use pay::{HOURS_A_YEAR, Pay, PayError, Period};
pub use problem::{FilePosition, Problem, ProblemKind, Problems};
pub use profile::{Profile, Years};
pub use quantiles::{PERCENTILES, Quantiles};
pub use rates::{Exchange, ExchangeRates};
pub use reference_rates::{ReferenceRates, six_digits};
pub use taxonomy::{
    Employer, Industry, Ladder, Level, Place, PlaceKind, Role, Rung, Skill, SkillKind, Taxonomy,
    TaxonomyError, TaxonomyFiles, Tier,
};
pub use workplace::Workplace;
