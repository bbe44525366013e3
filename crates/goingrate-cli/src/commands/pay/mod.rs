//! `goingrate pay`: what the market pays for a profile.

mod hints;
mod rank;
mod why;

use std::path::PathBuf;

use clap::Args;
use goingrate::GoingRate;
use goingrate::ask::{self, ProfileText};
use goingrate::request::{PayRequest, RankRequest, ShownRequest};
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::pay::PayView;
use goingrate_view::views::{Context, labels};

use self::rank::{RankBy, Ranking};
pub use self::why::Why;
use super::{Answer, render};
use crate::args::{self, BookFile, FilingWord, ProfileArgs, Shown, StoreFolder, today};
use crate::exit::Exit;
use crate::out;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate pay \"senior backend, Seattle, Rust\"
  goingrate pay \"senior backend, Seattle, Rust\" --offer 180000 --why
  goingrate pay \"mid data engineer, Austin\" --range 120k-160k
  goingrate pay \"senior backend\" --vs Austin --vs \"junior, Orlando\"
  goingrate pay \"backend, Berlin\" --by level --per day,month,year";

/// What the market pays.
#[derive(Args)]
pub struct Pay {
    #[command(flatten)]
    pub profile: ProfileArgs,
    #[command(flatten)]
    pub shown: Shown,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
    /// Where this amount stands: 180000, 180k, "£65k/yr".
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub offer: Option<String>,
    /// What a posted band will really pay: 150k-200k.
    #[arg(long, value_name = "LOW-HIGH", help_heading = "Ask", allow_hyphen_values = true)]
    pub range: Option<String>,
    /// The market over the years, with a forecast.
    #[arg(long, help_heading = "Ask")]
    pub trend: bool,
    /// What carries the answer, in a screen; --why=all has everything.
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "short")]
    #[arg(help_heading = "Ask", value_name = "HOW")]
    pub why: Option<Why>,
    /// Another profile beside it; what it does not say stays as it is. May be given several times.
    #[arg(long, value_name = "TEXT", help_heading = "Ask")]
    pub vs: Vec<String>,
    /// The percentiles after tax and contributions in the place.
    #[arg(long, help_heading = "Ask", conflicts_with = "by")]
    pub net: bool,
    /// Who files, with --net: one person, a couple with one income, or a head of household.
    #[arg(long, value_enum, help_heading = "Ask", requires = "net")]
    pub filing: Option<FilingWord>,
    /// The percentiles at the prices of another place: what buys the same there.
    #[arg(long, value_name = "PLACE", help_heading = "Ask", conflicts_with = "by")]
    pub at_prices_of: Option<String>,
    /// A table of price levels over the carried ones, with --at-prices-of: an official file of the
    /// Bureau of Economic Analysis or the World Bank.
    #[arg(long, value_name = "FILE", help_heading = "Ask", requires = "at_prices_of")]
    pub prices: Vec<PathBuf>,
    /// Ranks places, skills, industries, roles or employers instead, or shows the ladder of levels.
    #[arg(long, help_heading = "Ask", conflicts_with_all = ["offer", "range", "trend", "why", "vs"])]
    pub by: Option<RankBy>,
    /// How many entries of a ranking to show.
    #[arg(long, value_name = "N", default_value_t = 20, help_heading = "Ask", requires = "by")]
    pub top: usize,
}

impl Pay {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &self.shown.money.rates)?;
        let rendered = match self.by {
            Some(by) => self.ranking(by).answer(&going_rate, json),
            None => self.market(&going_rate, json),
        };
        Ok((rendered?, Exit::Success))
    }

    fn market(&self, going_rate: &GoingRate, json: bool) -> Result<String, Problem> {
        let mut question = self.request().question(going_rate, today()?)?;
        if let Some(prices) = &mut question.at_prices_of {
            prices.over = args::prices_over(&self.prices)?;
        }
        if question.why {
            out::progress("Reading the evidence");
        }
        let answer = ask::pay(going_rate, &question)
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let labels = labels(going_rate);
        let mut view = PayView::new(&answer, &Context::new(going_rate, &labels));
        view.tell_all(self.why == Some(Why::All));
        view.hints = hints::of(self, &answer, &going_rate.taxonomy);
        render(&view, json, text::pay)
    }

    fn request(&self) -> PayRequest {
        PayRequest {
            profile: ProfileText::from(&self.profile),
            shown: ShownRequest::from(&self.shown),
            offer: self.offer.clone().map(Into::into),
            range: self.range.clone(),
            trend: self.trend,
            why: self.why.map(Into::into),
            vs: self.vs.clone(),
            net: self.net,
            filing: self.filing.map(Into::into),
            at_prices_of: self.at_prices_of.clone(),
        }
    }

    fn ranking(&self, by: RankBy) -> Ranking {
        let (profile, shown) = (ProfileText::from(&self.profile), ShownRequest::from(&self.shown));
        Ranking(RankRequest { profile, shown, by: by.into(), top: self.top })
    }
}
