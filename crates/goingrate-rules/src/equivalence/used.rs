//! Assumptions with the values that are taken: the data's, those of lines of the rules, or the
//! reader's own.

use goingrate_units::{Date, Problem, ProblemKind};

use super::question::EquivalenceQuestion;
use crate::AssumptionName;
use crate::language::comparison::{Assumption, AssumptionValue};

/// An assumption with the value that is taken.
pub struct Used<'a> {
    pub assumption: &'a Assumption,
    /// Of the data; none where lines of the rules give it, or the reader does.
    pub given: Option<&'a AssumptionValue>,
    /// Taken; for lines of the rules how much of them counts.
    pub value: f64,
    /// The lowest that is usual.
    pub low: f64,
    /// The highest that is usual.
    pub high: f64,
    /// The reader's own.
    pub own: bool,
}

impl Used<'_> {
    /// Which one.
    pub fn name(&self) -> AssumptionName {
        self.assumption.name
    }

    /// Whether it is a part of lines of the rules, and no part of the salary.
    pub fn is_of_lines(&self) -> bool {
        let counted = self.name() == AssumptionName::StatePension;
        !self.assumption.lines.is_empty() && (counted || !self.own)
    }
}

/// An assumption with the value that holds, or the reader's.
pub fn used<'a>(
    assumption: &'a Assumption,
    question: &EquivalenceQuestion,
    day: Date,
) -> Result<Used<'a>, Problem> {
    let own = question.assume.iter().rev().find(|own| own.name == assumption.name);
    if let Some(own) = own {
        let value = own.value;
        return Ok(Used { assumption, given: None, value, low: value, high: value, own: true });
    }
    if assumption.values.is_empty() {
        // The whole of the lines counts.
        return Ok(Used { assumption, given: None, value: 1.0, low: 1.0, high: 1.0, own: false });
    }
    let given = assumption.value_on(day).ok_or_else(|| {
        let what = format!("no value of {} is carried for that year", assumption.name.slug());
        Problem::of("year", &question.year.to_string(), what).kind(ProblemKind::NotCovered)
    })?;
    let AssumptionValue { low, typical, high, .. } = *given;
    Ok(Used { assumption, given: Some(given), value: typical, low, high, own: false })
}
