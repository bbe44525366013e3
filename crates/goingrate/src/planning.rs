//! What planners assume, from the carried files of `data/planning`.

use goingrate_plan::Assumptions;
use goingrate_units::Problem;

use crate::{OpenError, data};

/// The carried assumptions, with what a reader assumes otherwise, each written `name=value`.
///
/// # Errors
/// When there is no such assumption or it has no such value (field `assume`); when a carried file is
/// damaged.
///
/// ```
/// let assumed = goingrate::planning::assumptions(&["agency-fee=18%".to_owned()])?;
/// assert!(assumed.all().count() > 30);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn assumptions(own: &[String]) -> Result<Assumptions, Problem> {
    let mut assumptions = Assumptions::read(data::PLANNING.iter().copied()).map_err(first)?;
    own.iter().try_for_each(|text| assumptions.replace(text))?;
    Ok(assumptions)
}

fn first(problems: Vec<Problem>) -> OpenError {
    let unknown = || Problem::in_file("data/planning", None, "", "", "cannot be read");
    OpenError::Rules(problems.into_iter().next().unwrap_or_else(unknown))
}
