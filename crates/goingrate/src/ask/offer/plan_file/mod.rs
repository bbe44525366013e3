//! Offers in files (TOML): one offer a file, or several; files are put together.

mod equity;
mod offer;
mod raw;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;

use goingrate_plan::offer::{MOST_DRAWS, MOST_OFFERS, MOST_YEARS};
use goingrate_rules::Filing;
use goingrate_units::{Date, FilePosition, Problem, ProblemKind, Taxonomy, parse};

use super::price::currency_of;
use super::words::too_many;
use super::{LeftBehind, OfferAsked, OfferQuestion};
use crate::planning;
use raw::{RawFile, RawLeaving, Written};
use values::{amount, below, day, maybe, number};

/// A commented offer to start from.
pub const NEW_OFFER: &str = include_str!("new_offer.toml");

/// No file is longer than this, in bytes.
const LONGEST_FILE: usize = 1 << 20;
/// No more is left behind than this.
const MOST_LEFT: usize = 50;
/// Fewer draws say nothing.
const LEAST_DRAWS: i64 = 100;

/// A file that was read, with its name.
struct Opened<'f> {
    name: &'f str,
    raw: RawFile,
}

/// Reads files, each with its name and text, and puts their offers together in their order. What holds for all
/// offers may stand in any of the files, and may not differ between them.
///
/// # Errors
/// When a text is no TOML or a key is not known (with its line); when a value is out of its range, with its
/// field, such as `offer[2].options[1].strike`; when files contradict each other; when there are more than
/// ten offers. The problem names the file.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::offer::{NEW_OFFER, read_plans};
///
/// let words = GoingRate::open()?.taxonomy;
/// let question = read_plans(&[("offer.toml", NEW_OFFER)], &words, "2026-11-30".parse()?)?;
/// let offer = &question.offers[0];
/// assert_eq!((offer.base.value, offer.sign_on[0].amount.value), (190_000.0, 40_000.0));
/// let vests = offer.grants[0].vests.as_ref().unwrap();
/// assert_eq!((vests[0].month, vests[0].share, vests.len()), (12, 0.25, 13));
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn read_plans(
    files: &[(&str, &str)],
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<OfferQuestion, Problem> {
    if files.is_empty() {
        return Err(Problem::of("offer", "", "no file with an offer is named")
            .kind(ProblemKind::Missing)
            .hint("name a file"));
    }
    if files.len() > MOST_OFFERS {
        return Err(too_many(files.len()));
    }
    let files: Vec<Opened<'_>> =
        files.iter().map(|(name, text)| open(name, text)).collect::<Result<_, _>>()?;
    let as_of = together(&files, "as_of", |raw| raw.as_of.as_ref())?;
    let as_of = maybe(&as_of, |text| day("as_of", text)).map_err(in_file(files[0].name))?;
    let today = as_of.unwrap_or(today);
    let mut offers = Vec::new();
    let mut currency = None;
    for file in &files {
        let own = of_file(file, as_of, taxonomy, today).map_err(in_file(file.name))?;
        if currency.is_none() && file.raw.leaving.is_some() {
            currency = own.first().map(|offer| currency_of(offer, taxonomy));
        }
        offers.extend(own);
        if offers.len() > MOST_OFFERS {
            return Err(too_many(offers.len()));
        }
    }
    let mut question = OfferQuestion::new(offers, today);
    settings(&files, &mut question, taxonomy)?;
    // What is left behind is in the money of its own file, wherever that stands among the files.
    for left in &mut question.leaving {
        left.amount.currency = left.amount.currency.or(currency);
    }
    Ok(question)
}

fn open<'f>(name: &'f str, text: &str) -> Result<Opened<'f>, Problem> {
    if text.len() > LONGEST_FILE {
        let what = format!("a file with offers has at most {LONGEST_FILE} bytes");
        return Err(
            Problem::in_file(name, None, "offer", "", what).hint("leave out what is no offer")
        );
    }
    let raw = toml::from_str(text).map_err(|error| {
        let problem = planning::no_plan(name, text, &error);
        match problem.hint {
            Some(_) => problem,
            None => problem.hint("a new offer file has every key with an example"),
        }
    })?;
    Ok(Opened { name, raw })
}

/// The problem with the name of its file.
fn in_file(name: &str) -> impl Fn(Problem) -> Problem + '_ {
    move |mut problem| {
        let position = FilePosition { file: name.to_owned(), line: None };
        problem.position.get_or_insert(position);
        problem
    }
}

/// The offers of a file.
fn of_file(
    file: &Opened<'_>,
    as_of: Option<Date>,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<Vec<OfferAsked>, Problem> {
    let common = file.raw.common();
    if file.raw.offer.is_empty() {
        return Ok(vec![offer::offer(&common, as_of, taxonomy, today)?]);
    }
    if file.raw.offer.len() > MOST_OFFERS {
        return Err(too_many(file.raw.offer.len()));
    }
    if let Some(key) = file.raw.unused() {
        let what = "would not be used: every [[offer]] of the file has its own";
        let hint = format!("take {key} out, or put it below an [[offer]] of its own");
        return Err(Problem::of(key, "", what).kind(ProblemKind::Contradiction).hint(hint));
    }
    let each = file.raw.offer.iter().enumerate().map(|(at, raw)| {
        let read = offer::offer(&raw.or(&common), as_of, taxonomy, today);
        read.map_err(below(&format!("offer[{}].", at + 1)))
    });
    each.collect()
}

/// A setting of all files, which no two may say differently.
fn together<T: Clone + PartialEq + Written>(
    files: &[Opened<'_>],
    field: &str,
    pick: impl Fn(&RawFile) -> Option<&T>,
) -> Result<Option<T>, Problem> {
    let mut said: Option<(&str, &T)> = None;
    for file in files {
        match (said, pick(&file.raw)) {
            (None, Some(value)) => said = Some((file.name, value)),
            (Some((name, first)), Some(value)) if first != value => {
                let what = format!("is said otherwise in {name}, and it holds for all offers");
                return Err(Problem::in_file(file.name, None, field, value.written(), what)
                    .kind(ProblemKind::Contradiction)
                    .hint("write it in one of the files"));
            }
            _ => {}
        }
    }
    Ok(said.map(|(_, value)| value.clone()))
}

/// What holds for all offers.
fn settings(
    files: &[Opened<'_>],
    question: &mut OfferQuestion,
    taxonomy: &Taxonomy,
) -> Result<(), Problem> {
    let blame = in_file(files[0].name);
    if let Some(years) = together(files, "years", |raw| raw.years.as_ref())? {
        let years =
            number("years", &years, (1.0, f64::from(MOST_YEARS)), taxonomy).map_err(&blame)?;
        if years.fract() != 0.0 {
            let what = "has to be a whole number";
            return Err(blame(
                Problem::of("years", &years.to_string(), what).hint("write years = 4"),
            ));
        }
        (question.years, question.years_taken) = (years as u32, false);
    }
    if let Some(word) = together(files, "filing", |raw| raw.filing.as_ref())? {
        let unknown = || {
            Problem::of("filing", &word, "is no way of filing")
                .kind(ProblemKind::Unknown)
                .hint(format!("write one of {}", Filing::known()))
        };
        question.filing = Filing::from_slug(&word).ok_or_else(unknown).map_err(&blame)?;
    }
    if let Some(place) = together(files, "at_prices_of", |raw| raw.at_prices_of.as_ref())? {
        let place =
            parse::place(&place, taxonomy).map_err(|problem| problem.in_field("at_prices_of"));
        question.at_prices_of = Some(place.map_err(&blame)?);
    }
    if let Some(draws) = together(files, "draws", |raw| raw.draws.as_ref())? {
        let within =
            usize::try_from(draws).ok().filter(|n| draws >= LEAST_DRAWS && *n <= MOST_DRAWS);
        question.draws = within.ok_or_else(|| {
            let what = format!("has to lie between {LEAST_DRAWS} and {MOST_DRAWS}");
            blame(Problem::of("draws", &draws.to_string(), what).hint("write draws = 100000"))
        })?;
    }
    question.seed = together(files, "seed", |raw| raw.seed.as_ref())?.unwrap_or(question.seed);
    let leaving = together(files, "leaving", |raw| raw.leaving.as_ref())?.unwrap_or_default();
    question.leaving = left(&leaving, question.today, taxonomy).map_err(&blame)?;
    question.assume = assumed(files)?;
    Ok(())
}

/// What is lost with the present job.
fn left(list: &[RawLeaving], today: Date, taxonomy: &Taxonomy) -> Result<Vec<LeftBehind>, Problem> {
    if list.len() > MOST_LEFT {
        let what = format!("has more than {MOST_LEFT} entries");
        return Err(
            Problem::of("leaving", &list.len().to_string(), what).hint("put entries together")
        );
    }
    let one = |(at, raw): (usize, &RawLeaving)| {
        let read = || {
            let on = day("on", &raw.on)?;
            if on < today {
                let what = format!("is in the past: today is {today}");
                return Err(Problem::of("on", &on.to_string(), what)
                    .hint("leave out what has been paid already"));
            }
            let amount = amount("amount", &raw.amount, taxonomy)?;
            Ok(LeftBehind { name: raw.name.clone(), amount, on })
        };
        read().map_err(below(&format!("leaving[{}].", at + 1)))
    };
    list.iter().enumerate().map(one).collect()
}

/// What is assumed otherwise, of all files.
fn assumed(files: &[Opened<'_>]) -> Result<Vec<String>, Problem> {
    let mut all: BTreeMap<&str, (String, &str)> = BTreeMap::new();
    for file in files {
        for (name, value) in file.raw.assume.iter().flatten() {
            let value = value.to_string();
            match all.get(name.as_str()) {
                Some((first, other)) if *first != value => {
                    let what = format!("is said otherwise in {other}, and it holds for all offers");
                    let field = format!("assume.{name}");
                    return Err(Problem::in_file(file.name, None, field, value, what)
                        .kind(ProblemKind::Contradiction)
                        .hint("write it in one of the files"));
                }
                Some(_) => {}
                None => {
                    all.insert(name, (value, file.name));
                }
            }
        }
    }
    Ok(all.into_iter().map(|(name, (value, _))| format!("{name}={value}")).collect())
}
