//! Makes the carried tables of microdata: public files of pay through the importers into cells and
//! summary quantiles, in compressed CSV. The same input gives the same bytes. The files beside the
//! tables, which say what is carried of a source, are written by hand.
//!
//! With a fifth held out, the tables lack the people on whom a book of them is then measured.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use flate2::Crc;
use goingrate::data;
use goingrate::evidence::sources::{Context, recognise};
use goingrate::evidence::table::Opened;
use goingrate::evidence::{Cell, Details, Plausible, RollUp, RolledUp, SourceId, Titles, write};
use goingrate::units::{ExchangeRates, Taxonomy};

use super::{Carried, CarryError, bytes, compressed, refuse};

/// What is made, from where, to where.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The folder of raw public files.
    pub from: PathBuf,
    /// The folder that the tables are written to.
    pub to: PathBuf,
    /// The folder with the files that say what is carried; they are copied to another folder.
    pub extracts: PathBuf,
    /// Whether a fifth of the people is left out.
    pub hold_out: bool,
    /// Only this table (`stackoverflow/2025`).
    pub only: Option<String>,
}

/// A table to be made.
struct Recipe {
    /// Folder and name of the table, without its ending; the folder is the source.
    name: &'static str,
    /// The raw file.
    raw: &'static str,
    /// Which of its rows are read; the flag says whether a fifth is held out.
    rows: fn(&[u8], bool) -> Result<Selected, csv::Error>,
}

/// The bytes of the rows that are read, and how many were left out, by reason.
type Selected = (Vec<u8>, BTreeMap<String, usize>);

const RECIPES: &[Recipe] = &[
    Recipe {
        name: "stackoverflow/2025",
        raw: "stackoverflow-2025/survey_results.csv",
        rows: survey_rows,
    },
    Recipe { name: "ai-jobs/2025-01", raw: "ai-jobs-2025/salaries.csv", rows: distinct_lines },
    Recipe { name: "lca/2025-areas", raw: "lca-fy2025/metro_role_summary.csv", rows: all },
    Recipe { name: "lca/2025-titles", raw: "lca-fy2025/titles.csv", rows: medians },
    Recipe { name: "gsa-calc/2016", raw: "gsa-labor-rates-2016/s70_data.csv", rows: all },
];

/// Makes the tables.
///
/// # Errors
/// When there is no such table, a raw file is missing or not what it was, or a table cannot be written.
pub fn carry(asked: &Asked) -> Result<Vec<Carried>, CarryError> {
    let wanted = |recipe: &&Recipe| match &asked.only {
        Some(only) => only == recipe.name,
        None => true,
    };
    let recipes: Vec<&Recipe> = RECIPES.iter().filter(wanted).collect();
    if recipes.is_empty() {
        let names: Vec<&str> = RECIPES.iter().map(|recipe| recipe.name).collect();
        let what = format!("there is no such table; there are {}", names.join(", "));
        return Err(refuse(Path::new(asked.only.as_deref().unwrap_or_default()), what));
    }
    let words = Words::open()?;
    recipes.into_iter().map(|recipe| words.carry(recipe, asked)).collect()
}

/// What files are read with.
struct Words {
    taxonomy: Taxonomy,
    titles: Titles,
    details: Details,
    plausible: Plausible,
    rates: ExchangeRates,
}

impl Words {
    fn open() -> Result<Words, CarryError> {
        let failed = |what: String| refuse(Path::new("data/taxonomy"), what);
        let taxonomy = Taxonomy::read(&data::TAXONOMY).map_err(|e| failed(e.to_string()))?;
        Ok(Words {
            titles: Titles::read(data::TITLES, &taxonomy).map_err(|e| failed(e.to_string()))?,
            details: Details::read(data::DETAILS).map_err(|e| failed(e.to_string()))?,
            plausible: Plausible::read(data::PLAUSIBLE, &taxonomy)
                .map_err(|e| failed(e.to_string()))?,
            rates: ExchangeRates::read(data::CURRENCY).map_err(|e| failed(e.to_string()))?,
            taxonomy,
        })
    }

    fn carry(&self, recipe: &Recipe, asked: &Asked) -> Result<Carried, CarryError> {
        let raw = asked.from.join(recipe.raw);
        let (rows, mut left_out) =
            (recipe.rows)(&bytes(&raw)?, asked.hold_out).map_err(|e| refuse(&raw, e))?;
        let read = self.read(rows).map_err(|e| refuse(&raw, e))?;
        for (reason, rows) in &read.counts.aside {
            left_out.insert(format!("by the importer, {}", reason.slug()), *rows as usize);
        }
        let file = asked.to.join(format!("{}.csv.gz", recipe.name));
        let (text, rows) = self.text(&read).map_err(|e| refuse(&file, e))?;
        let bytes = compressed(&text).map_err(|e| refuse(&file, e))?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|e| refuse(folder, e))?;
        }
        fs::write(&file, &bytes).map_err(|e| refuse(&file, e))?;
        if asked.to != asked.extracts {
            let extract = format!("{}.toml", recipe.name);
            let (from, to) = (asked.extracts.join(&extract), asked.to.join(&extract));
            fs::copy(&from, to).map_err(|e| refuse(&from, e))?;
        }
        Ok(Carried { file, rows, bytes: bytes.len(), left_out })
    }

    /// A file of pay as its importer reads it.
    fn read(&self, rows: Vec<u8>) -> Result<RolledUp, goingrate::evidence::sources::SourceError> {
        let context = Context {
            taxonomy: &self.taxonomy,
            titles: &self.titles,
            details: &self.details,
            plausible: &self.plausible,
            rates: &self.rates,
            as_of: None,
            latest: None,
            keep_doubtful: false,
        };
        let opened = Opened::new(Cursor::new(rows))?;
        let source = recognise(&opened.head)?;
        let mut sink = RollUp::new();
        source.read(opened, &context, &mut sink)?;
        Ok(sink.finish(SourceId(0)))
    }

    /// The table of what was read, and how many rows it has.
    fn text(&self, read: &RolledUp) -> Result<(String, usize), csv::Error> {
        if read.cells.is_empty() {
            let all: Vec<_> = read.published.iter().collect();
            return Ok((write::summary_quantiles(&all, &self.taxonomy)?, all.len()));
        }
        let all: Vec<&Cell> = read.cells.iter().collect();
        Ok((write::cells(&all, &self.taxonomy)?, all.len()))
    }
}

/// One row of five is held out.
const FOLDS: u32 = 5;

/// Whether a row is held out: by the CRC-32 of a word for the file and what makes the row.
fn is_held_out(file: &str, row: &str) -> bool {
    let mut crc = Crc::new();
    crc.update(file.as_bytes());
    crc.update(row.as_bytes());
    crc.sum().is_multiple_of(FOLDS)
}

/// A file as it is: no people of it are held out.
fn all(raw: &[u8], _: bool) -> Result<Selected, csv::Error> {
    Ok((raw.to_vec(), BTreeMap::new()))
}

/// The medians of titles in the nation. Offers under one title are not as wide as pay, and visa offers lie
/// otherwise between areas than pay does: with quartiles P90 of 13 of the 20 largest areas came back, with
/// the medians of areas Denver was 3.4 % off, and without both 18 of 20 came back and every area that a
/// report names.
fn medians(raw: &[u8], _: bool) -> Result<Selected, csv::Error> {
    let mut reader = csv::Reader::from_reader(raw);
    let heading = reader.headers()?.clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&heading)?;
    let area = heading.iter().position(|name| name == "area");
    let mut left_out = BTreeMap::new();
    for record in reader.into_records() {
        let record = record?;
        if area.and_then(|at| record.get(at)) != Some("us") {
            *left_out.entry("rows of areas".to_owned()).or_default() += 1;
            continue;
        }
        let kept = heading.iter().zip(&record).map(|(name, value)| match name {
            "p25" | "p75" => "",
            _ => value,
        });
        writer.write_record(kept)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok((bytes, left_out))
}

const HELD_OUT: &str = "held out";

/// The answers of the survey; one who answers is known by a number.
fn survey_rows(raw: &[u8], hold_out: bool) -> Result<Selected, csv::Error> {
    let mut reader = csv::Reader::from_reader(raw);
    let heading = reader.headers()?.clone();
    let number = heading.iter().position(|name| name == "ResponseId");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&heading)?;
    let mut left_out = BTreeMap::new();
    for record in reader.into_records() {
        let record = record?;
        let number = number.and_then(|at| record.get(at)).unwrap_or_default();
        match hold_out && is_held_out("so2025:", number) {
            true => *left_out.entry(HELD_OUT.to_owned()).or_default() += 1,
            false => writer.write_record(&record)?,
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok((bytes, left_out))
}

/// The lines of a file in which half repeat another: each once. A line's copies are held out together.
fn distinct_lines(raw: &[u8], hold_out: bool) -> Result<Selected, csv::Error> {
    let text = String::from_utf8_lossy(raw);
    let (mut kept, mut seen) = (String::new(), HashSet::new());
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        let reason = match () {
            () if at == 0 => None,
            () if !seen.insert(line) => Some("the same line again"),
            () if hold_out && is_held_out("aijobs:", line) => Some(HELD_OUT),
            () => None,
        };
        match reason {
            Some(reason) => *left_out.entry(reason.to_owned()).or_default() += 1,
            None => kept.extend([line, "\n"]),
        }
    }
    Ok((kept.into_bytes(), left_out))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of zlib.crc32 in Python.
    #[test]
    fn a_fifth_is_held_out_by_the_crc_of_zlib() {
        let check = |file: &str, row: &str, held_out: bool| {
            assert_eq!(is_held_out(file, row), held_out, "{file}{row}");
        };
        for (row, held_out) in SURVEY {
            check("so2025:", row, *held_out);
        }
    }

    /// `[(str(i), zlib.crc32(f"so2025:{i}".encode()) % 5 == 0) for i in range(1, 13)]`
    const SURVEY: &[(&str, bool)] = &[
        ("1", false),
        ("2", true),
        ("3", false),
        ("4", false),
        ("5", false),
        ("6", true),
        ("7", true),
        ("8", false),
        ("9", false),
        ("10", false),
        ("11", false),
        ("12", true),
    ];

    #[test]
    fn copies_of_a_line_are_read_once() {
        let raw = b"a,b\n1,2\r\n1,2\n3,4\n";
        let (kept, left_out) = distinct_lines(raw, false).unwrap();
        assert_eq!(String::from_utf8(kept).unwrap(), "a,b\n1,2\n3,4\n");
        assert_eq!(left_out.into_values().collect::<Vec<_>>(), [1]);
    }
}
