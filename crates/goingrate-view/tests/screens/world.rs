//! What invented answers stand in: the carried words and law, invented exchange rates and sources. No
//! book is opened: it changes at every fit.

use goingrate::ask::PayUnit;
use goingrate::data;
use goingrate::law::Law;
use goingrate::units::parse::{self, Understood};
use goingrate::units::{Currency, Date, ExchangeRates, Period, PlaceId, Taxonomy};
use goingrate_view::views::{Context, SourceLabel};

/// Invented exchange rates.
const RATES: &str = "\
currency,month,units_per_usd
ARS,2026-10,1400
CAD,2025-12,1.4
EUR,2025-12,0.9
EUR,2026-10,0.8
";

/// The world of the invented answers.
pub struct World {
    /// The carried words.
    taxonomy: Taxonomy,
    /// The carried law.
    pub law: Law,
    /// The invented rates.
    pub rates: ExchangeRates,
    /// The invented sources.
    pub sources: Vec<SourceLabel>,
}

impl World {
    /// Opens what is carried, and invents the rest.
    pub fn invent() -> World {
        let taxonomy = Taxonomy::read(&data::TAXONOMY).expect("the carried words are whole");
        let rates = ExchangeRates::read(RATES).expect("the rates are whole");
        let label = |slug: &str, title: &str, official: bool| SourceLabel {
            slug: slug.to_owned(),
            title: title.to_owned(),
            period: "2026".to_owned(),
            official,
        };
        let sources = vec![
            label("office", "The office", true),
            label("guide", "A guide", false),
            label("blog", "A blog", false),
        ];
        World { taxonomy, law: Law::default(), rates, sources }
    }

    /// The words.
    pub fn words(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// What views need.
    pub fn context(&self) -> Context<'_> {
        Context { taxonomy: &self.taxonomy, sources: &self.sources }
    }

    /// A question as it is understood on the day of all answers.
    pub fn understood(&self, text: &str) -> Understood {
        parse::profile(text, self.words(), today()).expect("the question is one")
    }

    /// A unit for figures in US dollars.
    pub fn unit(&self, currency: &str, per: Period) -> PayUnit {
        let (from, to) = (Currency::USD, money(currency));
        PayUnit::new(from, to, per, today(), &self.rates).expect("there is a rate")
    }

    /// A place by its word.
    pub fn place(&self, text: &str) -> PlaceId {
        parse::place(text, self.words()).expect("the place is known")
    }
}

/// The day of all answers.
pub fn today() -> Date {
    "2026-11-22".parse().expect("a day")
}

/// A currency by its code.
pub fn money(code: &str) -> Currency {
    code.parse().expect("a currency")
}
