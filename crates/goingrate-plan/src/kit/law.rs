//! Law on adverts: where an employer has to tell pay before an offer, from when and from which size.

use goingrate_units::{Currency, Date};

use crate::Source;

/// When pay has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// In the advert itself.
    Advert,
    /// In time before the first interview.
    Interview,
    /// After an interview.
    AfterInterview,
    /// When the candidate asks, or with the offer.
    Request,
}

impl When {
    /// All of them, the earliest first.
    pub const ALL: [When; 4] = [When::Advert, When::Interview, When::AfterInterview, When::Request];

    /// The word in files and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            When::Advert => "advert",
            When::Interview => "interview",
            When::AfterInterview => "after-interview",
            When::Request => "request",
        }
    }
}

/// The widest range that a law allows, of a year's pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widest {
    /// From the low to the high end.
    pub amount: f64,
    /// In this currency.
    pub currency: Currency,
    /// A range that ends above this is free of it.
    pub unless_above: f64,
}

/// A law that asks an employer to tell pay before an offer.
#[derive(Clone, Debug, PartialEq)]
pub struct AdvertLaw {
    /// The places that it holds for, by their words in the taxonomy.
    pub places: Vec<String>,
    /// What it is called.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// When pay has to be told.
    pub when: When,
    /// From so many employees on.
    pub employees: u32,
    /// What has to be told.
    pub must: String,
    /// The widest range, where it sets one.
    pub widest: Option<Widest>,
    /// Whether it is in force for sure; a law that is due may not be yet.
    pub in_force: bool,
    /// Where that is from.
    pub source: Source,
}
