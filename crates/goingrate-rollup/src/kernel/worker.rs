//! One thread of a roll-up: takes pieces, reads their columns to codes, and counts.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use goingrate_import::table::SharedInput;

use super::chunk::{Chunk, LeftOut, ROWS};
use super::coders::{AmountCoder, DimensionCoder};
use super::count::grouping::Filling;
use super::count::layout::WIDEST;
use super::count::tables::Way;
use super::source::{Lines, Piece, RowGroup, TableError};
use super::{Shared, text};
use crate::decode::{Column, Kind, Unreadable};

pub(super) struct Worker<'s, 'a> {
    shared: &'s Shared<'a>,
    filling: Vec<Filling>,
    left_out: Vec<LeftOut<'s>>,
    chunk: Chunk,
}

/// How far a row group was read.
struct Broken {
    rows: u64,
    reason: String,
}

impl<'s, 'a> Worker<'s, 'a> {
    pub fn new(shared: &'s Shared<'a>) -> Worker<'s, 'a> {
        let columns = &shared.question.columns;
        let rules = columns.left_out.iter().zip(&shared.words.left_out);
        Worker {
            shared,
            filling: shared.groupings.iter().map(Filling::new).collect(),
            left_out: rules.map(|(rule, words)| LeftOut::new(rule, words)).collect(),
            chunk: shared.chunk(),
        }
    }

    /// Counts pieces until there are no more.
    pub fn work(mut self) {
        while let Some(piece) = self.next() {
            match piece {
                Piece::RowGroup(group) => self.row_group(&group),
                Piece::Lines(lines) => self.lines(&lines),
            }
            if let Err(error) = self.spare_memory() {
                self.shared.fail(error.into());
            }
        }
        self.flush(Way::Count);
    }

    fn next(&self) -> Option<Piece> {
        let enough = self.shared.watch.is_enough();
        if self.shared.failed.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return None;
        }
        let mut pieces = self.shared.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        match pieces.next(enough) {
            Ok(piece) => piece,
            Err(error) => {
                self.shared.fail(error);
                None
            }
        }
    }

    /// Counts a row group. Where it is damaged, what was counted of it is taken back.
    fn row_group(&mut self, group: &RowGroup) {
        let rows = u64::try_from(group.file.meta.row_group(group.at).num_rows()).unwrap_or(0);
        match self.count(group, rows, Way::Count) {
            Ok(left_out) => {
                self.shared.left_out.fetch_add(left_out, Ordering::Relaxed);
                self.shared.scanned.fetch_add(rows, Ordering::Relaxed);
                self.shared.watch.counted(rows);
            }
            Err(broken) => self.take_back(group, rows, broken),
        }
    }

    fn take_back(&mut self, group: &RowGroup, rows: u64, broken: Broken) {
        self.flush(Way::Count);
        if broken.rows > 0 && self.count(group, broken.rows, Way::TakeBack).is_err() {
            let what = "a damaged row group could not be read a second time";
            self.shared.fail(io::Error::other(what).into());
        }
        self.flush(Way::TakeBack);
        let mut pieces = self.shared.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        pieces.lose(group.part, Some(group.at + 1), Some(rows), broken.reason);
    }

    /// Counts so many rows of a row group; how many are left out.
    fn count(&mut self, group: &RowGroup, rows: u64, way: Way) -> Result<u64, Broken> {
        let mut done = 0;
        // The library that reads pages must not take the program down, whatever a file holds.
        let read = catch_unwind(AssertUnwindSafe(|| self.count_rows(group, rows, way, &mut done)));
        match read {
            Ok(Ok(left_out)) => Ok(left_out),
            Ok(Err(error)) => Err(Broken { rows: done, reason: error.to_string() }),
            Err(_) => {
                // What was being filled is lost with it.
                self.chunk = self.shared.chunk();
                let reason = "the reader of Parquet files cannot make sense of it".to_owned();
                Err(Broken { rows: done, reason })
            }
        }
    }

    fn count_rows(
        &mut self,
        group: &RowGroup,
        rows: u64,
        way: Way,
        done: &mut u64,
    ) -> Result<u64, Unreadable> {
        let mut columns = self.columns(group)?;
        let (mut left_out, mut left) = (0, rows);
        while left > 0 {
            let rows = left.min(ROWS as u64) as usize;
            let mut chunk = std::mem::take(&mut self.chunk);
            let read = columns.read(&mut chunk, rows);
            if read.is_ok() {
                left_out += self.take(&mut chunk, way);
                *done += rows as u64;
            }
            self.chunk = chunk;
            read?;
            left -= rows as u64;
        }
        Ok(left_out)
    }

    fn columns(&self, group: &RowGroup) -> Result<Columns<'s>, Unreadable> {
        let meta = group.file.meta.row_group(group.at);
        let open = || -> Result<SharedInput, Unreadable> {
            let input = self.shared.archive.open(group.part).and_then(SharedInput::new);
            input.map_err(|error| parquet::errors::ParquetError::External(error.into()).into())
        };
        let found = &group.file.columns;
        let dimension = |(at, of): (usize, &(usize, Kind))| {
            let by_month = self.shared.question.columns.dimensions[at].by_month;
            let coder = DimensionCoder::new(&self.shared.words.dimensions[at], of.1, by_month);
            Column::new(open()?, meta, of.0, coder)
        };
        let left_out = |(at, of): (usize, &(usize, Kind))| {
            let coder = DimensionCoder::new(&self.shared.words.left_out[at], of.1, false);
            Column::new(open()?, meta, of.0, coder)
        };
        let figure = |of: &(usize, Kind)| {
            let coder = AmountCoder { bins: &self.shared.bins, kind: of.1 };
            Column::new(open()?, meta, of.0, coder)
        };
        Ok(Columns {
            dimensions: found
                .dimensions
                .iter()
                .enumerate()
                .map(dimension)
                .collect::<Result<_, _>>()?,
            left_out: found.left_out.iter().enumerate().map(left_out).collect::<Result<_, _>>()?,
            figures: found.figures.iter().map(figure).collect::<Result<_, _>>()?,
        })
    }

    fn lines(&mut self, lines: &Lines) {
        let columns = &self.shared.question.columns;
        let words = &self.shared.words;
        let dimensions = columns.dimensions.iter().zip(&words.dimensions);
        let dimensions =
            dimensions.map(|(of, words)| DimensionCoder::new(words, Kind::Text, of.by_month));
        let left_out = words.left_out.iter();
        let left_out = left_out.map(|words| DimensionCoder::new(words, Kind::Text, false));
        let mut coders: Vec<DimensionCoder<'_>> = dimensions.chain(left_out).collect();
        let mut chunk = std::mem::take(&mut self.chunk);
        let amounts = AmountCoder { bins: &self.shared.bins, kind: Kind::Text };
        let mut left_out = 0;
        let read = text::each_chunk(
            &lines.text,
            &lines.columns,
            (&mut coders, &amounts),
            &mut chunk,
            |chunk| {
                left_out += self.take(chunk, Way::Count);
            },
        );
        self.chunk = chunk;
        match read {
            Ok(rows) => {
                self.shared.left_out.fetch_add(left_out, Ordering::Relaxed);
                self.shared.scanned.fetch_add(rows, Ordering::Relaxed);
                self.shared.watch.counted(rows);
            }
            // Bytes of any kind are fields: only memory could fail.
            Err(error) => self.shared.fail(io::Error::other(error).into()),
        }
    }

    /// Counts the rows of a chunk; how many are left out.
    fn take(&mut self, chunk: &mut Chunk, way: Way) -> u64 {
        let left_out = chunk.leave_out(&mut self.left_out);
        let bins = self.shared.bins.len();
        for (grouping, filling) in self.shared.groupings.iter().zip(&mut self.filling) {
            let of = |at: &usize| chunk.dimensions.get(*at).map(Vec::as_slice).unwrap_or_default();
            let codes: Vec<&[u32]> = grouping.dimensions.iter().map(of).collect();
            let known = self.shared.words.known(&grouping.dimensions);
            if grouping.exact(&known, bins).bits() > WIDEST {
                // Keys of several groups would be one: count nothing more.
                self.shared.fail(TableError::TooMany);
                break;
            }
            filling.take(grouping, (&known, bins), &codes, &chunk.figures, way);
        }
        left_out
    }

    fn flush(&mut self, way: Way) {
        self.filling.iter_mut().for_each(|filling| filling.flush(way));
    }

    /// Writes counts to disk where they take more memory than they may.
    fn spare_memory(&self) -> io::Result<()> {
        let groupings = &self.shared.groupings;
        let bytes: usize = groupings.iter().map(|grouping| grouping.bytes()).sum();
        if bytes > self.shared.question.memory
            && let Some(largest) = groupings.iter().max_by_key(|grouping| grouping.bytes())
        {
            largest.set_aside();
        }
        match bytes > self.shared.question.memory / 2 {
            true => {
                let shared = self.shared;
                groupings.iter().try_for_each(|of| of.write_out(shared.scratch, &shared.bins))
            }
            false => Ok(()),
        }
    }
}

/// The columns of a row group, as they are read.
struct Columns<'w> {
    dimensions: Vec<Column<DimensionCoder<'w>>>,
    left_out: Vec<Column<DimensionCoder<'w>>>,
    figures: Vec<Column<AmountCoder<'w>>>,
}

impl Columns<'_> {
    fn read(&mut self, chunk: &mut Chunk, rows: usize) -> Result<(), Unreadable> {
        chunk.columns().for_each(|codes| codes.resize(rows, 0));
        let words = self.dimensions.iter_mut().zip(&mut chunk.dimensions);
        let left_out = self.left_out.iter_mut().zip(&mut chunk.left_out);
        for (column, codes) in words.chain(left_out) {
            column.read(codes)?;
        }
        let mut figures = self.figures.iter_mut().zip(&mut chunk.figures);
        figures.try_for_each(|(column, codes)| column.read(codes))
    }
}
