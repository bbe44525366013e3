//! What a project takes for granted, read from the assumptions.

use goingrate_units::Problem;

use super::{Class, Overrun};
use crate::{Assumptions, At, Spread, Used};

/// What is assumed beside features, team and prices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Basis {
    /// Working days until somebody works at full speed.
    pub ramp_days: Spread,
    /// Share of the full speed on the first day.
    pub ramp_start: Spread,
    /// What each further person costs every other: share of their work.
    pub communication: Spread,
    /// Months that a project of one person-month takes at the least.
    pub shortest: Spread,
    /// The power of person-months with which that grows.
    pub shortest_power: f64,
    /// Working days of a year that are off.
    pub days_off: Spread,
    /// Calendar time over working time.
    pub waiting: Spread,
    /// Management over the days of features.
    pub management: Spread,
    /// The error of the estimate.
    pub overrun: Overrun,
    /// Maintenance of a year over the cost of building.
    pub maintenance: Spread,
    /// Hosting a month, in the currency of the question.
    pub hosting: Spread,
}

impl Basis {
    /// Nothing is lost, nothing is off, nothing goes wrong: for tests and closed forms.
    pub fn certain() -> Basis {
        let (zero, one) = (Spread::certain(0.0), Spread::certain(1.0));
        Basis {
            ramp_days: zero,
            ramp_start: one,
            communication: zero,
            shortest: zero,
            shortest_power: 0.34,
            days_off: zero,
            waiting: one,
            management: zero,
            overrun: Overrun::none(),
            maintenance: zero,
            hosting: zero,
        }
    }

    /// Takes the assumptions for a place, day and class; `at.of` names the kind of project, by which
    /// hosting goes. `per_dollar` is the question's currency against the US dollar. What was taken is
    /// told with it.
    ///
    /// # Errors
    /// When an assumption is not carried.
    pub fn take(
        assumptions: &Assumptions,
        at: &At,
        class: Class,
        per_dollar: f64,
    ) -> Result<(Basis, Vec<Used>), Problem> {
        let mut told = Vec::new();
        let of_class = At { of: &[class.slug()], ..at.clone() };
        let overrun = overrun(assumptions, &of_class, class, &mut told)?;
        let mut take = |name: &str| -> Result<Spread, Problem> {
            let used = assumptions.used(name, at)?;
            let spread = used.spread();
            told.push(used);
            Ok(spread)
        };
        let basis = Basis {
            ramp_days: take("project-ramp-days")?,
            ramp_start: take("project-ramp-start")?,
            communication: take("communication-loss")?,
            shortest: take("shortest-schedule")?,
            shortest_power: take("shortest-schedule-power")?.middle(),
            days_off: take("project-days-off")?.within(0.0, 200.0),
            waiting: take("waiting")?,
            management: take("project-management")?,
            overrun,
            maintenance: take("project-maintenance")?,
            hosting: take("project-hosting")?.times(per_dollar),
        };
        Ok((basis, told))
    }
}

/// The error of the estimate.
fn overrun(
    assumptions: &Assumptions,
    at: &At,
    class: Class,
    told: &mut Vec<Used>,
) -> Result<Overrun, Problem> {
    let mut take = |name: &str| -> Result<Used, Problem> {
        let used = assumptions.used(name, at)?;
        told.push(used.clone());
        Ok(used)
    };
    let ratio = take("overrun")?;
    if ratio.low <= 0.0 {
        let what = "has to be above zero: no project needs no days";
        return Err(Problem::of("assume", "overrun", what).hint("write overrun=0.7..1.6"));
    }
    let (tail, most) = (take("overrun-tail")?.typical, take("overrun-most")?.typical);
    let by_size = take("overrun-by-size")?.typical;
    let Used { low, typical: middle, high, .. } = ratio;
    Ok(Overrun { class, low, middle, high, tail: tail.max(0.5), most: most.max(1.0), by_size })
}
