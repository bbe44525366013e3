//! Dated law and prices as data: from gross to net, and from salary to what it costs, line by line.
//!
//! [`Rules::read`] takes the files of `data/rules` and compiles them on demand: a [`Plan`] computes
//! without names or allocation. The language of rule shapes is the one list in `language/shape.rs`; every
//! figure is in the files, each with its period, source and status. Nothing here touches disk or
//! clock.
#![warn(missing_docs)]

mod amounts;
mod answer;
mod compile;
mod coverage;
mod equivalence;
mod error;
mod language;
mod money;
mod places;
mod prices;
mod question;
mod read;

pub use amounts::Amounts;
pub use answer::lines::{EmployerCost, Entry, Rule, TakeHome};
pub use answer::plan::Plan;
pub use answer::rules::{Rules, Selection};
pub use answer::worked::Outcome;
pub use compile::program::Sheet;
pub use coverage::{Country, Coverage};
pub use equivalence::{
    Assumed, Equivalence, EquivalenceQuestion, EquivalentPay, Override, Step, WorthOf,
};
pub use error::RulesError;
pub use language::part::Source;
pub use language::words::{AssumptionName, ChargedOn, Counts, Filing, Side, Status};
pub use money::{Money, MoneyError};
pub use places::{Located, PlaceTable};
pub use prices::{
    OfficialPrices, PriceError, PriceLevel, PriceLevels, PriceRatio, PriceRow, PriceScale,
};
pub use question::{EMPLOYEE, FREELANCE, TaxCase};

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
