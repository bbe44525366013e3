//! Whose pay a question is about: a profile, the subject of a claim, the people of an official cell.

use crate::design::terms::Career;
use goingrate_units::{
    Component, Engagement, IndustryId, LevelId, PlaceId, RoleId, SkillId, TierId, Years,
};

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
    /// The career of the people asked for: years are one where they stand instead of a level, and
    /// nobody but the market speaks.
    pub(crate) fn career(&self) -> Option<Career> {
        match &self.levels {
            Levels::Years(years) if self.source.is_none() => {
                let years = 0.5 * (years.low + years.high);
                Some(Career { years, kind: 0, beside_level: false })
            }
            _ => None,
        }
    }

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
