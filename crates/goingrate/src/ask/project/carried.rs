//! What planners carry: assumptions, features and kinds of projects, read once for a question.

use goingrate_plan::Assumptions;
use goingrate_plan::project::Catalogue;
use goingrate_units::{Problem, ProblemKind};

use crate::data;

/// The carried assumptions, with a reader's own in their place: `waiting=1.2`, `overrun:client=1..1.8`.
///
/// # Errors
/// When there is no such assumption, or a carried file is damaged.
pub fn assumptions(own: &[String]) -> Result<Assumptions, Problem> {
    let mut all = Assumptions::read(data::PLANNING.iter().copied()).map_err(first)?;
    own.iter().try_for_each(|text| all.replace(text))?;
    Ok(all)
}

/// The carried features and kinds.
///
/// # Errors
/// When a carried file is damaged.
pub fn catalogue() -> Result<Catalogue, Problem> {
    Catalogue::read(data::FEATURES.iter().copied()).map_err(first)
}

fn first(problems: Vec<Problem>) -> Problem {
    let unknown = || Problem::new("the carried data of planners cannot be read");
    problems.into_iter().next().unwrap_or_else(unknown).kind(ProblemKind::Internal)
}
