//! A book together with its evidence: the rows put together again, at the book's effects, variances
//! and weights, so that answers can be taken apart and claims judged.

use goingrate_evidence::{ContentHash, Evidence};
use goingrate_mixed::{Solution, System, solve};
use goingrate_units::{ExchangeRates, Taxonomy};

use crate::ModelError;
use crate::book::Book;
use crate::design::Design;
use crate::fit::assembly::Assembly;
use crate::priors::Priors;
use crate::rows::{self, Rows};

/// A book with its evidence.
#[derive(Debug)]
pub struct Analysis<'a> {
    pub(crate) book: &'a Book,
    pub(crate) evidence: &'a Evidence,
    pub(crate) design: Design<'a>,
    pub(crate) rows: Rows,
    pub(crate) system: System,
    pub(crate) solution: Solution,
}

impl<'a> Analysis<'a> {
    /// Puts the rows of a book together again.
    ///
    /// # Errors
    /// When the evidence is not that of the book (its hash differs), or the rows cannot be solved.
    pub fn new(
        book: &'a Book,
        evidence: &'a Evidence,
        hash: ContentHash,
        taxonomy: &'a Taxonomy,
        priors: &'a Priors,
        rates: &'a ExchangeRates,
    ) -> Result<Analysis<'a>, ModelError> {
        if hash != book.evidence_hash {
            return Err(ModelError::Book(format!(
                "it was fitted on other evidence ({}) than is at hand ({hash}); fit it anew",
                book.evidence_hash
            )));
        }
        let design = book.design(taxonomy, priors);
        let rows = rows::build(design, evidence, book.scale(rates))?;
        if rows.effects != book.effects {
            return Err(ModelError::Book(
                "its effects are not those of the evidence; fit it anew".to_owned(),
            ));
        }
        let theta = book.theta[..book.effects.len()].to_vec();
        let mut assembly = Assembly::new(rows, priors, theta, evidence)?;
        assembly.restore(book)?;
        let (rows, system) = assembly.into_parts();
        let solution = solve(&system, None)?;
        Ok(Analysis { book, evidence, design, rows, system, solution })
    }
}
