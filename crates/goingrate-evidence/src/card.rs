//! A source's card: who says it, about when, on what basis, and how its words are read.

use goingrate_units::{Currency, Date, Engagement, LevelId, PlaceId};

/// Position of a source's card in [`Evidence::cards`](crate::Evidence::cards).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// What sort of source it is; the model only asks whether it is a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A statistical office.
    Official,
    /// A salary guide, report or article.
    Report,
    /// A survey of people or firms.
    Survey,
    /// Advertised pay.
    Postings,
}

/// Whether figures are before or after the worker's tax and contributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Before tax.
    Gross,
    /// After tax.
    Net,
}

impl Basis {
    /// Both, gross first.
    pub const ALL: [Basis; 2] = [Basis::Gross, Basis::Net];

    /// The word used in data files and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Basis::Gross => "gross",
            Basis::Net => "net",
        }
    }

    /// The basis of a [`slug`](Self::slug); `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|b| b.slug() == slug)
    }
}

/// How a source's loose words are read, as quantiles of the distribution they speak of, each with
/// the looseness (sd in logs) of that reading. Values come from the card, defaults from
/// `data/claims/readings.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Readings {
    /// Probability and sd of the low end of a range (method.md: P20).
    pub low: (f64, f64),
    /// Probability and sd of the high end of a range (P80).
    pub high: (f64, f64),
    /// Probability and sd of a lone "from" (P20).
    pub from: (f64, f64),
    /// Probability and sd of a "top end" or "up to" (P95).
    pub top: (f64, f64),
    /// Sd of "typical", read as P50 (.15).
    pub typical_sd: f64,
    /// Sd of an example, read as P50 (.3).
    pub example_sd: f64,
    /// Sd of a stated percentile.
    pub quantile_sd: f64,
    /// Sd of a stated mean.
    pub mean_sd: f64,
    /// Sd of a "gap between lowest and highest", read as ln P95 − ln P5.
    pub gap_sd: f64,
    /// Sd of a premium, raise or other contrast stated as one figure; a stated range of a contrast
    /// is read as its P20..P80 and adds its own half-width.
    pub contrast_sd: f64,
}

/// A source's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The word of data files: `salary-guide-2026`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// Whether it is a reference: its offset is zero by definition.
    pub reference: bool,
    /// When its figures hold, if a claim says nothing else.
    pub as_of: Date,
    /// The period as the source words it ("May 2025", "2026").
    pub period: String,
    /// Currency of its figures, if a claim says nothing else.
    pub currency: Currency,
    /// Before or after tax.
    pub basis: Basis,
    /// Licence or terms under which the figures are carried.
    pub licence: String,
    /// Where it can be read, if it can.
    pub url: Option<String>,
    /// How its words are read.
    pub readings: Readings,
    /// What "no place" means in this source.
    pub no_place: Option<PlaceId>,
    /// What "no level" means: shares of levels; empty for the book's own.
    pub no_level: Vec<(LevelId, f64)>,
    /// What "any engagement" means: shares of engagements that add up to one.
    pub any_engagement: Vec<(Engagement, f64)>,
    /// How far a reference may lie from the market as a whole, as an sd in logs: beside the errors of
    /// its single figures, and common to all of them.
    pub shared_error: f64,
    /// How often the source meets people of a kind of employer, against people of the kinds that are
    /// not named, by the kind's word; empty where it meets all alike.
    pub reaches: Vec<(String, f64)>,
    /// Known biases, each a sentence.
    pub biases: Vec<String>,
}
