//! Arrow columns to the lines that a table is priced from: each value as the text that a file would have.
//! It stands in this crate because no other one knows Arrow; what a line is, and who reads it, is that of
//! `goingrate price`.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::DataType;
use goingrate::evidence::table::Line;
use goingrate::units::{Problem, ProblemKind};

/// A dictionary inside a list of dictionaries is no column of words.
const DEEPEST: u8 = 4;

/// Fills lines with the rows of a batch. The batch has the columns that are `wanted`, in this order; a line
/// has its fields where they stand in the whole table.
pub fn fill(
    lines: &mut Vec<Line>,
    batch: &RecordBatch,
    wanted: &[usize],
    before: u64,
) -> Result<(), Problem> {
    let texts: Result<Vec<Texts>, Problem> = batch
        .columns()
        .iter()
        .zip(batch.schema_ref().fields())
        .map(|(column, field)| Texts::of(column, 0).map_err(|what| refused(field.name(), &what)))
        .collect();
    let texts = texts?;
    let width = wanted.iter().max().map_or(0, |last| last + 1);
    let places: Vec<Option<&Texts>> = (0..width)
        .map(|at| wanted.iter().position(|wanted| *wanted == at).map(|column| &texts[column]))
        .collect();
    lines.resize_with(batch.num_rows(), Line::default);
    for (row, line) in lines.iter_mut().enumerate() {
        let fields = places.iter().map(|place| place.map_or("", |texts| texts.text(row)));
        line.refill(before + row as u64 + 1, fields);
    }
    Ok(())
}

fn refused(column: &str, what: &str) -> Problem {
    Problem::of("table", column, what)
        .kind(ProblemKind::Unreadable)
        .hint("give the column as words or numbers")
}

/// A column as text; missing is empty.
enum Texts {
    /// As Arrow has them.
    Arrow(LargeStringArray),
    /// Made here.
    Own(Vec<String>),
}

impl Texts {
    fn of(column: &ArrayRef, depth: u8) -> Result<Texts, String> {
        if depth > DEEPEST {
            return Err("has lists within lists".to_owned());
        }
        match column.data_type() {
            DataType::Float64 => {
                let numbers = column.as_primitive::<Float64Type>();
                Ok(Texts::Own(numbers.iter().map(number).collect()))
            }
            DataType::Float32 => {
                let numbers = column.as_primitive::<Float32Type>();
                Ok(Texts::Own(numbers.iter().map(|n| n.map_or(String::new(), single)).collect()))
            }
            // The day of a point in time.
            DataType::Timestamp(..) | DataType::Date64 => cast(column, &DataType::Date32)
                .and_then(|days| cast(&days, &DataType::LargeUtf8))
                .map(texts),
            DataType::Dictionary(_, values) => {
                let plain = cast(column, values)?;
                Texts::of(&plain, depth + 1)
            }
            DataType::List(item) => {
                let lists = cast(column, &DataType::LargeList(item.clone()))?;
                Texts::of_lists(&lists, depth)
            }
            DataType::LargeList(_) => Texts::of_lists(column, depth),
            DataType::FixedSizeList(item, _) | DataType::ListView(item) => {
                let lists = cast(column, &DataType::LargeList(item.clone()))?;
                Texts::of_lists(&lists, depth)
            }
            DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
            | DataType::FixedSizeBinary(_)
            | DataType::Struct(_)
            | DataType::Union(..)
            | DataType::Map(..) => Err(format!("has values of the type {}", column.data_type())),
            _ => cast(column, &DataType::LargeUtf8).map(texts),
        }
    }

    /// Lists of skills, as a file would write them: parted by |.
    fn of_lists(lists: &ArrayRef, depth: u8) -> Result<Texts, String> {
        let lists = lists.as_list::<i64>();
        let offsets = lists.value_offsets();
        // A piece of a table still has the values of the whole.
        let (first, last) = (offsets[0], offsets[lists.len()]);
        let values = lists.values().slice(first as usize, (last - first) as usize);
        let items = Texts::of(&values, depth + 1)?;
        let joined = (0..lists.len()).map(|row| {
            if lists.is_null(row) {
                return String::new();
            }
            let within =
                (offsets[row]..offsets[row + 1]).map(|at| items.text((at - first) as usize));
            within.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
        });
        Ok(Texts::Own(joined.collect()))
    }

    fn text(&self, row: usize) -> &str {
        match self {
            Texts::Arrow(texts) if texts.is_null(row) => "",
            Texts::Arrow(texts) => texts.value(row),
            Texts::Own(texts) => texts.get(row).map_or("", String::as_str),
        }
    }
}

fn cast(column: &ArrayRef, to: &DataType) -> Result<ArrayRef, String> {
    let strictly = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(column, to, &strictly).map_err(|error| format!("cannot be read: {error}"))
}

fn texts(column: ArrayRef) -> Texts {
    Texts::Arrow(column.as_string::<i64>().clone())
}

/// A number as somebody would write it: years that a missing value has turned into fractions are whole
/// again. What is no number says nothing.
fn number(number: Option<f64>) -> String {
    number.filter(|number| !number.is_nan()).map_or(String::new(), |number| number.to_string())
}

fn single(number: f32) -> String {
    if number.is_nan() { String::new() } else { number.to_string() }
}
