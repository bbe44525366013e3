//! Titles and levels in people's words to roles and levels with probabilities, by the table of
//! patterns `data/taxonomy/titles.toml`.

use std::collections::BTreeMap;

use goingrate_evidence::Shares;
use goingrate_units::{LevelId, Problem, RoleId, Taxonomy, parse};
use serde::Deserialize;

use super::pattern::{Pattern, folded, words};
use super::shares_of;

const FILE: &str = "titles.toml";

/// What the role of a title is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TitleRole {
    /// One of these roles.
    Role(Shares<RoleId>),
    /// Work that is not priced here.
    OtherWork,
    /// No pattern reads it.
    Unmapped,
}

/// What a title says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTitle {
    /// The role.
    pub role: TitleRole,
    /// The level; unknown where the title says none.
    pub level: Shares<LevelId>,
}

/// The table of patterns. The first that matches wins, so the special stand before the general.
///
/// Patterns are written as `words/pattern.rs` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Titles {
    roles: Vec<(Pattern, TitleRole)>,
    levels: Vec<(Pattern, Shares<LevelId>)>,
    codes: BTreeMap<String, Vec<(Pattern, Shares<LevelId>)>>,
    /// What reads a title that no pattern reads, as it reads a question.
    taxonomy: Taxonomy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitlesFile {
    role: Vec<Vec<String>>,
    level: Vec<Vec<String>>,
    /// By folded name of the employer, its own codes of levels; `any` for those of all others.
    employer_level: BTreeMap<String, Vec<Vec<String>>>,
}

impl Titles {
    /// Reads the table.
    ///
    /// # Errors
    /// When the text is no TOML of this shape, a role or level is not one of the taxonomy, or
    /// shares do not add up; the complaint names the pattern.
    pub fn read(text: &str, taxonomy: &Taxonomy) -> Result<Titles, Problem> {
        let file: TitlesFile = toml::from_str(text).map_err(|e| complaint("", e.message()))?;
        let role = |slug: &str| taxonomy.role_of(slug);
        let level = |slug: &str| taxonomy.level_of(slug);
        let mut codes = BTreeMap::new();
        for (employer, rows) in &file.employer_level {
            codes.insert(folded(employer), table(rows, level)?);
        }
        let roles: Result<Vec<_>, Problem> = file.role.iter().map(|r| role_row(r, role)).collect();
        let (levels, taxonomy) = (table(&file.level, level)?, taxonomy.clone());
        Ok(Titles { roles: roles?, levels, codes, taxonomy })
    }

    /// What a title says about role and level. Patterns come first, because they know how sure they are;
    /// a title that none reads is read as the title of a question is.
    pub fn title(&self, text: &str) -> ReadTitle {
        let words = words(text);
        let read = ReadTitle { role: self.role_in(&words), level: first(&self.levels, &words) };
        if read.role != TitleRole::Unmapped {
            return read;
        }
        let Some(title) = parse::title(text, &self.taxonomy) else { return read };
        let level = match title.level {
            Some(level) if read.level.is_unknown() => Shares::certain(level),
            _ => read.level,
        };
        ReadTitle { role: TitleRole::Role(Shares::certain(title.role)), level }
    }

    /// What the words of a level say; an employer's own codes come first, then words that mean the
    /// same everywhere, then codes that most employers mean the same by.
    pub fn level(&self, text: &str, employer: Option<&str>) -> Shares<LevelId> {
        let words = words(text);
        let own = employer.and_then(|employer| self.codes.get(&folded(employer)));
        let any = self.codes.get("any");
        let tables = [own.map(Vec::as_slice), Some(&self.levels[..]), any.map(Vec::as_slice)];
        let read = tables.into_iter().flatten().map(|table| first(table, &words));
        read.into_iter().find(|shares| !shares.is_unknown()).unwrap_or_else(Shares::unknown)
    }

    fn role_in(&self, words: &[String]) -> TitleRole {
        let found = self.roles.iter().find(|(pattern, _)| pattern.matches(words));
        found.map_or(TitleRole::Unmapped, |(_, role)| role.clone())
    }
}

/// What the first pattern that matches says.
fn first(table: &[(Pattern, Shares<LevelId>)], words: &[String]) -> Shares<LevelId> {
    let found = table.iter().find(|(pattern, _)| pattern.matches(words));
    found.map_or_else(Shares::unknown, |(_, shares)| shares.clone())
}

fn role_row(
    row: &[String],
    id: impl Fn(&str) -> Option<RoleId>,
) -> Result<(Pattern, TitleRole), Problem> {
    match row {
        [pattern, none] if none == "-" => Ok((pattern_of(pattern)?, TitleRole::OtherWork)),
        row => row_of(row, id).map(|(pattern, shares)| (pattern, TitleRole::Role(shares))),
    }
}

fn table(
    rows: &[Vec<String>],
    id: impl Fn(&str) -> Option<LevelId>,
) -> Result<Vec<(Pattern, Shares<LevelId>)>, Problem> {
    rows.iter().map(|row| row_of(row, &id)).collect()
}

/// A pattern and its shares: "slug" or "slug 30".
fn row_of<I: Copy + Ord>(
    row: &[String],
    id: impl Fn(&str) -> Option<I>,
) -> Result<(Pattern, Shares<I>), Problem> {
    let [pattern, shares @ ..] = row else {
        return Err(complaint("", "a row needs a pattern and what it means"));
    };
    let shares = shares_of(shares, id).map_err(|reason| complaint(pattern, &reason))?;
    Ok((pattern_of(pattern)?, shares))
}

fn pattern_of(text: &str) -> Result<Pattern, Problem> {
    let pattern = Pattern::checked(text);
    pattern.ok_or_else(|| complaint(text, "a pattern without words matches everything"))
}

fn complaint(value: &str, reason: &str) -> Problem {
    let (file, field) = (FILE.to_owned(), "pattern".to_owned());
    Problem::in_file(file, None, field, value.to_owned(), reason.to_owned())
}
