//! What a country's money buys: `country,year,ppp`, units of a country's currency for an
//! international dollar.

use goingrate_units::{PlaceId, Problem, Taxonomy};

/// Reads the table, in the order of places and years; countries that the taxonomy does not have are passed
/// over.
///
/// # Errors
/// When a line has other than three fields, a year is none, or a factor is no number above zero.
pub fn purchasing_power(
    table: &str,
    taxonomy: &Taxonomy,
) -> Result<Vec<(PlaceId, i16, f64)>, Problem> {
    let mut found = Vec::new();
    for (index, line) in table.lines().enumerate().skip(1) {
        let bad = |field: &str, value: &str, reason: &str| {
            Problem::in_file(
                "ppp.csv".to_owned(),
                Some(index as u64 + 1),
                field.to_owned(),
                value.to_owned(),
                reason.to_owned(),
            )
        };
        let [country, year, factor] = line.split(',').collect::<Vec<_>>()[..] else {
            return Err(bad("line", line, "it must have a country, a year and a factor"));
        };
        let year: i16 = year.parse().map_err(|_| bad("year", year, "it must be a year"))?;
        let value: f64 = factor.parse().unwrap_or(f64::NAN);
        if !(value.is_finite() && value > 0.0) {
            return Err(bad("ppp", factor, "it must be a number above zero"));
        }
        found.extend(taxonomy.place_of(country).map(|place| (place, year, value)));
    }
    found.sort_by_key(|&(place, year, _)| (place, year));
    Ok(found)
}
