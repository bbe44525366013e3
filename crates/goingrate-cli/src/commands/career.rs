//! `goingrate career`: the next steps of a career as money over time.

use clap::Args;
use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::ask::career as ask;
use goingrate::request::{CareerRequest, PlannedRequest};
use goingrate_view::views::career::CareerView;
use goingrate_view::views::{Context, labels};
use goingrate_view::{Style, text};

use super::{Answer, render};
use crate::args::{self, BookFile, Planned, ProfileArgs, StoreFolder, today};
use crate::exit::Exit;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate career \"mid backend, Austin, 3 years\"
  goingrate career \"senior backend, Berlin\" --pay 78k --way Switzerland --way freelance --horizon 15
  goingrate career \"mid backend, Austin, total compensation\" --goal 250k --discount 6%
  goingrate career \"junior data engineer, London\" --way Rust --assume years-to-step:senior=2..8";

/// What the next steps of a career bring.
#[derive(Args)]
pub struct Career {
    #[command(flatten)]
    pub profile: ProfileArgs,
    /// A way to compare with staying; what it does not name stays as it is: staff, \"engineering manager\",
    /// Rust, Berlin, \"at Google\", freelance, founder. May be given several times; the usual ones if not given.
    #[arg(long, value_name = "TEXT", help_heading = "Career")]
    pub way: Vec<String>,
    /// What is earned now, a year or with its period: 128k, 6500/mo; a person of the market if not given.
    #[arg(long, value_name = "AMOUNT", help_heading = "Career", allow_hyphen_values = true)]
    pub pay: Option<String>,
    /// Pay that is to be reached, a year before tax in today's money.
    #[arg(long, value_name = "AMOUNT", help_heading = "Career", allow_hyphen_values = true)]
    pub goal: Option<String>,
    /// Over how many years ways are compared, 1 to 15.
    #[arg(long, value_name = "N", default_value_t = ask::YEARS, help_heading = "Career")]
    pub horizon: u32,
    /// By how much a year later is worth less: 4%.
    #[arg(long, value_name = "SHARE", help_heading = "Career", allow_hyphen_values = true)]
    pub discount: Option<String>,
    #[command(flatten)]
    pub planned: Planned,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

impl Career {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &self.planned.rates)?;
        let answer = self.answer(&going_rate, json);
        answer.map_err(|problem| args::named(problem, &self.book, &self.store))
    }

    fn answer(&self, going_rate: &GoingRate, json: bool) -> Answer {
        let answer = ask::career(going_rate, &self.request().question(going_rate, today()?)?)?;
        let labels = labels(going_rate);
        let view = CareerView::new(&answer, &Context::new(going_rate, &labels));
        let set =
            |view: &CareerView, style: &Style| text::career(view, style, self.planned.assumptions);
        Ok((render(&view, json, set)?, Exit::Success))
    }

    fn request(&self) -> CareerRequest {
        CareerRequest {
            profile: ProfileText::from(&self.profile),
            way: self.way.clone(),
            pay: self.pay.clone().map(Into::into),
            goal: self.goal.clone().map(Into::into),
            horizon: self.horizon,
            discount: self.discount.clone().map(Into::into),
            planned: PlannedRequest::from(&self.planned),
        }
    }
}
