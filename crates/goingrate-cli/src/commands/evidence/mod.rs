//! `goingrate evidence`: lists the sources, shows one source or claim, checks claims against the
//! book; imports files into a store, and shows what is in one.

#[cfg(feature = "parquet")]
pub mod import;
#[cfg(feature = "parquet")]
pub mod store;

use clap::{Args, Subcommand, ValueEnum};
use goingrate::GoingRate;
use goingrate::ask;
use goingrate::ask::evidence::{CheckQuestion, ListAnswer, Shown};
use goingrate::model::Judgement;
use goingrate_view::text;
use goingrate_view::views::check::CheckView;
use goingrate_view::views::evidence_list::SourcesView;
use goingrate_view::views::evidence_show::{ShowClaimView, ShowSourceView};

use super::{Answer, render};
use crate::args::{self, BookFile, StoreFolder};
use crate::exit::Exit;
use crate::out;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate evidence list
  goingrate evidence show salary-guide-2026
  goingrate evidence show salary-guide-2026/senior-base
  goingrate evidence check --only contradicted
  goingrate evidence check salary-report-2024 --json";

/// Examples of `list`.
const LIST_EXAMPLES: &str = "\
Examples:
  goingrate evidence list
  goingrate evidence list --json";

/// Examples of `show`.
const SHOW_EXAMPLES: &str = "\
Examples:
  goingrate evidence show oews-2025
  goingrate evidence show salary-guide-2026
  goingrate evidence show salary-guide-2026/senior-base --json";

/// Examples of `check`.
const CHECK_EXAMPLES: &str = "\
Examples:
  goingrate evidence check
  goingrate evidence check salary-guide-2026
  goingrate evidence check --only contradicted
  goingrate evidence check --only supported --json";

/// What to do with the evidence.
#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// The sources and how much of each is carried.
    #[command(after_help = LIST_EXAMPLES)]
    List,
    /// One source with its card and claims, or one claim.
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
    /// Every claim against the book fitted without its source.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    #[cfg(feature = "parquet")]
    /// Files of pay into an evidence store of your own, recognised by their content.
    #[command(after_help = import::EXAMPLES)]
    Import(import::Import),
    #[cfg(feature = "parquet")]
    /// What an evidence store holds: sources, records, cells, imported files, price levels and rates.
    #[command(after_help = store::EXAMPLES)]
    Store(store::StoreCommand),
}

/// Shows a source or a claim.
#[derive(Args)]
pub struct Show {
    /// A source (salary-guide-2026) or a claim (salary-guide-2026/senior-base).
    pub what: String,
    #[command(flatten)]
    pub book: BookFile,
}

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
    /// Figures of hires, offers and projects, which get no verdict.
    Planner,
}

impl From<Only> for Judgement {
    fn from(only: Only) -> Judgement {
        match only {
            Only::Contradicted => Judgement::Contradicted,
            Only::Supported => Judgement::Supported,
            Only::Undecided => Judgement::Undecided,
            Only::Planner => Judgement::ForPlanner,
        }
    }
}

impl EvidenceCommand {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        match self {
            EvidenceCommand::List => list(json),
            EvidenceCommand::Show(show) => show.run(json),
            EvidenceCommand::Check(check) => check.run(json),
            #[cfg(feature = "parquet")]
            EvidenceCommand::Import(import) => import.run(json),
            #[cfg(feature = "parquet")]
            EvidenceCommand::Store(store) => store.run(json),
        }
    }
}

fn list(json: bool) -> Answer {
    let answer = ask::evidence::list(&GoingRate::open()?)?;
    let view = SourcesView::new(&answer.evidence, &answer.problems);
    Ok((render(&view, json, text::sources)?, Exit::Success))
}

impl Show {
    fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &StoreFolder::default(), &[])?;
        if let Some(path) = self.book.foreign(&going_rate) {
            out::note(&format!("note: {path} was not fitted from the evidence that is shown\n"));
        }
        let ListAnswer { evidence, problems } = ask::evidence::list(&going_rate)?;
        problems.iter().for_each(|problem| out::note(&format!("unreadable: {problem}\n")));
        let words = &going_rate.taxonomy;
        let text = match ask::evidence::show(&evidence, &self.what)? {
            Shown::Source(id) => {
                render(&ShowSourceView::new(&evidence, id, words), json, text::source)
            }
            Shown::Claim(claim) => {
                render(&ShowClaimView::new(&evidence, claim, words), json, text::claim)
            }
        };
        Ok((text?, Exit::Success))
    }
}

impl Check {
    fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &self.store, &[])?;
        out::progress("Fitting the book once without each source");
        let only = self.only.map(Judgement::from);
        let question = CheckQuestion { source: self.source.clone(), only };
        let answer = ask::evidence::check(&going_rate, &question)
            .map_err(|problem| args::named(problem, &self.book, &self.store))?;
        let view = CheckView::new(&answer, &going_rate.taxonomy);
        let no = self.strict && view.summary.contradicted > 0;
        let exit = if no { Exit::No } else { Exit::Success };
        Ok((render(&view, json, text::check)?, exit))
    }
}
