//! Dated law and prices as data: from gross to net, and from salary to what it costs, line by line.
//!
//! [`Rules::read`] takes the files of `data/rules` and compiles them on demand: a [`Plan`] computes
//! without names or allocation. The language of rule shapes is the one list in `shape.rs`; every
//! figure is in the files, each with its period, source and status. Nothing here touches disk or
//! clock.
#![warn(missing_docs)]

mod amounts;
mod answer;
mod chain;
mod compile;
mod coverage;
mod equivalence;
mod error;
mod example;
mod money;
mod op;
mod part;
mod places;
mod plan;
mod prices;
mod program;
mod question;
mod read;
mod rules;
mod shape;
mod words;

pub use amounts::Amounts;
pub use answer::{EmployerCost, Entry, Rule, TakeHome};
pub use coverage::{Country, Coverage};
pub use equivalence::{
    Assumed, Equivalence, EquivalenceQuestion, EquivalentPay, Override, Step, WorthOf,
};
pub use error::RulesError;
pub use example::Outcome;
pub use money::{Money, MoneyError};
pub use part::Source;
pub use places::{Located, PlaceTable};
pub use plan::Plan;
pub use prices::{
    OfficialPrices, PriceError, PriceLevel, PriceLevels, PriceRatio, PriceRow, PriceScale,
};
pub use program::Sheet;
pub use question::{EMPLOYEE, FREELANCE, TaxCase};
pub use rules::{Rules, Selection};
pub use words::{AssumptionName, ChargedOn, Counts, Filing, Side, Status};
