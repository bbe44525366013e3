//! `goingrate price`: a table of profiles to the same rows with percentiles and intervals.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use clap::Args;
use goingrate::evidence::sources::SourceError;
use goingrate::evidence::table::append_columns::{Cell, Wide, Written};
use goingrate::evidence::table::{Line, Opened};
use goingrate::units::{Date, Problem};
use goingrate_view::pricing::{Layout, LayoutError, RowEstimator, UnpricedRow, Usual, added};
use goingrate_view::words::thousands;
use serde::Serialize;

use super::pay::Shown;
use super::{Answer, render};
use crate::book_file::BookFile;
use crate::exit::Exit;
use crate::library::{Library, today};
use crate::out;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate price roster.csv
  goingrate price roster.csv -o priced.csv
  goingrate price roster.csv --per month --currency EUR --json
  goingrate price roster.csv -o priced.csv --as-of 2025-06 --threads 1

Columns that are read: question (\"senior backend, Seattle, Rust\"), or role, level, years, place, \
skills (separated by | or ;), industry, tier, engagement, component, as_of; and period and currency of \
the prices. A role may be a title that says level and skills. All other columns are passed through.

Columns that are added: p10, p10_low, p10_high and so on to p90 (the percentile and the ends of the 80 % \
interval of that figure), pay_currency, pay_period, pay_as_of, and complaint: why a row has no price.

FILE is CSV or Parquet, recognised by its content. OUT is written by its ending: .csv, .parquet, .jsonl.";

/// Complaints that are shown one by one; all stand in the column.
const SHOWN_COMPLAINTS: usize = 20;

/// A pipe is kept in memory: no more than so many bytes of it.
const PIPED: u64 = 512 << 20;

/// Somebody who watches is told each time that so many rows are priced.
const TOLD_EACH: u64 = 1 << 20;

/// PriceLevels a table.
#[derive(Args)]
pub struct Price {
    /// The table: CSV or Parquet; - reads it from a pipe.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the priced rows go; stdout as CSV (as lines of JSON with --json) if not given.
    #[arg(short = 'o', long = "out", value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// The day for rows that name none: 2026-11-22, 2026-11 or 2026; today if not given.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub shown: Shown,
    /// Exits with 1 if a row has no price.
    #[arg(long)]
    pub strict: bool,
    /// On how many threads; as many as there are processors if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub book: BookFile,
}

/// What became of the rows.
#[derive(Debug, Default, Serialize)]
struct Tally {
    /// The table.
    file: String,
    /// Where the rows went, if not to stdout.
    #[serde(skip_serializing_if = "Option::is_none")]
    out: Option<String>,
    /// Rows of the table.
    rows: u64,
    /// Rows with a price.
    priced: u64,
    /// Rows without, by the field that is to blame.
    complaints: BTreeMap<String, u64>,
    /// The columns that were read.
    read: Vec<String>,
    /// The columns that were passed through.
    passed: Vec<String>,
}

impl Price {
    /// Answers: exit 1 where no row has a price, or, if strict, where one has none.
    pub fn run(&self, json: bool) -> Answer {
        let written = self.written(json)?;
        let usual = self.usual()?;
        let wide = self.open()?;
        if let Some(encoding) = wide.guessed_encoding() {
            let file = self.file.display();
            out::note(&format!("{file}: its text is read as {encoding}, which is a guess\n"));
        }
        let layout = Layout::of(wide.headings()).map_err(|error| self.layout_failure(error))?;
        let library = Library::open(&self.book)?.with_rates(&self.shown.money.rates)?;
        let row_estimators = (0..self.threads()).map(|_| {
            let words = (library.taxonomy(), &library.going_rate.rates);
            RowEstimator::new(&layout, words, library.batch_estimator(), usual)
        });
        let mut office =
            WorkerPool { row_estimators: row_estimators.collect(), tally: self.tally(&layout) };
        match &self.out {
            Some(out) => self.to_file(wide, &layout, &mut office, (written, out))?,
            None => {
                let (stream, gone) = out::Stream::open();
                let failed =
                    self.append_columns(wide, &layout, &mut office, (written, stream)).err();
                if gone.load(Ordering::Relaxed) {
                    return Ok((String::new(), Exit::Success));
                }
                failed.map_or(Ok(()), Err)?;
            }
        }
        self.answer(&office.tally, json)
    }

    fn answer(&self, tally: &Tally, json: bool) -> Answer {
        let none = tally.priced == 0 && tally.rows > 0;
        let strictly = self.strict && tally.priced < tally.rows;
        let exit = if none || strictly { Exit::No } else { Exit::Success };
        if self.out.is_some() {
            return Ok((render(tally, json, |tally, _| told(tally))?, exit));
        }
        out::note(&told(tally));
        Ok((String::new(), exit))
    }

    fn open(&self) -> Result<Wide, Problem> {
        let shown = self.file.display().to_string();
        let unreadable =
            |error: std::io::Error| Problem::of("FILE", &shown, format!("cannot be read: {error}"));
        if self.file == Path::new("-") {
            return self.piped(std::io::stdin());
        }
        let file = File::open(&self.file).map_err(unreadable)?;
        let kind = file.metadata().map_err(unreadable)?.file_type();
        if kind.is_dir() {
            return Err(Problem::of("FILE", &shown, "is a folder, not a table"));
        }
        if !kind.is_file() {
            return self.piped(file);
        }
        Opened::new(file).and_then(Wide::open).map_err(|error| self.failure(error))
    }

    /// A pipe is read to its end first: whoever recognises a format goes back to the beginning.
    fn piped(&self, pipe: impl Read) -> Result<Wide, Problem> {
        let shown = self.file.display().to_string();
        let mut bytes = Vec::new();
        pipe.take(PIPED + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Problem::of("FILE", &shown, format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > PIPED {
            let what = format!("is a pipe of more than {} MB", PIPED >> 20);
            return Err(Problem::of("FILE", &shown, what).hint("write it to a file first"));
        }
        Opened::new(Cursor::new(bytes)).and_then(Wide::open).map_err(|error| self.failure(error))
    }

    fn failure(&self, error: SourceError) -> Problem {
        let failure = Problem::of("FILE", &self.file.display().to_string(), error.to_string());
        failure.hint("a table is CSV in UTF-8, or Parquet, with a line of headings: role, place, …")
    }

    fn layout_failure(&self, error: LayoutError) -> Problem {
        let hint = match &error {
            LayoutError::NoQuestion(_) => {
                "name a column role (and level, place, skills, …), or question"
            }
            LayoutError::Twice { .. } => "rename one of them; other headings are passed through",
            LayoutError::There(_) => "rename it or leave it out: it would be there twice",
        };
        Problem::of("FILE", &self.file.display().to_string(), error.to_string()).hint(hint)
    }

    /// The format of the output, by the ending of its name.
    fn written(&self, json: bool) -> Result<Written, Problem> {
        let Some(out) = &self.out else {
            return Ok(if json { Written::JsonLines } else { Written::Csv });
        };
        let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv" | "tsv" | "txt") => Ok(Written::Csv),
            Some("jsonl" | "ndjson" | "json") => Ok(Written::JsonLines),
            Some("parquet") if cfg!(feature = "parquet") => Ok(Written::Parquet),
            Some("parquet") => {
                let what = "this program was built without Parquet (feature `parquet`)";
                Err(Problem::of("out", &out.display().to_string(), what).hint("write .csv"))
            }
            _ => Err(Problem::of("out", &out.display().to_string(), "its ending names no format")
                .hint("end it with .csv, .parquet or .jsonl")),
        }
    }

    fn usual(&self) -> Result<Usual, Problem> {
        let as_of = self.as_of.as_deref().map(str::parse::<Date>).transpose();
        let as_of = as_of.map_err(|error| Problem::from(error).in_field("as_of"))?;
        Ok(Usual {
            as_of: as_of.map_or_else(today, Ok)?,
            per: self.shown.per.map(Into::into),
            currency: self.shown.money.asked()?,
        })
    }

    fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }

    fn tally(&self, layout: &Layout) -> Tally {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let (read, passed) = layout.read_and_passed();
        Tally {
            file: self.file.display().to_string(),
            out: self.out.as_ref().map(|out| out.display().to_string()),
            read: owned(read),
            passed: owned(passed),
            ..Tally::default()
        }
    }

    /// Writes to a file beside OUT first: OUT is whole or not there, and may be FILE itself.
    fn to_file(
        &self,
        wide: Wide,
        layout: &Layout,
        office: &mut WorkerPool<'_>,
        (written, out): (Written, &Path),
    ) -> Result<(), Problem> {
        let shown = out.display().to_string();
        let failed = |error: std::io::Error| {
            Problem::of("out", &shown, format!("cannot be written: {error}"))
        };
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(failed)?;
        let done = self
            .append_columns(wide, layout, office, (written, file))
            .and_then(|()| fs::rename(&part, out).map_err(failed));
        if done.is_err() {
            // What is half written would be taken for the whole.
            let _ = fs::remove_file(&part);
        }
        done
    }

    fn append_columns(
        &self,
        wide: Wide,
        layout: &Layout,
        office: &mut WorkerPool<'_>,
        out: (Written, impl Write + Send),
    ) -> Result<(), Problem> {
        let added = added();
        let rows = wide
            .append_columns(&layout.wanted(), &added, out, |lines, cells| {
                office.price(lines, cells, added.len());
            })
            .map_err(|error| self.failure(error))?;
        debug_assert_eq!(rows, office.tally.rows);
        Ok(())
    }
}

/// The row_estimators, and what became of the rows so far.
struct WorkerPool<'a> {
    row_estimators: Vec<RowEstimator<'a>>,
    tally: Tally,
}

impl WorkerPool<'_> {
    /// PriceLevels a batch: each row_estimator takes a stretch of it, so that the order is kept.
    fn price(&mut self, lines: &[Line], cells: &mut [Cell], width: usize) {
        let each = lines.len().div_ceil(self.row_estimators.len()).max(1);
        let stretches = lines.chunks(each).zip(cells.chunks_mut(each * width));
        let complaints: Vec<Vec<UnpricedRow>> = match self.row_estimators.as_mut_slice() {
            [row_estimator] => stretches
                .map(|(lines, cells)| stretch(row_estimator, lines, cells, width))
                .collect(),
            row_estimators => std::thread::scope(|scope| {
                let started = row_estimators.iter_mut().zip(stretches).map(
                    |(row_estimator, (lines, cells))| {
                        scope.spawn(move || stretch(row_estimator, lines, cells, width))
                    },
                );
                let started: Vec<_> = started.collect();
                let ended = started.into_iter().map(|thread| match thread.join() {
                    Ok(complaints) => complaints,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                ended.collect()
            }),
        };
        self.count(lines.len() as u64, complaints.into_iter().flatten());
    }

    fn count(&mut self, rows: u64, complaints: impl Iterator<Item = UnpricedRow>) {
        let tally = &mut self.tally;
        let before = tally.rows;
        tally.rows += rows;
        tally.priced += rows;
        for UnpricedRow { line, problem } in complaints {
            let told = (tally.rows - tally.priced) as usize;
            if told < SHOWN_COMPLAINTS {
                out::note(&format!("{}:{line}: {problem}\n", tally.file));
            } else if told == SHOWN_COMPLAINTS {
                out::note("… more of them: see the column complaint\n");
            }
            tally.priced -= 1;
            *tally.complaints.entry(problem.field_name().to_owned()).or_default() += 1;
        }
        if out::is_watched() && before / TOLD_EACH < tally.rows / TOLD_EACH {
            out::note(&format!("{} rows …\n", thousands(tally.rows as f64)));
        }
    }
}

/// PriceLevels some lines; the complaints are in their order.
fn stretch(
    row_estimator: &mut RowEstimator<'_>,
    lines: &[Line],
    cells: &mut [Cell],
    width: usize,
) -> Vec<UnpricedRow> {
    let rows = lines.iter().zip(cells.chunks_mut(width));
    rows.filter_map(|(line, cells)| row_estimator.price(line, cells)).collect()
}

/// What became of the rows, in a line or two.
fn told(tally: &Tally) -> String {
    let count = |count: u64| thousands(count as f64);
    let mut text = format!(
        "{}: {} {}, {} priced, {} not",
        tally.file,
        count(tally.rows),
        if tally.rows == 1 { "row" } else { "rows" },
        count(tally.priced),
        count(tally.rows - tally.priced)
    );
    let fields: Vec<String> = tally
        .complaints
        .iter()
        .map(|(field, times)| format!("{field} {}", count(*times)))
        .collect();
    if !fields.is_empty() {
        text += &format!(" ({}: see the column complaint)", fields.join(", "));
    }
    if let Some(out) = &tally.out {
        text += &format!("; written to {out}");
    }
    text += &format!("\nread: {}", tally.read.join(", "));
    if !tally.passed.is_empty() {
        text += &format!("; passed through: {}", tally.passed.join(", "));
    }
    text + "\n"
}
