//! What several sections ask: asked once, when the first of them does.

use std::sync::OnceLock;

use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, PayRequest, RankRequest};
use goingrate::units::{Currency, PlaceId, Problem};
use goingrate_view::person::place_name;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::labels;
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rank::RankView;

use super::Role;
use crate::parts::href;

/// Sources that a sentence refers to.
const REFERENCES: usize = 3;

/// What a guide asks about its role.
pub struct Asked<'a> {
    /// Where questions are asked.
    pub asking: &'a Asking<'a>,
    /// The role.
    pub role: Role,
    /// The country, within a sentence: "the United States".
    pub place: String,
    /// What the market pays, over the years and after tax.
    pub pay: PayView,
    /// The currency of all amounts.
    pub currency: Currency,
    country: PlaceId,
    ranked: [OnceLock<Option<RankView>>; 6],
    official: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Asks what the market pays.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn new(asking: &'a Asking<'a>, role: Role) -> Result<Asked<'a>, Problem> {
        let taxonomy = &asking.going_rate.taxonomy;
        let country = taxonomy.default_place;
        let profile = profile(&role, &taxonomy.place(country).slug);
        let request = PayRequest { profile, trend: true, net: true, ..PayRequest::default() };
        let pay = request.ask(asking)?;
        let labels = labels(asking.going_rate);
        let official = labels.into_iter().filter(|label| label.official).map(|label| label.slug);
        Ok(Asked {
            place: place_name(taxonomy.place(country)),
            currency: pay.median().currency,
            official: official.collect(),
            ranked: Default::default(),
            asking,
            role,
            pay,
            country,
        })
    }

    /// The role in the country, to be narrowed.
    pub fn profile(&self) -> ProfileText {
        profile(&self.role, &self.asking.going_rate.taxonomy.place(self.country).slug)
    }

    /// The country.
    pub fn country(&self) -> PlaceId {
        self.country
    }

    /// The name of the country in a question: "United States".
    pub fn country_name(&self) -> &str {
        &self.asking.going_rate.taxonomy.place(self.country).name
    }

    /// What the market pays for what is asked; nothing where that has no answer.
    pub fn paid(&self, request: &PayRequest) -> Option<PayView> {
        request.ask(self.asking).ok()
    }

    /// An order of all entries of a kind; nothing where evidence tells fewer than three apart.
    pub fn ranked(&self, by: ByWord) -> Option<&RankView> {
        let ask = || {
            let request =
                RankRequest { profile: self.profile(), by, top: 1000, ..RankRequest::default() };
            request.ask(self.asking).ok().filter(|view| view.entries.len() >= 3)
        };
        self.ranked[by as usize].get_or_init(ask).as_ref()
    }

    /// The question about the role with some words more, as an address.
    pub fn question(&self, more: &[&str]) -> String {
        let words: Vec<&str> = more.iter().copied().filter(|word| !word.is_empty()).collect();
        href("/pay", &[("q", &[&[self.role.name.as_str()], words.as_slice()].concat().join(", "))])
    }

    /// The same in the country, with a level before it.
    pub fn question_of_level(&self, level: &str) -> String {
        let words = format!("{level} {}, {}", self.role.name, self.country_name());
        href("/pay", &[("q", words.trim())])
    }

    /// The plain question about the role.
    pub fn plain_question(&self) -> String {
        self.question_of_level("")
    }

    /// The sources that a part of an answer rests on: those that speak of the country, official ones first.
    pub fn sources_of(&self, view: &PayView, part: &str) -> Vec<String> {
        let doubts = &view.sure.doubts;
        let of = |part: &str| doubts.iter().find(|doubt| doubt.part == part);
        let near = of("place").map(|doubt| doubt.sources.as_slice()).unwrap_or_default();
        let all = of(part).map(|doubt| doubt.sources.as_slice()).unwrap_or_default();
        let mut found: Vec<String> =
            all.iter().filter(|slug| near.contains(slug)).cloned().collect();
        found.sort_by_key(|slug| !self.official.contains(slug));
        found.truncate(REFERENCES);
        found
    }
}

fn profile(role: &Role, place: &str) -> ProfileText {
    ProfileText {
        role: Some(role.slug.clone()),
        place: Some(place.to_owned()),
        ..ProfileText::default()
    }
}
