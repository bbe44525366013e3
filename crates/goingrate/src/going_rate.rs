//! The owner of everything that answers: words, exchange rates, book and law, opened once and
//! shared by all who ask.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use goingrate_evidence::{ContentHash, Evidence};
use goingrate_model::{
    Analysis, BatchEstimator, Book, Estimator, ModelError, Priors, SourceCard, Verdict,
};
use goingrate_units::{ExchangeRates, Problem, ProblemKind, Taxonomy};

use crate::law::Law;
use crate::{OpenError, data, evidence, evidence_hash};

/// Everything that an answer needs. It reads no file and no clock; threads share one in an
/// [`Arc`].
///
/// ```
/// use std::sync::Arc;
/// use goingrate::GoingRate;
///
/// let shared = Arc::new(GoingRate::open()?);
/// let other = Arc::clone(&shared);
/// let asked = std::thread::spawn(move || other.taxonomy.place_of("us").is_some());
/// assert!(asked.join().unwrap());
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
#[derive(Clone, Debug)]
pub struct GoingRate {
    /// The words.
    pub taxonomy: Taxonomy,
    /// Exchange rates by month.
    pub rates: ExchangeRates,
    /// What the model is told beforehand.
    pub priors: Priors,
    /// The fitted going rates.
    pub book: Book,
    /// The law of places, read as it is needed.
    pub law: Arc<Law>,
    /// The evidence that the book was fitted from, where it is not the carried one.
    stored: Option<Arc<(Evidence, ContentHash)>>,
    /// The carried evidence with what could not be read of it, from when it is first asked for.
    carried: Arc<OnceLock<(Evidence, Vec<Problem>)>>,
    /// The verdicts on all claims, from when they are first asked for.
    verdicts: OnceLock<Arc<[Verdict]>>,
}

// Servers ask from many threads.
const _: fn() = || {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<GoingRate>();
};

/// What to open instead of what the program carries.
#[derive(Clone, Debug, Default)]
pub struct Opening<'a> {
    /// The bytes of another book.
    pub book: Option<&'a [u8]>,
    /// Exchange rates to lay over the carried ones, each over those before it.
    pub rates: Vec<ExchangeRates>,
    /// The evidence that the other book was fitted from, for questions that take it apart
    /// ([`crate::evidence_with`] gives it with its hash).
    pub evidence: Option<(Evidence, ContentHash)>,
}

impl GoingRate {
    /// Opens what the program carries.
    ///
    /// # Errors
    /// When the carried data are damaged.
    pub fn open() -> Result<GoingRate, Problem> {
        GoingRate::open_with(Opening::default())
    }

    /// Opens the carried data with another book.
    ///
    /// # Errors
    /// When the book cannot be read, or was fitted with other words.
    pub fn with_book(bytes: &[u8]) -> Result<GoingRate, Problem> {
        GoingRate::open_with(Opening { book: Some(bytes), ..Opening::default() })
    }

    /// Opens the carried data with what is given instead.
    ///
    /// # Errors
    /// When the book is none that this program reads (field `book`), or the evidence is not what it
    /// was fitted from (field `evidence`).
    pub fn open_with(opening: Opening) -> Result<GoingRate, Problem> {
        let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
        let book = match opening.book {
            None => Book::read(data::BOOK, &taxonomy).map_err(OpenError::from)?,
            Some(bytes) => book_of(bytes, &taxonomy)?,
        };
        let carried = ExchangeRates::read(data::CURRENCY)?;
        let rates = opening.rates.into_iter().fold(carried, ExchangeRates::with);
        let stored = opening.evidence.map(Arc::new);
        if stored.as_ref().is_some_and(|stored| stored.1 != book.evidence_hash()) {
            return Err(Problem::of("evidence", "", "is not what the book was fitted from")
                .hint("fit it anew; files imported since then are other evidence"));
        }
        let priors = Priors::read(data::PRIORS).map_err(OpenError::from)?;
        let (law, carried) = (Arc::default(), Arc::default());
        let verdicts = OnceLock::new();
        Ok(GoingRate { taxonomy, rates, priors, book, law, stored, carried, verdicts })
    }

    /// Whether the book was fitted from the evidence that the program carries.
    pub fn is_of_carried_evidence(&self) -> bool {
        self.book.evidence_hash() == evidence_hash()
    }

    /// The book, ready to be asked.
    pub fn estimator(&self) -> Estimator<'_> {
        Estimator::new(&self.book, &self.taxonomy, &self.priors, &self.rates)
    }

    /// The book, ready to price many profiles.
    pub fn batch_estimator(&self) -> BatchEstimator<'_> {
        BatchEstimator::new(self.estimator())
    }

    /// The sources of the book, by their number.
    pub fn sources(&self) -> &[SourceCard] {
        self.book.sources()
    }

    /// The evidence that the program carries, with what could not be read of it. It is read when it is
    /// first asked for, which takes a second, and kept.
    ///
    /// # Errors
    /// When the carried data are damaged.
    pub fn carried_evidence(&self) -> Result<&(Evidence, Vec<Problem>), OpenError> {
        if let Some(known) = self.carried.get() {
            return Ok(known);
        }
        let read = evidence(&self.taxonomy)?;
        // Where two ask at once, both read, and one of the two is kept.
        Ok(self.carried.get_or_init(|| read))
    }

    /// The verdicts of the book on all claims of its evidence, in their order. They are worked out when they
    /// are first asked for, which takes half a minute of processor time, and kept.
    ///
    /// # Errors
    /// When the evidence of the book is not at hand (field `book`).
    pub fn verdicts(&self) -> Result<Arc<[Verdict]>, Problem> {
        if let Some(known) = self.verdicts.get() {
            return Ok(Arc::clone(known));
        }
        let (evidence, hash) = self.evidence_of_book()?;
        let verdicts = self.analysis_of(&evidence, hash)?.verdicts();
        Ok(Arc::clone(self.verdicts.get_or_init(|| verdicts.into())))
    }

    /// The evidence that the book was fitted from, with its hash.
    ///
    /// # Errors
    /// When the book was fitted from other evidence than is at hand (field `book`).
    pub fn evidence_of_book(&self) -> Result<(Cow<'_, Evidence>, ContentHash), Problem> {
        if let Some(stored) = &self.stored {
            return Ok((Cow::Borrowed(&stored.0), stored.1));
        }
        if self.is_of_carried_evidence() {
            return Ok((Cow::Borrowed(&self.carried_evidence()?.0), evidence_hash()));
        }
        let what = "was not fitted from the evidence that the program carries alone, and only that \
                    evidence is at hand to take it apart";
        Err(Problem::of("book", "", what).hint("give the evidence store that it was fitted from"))
    }

    /// The book with its evidence, ready to be taken apart.
    ///
    /// # Errors
    /// When the evidence is not that of the book.
    pub fn analysis<'a>(&'a self, evidence: &'a Evidence) -> Result<Analysis<'a>, ModelError> {
        self.analysis_of(evidence, evidence_hash())
    }

    /// The same with other evidence than the carried one, and its hash (`evidence_with` gives both).
    ///
    /// # Errors
    /// When the evidence is not that of the book.
    pub fn analysis_of<'a>(
        &'a self,
        evidence: &'a Evidence,
        hash: ContentHash,
    ) -> Result<Analysis<'a>, ModelError> {
        Analysis::new(&self.book, evidence, hash, &self.taxonomy, &self.priors, &self.rates)
    }
}

/// The book of a file.
///
/// # Errors
/// When the bytes are no book that this program reads (field `book`).
pub fn book_of(bytes: &[u8], taxonomy: &Taxonomy) -> Result<Book, Problem> {
    Book::read(bytes, taxonomy).map_err(|error| no_book(bytes, &error))
}

/// Why bytes are no book that can be opened: another version, no book at all, or damage.
fn no_book(bytes: &[u8], error: &ModelError) -> Problem {
    let of = |what: String| Problem::of("book", "", what).kind(ProblemKind::Unreadable);
    match (version(bytes), version(data::BOOK)) {
        (None, _) => of("is no book of going rates".to_owned()).hint("a fit writes one"),
        (Some(theirs), Some(ours)) if theirs != ours => {
            of(format!("is a book of version {theirs}; this program reads version {ours}"))
                .hint("fit it anew with this program")
        }
        _ => of(error.to_string()).hint("fit it anew"),
    }
}

/// How many bytes name a book and its version; what follows is binary, and may begin with a digit by chance.
const MAGIC_BYTES: usize = 16;

/// The version that a book's first bytes state.
fn version(bytes: &[u8]) -> Option<String> {
    let digits = bytes.get(..MAGIC_BYTES)?.strip_prefix(b"goingrate book ")?;
    let version = String::from_utf8(digits.to_vec()).ok()?;
    version.bytes().all(|digit| digit.is_ascii_digit()).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_version_is_no_part_of_it() {
        assert_eq!(version(b"goingrate book 95and so on").as_deref(), Some("9"));
        assert_eq!(version(b"goingrate book x and so on"), None);
        assert_eq!(version(b"goingrate book "), None);
        assert_eq!(version(b"a table of pay, and more"), None);
        assert_eq!(version(data::BOOK).map(|version| version.len()), Some(1));
    }
}
