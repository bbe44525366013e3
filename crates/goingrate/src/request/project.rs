//! What a project costs and how long it takes.

use goingrate_units::{Date, Problem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlanText, PlannedRequest};
use crate::ask::{ProjectQuestion, Text, read_plan};

/// What is built, by whom, within which limits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProjectRequest {
    /// What is built, in words: a kind (simple API, MVP, SaaS platform, enterprise system) and features.
    pub text: String,
    /// A plan, as the text of a TOML file or an object with its keys.
    pub plan: Option<PlanText>,
    /// Who builds it: "2 senior, 1 mid, Eastern Europe, agency"; the usual team of the kind if not given.
    pub team: Option<String>,
    /// The most it may cost: "60k", "50000 EUR". Tells what fits.
    pub budget: Option<Text>,
    /// When it has to be done: "2027-06-30", or "4 months". Tells what fits.
    pub by: Option<String>,
    /// The first day; today if not given.
    pub start: Option<String>,
    /// The day of the prices, which also counts as today: "2026-11-30".
    pub as_of: Option<String>,
    /// How sure the version that fits has to be to stay within the limits: "80%".
    pub confidence: Option<Text>,
    /// Your own past: how far your estimates are off replaces what is carried.
    pub history: Vec<PastProject>,
    /// What is assumed, told and drawn.
    #[serde(flatten)]
    pub planned: PlannedRequest,
}

/// A project of the past.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct PastProject {
    /// The effort that was estimated, in any unit.
    pub estimated: f64,
    /// The effort that was needed, in the same unit.
    pub actual: f64,
}

/// The name by which problems call a plan that has no file.
const PLAN: &str = "plan";

impl ProjectRequest {
    /// The question that is asked; what stands beside a plan goes before what the plan says.
    ///
    /// # Errors
    /// When a field or the plan cannot be read; the problem names it.
    pub fn question(&self, today: Date) -> Result<ProjectQuestion, Problem> {
        match &self.plan {
            None => self.said(today),
            Some(plan) => {
                let read = self.planned(PLAN, &plan.toml()?, today);
                let question = read.map_err(|problem| plan.named(problem))?;
                match &question.history_file {
                    // Requests name no files of the machine that answers.
                    Some(file) if question.history.is_none() => {
                        Err(Problem::of("history", file, "is a file, and none is read here")
                            .hint("give your past beside the plan, as estimated and actual"))
                    }
                    _ => Ok(question),
                }
            }
        }
    }

    /// The question of a plan in a file, whose name problems tell.
    ///
    /// # Errors
    /// As [`ProjectRequest::question`].
    pub fn planned(&self, file: &str, plan: &str, today: Date) -> Result<ProjectQuestion, Problem> {
        read_plan(file, plan, self.said(today)?)
    }

    fn said(&self, today: Date) -> Result<ProjectQuestion, Problem> {
        let as_of = self.as_of.as_deref().map(str::parse::<Date>).transpose();
        let as_of = as_of.map_err(|error| Problem::from(error).in_field("as_of"))?;
        Ok(ProjectQuestion {
            as_of_given: as_of.is_some(),
            text: self.text.clone(),
            team: self.team.clone(),
            budget: self.budget.clone().map(String::from),
            by: self.by.clone(),
            start: self.start.clone(),
            confidence: self.confidence.as_deref().map(share).transpose()?,
            currency: self.planned.currency.clone(),
            assume: self.planned.assume.clone(),
            draws: self.planned.draws,
            seed: self.planned.seed,
            history: self.past(),
            ..ProjectQuestion::new(as_of.unwrap_or(today))
        })
    }

    /// The past as the table that is read from files.
    fn past(&self) -> Option<(String, String)> {
        let row = |past: &PastProject| format!("{},{}\n", past.estimated, past.actual);
        let rows: String = self.history.iter().map(row).collect();
        (!rows.is_empty()).then(|| ("history".to_owned(), format!("estimated,actual\n{rows}")))
    }
}

/// "80%" or "0.8".
fn share(text: &str) -> Result<f64, Problem> {
    let (digits, scale) = text.trim().strip_suffix('%').map_or((text.trim(), 1.0), |d| (d, 0.01));
    digits.trim().parse::<f64>().map(|number| number * scale).map_err(|_| {
        Problem::of("confidence", text, "is no share").hint("write 80%, which is 8 times in 10")
    })
}
