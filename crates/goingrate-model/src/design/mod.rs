//! The market: turns a question (a profile, or the subject of a claim) into the [`Mixture`] that
//! its distribution is. Which effects act on whom is decided here and nowhere else.

use goingrate_units::{
    Component, Engagement, IndustryId, Ladder, LevelId, PlaceId, PlaceKind, RoleId, SkillId,
    Taxonomy, TierId, Years,
};

use crate::block::Block;
use crate::design::employment::{Jobs, is_area};
use crate::design::price_levels::PriceLevels;
use crate::distribution::mixture::{Mixture, MixtureComponent};
use crate::effects::Effect;
use crate::priors::Priors;
use crate::rows::cells::knots;

pub(crate) mod employment;
pub(crate) mod ladders;
pub(crate) mod money;
pub(crate) mod price_levels;
pub(crate) mod sites;
pub(crate) mod trend;

/// Gives every effect its column.
pub trait Resolver {
    /// The column of an effect.
    fn column(&mut self, effect: Effect) -> u32;
}

/// Which levels a question speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum Levels {
    /// One level.
    Given(LevelId),
    /// Left open: the book's shares.
    Open,
    /// Left open by somebody who says what that means.
    Mixture(Vec<(LevelId, f64)>),
    /// Years of experience instead of a level.
    Years(Years),
}

/// Whose pay is asked for, in the model's terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimand {
    /// The role.
    pub role: RoleId,
    /// The levels.
    pub levels: Levels,
    /// The place.
    pub place: PlaceId,
    /// Skills: all of them, or any one of them if `any_skill`.
    pub skills: Vec<SkillId>,
    /// Whether any one of the skills is meant (their plain average) and not all together.
    pub any_skill: bool,
    /// Industries, any one of which is meant.
    pub industries: Vec<IndustryId>,
    /// Tier of the employer.
    pub tier: Option<TierId>,
    /// Engagements with weights that add up to one.
    pub engagements: Vec<(Engagement, f64)>,
    /// The part of pay.
    pub component: Component,
    /// When, as a decimal year.
    pub year: f64,
    /// The source that says it, if its own terms belong to what is said.
    pub source: Option<usize>,
    /// Whether a country stands for its average node and not for the mixture of its areas: for
    /// contrasts within one nation, in which places cancel.
    pub average: bool,
}

impl Estimand {
    /// The base salary of employees of a role at a place in a year, all levels, everything else
    /// left out.
    pub(crate) fn employees(role: RoleId, place: PlaceId, year: f64) -> Estimand {
        Estimand {
            role,
            levels: Levels::Open,
            place,
            skills: Vec::new(),
            any_skill: false,
            industries: Vec::new(),
            tier: None,
            engagements: vec![(Engagement::Employee, 1.0)],
            component: Component::BaseSalary,
            year,
            source: None,
            average: false,
        }
    }
}

/// Everything that stands still while a book is fitted and asked.
#[derive(Clone, Copy, Debug)]
pub struct Design<'a> {
    /// The words.
    pub taxonomy: &'a Taxonomy,
    /// What the model is told beforehand.
    pub priors: &'a Priors,
    /// The weights of places.
    pub jobs: &'a Jobs,
    /// The countries whose pay the common trend is about; they define occupations and ladder.
    pub trended: &'a [PlaceId],
    /// Price levels of countries.
    pub prices: &'a PriceLevels,
    /// Whether microdata are evidence: only then do the blocks act that they alone teach.
    pub microdata: bool,
}

impl Design<'_> {
    /// The distribution that a question is about.
    pub fn mixture(&self, question: &Estimand, resolver: &mut impl Resolver) -> Mixture {
        let mut components = Vec::new();
        for site in self.sites(question) {
            for &(engagement, share) in &question.engagements {
                let mut node = self.node(question, site.place, engagement, resolver);
                node.weight = site.weight * share;
                components.push(node);
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
        let mut add = Adder { node: &mut node, resolver };
        add.location(Effect::only(Block::Intercept), 1.0);
        add.spread(Effect::only(Block::Spread), 1.0);
        add.skew(Effect::only(Block::Skew), 1.0);
        self.add_role(question, &mut add);
        self.add_place(question, place, &mut add);
        self.add_industries(question, &mut add);
        self.add_engagement(engagement, place, &mut add);
        self.add_component(question.component, &mut add);
        self.add_skills(question, place, &mut add);
        self.add_crossings(question, place, &mut add);
        if let Some(tier) = question.tier {
            add.location(Effect::of(Block::Tier, tier.index()), 1.0);
        }
        self.add_trend(question.year, place, &mut add);
        self.add_source(question, place, &mut add);
        node
    }

    fn add_role(&self, question: &Estimand, add: &mut Adder<impl Resolver>) {
        let occupation = self.occupation(question.role);
        let mut below = question.role != occupation;
        for role in self.role_path(question.role) {
            below &= role != occupation;
            if self.taxonomy.role(role).parent.is_some() {
                let block = if below { Block::Specialty } else { Block::Occupation };
                add.location(Effect::of(block, role.index()), 1.0);
            }
        }
        add.scale(Effect::of(Block::SpreadRole, occupation.index()), 1.0);
        add.skew(Effect::of(Block::SkewRole, occupation.index()), 1.0);
    }

    fn add_place(&self, question: &Estimand, place: PlaceId, add: &mut Adder<impl Resolver>) {
        let role = self.occupation(question.role).index();
        if self.taxonomy.place(question.place).kind == PlaceKind::Remote {
            add.location(Effect::of(Block::Remote, question.place.index()), 1.0);
        }
        // The part of a country that no area holds is a site of its own.
        let remainder = self.taxonomy.place(place).kind == PlaceKind::Country
            && self.jobs.at(self.occupation(question.role), place).is_some()
            && !question.average;
        for here in self.place_path(place) {
            let kind = self.taxonomy.place(here).kind;
            let of = here.index();
            if remainder && here == place {
                add.location(Effect::crossed(Block::Remainder, role, of), 1.0);
                add.scale(Effect::crossed(Block::SpreadRemainder, role, of), 1.0);
            }
            if is_area(kind) {
                add.location(Effect::of(Block::Area, of), 1.0);
                add.location(Effect::crossed(Block::RoleArea, role, of), 1.0);
                add.scale(Effect::of(Block::SpreadArea, of), 1.0);
                add.scale(Effect::crossed(Block::SpreadRoleArea, role, of), 1.0);
                add.skew(Effect::crossed(Block::SkewRoleArea, role, of), 1.0);
                let size = self
                    .jobs
                    .size(here)
                    .map_or(0.0, |jobs| jobs.ln() - self.priors.area_size_centre);
                add.location(Effect::only(Block::AreaSize), size);
            }
            if kind == PlaceKind::State {
                add.location(Effect::of(Block::State, of), 1.0);
                add.location(Effect::crossed(Block::RoleState, role, of), 1.0);
            }
            if is_country(kind) {
                add.location(Effect::of(Block::Country, of), 1.0);
                let level = self.prices.level(here).unwrap_or(0.0);
                add.location(Effect::only(Block::CountryPrices), level);
                add.spread(Effect::of(Block::SpreadCountry, of), 1.0);
            }
        }
    }

    fn add_industries(&self, question: &Estimand, add: &mut Adder<impl Resolver>) {
        let role = self.occupation(question.role).index();
        let share = 1.0 / question.industries.len().max(1) as f64;
        for &industry in &question.industries {
            let path = std::iter::successors(Some(industry), |&i| self.taxonomy.industry(i).parent);
            for here in path {
                add.location(Effect::of(Block::Industry, here.index()), share);
                add.scale(Effect::of(Block::SpreadIndustry, here.index()), share);
            }
            let of = industry.index();
            add.location(Effect::crossed(Block::RoleIndustry, role, of), share);
            add.scale(Effect::crossed(Block::SpreadRoleIndustry, role, of), share);
        }
    }

    fn add_engagement(
        &self,
        engagement: Engagement,
        place: PlaceId,
        add: &mut Adder<impl Resolver>,
    ) {
        if engagement == Engagement::Employee {
            return;
        }
        let of = engagement as usize;
        add.location(Effect::of(Block::Engagement, of), 1.0);
        add.spread(Effect::of(Block::SpreadEngagement, of), 1.0);
        add.stretch(Effect::of(Block::EngagementStretch, of), 1.0);
        if let Some(region) = self.region(place) {
            add.location(Effect::crossed(Block::EngagementRegion, of, region.index()), 1.0);
        }
    }

    fn add_component(&self, component: Component, add: &mut Adder<impl Resolver>) {
        if matches!(component, Component::BaseSalary | Component::HourlyRate) {
            return;
        }
        let of = component as usize;
        add.location(Effect::of(Block::Component, of), 1.0);
        add.spread(Effect::of(Block::SpreadComponent, of), 1.0);
        add.stretch(Effect::of(Block::ComponentStretch, of), 1.0);
    }

    fn add_skills(&self, question: &Estimand, place: PlaceId, add: &mut Adder<impl Resolver>) {
        let count = if question.any_skill { question.skills.len().max(1) } else { 1 };
        let (share, role) = (1.0 / count as f64, self.occupation(question.role).index());
        for &skill in &question.skills {
            let path = std::iter::successors(Some(skill), |&s| self.taxonomy.skill(s).parent);
            for here in path {
                add.location(Effect::of(Block::Skill, here.index()), share);
            }
            if self.microdata {
                let (of, country) = (skill.index(), self.country(place).index());
                add.location(Effect::crossed(Block::SkillCountry, of, country), share);
                add.location(Effect::crossed(Block::SkillRole, of, role), share);
            }
        }
    }

    /// What only microdata tell of a question: its occupation in its country, and how pay goes with
    /// years beyond what the levels explain. A report's figures by years have a curve of their own: the
    /// five bands of one report of Colombia taught the whole world that five years are worth a
    /// quarter less wherever the records were silent about years.
    fn add_crossings(&self, question: &Estimand, place: PlaceId, add: &mut Adder<impl Resolver>) {
        if !self.microdata {
            return;
        }
        let (country, role) = (self.country(place), self.occupation(question.role).index());
        if !self.trended.contains(&country) {
            add.location(Effect::crossed(Block::RoleCountry, role, country.index()), 1.0);
        }
        let Levels::Years(years) = &question.levels else { return };
        let years = 0.5 * (years.low + years.high);
        if let Some(source) = question.source {
            for (knot, weight) in knots::hats(years) {
                add.location(Effect::crossed(Block::SourceYears, source, knot), weight);
            }
            return;
        }
        for (knot, weight) in knots::hats(years) {
            add.location(Effect::of(Block::Years, knot), weight);
            add.spread(Effect::of(Block::SpreadYears, knot), weight);
        }
        for (part, slope) in knots::slopes(years).into_iter().enumerate() {
            add.location(Effect::crossed(Block::CountryYears, country.index(), part), slope);
        }
        add.location(Effect::of(Block::RoleYears, role), knots::slope(years));
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

    /// The market's level at a moment, and a country's own beside it.
    fn add_trend(&self, year: f64, place: PlaceId, add: &mut Adder<impl Resolver>) {
        let own = self.country_trend(self.country(place), year);
        for (effect, weight) in own.into_iter().chain(self.trend_weights(year)) {
            add.location(effect, weight);
        }
    }

    fn add_source(&self, question: &Estimand, place: PlaceId, add: &mut Adder<impl Resolver>) {
        if let Some(source) = question.source {
            let country = self.country(place).index();
            add.location(Effect::of(Block::SourceOffset, source), 1.0);
            add.location(Effect::crossed(Block::SourceCountry, source, country), 1.0);
            add.spread(Effect::of(Block::SourceSpread, source), 1.0);
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

/// Adds effects to a node.
struct Adder<'n, R: Resolver> {
    node: &'n mut MixtureComponent,
    resolver: &'n mut R,
}

impl<R: Resolver> Adder<'_, R> {
    fn location(&mut self, effect: Effect, value: f64) {
        if value != 0.0 {
            self.node.location.push((self.resolver.column(effect), value));
        }
    }

    fn spread(&mut self, effect: Effect, value: f64) {
        self.node.spread.push((self.resolver.column(effect), value));
    }

    /// Scales the whole distribution, the ladder with it: where pay is compressed, so are the
    /// differences between levels.
    fn scale(&mut self, effect: Effect, value: f64) {
        self.spread(effect, value);
        self.stretch(effect, value);
    }

    fn skew(&mut self, effect: Effect, value: f64) {
        self.node.skew.push((self.resolver.column(effect), value));
    }

    fn stretch(&mut self, effect: Effect, value: f64) {
        self.node.stretch.push((self.resolver.column(effect), value));
    }
}
