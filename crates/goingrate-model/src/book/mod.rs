//! A book: the fitted going rates, with everything that an answer needs and nothing else.

use goingrate_evidence::{ContentHash, Evidence, SourceId, SourceKind};
use goingrate_mixed::FactoredCovariance;
use goingrate_units::{Date, PlaceId};

use crate::block::Block;
use crate::book::posterior::Posterior;
use crate::design::employment::Employment;
use crate::design::money::InDollars;
use crate::design::price_levels::PriceLevels;
use crate::effects::{Effect, Effects};
use crate::fit::Fit;
use crate::fit::sandwich::Influence;
use crate::priors::Priors;
use crate::rows::cells::{Residuals, SourceMeasure};
use crate::rows::{Group, Origin, Rows};

mod design;
mod format;
pub(crate) mod posterior;
mod words;

/// A source as a book remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// The fitted going rates.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
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
    /// For every effect, a bit for each source whose evidence moves it.
    pub(crate) touched: Vec<u128>,
    /// What countries' money buys.
    pub(crate) prices: PriceLevels,
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
pub(crate) const SPARE: usize = 256;

impl Book {
    /// The book of a fit.
    pub fn of(fit: &Fit, evidence: &Evidence, priors: &Priors, hash: ContentHash) -> Book {
        let mut theta = fit.solution.theta.clone();
        theta.resize(theta.len() + SPARE, 0.0);
        let groups = &fit.diagnosis.groups;
        let sds = groups.iter().filter_map(|g| match g.group {
            Group::Block(block) => Some((block, g.sd)),
            _ => None,
        });
        let mut block_sds: Vec<(Block, f64)> = sds.collect();
        for &block in crate::block::BLOCKS {
            let prior = priors.block(block).map(|p| p.sd);
            if let Some(sd) = prior.filter(|_| block_sds.iter().all(|b| b.0 != block)) {
                block_sds.push((block, sd));
            }
        }
        block_sds.sort_unstable_by_key(|b| b.0);
        Book {
            effects: fit.rows.effects.clone(),
            theta,
            posterior: Posterior::of(&FactoredCovariance::of(&fit.solution.factor)),
            influence: fit.influence.clone(),
            block_sds,
            jobs: fit.jobs.clone(),
            prices: fit.prices.clone(),
            trended: fit.trended.clone(),
            reference: fit.reference,
            in_dollars: fit.in_dollars.clone(),
            sources: evidence.cards.iter().map(source_card).collect(),
            touched: touched(&fit.rows, fit, evidence),
            last_trend: last_trend(evidence),
            variances: fit.system.groups().iter().map(|g| g.variance).collect(),
            weights: fit.weights(),
            measures: fit.rows.cells.measures.clone(),
            residuals: fit.residuals.clone(),
            centre_variances: fit.centre_variances.iter().map(|&v| v as f32).collect(),
            evidence_hash: hash,
        }
    }

    /// The sources, by [`SourceId`].
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

fn source_card(card: &goingrate_evidence::Card) -> SourceCard {
    let kind = match card.kind {
        SourceKind::Official => "official",
        SourceKind::Report => "report",
        SourceKind::Survey => "survey",
        SourceKind::Postings => "postings",
    };
    SourceCard {
        slug: card.slug.clone(),
        title: card.title.clone(),
        publisher: card.publisher.clone(),
        period: card.period.clone(),
        kind: kind.to_owned(),
    }
}

/// The source of a row of evidence.
pub(crate) fn source_of(origin: Origin, evidence: &Evidence) -> Option<SourceId> {
    match origin {
        Origin::Claim(index) => Some(evidence.claims[index].source),
        Origin::Official(index) => Some(evidence.official[index].source),
        Origin::Series(source, _) => Some(SourceId(source)),
        Origin::Cell(index) => Some(evidence.cells[index].source),
        Origin::SummaryQuantiles(index) => Some(evidence.published[index].0),
        Origin::Prior(_) => None,
    }
}

/// Sources that a book tells apart.
pub(crate) const MOST_SOURCES: usize = 128;

/// For every effect, the sources with a line that it moves. At most [`MOST_SOURCES`] are told
/// apart; the last bit stands for all beyond.
fn touched(rows: &Rows, fit: &Fit, evidence: &Evidence) -> Vec<u128> {
    let mut touched = vec![0u128; rows.effects.len()];
    for (index, row) in rows.rows.iter().enumerate() {
        let Some(source) = source_of(row.origin, evidence) else { continue };
        for line in fit.system.lines(goingrate_mixed::PieceId(index)) {
            let (columns, coefficients) = fit.system.line(line);
            for (&column, _) in columns.iter().zip(coefficients).filter(|(_, c)| c.abs() > 1e-9) {
                touched[column as usize] |= 1 << source.0.min(MOST_SOURCES - 1);
            }
        }
    }
    touched
}

fn last_trend(evidence: &Evidence) -> f64 {
    let years = evidence.series.iter().map(|p| p.at.decimal_year());
    years.fold(f64::NEG_INFINITY, f64::max)
}
