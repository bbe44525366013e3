//! A table to prices: the columns that are read go in, the columns that are added come out.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use arrow_array::builder::{Float64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use goingrate::GoingRate;
use goingrate::ask::price::{Layout, RowCounts, Usual, WorkerPool};
use goingrate::evidence::table::Line;
use goingrate::evidence::table::append_columns::{Added, BATCH, Cell, Kind};
use goingrate::units::parse::Unreadable;
use goingrate::units::{Currency, Period, Problem};
use pyo3::prelude::*;

use crate::book::{Engine, day};
use crate::problem::{internal, raised};
use crate::rows;
use crate::table::Table;
use crate::tally;
use crate::work::{Stop, long};

/// More threads than this are a mistake.
const MOST_THREADS: usize = 256;

/// How a table is priced.
#[pyclass(frozen, module = "goingrate._goingrate")]
pub struct Pricing {
    going_rate: Arc<GoingRate>,
    layout: Arc<Layout>,
    usual: Usual,
    threads: usize,
}

#[pymethods]
impl Pricing {
    /// Finds the columns by their headings.
    #[new]
    #[pyo3(signature = (engine, headings, *, per=None, currency=None, as_of=None, threads=None, strict=false))]
    #[expect(clippy::too_many_arguments, reason = "these are the keywords of Python")]
    fn new(
        py: Python<'_>,
        engine: &Engine,
        headings: Vec<String>,
        per: Option<&str>,
        currency: Option<&str>,
        as_of: Option<&str>,
        threads: Option<usize>,
        strict: bool,
    ) -> PyResult<Pricing> {
        let made = || {
            let headings: Vec<String> =
                headings.iter().map(|heading| heading.trim().to_owned()).collect();
            Ok(Pricing {
                going_rate: Arc::clone(&engine.going_rate),
                layout: Arc::new(Layout::of(&headings)?),
                usual: Usual {
                    as_of: day("as_of", as_of)?,
                    per: per.map(period).transpose()?,
                    currency: currency.map(code).transpose()?,
                    unreadable: if strict { Unreadable::Refused } else { Unreadable::LeftOut },
                },
                threads: processors(threads)?,
            })
        };
        made().map_err(|problem: Problem| raised(py, &problem))
    }

    /// The positions of the columns that are read, rising.
    #[getter]
    fn wanted(&self) -> Vec<usize> {
        let mut wanted = self.layout.wanted();
        wanted.sort_unstable();
        wanted
    }

    /// The names of the columns that are added.
    #[getter]
    fn added(&self) -> Vec<String> {
        self.layout.added().into_iter().map(|added| added.name).collect()
    }

    /// Prices the columns that are [wanted](Pricing::wanted): the added columns, and what became of the rows
    /// as JSON.
    fn price(&self, py: Python<'_>, table: &Table) -> PyResult<(Table, String)> {
        let (going_rate, layout) = (Arc::clone(&self.going_rate), Arc::clone(&self.layout));
        let (usual, threads, wanted) = (self.usual, self.threads, self.wanted());
        let (batches, stop) = (table.batches.clone(), Stop::default());
        let stopped = Arc::clone(&stop);
        long(py, stop, move || {
            let pool = WorkerPool::new(threads, &layout, &going_rate, usual);
            let mut work = Work { pool, wanted, columns: Columns::new(layout.added()) };
            let mut counts = RowCounts::default();
            for batch in batches.iter().flat_map(pieces) {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                work.price(&batch, &mut counts)?;
            }
            let told = tally::json(&counts, &layout);
            Ok((work.columns.finish()?, told.map_err(|error| Problem::new(error.to_string()))?))
        })
    }
}

/// A table on its way.
struct Work<'a> {
    pool: WorkerPool<'a>,
    wanted: Vec<usize>,
    columns: Columns,
}

impl Work<'_> {
    fn price(&mut self, batch: &RecordBatch, counts: &mut RowCounts) -> Result<(), Problem> {
        let mut lines: Vec<Line> = Vec::new();
        rows::fill(&mut lines, batch, &self.wanted, self.columns.rows)?;
        let width = self.columns.added.len();
        let mut cells = vec![Cell::Empty; lines.len() * width];
        let told = self.pool.price(&lines, &mut cells, width);
        counts.count(lines.len() as u64, &told);
        self.columns.append(&cells, lines.len());
        Ok(())
    }
}

/// A batch in pieces that are answered together.
fn pieces(batch: &RecordBatch) -> impl Iterator<Item = RecordBatch> {
    let rows = batch.num_rows();
    let starts = (0..rows).step_by(BATCH);
    starts.map(move |start| batch.slice(start, BATCH.min(rows - start)))
}

/// The added columns as they grow.
struct Columns {
    added: Vec<Added>,
    builders: Vec<Builder>,
    rows: u64,
}

enum Builder {
    Numbers(Float64Builder),
    Texts(StringBuilder),
}

impl Columns {
    fn new(added: Vec<Added>) -> Columns {
        let builder = |added: &Added| match added.kind {
            Kind::Number => Builder::Numbers(Float64Builder::new()),
            Kind::Text => Builder::Texts(StringBuilder::new()),
        };
        Columns { builders: added.iter().map(builder).collect(), added, rows: 0 }
    }

    fn append(&mut self, cells: &[Cell], rows: usize) {
        self.rows += rows as u64;
        let width = self.builders.len();
        for (at, builder) in self.builders.iter_mut().enumerate() {
            let column = cells.iter().skip(at).step_by(width);
            match builder {
                Builder::Numbers(numbers) => column.for_each(|cell| match cell {
                    Cell::Number(number) if number.is_finite() => numbers.append_value(*number),
                    _ => numbers.append_null(),
                }),
                Builder::Texts(texts) => column.for_each(|cell| match cell {
                    Cell::Text(text) => texts.append_value(text),
                    _ => texts.append_null(),
                }),
            }
        }
    }

    fn finish(self) -> Result<Table, Problem> {
        let fields = self.added.into_iter().map(|added| match added.kind {
            Kind::Number => Field::new(added.name, DataType::Float64, true),
            Kind::Text => Field::new(added.name, DataType::Utf8, true),
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let columns = self.builders.into_iter().map(|builder| match builder {
            Builder::Numbers(mut numbers) => Arc::new(numbers.finish()) as ArrayRef,
            Builder::Texts(mut texts) => Arc::new(texts.finish()) as ArrayRef,
        });
        let batch = RecordBatch::try_new(schema.clone(), columns.collect());
        let batch = batch.map_err(|error| internal(error.to_string()))?;
        Ok(Table { batches: vec![batch], schema })
    }
}

fn period(word: &str) -> Result<Period, Problem> {
    Period::from_slug(word).ok_or_else(|| {
        Problem::of("per", word, "is no period").hint("write hour, day, week, month or year")
    })
}

fn code(text: &str) -> Result<Currency, Problem> {
    let read = text.trim().to_uppercase().parse::<Currency>();
    read.map_err(|error| Problem::from(error).in_field("currency"))
}

/// As many threads as are asked for, or as there are processors.
fn processors(threads: Option<usize>) -> Result<usize, Problem> {
    match threads {
        None => Ok(std::thread::available_parallelism().map_or(1, usize::from)),
        Some(threads) if (1..=MOST_THREADS).contains(&threads) => Ok(threads),
        Some(threads) => {
            let what = format!("a table is priced on 1 to {MOST_THREADS} threads");
            Err(Problem::of("threads", &threads.to_string(), what))
        }
    }
}
