//! `goingrate net`: what is left of a gross amount in a place, line by line.

use std::path::PathBuf;

use clap::Args;
use goingrate::GoingRate;
use goingrate::ask::{self, NetQuestion, split_amount_and_place};
use goingrate::law::{Jurisdiction, TaxTerms, regime};
use goingrate::units::parse::{self, Amount};
use goingrate::units::{Problem, ProblemKind};
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

/// What one text of `--vs` says.
type Other = (Option<Amount>, Option<Jurisdiction>);

impl Net {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&BookFile::default(), &StoreFolder::default(), &self.rates)?;
        let answer = ask::net(&going_rate, &self.question(&going_rate)?)?;
        Ok((render(&NetView::new(&answer, self.why), json, text::net)?, Exit::Success))
    }

    fn question(&self, going_rate: &GoingRate) -> Result<NetQuestion, Problem> {
        let words: Vec<&str> = self.first.iter().chain(&self.more).map(String::as_str).collect();
        let text = words.join(" ");
        let (amount, place) = split_amount_and_place(&text, &going_rate.taxonomy)?;
        let extra = |text: Option<&str>, field: &str| {
            let amount = text.map(|text| parse::amount(text, &going_rate.taxonomy)).transpose();
            amount.map_err(|problem| problem.in_field(field))
        };
        let regime = self.regime.clone().unwrap_or_else(|| regime(self.freelance));
        let filing = self.who.filing.into();
        let others = self.vs.iter().map(|text| other(going_rate, text)).collect::<Result<_, _>>();
        Ok(NetQuestion {
            amount,
            jurisdiction: self.jurisdiction(going_rate, place)?,
            terms: TaxTerms { filing, regime, year: self.who.year, today: today()? },
            bonus: extra(self.bonus.as_deref(), "bonus")?,
            saving: extra(self.saving.as_deref(), "saving")?,
            employer: self.employer,
            versus: others.map_err(|problem: Problem| problem.in_field("vs"))?,
            all_states: self.all_states,
        })
    }

    fn jurisdiction(&self, going_rate: &GoingRate, place: &str) -> Result<Jurisdiction, Problem> {
        let words = &going_rate.taxonomy;
        match place {
            "" if self.all_states => going_rate.law.of_place(words.default_place, words),
            "" => Err(no_place()),
            place => going_rate.law.named(place, words),
        }
    }
}

/// The amount and place of `--vs`, as far as it names them.
fn other(going_rate: &GoingRate, text: &str) -> Result<Other, Problem> {
    let (law, words) = (&going_rate.law, &going_rate.taxonomy);
    let has_amount = text.bytes().any(|b| b.is_ascii_digit());
    if !has_amount || words.place_of(text).is_some() {
        return Ok((None, Some(law.named(text, words)?)));
    }
    let (amount, place) = split_amount_and_place(text, words)?;
    let place = Some(place).filter(|place| !place.is_empty());
    Ok((Some(amount), place.map(|place| law.named(place, words)).transpose()?))
}

fn no_place() -> Problem {
    Problem::of("place", "", "no place is said, and taxes are those of a place")
        .kind(ProblemKind::Missing)
        .hint("write \"148000, Seattle\", or add --all-states")
}
