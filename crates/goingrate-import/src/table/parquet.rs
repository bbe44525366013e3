//! A Parquet file to lines: its leaf columns as text, group by group.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::Field;

use super::columns::Line;
use super::input::Input;
use crate::error::SourceError;
use crate::reading::numbers::of_number;

/// A file that several readers of chunks share.
#[derive(Clone)]
pub struct Shared {
    input: Arc<Mutex<Box<dyn Input>>>,
    length: u64,
}

impl Shared {
    /// Shares a file.
    ///
    /// # Errors
    /// When its length cannot be found.
    pub fn new(mut input: Box<dyn Input>) -> io::Result<Shared> {
        let length = input.seek(SeekFrom::End(0))?;
        Ok(Shared { input: Arc::new(Mutex::new(input)), length })
    }

    /// The file back, if no reader of a chunk is left.
    fn into_input(self) -> Option<Box<dyn Input>> {
        let input = Arc::into_inner(self.input)?;
        Some(input.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        input.seek(SeekFrom::Start(at))?;
        input.read(buffer)
    }
}

/// Reads on from a place of a shared file.
pub struct From {
    shared: Shared,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.shared.read_at(self.at, buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Shared {
    type T = io::BufReader<From>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(io::BufReader::new(From { shared: self.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<bytes::Bytes, ParquetError> {
        // The length is the file's own word: do not make room for more than there is.
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF("a chunk beyond the end of the file".to_owned()));
        }
        let mut buffer = vec![0; length];
        From { shared: self.clone(), at: start }.read_exact(&mut buffer)?;
        Ok(buffer.into())
    }
}

pub(super) fn failed(error: ParquetError) -> SourceError {
    SourceError::unreadable("Parquet", error)
}

/// The names of the columns, as one line.
pub(super) fn headings(input: &mut Box<dyn Input>) -> Result<Vec<csv::ByteRecord>, SourceError> {
    let taken = std::mem::replace(input, Box::new(io::empty()));
    let shared = Shared::new(taken)?;
    let names = {
        let reader = SerializedFileReader::new(shared.clone()).map_err(failed)?;
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let fields = schema.root_schema().get_fields();
        fields.iter().map(|field| field.name().to_owned()).collect::<Vec<String>>()
    };
    *input = shared
        .into_input()
        .ok_or_else(|| SourceError::unreadable("Parquet", "the file is in use"))?;
    Ok(vec![names.iter().map(String::as_bytes).collect()])
}

/// Every record.
pub(super) fn each(input: Box<dyn Input>, mut take: impl FnMut(&Line)) -> Result<(), SourceError> {
    let reader = SerializedFileReader::new(Shared::new(input)?).map_err(failed)?;
    let mut line = Line::default();
    for record in reader.get_row_iter(None).map_err(failed)? {
        let record = record.map_err(failed)?;
        line.number += 1;
        line.fields.clear();
        record.get_column_iter().for_each(|(_, field)| line.fields.push_field(&clear(field)));
        take(&line);
    }
    Ok(())
}

/// A field as text, in which the point of a number can only part a fraction.
fn clear(field: &Field) -> String {
    match field {
        Field::Float16(_) | Field::Float(_) | Field::Double(_) | Field::Decimal(_) => {
            of_number(text(field))
        }
        _ => text(field),
    }
}

/// A field as text; missing is empty.
pub(super) fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    }
}
