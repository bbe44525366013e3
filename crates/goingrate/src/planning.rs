//! What planners carry: assumptions of `data/planning`, features and kinds of projects of `data/features`.

use goingrate_plan::Assumptions;
use goingrate_plan::project::Catalogue;
use goingrate_units::{PlaceId, Problem, Taxonomy};

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

/// The carried features and kinds of projects.
///
/// # Errors
/// When a carried file is damaged.
pub fn catalogue() -> Result<Catalogue, Problem> {
    Ok(Catalogue::read(data::FEATURES.iter().copied()).map_err(first)?)
}

/// The words of a place and of all that it lies in, the narrowest first, as assumptions are asked.
pub(crate) fn places(place: PlaceId, taxonomy: &Taxonomy) -> Vec<&str> {
    let path = taxonomy.place_path(place).map(|id| taxonomy.place(id).slug.as_str());
    let mut places: Vec<&str> = path.collect();
    places.reverse();
    places
}

fn first(problems: Vec<Problem>) -> OpenError {
    let unknown = || Problem::in_file("data/planning", None, "", "", "cannot be read");
    OpenError::Rules(problems.into_iter().next().unwrap_or_else(unknown))
}
