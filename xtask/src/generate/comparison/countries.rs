//! The other countries: one line a table, worst difference in parts of gross.

use std::error::Error;

use super::results::{Country, Covered, Reason, Reasons, Tables};
use super::{reasons_of, table, thousands};

/// Parts of gross that results may be apart and still agree.
const WITHIN: f64 = 0.005;

/// The section of the other countries.
pub fn section(tables: &Tables, reasons: &Reasons) -> Result<String, Box<dyn Error>> {
    let mut told: Vec<&Reason> = vec![];
    let mut rows = vec![];
    for country in &tables.countries {
        for found in &country.tables {
            let Some((income, apart)) = found.worst() else { continue };
            if apart.abs() > WITHIN {
                let reason = reasons.of(&found.title)?;
                if !told.iter().any(|known| known.name == reason.name) {
                    told.push(reason);
                }
            }
            rows.push(row(country, &found.title, income, apart));
        }
    }
    let heading = ["what", "against", "worst, % of gross", "at an income of", "run on"];
    Ok(format!(
        "## Other countries\n\nWorst of several incomes, ours less theirs, in the currency of the \
         country. Agreement is {} % of gross.\n\n{}\n{}",
        100.0 * WITHIN,
        table(&heading, rows),
        if told.is_empty() { String::new() } else { reasons_of(&told) },
    ))
}

/// Countries that no run compares, and what they were checked by.
pub fn others(tables: &Tables, covered: &[Covered]) -> String {
    let compared =
        |code: &str| code == "us" || tables.countries.iter().any(|country| country.country == code);
    let rest = covered.iter().filter(|country| !compared(&country.code));
    let rows: Vec<_> =
        rest.map(|country| vec![country.name.clone(), country.verified_by.clone()]).collect();
    if rows.is_empty() {
        return "Every country that is covered has been compared. Where no program was found, what is \
                compared with are figures that others published, as the column says.\n"
            .to_owned();
    }
    format!(
        "## Not compared\n\nNeither a program was found that computes these, nor published figures.\n\n{}",
        table(&["country", "checked by"], rows),
    )
}

fn row(country: &Country, title: &str, income: f64, apart: f64) -> Vec<String> {
    let percent = format!("{:.3}", 100.0 * apart).replace('-', "−");
    let exact = percent.trim_start_matches('−') == "0.000";
    let (percent, at) = if exact {
        ("0.000".to_owned(), String::new())
    } else if apart.abs() > WITHIN {
        (format!("**{percent}**"), thousands(income))
    } else {
        (percent, thousands(income))
    };
    vec![title.to_owned(), country.rival.clone(), percent, at, country.run.clone()]
}
