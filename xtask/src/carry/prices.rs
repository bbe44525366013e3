//! Price levels: regional price parities of the Bureau of Economic Analysis and purchasing power
//! parities of the World Bank, as the dated tables of `data/rules/prices`.

use std::collections::BTreeMap;
use std::path::Path;

use super::{CarryError, Table, bytes, refuse};

/// The first year of carried price parities, that of the first year of carried medians.
const FIRST_YEAR: i32 = 2019;

/// The line of all items; the others are goods, rents and services.
const ALL_ITEMS: &str = "1";

/// Countries whose published parity is in a currency that they have given up since.
const OLD_CURRENCY: [&str; 1] = ["BG"];

/// Price levels of states, metropolitan areas and the rest of each state, United States = 100.
pub fn regional(folder: &Path) -> Result<Table, CarryError> {
    let files = [
        ("SARPP_state_all_items_2008_2024.csv", state as fn(&str) -> Option<String>),
        ("MARPP_MSA_2008_2024.csv", metro),
        ("PARPP_PORT_2008_2024.csv", rest_of_state),
    ];
    let mut rows = Vec::new();
    for (file, area) in files {
        rows.extend(parities(&folder.join(file), area)?);
    }
    Ok(Table::new(&["area_code", "year", "rpp"], rows))
}

/// The state's official area code: `53000` is `5300000`. The nation is 100 by definition.
fn state(fips: &str) -> Option<String> {
    let state = fips.strip_suffix("000").filter(|state| *state != "00")?;
    Some(format!("{state}00000"))
}

/// The metropolitan area's official code: `42660` is `0042660`.
fn metro(fips: &str) -> Option<String> {
    (!fips.starts_with("00")).then(|| format!("00{fips}"))
}

/// What is not in a metropolitan area of a state, written `SS00999`.
fn rest_of_state(fips: &str) -> Option<String> {
    fips.strip_suffix("999").map(|state| format!("{state}00999"))
}

/// The rows of all items of one file, by area and year. Titles before the heading and notes after
/// the rows have another number of fields.
fn parities(file: &Path, area: fn(&str) -> Option<String>) -> Result<Vec<Vec<String>>, CarryError> {
    let bytes = bytes(file)?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
    let records: Result<Vec<_>, _> = reader.records().collect();
    let records = records.map_err(|e| refuse(file, e))?;
    let start = records.iter().position(|record| &record[0] == "GeoFIPS");
    let start = start.ok_or_else(|| refuse(file, "has no heading GeoFIPS"))?;
    let heading = &records[start];
    let line = heading.iter().position(|name| name == "LineCode");
    let whole = |record: &&csv::StringRecord| record.len() == heading.len();
    let wanted = |record: &&csv::StringRecord| line.is_none_or(|at| &record[at] == ALL_ITEMS);
    let mut rows = Vec::new();
    for record in records[start + 1..].iter().filter(whole).filter(wanted) {
        let Some(area) = area(record[0].trim_matches([' ', '"'])) else { continue };
        rows.extend(years(heading, record).map(|(year, rpp)| vec![area.clone(), year, rpp]));
    }
    Ok(rows)
}

/// The years of a record from the first one that is carried.
fn years<'r>(
    heading: &'r csv::StringRecord,
    record: &'r csv::StringRecord,
) -> impl Iterator<Item = (String, String)> + 'r {
    let dated = heading.iter().zip(record).filter(|(name, value)| {
        let recent = name.parse::<i32>().is_ok_and(|year| year >= FIRST_YEAR);
        // A state without such an area has a zero, which is no price level.
        recent && value.parse::<f64>().is_ok_and(|value| value > 0.0)
    });
    dated.map(|(year, value)| (year.to_owned(), value.to_owned()))
}

/// Each country's latest units of its currency for an international dollar.
pub fn national(file: &Path) -> Result<Table, CarryError> {
    let bytes = bytes(file)?;
    let mut latest: BTreeMap<String, (i32, String)> = BTreeMap::new();
    for record in csv::Reader::from_reader(&bytes[..]).into_records() {
        let record = record.map_err(|e| refuse(file, e))?;
        let year: i32 = record[2].parse().map_err(|e| refuse(file, e))?;
        let value: f64 = record[3].parse().map_err(|e| refuse(file, e))?;
        let known = latest.entry(record[1].to_owned()).or_insert((year, String::new()));
        if year >= known.0 {
            *known = (year, super::six_digits(value));
        }
    }
    let mut table = Table::new(&["country", "year", "ppp"], Vec::new());
    for (country, (year, ppp)) in latest {
        match () {
            () if OLD_CURRENCY.contains(&country.as_str()) => {
                table.leave_out("in a currency that was given up since")
            }
            () if year < FIRST_YEAR => table.leave_out("nothing published since 2019"),
            () => table.rows.push(vec![country.to_lowercase(), year.to_string(), ppp]),
        }
    }
    Ok(table)
}
