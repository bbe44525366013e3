//! What a reader has to know beside an estimate's figures, in sentences.

use goingrate_units::{Component, Profile};

use crate::block::Block;
use crate::distribution::normal;
use crate::effects::Effect;
use crate::query::estimator::Estimator;
use crate::query::evaluation::Evaluation;

impl Estimator<'_> {
    /// Facts that the reader has to know, each a sentence.
    pub(crate) fn remarks(&self, profile: &Profile, evaluation: &Evaluation) -> Vec<String> {
        let taxonomy = self.design.taxonomy;
        let mut remarks = Vec::new();
        let occupation = self.design.occupation(profile.role);
        let specialty = Effect::of(Block::Specialty, profile.role.index());
        if profile.role != occupation && self.book.sources_of(specialty) == 0 {
            let percent = 100.0 * (normal::Z80 * self.book.block_sd(Block::Specialty)).exp_m1();
            remarks.push(format!(
                "No source holds both {} and {}: taken as equal, ±{percent:.0} %.",
                taxonomy.role(profile.role).name,
                taxonomy.role(occupation).name,
            ));
        }
        if let (Some(level), Some(_)) = (profile.level, profile.years) {
            let name = &taxonomy.level(level).name;
            remarks.push(format!(
                "The years move nothing beside a level: {name} is priced whatever the years. Leave \
                 the level out to be priced by years."
            ));
        }
        for effect in &evaluation.unseen {
            remarks.extend(self.unseen_remark(*effect));
        }
        if profile.as_of.decimal_year() > self.book.last_trend {
            remarks.push(format!(
                "The evidence on the trend ends in {:.0}; from there on the estimate is a forecast.",
                self.book.last_trend.floor()
            ));
        }
        if profile.component == Component::Equity {
            remarks.push("Equity that vests in a year, of those who get any.".to_owned());
        }
        remarks
    }

    /// What a reader has to know about an effect that no evidence speaks of.
    fn unseen_remark(&self, effect: Effect) -> Option<String> {
        let taxonomy = self.design.taxonomy;
        let of = effect.of as usize;
        let (name, taken) = match effect.block {
            Block::Skill => (taxonomy.skills[of].name.as_str(), "counted as no difference"),
            Block::Industry => (taxonomy.industries[of].name.as_str(), "counted as no difference"),
            Block::Tier => (taxonomy.tiers[of].name.as_str(), "counted as no difference"),
            Block::Country => (taxonomy.places[of].name.as_str(), "taken from what lies around it"),
            Block::Area => (taxonomy.places[of].name.as_str(), "taken from its state"),
            _ => return None,
        };
        let percent = 100.0 * (normal::Z80 * self.book.block_sd(effect.block)).exp_m1();
        Some(format!("No evidence speaks of {name} itself: {taken}, ±{percent:.0} %."))
    }
}
