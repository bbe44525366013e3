//! `goingrate evidence import`: files of microdata into an evidence store.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;
use goingrate::evidence::sources::{Source, SourceError};
use goingrate::evidence::store::{Added, Import as Entry, Store};
use goingrate::evidence::table::Opened;
use goingrate::evidence::{ContentHash, RollUp, RolledUp, SourceId};
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::evidence_import::{FileView, ImportView, ImportsView};

use super::super::{Answer, render};
use super::kept::kept;
use super::outcome::{exit, next, not_all, tried};
use super::propose;
use crate::args::today;
use crate::exit::Exit;
use crate::files::reading::{self, Asked, Words, in_file};
use crate::files::tables::KeptTable;
use crate::out;

/// Examples of `import`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate evidence import salaries.csv --evidence ~/pay
  goingrate evidence import survey_results_public.csv --dry-run
  goingrate evidence import export.xlsx --propose
  goingrate evidence import export.xlsx --evidence ~/pay --as export.toml
  goingrate evidence import offers.csv --evidence ~/pay --as levels-fyi --json
  goingrate evidence import MARPP_MSA_2008_2024.csv eurofxref-hist.zip --evidence ~/pay

A file is recognised by its content, whatever its name: files of pay; tables of price levels of the \
Bureau of Economic Analysis and the World Bank (for pay --at-prices-of --prices); the European Central \
Bank's exchange rates (for --rates), all of these plain or in a zip. --as FILE.toml reads any CSV, xlsx \
or Parquet by a mapping: which column is which, and what its values mean; docs/MAPPING.md has every \
key of a mapping, with examples that can be copied. A mapping can take a place from two columns, leave \
rows out by a value, read days in any order, ranges and bands of years in one column, hours a week, \
columns by number, headings over two lines or none, and a period for each part of pay. --propose writes such a mapping by the headings \
and first rows of a file; what it guesses is marked CONFIRM. Importing a file twice changes nothing.";

/// Imports files.
#[derive(Args)]
pub struct Import {
    /// The files: CSV, xlsx or Parquet.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The folder of the evidence store; made where there is none. A dry run needs none.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["dry_run", "propose"])]
    pub evidence: Option<PathBuf>,
    /// Says what would be read, and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Writes a mapping for one file, to be confirmed and then given to --as; imports nothing.
    #[arg(long, conflicts_with_all = ["source", "evidence"])]
    pub propose: bool,
    /// Reads the files as this source, or by this mapping (a TOML file).
    #[arg(long = "as", value_name = "SOURCE")]
    pub source: Option<String>,
    /// When the pay held, for a file that does not say.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

impl Import {
    /// Answers: exit 1 where a file gave nothing that can be used, 2 where one cannot be read. Each
    /// file is tried, whatever became of the others.
    pub fn run(&self, json: bool) -> Answer {
        let words = reading::words(self.as_of.as_deref())?;
        if self.propose {
            return propose::propose(&self.files, &words, json);
        }
        let asked = reading::asked(self.source.as_deref(), &words)?;
        let store = self.evidence.as_deref().map(Store::at);
        let file = |path: &PathBuf| self.file(path, asked.as_ref(), store.as_ref(), &words);
        let files = match self.files.as_slice() {
            // Where there is one, its failure is the answer.
            [only] => vec![FileView::Read(Box::new(file(only)?))],
            several => several.iter().map(|path| tried(path, file(path))).collect(),
        };
        let exit = exit(&files);
        if exit == Exit::BadInput {
            out::complain(&not_all(&files), json);
        }
        let store = self.evidence.as_ref().map(|dir| dir.display().to_string());
        let next = next(&files, store.as_deref());
        let view = ImportsView { store, dry_run: self.dry_run, files, next };
        Ok((render(&view, json, text::imports)?, exit))
    }

    fn file(
        &self,
        path: &Path,
        asked: Option<&Asked>,
        store: Option<&Store>,
        words: &Words,
    ) -> Result<ImportView, Problem> {
        let shown = path.display().to_string();
        let unreadable =
            |error: std::io::Error| Problem::of("FILE", &shown, format!("cannot be read: {error}"));
        let (hash, bytes) =
            File::open(path).and_then(ContentHash::of_stream).map_err(unreadable)?;
        if asked.is_none() && KeptTable::recognises(path).map_err(unreadable)? {
            let evidence = self.evidence.as_deref().filter(|_| !self.dry_run);
            return kept(path, bytes, evidence);
        }
        if let Some(store) = store
            && let Some(before) = store.import_of(hash)?
        {
            return Ok(ImportView::already(&shown, &before));
        }
        let failed = |error: SourceError| in_file("FILE", &shown, error);
        let file = File::open(path).map_err(unreadable)?;
        let file = out::watched(&format!("Reading {shown}"), file, bytes);
        let opened = Opened::new(file).map_err(failed)?;
        let source = Asked::or_recognised(asked, &opened.head).map_err(failed)?;
        let card = source.card(words.taxonomy()).map_err(failed)?;
        let mut sink = RollUp::new();
        source.read(opened, &words.context(), &mut sink).map_err(failed)?;
        let rolled_up = sink.finish(SourceId(0));
        let name = path.file_name().map_or(shown.clone(), |n| n.to_string_lossy().into_owned());
        let entry = Entry::of(&name, bytes, hash, source.slug(), today()?).counted(&rolled_up);
        let outcome = self.add(store, &entry, source, &rolled_up, words)?;
        Ok(ImportView::new(&entry, &card.title, outcome, &rolled_up))
    }

    /// Adds a file to the store, if this is no dry run and there is something to add.
    fn add(
        &self,
        store: Option<&Store>,
        entry: &Entry,
        source: &dyn Source,
        rolled_up: &RolledUp,
        words: &Words,
    ) -> Result<&'static str, Problem> {
        let Some(store) = store.filter(|_| !self.dry_run && entry.used > 0) else {
            return Ok("not written");
        };
        match store.add(entry, source.data(), rolled_up, words.taxonomy())? {
            Added::New => Ok("added"),
            Added::Already(_) => Ok("already there"),
        }
    }
}
