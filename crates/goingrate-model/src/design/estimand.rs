//! Whose pay a question is about: a profile, the subject of a claim, the people of an official cell.

use crate::design::terms::Career;
use goingrate_units::{
    Component, EmployerId, Engagement, IndustryId, LevelId, PlaceId, RoleId, SkillId, TierId, Years,
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
    /// The employer.
    pub employer: Option<EmployerId>,
    /// How often people of a kind of employer are among those who are spoken of, against others;
    /// empty for the market at large.
    pub reach: Vec<(TierId, f64)>,
    /// Whether kinds of employers stand where they are told to stand beforehand. Who speaks of the people of
    /// all kinds cannot teach what one of them pays: through a mixture the widths of statistics would.
    pub kinds_as_told: bool,
    /// Years of experience beside a stated level.
    pub years: Option<Years>,
    /// Engagements with weights that add up to one.
    pub engagements: Vec<(Engagement, f64)>,
    /// The part of pay.
    pub component: Component,
    /// When, as a decimal year.
    pub year: f64,
    /// The source that says it, if its own terms belong to what is said.
    pub source: Option<usize>,
    /// An official source whose figures may be off, with the sd that its card states.
    pub shared_error: Option<(usize, f64)>,
    /// Whether a country stands for its average node and not for the mixture of its areas: for
    /// contrasts within one nation, in which places cancel.
    pub average: bool,
}

impl Estimand {
    /// The career of the people asked for, where nobody but the market speaks: years that stand instead
    /// of a level, or beside one.
    pub(crate) fn career(&self, usual: impl Fn(LevelId) -> Years) -> Option<Career> {
        let middle = |years: &Years| 0.5 * (years.low + years.high);
        match (&self.levels, &self.years) {
            _ if self.source.is_some() => None,
            (Levels::Years(years), _) => Some(Career::alone(middle(years))),
            (Levels::Given(level), Some(years)) => Some(Career {
                usual: Some(middle(&usual(*level))),
                beside_level: true,
                ..Career::alone(middle(years))
            }),
            (Levels::Mixture(shares), Some(years)) => Some(Career {
                usual: Some(shares.iter().map(|of| of.1 * middle(&usual(of.0))).sum()),
                beside_level: true,
                ..Career::alone(middle(years))
            }),
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
            employer: None,
            reach: Vec::new(),
            kinds_as_told: false,
            years: None,
            engagements: vec![(Engagement::Employee, 1.0)],
            component: Component::BaseSalary,
            year,
            source: None,
            shared_error: None,
            average: false,
        }
    }
}
