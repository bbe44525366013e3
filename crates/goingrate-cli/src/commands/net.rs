//! `goingrate net`: what is left of a gross amount in a place, line by line.

use std::path::PathBuf;

use clap::Args;
use goingrate::ask;
use goingrate::request::NetRequest;
use goingrate_view::text;
use goingrate_view::views::net::NetView;

use super::{Answer, render};
use crate::args::{self, BookFile, StoreFolder, Who, today};
use crate::exit::Exit;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate net \"148000, Seattle\"
  goingrate net \"148000, New York\" --filing joint --bonus 20000 --saving 15000
  goingrate net \"148000, San Francisco\" --vs Austin --vs \"130000, Germany\"
  goingrate net 148000 --all-states
  goingrate net \"90/h, Portland, OR\" --freelance";

/// What is left of a gross amount.
#[derive(Args)]
pub struct Net {
    /// What is earned and where: "148000, Seattle", "€70k, Berlin", "95/h, Texas".
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub first: Option<String>,
    /// The rest of the text.
    #[arg(hide = true)]
    pub more: Vec<String>,
    #[command(flatten)]
    pub who: Who,
    /// Bonus, vesting equity or sign-on of the year, taxed as income of the year.
    #[arg(long, value_name = "AMOUNT", help_heading = "Income", allow_hyphen_values = true)]
    pub bonus: Option<String>,
    /// What goes into a pre-tax retirement plan; the law's limit is applied.
    #[arg(long, value_name = "AMOUNT", help_heading = "Income", allow_hyphen_values = true)]
    pub saving: Option<String>,
    /// Self-employed: the amount is profit, after business expenses.
    #[arg(long, help_heading = "Income", conflicts_with_all = ["regime", "employer"])]
    pub freelance: bool,
    /// Another way of working that the country's law has: lump-sum, micro, diia-city, …
    #[arg(long, value_name = "WORD", help_heading = "Income")]
    pub regime: Option<String>,
    /// What the work costs the employer besides.
    #[arg(long, help_heading = "Ask")]
    pub employer: bool,
    /// Another place, or amount and place, beside it; may be given several times.
    #[arg(long, value_name = "TEXT", help_heading = "Ask")]
    pub vs: Vec<String>,
    /// The same amount in every state of the country.
    #[arg(long, help_heading = "Ask")]
    pub all_states: bool,
    /// Every step of the computation, with its rule.
    #[arg(long, help_heading = "Ask")]
    pub why: bool,
    /// Exchange rates over the carried ones: the European Central Bank's file of daily rates, or a CSV
    /// of yours with the columns `currency,month,units_per_usd` (ARS,2026-06,1400).
    #[arg(long, value_name = "FILE", help_heading = "Ask")]
    pub rates: Vec<PathBuf>,
}

impl Net {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&BookFile::default(), &StoreFolder::default(), &self.rates)?;
        let answer = ask::net(&going_rate, &self.request().question(&going_rate, today()?)?)?;
        Ok((render(&NetView::new(&answer, self.why), json, text::net)?, Exit::Success))
    }

    fn request(&self) -> NetRequest {
        let words: Vec<&str> = self.first.iter().chain(&self.more).map(String::as_str).collect();
        NetRequest {
            text: words.join(" ").into(),
            filing: self.who.filing.into(),
            year: self.who.year,
            bonus: self.bonus.clone().map(Into::into),
            saving: self.saving.clone().map(Into::into),
            freelance: self.freelance,
            regime: self.regime.clone(),
            employer: self.employer,
            vs: self.vs.clone(),
            all_states: self.all_states,
            why: self.why,
        }
    }
}
