//! The law on adverts of a place, in sentences.

use goingrate::ask::{LawAnswer, LawOfPlace};
use goingrate_plan::kit::When;
use goingrate_units::{Date, Taxonomy, place_in_words};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::as_text;
use crate::person::place_name;
use crate::words;

/// What the law asks for.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LawView {
    /// In a sentence or two.
    pub sentence: String,
    /// The laws that hold for the place or for a part that it reaches into.
    pub laws: Vec<OneLawView>,
    /// Laws that hold only in a part of the place.
    pub within: Vec<OneLawView>,
    /// Whether the country was looked through as a whole.
    pub covered: bool,
}

/// A law.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OneLawView {
    /// The place that it is the law of.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// The first day.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub from: Date,
    /// `advert`, `interview`, `after-interview` or `request`.
    pub when: &'static str,
    /// From so many employees on.
    pub employees: u32,
    /// What has to be told.
    pub must: String,
    /// Whether it is in force for sure.
    pub in_force: bool,
    /// Where that is from.
    pub source: String,
    /// Where that can be read.
    pub url: String,
    /// The day of the last check.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub checked: Date,
    /// All of it in a line.
    pub line: String,
}

impl LawView {
    /// From an answer.
    pub(super) fn new(answer: &LawAnswer, words: &Taxonomy) -> LawView {
        let view = |laws: &[LawOfPlace]| laws.iter().map(|law| one(law, words)).collect();
        LawView {
            sentence: sentence(answer, words),
            laws: view(&answer.laws),
            within: view(&answer.within),
            covered: answer.covered,
        }
    }
}

fn one(of: &LawOfPlace, words: &Taxonomy) -> OneLawView {
    let law = &of.law;
    let size = match law.employees {
        1 => "every employer".to_owned(),
        from => format!("employers with {from} people or more"),
    };
    let since = if law.in_force { "since" } else { "due since" };
    OneLawView {
        place: place_name(words.place(of.place)),
        name: law.name.clone(),
        from: law.from,
        when: law.when.slug(),
        employees: law.employees,
        must: law.must.clone(),
        in_force: law.in_force,
        source: law.source.title.clone(),
        url: law.source.url.clone(),
        checked: law.source.checked,
        line: format!("{} ({size}, {since} {}). {}", law.name, law.from, law.must),
    }
}

fn sentence(answer: &LawAnswer, taxonomy: &Taxonomy) -> String {
    let country = place_in_words(&answer.country);
    let names = |when: When, laws: &[LawOfPlace]| {
        let of = laws.iter().filter(|of| of.law.when == when);
        let mut names: Vec<String> = of.map(|of| place_name(taxonomy.place(of.place))).collect();
        names.dedup();
        names
    };
    let adverts = names(When::Advert, &answer.laws);
    if !adverts.is_empty() {
        let asks = if adverts.len() == 1 { "The law of" } else { "The laws of" };
        let verb = if adverts.len() == 1 { "asks" } else { "ask" };
        return format!("{asks} {} {verb} for pay in the advert.", words::list(&adverts));
    }
    let before = names(When::Interview, &answer.laws);
    if !before.is_empty() {
        return format!(
            "In {}, pay has to be told before the first interview; the advert is the simplest place.",
            words::list(&before)
        );
    }
    if !answer.laws.is_empty() {
        return "No law asks for pay in the advert there, but candidates have a right to it later."
            .to_owned();
    }
    let within = names(When::Advert, &answer.within);
    if !within.is_empty() {
        return format!(
            "No law of {country} as a whole asks for pay in an advert, but laws of {} of its parts do. An advert \
             for work that may be done there, also from home, needs it.",
            within.len()
        );
    }
    let here = place_name(taxonomy.place(answer.place));
    match answer.covered {
        true => format!(
            "We know of no law that asks for pay in an advert for work in {here}; our list covers {country}."
        ),
        false => format!(
            "Our list has no law of {country} that asks for pay in an advert, but it covers only the United \
             States, Canada and the European Union. Publish the range all the same: candidates expect it."
        ),
    }
}
