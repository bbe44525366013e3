//! `goingrate evidence`: lists the sources, shows one source or claim, checks claims against the
//! book; imports files into a store, and shows what is in one.

pub mod check;
#[cfg(feature = "parquet")]
pub mod import;
#[cfg(feature = "parquet")]
mod kept;
#[cfg(feature = "parquet")]
mod outcome;
#[cfg(feature = "parquet")]
mod propose;
pub mod show;
#[cfg(feature = "parquet")]
pub mod store;

use clap::Subcommand;
use goingrate::{GoingRate, ask};
use goingrate_view::text;
use goingrate_view::views::evidence_list::SourcesView;

use super::{Answer, render};
use crate::exit::Exit;

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

/// What to do with the evidence.
#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// The sources and how much of each is carried.
    #[command(after_help = LIST_EXAMPLES)]
    List,
    /// One source with its card and claims, or one claim.
    #[command(after_help = show::EXAMPLES)]
    Show(show::Show),
    /// Every claim against the book fitted without its source.
    #[command(after_help = check::EXAMPLES)]
    Check(check::Check),
    #[cfg(feature = "parquet")]
    /// Files of pay into an evidence store of your own, recognised by their content.
    #[command(after_help = import::EXAMPLES)]
    Import(import::Import),
    #[cfg(feature = "parquet")]
    /// What an evidence store holds: sources, records, cells, imported files, price levels and rates.
    #[command(after_help = store::EXAMPLES)]
    Store(store::StoreCommand),
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
    let going_rate = GoingRate::open()?;
    let answer = ask::evidence::list(&going_rate)?;
    let view = SourcesView::new(answer.evidence, answer.problems);
    Ok((render(&view, json, text::sources)?, Exit::Success))
}
