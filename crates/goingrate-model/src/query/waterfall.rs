//! From the nation's figure for a role to a profile's, one part of the profile at a time.

use goingrate_units::{Component, Engagement, Profile};

use crate::ModelError;
use crate::block::ProfilePart;
use crate::query::answer::{Uncertain, WaterfallStep};
use crate::query::estimator::{Estimator, median};
use crate::query::remarks::in_words;

/// A step to take: what it fills in, with its name, and the profile after it.
struct Stage {
    part: ProfilePart,
    name: String,
    profile: Profile,
}

impl Estimator<'_> {
    /// From the nation's figure for the role, all levels together, to the profile's, one part at a
    /// time.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn waterfall(&self, profile: &Profile) -> Result<Vec<WaterfallStep>, ModelError> {
        let mut steps: Vec<WaterfallStep> = Vec::new();
        for Stage { part, name, profile } in self.stages(profile) {
            let evaluation = self.evaluate(&profile)?;
            let figure = median(&evaluation);
            let sd = evaluation.sd(&figure);
            let median = Uncertain { ln: figure.value + self.shift(&profile)?, sd };
            let change = steps.last().map_or(0.0, |step| median.ln - step.median.ln);
            steps.push(WaterfallStep { part, name, median, change });
        }
        Ok(steps)
    }

    /// The stages from the nation's figure on, in their order; only those that fill something in.
    fn stages(&self, profile: &Profile) -> Vec<Stage> {
        let mut stages = vec![self.nation(profile)];
        stages.extend(self.level_stage(profile));
        stages.extend(years_stage(profile, after(&stages)));
        self.place_and_skills(profile, &mut stages);
        self.employer_stages(profile, &mut stages);
        stages.extend(engagement_stage(profile, after(&stages)));
        stages
    }

    /// The role in its country, with everything else left open.
    fn nation(&self, profile: &Profile) -> Stage {
        let taxonomy = self.design.taxonomy;
        let start = Profile {
            level: None,
            years: None,
            place: self.design.country(profile.place),
            skills: Vec::new(),
            industry: None,
            tier: None,
            employer: None,
            rung: None,
            engagement: Engagement::Employee,
            component: Component::BaseSalary,
            ..profile.clone()
        };
        let (role, place) = (&taxonomy.role(start.role).name, &taxonomy.place(start.place).name);
        Stage { part: ProfilePart::Role, name: format!("{role}, {place}"), profile: start }
    }

    fn level_stage(&self, profile: &Profile) -> Option<Stage> {
        let Profile { level, years, rung, .. } = *profile;
        let taxonomy = self.design.taxonomy;
        let name = |level| match rung {
            Some(rung) => taxonomy.rung(rung).code.clone(),
            None => taxonomy.level(level).name.clone(),
        };
        let nation = self.nation(profile).profile;
        (level.is_some() || years.is_some()).then(|| Stage {
            part: ProfilePart::Level,
            name: level.map_or("years".to_owned(), name),
            profile: Profile { level, rung, years: years.filter(|_| level.is_none()), ..nation },
        })
    }

    fn place_and_skills(&self, profile: &Profile, stages: &mut Vec<Stage>) {
        let taxonomy = self.design.taxonomy;
        if after(stages).place != profile.place {
            let name = taxonomy.place(profile.place).name.clone();
            let profile = Profile { place: profile.place, ..after(stages).clone() };
            stages.push(Stage { part: ProfilePart::Place, name, profile });
        }
        for &skill in &profile.skills {
            let mut profile = after(stages).clone();
            profile.skills.push(skill);
            let name = taxonomy.skill(skill).name.clone();
            stages.push(Stage { part: ProfilePart::Skill, name, profile });
        }
    }

    fn employer_stages(&self, profile: &Profile, stages: &mut Vec<Stage>) {
        let taxonomy = self.design.taxonomy;
        if let Some(industry) = profile.industry {
            let name = taxonomy.industry(industry).everyday.clone();
            let profile = Profile { industry: Some(industry), ..after(stages).clone() };
            stages.push(Stage { part: ProfilePart::Industry, name, profile });
        }
        let tier = self.design.tier_at(profile.tier, profile.employer, profile.place);
        if let Some(tier) = tier {
            let name = taxonomy.tier(tier).name.clone();
            let profile = Profile { tier: Some(tier), ..after(stages).clone() };
            stages.push(Stage { part: ProfilePart::Tier, name, profile });
        }
        if let Some(employer) = profile.employer {
            let name = taxonomy.employer(employer).name.clone();
            let profile = Profile { employer: Some(employer), ..after(stages).clone() };
            stages.push(Stage { part: ProfilePart::Employer, name, profile });
        }
    }
}

/// The years that are stated beside a level.
fn years_stage(profile: &Profile, before: &Profile) -> Option<Stage> {
    let years = profile.years.filter(|_| profile.level.is_some())?;
    let profile = Profile { years: Some(years), ..before.clone() };
    Some(Stage { part: ProfilePart::Level, name: in_words(years), profile })
}

/// The engagement with the part of pay that goes with it, or that part alone.
fn engagement_stage(profile: &Profile, before: &Profile) -> Option<Stage> {
    let Profile { engagement, component, .. } = *profile;
    let (part, name) = if engagement != before.engagement {
        (ProfilePart::Engagement, engagement.name())
    } else if component != before.component {
        (ProfilePart::Component, component.name())
    } else {
        return None;
    };
    let profile = Profile { engagement, component, ..before.clone() };
    Some(Stage { part, name: name.to_owned(), profile })
}

/// The profile after the last stage.
fn after(stages: &[Stage]) -> &Profile {
    &stages.last().expect("the nation is always the first stage").profile
}
