//! `goingrate pay --by`: places, levels, skills, industries, roles or employers in the order of what they pay.

use clap::ValueEnum;
use goingrate::GoingRate;
use goingrate::ask;
use goingrate::request::{ByWord, RankRequest};
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::rank::RankView;
use goingrate_view::views::{Context, labels};

use crate::args::today;
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

impl From<RankBy> for ByWord {
    fn from(by: RankBy) -> ByWord {
        match by {
            RankBy::Place => ByWord::Place,
            RankBy::Level => ByWord::Level,
            RankBy::Skill => ByWord::Skill,
            RankBy::Industry => ByWord::Industry,
            RankBy::Role => ByWord::Role,
            RankBy::Employer => ByWord::Employer,
        }
    }
}

/// A ranking that is asked for.
pub struct Ranking(pub RankRequest);

impl Ranking {
    /// Ranks, and renders the ranking.
    pub fn answer(&self, going_rate: &GoingRate, json: bool) -> Result<String, Problem> {
        let answer = ask::rank(going_rate, &self.0.question(going_rate, today()?)?)?;
        let labels = labels(going_rate);
        render(&RankView::new(&answer, &Context::new(going_rate, &labels)), json, text::rank)
    }
}
