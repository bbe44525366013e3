//! `goingrate rate`: what an hour of work is charged, and which salary that is worth.

use clap::Args;
use goingrate::GoingRate;
use goingrate::ask::{self, PayQuestion, ProfileText, RateQuestion, read_amount, read_freelance};
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::rate::RateView;
use goingrate_view::views::{Context, labels};

use super::{Answer, render};
use crate::args::{self, BookFile, Money, ProfileArgs, StoreFolder, today};
use crate::exit::Exit;
use crate::out;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rate \"senior backend, Rust\"
  goingrate rate \"senior backend, Poland\" --engagement dedicated-team
  goingrate rate \"senior backend\" --same-as 150000
  goingrate rate \"senior backend\" --same-as 95/h --billable-hours 1200";

/// What an hour is charged.
#[derive(Args)]
pub struct Rate {
    #[command(flatten)]
    pub profile: ProfileArgs,
    /// The rate worth a salary (150000), or the salary worth a rate (95/h).
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub same_as: Option<String>,
    /// Hours a year that can be billed: 1200, or a range 1000-1400.
    #[arg(long, value_name = "HOURS", help_heading = "Ask", requires = "same_as")]
    pub billable_hours: Option<String>,
    /// What carries the answer: waterfall, sources, heaviest evidence.
    #[arg(long, help_heading = "Ask")]
    pub why: bool,
    #[command(flatten)]
    pub money: Money,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

impl Rate {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &self.money.rates)?;
        if self.why {
            out::progress("Reading the evidence");
        }
        let answer = ask::rate(&going_rate, &self.question(&going_rate)?)
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let labels = labels(&going_rate);
        let view = RateView::new(&answer, &Context::new(&going_rate, &labels));
        Ok((render(&view, json, text::rate)?, Exit::Success))
    }

    fn question(&self, going_rate: &GoingRate) -> Result<RateQuestion, Problem> {
        let words = &going_rate.taxonomy;
        let asked = read_freelance(&ProfileText::from(&self.profile), words, today()?)?;
        let unit = self.money.unit()?;
        let same_as = self.same_as.as_deref().map(|text| read_amount("same_as", text, words));
        Ok(RateQuestion {
            market: PayQuestion { unit, why: self.why, ..PayQuestion::new(asked) },
            same_as: same_as.transpose()?,
            billable_hours: self.billable_hours.as_deref().map(hours).transpose()?,
        })
    }
}

/// "1200" or "1000-1400", within a year.
fn hours(text: &str) -> Result<(f64, f64), Problem> {
    let hours_of_a_year = 366.0 * 24.0;
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let number = |part: &str| part.trim().replace(',', "").parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if 0.0 < low && low <= high && high <= hours_of_a_year => {
            Ok((low, high))
        }
        _ => Err(Problem::of("billable_hours", text, "is no number of hours of a year")
            .hint("write 1200 or 1000-1400")),
    }
}
