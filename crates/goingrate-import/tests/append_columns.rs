//! Tables with columns added: types, order and missing values of a Parquet file come through.
#![cfg(feature = "parquet")]

use std::io::Cursor;
use std::sync::Arc;

use goingrate_import::table::append_columns::{Added, Cell, Kind, Wide, Written};
use goingrate_import::table::{Line, Opened};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;

/// Rows of the invented table; more than a batch, in groups that are no batch.
const ROWS: usize = 40_000;
const GROUP: usize = 15_000;

/// id, role (missing in every third row), a list of scores (0 to 2 a row).
fn table() -> Vec<u8> {
    let schema = "message roster { required int64 id; optional binary role (UTF8); \
                  repeated double score; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::default());
    let mut file = SerializedFileWriter::new(&mut bytes, schema, properties).expect("a file");
    for start in (0..ROWS).step_by(GROUP) {
        let rows = start..(start + GROUP).min(ROWS);
        let mut group = file.next_row_group().expect("a group");
        let ids: Vec<i64> = rows.clone().map(|id| id as i64).collect();
        let mut column = group.next_column().expect("a column").expect("a column");
        column.typed::<Int64Type>().write_batch(&ids, None, None).expect("ids");
        column.close().expect("a column");
        let roles = rows.clone().filter(|id| id % 3 > 0);
        let roles: Vec<ByteArray> =
            roles.map(|id| ByteArray::from(format!("role {id}").into_bytes())).collect();
        let defined: Vec<i16> = rows.clone().map(|id| i16::from(id % 3 > 0)).collect();
        let mut column = group.next_column().expect("a column").expect("a column");
        column.typed::<ByteArrayType>().write_batch(&roles, Some(&defined), None).expect("roles");
        column.close().expect("a column");
        let (mut scores, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
        for id in rows {
            for at in 0..(id % 3).max(1) {
                if id % 3 > 0 {
                    scores.push(id as f64 + 0.5);
                }
                defined.push(i16::from(id % 3 > 0));
                repeated.push(i16::from(at > 0));
            }
        }
        let mut column = group.next_column().expect("a column").expect("a column");
        let typed = column.typed::<DoubleType>();
        typed.write_batch(&scores, Some(&defined), Some(&repeated)).expect("scores");
        column.close().expect("a column");
        group.close().expect("a group");
    }
    file.close().expect("a file");
    bytes
}

fn added() -> [Added; 2] {
    [
        Added { name: "length".to_owned(), kind: Kind::Number },
        Added { name: "said".to_owned(), kind: Kind::Text },
    ]
}

/// The length of the role, and "none" where there is none.
fn answer(lines: &[Line], cells: &mut [Cell]) {
    for (line, cells) in lines.iter().zip(cells.chunks_mut(2)) {
        match line.field(1) {
            "" => cells[1] = Cell::Text("none".into()),
            role => cells[0] = Cell::Number(role.len() as f64),
        }
    }
}

fn appended(bytes: Vec<u8>, written: Written) -> Vec<u8> {
    let wide = Opened::new(Cursor::new(bytes)).and_then(Wide::open).expect("a table");
    let mut out = Vec::new();
    let rows =
        wide.append_columns(&[1], &added(), (written, &mut out), answer).expect("it is written");
    assert_eq!(rows, ROWS as u64);
    out
}

/// The records of a Parquet file as text.
fn records(bytes: Vec<u8>, columns: usize) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a file");
    let rows = reader.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        row.get_column_iter().take(columns).map(|(_, field)| field.to_string()).collect()
    });
    rows.collect()
}

#[test]
fn columns_of_parquet_keep_type_order_and_what_is_missing() {
    let before = table();
    let after = appended(before.clone(), Written::Parquet);
    assert_eq!(records(before, 3), records(after.clone(), 3));
    let all = records(after, 5);
    assert_eq!(all[1][3..], ["6.0", "null"]);
    assert_eq!(all[39_999][3..], ["null", "\"none\""]);
}

#[test]
fn parquet_to_text_and_back() {
    let csv = appended(table(), Written::Csv);
    let mut lines = std::str::from_utf8(&csv).expect("UTF-8").lines();
    assert_eq!(lines.next(), Some("id,role,score,length,said"));
    assert_eq!(lines.next(), Some("0,,[],,none"));
    assert_eq!(lines.next(), Some("1,role 1,[1.5],6,"));
    assert_eq!(lines.count(), ROWS - 2);
    let plain: String =
        String::from_utf8(csv).expect("UTF-8").lines().fold(String::new(), |mut plain, line| {
            let fields: Vec<&str> = line.splitn(3, ',').collect();
            plain += &format!("{},{}\n", fields[0], fields[1]);
            plain
        });
    let all = records(appended(plain.into_bytes(), Written::Parquet), 4);
    assert_eq!(all[1], ["\"1\"", "\"role 1\"", "6.0", "null"]);
    assert_eq!(all[3], ["\"3\"", "null", "null", "\"none\""]);
}

#[test]
fn damaged_parquet_is_an_error() {
    let whole = table();
    for cut in [5, 100, whole.len() / 2, whole.len() - 9] {
        let mut bytes = whole.clone();
        bytes.truncate(cut);
        assert!(Opened::new(Cursor::new(bytes)).and_then(Wide::open).is_err(), "{cut}");
    }
}

/// A column of each sort, some with missing values, and a list and a group, in three rows.
fn sorts() -> Vec<u8> {
    let schema = "message sorts { required boolean here; optional int32 day (DATE); \
                  optional int64 at (TIMESTAMP_MILLIS); required float share; \
                  optional int32 cost (DECIMAL(9, 2)); optional binary raw; repeated int32 list; \
                  optional group of { optional binary name (UTF8); } }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::default());
    let mut file = SerializedFileWriter::new(&mut bytes, schema, properties).expect("a file");
    let mut group = file.next_row_group().expect("a group");
    macro_rules! column {
        ($of:ty, $values:expr, $defined:expr, $repeated:expr) => {{
            let mut column = group.next_column().expect("a column").expect("a column");
            column.typed::<$of>().write_batch(&$values, $defined, $repeated).expect("values");
            column.close().expect("a column");
        }};
    }
    let texts = |texts: &[&str]| -> Vec<ByteArray> {
        texts.iter().map(|text| ByteArray::from(*text)).collect()
    };
    column!(BoolType, [true, false, true], None, None);
    column!(Int32Type, [20_000, 20_001], Some(&[1, 0, 1]), None);
    column!(Int64Type, [1_700_000_000_000], Some(&[0, 1, 0]), None);
    column!(FloatType, [0.5, 1.25, 1e9], None, None);
    column!(Int32Type, [12_345, -5], Some(&[1, 1, 0]), None);
    column!(ByteArrayType, texts(&["a"]), Some(&[0, 0, 1]), None);
    column!(Int32Type, [1, 2, 3], Some(&[1, 1, 0, 1]), Some(&[0, 1, 0, 0]));
    column!(ByteArrayType, texts(&["Ann", "Bob"]), Some(&[2, 1, 2]), None);
    group.close().expect("a group");
    file.close().expect("a file");
    bytes
}

/// Every field of every line as it is answered.
fn lines_of(bytes: Vec<u8>, written: Written) -> Vec<Vec<String>> {
    let wide = Opened::new(Cursor::new(bytes)).and_then(Wide::open).expect("a table");
    let mut said: Vec<Vec<String>> = Vec::new();
    let keep = |lines: &[Line], _: &mut [Cell]| {
        let fields = |line: &Line| (0..8).map(|at| line.field(at).to_owned()).collect();
        said.extend(lines.iter().map(fields));
    };
    wide.append_columns(&[0, 1, 2, 3, 4, 5, 6, 7], &added(), (written, Vec::new()), keep)
        .expect("it is written");
    said
}

#[test]
fn columns_say_what_records_say_whatever_their_type() {
    let reader = SerializedFileReader::new(bytes::Bytes::from(sorts())).expect("a file");
    let text = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    };
    let rows = reader.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        row.get_column_iter().map(|(_, field)| text(field)).collect::<Vec<_>>()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    assert_eq!(rows[0][1], "2024-10-04");
    assert_eq!(rows[0][4], "123.45");
    for written in [Written::Parquet, Written::Csv, Written::JsonLines] {
        assert_eq!(lines_of(sorts(), written), rows, "{written:?}");
    }
}

/// A batch was bounded by its number of rows alone.
#[test]
fn batches_of_long_texts_have_fewer_rows() {
    let schema = "message posts { required binary text (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::default());
    let mut file = SerializedFileWriter::new(&mut bytes, schema, properties).expect("a file");
    // The second group has one text in all its rows, which is stored once.
    for texts in [500, 1] {
        let text = |at: usize| {
            let number = (at % texts).to_string();
            ByteArray::from(format!("{number}{}", "x".repeat(100_000 - number.len())).into_bytes())
        };
        let values: Vec<ByteArray> = (0..500).map(text).collect();
        let mut group = file.next_row_group().expect("a group");
        let mut column = group.next_column().expect("a column").expect("a column");
        column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("texts");
        column.close().expect("a column");
        group.close().expect("a group");
    }
    file.close().expect("a file");
    for written in [Written::Parquet, Written::Csv] {
        let wide = Opened::new(Cursor::new(bytes.clone())).and_then(Wide::open).expect("a table");
        let mut batches = Vec::new();
        let answer = |lines: &[Line], _: &mut [Cell]| {
            let long = lines.iter().all(|line| line.field(0).len() == 100_000);
            batches.push((lines.len(), long));
        };
        let rows = wide.append_columns(&[0], &added(), (written, Vec::new()), answer);
        assert_eq!(rows.expect("it is written"), 1000);
        let fits = |(rows, long): &(usize, bool)| *rows <= 170 && *long;
        assert!(batches.len() < 10 && batches.iter().all(fits), "{batches:?}");
    }
}

/// Takes so many bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_disk_that_is_full_ends_the_work() {
    let csv = format!("role\n{}", "backend developer\n".repeat(200_000));
    for (bytes, written) in [(csv.into_bytes(), Written::Csv), (table(), Written::Parquet)] {
        let wide = Opened::new(Cursor::new(bytes)).and_then(Wide::open).expect("a table");
        let done = wide.append_columns(&[0], &added(), (written, Full(50_000)), |_, _| {});
        assert!(done.is_err(), "{written:?}");
    }
}

#[test]
fn rows_before_one_that_cannot_be_read_are_written() {
    let csv = format!("role\n{}\"{}", "backend\n".repeat(40_000), "x".repeat(2 << 20));
    let wide = Opened::new(Cursor::new(csv)).and_then(Wide::open).expect("a table");
    let (mut out, mut answered) = (Vec::new(), 0);
    let answer = |lines: &[Line], _: &mut [Cell]| answered += lines.len();
    let done = wide.append_columns(&[0], &added(), (Written::Csv, &mut out), answer);
    assert!(done.expect_err("a row too long").to_string().contains("longer than"));
    // Whole batches.
    assert_eq!(answered, 2 << 14);
    assert_eq!(out.iter().filter(|byte| **byte == b'\n').count(), answered + 1);
}
