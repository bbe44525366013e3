//! The model knows no source by name (ARCHITECTURE.md, invariant 5): the words of sources, read from
//! the data folder, must not stand in its code. Comments may speak of them.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::Source;

/// The crates that know no source.
const NAMELESS: [&str; 2] = ["crates/goingrate-model/src", "crates/goingrate-mixed/src"];

/// Lines of code that name a source.
pub fn broken(root: &Path, sources: &[Source]) -> Result<Vec<String>, Box<dyn Error>> {
    let slugs = slugs(root)?;
    let mut broken = Vec::new();
    for source in sources.iter().filter(|s| NAMELESS.iter().any(|n| s.path.starts_with(n))) {
        for (at, line) in super::sizes::own_lines(&source.text).enumerate() {
            let named = slugs.iter().find(|slug| names(line, slug));
            let found = |slug: &String| {
                format!("{}:{}: names the source {slug:?}", source.path.display(), at + 1)
            };
            broken.extend(named.map(found));
        }
    }
    Ok(broken)
}

/// Whether the code of a line holds a source's word as a whole word.
fn names(line: &str, slug: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    code.match_indices(slug).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + slug.len()..].chars().next();
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// The words of all sources: names of files of claims, words on cards of tables.
fn slugs(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut slugs = Vec::new();
    for entry in fs::read_dir(root.join("data/claims"))? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if path.extension().is_some_and(|e| e == "toml") && stem != "readings" {
            slugs.push(stem.to_owned());
        }
    }
    for entry in fs::read_dir(root.join("data/official"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let card: WithCard = toml::from_str(&fs::read_to_string(&path)?)
                .map_err(|e| format!("{}: {e}", path.display()))?;
            slugs.push(card.card.slug);
        }
    }
    slugs.sort_unstable();
    Ok(slugs)
}

/// A file with a card.
#[derive(Deserialize)]
struct WithCard {
    card: Card,
}

/// What we need of a card.
#[derive(Deserialize)]
struct Card {
    slug: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_of_code_name_a_source() {
        let check = |line: &str, expected: bool| assert_eq!(names(line, "eci"), expected, "{line}");
        check(r#"if slug == "eci" {"#, true);
        check("let decimal = species;", false);
        check("let eci_2 = 1;", false);
        check("// like eci", false);
    }
}
