//! A column of a row group to one code a row, page by page.

use std::sync::Arc;

use goingrate_import::table::SharedInput;
use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescPtr;

use super::library::LibraryColumn;
use super::page::{DataPage, Plain, Values};
use super::{Corrupt, Unreadable, Value};

/// Gives values their codes.
pub trait Coder {
    /// The code of a value.
    fn code(&mut self, value: Value<'_>) -> u32;

    /// The code of what is missing.
    fn missing(&self) -> u32;
}

/// A column that is read to codes.
pub struct Column<C> {
    source: Source,
    coder: C,
    /// The codes of the dictionary's entries.
    dictionary: Vec<u32>,
    codes: Vec<u32>,
}

enum Source {
    Pages(Pages),
    /// Encodings that few writers use are left to the library, which makes values of them.
    Library(Box<LibraryColumn>),
}

struct Pages {
    reader: Box<dyn PageReader>,
    page: Option<DataPage>,
    level: i16,
    type_: Type,
    length: usize,
}

/// Encodings whose pages are read here.
const OURS: [Encoding; 4] =
    [Encoding::PLAIN, Encoding::RLE, Encoding::PLAIN_DICTIONARY, Encoding::RLE_DICTIONARY];

impl<C: Coder> Column<C> {
    /// A column of a row group, by its position.
    ///
    /// # Errors
    /// When its pages cannot be found.
    pub fn new(
        input: SharedInput,
        group: &RowGroupMetaData,
        at: usize,
        coder: C,
    ) -> Result<Column<C>, Unreadable> {
        let chunk = group.columns().get(at).ok_or(Corrupt("a row group without the column"))?;
        let rows = usize::try_from(group.num_rows()).map_err(|_| Corrupt("rows below zero"))?;
        let column: ColumnDescPtr = chunk.column_descr_ptr();
        let reader = Box::new(SerializedPageReader::new(Arc::new(input), chunk, rows, None)?);
        let no_booleans = column.physical_type() != Type::BOOLEAN;
        let ours = chunk.encodings().all(|encoding| OURS.contains(&encoding)) && no_booleans;
        let source = match ours {
            true => Source::Pages(Pages {
                reader,
                page: None,
                level: column.max_def_level(),
                type_: column.physical_type(),
                length: usize::try_from(column.type_length()).unwrap_or(0),
            }),
            false => Source::Library(Box::new(LibraryColumn::new(column, reader))),
        };
        Ok(Column { source, coder, dictionary: Vec::new(), codes: Vec::new() })
    }

    /// The codes of the next rows.
    ///
    /// # Errors
    /// When there are fewer, or a page is corrupt.
    pub fn read(&mut self, out: &mut [u32]) -> Result<(), Unreadable> {
        let mut done = 0;
        while done < out.len() {
            let rest = &mut out[done..];
            done += match &mut self.source {
                Source::Library(library) => library.read(rest, &mut self.coder)?,
                Source::Pages(pages) => {
                    pages.ready(&mut self.coder, &mut self.dictionary)?;
                    let Some(page) = &mut pages.page else { return Err(FEWER.into()) };
                    page.read(rest, &mut self.coder, &self.dictionary, &mut self.codes)?
                }
            };
        }
        Ok(())
    }
}

const FEWER: Corrupt = Corrupt("a column ends before its row group does");

impl Pages {
    /// Goes on to the next page with rows, coding the dictionary on the way.
    fn ready<C: Coder>(
        &mut self,
        coder: &mut C,
        dictionary: &mut Vec<u32>,
    ) -> Result<(), Unreadable> {
        while self.page.as_ref().is_none_or(|page| page.rows == 0) {
            let page = self.reader.get_next_page()?.ok_or(FEWER)?;
            if let Page::DictionaryPage { buf, num_values, .. } = page {
                dictionary.clear();
                let mut entries = Plain::new(buf, self.type_, self.length);
                entries.each(num_values as usize, |value| dictionary.push(coder.code(value)))?;
                continue;
            }
            self.page = Some(DataPage::of(page, self.level, self.type_, self.length)?);
        }
        Ok(())
    }
}

impl DataPage {
    /// The codes of the next rows of the page, as many as it has and `out` takes.
    fn read<C: Coder>(
        &mut self,
        out: &mut [u32],
        coder: &mut C,
        dictionary: &[u32],
        codes: &mut Vec<u32>,
    ) -> Result<usize, Unreadable> {
        let rows = out.len().min(self.rows);
        let out = &mut out[..rows];
        let level = self.level;
        match &mut self.present {
            None => self.values.read(out, coder, dictionary)?,
            Some(present) => {
                let mut done = 0;
                while done < rows {
                    done += match present.same(rows - done)? {
                        Some((found, run)) if found == level => {
                            self.values.read(&mut out[done..done + run], coder, dictionary)?;
                            run
                        }
                        Some((_, run)) => {
                            out[done..done + run].fill(coder.missing());
                            run
                        }
                        None => {
                            let mixed = &mut out[done..];
                            let run = present.packed(mixed)?;
                            self.values.scatter(
                                &mut mixed[..run],
                                level,
                                coder,
                                dictionary,
                                codes,
                            )?;
                            run
                        }
                    };
                }
            }
        }
        self.rows -= rows;
        Ok(rows)
    }
}

impl Values {
    /// The codes of the next values.
    fn read<C: Coder>(
        &mut self,
        out: &mut [u32],
        coder: &mut C,
        dictionary: &[u32],
    ) -> Result<(), Corrupt> {
        match self {
            Values::Codes(entries) => {
                entries.read(out)?;
                translate(out, dictionary)
            }
            Values::Plain(plain) => {
                let mut slots = out.iter_mut();
                plain.each(slots.len(), |value| {
                    if let Some(slot) = slots.next() {
                        *slot = coder.code(value);
                    }
                })
            }
        }
    }

    /// The codes of rows whose levels stand in `out`: the next values where one has a value, else what is
    /// missing.
    fn scatter<C: Coder>(
        &mut self,
        out: &mut [u32],
        level: u32,
        coder: &mut C,
        dictionary: &[u32],
        codes: &mut Vec<u32>,
    ) -> Result<(), Corrupt> {
        let there = out.iter().filter(|found| **found == level).count();
        codes.clear();
        codes.resize(there, 0);
        self.read(codes, coder, dictionary)?;
        let (mut next, missing) = (codes.iter(), coder.missing());
        for slot in out {
            *slot = match *slot == level {
                true => next.next().copied().unwrap_or(missing),
                false => missing,
            };
        }
        Ok(())
    }
}

/// Entries of the dictionary to codes.
fn translate(out: &mut [u32], dictionary: &[u32]) -> Result<(), Corrupt> {
    let mut beyond = false;
    for slot in out {
        match dictionary.get(*slot as usize) {
            Some(code) => *slot = *code,
            None => beyond = true,
        }
    }
    match beyond {
        true => Err(Corrupt("a code beyond the end of its dictionary")),
        false => Ok(()),
    }
}
