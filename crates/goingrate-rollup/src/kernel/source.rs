//! The files of a table as pieces that threads read: row groups of Parquet files, blocks of text.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use goingrate_import::SourceError;
use goingrate_import::table::{Format, Input, Opened, SharedInput};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};

use super::question::Headings;
use super::text::{Blocks, TextColumns};
use crate::archive::{Archive, Damaged};
use crate::decode::Kind;

/// A piece of a table.
pub enum Piece {
    /// A row group of a Parquet file.
    RowGroup(RowGroup),
    /// Whole lines of a text.
    Lines(Lines),
}

/// A row group and the columns that are read of it.
pub struct RowGroup {
    pub part: usize,
    pub at: usize,
    pub file: Arc<ParquetFile>,
}

/// A Parquet file whose foot was read.
pub struct ParquetFile {
    pub meta: ParquetMetaData,
    pub columns: ParquetColumns,
}

/// The columns of a question in a Parquet file: where each is, and what its values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParquetColumns {
    pub dimensions: Vec<(usize, Kind)>,
    pub left_out: Vec<(usize, Kind)>,
    pub figures: Vec<(usize, Kind)>,
}

/// Some lines of a text.
pub struct Lines {
    pub text: Vec<u8>,
    pub columns: Arc<TextColumns>,
}

/// Why a table cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A column is not there.
    #[error("there is no column {heading:?}; there are {there}")]
    NoColumn {
        /// What was looked for.
        heading: String,
        /// The columns that are there, for a message.
        there: String,
    },
    /// Several columns have a heading.
    #[error("several columns are called {heading:?}; a roll-up needs one of that name")]
    SeveralColumns {
        /// The heading.
        heading: String,
    },
    /// A column has values that a roll-up cannot use.
    #[error("the column {heading:?} has {what}, which cannot be {used}")]
    Values {
        /// The column.
        heading: String,
        /// What its values are.
        what: &'static str,
        /// What they would have to be.
        used: &'static str,
    },
    /// A column has text in one file and something else in another.
    #[error("the column {heading:?} is text in some files and something else in others")]
    Differs {
        /// The column.
        heading: String,
    },
    /// The columns of a grouping have more different words together than a key can tell apart.
    #[error(
        "the columns of a grouping have too many different words together; group by fewer of them, or by \
         shorter ones (a month instead of a day)"
    )]
    TooMany,
    /// A file is neither Parquet nor delimited text.
    #[error("a roll-up reads Parquet and delimited text; this is {0}")]
    Format(&'static str),
    /// A file cannot be read.
    #[error("{0}")]
    Source(#[from] SourceError),
    /// A file cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A Parquet file cannot be read.
    #[error("{0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

/// Hands out pieces, part after part.
pub struct Pieces<'a> {
    archive: &'a dyn Archive,
    headings: &'a Headings,
    parts: VecDeque<usize>,
    waiting: VecDeque<Piece>,
    blocks: Option<Blocks>,
    /// Parts that were begun.
    pub begun: Vec<usize>,
    /// What cannot be read.
    pub damaged: Vec<Damaged>,
}

impl<'a> Pieces<'a> {
    pub fn new(
        archive: &'a dyn Archive,
        headings: &'a Headings,
        parts: impl IntoIterator<Item = usize>,
    ) -> Pieces<'a> {
        Pieces {
            archive,
            headings,
            parts: parts.into_iter().collect(),
            waiting: VecDeque::new(),
            blocks: None,
            begun: Vec::new(),
            damaged: Vec::new(),
        }
    }

    /// The next piece. No part is begun where that is `enough`.
    ///
    /// # Errors
    /// When a text cannot be read on: some of its lines are counted already.
    pub fn next(&mut self, enough: bool) -> Result<Option<Piece>, TableError> {
        loop {
            if let Some(piece) = self.waiting.pop_front() {
                return Ok(Some(piece));
            }
            if let Some(lines) = self.next_block()? {
                return Ok(Some(Piece::Lines(lines)));
            }
            let next = if enough { None } else { self.parts.pop_front() };
            let Some(part) = next else { return Ok(None) };
            self.begun.push(part);
            if let Err(error) = self.begin(part) {
                self.lose(part, None, None, error.to_string());
            }
        }
    }

    /// Begins the first part, for what it says of the columns.
    ///
    /// # Errors
    /// When it cannot be begun.
    pub fn begin_first(&mut self) -> Result<(), TableError> {
        self.parts.pop_front().map_or(Ok(()), |part| self.begin(part))
    }

    /// Which columns of the part that was begun are text, in the order of the headings; nothing where it has no
    /// rows.
    pub fn texts(&self) -> Option<Vec<bool>> {
        match self.waiting.front()? {
            Piece::Lines(_) => None,
            Piece::RowGroup(group) => {
                let ParquetColumns { dimensions, left_out, figures } = &group.file.columns;
                let all = dimensions.iter().chain(left_out).chain(figures);
                Some(all.map(|(_, kind)| *kind == Kind::Text).collect())
            }
        }
    }

    /// Notes what cannot be read.
    pub fn lose(
        &mut self,
        part: usize,
        row_group: Option<usize>,
        rows: Option<u64>,
        reason: String,
    ) {
        let name = self.archive.parts().get(part).map(|part| part.name.clone());
        let part = name.unwrap_or_default();
        self.damaged.push(Damaged { part, row_group, rows, reason });
    }

    fn next_block(&mut self) -> Result<Option<Lines>, TableError> {
        let Some(blocks) = self.blocks.as_mut() else { return Ok(None) };
        let text = blocks.next()?;
        let columns = Arc::clone(&blocks.columns);
        if text.is_none() {
            self.blocks = None;
        }
        Ok(text.map(|text| Lines { text, columns }))
    }

    fn begin(&mut self, part: usize) -> Result<(), TableError> {
        let opened = Opened::new(self.archive.open(part)?)?;
        match opened.head.format {
            Format::Parquet => {
                let file = Arc::new(ParquetFile::read(self.archive.open(part)?, self.headings)?);
                let groups = 0..file.meta.num_row_groups();
                let group = |at| Piece::RowGroup(RowGroup { part, at, file: Arc::clone(&file) });
                self.waiting.extend(groups.map(group));
            }
            Format::Delimited(delimiter) => {
                let input = self.archive.open(part)?;
                self.blocks = Some(Blocks::new(input, delimiter, self.headings)?);
            }
            Format::Workbook => return Err(TableError::Format("a workbook")),
        }
        Ok(())
    }
}

/// How many rows a Parquet file has; nothing of other files.
pub fn rows_of(input: Box<dyn Input>) -> Option<u64> {
    let input = SharedInput::new(input).ok()?;
    let meta = ParquetMetaDataReader::new().parse_and_finish(&input).ok()?;
    u64::try_from(meta.file_metadata().num_rows()).ok()
}

impl ParquetFile {
    /// Reads the foot of a file and finds the columns.
    ///
    /// # Errors
    /// When it cannot be read, or a column is not there or of another kind.
    pub fn read(input: Box<dyn Input>, headings: &Headings) -> Result<ParquetFile, TableError> {
        let meta = ParquetMetaDataReader::new().parse_and_finish(&SharedInput::new(input)?)?;
        let columns = ParquetColumns::find(&meta, headings)?;
        Ok(ParquetFile { meta, columns })
    }
}

impl ParquetColumns {
    fn find(meta: &ParquetMetaData, headings: &Headings) -> Result<ParquetColumns, TableError> {
        let one = |heading: &String| column_of(meta, heading);
        let amount = |heading: &String| match one(heading)? {
            (_, kind) if !kind.is_amount() => Err(values(heading, kind, "an amount")),
            found => Ok(found),
        };
        let all = |of: &[String]| of.iter().map(one).collect::<Result<Vec<_>, _>>();
        Ok(ParquetColumns {
            dimensions: all(&headings.dimensions)?,
            left_out: all(&headings.left_out)?,
            figures: headings.figures.iter().map(amount).collect::<Result<_, _>>()?,
        })
    }
}

fn values(heading: &str, kind: Kind, used: &'static str) -> TableError {
    let what = match kind {
        Kind::Other(what) => what,
        Kind::Bool => "true and false",
        Kind::Date | Kind::Moment(_) => "days",
        _ => "other values",
    };
    TableError::Values { heading: heading.to_owned(), what, used }
}

fn column_of(meta: &ParquetMetaData, heading: &str) -> Result<(usize, Kind), TableError> {
    let schema = meta.file_metadata().schema_descr();
    let top = |at: usize| schema.column(at).path().parts().join(".");
    let names: Vec<String> = (0..schema.num_columns()).map(top).collect();
    let at = position(&names, heading)?;
    let column = schema.column(at);
    if column.max_rep_level() > 0 {
        return Err(values(heading, Kind::Other("lists"), "grouped by or counted"));
    }
    match Kind::of(&column) {
        Kind::Other(what) => Err(values(heading, Kind::Other(what), "grouped by or counted")),
        kind => Ok((at, kind)),
    }
}

/// The position of a heading, which only one column may have; capital letters and blanks do not count where
/// nothing has it exactly.
pub fn position(names: &[String], heading: &str) -> Result<usize, TableError> {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let all = || 0..names.len();
    let mut found: Vec<usize> = all().filter(|at| names[*at] == heading).collect();
    if found.is_empty() {
        found = all().filter(|at| words(&names[*at]) == words(heading)).collect();
    }
    match found.as_slice() {
        [at] => Ok(*at),
        [] => Err(TableError::NoColumn {
            heading: heading.to_owned(),
            there: goingrate_import::table::excerpt(names),
        }),
        _ => Err(TableError::SeveralColumns { heading: heading.to_owned() }),
    }
}
