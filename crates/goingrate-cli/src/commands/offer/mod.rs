//! `goingrate offer`: what job offers are worth, which is better, and what to ask for.

mod question;

use clap::Args;
use goingrate::GoingRate;
use goingrate::ask::offer::{self as ask, NEW_OFFER};
use goingrate_view::views::offer::OfferView;
use goingrate_view::views::{Context, labels};
use goingrate_view::{Style, document, text};

use super::{Answer, render};
use crate::args::{self, BookFile, FilingWord, Planned, StoreFolder};
use crate::exit::Exit;
use crate::files::plans;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate offer \"senior backend, Google, Seattle, base 190k, bonus 15%, RSU 300k\"
  goingrate offer \"senior backend, Austin, base 170k\" --vs \"Berlin, base €95k\"
  goingrate offer \"senior backend, Berlin, base 85k, bonus 10%\" --negotiate
  goingrate offer \"senior backend, Austin, base 170k, bonus 10%\" --brief
  goingrate offer new";

/// What job offers are worth.
#[derive(Args)]
pub struct Offer {
    /// An offer in words, or files of offers (.toml); `new` prints a commented file to start from, `new
    /// offer.toml` writes it.
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,
    /// Another offer in words; role and level that it does not name are the first one's. May be given
    /// several times.
    #[arg(long, value_name = "TEXT", help_heading = "Offers")]
    pub vs: Vec<String>,
    /// Years that you stay, and over which offers are compared; 4 if not given.
    #[arg(long, value_name = "N", help_heading = "Offers")]
    pub years: Option<u32>,
    /// How you file taxes; single if not given.
    #[arg(long, value_enum, help_heading = "Offers")]
    pub filing: Option<FilingWord>,
    /// The day that it is, and of prices: 2026-11-30; today if not given.
    #[arg(long, value_name = "DATE", help_heading = "Offers")]
    pub as_of: Option<String>,
    /// At whose prices offers of several places are compared; those of the first offer's place if not
    /// given.
    #[arg(long, value_name = "PLACE", help_heading = "Offers")]
    pub at_prices_of: Option<String>,
    /// What to ask for in each offer, ordered by the money that it brings on average.
    #[arg(long, help_heading = "Ask")]
    pub negotiate: bool,
    /// The same as one page in Markdown, to take into the talk.
    #[arg(long, help_heading = "Ask")]
    pub brief: bool,
    #[command(flatten)]
    pub planned: Planned,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

impl Offer {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        if let Some(answer) = plans::new_plan(&self.text, NEW_OFFER, "offer") {
            return answer;
        }
        let going_rate = args::open(&self.book, &self.store, &self.planned.rates)?;
        let answer = self.answer(&going_rate, json);
        answer.map_err(|problem| args::named(problem, &self.book, &self.store))
    }

    fn answer(&self, going_rate: &GoingRate, json: bool) -> Answer {
        let question = self.question(going_rate)?;
        let answer = ask::offer(going_rate, &question)?;
        let mut asks = Vec::new();
        if self.negotiate || self.brief {
            for at in 0..question.offers.len() {
                asks.push((at, ask::asks(going_rate, &question, &answer, at)?));
            }
        }
        let labels = labels(going_rate);
        let view = OfferView::new(&answer, &asks, &Context::new(going_rate, &labels));
        let shown = text::OfferShown { assumptions: self.planned.assumptions };
        let set = |view: &OfferView, style: &Style| match self.brief {
            true => document::markdown(&document::brief(view)),
            false => text::offer(view, style, shown),
        };
        Ok((render(&view, json, set)?, Exit::Success))
    }
}
