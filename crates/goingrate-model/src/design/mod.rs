//! The design: turns a question (a profile, or the subject of a claim) into the [`Mixture`] that its
//! distribution is, of the effects that `terms` lists.

use goingrate_units::{Engagement, Ladder, LevelId, PlaceId, PlaceKind, RoleId, Taxonomy, TierId};

use crate::block::Block;
use crate::design::countries::Countries;
use crate::design::employers::Named;
use crate::design::employment::Employment;
use crate::design::kinds::{Kinds, Reach, reached};
use crate::design::price_levels::PriceLevels;
use crate::design::terms::{Job, Person, Target, Term};
use crate::distribution::mixture::{Mixture, MixtureComponent};
use crate::effects::Effect;
use crate::priors::Priors;

pub(crate) mod countries;
pub(crate) mod employers;
pub(crate) mod employment;
mod estimand;
pub(crate) mod kinds;
pub(crate) mod knots;
pub(crate) mod ladders;
pub(crate) mod money;
pub(crate) mod price_levels;
mod scale;
pub(crate) mod sites;
pub(crate) mod terms;
pub(crate) mod trend;

pub use estimand::{Estimand, Levels};
pub(crate) use scale::Scale;

/// Gives every effect its column.
pub trait Resolver {
    /// The column of an effect.
    fn column(&mut self, effect: Effect) -> u32;
}

/// Everything that stands still while a book is fitted and asked.
#[derive(Clone, Copy, Debug)]
pub struct Design<'a> {
    /// The words.
    pub taxonomy: &'a Taxonomy,
    /// What the model is told beforehand.
    pub priors: &'a Priors,
    /// The weights of places.
    pub jobs: &'a Employment,
    /// The countries whose pay the common trend is about; they define occupations and ladder.
    pub trended: &'a [PlaceId],
    /// What countries' money buys.
    pub prices: &'a PriceLevels,
    /// Incomes of countries, and their developers.
    pub countries: &'a Countries,
    /// Kinds of employers by country.
    pub kinds: &'a Kinds,
    /// Whether microdata are evidence: only then do the blocks act that they alone teach.
    pub microdata: bool,
}

impl Design<'_> {
    /// The distribution that a question is about.
    pub fn mixture(&self, question: &Estimand, resolver: &mut impl Resolver) -> Mixture {
        let mut components = Vec::new();
        for site in self.sites(question) {
            for &(engagement, share) in &question.engagements {
                for (kinds, part) in self.kinds_spoken_of(question, site.place, engagement) {
                    let mut node = self.node(question, site.place, engagement, resolver);
                    node.offset += self.kind_terms(site.place, &kinds, &mut |term| {
                        if !question.kinds_as_told {
                            node.add(term, resolver);
                        }
                    });
                    node.offset += self.known_trend(site.place, question.year);
                    node.weight = site.weight * share * part;
                    components.push(node);
                }
            }
        }
        let role_ladder = self.taxonomy.role(question.role).ladder;
        let rungs = self.rungs(question, resolver);
        let mut ladders = vec![self.ladder_form(role_ladder, resolver)];
        if rungs.iter().any(|rung| rung.ladder == 1) {
            ladders.push(self.ladder_form(other(role_ladder), resolver));
        }
        Mixture {
            components,
            rungs,
            ladders,
            open: question.levels == Levels::Open,
            slope: Some(resolver.column(Effect::only(Block::SpreadSlope))),
            tail: Some(resolver.column(Effect::only(Block::Tail))),
        }
    }

    /// The kinds of employers that a source reaches, from the words of its card.
    pub(crate) fn reach(&self, reaches: &[(String, f64)]) -> Reach {
        let known = reaches
            .iter()
            .filter_map(|(word, often)| self.taxonomy.tier_of(word).map(|tier| (tier, *often)));
        known.collect()
    }

    /// The kinds of employers that a question speaks of in a place, each alone with its weight; one
    /// weight without kinds where they are not told apart.
    fn kinds_spoken_of(
        &self,
        question: &Estimand,
        place: PlaceId,
        engagement: Engagement,
    ) -> Vec<(Vec<f64>, f64)> {
        let kinds = self.kinds.at(self.country(place));
        let alone = |at: usize| (0..kinds.len()).map(|i| f64::from(u8::from(i == at))).collect();
        if kinds.is_empty() || engagement != Engagement::Employee {
            return vec![(Vec::new(), 1.0)];
        }
        let tier = self.tier_at(question.tier, question.employer, place);
        if let Some(at) = self.kind_asked(tier, place, engagement) {
            return vec![(alone(at), 1.0)];
        }
        let shares = reached(kinds, &question.reach).into_iter().enumerate();
        shares.filter(|&(_, share)| share > 0.0).map(|(at, share)| (alone(at), share)).collect()
    }

    /// The position of a tier of employers among the kinds that a country tells apart.
    pub(crate) fn kind_asked(
        &self,
        tier: Option<TierId>,
        place: PlaceId,
        engagement: Engagement,
    ) -> Option<usize> {
        let kinds = self.kinds.at(self.country(place));
        let employed = engagement == Engagement::Employee;
        kinds.iter().position(|kind| Some(kind.tier) == tier).filter(|_| employed)
    }

    /// The official occupation at or above a role; a group of occupations is itself.
    pub fn occupation(&self, role: RoleId) -> RoleId {
        self.role_path(role).find(|&r| self.taxonomy.role(r).soc.is_some()).unwrap_or(role)
    }

    /// The role and everything above it.
    fn role_path(&self, role: RoleId) -> impl Iterator<Item = RoleId> + '_ {
        std::iter::successors(Some(role), |&r| self.taxonomy.role(r).parent)
    }

    /// The place and everything above it.
    pub fn place_path(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        std::iter::successors(Some(place), |&p| self.taxonomy.place(p).parent)
    }

    /// The country or part of the world that a place lies in.
    pub fn country(&self, place: PlaceId) -> PlaceId {
        let found = self.place_path(place).find(|&p| is_country(self.taxonomy.place(p).kind));
        found.unwrap_or(place)
    }

    /// The part of the world directly below the root that a place lies in.
    fn region(&self, place: PlaceId) -> Option<PlaceId> {
        self.place_path(place).filter(|&p| self.taxonomy.place(p).kind == PlaceKind::Region).last()
    }

    /// One component of the mixture: whoever works in one place in one engagement.
    pub(crate) fn node(
        &self,
        question: &Estimand,
        place: PlaceId,
        engagement: Engagement,
        resolver: &mut impl Resolver,
    ) -> MixtureComponent {
        let mut node = MixtureComponent::default();
        let mut add = |term: Term| node.add(term, resolver);
        let Estimand { role, component, year, average, .. } = *question;
        let asked = question.place;
        self.job_terms(&Job { role, place, asked, engagement, component, year, average }, &mut add);
        let person = Person {
            occupations: &[(self.occupation(role), 1.0)],
            place,
            engagement,
            industries: &question.industries,
            tier: question.tier,
            component,
            skills: &question.skills,
            unspoken: &question.unspoken,
            any_skill: question.any_skill,
            skill_count: None,
            career: question.career(|level| self.taxonomy.level(level).years),
            education: None,
            headcount: None,
            workplace: None,
            employer: question.employer.map(Named::Known),
        };
        self.person_terms(&person, &mut add);
        self.source_terms(question, place, &mut add);
        node
    }

    /// Adds what a level is worth in a country apart from elsewhere.
    pub(crate) fn country_level(
        &self,
        place: PlaceId,
        level: LevelId,
        share: f64,
        terms: &mut Vec<(Effect, f64)>,
    ) {
        let country = self.country(place);
        if self.microdata && !self.trended.contains(&country) {
            let effect = Effect::crossed(Block::CountryLevel, country.index(), level.index());
            terms.push((effect, share));
        }
    }

    /// A source's own terms for what it says of a place. A report's figures by years have a curve of
    /// their own: the five bands of one report of Colombia taught the whole world that five years are
    /// worth a quarter less wherever the records were silent about years.
    fn source_terms(&self, question: &Estimand, place: PlaceId, add: &mut impl FnMut(Term)) {
        if let Some((source, sd)) = question.shared_error {
            add(Term::location(Effect::of(Block::SourceSharedError, source), sd));
        }
        let Some(source) = question.source else { return };
        let country = self.country(place).index();
        add(Term::location(Effect::of(Block::SourceOffset, source), 1.0));
        add(Term::location(Effect::crossed(Block::SourceCountry, source, country), 1.0));
        add(Term::spread(Effect::of(Block::SourceSpread, source), 1.0));
        if let (Levels::Years(years), true) = (&question.levels, self.microdata) {
            for (knot, weight) in knots::hats(0.5 * (years.low + years.high)) {
                let effect = Effect::crossed(Block::SourceYears, source, knot);
                add(Term::location(effect, weight));
            }
        }
    }
}

/// The other ladder.
fn other(ladder: Ladder) -> Ladder {
    match ladder {
        Ladder::Individual => Ladder::Management,
        Ladder::Management => Ladder::Individual,
    }
}

/// Whether a kind of place carries a country effect: countries and parts of the world do.
fn is_country(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Region)
}

impl MixtureComponent {
    /// Adds a term. Those that weigh nothing are left out, so that no effect is met in vain.
    fn add(&mut self, term: Term, resolver: &mut impl Resolver) {
        if term.weight == 0.0 {
            return;
        }
        let column = (resolver.column(term.effect), term.weight);
        match term.target {
            Target::Location => self.location.push(column),
            Target::Spread => self.spread.push(column),
            Target::Skew => self.skew.push(column),
            Target::Stretch => self.stretch.push(column),
            Target::Scale => {
                self.spread.push(column);
                self.stretch.push(column);
            }
        }
    }
}
