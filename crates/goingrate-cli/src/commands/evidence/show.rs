//! `goingrate evidence show`: one source with its card and claims, or one claim.

use clap::Args;
use goingrate::ask;
use goingrate::ask::evidence::{ListAnswer, Shown};
use goingrate_view::text;
use goingrate_view::views::evidence_show::{ShowClaimView, ShowSourceView};

use super::super::{Answer, render};
use crate::args::{self, BookFile, StoreFolder};
use crate::exit::Exit;
use crate::out;

/// Examples of `show`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate evidence show oews-2025
  goingrate evidence show salary-guide-2026
  goingrate evidence show salary-guide-2026/senior-base --json";

/// Shows a source or a claim.
#[derive(Args)]
pub struct Show {
    /// A source (salary-guide-2026) or a claim (salary-guide-2026/senior-base).
    pub what: String,
    #[command(flatten)]
    pub book: BookFile,
}

impl Show {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &StoreFolder::default(), &[])?;
        if let Some(path) = self.book.foreign(&going_rate) {
            out::note(&format!("note: {path} was not fitted from the evidence that is shown\n"));
        }
        let ListAnswer { evidence, problems } = ask::evidence::list(&going_rate)?;
        problems.iter().for_each(|problem| out::note(&format!("unreadable: {problem}\n")));
        let words = &going_rate.taxonomy;
        let text = match ask::evidence::show(evidence, &self.what)? {
            Shown::Source(id) => {
                render(&ShowSourceView::new(evidence, id, words), json, text::source)
            }
            Shown::Claim(claim) => {
                render(&ShowClaimView::new(evidence, claim, words), json, text::claim)
            }
        };
        Ok((text?, Exit::Success))
    }
}
