//! What a job offer is worth: base salary, bonus, payments of once, shares and options over the years of a
//! stay, drawn many times together; and which of several offers is better.
//!
//! `offer` turns an [`OfferQuestion`] and [`Assumptions`](crate::Assumptions) into an [`OfferAnswer`].
//! docs/PLANNERS.md has the formulas.

mod answer;
mod question;
mod schedules;

pub use answer::{
    Equal, EqualOf, OfferAnswer, OfferValue, OptionsValue, Pair, Swing, SwingOf, YearValue,
};
pub use question::{
    Bonus, Clawback, Company, Grant, MOST_DRAWS, MOST_OFFERS, MOST_YEARS, Offer, OfferQuestion,
    Options, Outcome, Part, Payment, PrivateCompany, Refresher, ShareTerms, Vest, WorkTime,
};
pub use schedules::{Every, Schedule, Schedules};
