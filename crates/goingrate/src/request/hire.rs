//! What a hire costs, in several ways; what it costs elsewhere; and what an amount buys.

use goingrate_units::parse::Amount;
use goingrate_units::{Date, Problem, parse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlanText, PlannedRequest};
use crate::GoingRate;
use crate::ask::hire::{HireQuestion, HireText, Through, read_months, read_plan, read_share};
use crate::ask::{ProfileText, Text, read_amount};

/// Who is hired, in which ways: in words, or as a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HireRequest {
    /// Who is hired.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// A plan, as the text of a TOML file or an object with its keys, instead of words.
    pub plan: Option<PlanText>,
    /// Other ways to get the same work done; what one does not name is the first one's. Without any a
    /// freelancer and an agency of the same place stand beside.
    pub vs: Vec<String>,
    /// How long the work is needed: "18mo", "2y"; 12 months if not given.
    #[serde(rename = "for")]
    pub months: Option<Text>,
    /// The part of a full-time week: "50%".
    pub share: Option<Text>,
    /// What was agreed with the first: "165000", "95/h"; what the market pays if not given.
    pub pay: Option<Text>,
    /// Where the firm is; the place of the first way if not given.
    pub home: Option<String>,
    /// How people are found: by the firm's own search if not given.
    pub recruiting: Option<RecruitingWord>,
    /// The work ends with the time: notice and severance of employees are counted.
    pub ends: bool,
    /// Count testing, operations and design that come with a developer too.
    pub roles_around: bool,
    /// What is assumed, told and drawn.
    #[serde(flatten)]
    pub planned: PlannedRequest,
}

/// How people are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum RecruitingWord {
    /// By the firm's own search.
    Own,
    /// By a recruiting agency, for a fee.
    Agency,
}

/// The same work in other places.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HirePlacesRequest {
    /// Who is hired.
    #[serde(flatten)]
    pub hire: HireRequest,
}

/// What an amount buys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HireBudgetRequest {
    /// Who is hired.
    #[serde(flatten)]
    pub hire: HireRequest,
    /// The amount of money: "300k", "250000 EUR".
    pub budget: Text,
}

/// The name by which problems call a plan that has no file.
const PLAN: &str = "plan";

impl HireRequest {
    /// The question that is asked; what stands beside a plan goes before what the plan says.
    ///
    /// # Errors
    /// When a field or the plan cannot be read, or a plan and words name the work.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<HireQuestion, Problem> {
        match &self.plan {
            Some(plan) => {
                let read = self.planned(PLAN, &plan.toml()?, going_rate, today);
                read.map_err(|problem| plan.named(problem))
            }
            None => {
                let ways = self.ways()?.read(&going_rate.taxonomy, today)?;
                self.over(HireQuestion::new(ways, today), going_rate)
            }
        }
    }

    /// The question of a plan in a file, whose name problems tell.
    ///
    /// # Errors
    /// As [`HireRequest::question`].
    pub fn planned(
        &self,
        file: &str,
        plan: &str,
        going_rate: &GoingRate,
        today: Date,
    ) -> Result<HireQuestion, Problem> {
        self.refuse_beside_a_plan(file)?;
        self.over(read_plan(file, plan, &going_rate.taxonomy, today)?, going_rate)
    }

    fn over(
        &self,
        mut question: HireQuestion,
        going_rate: &GoingRate,
    ) -> Result<HireQuestion, Problem> {
        if let Some(months) = &self.months {
            (question.months, question.months_taken) = (read_months(months)?, false);
        }
        if let Some(home) = &self.home {
            let read = parse::place(home, &going_rate.taxonomy);
            question.home = Some(read.map_err(|problem| problem.in_field("home"))?);
        }
        if self.recruiting == Some(RecruitingWord::Agency) {
            question.through = Through::Agency;
        }
        question.ends |= self.ends;
        question.roles_around |= self.roles_around;
        let drawn = (&mut question.draws, &mut question.seed);
        self.planned.over(&mut question.currency, &mut question.assume, drawn)?;
        Ok(question)
    }

    /// A plan names its own ways, shares and pay.
    fn refuse_beside_a_plan(&self, plan: &str) -> Result<(), Problem> {
        let said = self.profile != ProfileText::default();
        let given = said || !self.vs.is_empty() || self.share.is_some() || self.pay.is_some();
        match given {
            true => Err(Problem::of("plan", plan, "names its own ways, pay and parts of a week")
                .hint("write them into the plan, or ask in words")),
            false => Ok(()),
        }
    }

    fn ways(&self) -> Result<HireText, Problem> {
        Ok(HireText {
            first: self.profile.clone(),
            others: self.vs.clone(),
            share: self.share.as_deref().map(read_share).transpose()?,
            pay: self.pay.clone().map(String::from),
        })
    }
}

impl HirePlacesRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// As [`HireRequest::question`], and when other ways are named (field `vs`).
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<HireQuestion, Problem> {
        alone(&self.hire)?;
        self.hire.question(going_rate, today)
    }
}

impl HireBudgetRequest {
    /// The question that is asked, and the amount.
    ///
    /// # Errors
    /// As [`HireRequest::question`], and when other ways are named (field `vs`) or the amount is none (field
    /// `budget`).
    pub fn question(
        &self,
        going_rate: &GoingRate,
        today: Date,
    ) -> Result<(HireQuestion, Amount), Problem> {
        alone(&self.hire)?;
        let budget = read_amount("budget", &self.budget, &going_rate.taxonomy)?;
        Ok((self.hire.question(going_rate, today)?, budget))
    }
}

/// Places and budgets are asked of one way.
fn alone(hire: &HireRequest) -> Result<(), Problem> {
    match hire.vs.first() {
        None => Ok(()),
        Some(text) => Err(Problem::of("vs", text, "is another way, and this is asked of one way")
            .hint("leave it out, or ask what the ways cost")),
    }
}
