//! `goingrate score`: how well a book foresees the records of a file.

use std::fs::File;
use std::path::PathBuf;

use clap::Args;
use goingrate::ask;
use goingrate::evidence::sources::{Records, Source, SourceError};
use goingrate::evidence::table::Opened;
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::score::{KindView, RowsView, ScoreView};

use super::{Answer, render};
use crate::args::{self, BookFile, StoreFolder};
use crate::exit::Exit;
use crate::files::reading::{self, Asked, Words, in_file};

/// Examples of `score`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate score --book mine.gr --data survey_results_public.csv
  goingrate score --book mine.gr --data salaries.csv --as ai-jobs --json
  goingrate score --book mine.gr --data payroll.xlsx --as acme.toml

Score a book on records that it has not seen. Needs a book that was fitted with microdata.";

/// Scores a book.
#[derive(Args)]
pub struct Score {
    #[command(flatten)]
    pub book: BookFile,
    /// The file of records: CSV, xlsx or Parquet.
    #[arg(long, value_name = "FILE")]
    pub data: PathBuf,
    /// Reads the file as this source, or by this mapping (a TOML file).
    #[arg(long = "as", value_name = "SOURCE")]
    pub source: Option<String>,
    /// When the pay held, for a file that does not say.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

impl Score {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let going_rate = args::open(&self.book, &StoreFolder::default(), &[])?;
        let words = reading::words(self.as_of.as_deref())?;
        let asked = reading::asked(self.source.as_deref(), &words)?;
        let (source, records) = self.read(asked.as_ref(), &words)?;
        let answer = ask::score(&going_rate, source.slug(), &records.records).map_err(needs_fit)?;
        let view = ScoreView {
            file: self.data.display().to_string(),
            source: source.slug().to_owned(),
            kinds: answer.kinds.iter().map(KindView::new).collect(),
            rows: RowsView::new(&records),
            not_scored: answer.not_scored,
        };
        Ok((render(&view, json, text::score)?, Exit::Success))
    }

    /// The records of the file, with the source that reads it.
    fn read<'a>(
        &self,
        asked: Option<&'a Asked>,
        words: &Words,
    ) -> Result<(&'a dyn Source, Records), Problem> {
        let shown = self.data.display().to_string();
        let unreadable =
            |error: std::io::Error| Problem::of("data", &shown, format!("cannot be read: {error}"));
        let failed = |error: SourceError| in_file("--data", &shown, error);
        let opened = Opened::new(File::open(&self.data).map_err(unreadable)?).map_err(failed)?;
        let source = Asked::or_recognised(asked, &opened.head).map_err(failed)?;
        let mut records = Records::default();
        source.read(opened, &words.context(), &mut records).map_err(failed)?;
        Ok((source, records))
    }
}

/// A book without microdata is mended by a fit; the hint says how.
fn needs_fit(problem: Problem) -> Problem {
    match problem.field_name() {
        "book" => Problem::new(problem.what)
            .hint("goingrate fit --evidence DIR -o mine.gr makes one; then --book mine.gr"),
        _ => problem,
    }
}
