//! `goingrate rollup import`: the result of a roll-up, from any engine, into an evidence store.

mod checks;

use std::fs::File;
use std::path::PathBuf;

use clap::Args;
use goingrate::evidence::SourceId;
use goingrate::evidence::sources::{MappedTable, Source};
use goingrate::evidence::store::{Added, Import as Entry, Store};
use goingrate::evidence::table::Opened;
use goingrate::units::Problem;
use goingrate_rollup::result::{self, Collected, Reconciled, Results};
use goingrate_view::text;
use goingrate_view::views::evidence_import::{FileView, ImportView, ImportsView};

use super::super::{Answer, render};
use super::map::mapping;
use super::run::Files;
use crate::args::today;
use crate::exit::Exit;
use crate::files::reading::{self, Words};
use crate::out;

/// Examples of `import`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rollup import counts/ --map acme.toml --evidence ~/pay
  goingrate rollup import counts/ --map acme.toml --dry-run
  goingrate rollup import result.csv --map acme.toml --rows 48211004 --evidence ~/pay

The result is Parquet or CSV, in one file or many, as goingrate rollup run or a statement of goingrate rollup \
sql made it. It is refused where its counts are not the rows that were scanned, and where the files of its \
folder are not those of the roll-up's log. --rows is how many rows the table has, if you know it from elsewhere: \
only that shows that a file with its own total is missing. Rows of a source that the store has already are \
refused without --more. Each amount of a row counts as a row here. A bucket of amounts is judged by its middle.";

/// Imports a result.
#[derive(Args)]
pub struct Import {
    /// The result: its files, or the folder that they are in.
    #[arg(required = true, value_name = "PATH")]
    pub result: Vec<PathBuf>,
    /// The mapping by which the table was rolled up.
    #[arg(long, value_name = "MAP.toml")]
    pub map: String,
    /// The folder of the evidence store; made where there is none. A dry run needs none.
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    pub evidence: Option<PathBuf>,
    /// Says what would be read, and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How many rows the table has; the result must be of as many.
    #[arg(long, value_name = "NUMBER")]
    pub rows: Option<u64>,
    /// The rows are other ones than those of this source that are in the store.
    #[arg(long)]
    pub more: bool,
    /// When the pay held, for a table that does not say.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

impl Import {
    /// Answers: exit 1 where nothing can be used, 2 where the counts do not add up.
    pub fn run(&self, json: bool) -> Answer {
        let words = reading::words(self.as_of.as_deref())?;
        let mapping = mapping(&self.map, &words)?;
        let files = Files::of(&self.result).map_err(|problem| of_result(&problem))?;
        self.result.iter().try_for_each(|path| checks::check_folder(path))?;
        out::progress("Reading the result");
        let (reconciled, bytes) = self.reconciled(&mapping, &files, &words)?;
        let view = self.added(&mapping, &files, reconciled, bytes, &words)?;
        let exit = if view.used == 0 { Exit::No } else { Exit::Success };
        let store = self.evidence.as_ref().map(|dir| dir.display().to_string());
        let next = store.as_ref().map(|dir| format!("Look at it: goingrate evidence store {dir}"));
        let files = vec![FileView::Read(Box::new(view))];
        let view = ImportsView { store, dry_run: self.dry_run, files, next };
        Ok((render(&view, json, text::imports)?, exit))
    }

    /// The cells of all files, if their counts add up; and the bytes of the files.
    fn reconciled(
        &self,
        mapping: &MappedTable,
        files: &Files,
        words: &Words,
    ) -> Result<(Reconciled, u64), Problem> {
        let columns = mapping.group_columns(&self.map)?;
        let headings: Vec<String> = columns.dimensions.into_iter().map(|of| of.heading).collect();
        let figures = columns.figures.into_iter().map(|of| of.word).collect();
        let (mut collected, mut results) = (Collected::new(figures), Results::default());
        let mut bytes = 0;
        for path in &files.paths {
            let shown = path.display().to_string();
            let failed = |error: std::io::Error| {
                Problem::of("PATH", &shown, format!("cannot be read: {error}"))
            };
            let file = File::open(path).map_err(failed)?;
            bytes += file.metadata().map_err(failed)?.len();
            let read = Opened::new(file).and_then(|opened| {
                result::read(opened, &headings, &mut results, |entry| collected.take(entry))
            });
            read.map_err(|error| error.of_file("PATH", &shown))?;
        }
        let cells = collected.cells(mapping, words.context(), &results, self.rows);
        Ok((cells.map_err(|error| error.of_file("PATH", &files.shown))?, bytes))
    }

    fn added(
        &self,
        mapping: &MappedTable,
        files: &Files,
        reconciled: Reconciled,
        bytes: u64,
        words: &Words,
    ) -> Result<ImportView, Problem> {
        let card =
            mapping.card(words.taxonomy()).map_err(|error| error.of_file("map", &self.map))?;
        let rolled_up = reconciled.rolled_up.finish(SourceId(0));
        let name = format!("{}{}", checks::ROLL_UP, files.shown);
        let entry = Entry::of(&name, bytes, reconciled.hash, mapping.slug(), today()?);
        let entry = entry.counted(&rolled_up);
        let store = self.evidence.as_deref().filter(|_| !self.dry_run && entry.used > 0);
        let store = store.map(Store::at);
        if let Some(store) = store.as_ref().filter(|_| !self.more) {
            checks::check_new(store, &entry)?;
        }
        let outcome = match store {
            None => "not written",
            Some(store) => match store.add(&entry, mapping.data(), &rolled_up, words.taxonomy())? {
                Added::New => "added",
                Added::Already(_) => "already there",
            },
        };
        Ok(ImportView::new(&entry, &card.title, outcome, &rolled_up))
    }
}

/// A path of the result that is not there, in the words of this command.
fn of_result(problem: &Problem) -> Problem {
    Problem { field: Some("PATH".to_owned()), ..problem.clone() }
}
