//! Years of experience in words: "3 to 5 years", "10+", "less than a year", "41 years or more".

use goingrate_evidence::YearsBand;
use goingrate_units::{Taxonomy, parse};

use crate::reading::checks::years_of;

/// Words that say that a figure is the least.
const OPEN: [&str; 8] = ["+", "or more", "and more", "more than", "over", "at least", "above", ">"];

/// Words that say that a figure is not reached.
const BELOW: [&str; 5] = ["less than", "fewer than", "under", "below", "<"];

/// Words that say nothing beside years.
const IDLE: [&str; 9] =
    ["of", "experience", "exp", "work", "professional", "and", "in", "field", "total"];

/// The band of a text, if it is one of years.
pub(super) fn band(text: &str, taxonomy: &Taxonomy) -> Option<YearsBand> {
    years_of(text).or_else(|| in_words(&text.trim().to_lowercase(), taxonomy))
}

fn in_words(text: &str, taxonomy: &Taxonomy) -> Option<YearsBand> {
    let mut rest = text.replace(['–', '—', '−'], "-").replace(['(', ')'], " ");
    if rest.trim_start().starts_with('-') {
        return None;
    }
    let open = take(&mut rest, &OPEN);
    let below = take(&mut rest, &BELOW);
    let figures = figures(&rest, taxonomy)?;
    let written = match (figures.as_slice(), open, below) {
        ([low, high], false, false) => format!("{low}-{high}"),
        ([low], true, false) => format!("{low}+"),
        // Of completed years, less than three are at most two.
        ([high], false, true) => {
            return years_of(&(high.ceil() - 1.0).max(0.0).to_string())
                .map(|band| YearsBand { low: 0, ..band });
        }
        ([only], false, false) => return years_of(&only.to_string()),
        _ => return None,
    };
    YearsBand::of(parse::years(&written, taxonomy).ok()?).ok()
}

/// Whether a text has one of these words; they are taken out of it.
fn take(text: &mut String, words: &[&str]) -> bool {
    let found = words.iter().find(|word| text.contains(**word));
    if let Some(word) = found {
        *text = text.replacen(word, " ", 1);
    }
    found.is_some()
}

/// The figures of a text in which nothing else is said than years. "A year" is one.
fn figures(text: &str, taxonomy: &Taxonomy) -> Option<Vec<f64>> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '-' | ',' | ';');
    let mut figures = Vec::new();
    for word in text.split(apart).filter(|word| !word.is_empty()) {
        let letters = word.find(char::is_alphabetic).unwrap_or(word.len());
        let (figure, unit) = word.split_at(letters);
        if !figure.is_empty() {
            figures.push(figure.parse::<f64>().ok().filter(|figure| figure.is_finite())?);
        }
        match unit.trim_end_matches(['.', ':']) {
            "" | "to" => {}
            "a" | "one" if figure.is_empty() => figures.push(1.0),
            unit if IDLE.contains(&unit) => {}
            unit => drop(parse::years(&format!("1 {unit}"), taxonomy).ok()?),
        }
    }
    Some(figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use goingrate_units::TaxonomyFiles;

    macro_rules! file {
        ($name:literal) => {
            include_str!(concat!("../../../../data/taxonomy/", $name))
        };
    }

    fn taxonomy() -> Taxonomy {
        Taxonomy::read(&TaxonomyFiles {
            roles: file!("roles.toml"),
            levels: file!("levels.toml"),
            places: file!("places.toml"),
            areas: file!("areas.csv"),
            skills: file!("skills.toml"),
            industries: file!("industries.toml"),
            tiers: file!("tiers.toml"),
            employers: file!("employers.csv"),
            employer_levels: file!("employer_levels.csv"),
            words: file!("words.toml"),
            phrases: file!("phrases.csv"),
            towns: file!("towns.csv"),
        })
        .unwrap()
    }

    #[test]
    fn bands_of_years_in_words() {
        let taxonomy = taxonomy();
        let check = |text: &str, expected: Option<(u8, u8)>| {
            let read = band(text, &taxonomy).map(|band| (band.low, band.high));
            assert_eq!(read, expected, "{text}");
        };
        check("3 to 5 years", Some((3, 5)));
        check("5-7 years", Some((5, 7)));
        check("5 - 7 years", Some((5, 7)));
        check("2 – 4 years", Some((2, 4)));
        check("10+", Some((10, 15)));
        check("10+ years of experience", Some((10, 15)));
        check("41 years or more", Some((41, 46)));
        check("more than 20 years", Some((20, 25)));
        check("1 year or less", None);
        check("Less than 1 year", Some((0, 0)));
        check("Under a year", Some((0, 0)));
        check("<3", Some((0, 2)));
        check("4", Some((4, 4)));
        check("4.5 yrs", Some((4, 4)));
        check("One year", Some((1, 1)));
        for none in
            ["", "many", "5-Mar", "7-5 years", "1998", "3 cats", "-4", "three", "1-2-3", "1e400"]
        {
            check(none, None);
        }
    }
}
