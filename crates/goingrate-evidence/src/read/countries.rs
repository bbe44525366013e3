//! What is known of countries beside pay: income a head, and how many software developers work there.

use goingrate_units::{Problem, Taxonomy};
use serde::Deserialize;

use crate::CountryFacts;

/// The columns that are read; the file says beside them where each figure is from.
#[derive(Deserialize)]
struct Line {
    country: String,
    income: Option<f64>,
    developers: Option<f64>,
}

/// Reads `countries.csv`, in the order of places; countries that the taxonomy does not have are passed
/// over.
///
/// # Errors
/// When the table has not the columns `country`, `income` and `developers`, or a figure is no number
/// of zero or more.
pub fn countries(
    (file, table): (&str, &str),
    taxonomy: &Taxonomy,
) -> Result<Vec<CountryFacts>, Problem> {
    let mut found = Vec::new();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for line in reader.deserialize::<Line>() {
        let line = line.map_err(|error| {
            let at = error.position().map(|position| position.line());
            let reason = "a line has a country, and figures or nothing".to_owned();
            Problem::in_file(file.to_owned(), at, "line".to_owned(), error.to_string(), reason)
        })?;
        for (field, value) in [("income", line.income), ("developers", line.developers)] {
            if value.is_some_and(|value| !(value.is_finite() && value >= 0.0)) {
                let value = value.map(|value| value.to_string()).unwrap_or_default();
                let reason = format!("of {}: it must be a number of zero or more", line.country);
                return Err(Problem::in_file(
                    file.to_owned(),
                    None,
                    field.to_owned(),
                    value,
                    reason,
                ));
            }
        }
        let place = taxonomy.place_of(&line.country);
        found.extend(place.map(|place| CountryFacts {
            place,
            income: line.income.filter(|income| *income > 0.0),
            developers: line.developers.filter(|developers| *developers > 0.0),
        }));
    }
    found.sort_by_key(|facts: &CountryFacts| facts.place);
    Ok(found)
}
