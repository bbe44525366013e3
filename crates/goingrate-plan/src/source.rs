//! Sources of values and texts as files of data name them: `source.word = { title, url, checked }`.

use std::collections::BTreeMap;

use goingrate_units::{Date, Problem};
use serde::Deserialize;

/// Where a value is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The publication, as a reader would look for it, with its year.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The day on which it was last looked at.
    pub checked: Date,
}

/// A source as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource {
    title: String,
    url: String,
    checked: toml::value::Datetime,
}

/// The sources of a file by their words, and a problem for each whose day is none.
pub(crate) fn sources(
    file: &str,
    raw: BTreeMap<String, RawSource>,
) -> (BTreeMap<String, Source>, Vec<Problem>) {
    let (mut sources, mut problems) = (BTreeMap::new(), Vec::new());
    for (word, RawSource { title, url, checked }) in raw {
        match checked.to_string().parse() {
            Ok(checked) => drop(sources.insert(word, Source { title, url, checked })),
            Err(_) => {
                let (field, day) = (format!("source.{word}"), checked.to_string());
                problems.push(Problem::in_file(file, None, &field, &day, "should be a day"));
            }
        }
    }
    (sources, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_needs_a_day() {
        let check = |checked: &str, expected: usize| {
            let text = format!("a = {{ title = 'A', url = 'https://a', checked = {checked} }}");
            let raw = toml::from_str(&text).expect("whole");
            let (sources, problems) = sources("file.toml", raw);
            assert_eq!((sources.len(), problems.len()), (expected, 1 - expected), "{checked}");
        };
        check("2026-11-30", 1);
        check("07:32:00", 0);
    }
}
