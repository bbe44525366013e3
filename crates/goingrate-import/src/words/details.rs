//! Words for education, place of work and headcount, as surveys and exports write them:
//! `data/taxonomy/details.toml`, and figures in words ("1,000 to 4,999 employees").

use goingrate_evidence::{Education, Headcount, Remote};
use goingrate_units::Problem;
use serde::Deserialize;

use super::pattern::{Pattern, words};

/// The words.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    education: Vec<(Pattern, Education)>,
    remote: Vec<(Pattern, Remote)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DetailsFile {
    education: Vec<[String; 2]>,
    remote: Vec<[String; 2]>,
}

impl Details {
    /// Reads the words.
    ///
    /// # Errors
    /// When the text is no TOML of this shape, or a meaning is not one that there is.
    pub fn read(text: &str) -> Result<Details, Problem> {
        let file: DetailsFile = toml::from_str(text).map_err(|e| complaint("", e.message()))?;
        Ok(Details {
            education: table(&file.education, Education::from_slug)?,
            remote: table(&file.remote, Remote::from_slug)?,
        })
    }

    /// The education that words speak of.
    pub fn education(&self, text: &str) -> Option<Education> {
        first(&self.education, text)
    }

    /// Where the work is done, in words.
    pub fn remote(&self, text: &str) -> Option<Remote> {
        first(&self.remote, text)
    }
}

fn first<T: Copy>(table: &[(Pattern, T)], text: &str) -> Option<T> {
    let words = words(text);
    table.iter().find(|(pattern, _)| pattern.matches(&words)).map(|(_, meaning)| *meaning)
}

fn table<T>(
    rows: &[[String; 2]],
    meaning: impl Fn(&str) -> Option<T>,
) -> Result<Vec<(Pattern, T)>, Problem> {
    let row = |[pattern, slug]: &[String; 2]| {
        let meaning = meaning(slug).ok_or_else(|| complaint(slug, "there is no such word"))?;
        Ok((Pattern::checked(pattern).ok_or_else(|| complaint(pattern, "it is empty"))?, meaning))
    };
    rows.iter().map(row).collect()
}

fn complaint(value: &str, reason: &str) -> Problem {
    let (file, field) = ("details.toml".to_owned(), "pattern".to_owned());
    Problem::in_file(file, None, field, value.to_owned(), reason.to_owned())
}

/// A headcount in words: "20 to 99 employees", "10,000 or more", "less than 20", "just me".
pub fn headcount(text: &str) -> Option<Headcount> {
    let lower = text.to_lowercase();
    let figures = figures(&lower);
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match figures[..] {
        [] if lower.starts_with("just me") => Headcount::new(1, Some(1)),
        [low, high, ..] => Headcount::new(low, Some(high)),
        [one] if has(&["or more", "over", "more than", "+", "at least"]) => {
            Headcount::new(one, None)
        }
        [one] if has(&["less than", "under", "up to", "fewer"]) => {
            Headcount::new(1, Some(one.saturating_sub(1).max(1)))
        }
        [one] => Headcount::new(one, Some(one)),
        [] => None,
    }
}

/// The whole numbers of a text; commas, points and blanks part thousands.
fn figures(text: &str) -> Vec<u32> {
    let parts_thousands = |(at, c): (usize, char)| {
        let digit = |at: Option<usize>| {
            at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit)
        };
        matches!(c, ',' | '.') && digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let kept = text.char_indices().filter(|(at, c)| !parts_thousands((*at, *c)));
    let plain: String = kept.map(|(_, c)| c).collect();
    let numbers = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headcounts_in_words() {
        let check = |text: &str, expected: Option<(u32, Option<u32>)>| {
            assert_eq!(headcount(text).map(|h| (h.low, h.high)), expected, "{text}");
        };
        check("2-9 employees", Some((2, Some(9))));
        check("1,000 to 4,999 employees", Some((1000, Some(4999))));
        check("10,000 or more employees", Some((10_000, None)));
        check("Just me - I am a freelancer, sole proprietor, etc.", Some((1, Some(1))));
        check("Less than 20 employees", Some((1, Some(19))));
        check("I don’t know", None);
        check("99 to 20", None);
    }
}
