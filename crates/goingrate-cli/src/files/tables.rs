//! Tables that are nobody's pay: price levels and exchange rates, as offices publish them, plain or
//! alone in a zip, or as `evidence import` keeps them in the folder `prices` of a store.

// What only `evidence import` and `evidence store` call has no caller without Parquet.
#![cfg_attr(not(feature = "parquet"), allow(dead_code))]

use std::fs;
use std::io::{self, Read, Seek};
use std::path::Path;

use goingrate::rules::{OfficialPrices, PriceScale};
use goingrate::units::{ExchangeRates, Problem, ProblemKind, ReferenceRates};

/// What a zip file begins with. A workbook is one too, with more than one file in it.
const ZIP: [u8; 4] = *b"PK\x03\x04";

/// No table of an office is larger, in bytes, unzipped: the bank's has two megabytes.
const LARGEST: u64 = 100_000_000;

/// Bytes of a file that tell whether it is such a table.
const BEGINNING: u64 = 4096;

/// The folder of a store that has its tables.
pub const FOLDER: &str = "prices";

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub enum KeptTable {
    /// Price levels of areas or countries.
    PriceLevels(OfficialPrices),
    /// Monthly exchange rates.
    Rates(ReferenceRates),
}

impl KeptTable {
    /// Whether a file is such a table, by its beginning.
    pub fn recognises(path: &Path) -> io::Result<bool> {
        let beginning = beginning(path)?;
        let text = String::from_utf8_lossy(&beginning);
        Ok(OfficialPrices::recognises(&text) || ReferenceRates::recognises(&text))
    }

    /// Reads a table.
    pub fn read(path: &Path) -> Result<KeptTable, Problem> {
        let (shown, text) = (path.display().to_string(), text(path)?);
        let refuse = |what: String| Problem::of("FILE", &shown, what);
        if ReferenceRates::recognises(&text) {
            let rates = ReferenceRates::read(&text).map_err(|error| refuse(error.to_string()))?;
            return Ok(KeptTable::Rates(rates));
        }
        if !OfficialPrices::recognises(&text) {
            return Err(refuse("is no table of exchange rates or price levels".to_owned()).hint(
                "rates: the European Central Bank's daily ones, or the columns \
                       currency,month,units_per_usd; price levels: the files of the Bureau of \
                       Economic Analysis or the World Bank",
            ));
        }
        let prices = OfficialPrices::read(&shown, &text);
        Ok(KeptTable::PriceLevels(prices.map_err(|complaint| refuse(complaint.to_string()))?))
    }

    /// Where a store keeps it, under [`FOLDER`].
    pub fn file(&self) -> &'static str {
        match self {
            KeptTable::PriceLevels(OfficialPrices { scale: PriceScale::Regional, .. }) => "rpp.csv",
            KeptTable::PriceLevels(OfficialPrices { scale: PriceScale::National, .. }) => "ppp.csv",
            KeptTable::Rates(_) => "currency.csv",
        }
    }

    /// As the program carries its own.
    pub fn text(&self) -> String {
        match self {
            KeptTable::PriceLevels(prices) => prices.text(),
            KeptTable::Rates(rates) => rates.text(),
        }
    }

    /// These figures over those of an earlier table of the same file.
    pub fn over(self, earlier: &KeptTable) -> KeptTable {
        match (self, earlier) {
            (KeptTable::PriceLevels(prices), KeptTable::PriceLevels(before)) => {
                KeptTable::PriceLevels(prices.over(before))
            }
            (KeptTable::Rates(rates), KeptTable::Rates(before)) => {
                KeptTable::Rates(rates.over(before))
            }
            (table, _) => table,
        }
    }

    /// Writes its figures over those of a folder; what became of them, in words.
    pub fn keep(&self, folder: &Path) -> Result<&'static str, Problem> {
        let kept = folder.join(self.file());
        let before = if kept.exists() { Some(KeptTable::read(&kept)?) } else { None };
        let all = before.iter().fold(self.clone(), |all, before| all.over(before));
        if before.is_some_and(|before| before.text() == all.text()) {
            return Ok("already there");
        }
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&kept, all.text()));
        written.map_err(|error| {
            let problem = Problem::of("evidence", &kept.display().to_string(), error.to_string());
            problem.kind(ProblemKind::Unreadable)
        })?;
        Ok("added")
    }

    /// Whether it has no figure.
    pub fn is_empty(&self) -> bool {
        match self {
            KeptTable::PriceLevels(prices) => prices.rows.is_empty(),
            KeptTable::Rates(rates) => rates.rows.is_empty(),
        }
    }
}

/// A table of price levels.
pub fn prices_of(path: &Path) -> Result<OfficialPrices, Problem> {
    match KeptTable::read(path)? {
        KeptTable::PriceLevels(prices) => Ok(prices),
        KeptTable::Rates(_) => Err(Problem::of(
            "FILE",
            &path.display().to_string(),
            "has exchange rates, and no price levels",
        )
        .hint("give it with --rates")),
    }
}

/// The exchange rates of files, to be laid over the carried ones in this order.
pub fn rates_of(files: &[impl AsRef<Path>]) -> Result<Vec<ExchangeRates>, Problem> {
    files.iter().map(|file| rates(file.as_ref())).collect()
}

fn rates(file: &Path) -> Result<ExchangeRates, Problem> {
    match KeptTable::read(file).map_err(|problem| problem.in_field("rates"))? {
        KeptTable::Rates(table) => Ok(ExchangeRates::read(&table.text())?),
        KeptTable::PriceLevels(_) => {
            let shown = file.display().to_string();
            let what = "has price levels, and no exchange rates";
            Err(Problem::of("rates", &shown, what).hint("give it with --prices"))
        }
    }
}

/// The first bytes of a file, or of the only file in a zip.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    fs::File::open(path)?.take(BEGINNING).read_to_end(&mut beginning)?;
    if beginning.starts_with(&ZIP)
        && let Some(text) = unzipped(fs::File::open(path)?, BEGINNING)?
    {
        return Ok(text);
    }
    Ok(beginning)
}

/// A file as text, or the only file in a zip.
fn text(path: &Path) -> Result<String, Problem> {
    let shown = path.display().to_string();
    let unreadable =
        |error: io::Error| Problem::of("FILE", &shown, format!("cannot be read: {error}"));
    let bytes = bytes(path).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        let what = format!("is larger than {} MB, which no such table is", LARGEST / 1_000_000);
        return Err(Problem::of("FILE", &shown, what));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The bytes of a file, or of the only file in a zip: all of them, or more than [`LARGEST`].
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    match bytes.starts_with(&ZIP) {
        true => Ok(unzipped(fs::File::open(path)?, LARGEST + 1)?.unwrap_or(bytes)),
        false => Ok(bytes),
    }
}

/// The beginning of the only file in a zip; `None` where there are more.
fn unzipped(file: impl Read + Seek, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut archive = zip::ZipArchive::new(file).map_err(io::Error::other)?;
    if archive.len() != 1 {
        return Ok(None);
    }
    let mut text = Vec::new();
    archive.by_index(0).map_err(io::Error::other)?.take(most).read_to_end(&mut text)?;
    Ok(Some(text))
}
