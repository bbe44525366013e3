//! `goingrate rate`: what an hour of work is charged, and which salary that is worth.

use clap::Args;
use goingrate::GoingRate;
use goingrate::ask::{
    self, PayQuestion, ProfileText, RateQuestion, SameAsQuestion, read_amount, read_freelance,
};
use goingrate::rules::Override;
use goingrate::units::{Problem, Taxonomy};
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
        let answer = ask::rate(&going_rate, &self.question(&going_rate)?)
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let labels = labels(&going_rate);
        let mut view = RateView::new(&answer, &Context::new(&going_rate, &labels));
        view.market.tell_all(self.why == Some(Why::All));
        Ok((render(&view, json, text::rate)?, Exit::Success))
    }

    fn question(&self, going_rate: &GoingRate) -> Result<RateQuestion, Problem> {
        let words = &going_rate.taxonomy;
        let asked = read_freelance(&ProfileText::from(&self.profile), words, today()?)?;
        let (unit, periods) = (self.shown.unit()?, self.shown.periods());
        Ok(RateQuestion {
            market: PayQuestion {
                unit,
                periods,
                why: self.why.is_some(),
                ..PayQuestion::new(asked)
            },
            same_as: self.same_as.as_deref().map(|text| self.turned(text, words)).transpose()?,
        })
    }

    fn turned(&self, text: &str, words: &Taxonomy) -> Result<SameAsQuestion, Problem> {
        let assume = self.assume.iter().map(|text| Override::parse(text)).collect::<Result<_, _>>();
        Ok(SameAsQuestion {
            amount: read_amount("same_as", text, words)?,
            regime: self.regime.clone(),
            billable_hours: self.billable_hours.as_deref().map(hours).transpose()?,
            assume: assume?,
        })
    }
}

/// Nobody bills more hours a year: 80 a week.
const MOST_HOURS: f64 = 52.0 * 80.0;

/// "1200" or "1000-1400".
fn hours(text: &str) -> Result<(f64, f64), Problem> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let number = |part: &str| part.trim().replace(',', "").parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if 1.0 <= low && low <= high && high <= MOST_HOURS => {
            Ok((low, high))
        }
        _ => Err(Problem::of(
            "billable_hours",
            text,
            "is no number of hours that one person bills in a year, which is 1 to 4160",
        )
        .hint("write 1200 or 1000-1400")),
    }
}
