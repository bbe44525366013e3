//! Price levels: regional price parities of the Bureau of Economic Analysis and purchasing power
//! parities of the World Bank, as the dated tables of `data/rules/prices`.

use std::collections::BTreeSet;
use std::path::Path;

use goingrate::rules::OfficialPrices;
use goingrate::units::six_digits;

use super::{CarryError, Table, bytes, refuse};

/// The first year of carried price parities, that of the first year of carried medians.
const FIRST_YEAR: i16 = 2019;
/// The first year of carried purchasing power: the oldest pay data that people import are of 2011.
const FIRST_POWER: i16 = 2010;

/// Price levels of states, metropolitan areas and the rest of each state, United States = 100.
pub fn regional(folder: &Path) -> Result<Table, CarryError> {
    let files = [
        "SARPP_state_all_items_2008_2024.csv",
        "MARPP_MSA_2008_2024.csv",
        "PARPP_PORT_2008_2024.csv",
    ];
    let mut rows = Vec::new();
    for file in files {
        let table = official(&folder.join(file))?;
        let recent = table.rows.into_iter().filter(|row| row.year >= FIRST_YEAR);
        rows.extend(recent.map(|row| vec![row.key, row.year.to_string(), row.figure]));
    }
    Ok(Table::new(&["area_code", "year", "rpp"], rows))
}

/// Each country's units of its currency for an international dollar, year by year.
pub fn national(file: &Path) -> Result<Table, CarryError> {
    let mut found = official(file)?;
    found.rows.sort_by(|a, b| (&a.key, a.year).cmp(&(&b.key, b.year)));
    let recent = found.rows.iter().filter(|row| row.year >= FIRST_YEAR);
    let known: BTreeSet<String> = recent.map(|row| row.key.clone()).collect();
    let mut table = Table::new(&["country", "year", "ppp"], Vec::new());
    for reason in found.left_out.into_keys() {
        table.leave_out(reason);
    }
    for row in found.rows.into_iter().filter(|row| row.year >= FIRST_POWER) {
        if !known.contains(&row.key) {
            table.leave_out("nothing published since 2019");
            continue;
        }
        let ppp = row.figure.parse::<f64>().map_err(|e| refuse(file, e))?;
        table.rows.push(vec![row.key, row.year.to_string(), six_digits(ppp)]);
    }
    Ok(table)
}

fn official(file: &Path) -> Result<OfficialPrices, CarryError> {
    let bytes = bytes(file)?;
    OfficialPrices::read(&file.display().to_string(), &String::from_utf8_lossy(&bytes))
        .map_err(|complaint| refuse(file, complaint))
}
