//! Tables with columns added: types, order and missing values of a Parquet file come through.
#![cfg(feature = "parquet")]

use std::io::Cursor;
use std::sync::Arc;

use goingrate_import::table::append_columns::{Added, Cell, Kind, Wide, Written};
use goingrate_import::table::{Line, Opened};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
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
