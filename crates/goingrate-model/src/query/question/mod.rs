//! A profile as the question that it is, and whether a book can answer it.

mod parts_of_pay;

use goingrate_units::parse::Field;
use goingrate_units::{Component, Date, Engagement, Profile, Taxonomy};

use crate::ModelError;
use crate::design::{Design, Estimand, Levels};

/// The question of a profile.
pub(crate) fn question(profile: &Profile, taxonomy: &Taxonomy, year: f64) -> Estimand {
    let rung = profile.rung.map(|rung| taxonomy.rung(rung).levels.as_slice());
    let levels = match (rung, profile.level, profile.years) {
        (Some(shares @ [_, _, ..]), _, _) => Levels::Mixture(shares.to_vec()),
        (_, Some(level), _) => Levels::Given(level),
        (_, None, Some(years)) => Levels::Years(years),
        (_, None, None) => Levels::Open,
    };
    Estimand {
        role: profile.role,
        levels,
        place: profile.place,
        skills: profile.skills.clone(),
        any_skill: false,
        industries: profile.industry.into_iter().collect(),
        tier: profile.tier,
        employer: profile.employer,
        reach: Vec::new(),
        kinds_as_told: false,
        years: profile.years,
        engagements: vec![(profile.engagement, 1.0)],
        component: component(profile),
        year,
        source: None,
        shared_error: None,
        average: false,
    }
}

/// An employee's hourly rate is the base salary in another unit.
fn component(profile: &Profile) -> Component {
    match (profile.component, profile.engagement) {
        (Component::HourlyRate, Engagement::Employee) => Component::BaseSalary,
        (component, _) => component,
    }
}

/// Whether a book can answer for a date.
///
/// # Errors
/// When the date is before the evidence or too far after it.
pub(crate) fn check_date(date: Date, design: &Design) -> Result<(), ModelError> {
    let knots = &design.priors.knots;
    let (first, last) = (knots.first, knots.first + (knots.count - 1) as f64 + knots.horizon);
    let year = date.decimal_year();
    let about = Some((Field::AsOf, date.to_string()));
    if year < first.floor() {
        return Err(ModelError::Question {
            about,
            what: format!("is before the evidence, which begins in {}", first.floor()),
            hint: format!("ask for a date from {} on", first.floor()),
        });
    }
    if year > last {
        return Err(ModelError::Question {
            about,
            what: format!(
                "is too far ahead: beyond {:.0} a forecast would be a guess about guesses",
                last.floor()
            ),
            hint: format!("ask for a date up to {:.0}", last.floor()),
        });
    }
    Ok(())
}
