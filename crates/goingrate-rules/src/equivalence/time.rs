//! Days and hours: how much of a year can be billed.

use goingrate_units::Problem;

use super::question::WEEKDAYS;
use super::used::Used;
use crate::AssumptionName;

/// Billable hours of a year, few and many, and the working hours that they are a share of.
pub fn billable_hours(used: &[Used], own: Option<(f64, f64)>) -> Result<(f64, f64), Problem> {
    if let Some(hours) = own {
        return Ok(hours);
    }
    let of = |name: AssumptionName| used.iter().find(|used| used.name() == name);
    let value = |name| of(name).map_or(0.0, |used| used.value);
    let off = [AssumptionName::PaidLeave, AssumptionName::PublicHolidays, AssumptionName::SickDays];
    let days = WEEKDAYS - off.into_iter().map(value).sum::<f64>();
    let hours = days * value(AssumptionName::HoursADay);
    let (low, high) =
        of(AssumptionName::BillableShare).map_or((0.0, 0.0), |used| (used.low, used.high));
    if hours * low > 0.0 {
        return Ok((hours * low, hours * high));
    }
    Err(Problem::of("assume", &format!("{days} days"), "no working day is left to bill")
        .hint("assume fewer days off"))
}
