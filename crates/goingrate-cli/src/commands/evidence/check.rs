//! `goingrate evidence check`: every claim against the book fitted without its source.

use clap::{Args, ValueEnum};
use goingrate::ask;
use goingrate::request::{VerdictWord, VerdictsRequest};
use goingrate_view::text;
use goingrate_view::views::check::CheckView;

use super::super::{Answer, render};
use crate::args::{self, BookFile, StoreFolder, today};
use crate::exit::Exit;
use crate::out;

/// Examples of `check`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate evidence check
  goingrate evidence check salary-guide-2026
  goingrate evidence check --only contradicted
  goingrate evidence check --only supported --json";

/// Checks claims.
#[derive(Args)]
pub struct Check {
    /// Only the claims of this source.
    pub source: Option<String>,
    /// Only claims of this verdict.
    #[arg(long)]
    pub only: Option<Only>,
    /// Exits with 1 if a claim is contradicted.
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

/// A verdict to select.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Only {
    /// The book says otherwise.
    Contradicted,
    /// The book says the same.
    Supported,
    /// The book cannot tell.
    Undecided,
    /// Figures of hires, offers and projects, held against the planners.
    Planner,
}

impl From<Only> for VerdictWord {
    fn from(only: Only) -> VerdictWord {
        match only {
            Only::Contradicted => VerdictWord::Contradicted,
            Only::Supported => VerdictWord::Supported,
            Only::Undecided => VerdictWord::Undecided,
            Only::Planner => VerdictWord::Planner,
        }
    }
}

impl Check {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &[])?;
        out::progress("Fitting the book once without each source");
        let only = self.only.map(VerdictWord::from);
        let request = VerdictsRequest { source: self.source.clone(), only };
        let answer = ask::evidence::check(&going_rate, &request.question(today()?))
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let view = CheckView::new(&answer, &going_rate.taxonomy);
        let no = self.strict && view.summary.contradicted > 0;
        let exit = if no { Exit::No } else { Exit::Success };
        Ok((render(&view, json, text::check)?, exit))
    }
}
