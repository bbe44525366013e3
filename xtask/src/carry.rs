//! Makes the official statistics that the program carries from the raw public files in
//! `../shared/data`: selected columns and rows, sorted, in plain or compressed CSV. The same input
//! gives the same bytes. Nothing is computed but the monthly means of exchange rates and the chain
//! of the wage index; the cards beside the files are written by hand and say what was left out.

pub mod microdata;
mod prices;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use goingrate::units::ReferenceRates;
use serde::Deserialize;

/// One file that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The file, under the root of the project.
    pub file: PathBuf,
    /// Rows, the heading not counted.
    pub rows: usize,
    /// Size as written.
    pub bytes: usize,
    /// Rows of the raw files that were left out, by reason.
    pub left_out: BTreeMap<String, usize>,
}

/// A raw file that cannot be carried.
#[derive(Debug)]
pub struct CarryError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for CarryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot carry {}: {}", self.file.display(), self.what)
    }
}

impl std::error::Error for CarryError {}

/// Writes every carried file under `root/data` from the raw files in `shared`.
///
/// # Errors
/// When a raw file is missing or not laid out as expected, or a file cannot be written.
pub fn carry(shared: &Path, root: &Path) -> Result<Vec<Carried>, CarryError> {
    let (official, prices) = (root.join("data/official"), root.join("data/rules/prices"));
    let rows = oews_rows(&shared.join("oews-2025/oews-2025-computing.csv"))?;
    let renames = renames(&official.join("oews-area-renames.csv"))?;
    let panel = panel(&shared.join("oews-panel-2019-2024"), &Known::of(&rows), &renames)?;
    Ok(vec![
        Table::new(&OEWS_COLUMNS, rows).write_gz(&official.join("oews-2025.csv.gz"))?,
        panel.write_gz(&official.join("oews-series-2019-2024.csv.gz"))?,
        eci(&shared.join("bls-eci-ecec/eci.json"))?.write(&official.join("eci.csv"))?,
        currency(&shared.join("ecb-fx/eurofxref-hist.zip"))?
            .write(&root.join("data/rules/currency.csv"))?,
        prices::regional(&shared.join("bea-rpp"))?.write(&prices.join("rpp.csv"))?,
        prices::national(&shared.join("world-bank-ppp/ppp-gdp.csv"))?
            .write(&prices.join("ppp.csv"))?,
    ])
}

/// A table on its way to disk.
struct Table {
    heading: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    left_out: BTreeMap<String, usize>,
}

impl Table {
    fn new(heading: &[&'static str], mut rows: Vec<Vec<String>>) -> Table {
        rows.sort();
        Table { heading: heading.to_vec(), rows, left_out: BTreeMap::new() }
    }

    fn leave_out(&mut self, reason: &str) {
        *self.left_out.entry(reason.to_owned()).or_default() += 1;
    }

    fn text(&self) -> String {
        let lines = self.rows.iter().map(|row| row.join(","));
        let all = std::iter::once(self.heading.join(",")).chain(lines);
        all.flat_map(|line| [line, "\n".to_owned()]).collect()
    }

    fn write(self, file: &Path) -> Result<Carried, CarryError> {
        let bytes = self.text().into_bytes();
        self.put(file, &bytes)
    }

    fn write_gz(self, file: &Path) -> Result<Carried, CarryError> {
        let bytes = compressed(&self.text()).map_err(|e| refuse(file, e))?;
        self.put(file, &bytes)
    }

    fn put(self, file: &Path, bytes: &[u8]) -> Result<Carried, CarryError> {
        fs::write(file, bytes).map_err(|e| refuse(file, e))?;
        let (rows, bytes) = (self.rows.len(), bytes.len());
        Ok(Carried { file: file.to_owned(), rows, bytes, left_out: self.left_out })
    }
}

/// A text as gzip without a date, so that the same text gives the same bytes.
fn compressed(text: &str) -> std::io::Result<Vec<u8>> {
    let mut gz = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gz.write_all(text.as_bytes())?;
    gz.finish()
}

/// Yearly amounts only: the raw file has no row with an hourly amount but no yearly one.
const OEWS_COLUMNS: [&str; 12] = [
    "area_code",
    "industry_code",
    "soc",
    "employment",
    "employment_rse_pct",
    "annual_mean",
    "mean_rse_pct",
    "annual_p10",
    "annual_p25",
    "annual_p50",
    "annual_p75",
    "annual_p90",
];

/// The kept columns of every row of the table; what is not released becomes empty.
fn oews_rows(file: &Path) -> Result<Vec<Vec<String>>, CarryError> {
    let bytes = bytes(file)?;
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let heading = reader.headers().map_err(|e| refuse(file, e))?.clone();
    let at = |name: &&str| heading.iter().position(|h| h == *name);
    let columns: Option<Vec<usize>> = OEWS_COLUMNS.iter().map(at).collect();
    let columns = columns.ok_or_else(|| refuse(file, "a column is missing from the heading"))?;
    let kept = |row: csv::StringRecord| columns.iter().map(|&c| released(&row[c])).collect();
    reader.into_records().map(|row| row.map(kept).map_err(|e| refuse(file, e))).collect()
}

fn released(field: &str) -> String {
    if field == "-" { String::new() } else { field.to_owned() }
}

/// The areas and occupations of the 2025 table: the series speak of these and no others.
struct Known {
    areas: BTreeSet<String>,
    occupations: BTreeSet<String>,
}

impl Known {
    fn of(rows: &[Vec<String>]) -> Known {
        let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect();
        Known { areas: column(0), occupations: column(2) }
    }
}

/// Old area code to new, where both name the same counties.
fn renames(file: &Path) -> Result<BTreeMap<String, String>, CarryError> {
    let bytes = bytes(file)?;
    let rows = csv::Reader::from_reader(&bytes[..]).into_records();
    let pair = |row: csv::StringRecord| (row[0].to_owned(), row[1].to_owned());
    rows.map(|row| row.map(pair).map_err(|e| refuse(file, e))).collect()
}

const SERIES_COLUMNS: [&str; 6] = ["area_code", "soc", "date", "value", "bound", "employment"];

/// The nation's code in the area column.
const NATION: &str = "0000000";

#[derive(Deserialize)]
struct MetroYear {
    year: i32,
    metros: BTreeMap<String, BTreeMap<String, Median>>,
}

#[derive(Deserialize)]
struct NationYear {
    year: i32,
    roles: BTreeMap<String, Median>,
}

#[derive(Deserialize)]
struct Median {
    p50: Option<f64>,
    emp: Option<f64>,
    capped: Vec<String>,
}

/// Medians of every year of the panel, of the areas and occupations that the 2025 table has.
fn panel(
    folder: &Path,
    known: &Known,
    renames: &BTreeMap<String, String>,
) -> Result<Table, CarryError> {
    let mut table = Table::new(&SERIES_COLUMNS, Vec::new());
    for file in files(folder)? {
        for (area, year, medians) in medians(&file)? {
            let area = renames.get(&area).unwrap_or(&area);
            table.add_medians(area, year, &medians, known);
        }
    }
    table.rows.sort();
    Ok(table)
}

type AreaMedians = (String, i32, BTreeMap<String, Median>);

/// A file of the panel, either kind, by area.
fn medians(file: &Path) -> Result<Vec<AreaMedians>, CarryError> {
    let bytes = bytes(file)?;
    if let Ok(nation) = serde_json::from_slice::<NationYear>(&bytes) {
        return Ok(vec![(NATION.to_owned(), nation.year, nation.roles)]);
    }
    let metros: MetroYear = serde_json::from_slice(&bytes).map_err(|e| refuse(file, e))?;
    let by_area = metros.metros.into_iter();
    Ok(by_area.map(|(area, roles)| (format!("00{area}"), metros.year, roles)).collect())
}

impl Table {
    fn add_medians(
        &mut self,
        area: &str,
        year: i32,
        medians: &BTreeMap<String, Median>,
        known: &Known,
    ) {
        for (soc, median) in medians {
            match median_row(area, soc, year, median, known) {
                Ok(row) => self.rows.push(row),
                Err(reason) => *self.left_out.entry(reason.to_owned()).or_default() += 1,
            }
        }
    }
}

fn median_row(
    area: &str,
    soc: &str,
    year: i32,
    median: &Median,
    known: &Known,
) -> Result<Vec<String>, &'static str> {
    if !known.occupations.contains(soc) {
        return Err("occupation not in the 2025 table");
    }
    if !known.areas.contains(area) {
        return Err("area redrawn or gone since");
    }
    let value = median.p50.ok_or("median not released")?;
    let top_coded = median.capped.iter().any(|c| c == "p50");
    let bound = if top_coded { "at_least" } else { "" };
    let employment = median.emp.map(|e| e.to_string()).unwrap_or_default();
    let date = format!("{year}-05");
    Ok([area, soc, &date, &value.to_string(), bound, &employment].map(str::to_owned).to_vec())
}

#[derive(Deserialize)]
struct Eci {
    q: Vec<String>,
    private_wages: Vec<f64>,
}

/// Wages of private industry as an index of second quarters, the one before the first change = 100.
/// One quarter a year, because chains of different quarters have no common base without the
/// seasonal adjustment that these changes do not have.
fn eci(file: &Path) -> Result<Table, CarryError> {
    let eci: Eci = serde_json::from_slice(&bytes(file)?).map_err(|e| refuse(file, e))?;
    let (mut index, mut rows) = (100.0, Vec::new());
    for (quarter, change) in eci.q.iter().zip(&eci.private_wages) {
        let Some(year) = quarter.strip_suffix("Q2") else { continue };
        let year: i32 = year.parse().map_err(|e| refuse(file, e))?;
        if rows.is_empty() {
            rows.push(index_row(year - 1, index));
        }
        index *= 1.0 + change / 100.0;
        rows.push(index_row(year, index));
    }
    Ok(Table::new(&SERIES_COLUMNS, rows))
}

fn index_row(year: i32, index: f64) -> Vec<String> {
    let (date, value) = (format!("{year}-06"), format!("{index:.3}"));
    [NATION, "", &date, &value, "", ""].map(str::to_owned).to_vec()
}

/// The first year of carried exchange rates, that of the oldest fitted evidence abroad.
const FIRST_RATES: &str = "2018";

/// Monthly means of daily cross rates: units of a currency for one dollar.
fn currency(file: &Path) -> Result<Table, CarryError> {
    let found = ReferenceRates::read(&unzipped(file)?).map_err(|e| refuse(file, e))?;
    let mut table = Table::new(&["currency", "month", "units_per_usd"], Vec::new());
    let recent = |month: &str| month >= FIRST_RATES;
    for ((code, month), days) in found.left_out.into_iter().filter(|((_, month), _)| recent(month))
    {
        let reason = format!("{code} {month}: days of a month with too few");
        table.left_out.insert(reason, days);
    }
    let rows = found.rows.into_iter().filter(|((_, month), _)| recent(month));
    table.rows.extend(rows.map(|((code, month), rate)| vec![code, month, rate]));
    Ok(table)
}

fn unzipped(file: &Path) -> Result<String, CarryError> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes(file)?)).map_err(|e| refuse(file, e))?;
    let mut text = String::new();
    let mut entry = archive.by_index(0).map_err(|e| refuse(file, e))?;
    entry.read_to_string(&mut text).map_err(|e| refuse(file, e))?;
    Ok(text)
}

/// The JSON files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, CarryError> {
    let entries = fs::read_dir(folder).map_err(|e| refuse(folder, e))?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    Ok(files)
}

fn bytes(file: &Path) -> Result<Vec<u8>, CarryError> {
    fs::read(file).map_err(|e| refuse(file, e))
}

fn refuse(file: &Path, what: impl ToString) -> CarryError {
    CarryError { file: file.to_owned(), what: what.to_string() }
}
