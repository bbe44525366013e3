//! A fit to a book: everything that an answer needs, and nothing else.

use goingrate_evidence::{ContentHash, Evidence, SourceKind};
use goingrate_mixed::{FactoredCovariance, PieceId};

use crate::block::{BLOCKS, Block};
use crate::book::bytes::rounded;
use crate::book::posterior::Posterior;
use crate::book::{Book, MOST_SOURCES, SPARE, SourceCard};
use crate::fit::Fit;
use crate::priors::Priors;
use crate::rows::{Group, Rows, source_of};

impl Book {
    /// The book of a fit: what answers need of it, each number as narrow as a book keeps it.
    pub fn of(fit: &Fit, evidence: &Evidence, priors: &Priors, hash: ContentHash) -> Book {
        let single = |&effect: &f64| f64::from(effect as f32);
        let mut theta: Vec<f64> = fit.solution.theta.iter().map(single).collect();
        theta.resize(theta.len() + SPARE, 0.0);
        let groups = &fit.diagnosis.groups;
        let sds = groups.iter().filter_map(|g| match g.group {
            Group::Block(block) => Some((block, g.sd)),
            _ => None,
        });
        let mut block_sds: Vec<(Block, f64)> = sds.collect();
        for &block in BLOCKS {
            let prior = priors.block(block).map(|p| p.sd);
            if let Some(sd) = prior.filter(|_| block_sds.iter().all(|b| b.0 != block)) {
                block_sds.push((block, sd));
            }
        }
        block_sds.sort_unstable_by_key(|b| b.0);
        Book {
            words: fit.words.clone(),
            effects: fit.rows.effects.clone(),
            theta,
            posterior: Posterior::of(&FactoredCovariance::of(&fit.solution.factor)),
            influence: fit.influence.clone(),
            block_sds,
            jobs: fit.jobs.clone(),
            prices: fit.prices.clone(),
            countries: fit.countries.clone(),
            kinds: fit.kinds.clone(),
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
            centre_variances: fit.centre_variances.iter().map(|&v| rounded(v)).collect(),
            evidence_hash: hash,
        }
    }
}

impl Fit {
    /// Robust weights of all lines.
    fn weights(&self) -> Vec<f32> {
        let pieces = (0..self.system.piece_count()).map(PieceId);
        pieces.flat_map(|piece| self.system.robust(piece).iter().map(|&w| rounded(w))).collect()
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
        reaches: card.reaches.clone(),
    }
}

/// For every effect, the sources with a line that it moves. At most [`MOST_SOURCES`] are told
/// apart; the last bit stands for all beyond.
fn touched(rows: &Rows, fit: &Fit, evidence: &Evidence) -> Vec<u128> {
    let mut touched = vec![0u128; rows.effects.len()];
    for (index, row) in rows.rows.iter().enumerate() {
        let Some(source) = source_of(row.origin, evidence) else { continue };
        for line in fit.system.lines(PieceId(index)) {
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
