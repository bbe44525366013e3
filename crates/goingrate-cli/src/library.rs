//! The opened library with what every command needs of it: words, rates, labels of sources, today.

use std::path::PathBuf;

use goingrate::GoingRate;
use goingrate::evidence::{ContentHash, Evidence};
use goingrate::units::{Component, Currency, Date, Period, Problem, Profile, Taxonomy};
use goingrate_view::Display;
use goingrate_view::views::{Context, SourceLabel};

use crate::book_file::{BookFile, StoreFolder};
use crate::law::Law;
use crate::tables::rates_with;

/// The library.
pub struct Library {
    /// The book with its words and rates.
    pub going_rate: GoingRate,
    labels: Vec<SourceLabel>,
    book: BookFile,
}

impl Library {
    /// The book, ready to price many profiles.
    pub fn batch_estimator(&self) -> goingrate::model::BatchEstimator<'_> {
        self.going_rate.batch_estimator()
    }

    /// Opens what the program carries, or another book beside it.
    pub fn open(book: &BookFile) -> Result<Library, Problem> {
        let going_rate = book.open()?;
        let labels = going_rate.sources().iter().map(|card| SourceLabel {
            slug: card.slug.clone(),
            title: card.title.clone(),
            period: card.period.clone(),
            official: card.kind == "official",
        });
        let labels = labels.collect();
        Ok(Library { going_rate, labels, book: book.clone() })
    }

    /// The same with the exchange rates of files laid over the carried ones.
    pub fn with_rates(mut self, files: &[PathBuf]) -> Result<Library, Problem> {
        if !files.is_empty() {
            self.going_rate.rates = rates_with(files)?;
        }
        Ok(self)
    }

    /// The words.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.going_rate.taxonomy
    }

    /// The law of places.
    pub fn law(&self) -> Result<Law<'_>, Problem> {
        Law::open(&self.going_rate.taxonomy, &self.going_rate.rates)
    }

    /// What views need.
    pub fn context(&self) -> Context<'_> {
        let GoingRate { taxonomy, rates, .. } = &self.going_rate;
        Context { taxonomy, rates, sources: &self.labels }
    }

    /// The carried evidence; what cannot be read of it is told on stderr.
    pub fn evidence(&self) -> Result<Evidence, Problem> {
        let (evidence, complaints) = goingrate::evidence(self.taxonomy())?;
        for complaint in &complaints {
            crate::out::note(&format!("unreadable: {complaint}\n"));
        }
        Ok(evidence)
    }

    /// The evidence of the book with its hash, for what needs the rows that it was fitted from: the
    /// carried evidence, and what a store has beside it.
    ///
    /// # Errors
    /// When the book was fitted from other evidence.
    pub fn evidence_of_the_book(
        &self,
        store: &StoreFolder,
    ) -> Result<(Evidence, ContentHash), Problem> {
        let is_of_the_book = |hash| self.going_rate.book.evidence_hash() == hash;
        if let Some(with) = store.read(self.taxonomy())? {
            return match is_of_the_book(with.1) {
                true => Ok(with),
                false => Err(Problem::of(
                    "evidence",
                    &store.shown(),
                    "is not what the book was fitted from",
                )
                .hint("fit it anew: goingrate fit; files imported since then are other evidence")),
            };
        }
        match self.foreign_book() {
            None => Ok((self.evidence()?, goingrate::evidence_hash())),
            Some(path) => {
                let what = "was not fitted from the evidence that the program carries alone, and only \
                            that evidence is at hand to take it apart";
                Err(Problem::of("book", &path, what)
                    .hint("add --evidence DIR, the store that goingrate fit made it from"))
            }
        }
    }

    /// The file of a book that was fitted from other evidence than the program carries.
    pub fn foreign_book(&self) -> Option<String> {
        let path = self.book.book.as_ref()?;
        (!self.going_rate.is_of_carried_evidence()).then(|| path.display().to_string())
    }

    /// How figures of a profile in one currency are shown in another, for the period that its part
    /// of pay is usually said for unless another is asked for.
    pub fn display(
        &self,
        profile: &Profile,
        (from, to): (Currency, Currency),
        per: Option<Period>,
    ) -> Result<Display, Problem> {
        let hourly = profile.component == Component::HourlyRate;
        if let Some(per) = per.filter(|per| hourly && *per != Period::Hour) {
            return Err(Problem::of("per", per.slug(), "a rate is a price of an hour of work")
                .hint("billable hours make it a year: goingrate rate TEXT --same-as 95/h"));
        }
        let per = per.unwrap_or(if hourly { Period::Hour } else { Period::Year });
        Ok(Display::new(from, to, per, profile.as_of, &self.going_rate.rates)?)
    }
}

/// The day that it is, in UTC.
pub fn today() -> Result<Date, Problem> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Date::new(now.year(), now.month(), now.day())?)
}
