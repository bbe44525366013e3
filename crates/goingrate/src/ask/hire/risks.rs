//! What the law or the arrangement may bring beside the expected cost: work that the law may call
//! employment, and what it costs to pass that risk on.

use goingrate_plan::{Assumptions, At, Used};
use goingrate_units::{Engagement, Problem};

use super::HireQuestion;
use super::price::Priced;

/// Something that may happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// Of which way, by its position.
    pub way: usize,
    /// What kind.
    pub kind: RiskKind,
    /// What it costs to be insured against it or to have somebody else take it.
    pub cover: Option<Used>,
}

/// Kinds of risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskKind {
    /// A freelancer who works most of the week for one client for long may count as employed.
    CountsAsEmployed,
}

/// From this part of a week and so many months on, freelance work for one client looks like a job.
const MOST_OF_A_WEEK: f64 = 0.75;
const LONG: u32 = 6;

/// The risks of a question.
pub fn risks(
    asked: &HireQuestion,
    priced: &Priced,
    assumptions: &Assumptions,
) -> Result<Vec<Risk>, Problem> {
    let mut risks = Vec::new();
    for (way, of) in priced.question.ways.iter().enumerate() {
        let like_a_job = |people: &&goingrate_plan::hire::People| {
            people.engagement == Engagement::Freelance && people.share >= MOST_OF_A_WEEK
        };
        let Some(people) = of.people.iter().find(like_a_job) else { continue };
        if asked.months <= LONG {
            continue;
        }
        let places: Vec<&str> = people.places.iter().map(String::as_str).collect();
        let at = At { places: &places, of: &[people.engagement.slug()], on: priced.question.on };
        let cover = assumptions.used("contractor-of-record", &at)?;
        risks.push(Risk { way, kind: RiskKind::CountsAsEmployed, cover: Some(cover) });
    }
    Ok(risks)
}
