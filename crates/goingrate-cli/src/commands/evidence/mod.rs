//! `goingrate evidence`: lists the sources, shows one source or claim, checks claims against the
//! book; imports files into a store, and shows what is in one.

#[cfg(feature = "parquet")]
pub mod import;

use clap::{Args, Subcommand, ValueEnum};
use goingrate::evidence::{Evidence, SourceId};
use goingrate::model::Judgement;
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::check::{CheckView, Selection};
use goingrate_view::views::evidence_list::SourcesView;
use goingrate_view::views::evidence_show::{ShowClaimView, ShowSourceView, find_claim};

use super::{Answer, render};
use crate::book_file::{BookFile, StoreFolder};
use crate::exit::Exit;
use crate::library::Library;
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
    #[command(after_help = import::STORE_EXAMPLES)]
    Store(import::StoreCommand),
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
            EvidenceCommand::List => list(&Library::open(&BookFile::default())?, json),
            EvidenceCommand::Show(show) => show.run(&Library::open(&show.book)?, json),
            EvidenceCommand::Check(check) => check.run(&Library::open(&check.book)?, json),
            #[cfg(feature = "parquet")]
            EvidenceCommand::Import(import) => import.run(json),
            #[cfg(feature = "parquet")]
            EvidenceCommand::Store(store) => store.run(json),
        }
    }
}

fn list(library: &Library, json: bool) -> Answer {
    let (evidence, complaints) = goingrate::evidence(library.taxonomy())?;
    let view = SourcesView::new(&evidence, &complaints);
    Ok((render(&view, json, text::sources)?, Exit::Success))
}

impl Show {
    fn run(&self, library: &Library, json: bool) -> Answer {
        if let Some(path) = library.foreign_book() {
            out::note(&format!("note: {path} was not fitted from the evidence that is shown\n"));
        }
        let evidence = library.evidence()?;
        let taxonomy = library.taxonomy();
        let text = if let Some(source) = evidence.source_of(&self.what) {
            render(&ShowSourceView::new(&evidence, source, taxonomy), json, text::source)?
        } else if let Some(claim) = find_claim(&evidence, &self.what) {
            render(&ShowClaimView::new(&evidence, claim, taxonomy), json, text::claim)?
        } else {
            return Err(unknown(&self.what, &evidence));
        };
        Ok((text, Exit::Success))
    }
}

impl Check {
    fn run(&self, library: &Library, json: bool) -> Answer {
        let (evidence, hash) = library.evidence_of_the_book(&self.store)?;
        let source = self.source.as_deref().map(|slug| source_of(slug, &evidence)).transpose()?;
        out::progress("Fitting the book once without each source");
        let verdicts = library.going_rate.analysis_of(&evidence, hash)?.verdicts();
        let selection = Selection { source, only: self.only.map(Judgement::from) };
        let view = CheckView::new(&verdicts, &evidence, selection, library.taxonomy());
        let no = self.strict && view.summary.contradicted > 0;
        let exit = if no { Exit::No } else { Exit::Success };
        Ok((render(&view, json, text::check)?, exit))
    }
}

fn source_of(slug: &str, evidence: &Evidence) -> Result<SourceId, Problem> {
    evidence.source_of(slug).ok_or_else(|| unknown(slug, evidence))
}

/// An unknown source or claim, with what there is under that beginning, or all sources.
fn unknown(what: &str, evidence: &Evidence) -> Problem {
    let head = what.split('/').next().unwrap_or_default();
    let claims = evidence.claims.iter().map(|c| c.id.as_str());
    let near: Vec<String> = match evidence.source_of(head) {
        Some(_) => claims.filter(|id| id.starts_with(head)).take(8).map(str::to_owned).collect(),
        None => evidence.cards.iter().map(|card| card.slug.clone()).collect(),
    };
    let mut failure = Problem::of("evidence", what, "is no source and no claim")
        .hint("goingrate evidence list names the sources, show SOURCE its claims");
    failure.nearest = near;
    failure
}
