//! `goingrate kit`: whom to look for, what to ask, which pay to publish, and what mistakes cost.

use clap::{Args, ValueEnum};
use goingrate::ask::{self, ProfileText};
use goingrate::request::{KitRequest, ShownRequest};
use goingrate_view::views::kit::KitView;
use goingrate_view::views::{Context, labels};
use goingrate_view::{document, text};

use super::{Answer, render};
use crate::args::{self, BookFile, ProfileArgs, Shown, StoreFolder, today};
use crate::exit::Exit;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate kit \"senior backend, Python\"
  goingrate kit \"mid-level backend, Go, Kafka, PostgreSQL, Berlin\" --format markdown
  goingrate kit \"staff platform engineer, Kubernetes, New York\" --format html
  goingrate kit \"engineering manager, Toronto\" --assume time-to-fill=60 --assume agency-fee=18%";

/// A hiring kit.
#[derive(Args)]
pub struct Kit {
    #[command(flatten)]
    pub profile: ProfileArgs,
    /// How the kit is set: for this terminal, as Markdown, or as one HTML file.
    #[arg(long, value_enum, default_value_t = Format::Text, help_heading = "Shown")]
    pub format: Format,
    /// Assume otherwise than the carried data: time-to-fill=60, agency-fee=15%..20%. May be given several
    /// times; the kit ends with the names.
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Ask")]
    pub assume: Vec<String>,
    #[command(flatten)]
    pub shown: Shown,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

/// How a kit is set.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum Format {
    /// For this terminal.
    Text,
    /// As Markdown.
    Markdown,
    /// As one HTML file without scripts.
    Html,
}

impl Kit {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &self.shown.money.rates)?;
        let answer = ask::kit(&going_rate, &self.request().question(&going_rate, today()?)?)
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let labels = labels(&going_rate);
        let view = KitView::new(&answer, &Context::new(&going_rate, &labels));
        let page = match self.format {
            Format::Text => render(&view, json, text::kit)?,
            Format::Markdown => {
                render(&view, json, |view, _| document::markdown(&document::kit(view)))?
            }
            Format::Html => render(&view, json, |view, _| document::html(&document::kit(view)))?,
        };
        Ok((page, Exit::Success))
    }

    fn request(&self) -> KitRequest {
        KitRequest {
            profile: ProfileText::from(&self.profile),
            shown: ShownRequest::from(&self.shown),
            assume: self.assume.clone(),
        }
    }
}
