//! Looking around: places, levels, skills, industries, roles and employers in the order of what they pay; hourly
//! rates of the world; pay over time. Every way takes one question and shows it from another side.

mod entries;
mod frame;
mod landing;
mod levels;
mod places;
mod question;
mod ranking;
mod rates;
mod rows;
mod sentences;
mod table;
mod trend;
mod way;
mod wording;

use goingrate::units::Problem;
use goingrate_view::questions::Asking;

use self::question::Question;
pub use self::sentences::ordinal;
use self::way::Way;
use crate::{Input, Page};

/// The ways in.
pub fn landing(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    Ok(landing::page(asking, input))
}

/// One of the ways.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let Some(way) = Way::of(input.part(0)) else { return Ok(landing::unknown(input)) };
    let made = Question::read(asking, input).and_then(|question| {
        let input = question.input(input);
        match way {
            Way::Place => places::page(&question, &input),
            Way::Level => levels::page(&question, &input),
            Way::Rates => rates::page(&question, &input),
            Way::Trend => trend::page(&question, &input),
            Way::Skill | Way::Industry | Way::Role | Way::Employer => {
                ranking::page(&question, way, &input)
            }
        }
    });
    Ok(made.unwrap_or_else(|problem| frame::problem(&problem, way, input)))
}
