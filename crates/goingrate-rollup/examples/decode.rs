//! Reads columns of Parquet files with the library alone, on all cores, and adds the amounts up: what a
//! roll-up cannot be much faster than, where values are made of all that is read. For bench/speed.
//!
//!     decode FOLDER COLUMN,COLUMN,…

use std::fs::{self, File};
use std::path::PathBuf;

use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(columns)) = (args.next(), args.next()) else {
        return Err("decode FOLDER COLUMN,COLUMN,…".into());
    };
    let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    let sums = files.par_iter().map(|file| read(file, &columns));
    let sums = sums.collect::<Result<Vec<_>, ParquetError>>()?;
    let counted: u64 = sums.iter().map(|(count, _)| count).sum();
    let sum: f64 = sums.iter().map(|(_, sum)| sum).sum();
    println!("{{\"cells\": 1, \"counted\": {counted}, \"weighted\": 0, \"sum\": {sum}}}");
    Ok(())
}

/// Usable amounts of a file and their sum; texts are read and their lengths looked at.
fn read(path: &PathBuf, columns: &[String]) -> Result<(u64, f64), ParquetError> {
    let reader = SerializedFileReader::new(File::open(path)?)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let (mut count, mut sum, mut length) = (0, 0.0, 0usize);
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for at in 0..schema.num_columns() {
            if !columns.iter().any(|name| name == schema.column(at).name()) {
                continue;
            }
            match group.get_column_reader(at)? {
                ColumnReader::ByteArrayColumnReader(mut column) => {
                    let (mut values, mut levels) = (Vec::new(), Vec::new());
                    while column.read_records(8192, Some(&mut levels), None, &mut values)?.0 > 0 {
                        length += values.iter().map(|value| value.len()).sum::<usize>();
                        values.clear();
                        levels.clear();
                    }
                }
                ColumnReader::FloatColumnReader(mut column) => {
                    let (mut values, mut levels) = (Vec::new(), Vec::new());
                    while column.read_records(8192, Some(&mut levels), None, &mut values)?.0 > 0 {
                        let usable = values.iter().filter(|pay| **pay > 0.0 && pay.is_finite());
                        count += usable.clone().count() as u64;
                        sum += usable.map(|pay| f64::from(*pay)).sum::<f64>();
                        values.clear();
                        levels.clear();
                    }
                }
                _ => return Err(ParquetError::General("texts and floats are read".to_owned())),
            }
        }
    }
    // What is not used may be left out by the compiler.
    Ok((count + u64::from(length == usize::MAX), sum))
}
