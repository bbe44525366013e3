//! `goingrate hire`: what a hire costs in several ways, from words or from a plan.

mod question;

use clap::{Args, ValueEnum};
use goingrate::GoingRate;
use goingrate::ask::hire::{self as ask, NEW_PLAN};
use goingrate::ask::read_amount;
use goingrate_view::views::hire::{BudgetView, ByPlaceView, HireView};
use goingrate_view::views::{Context, labels};
use goingrate_view::{Style, text};

use super::{Answer, render};
use crate::args::{self, BookFile, Planned, ProfileArgs, StoreFolder};
use crate::exit::Exit;
use crate::files::plans;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate hire \"senior backend, Python, FastAPI, Austin\" --vs \"Poland, agency\" --for 18mo
  goingrate hire \"mid backend, Berlin\" --share 50% --recruiting agency --assume agency-fee=25%
  goingrate hire \"senior backend, agency, Poland\" --home Austin --by place
  goingrate hire \"senior backend, Austin\" --budget 150000 --for 12mo
  goingrate hire new";

/// What a hire costs.
#[derive(Args)]
pub struct Hire {
    #[command(flatten)]
    pub profile: ProfileArgs,
    /// Another way to get the same work done; what it does not name is the first one's. May be given
    /// several times; without it a freelancer and an agency of the same place stand beside.
    #[arg(long, value_name = "TEXT", help_heading = "Plan")]
    pub vs: Vec<String>,
    /// How long the work is needed: 18mo, 2y; 12 months if not given.
    #[arg(long = "for", value_name = "TIME", help_heading = "Plan")]
    pub months: Option<String>,
    /// The part of a full-time week: 50%.
    #[arg(long, value_name = "SHARE", help_heading = "Plan", allow_hyphen_values = true)]
    pub share: Option<String>,
    /// What was agreed with the first: 165000, 95/h; what the market pays if not given.
    #[arg(long, value_name = "AMOUNT", help_heading = "Plan", allow_hyphen_values = true)]
    pub pay: Option<String>,
    /// Where the firm is; the place of the first way if not given.
    #[arg(long, value_name = "PLACE", help_heading = "Plan")]
    pub home: Option<String>,
    /// How people are found.
    #[arg(long, value_enum, default_value = "own", help_heading = "Plan")]
    pub recruiting: Recruiting,
    /// The work ends with the time: notice and severance of employees are counted.
    #[arg(long, help_heading = "Plan")]
    pub ends: bool,
    /// Count testing, operations and design that come with a developer too.
    #[arg(long, help_heading = "Plan")]
    pub roles_around: bool,
    /// The same work in other places, by what a productive hour costs there.
    #[arg(long, value_enum, help_heading = "Ask", conflicts_with_all = ["budget", "vs"])]
    pub by: Option<By>,
    /// What an amount of money buys: people, places, months.
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    #[arg(conflicts_with = "vs")]
    pub budget: Option<String>,
    /// From pay to full cost, and what matters most, for every way.
    #[arg(long, help_heading = "Shown")]
    pub why: bool,
    #[command(flatten)]
    pub planned: Planned,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

/// By what the answer is ranked.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum By {
    /// Other places.
    Place,
}

/// How people are found.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum Recruiting {
    /// By the firm's own search.
    Own,
    /// By a recruiting agency, for a fee.
    Agency,
}

impl Hire {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        if let Some(answer) = plans::new_plan(&self.profile.text, NEW_PLAN, "hire") {
            return answer;
        }
        let going_rate = args::open(&self.book, &self.store, &self.planned.rates)?;
        let answer = self.answer(&going_rate, json);
        answer.map_err(|problem| args::named(problem, &self.book, &self.store))
    }

    fn answer(&self, going_rate: &GoingRate, json: bool) -> Answer {
        let (question, words) = (self.question(going_rate)?, &going_rate.taxonomy);
        if self.by.is_some() {
            let view = ByPlaceView::new(&ask::by_place(going_rate, &question)?, words);
            return Ok((render(&view, json, text::hire_by_place)?, Exit::Success));
        }
        if let Some(budget) = &self.budget {
            let budget = read_amount("budget", budget, words)?;
            let view = BudgetView::new(&ask::within_budget(going_rate, &question, budget)?, words);
            return Ok((render(&view, json, text::hire_within_budget)?, Exit::Success));
        }
        let answer = ask::hire(going_rate, &question)?;
        let levers = ask::levers(going_rate, &question)?;
        let labels = labels(going_rate);
        let view = HireView::new(&answer, &levers, &Context::new(going_rate, &labels));
        let shown = text::HireShown { why: self.why, assumptions: self.planned.assumptions };
        let set = |view: &HireView, style: &Style| text::hire(view, style, shown);
        Ok((render(&view, json, set)?, Exit::Success))
    }
}
