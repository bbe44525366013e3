//! Invented tables in files of every sort, in memory.

use std::io::{self, Cursor};
use std::sync::Arc;

use goingrate_evidence::Histogram;
use goingrate_import::table::Input;
use goingrate_rollup::archive::{Archive, Part};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

/// One row.
#[derive(Clone, Debug)]
pub struct Invented {
    pub role: String,
    pub level: Option<String>,
    pub place: String,
    /// Days since 1970.
    pub day: i32,
    pub id: i64,
    pub pay: Option<f64>,
}

impl Invented {
    /// Rows that are the same every time.
    pub fn rows(count: usize) -> Vec<Invented> {
        let mut state = 1u64;
        let mut next = move |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let row = |at: usize| Invented {
            role: format!("role {}", next(20) * next(3)),
            level: (next(50) > 0).then(|| format!("level-{}", next(6))),
            place: format!("Plåce, {}", next(90)),
            day: 20_000 + next(40) as i32,
            id: next(3_000) as i64 - 100,
            pay: pay(at, next(1 << 20) as f64),
        };
        (0..count).map(row).collect()
    }

    /// The word of a column.
    pub fn word(&self, heading: &str) -> Option<String> {
        match heading {
            "role" => Some(self.role.clone()),
            "level" => self.level.clone(),
            "place" => Some(self.place.clone()),
            "day" => {
                let day = jiff::civil::date(1970, 1, 1);
                Some((day + jiff::Span::new().days(self.day)).to_string())
            }
            "id" | "id2" => Some(self.id.to_string()),
            _ => None,
        }
    }

    /// Its bucket, or why it has none.
    pub fn amount(&self) -> Result<i32, String> {
        match self.pay {
            None => Err("missing".to_owned()),
            Some(0.0) => Err("missing".to_owned()),
            Some(pay) => Histogram::bucket(pay).map_err(|_| "impossible".to_owned()),
        }
    }

    /// The row with its pay as a float of 32 bits.
    pub fn single(&self) -> Invented {
        Invented { pay: self.pay.map(|pay| f64::from(pay as f32)), ..self.clone() }
    }
}

/// Pay with awkward amounts among it.
fn pay(at: usize, random: f64) -> Option<f64> {
    match at % 97 {
        0 => None,
        1 => Some(0.0),
        2 => Some(-5.0),
        3 => Some(f64::NAN),
        4 => Some(f64::INFINITY),
        5 => Some(65_536.0),
        6 => Some(65_536f64.next_down()),
        7 => Some(1e300),
        8 => Some(-0.0),
        _ => Some((10.0 + random / 3e5).exp()),
    }
}

/// How files are written.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub version: WriterVersion,
    pub dictionary: bool,
    pub dictionary_bytes: usize,
    pub page_rows: usize,
    pub text: Encoding,
    pub pay: Encoding,
    pub pay_in_dictionary: bool,
    pub single: bool,
    pub row_group: usize,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout {
            version: WriterVersion::PARQUET_1_0,
            dictionary: true,
            dictionary_bytes: 1 << 20,
            page_rows: 20_000,
            text: Encoding::PLAIN,
            pay: Encoding::PLAIN,
            pay_in_dictionary: false,
            single: false,
            row_group: 20_000,
        }
    }
}

/// Files in memory.
#[derive(Clone)]
pub struct Files {
    pub parts: Vec<(Part, Vec<u8>)>,
    names: Vec<Part>,
}

impl Archive for Files {
    fn parts(&self) -> &[Part] {
        &self.names
    }

    fn open(&self, part: usize) -> io::Result<Box<dyn Input>> {
        Ok(Box::new(Cursor::new(self.parts[part].1.clone())))
    }
}

impl Files {
    fn of(files: Vec<Vec<u8>>) -> Files {
        let part = |(at, bytes): (usize, Vec<u8>)| {
            (Part { name: format!("part-{at}"), bytes: bytes.len() as u64 }, bytes)
        };
        let parts: Vec<(Part, Vec<u8>)> = files.into_iter().enumerate().map(part).collect();
        let names = parts.iter().map(|(part, _)| part.clone()).collect();
        Files { parts, names }
    }

    /// The rows in so many Parquet files.
    pub fn parquet(rows: &[Invented], files: usize, layout: &Layout) -> Files {
        let each = rows.len().div_ceil(files);
        Files::of(rows.chunks(each).map(|rows| parquet_file(rows, layout)).collect())
    }

    /// The rows in so many CSV files.
    pub fn csv(rows: &[Invented], files: usize) -> Files {
        let each = rows.len().div_ceil(files);
        Files::of(rows.chunks(each).map(csv_file).collect())
    }

    /// Spoils the last page of pay in a row group.
    pub fn damage_last_page_of_pay(&mut self, part: usize, row_group: usize) {
        let bytes = &mut self.parts[part].1;
        let input = bytes::Bytes::copy_from_slice(bytes);
        let meta = ParquetMetaDataReader::new().parse_and_finish(&input).unwrap();
        let (start, length) = meta.row_group(row_group).column(5).byte_range();
        let end = (start + length) as usize;
        bytes[end - 100..end].fill(0x5a);
    }
}

fn csv_file(rows: &[Invented]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["pay", "place", "role", "level", "day", "id", "id2"]).unwrap();
    for row in rows {
        let word = |heading: &str| row.word(heading).unwrap_or_default();
        let pay = row.pay.map(|pay| pay.to_string()).unwrap_or_default();
        let fields = ["place", "role", "level", "day", "id", "id2"].map(word);
        writer.write_record(std::iter::once(pay).chain(fields)).unwrap();
    }
    writer.into_inner().unwrap()
}

fn parquet_file(rows: &[Invented], layout: &Layout) -> Vec<u8> {
    let pay = if layout.single { "float" } else { "double" };
    let schema = format!(
        "message table {{ required binary role (UTF8); optional binary level (UTF8); \
         optional binary place (UTF8); required int32 day (DATE); optional int64 id; \
         optional {pay} pay; required int64 id2; }}"
    );
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut properties = WriterProperties::builder()
        .set_writer_version(layout.version)
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_dictionary_enabled(layout.dictionary)
        .set_dictionary_page_size_limit(layout.dictionary_bytes)
        .set_data_page_row_count_limit(layout.page_rows)
        .set_write_batch_size(layout.page_rows.min(1024))
        .set_column_dictionary_enabled(ColumnPath::from("pay"), layout.pay_in_dictionary);
    if !layout.dictionary {
        for text in ["role", "level", "place"] {
            properties = properties.set_column_encoding(ColumnPath::from(text), layout.text);
        }
    }
    if !layout.pay_in_dictionary {
        properties = properties.set_column_encoding(ColumnPath::from("pay"), layout.pay);
    }
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).unwrap();
    for rows in rows.chunks(layout.row_group) {
        let mut group = writer.next_row_group().unwrap();
        row_group(&mut group, rows, layout.single);
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn row_group(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, rows: &[Invented], single: bool) {
    let text = |text: &str| ByteArray::from(text.as_bytes().to_vec());
    macro_rules! column {
        ($type:ty, $values:expr) => {{
            let values: Vec<Option<_>> = $values.collect();
            let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
            let values: Vec<_> = values.into_iter().flatten().collect();
            let mut writer = group.next_column().unwrap().unwrap();
            writer.typed::<$type>().write_batch(&values, Some(&levels), None).unwrap();
            writer.close().unwrap();
        }};
    }
    column!(ByteArrayType, rows.iter().map(|row| Some(text(&row.role))));
    column!(ByteArrayType, rows.iter().map(|row| row.level.as_deref().map(text)));
    column!(ByteArrayType, rows.iter().map(|row| Some(text(&row.place))));
    column!(Int32Type, rows.iter().map(|row| Some(row.day)));
    column!(Int64Type, rows.iter().map(|row| Some(row.id)));
    match single {
        true => column!(FloatType, rows.iter().map(|row| row.pay.map(|pay| pay as f32))),
        false => column!(DoubleType, rows.iter().map(|row| row.pay)),
    }
    column!(Int64Type, rows.iter().map(|row| Some(row.id)));
}
