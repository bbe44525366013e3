//! The steps of all ways, each once, and other assumptions, with what others report of them.

use goingrate_plan::career::{CareerAnswer, CareerQuestion, Start, StepAnswer};
use goingrate_plan::{Assumptions, Reported, Used};
use goingrate_units::Problem;

/// A step with what others report.
#[derive(Clone, Debug, PartialEq)]
pub struct StepTold {
    /// The figures.
    pub step: StepAnswer,
    /// What the level before it is called.
    pub from: String,
    /// The way in which it is taken.
    pub way: usize,
    /// Years until it, as others report.
    pub years: Vec<Reported>,
    /// What it raises, as others report.
    pub raises: Vec<Reported>,
}

/// What is assumed, with what others report of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// What is taken.
    pub used: Used,
    /// What others report.
    pub reported: Vec<Reported>,
}

/// The words of assumptions whose reports stand with the steps.
const OF_STEPS: [&str; 2] = ["years-to-step", "promotion-raise"];

/// What others report of everything that was taken, but for the steps.
pub fn beside(plan: &CareerAnswer, assumptions: &Assumptions) -> Result<Vec<Beside>, Problem> {
    let mut all = Vec::new();
    for used in plan.used.iter().filter(|used| !OF_STEPS.contains(&used.name.as_str())) {
        let of: Vec<&str> = used.of.as_deref().into_iter().collect();
        let reported = assumptions.reported(&used.name, &of)?;
        if !reported.is_empty() {
            let reported = reported.into_iter().cloned().collect();
            all.push(Beside { used: used.clone(), reported });
        }
    }
    Ok(all)
}

/// The steps of ways that start in the present job, by the level that is left and the one that is reached.
pub fn steps(
    plan: &CareerAnswer,
    asked: &CareerQuestion,
    assumptions: &Assumptions,
) -> Result<Vec<StepTold>, Problem> {
    let mut steps: Vec<StepTold> = Vec::new();
    for (way, (answer, of)) in plan.ways.iter().zip(&asked.ways).enumerate() {
        if of.start != Start::AsNow {
            continue;
        }
        for (step, before) in answer.steps.iter().zip(&of.levels) {
            let known = |told: &StepTold| told.step.word == step.word && told.from == before.name;
            if steps.iter().any(known) {
                continue;
            }
            let of = [step.word.as_str()];
            let reported = |name: &str| -> Result<Vec<Reported>, Problem> {
                Ok(assumptions.reported(name, &of)?.into_iter().cloned().collect())
            };
            let (years, raises) = (reported(OF_STEPS[0])?, reported(OF_STEPS[1])?);
            let (step, from) = (step.clone(), before.name.clone());
            steps.push(StepTold { step, from, way, years, raises });
        }
    }
    Ok(steps)
}
