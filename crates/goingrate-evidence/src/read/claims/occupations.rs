//! `occupations.csv`: codes of the world's classifications of occupations to our roles.

use std::collections::HashMap;

use goingrate_units::{Problem, RoleId, Taxonomy};

use super::readings::Defaults;
use crate::Matched;
use crate::read::fault::Fault;
use crate::read::table::{Row, Table};

const COLUMNS: [&str; 7] = ["system", "code", "title", "isco08", "soc", "role", "match"];

// The numbers of the columns above.
const SYSTEM: usize = 0;
const CODE: usize = 1;
const SOC: usize = 4;
const ROLE: usize = 5;
const MATCH: usize = 6;

/// An occupation of another classification.
pub(super) struct Occupation {
    /// Ours.
    pub role: RoleId,
    /// How well ours is it.
    pub matched: Matched,
}

/// Occupations by system and code, as one text: `SSYK2012 2512`.
#[derive(Default)]
pub(super) struct Occupations(HashMap<String, Occupation>);

impl Occupations {
    /// The table, and the rows of it that cannot be read.
    pub fn read(
        (file, bytes): (&str, &[u8]),
        taxonomy: &Taxonomy,
        defaults: &Defaults,
    ) -> Result<(Occupations, Vec<Problem>), Problem> {
        let table = Table { file, bytes, columns: &COLUMNS };
        let mut known = HashMap::new();
        let (_, complaints) = table.each(|row| {
            let occupation = occupation(row, taxonomy, defaults)?;
            match known.insert(occupation.matched.code.clone(), occupation) {
                None => Ok(()),
                Some(_) => Err(row.refuse(CODE, "this code of this system is there twice")),
            }
        })?;
        Ok((Occupations(known), complaints))
    }

    /// The occupation of a system and code.
    pub fn of(&self, code: &str) -> Result<&Occupation, Fault> {
        let unknown =
            || Fault::at("code", "no occupation of data/taxonomy/occupations.csv").of(code);
        self.0.get(code).ok_or_else(unknown)
    }
}

fn occupation(row: &Row, taxonomy: &Taxonomy, defaults: &Defaults) -> Result<Occupation, Problem> {
    let role = taxonomy.role_of(row.text(ROLE));
    let role = role.ok_or_else(|| row.refuse(ROLE, "no slug of a role in roles.toml"))?;
    let soc = taxonomy.role_by_soc(row.text(SOC));
    let soc = soc.ok_or_else(|| row.refuse(SOC, "no SOC code of a role in roles.toml"))?;
    if !taxonomy.role_path(role).any(|above| above == soc) {
        return Err(row.refuse(ROLE, "does not lie under the row's SOC code"));
    }
    let quality = row.text(MATCH);
    let unknown = || row.refuse(MATCH, "readings.toml has no [match] of this word");
    let sd = *defaults.matches.get(quality).ok_or_else(unknown)?;
    let code = format!("{} {}", row.text(SYSTEM), row.text(CODE));
    Ok(Occupation { role, matched: Matched { code, quality: quality.to_owned(), sd } })
}
