//! What a reader has to know beside an estimate's figures, in sentences.

mod disagreement;

use goingrate_units::{Component, PlaceId, Profile, SkillId, SkillKind, Years, place_in_words};

use crate::block::Block;
use crate::design::employers::Named;
use crate::distribution::normal;
use crate::effects::Effect;
use crate::query::estimator::Estimator;
use crate::query::evaluation::Evaluation;
use crate::query::question::is_skill_spoken_of;

/// Years that move P50 by less are not worth a sentence.
const LEAST_CHANGE: f64 = 0.01;

/// Years after the last evidence that nobody has to be told of.
const FAR_AHEAD: f64 = 1.0;

impl Estimator<'_> {
    /// Facts that the reader has to know, each a sentence.
    pub(crate) fn remarks(&self, profile: &Profile, evaluation: &Evaluation) -> Vec<String> {
        let years = self.years_beside_level(profile).ok().flatten();
        let foretold = self.foretold_remark(profile.place);
        self.remarks_of(profile, &evaluation.unseen, years, foretold)
    }

    /// The same of what is known already: the effects that no evidence speaks of, by how much years beside
    /// a level move P50 (in logs), and what is told of the place's countries.
    pub(crate) fn remarks_of(
        &self,
        profile: &Profile,
        unseen: &[Effect],
        years: Option<f64>,
        foretold: Option<String>,
    ) -> Vec<String> {
        let taxonomy = self.design.taxonomy;
        let mut remarks = Vec::new();
        let occupation = self.design.occupation(profile.role);
        let specialty = Effect::of(Block::Specialty, profile.role.index());
        if profile.role != occupation && self.book.sources_of(specialty) == 0 {
            let percent = 100.0 * (normal::Z80 * self.book.block_sd(Block::Specialty)).exp_m1();
            remarks.push(format!(
                "No source compares {} with {}: they are taken to be paid alike, ±{percent:.0} %.",
                taxonomy.role(profile.role).name,
                taxonomy.role(occupation).name,
            ));
        }
        remarks.extend(years.and_then(|change| self.years_remark(profile, change)));
        remarks.extend(foretold);
        for effect in unseen {
            remarks.extend(self.unseen_remark(*effect));
        }
        remarks.extend(self.employer_remark(profile, unseen));
        remarks.extend(self.forecast(profile).filter(|_| self.is_far_ahead(profile)));
        if profile.component == Component::Equity {
            remarks.push("Equity that vests in a year, of those who get any.".to_owned());
        }
        remarks
    }

    /// What holds for every answer of today alike: worth telling only who asks for all.
    pub(crate) fn footnotes(&self, profile: &Profile) -> Vec<String> {
        self.forecast(profile).filter(|_| !self.is_far_ahead(profile)).into_iter().collect()
    }

    /// Whether an answer is for a day so far behind the evidence that the reader must know.
    fn is_far_ahead(&self, profile: &Profile) -> bool {
        profile.as_of.decimal_year() > self.book.last_trend + FAR_AHEAD
    }

    /// That pay has been carried on from the last evidence, where it has been.
    fn forecast(&self, profile: &Profile) -> Option<String> {
        (profile.as_of.decimal_year() > self.book.last_trend).then(|| {
            format!(
                "The evidence ends in {:.0}; what has happened to pay since is a forecast.",
                self.book.last_trend.floor()
            )
        })
    }

    /// "15 years, some 7 more than usual for the level Senior: +4 % on the median."; nothing where the years
    /// move less than a percent.
    fn years_remark(&self, profile: &Profile, ln: f64) -> Option<String> {
        let (level, years) = (self.design.taxonomy.level(profile.level?), profile.years?);
        let change = ln.exp_m1();
        if change.abs() < LEAST_CHANGE {
            return None;
        }
        let sign = if change < 0.0 { "−" } else { "+" };
        let percent = 100.0 * change.abs();
        let (said, against) = (in_words(years), against_usual(years, level.years));
        Some(format!(
            "{said}, {against} for the level {}: {sign}{percent:.0} % on the median.",
            level.name
        ))
    }

    /// What a reader has to know about a country that no evidence speaks of, or about a part of the
    /// world with such countries in it.
    pub(crate) fn foretold_remark(&self, place: PlaceId) -> Option<String> {
        let country = self.design.country(place);
        if !self.foretold([country].into_iter()).is_empty() {
            return Some(self.foretold_country(country));
        }
        let countries = self.countries(place);
        let foretold = self.foretold(countries.iter().map(|of| of.place)).len();
        (foretold > 0).then(|| {
            let all = countries.len();
            format!(
                "{foretold} of the {all} countries have no evidence of their own: pay there is taken \
                 from what their income and their neighbours foretell."
            )
        })
    }

    /// A country whose income is not known counts as one with the income of the reference country.
    fn foretold_country(&self, country: PlaceId) -> String {
        let percent = 100.0 * (normal::Z80 * self.book.block_sd(Block::Country)).exp_m1();
        let name = place_in_words(&self.design.taxonomy.place(country).name);
        match self.design.countries.income(country) {
            Some(_) => format!(
                "No evidence of its own tells of pay in {name}: it is taken from what the income of the \
                 country and its neighbours foretell, ±{percent:.0} %."
            ),
            None => format!(
                "No evidence of its own tells of pay in {name}, and its income is not known: it counts \
                 as that of a rich country, and the answer may be far off."
            ),
        }
    }

    /// What a reader has to know about an effect that no evidence speaks of.
    fn unseen_remark(&self, effect: Effect) -> Option<String> {
        let taxonomy = self.design.taxonomy;
        let of = effect.of as usize;
        let (name, taken) = match effect.block {
            Block::Skill => return self.unseen_skill(SkillId::from_index(of)),
            Block::Industry => {
                (taxonomy.industries[of].everyday.as_str(), "it is taken to make no difference")
            }
            Block::Tier => (taxonomy.tiers[of].name.as_str(), "it is taken to make no difference"),
            Block::Area => {
                (taxonomy.places[of].name.as_str(), "it is taken to pay as its state does")
            }
            _ => return None,
        };
        let percent = self.doubt(effect.block);
        Some(format!("No evidence on {name}; {taken}, ±{percent:.0} %."))
    }
}

impl Estimator<'_> {
    /// What a reader has to know about a skill of which no evidence speaks: it is priced as the language
    /// that it belongs to, or as no difference.
    fn unseen_skill(&self, skill: SkillId) -> Option<String> {
        let taxonomy = self.design.taxonomy;
        let above =
            std::iter::successors(taxonomy.skill(skill).parent, |&of| taxonomy.skill(of).parent);
        let mut known = above.filter(|&of| taxonomy.skill(of).kind != SkillKind::Family);
        let taken = match known.find(|&of| is_skill_spoken_of(of, self.book)) {
            Some(of) => format!("it is taken to pay as {} does", taxonomy.skill(of).name),
            None => "it is taken to make no difference".to_owned(),
        };
        let (name, percent) = (&taxonomy.skill(skill).name, self.doubt(Block::Skill));
        Some(format!("No evidence on {name}; {taken}, ±{percent:.0} %."))
    }

    /// How far an effect of a block lies from zero, in percent: half of an 80 % interval.
    fn doubt(&self, block: Block) -> f64 {
        100.0 * (normal::Z80 * self.book.block_sd(block)).exp_m1()
    }

    /// What a reader has to know about an employer of whom no evidence speaks in a country.
    fn employer_remark(&self, profile: &Profile, unseen: &[Effect]) -> Option<String> {
        let (taxonomy, id) = (self.design.taxonomy, profile.employer?);
        let effect = self.design.employer_effect(Named::Known(id), profile.place);
        if !unseen.contains(&effect) {
            return None;
        }
        let (name, place) = (&taxonomy.employer(id).name, self.design.country(profile.place));
        let tier = self.design.tier_at(profile.tier, profile.employer, profile.place);
        let priced = match tier {
            Some(tier) => format!("any {}", mid_sentence(&taxonomy.tier(tier).name)),
            None => "the market at large".to_owned(),
        };
        let place = place_in_words(&taxonomy.place(place).name);
        let percent = self.doubt(Block::Employer);
        Some(format!(
            "No evidence on {name} in {place}; it is taken to pay as {priced} does, ±{percent:.0} %."
        ))
    }
}

/// A name within a sentence: its first letter small, unless the word is an abbreviation.
fn mid_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// "15 years", "3 to 5 years".
pub(crate) fn in_words(years: Years) -> String {
    match (years.low, years.high) {
        (low, high) if low != high => format!("{low} to {high} years"),
        (1.0, _) => "1 year".to_owned(),
        (low, _) => format!("{low} years"),
    }
}

/// Years against the usual ones of a level, by the middles of both: "some 7 more than usual".
fn against_usual(years: Years, usual: Years) -> String {
    let middle = |years: Years| 0.5 * (years.low + years.high);
    let more = middle(years) - middle(usual);
    match middle(years) {
        at if at >= usual.low && at <= usual.high => "within the usual years".to_owned(),
        _ if more < 0.0 => format!("some {:.0} fewer than usual", (-more).floor()),
        _ => format!("some {:.0} more than usual", more.floor()),
    }
}
