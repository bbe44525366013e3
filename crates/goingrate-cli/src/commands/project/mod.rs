//! `goingrate project`: what a project costs and how long it takes.

mod files;

use std::path::{Path, PathBuf};

use clap::Args;
use goingrate::ask::{self, NEW_PLAN, ProjectQuestion};
use goingrate::request::{PlannedRequest, ProjectRequest};
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::project::ProjectView;
use goingrate_view::views::{Context, labels};

use self::files::read;
use super::{Answer, render};
use crate::args::{self, BookFile, Planned, StoreFolder, today};
use crate::exit::Exit;
use crate::files::plans;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate project \"SaaS, multi-tenant, payments\" --team \"2 senior, 1 mid, Ukraine, agency\"
  goingrate project \"MVP, booking\" --team \"1 senior, Poland\" --budget 60k --by \"5 months\"
  goingrate project \"simple API, 4 entities, no login\" --assumptions
  goingrate project new
  goingrate project mvp.toml";

/// What a project costs and how long it takes.
#[derive(Args)]
pub struct Project {
    /// What is built, in words: a kind (simple API, MVP, SaaS platform, enterprise system) and features;
    /// or a plan (a .toml file). `new` writes a plan with every key.
    pub text: Vec<String>,
    /// Who builds it: "2 senior, 1 mid, Eastern Europe, agency"; the usual team of the kind if not given.
    #[arg(long, help_heading = "Ask", allow_hyphen_values = true)]
    pub team: Option<String>,
    /// The most it may cost: 60k, "50000 EUR". Tells what fits.
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub budget: Option<String>,
    /// When it has to be done: 2027-06-30, or "4 months". Tells what fits.
    #[arg(long, value_name = "DATE", help_heading = "Ask", allow_hyphen_values = true)]
    pub by: Option<String>,
    /// The first day; today if not given.
    #[arg(long, value_name = "DATE", help_heading = "Ask")]
    pub start: Option<String>,
    /// The day of the prices, which also counts as today: 2026-11-30.
    #[arg(long, value_name = "DATE", help_heading = "Ask")]
    pub as_of: Option<String>,
    /// How sure the version that fits has to be to stay within the limits: 80%.
    #[arg(long, value_name = "SHARE", help_heading = "Ask", allow_hyphen_values = true)]
    pub confidence: Option<String>,
    /// A table of your own past (CSV) with the columns estimated and actual: how far your estimates are
    /// off replaces what is carried.
    #[arg(long, value_name = "FILE", help_heading = "Ask")]
    pub history: Option<PathBuf>,
    /// Cost and time together, as a picture.
    #[arg(long, help_heading = "Shown")]
    pub cloud: bool,
    #[command(flatten)]
    pub planned: Planned,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

impl Project {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        if let Some(answer) = plans::new_plan(&self.text, NEW_PLAN, "project") {
            return answer;
        }
        let question = self.question()?;
        let going_rate = args::open(&self.book, &self.store, &self.planned.rates)?;
        let answer = ask::project(&going_rate, &question)?;
        let labels = labels(&going_rate);
        let mut view = ProjectView::new(&answer, &Context::new(&going_rate, &labels));
        (view.tell_assumptions, view.tell_cloud) = (self.planned.assumptions, self.cloud);
        Ok((render(&view, json, text::project)?, Exit::Success))
    }

    fn question(&self) -> Result<ProjectQuestion, Problem> {
        let text = self.text.join(" ");
        let file = Path::new(&text);
        let is_plan = file.extension().is_some_and(|ending| ending == "toml");
        let mut question = match is_plan {
            true => self.request("").planned(&text, &read("plan", file)?, today()?)?,
            false => self.request(&text).question(today()?)?,
        };
        // The past that a plan names lies beside it.
        let beside = |name: &String| file.parent().map_or_else(|| name.into(), |at| at.join(name));
        let past = self.history.clone().or(question.history_file.as_ref().map(beside));
        if let Some(past) = past {
            question.history = Some((past.display().to_string(), read("history", &past)?));
        }
        Ok(question)
    }

    fn request(&self, text: &str) -> ProjectRequest {
        ProjectRequest {
            text: text.to_owned(),
            plan: None,
            team: self.team.clone(),
            budget: self.budget.clone().map(Into::into),
            by: self.by.clone(),
            start: self.start.clone(),
            as_of: self.as_of.clone(),
            confidence: self.confidence.clone().map(Into::into),
            history: Vec::new(),
            planned: PlannedRequest::from(&self.planned),
        }
    }
}
