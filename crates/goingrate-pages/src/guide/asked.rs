//! What several sections ask: asked once, when the first of them does.

use std::sync::OnceLock;

use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, EstimateRequest, PayRequest, RankRequest};
use goingrate::units::{Currency, Employer, Place, PlaceId, PlaceKind, Problem};
use goingrate_view::Amount;
use goingrate_view::person::place_name;
use goingrate_view::questions::{Ask, Asking, QuickEstimates};
use goingrate_view::views::labels;
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rank::{RankView, RankedView};

use super::Role;
use crate::parts::href;

/// Sources that a sentence refers to.
const REFERENCES: usize = 3;

/// Employers that are asked for.
const EMPLOYERS: usize = 60;

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
    /// All roles with a guide.
    pub roles: Vec<Role>,
    country: PlaceId,
    employers: OnceLock<Vec<RankedView>>,
    ranked: [OnceLock<Option<RankView>>; 6],
    official: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Asks what the market pays.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn new(asking: &'a Asking<'a>, role: Role, roles: Vec<Role>) -> Result<Asked<'a>, Problem> {
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
            employers: OnceLock::new(),
            roles,
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

    /// Whether the role leads others, as a manager does: its levels are those of managers.
    pub fn leads(&self) -> bool {
        self.asking.going_rate.taxonomy.role(self.role.id()).implies_level.is_some()
    }

    /// Whether a level is one of the role's own: those who lead others have another job than those who do not,
    /// and who still learns at a school has no level yet.
    pub fn is_own_level(&self, level: &RankedView) -> bool {
        (level.ladder == Some("management")) == self.leads() && level.slug != "intern"
    }

    /// Whether a source is a statistical office's.
    pub fn is_official(&self, slug: &str) -> bool {
        self.official.iter().any(|official| official == slug)
    }

    /// Employers whose own levels are known best, best paid first: of all that evidence speaks of these are the
    /// ones that readers ask for, and asking for the others too would take ten times as long.
    pub fn employers(&self) -> &[RankedView] {
        self.employers.get_or_init(|| {
            let taxonomy = &self.asking.going_rate.taxonomy;
            let levels = |of: &Employer| {
                let id = taxonomy.employer_of(&of.slug);
                id.map_or(0, |id| taxonomy.rungs_of(id).count())
            };
            let mut known: Vec<&Employer> = taxonomy.employers.iter().collect();
            known.sort_by_key(|of| std::cmp::Reverse(levels(of)));
            known.truncate(EMPLOYERS);
            let known = known.into_iter().filter(|of| levels(of) > 0);
            self.each(known.map(|employer| {
                let profile =
                    ProfileText { employer: Some(employer.slug.clone()), ..self.profile() };
                (employer.name.as_str(), employer.slug.as_str(), profile)
            }))
        })
    }

    /// The states of the country, best paid first.
    pub fn states(&self) -> Vec<RankedView> {
        let taxonomy = &self.asking.going_rate.taxonomy;
        let is_ours =
            |place: &&Place| place.kind == PlaceKind::State && place.parent == Some(self.country);
        self.each(taxonomy.places.iter().filter(is_ours).map(|place| {
            let profile = ProfileText { place: Some(place.slug.clone()), ..self.profile() };
            (place.name.as_str(), place.slug.as_str(), profile)
        }))
    }

    /// What is paid for each of some profiles with their names and words, best paid first.
    fn each<'n>(
        &self,
        profiles: impl Iterator<Item = (&'n str, &'n str, ProfileText)>,
    ) -> Vec<RankedView> {
        let mut estimates = QuickEstimates::new(self.asking.going_rate);
        let mut paid: Vec<RankedView> = profiles
            .filter_map(|(name, slug, profile)| {
                let request = EstimateRequest { profile, ..EstimateRequest::default() };
                let view = estimates.estimate(&request, self.asking.today).ok()?;
                let median = view.percentiles.get(2)?.pay.clone();
                Some(entry(name, slug, median, view.sure.word))
            })
            .collect();
        paid.sort_by(|one, other| other.median.amount.total_cmp(&one.median.amount));
        paid
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
        let is_ours = |slug: &&String| near.contains(slug) && self.is_of_the_country(slug);
        let mut found: Vec<String> = all.iter().filter(is_ours).cloned().collect();
        found.sort_by_key(|slug| !self.is_official(slug));
        found.truncate(REFERENCES);
        found
    }
}

impl Asked<'_> {
    /// Whether a source counts in the country's money: others speak of it beside their own.
    fn is_of_the_country(&self, slug: &str) -> bool {
        let listed = goingrate::ask::evidence::list(self.asking.going_rate);
        listed.is_ok_and(|listed| {
            let card = listed.evidence.cards.iter().find(|card| card.slug == slug);
            card.is_some_and(|card| card.currency == self.currency)
        })
    }
}

/// An entry of an order that is made here.
fn entry(name: &str, slug: &str, median: Amount, sure: &str) -> RankedView {
    RankedView {
        rank: 0,
        name: name.to_owned(),
        slug: slug.to_owned(),
        median,
        jobs: None,
        asked: false,
        percentiles: Vec::new(),
        by_period: Vec::new(),
        sure: sure.to_owned(),
        ladder: None,
    }
}

fn profile(role: &Role, place: &str) -> ProfileText {
    ProfileText {
        role: Some(role.slug.clone()),
        place: Some(place.to_owned()),
        ..ProfileText::default()
    }
}
