//! A book from the carried evidence and what a store holds beside it.

use std::borrow::Cow;

use goingrate_evidence::{ContentHash, Evidence};
use goingrate_model::{Book, Fit, FitOptions, Priors, Round, fit_from};
use goingrate_units::{ExchangeRates, Problem, Taxonomy};

use crate::{OpenError, data};

/// What is fitted.
#[derive(Clone, Copy, Debug)]
pub struct FitQuestion<'e> {
    /// The evidence ([`crate::evidence_with`]).
    pub evidence: &'e Evidence,
    /// Its hash, by which the book is bound to it.
    pub hash: ContentHash,
    /// A book of much the same evidence, where the search starts: last month's of a store that has grown. The carried
    /// book if there is none. It saves rounds; results from different starts are near each other and not the same.
    pub from: Option<&'e Book>,
    /// Told of every round of the search.
    pub progress: fn(&Round),
}

impl FitQuestion<'_> {
    /// The most rounds that the search takes; most fits settle before.
    pub fn most_rounds(&self) -> usize {
        self.options().iterations
    }

    fn options(&self) -> FitOptions {
        match self.evidence.cells.is_empty() {
            true => {
                FitOptions { progress: self.progress, unsettled: true, ..FitOptions::default() }
            }
            false => FitOptions::with_microdata(self.progress),
        }
    }
}

/// A fitted book.
#[derive(Debug)]
pub struct FitAnswer {
    /// The book as a file.
    pub book: Vec<u8>,
    /// The fit, with its diagnosis.
    pub fit: Fit,
}

/// Fits a book. The search starts where an earlier book ended, which saves rounds. There is a book
/// in the end whatever the evidence holds; the diagnosis says how far its effects still moved.
///
/// # Errors
/// When a claim's currency has no exchange rate, or the system cannot be solved.
pub fn fit(question: &FitQuestion) -> Result<FitAnswer, Problem> {
    let FitQuestion { evidence, hash, .. } = *question;
    let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
    let priors = Priors::read(data::PRIORS).map_err(OpenError::from)?;
    let rates = ExchangeRates::read(data::CURRENCY)?;
    let from = match question.from {
        Some(book) => Cow::Borrowed(book),
        None => Cow::Owned(Book::read(data::BOOK, &taxonomy).map_err(OpenError::from)?),
    };
    let options = question.options();
    let fit = fit_from(evidence, &taxonomy, &priors, &rates, options, Some(&from))?;
    let book = Book::of(&fit, evidence, &priors, hash).to_bytes();
    Ok(FitAnswer { book, fit })
}
