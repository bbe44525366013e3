//! Job offers: what each is worth, where it stands in the market, which is better, and what to ask for.

mod asked;

pub use asked::{
    BonusAsked, CompanyAsked, DRAWS, GrantAsked, Granted, LeftBehind, OfferAsked, OfferQuestion,
    OptionsAsked, OutcomeAsked, RefresherAsked, SignOnAsked, Target, When, YEARS,
};
