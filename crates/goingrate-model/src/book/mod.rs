//! A book: the fitted going rates, with everything that an answer needs and nothing else.

use goingrate_evidence::{ContentHash, Evidence};
use goingrate_units::{Date, PlaceId};

use crate::block::Block;
use crate::book::influence::Influence;
use crate::book::posterior::Posterior;
use crate::book::words::Words;
use crate::design::countries::Countries;
use crate::design::employment::Employment;
use crate::design::kinds::Kinds;
use crate::design::money::InDollars;
use crate::design::price_levels::PriceLevels;
use crate::effects::{Effect, Effects};
use crate::rows::cells::{Residuals, SourceMeasure};

pub(crate) mod bytes;
mod design;
mod format;
pub(crate) mod influence;
pub(crate) mod posterior;
pub(crate) mod words;

/// A source as a book remembers it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceCard {
    /// The word of data files.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its period in words.
    pub period: String,
    /// `official`, `report`, `survey` or `postings`.
    pub kind: String,
    /// How often it meets people of a kind of employer, against others, by the kind's word.
    pub reaches: Vec<(String, f64)>,
}

/// The fitted going rates.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// The words at hand, by their positions: what a file of the book names things by.
    pub(crate) words: Words,
    pub(crate) effects: Effects,
    /// Effects by column, with room for effects that no evidence speaks of (always zero).
    pub(crate) theta: Vec<f64>,
    pub(crate) posterior: Posterior,
    pub(crate) influence: Influence,
    /// Prior sd of every block, for effects that no evidence speaks of.
    pub(crate) block_sds: Vec<(Block, f64)>,
    pub(crate) jobs: Employment,
    pub(crate) trended: Vec<PlaceId>,
    pub(crate) reference: Date,
    /// Currencies without a rate at the reference: pay there is kept in dollars.
    pub(crate) in_dollars: InDollars,
    pub(crate) sources: Vec<SourceCard>,
    /// For every effect, a bit for each source whose evidence moves it; at most [`MOST_SOURCES`] are
    /// told apart, and the last bit stands for all beyond.
    pub(crate) touched: Vec<u128>,
    /// What countries' money buys.
    pub(crate) prices: PriceLevels,
    /// Incomes of countries, and their developers.
    pub(crate) countries: Countries,
    /// Kinds of employers by country.
    pub(crate) kinds: Kinds,
    /// The last moment that a series tells of, as a decimal year.
    pub(crate) last_trend: f64,
    /// Variances of the solver's groups and robust weights of its lines, so that the rows can be
    /// put together again.
    pub(crate) variances: Vec<f64>,
    pub(crate) weights: Vec<f32>,
    /// The measures of its microdata, in order; none if it was fitted without.
    pub(crate) measures: Vec<SourceMeasure>,
    /// How log pay lies around its centre, by measure.
    pub(crate) residuals: Residuals,
    /// What cells said at the end, so that the rows can be put together again: posterior variance
    /// of each centre.
    pub(crate) centre_variances: Vec<f32>,
    pub(crate) evidence_hash: ContentHash,
}

/// Room for effects that no evidence speaks of, in one question.
pub(crate) const SPARE: usize = 4096;

impl Book {
    /// The sources, by [`SourceId`](goingrate_evidence::SourceId).
    pub fn sources(&self) -> &[SourceCard] {
        &self.sources
    }

    /// The hash of the evidence, taxonomy and priors that the book was fitted on.
    pub fn evidence_hash(&self) -> ContentHash {
        self.evidence_hash
    }

    /// The largest difference of an effect between two books, in logs; infinite where they do not
    /// have the same effects. Mathematical functions of different machines differ in the last
    /// digit, so books that should be the same are compared by this and not byte for byte.
    pub fn largest_difference(&self, other: &Book) -> f64 {
        if self.effects != other.effects || self.evidence_hash != other.evidence_hash {
            return f64::INFINITY;
        }
        let pairs = self.theta.iter().zip(&other.theta);
        pairs.fold(0.0, |largest, (a, b)| f64::max(largest, (a - b).abs()))
    }

    /// How many effects the book knows.
    pub fn effect_count(&self) -> usize {
        self.effects.len()
    }

    /// Whether this evidence begins with the sources that the book was fitted on.
    pub(crate) fn begins(&self, evidence: &Evidence) -> bool {
        let first = self.sources.iter().map(|source| Some(source.slug.as_str()));
        let cards = evidence.cards.iter().map(|card| Some(card.slug.as_str()));
        first.eq(cards.take(self.sources.len()))
    }

    /// The prior sd of an effect that no evidence speaks of.
    pub(crate) fn block_sd(&self, block: Block) -> f64 {
        let found = self.block_sds.binary_search_by_key(&block, |b| b.0);
        found.map_or(0.0, |at| self.block_sds[at].1)
    }

    /// The sources whose evidence moves an effect.
    pub(crate) fn sources_of(&self, effect: Effect) -> u128 {
        self.effects.column(effect).map_or(0, |column| self.touched[column])
    }
}

/// Sources that a book tells apart.
pub(crate) const MOST_SOURCES: usize = 128;
