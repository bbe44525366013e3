//! Price levels: regional price parities of the Bureau of Economic Analysis and purchasing power
//! parities of the World Bank, as the dated tables of `data/rules/prices`.

use std::collections::BTreeMap;
use std::path::Path;

use goingrate::rules::{OfficialPrices, PriceRow};

use super::{CarryError, Table, bytes, refuse};

/// The first year of carried price parities, that of the first year of carried medians.
const FIRST_YEAR: i16 = 2019;

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

/// Each country's latest units of its currency for an international dollar.
pub fn national(file: &Path) -> Result<Table, CarryError> {
    let found = official(file)?;
    let mut latest: BTreeMap<String, PriceRow> = BTreeMap::new();
    for row in found.rows {
        match latest.get(&row.key) {
            Some(known) if known.year > row.year => {}
            _ => {
                latest.insert(row.key.clone(), row);
            }
        }
    }
    let mut table = Table::new(&["country", "year", "ppp"], Vec::new());
    for reason in found.left_out.into_keys() {
        table.leave_out(reason);
    }
    for (country, row) in latest {
        if row.year < FIRST_YEAR {
            table.leave_out("nothing published since 2019");
            continue;
        }
        let ppp = row.figure.parse::<f64>().map_err(|e| refuse(file, e))?;
        table.rows.push(vec![country, row.year.to_string(), super::six_digits(ppp)]);
    }
    Ok(table)
}

fn official(file: &Path) -> Result<OfficialPrices, CarryError> {
    let bytes = bytes(file)?;
    OfficialPrices::read(&file.display().to_string(), &String::from_utf8_lossy(&bytes))
        .map_err(|complaint| refuse(file, complaint))
}
