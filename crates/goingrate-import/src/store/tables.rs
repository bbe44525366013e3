//! Cells and published percentiles to Parquet and back: one row a bucket (or percentile), with the
//! columns of its key, so that any engine can group and add them.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

use goingrate_evidence::key_columns::{NUMBERS, RowOf, TEXTS};
use goingrate_evidence::{Cell, CellKey, Histogram, RowHash, SourceId, SummaryQuantiles};
use goingrate_units::{Problem, Taxonomy};
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use rustc_hash::FxHashMap;

use crate::memo::Interner;

/// Rows of one group of a file: what is in memory at once while reading.
const GROUP: usize = 1 << 18;

/// Zstandard's level: small files matter more than speed of writing.
const LEVEL: i32 = 6;

type Tabled<T> = Result<T, ParquetError>;

/// The columns behind those of the key: bucket and count of a cell.
const COUNTS: &str = "required int32 bucket; required int64 n;";

/// The same of published percentiles. A mean has no `p`, and alone an error; a count of people stands
/// with every row; `at_least` is 1 for a top code.
const FIGURES: &str = "required int64 row_hash; optional double p; required double amount; optional int64 count; \
     optional double error; optional double count_error; optional int32 at_least;";

fn schema(figures: &str) -> String {
    let texts = TEXTS.iter().map(|(name, _)| format!("optional binary {name} (UTF8);"));
    let numbers = NUMBERS.iter().map(|(name, _)| format!("optional int32 {name};"));
    let columns: String = texts.chain(numbers).collect();
    format!("message evidence {{ {columns} {figures} }}")
}

/// A column of values with what is missing.
enum Values {
    Text(Vec<Option<ByteArray>>),
    Int(Vec<Option<i32>>),
    Long(Vec<Option<i64>>),
    Double(Vec<Option<f64>>),
}

fn write(figures: &str, groups: impl Iterator<Item = Vec<Values>>) -> Tabled<Vec<u8>> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
        .build();
    let schema = Arc::new(parse_message_type(&schema(figures))?);
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties))?;
    for group in groups {
        let mut to = file.next_row_group()?;
        group.iter().try_for_each(|values| write_column(&mut to, values))?;
        to.close()?;
    }
    file.close()?;
    Ok(bytes)
}

fn write_column<W: std::io::Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    values: &Values,
) -> Tabled<()> {
    let mut column = to.next_column()?.ok_or_else(|| general("a column too many"))?;
    match (column.untyped(), values) {
        (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(values)) => {
            to.write_batch(&there(values), Some(&levels(values)), None)?
        }
        (ColumnWriter::Int32ColumnWriter(to), Values::Int(values)) => {
            to.write_batch(&there(values), Some(&levels(values)), None)?
        }
        (ColumnWriter::Int64ColumnWriter(to), Values::Long(values)) => {
            to.write_batch(&there(values), Some(&levels(values)), None)?
        }
        (ColumnWriter::DoubleColumnWriter(to), Values::Double(values)) => {
            to.write_batch(&there(values), Some(&levels(values)), None)?
        }
        _ => return Err(general("a column of another type")),
    };
    column.close()
}

fn there<T: Clone>(values: &[Option<T>]) -> Vec<T> {
    values.iter().flatten().cloned().collect()
}

fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}

fn general(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

/// The columns of keys, each key repeated as often as its cell has rows.
fn key_columns<'k>(
    keys: impl Iterator<Item = (&'k CellKey, usize)> + Clone,
    taxonomy: &Taxonomy,
) -> Vec<Values> {
    let texts = TEXTS.iter().map(|(_, of)| {
        let repeated = keys.clone().flat_map(|(key, times)| {
            let text = of(key, taxonomy).map(|text| ByteArray::from(text.into_bytes()));
            std::iter::repeat_n(text, times)
        });
        Values::Text(repeated.collect())
    });
    let numbers = NUMBERS.iter().map(|(_, of)| {
        let repeated = keys.clone().flat_map(|(key, times)| std::iter::repeat_n(of(key), times));
        Values::Int(repeated.collect())
    });
    texts.chain(numbers).collect()
}

/// Cells as the bytes of a Parquet file; the same cells in the same order are the same bytes.
pub(super) fn write_cells(cells: &[Cell], taxonomy: &Taxonomy) -> Tabled<Vec<u8>> {
    let groups = groups(cells, |cell| cell.histogram.counts().len());
    let columns = groups.into_iter().map(|cells| {
        let rows = cells.iter().map(|cell| (&cell.key, cell.histogram.counts().len()));
        let mut columns = key_columns(rows, taxonomy);
        let counts = || cells.iter().flat_map(|cell| cell.histogram.counts());
        columns.push(Values::Int(counts().map(|count| Some(count.0)).collect()));
        columns.push(Values::Long(counts().map(|c| Some(c.1.cast_signed())).collect()));
        columns
    });
    write(COUNTS, columns)
}

/// Published percentiles as the bytes of a Parquet file.
pub(super) fn write_published(all: &[SummaryQuantiles], taxonomy: &Taxonomy) -> Tabled<Vec<u8>> {
    let rows = |p: &SummaryQuantiles| figures(p).count();
    let columns = groups(all, rows).into_iter().map(|all| {
        let mut columns = key_columns(all.iter().map(|p| (&p.key, rows(p))), taxonomy);
        let (mut hashes, mut ps, mut amounts, mut counts) = (vec![], vec![], vec![], vec![]);
        let (mut errors, mut count_errors, mut at_least) = (vec![], vec![], vec![]);
        for published in all {
            for (p, amount, least) in figures(published) {
                hashes.push(Some(published.row.0.cast_signed()));
                ps.push(p);
                amounts.push(Some(amount));
                counts.push(published.count.map(u64::cast_signed));
                errors.push(if p.is_none() { published.mean_error } else { None });
                count_errors.push(published.count_error);
                at_least.push(least.then_some(1));
            }
        }
        columns.extend([Values::Long(hashes), Values::Double(ps)]);
        columns.extend([Values::Double(amounts), Values::Long(counts)]);
        columns.extend([Values::Double(errors), Values::Double(count_errors)]);
        columns.push(Values::Int(at_least));
        columns
    });
    write(FIGURES, columns)
}

/// The figures of an entry: probability (none is the mean), amount, whether it is a top code.
fn figures(published: &SummaryQuantiles) -> impl Iterator<Item = (Option<f64>, f64, bool)> {
    let of = |least: bool| move |(p, amount): &(f64, f64)| (Some(*p), *amount, least);
    let quantiles = published.quantiles.iter().map(of(false));
    let top = published.at_least.iter().map(of(true));
    quantiles.chain(top).chain(published.mean.map(|mean| (None, mean, false)))
}

/// Runs of entries with at most [`GROUP`] rows, one entry at least.
fn groups<T>(all: &[T], rows: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let (mut groups, mut start, mut sum) = (Vec::new(), 0, 0);
    for (at, entry) in all.iter().enumerate() {
        if sum > 0 && sum + rows(entry) > GROUP {
            groups.push(&all[start..at]);
            (start, sum) = (at, 0);
        }
        sum += rows(entry);
    }
    if start < all.len() {
        groups.push(&all[start..]);
    }
    groups
}

/// What was read, and what could not be.
type Read<T> = (Vec<T>, Vec<Problem>);

/// Cells of a file that [`write_cells`] wrote.
pub(super) fn read_cells(file: File, source: SourceId, taxonomy: &Taxonomy) -> Tabled<Read<Cell>> {
    let mut cells: FxHashMap<CellKey, Vec<(i32, u64)>> = FxHashMap::default();
    let complaints = read(file, COUNTS, taxonomy, |key, figures| {
        let [Values::Int(bucket), Values::Long(n)] = figures.columns else { return };
        if let (Some(bucket), Some(n)) = (bucket[figures.at], n[figures.at]) {
            cells.entry(key).or_default().push((bucket, n.cast_unsigned()));
        }
    })?;
    let cell = |(key, counts): (CellKey, Vec<(i32, u64)>)| {
        let histogram = Histogram::from_counts(counts).map_err(|e| general(&e.to_string()))?;
        Ok(Cell { source, key, histogram })
    };
    let mut cells: Vec<Cell> = cells.into_iter().map(cell).collect::<Tabled<_>>()?;
    cells.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    Ok((cells, complaints))
}

/// Published percentiles of a file that [`write_published`] wrote, in the order of the file.
pub(super) fn read_published(file: File, taxonomy: &Taxonomy) -> Tabled<Read<SummaryQuantiles>> {
    let mut order: Vec<SummaryQuantiles> = Vec::new();
    let mut places: BTreeMap<(i64, CellKey), usize> = BTreeMap::new();
    let complaints = read(file, FIGURES, taxonomy, |key, figures| {
        let [hashes, ps, amounts, counts, errors, count_errors, least] = figures.columns else {
            return;
        };
        let (Values::Long(hashes), Values::Double(ps)) = (hashes, ps) else { return };
        let (Values::Double(amounts), Values::Long(counts)) = (amounts, counts) else { return };
        let (Values::Double(errors), Values::Double(count_errors)) = (errors, count_errors) else {
            return;
        };
        let Values::Int(least) = least else { return };
        let at = figures.at;
        let (Some(hash), Some(amount)) = (hashes[at], amounts[at]) else { return };
        let place = *places.entry((hash, key.clone())).or_insert_with(|| {
            let count = counts[at].map(i64::cast_unsigned);
            let row = RowHash(hash.cast_unsigned());
            let count_error = count_errors[at];
            order.push(SummaryQuantiles { count, count_error, row, ..SummaryQuantiles::new(key) });
            order.len() - 1
        });
        match (ps[at], least[at]) {
            (Some(p), None) => order[place].quantiles.push((p, amount)),
            (Some(p), Some(_)) => order[place].at_least.push((p, amount)),
            (None, _) => (order[place].mean, order[place].mean_error) = (Some(amount), errors[at]),
        }
    })?;
    Ok((order, complaints))
}

/// The figures of one row: the columns behind those of the key, and which row.
struct Figures<'f> {
    columns: &'f [Values],
    at: usize,
}

/// Every row of a file with its key; a key that cannot be read is a complaint, once a value.
fn read(
    file: File,
    figures: &str,
    taxonomy: &Taxonomy,
    mut take: impl FnMut(CellKey, Figures<'_>),
) -> Tabled<Vec<Problem>> {
    let reader = SerializedFileReader::new(file)?;
    let expected = parse_message_type(&schema(figures))?;
    if reader.metadata().file_metadata().schema().get_fields() != expected.get_fields() {
        return Err(general("its columns are not those of this version"));
    }
    let mut lost: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
    let mut interner = Interner::default();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        let rows = group.metadata().num_rows() as usize;
        let mut columns = Vec::with_capacity(group.num_columns());
        for column in 0..group.num_columns() {
            columns.push(read_column(group.get_column_reader(column)?, rows)?);
        }
        let figures = columns.split_off(TEXTS.len() + NUMBERS.len());
        let mut texts = vec![None; TEXTS.len()];
        let mut numbers = vec![None; NUMBERS.len()];
        for at in 0..rows {
            one_row(&columns, at, &mut interner, &mut texts, &mut numbers)?;
            match (RowOf { texts: &texts, numbers: &numbers }).key(taxonomy) {
                Ok(key) => take(key, Figures { columns: &figures, at }),
                Err(refusal) => *lost.entry(refusal).or_default() += 1,
            }
        }
    }
    Ok(lost.into_iter().map(complaint).collect())
}

fn complaint(((field, value), rows): ((&'static str, String), u64)) -> Problem {
    let reason = format!("the taxonomy does not have it; {rows} rows are left out");
    let (file, field) = ("cells".to_owned(), field.to_owned());
    Problem::in_file(file, None, field, value, reason)
}

/// The texts and numbers of a row, in the order of their lists.
fn one_row(
    columns: &[Values],
    at: usize,
    interner: &mut Interner,
    texts: &mut [Option<Arc<str>>],
    numbers: &mut [Option<i32>],
) -> Tabled<()> {
    let (text_columns, number_columns) = columns.split_at(TEXTS.len());
    for (to, values) in texts.iter_mut().zip(text_columns) {
        let Values::Text(values) = values else { return Err(general("a text is no text")) };
        let text = values[at].as_ref().map(ByteArray::as_utf8).transpose()?;
        *to = text.and_then(|text| interner.get(text));
    }
    for (to, values) in numbers.iter_mut().zip(number_columns) {
        let Values::Int(values) = values else { return Err(general("a number is no number")) };
        *to = values[at];
    }
    Ok(())
}

/// All values of a column of a group.
fn read_column(column: ColumnReader, rows: usize) -> Tabled<Values> {
    macro_rules! all {
        ($reader:ident, $values:ident) => {{
            let (mut values, mut levels) = (Vec::new(), Vec::new());
            while levels.len().max(values.len()) < rows {
                let (records, ..) =
                    $reader.read_records(rows, Some(&mut levels), None, &mut values)?;
                if records == 0 {
                    return Err(general("a column is shorter than the others"));
                }
            }
            Values::$values(spread(values, &levels))
        }};
    }
    Ok(match column {
        ColumnReader::ByteArrayColumnReader(mut reader) => all!(reader, Text),
        ColumnReader::Int32ColumnReader(mut reader) => all!(reader, Int),
        ColumnReader::Int64ColumnReader(mut reader) => all!(reader, Long),
        ColumnReader::DoubleColumnReader(mut reader) => all!(reader, Double),
        _ => return Err(general("a column of a type that this version does not write")),
    })
}

/// Values at their places; a required column has no levels.
fn spread<T>(values: Vec<T>, levels: &[i16]) -> Vec<Option<T>> {
    if levels.is_empty() {
        return values.into_iter().map(Some).collect();
    }
    let mut values = values.into_iter();
    levels.iter().map(|level| if *level > 0 { values.next() } else { None }).collect()
}
