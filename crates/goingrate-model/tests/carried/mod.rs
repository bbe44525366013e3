// The carried book with its words, for tests that ask it.

/// The carried book with its words, priors and rates, for tests and examples of this crate.
pub struct Carried {
    pub taxonomy: goingrate_units::Taxonomy,
    pub priors: goingrate_model::Priors,
    pub rates: goingrate_units::ExchangeRates,
    pub book: goingrate_model::Book,
}

macro_rules! data {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/", $path))
    };
}

impl Carried {
    pub fn open() -> Carried {
        let files = goingrate_units::TaxonomyFiles {
            roles: data!("taxonomy/roles.toml"),
            levels: data!("taxonomy/levels.toml"),
            places: data!("taxonomy/places.toml"),
            areas: data!("taxonomy/areas.csv"),
            skills: data!("taxonomy/skills.toml"),
            industries: data!("taxonomy/industries.toml"),
            tiers: data!("taxonomy/tiers.toml"),
            employers: data!("taxonomy/employers.csv"),
            employer_levels: data!("taxonomy/employer_levels.csv"),
            words: data!("taxonomy/words.toml"),
            phrases: data!("taxonomy/phrases.csv"),
            towns: data!("taxonomy/towns.csv"),
        };
        let book =
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/book/default.gr"));
        let taxonomy = goingrate_units::Taxonomy::read(&files).expect("the words");
        Carried {
            priors: goingrate_model::Priors::read(data!("model/priors.toml")).expect("the priors"),
            rates: goingrate_units::ExchangeRates::read(data!("rules/currency.csv"))
                .expect("the rates"),
            book: goingrate_model::Book::read(book, &taxonomy).expect("the book"),
            taxonomy,
        }
    }

    pub fn estimator(&self) -> goingrate_model::Estimator<'_> {
        let Carried { taxonomy, priors, rates, book } = self;
        goingrate_model::Estimator::new(book, taxonomy, priors, rates)
    }

    /// The profile of words, as of May 2026.
    pub fn profile(&self, text: &str) -> goingrate_units::Profile {
        let today = "2026-05-15".parse().expect("a date");
        goingrate_units::parse::profile(text, &self.taxonomy, today).expect(text).profile
    }
}

/// The card of an invented survey in dollars.
#[allow(dead_code)] // Not every test of this crate invents one.
pub fn invented_survey(slug: &str) -> goingrate_evidence::Card {
    let text = format!(
        r#"
[card]
slug = "{slug}"
title = "An invented survey"
publisher = "Nobody"
kind = "survey"
reference = false
as_of = "2025-06"
period = "2025"
currency = "USD"
basis = "gross"
licence = "none"
url = "https://example.org"
biases = ["It is invented."]
"#
    );
    goingrate_evidence::read::source_card("invented.toml", &text).expect("a card")
}
