//! Which parts of pay a book can answer about by themselves: a part that no source states of people
//! like those of a profile is not guessed at.

use goingrate_units::parse::Field;
use goingrate_units::{Component, Profile};

use crate::ModelError;
use crate::block::Block;
use crate::effects::Effect;
use crate::priors::StatedPart;
use crate::query::estimator::Estimator;

impl Estimator<'_> {
    /// Whether evidence speaks of the part of pay of a profile.
    ///
    /// # Errors
    /// When none speaks of the part at all, or of bonus, equity or a sign-on payment by themselves, none
    /// speaks of them at the level and the tier of the profile.
    pub(crate) fn check_component(&self, profile: &Profile) -> Result<(), ModelError> {
        let component = profile.component;
        if matches!(component, Component::BaseSalary | Component::HourlyRate) {
            return Ok(());
        }
        let effect = Effect::of(Block::Component, component as usize);
        if self.book.effects.column(effect).is_none() {
            return Err(refusal(component, String::new(), String::new()));
        }
        let stated = self.stated(component);
        if component == Component::TotalCompensation
            || stated.iter().any(|of| self.fits(of, profile))
        {
            return Ok(());
        }
        let known: Vec<String> = stated.iter().map(|of| self.stated_of(of)).collect();
        let known = match known.is_empty() {
            true => String::new(),
            false => format!("; by itself it is known only of {}", known.join(" and of ")),
        };
        Err(refusal(component, " for this profile".to_owned(), known))
    }

    fn stated(&self, component: Component) -> Vec<&StatedPart> {
        let stated = self.design.priors.stated.iter();
        stated.filter(|of| of.component == component.slug()).collect()
    }

    /// Whether a profile is about those of whom a part is stated: the level or a higher one of the same
    /// ladder, the tier and the country.
    fn fits(&self, stated: &StatedPart, profile: &Profile) -> bool {
        let taxonomy = self.design.taxonomy;
        let Some(least) = taxonomy.level_of(&stated.level) else { return false };
        let (least, tier) = (taxonomy.level(least), taxonomy.tier_of(&stated.tier));
        let high_enough = profile.level.is_some_and(|level| {
            let level = taxonomy.level(level);
            level.ladder == least.ladder && level.rank >= least.rank
        });
        let there = taxonomy.place_of(&stated.country) == Some(self.design.country(profile.place));
        let asked = self.design.tier_at(profile.tier, profile.employer, profile.place);
        high_enough && there && tier.is_some() && asked == tier
    }

    /// "the level Staff and above, Top-tier technology company".
    fn stated_of(&self, stated: &StatedPart) -> String {
        let taxonomy = self.design.taxonomy;
        let level = taxonomy.level_of(&stated.level).map(|id| &taxonomy.level(id).name);
        let tier = taxonomy.tier_of(&stated.tier).map(|id| &taxonomy.tier(id).name);
        let (level, tier) = (level.unwrap_or(&stated.level), tier.unwrap_or(&stated.tier));
        let country = taxonomy.place_of(&stated.country).map(|id| &taxonomy.place(id).name);
        let country = country.unwrap_or(&stated.country);
        format!("the level {level} and above with the employer \"{tier}\" in {country}")
    }
}

/// A refusal with what could be asked instead.
fn refusal(component: Component, of_whom: String, known: String) -> ModelError {
    let name = component.name();
    ModelError::Question {
        about: Some((Field::Component, name.to_owned())),
        what: format!("no evidence speaks of {name} by itself{of_whom}"),
        hint: format!("ask for base salary or total compensation{known}"),
    }
}
