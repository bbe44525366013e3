//! `goingrate evidence store`: what an evidence store holds.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use goingrate::evidence::store::{Store, StoreError, Stored};
use goingrate::units::{Problem, Taxonomy};
use goingrate_view::text;
use goingrate_view::views::evidence_import::{StoreView, StoredTableView};

use super::super::{Answer, render};
use crate::exit::Exit;
use crate::files::tables::{FOLDER, KeptTable};

/// Examples of `store`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate evidence store ~/pay
  goingrate evidence store ~/pay --json";

/// Looks at a store.
#[derive(Args)]
pub struct StoreCommand {
    /// The folder of the evidence store.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

impl StoreCommand {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let (store, tables) = (Store::at(&self.folder), self.tables()?);
        // A folder may have tables alone, before any file of pay.
        let (imports, stored) = match store.imports() {
            Err(StoreError::None(_)) if !tables.is_empty() => (Vec::new(), Stored::default()),
            imports => (imports?, store.read(&Taxonomy::read(&goingrate::data::TAXONOMY)?)?),
        };
        let folder = self.folder.display().to_string();
        let view = StoreView::new(folder, &imports, &stored, tables);
        Ok((render(&view, json, text::store)?, Exit::Success))
    }

    /// The tables of price levels and exchange rates that the store keeps, by name.
    fn tables(&self) -> Result<Vec<StoredTableView>, Problem> {
        let folder = self.folder.join(FOLDER);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let unreadable = |error: std::io::Error| {
            let what = format!("cannot be read: {error}");
            Problem::of("DIR", &folder.display().to_string(), what)
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            files.push(entry.map_err(unreadable)?.path());
        }
        files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
        files.sort();
        let view = |path: PathBuf| {
            let name = path.strip_prefix(&self.folder).unwrap_or(&path).display().to_string();
            Ok(match KeptTable::read(&path)? {
                KeptTable::PriceLevels(prices) => StoredTableView::prices(&name, &prices),
                KeptTable::Rates(rates) => StoredTableView::rates(&name, &rates),
            })
        };
        files.into_iter().map(view).collect()
    }
}
