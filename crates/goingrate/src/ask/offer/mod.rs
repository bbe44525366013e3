//! Job offers: what each is worth, where it stands in the market, which is better, and what to ask for.

mod asked;
mod plan_file;
mod schedule;
mod words;

pub use asked::{
    BonusAsked, CompanyAsked, DRAWS, GrantAsked, Granted, LeftBehind, OfferAsked, OfferQuestion,
    OptionsAsked, OutcomeAsked, RefresherAsked, SignOnAsked, Target, When, YEARS,
};
pub use plan_file::{NEW_OFFER, read_plans};
pub use words::{read_offer, read_offers};
