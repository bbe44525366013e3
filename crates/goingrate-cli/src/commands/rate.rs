//! `goingrate rate`: what an hour of work is charged, and which salary that is worth.

use clap::Args;
use goingrate::ask::{self, ProfileText};
use goingrate::request::{RateRequest, ShownRequest};
use goingrate_view::text;
use goingrate_view::views::rate::RateView;
use goingrate_view::views::{Context, labels};

use super::pay::Why;
use super::{Answer, render};
use crate::args::{self, BookFile, ProfileArgs, Shown, StoreFolder, today};
use crate::exit::Exit;
use crate::out;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rate \"senior backend, Poland\" --engagement dedicated-team --per hour,day
  goingrate rate \"senior backend\" --same-as 150000
  goingrate rate \"senior backend\" --same-as 95/h --billable-hours 1200
  goingrate rate \"senior backend, Berlin\" --same-as 75000 --assume paid-leave=30 --assume pension=5%
  goingrate rate \"senior backend, Kraków, Poland\" --same-as 240000 --regime lump-sum";

/// What an hour is charged.
#[derive(Args)]
pub struct Rate {
    #[command(flatten)]
    pub profile: ProfileArgs,
    /// The rate worth a salary (150000), or the salary worth a rate (95/h), under the law of the
    /// place and in its currency if none is given.
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub same_as: Option<String>,
    /// Hours a year that can be billed: 1200, or a range 1000-1400.
    #[arg(long, value_name = "HOURS", help_heading = "Ask", requires = "same_as")]
    pub billable_hours: Option<String>,
    /// Assume otherwise than the carried data: paid-leave=25, pension=5%, indemnity=600. May be given
    /// several times; the answer lists the names.
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Ask", requires = "same_as")]
    pub assume: Vec<String>,
    /// The way of self-employed work, where the country's law has several: lump-sum, micro.
    #[arg(long, value_name = "WORD", help_heading = "Ask", requires = "same_as")]
    pub regime: Option<String>,
    /// What carries the answer, in a screen; --why=all has everything.
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "short")]
    #[arg(help_heading = "Ask", value_name = "HOW")]
    pub why: Option<Why>,
    #[command(flatten)]
    pub shown: Shown,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

impl Rate {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &self.shown.money.rates)?;
        if self.why.is_some() {
            out::progress("Reading the evidence");
        }
        let answer = ask::rate(&going_rate, &self.request().question(&going_rate, today()?)?)
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let labels = labels(&going_rate);
        let mut view = RateView::new(&answer, &Context::new(&going_rate, &labels));
        view.market.tell_all(self.why == Some(Why::All));
        Ok((render(&view, json, text::rate)?, Exit::Success))
    }

    fn request(&self) -> RateRequest {
        RateRequest {
            profile: ProfileText::from(&self.profile),
            shown: ShownRequest::from(&self.shown),
            same_as: self.same_as.clone().map(Into::into),
            billable_hours: self.billable_hours.clone().map(Into::into),
            assume: self.assume.clone(),
            regime: self.regime.clone(),
            why: self.why.map(Into::into),
        }
    }
}
