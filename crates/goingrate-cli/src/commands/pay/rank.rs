//! `goingrate pay --by`: places, levels, skills, industries, roles or employers in the order of what they pay.

use clap::ValueEnum;
use goingrate::GoingRate;
use goingrate::ask::{self, RankQuestion};
use goingrate::model::By;
use goingrate::units::Problem;
use goingrate::units::parse::Understood;
use goingrate_view::text;
use goingrate_view::views::rank::RankView;
use goingrate_view::views::{Context, labels};

use crate::args::Shown;
use crate::commands::render;

/// What to rank.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RankBy {
    /// Metropolitan areas and countries.
    Place,
    /// Levels of the role's ladder.
    Level,
    /// Skills.
    Skill,
    /// Industries.
    Industry,
    /// Roles.
    Role,
    /// Employers.
    Employer,
}

impl From<RankBy> for By {
    fn from(by: RankBy) -> By {
        match by {
            RankBy::Place => By::Place,
            RankBy::Level => By::Level,
            RankBy::Skill => By::Skill,
            RankBy::Industry => By::Industry,
            RankBy::Role => By::Role,
            RankBy::Employer => By::Employer,
        }
    }
}

/// Ranks, and renders the ranking with so many entries.
pub fn answer(
    going_rate: &GoingRate,
    asked: Understood,
    by: By,
    (shown, top): (&Shown, usize),
    json: bool,
) -> Result<String, Problem> {
    let (unit, periods) = (shown.unit()?, shown.periods());
    let question = RankQuestion { asked, by, unit, periods, top };
    let answer = ask::rank(going_rate, &question)?;
    let labels = labels(going_rate);
    render(&RankView::new(&answer, &Context::new(going_rate, &labels)), json, text::rank)
}
