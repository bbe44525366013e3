//! docs/METHOD.md lists every block of effects with its prior; `data/model/priors.toml` is where the
//! priors are. The two must say the same.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// What we need of the file of priors.
#[derive(Deserialize)]
struct Priors {
    blocks: BTreeMap<String, Prior>,
}

/// The prior of a block.
#[derive(Deserialize)]
struct Prior {
    sd: f64,
    #[serde(default)]
    held: bool,
}

/// Blocks that METHOD.md leaves out or has otherwise.
pub fn broken(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let priors = fs::read_to_string(root.join("data/model/priors.toml"))?;
    let priors: Priors = toml::from_str(&priors)?;
    let method = fs::read_to_string(root.join("docs/METHOD.md"))?;
    Ok(priors.blocks.iter().filter_map(|(slug, prior)| differs(&method, slug, prior)).collect())
}

fn differs(method: &str, slug: &str, prior: &Prior) -> Option<String> {
    let row = method.lines().find(|line| line.starts_with(&format!("| `{slug}` |")));
    let Some(row) = row else {
        return Some(format!("docs/METHOD.md: the table of blocks has no {slug:?}"));
    };
    let mut words = row.trim_end_matches(['|', ' ']).rsplit('|').next()?.split_whitespace();
    let sd = words.next().and_then(|word| word.parse::<f64>().ok());
    let held = words.next() == Some("held");
    let same = sd.is_some_and(|sd| (sd - prior.sd).abs() < 1e-12) && held == prior.held;
    let wanted = if prior.held { " held" } else { "" };
    let wanted = format!("{}{wanted}", prior.sd);
    (!same).then(|| format!("docs/METHOD.md: the prior of {slug:?} is {wanted} in priors.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_prior_of_the_file() {
        let method =
            "| `area` | location | area | 0.08 |\n| `tier` | location | tier | 0.25 held |\n";
        let check = |slug, sd, held, same| {
            assert_eq!(differs(method, slug, &Prior { sd, held }).is_none(), same, "{slug}");
        };
        check("area", 0.08, false, true);
        check("area", 0.07, false, false);
        check("tier", 0.25, true, true);
        check("tier", 0.25, false, false);
        check("skill", 0.06, false, false);
    }
}
