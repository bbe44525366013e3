//! `goingrate price`: a table of profiles to the same rows with percentiles and intervals.

mod help;
mod tally;
mod told;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use goingrate::ask::price::{Layout, Usual, WorkerPool};
use goingrate::evidence::table::append_columns::{Wide, Written};
use goingrate::request::ShownRequest;
use goingrate::units::Problem;
use goingrate::units::parse::Unreadable;
use goingrate_view::words::thousands;

pub use self::help::EXAMPLES;
use self::tally::Tally;
use self::told::told;
use super::{Answer, render};
use crate::args::{self, BookFile, Shown, StoreFolder, day, today};
use crate::exit::Exit;
use crate::files::{input, output};
use crate::out;

/// Prices a table.
#[derive(Args)]
pub struct Price {
    /// The table: CSV or Parquet; - reads it from a pipe.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the priced rows go; stdout as CSV (as lines of JSON with --json) if not given.
    #[arg(short = 'o', long = "out", value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// Writes over OUT where it is there, FILE itself too.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// The day for rows that name none: 2026-11-22, 2026-11 or 2026; today if not given.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub shown: Shown,
    /// No price for a row with a cell that cannot be read, even where that may be left out; exits with 1 if
    /// a row has no price.
    #[arg(long)]
    pub strict: bool,
    /// On how many threads; as many as there are processors if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub book: BookFile,
}

impl Price {
    /// Answers: exit 1 where no row has a price, or, if strict, where one has none.
    pub fn run(&self, json: bool) -> Answer {
        let written = output::format(self.out.as_deref(), json)?;
        if let Some(out) = self.out.as_ref().filter(|_| !self.force) {
            output::check_free(out)?;
        }
        let usual = self.usual()?;
        let wide = input::open(&self.file)?;
        let layout = Layout::of(wide.headings()).map_err(|p| input::in_file(&self.file, p))?;
        let going_rate = args::open(&self.book, &StoreFolder::default(), &self.shown.money.rates)?;
        let mut pool = WorkerPool::new(self.threads(), &layout, &going_rate, usual);
        let out = self.out.as_ref().map(|out| out.display().to_string());
        let mut tally = Tally::new(self.file.display().to_string(), out, &layout);
        tally.guessed_encoding = wide.guessed_encoding();
        let mut work =
            Work { file: &self.file, layout: &layout, pool: &mut pool, tally: &mut tally };
        match &self.out {
            Some(out) => output::whole(out, |file| work.append_columns(wide, (written, file)))?,
            None => {
                let (stream, cut) = out::Stream::open();
                let done = work.append_columns(wide, (written, stream));
                if let Some(end) = cut.end() {
                    return end.map(|exit| (String::new(), exit));
                }
                done?;
            }
        }
        self.answer(&tally, json)
    }

    fn answer(&self, tally: &Tally, json: bool) -> Answer {
        let none = tally.counts.priced == 0 && tally.counts.rows > 0;
        let strictly = self.strict && tally.counts.priced < tally.counts.rows;
        let exit = if none || strictly { Exit::No } else { Exit::Success };
        if self.out.is_some() {
            return Ok((render(tally, json, |tally, _| told(tally))?, exit));
        }
        out::note(&told(tally));
        Ok((String::new(), exit))
    }

    fn usual(&self) -> Result<Usual, Problem> {
        let (as_of, unit) = (day(self.as_of.as_deref())?, ShownRequest::from(&self.shown).unit()?);
        let as_of = as_of.map_or_else(today, Ok)?;
        let unreadable = if self.strict { Unreadable::Refused } else { Unreadable::LeftOut };
        Ok(Usual { as_of, per: unit.per, currency: unit.currency, unreadable })
    }

    fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }
}

/// A table on its way.
struct Work<'w, 'a> {
    file: &'w Path,
    layout: &'w Layout,
    pool: &'w mut WorkerPool<'a>,
    tally: &'w mut Tally,
}

impl Work<'_, '_> {
    fn append_columns(
        &mut self,
        wide: Wide,
        out: (Written, impl Write + Send),
    ) -> Result<(), Problem> {
        let added = self.layout.added();
        out::progress("Pricing");
        let rows = wide.append_columns(&self.layout.wanted(), &added, out, |lines, cells| {
            let told = self.pool.price(lines, cells, added.len());
            self.tally.count(lines.len() as u64, &told);
            let rows = thousands(self.tally.counts.rows as f64);
            out::Progress::reached(self.tally.counts.rows, &format!("Pricing · {rows} rows"));
        });
        out::Progress::done();
        let rows = rows.map_err(|error| input::no_table(self.file, &error))?;
        debug_assert_eq!(rows, self.tally.counts.rows);
        Ok(())
    }
}
