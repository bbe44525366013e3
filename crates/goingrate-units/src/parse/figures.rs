//! Figures in a question: years of experience ("8 years", "3-5y", "10+ yoe") and dates ("2026-10",
//! "Nov 2026").

use super::meaning::Meaning;
use crate::taxonomy::Entry;
use crate::words::{Token, is_figure};
use crate::{Date, Problem, Taxonomy, Years};

/// The most years of experience that a person can have.
const MOST_YEARS: f64 = 60.0;

/// The years that a bare number of four digits can be.
const DATED: std::ops::RangeInclusive<i32> = 1990..=2040;

type Found = Option<(usize, Meaning)>;

/// The years or the date that starts at a token, and how many tokens it takes.
pub(super) fn read(tokens: &[Token], at: usize, taxonomy: &Taxonomy) -> Result<Found, Problem> {
    if let Some(found) = years(&tokens[at..], taxonomy)? {
        return Ok(Some(found));
    }
    Ok(date(&tokens[at..], taxonomy))
}

/// Whether years of experience start here.
pub(super) fn is_years(tokens: &[Token], taxonomy: &Taxonomy) -> bool {
    matches!(years(tokens, taxonomy), Ok(Some(_)) | Err(_))
}

/// "5 years", "5y", "3-5 years", "3 to 5 years", "10+ yrs", "<1 year".
fn years(tokens: &[Token], taxonomy: &Taxonomy) -> Result<Found, Problem> {
    // "1 an d'expérience" is a year, "80 an hour" is none.
    let is_hourly = tokens.iter().take(4).any(|token| token.word == "hour");
    let is_unit = |word: &str| {
        taxonomy.index.meanings(word).contains(&Entry::YearsUnit) || (word == "an" && !is_hourly)
    };
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    if let Some(number) = number_in_words(word(0), taxonomy).filter(|_| is_unit(word(1))) {
        return Ok(Some((2, read_years(&number, taxonomy)?)));
    }
    let (figure, unit) = split_unit(word(0));
    // "2х лет": endings of Russian numbers.
    let unit = if matches!(unit, "х" | "ех" | "ти" | "и") { "" } else { unit };
    let plain = unit.is_empty();
    let (figure, taken) = match () {
        () if !plain && is_unit(unit) => (figure.to_owned(), 1),
        () if plain && is_unit(word(1)) => (figure.to_owned(), 2),
        () if plain && is_figure(word(1)) && is_unit(word(2)) => {
            (format!("{figure}-{}", word(1)), 3)
        }
        () if plain && word(1) == "to" && is_unit(word(3)) => (format!("{figure}-{}", word(2)), 4),
        () => return Ok(None),
    };
    if !(is_figure(&figure) || figure.starts_with('<')) {
        return Ok(None);
    }
    Ok(Some((taken, read_years(&figure, taxonomy)?)))
}

/// "eight" to "8".
fn number_in_words(word: &str, taxonomy: &Taxonomy) -> Option<String> {
    taxonomy.index.meanings(word).iter().find_map(|&entry| match entry {
        Entry::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// "5yoe" to its figure and its unit.
fn split_unit(word: &str) -> (&str, &str) {
    let at = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    word.split_at(at)
}

/// "5", "3-5", "10+", "<1" to years.
pub(super) fn read_years(figure: &str, taxonomy: &Taxonomy) -> Result<Meaning, Problem> {
    let refuse = |reason: &str| {
        Problem::of("years", figure, reason).hint("write 5 years, 3-5 years or 10+ years")
    };
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let unreadable = || refuse("cannot be read as years of experience");
    if figure.starts_with('-') {
        return Err(refuse("years of experience cannot be negative"));
    }
    let (low, high, open) = if let Some(high) = figure.strip_prefix('<') {
        (0.0, number(high).ok_or_else(unreadable)?, false)
    } else if let Some(low) = figure.strip_suffix('+') {
        let low = number(low).ok_or_else(unreadable)?;
        (low, (low + taxonomy.open_years).min(MOST_YEARS.max(low)), true)
    } else if let Some((low, high)) = figure.split_once('-') {
        (number(low).ok_or_else(unreadable)?, number(high).ok_or_else(unreadable)?, false)
    } else {
        let only = number(figure).ok_or_else(unreadable)?;
        (only, only, false)
    };
    if low > high {
        return Err(refuse("the first figure is above the second"));
    }
    if high > MOST_YEARS {
        return Err(refuse(&format!("more than {MOST_YEARS} years of experience")));
    }
    let years = Years { low, high };
    Ok(if open { Meaning::OpenYears(years) } else { Meaning::Years(years) })
}

/// "2026-10-01", "2026-10", "2026", "Nov 2026".
fn date(tokens: &[Token], taxonomy: &Taxonomy) -> Found {
    let first = tokens.first()?;
    let is_year = |word: &str| word.parse().is_ok_and(|year: i32| DATED.contains(&year));
    let bare = first.word.bytes().all(|b| b.is_ascii_digit());
    if let Ok(date) = first.word.parse::<Date>()
        && (!bare || is_year(&first.word))
    {
        return Some((1, Meaning::AsOf(date)));
    }
    let month = taxonomy.index.meanings(&first.word).iter().find_map(|&entry| match entry {
        Entry::Month(month) => Some(month),
        _ => None,
    })?;
    let year = &tokens.get(1)?.word;
    let date = format!("{year}-{month:02}").parse().ok()?;
    Some((2, Meaning::AsOf(date)))
}
