//! Offers as people type or paste them: "senior backend, Google, Seattle, base 190k, bonus 15%, RSU 300k over 4y".
//!
//! A text is cut into chunks (`chunks`), a chunk into items (`items`) and parts (`segment`), and each part is
//! taken (`reading`, `equity`); which words are of an offer stands in `data/offers/terms` (`terms`). All other
//! chunks are read together as the profile.

mod after_tax;
mod beside;
mod chunks;
mod denied;
mod equity;
mod finish;
mod items;
mod periods;
mod reading;
mod segment;
mod terms;
#[cfg(test)]
mod tests;

use goingrate_plan::offer::MOST_OFFERS;
use goingrate_units::parse::Amount;
use goingrate_units::{Date, Problem, Taxonomy};

use super::OfferAsked;
use chunks::{Chunk, chunks};
use items::{Figure, Kind, items};
use reading::Reading;
use segment::{Part, split};
use terms::{Term, Terms, Unit};

/// No offer in words is longer than this, in bytes.
const LONGEST_TEXT: usize = 20_000;

/// Reads one offer in words.
///
/// # Errors
/// When a part of the offer is not understood, is out of its range or is said twice (the field is that of the
/// part: `base`, `bonus`, `rsu`, `options`, `sign_on`, `vesting`, …); when no base salary is said (field
/// `base`); when the profile is not understood (its fields).
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::offer::read_offer;
///
/// let words = GoingRate::open()?.taxonomy;
/// let text = "senior backend, Google, Seattle, base $190,000, bonus 15%, RSU 300k over 4y, sign-on 40k";
/// let offer = read_offer(text, &words, "2026-11-30".parse()?)?;
/// assert_eq!((offer.base.value, offer.grants.len(), offer.sign_on.len()), (190_000.0, 1, 1));
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn read_offer(text: &str, taxonomy: &Taxonomy, today: Date) -> Result<OfferAsked, Problem> {
    let (reading, profile) = read_parts(text, taxonomy)?;
    finish::finish(reading, &profile, taxonomy, today)
}

/// Reads offers beside each other. One after the first may leave out role, level and place, which are then those
/// of the first; a remark of the offer says so.
///
/// # Errors
/// As [`read_offer`]; a problem of another offer than the first has a field such as `offer[2].bonus`. When there
/// are more than ten.
pub fn read_offers(
    first: &str,
    others: &[String],
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<Vec<OfferAsked>, Problem> {
    if others.len() >= MOST_OFFERS {
        return Err(too_many(others.len() + 1));
    }
    let mut offers = vec![read_offer(first, taxonomy, today)?];
    for (at, text) in others.iter().enumerate() {
        let other = beside::other(&offers[0], text, taxonomy, today);
        offers.push(other.map_err(|problem| {
            let field = format!("offer[{}].{}", at + 2, problem.field_name());
            problem.in_field(&field)
        })?);
    }
    Ok(offers)
}

/// An amount alone, as a company's value is written too: "$1.2bn".
pub(super) fn company_amount(text: &str, taxonomy: &Taxonomy) -> Option<Amount> {
    let items = items(text, Terms::carried().ok()?, taxonomy);
    match &items[..] {
        [items::Item { kind: Kind::Figure(Figure::Money(amount)), .. }] => Some(*amount),
        _ => None,
    }
}

/// Refuses a value that is said to be after tax: "5000 netto im Monat".
pub(super) fn before_tax(field: &str, text: &str) -> Result<(), Problem> {
    match after_tax::says(text)? {
        true => Err(after_tax::problem(field, text)),
        false => Ok(()),
    }
}

/// More offers than are compared.
pub(super) fn too_many(count: usize) -> Problem {
    let what = format!("more than {MOST_OFFERS} offers cannot be compared at once");
    Problem::of("offer", &count.to_string(), what).hint("leave some of them out")
}

/// The parts of an offer, and the words of its profile.
fn read_parts(text: &str, taxonomy: &Taxonomy) -> Result<(Reading, String), Problem> {
    if text.len() > LONGEST_TEXT {
        let what = format!("an offer in words has at most {LONGEST_TEXT} bytes");
        return Err(Problem::of("offer", text, what).hint("write its terms only"));
    }
    let terms = Terms::carried()?;
    let mut reading = Reading::default();
    let mut profile: Vec<String> = Vec::new();
    let mut before = String::new();
    for chunk in with_brackets(chunks(text, terms), terms, taxonomy) {
        check_before_tax(&before, &chunk.text, terms, taxonomy)?;
        before.clone_from(&chunk.text);
        if let Some(words) = take(&chunk, &mut reading, terms, taxonomy)? {
            match (chunk.bracketed, profile.last_mut()) {
                (true, Some(last)) => *last += &format!(" ({words})"),
                _ => profile.push(words),
            }
        }
    }
    reading.check_waiting()?;
    Ok((reading, profile.join(", ")))
}

/// Refuses a chunk whose amount, or that of the chunk before it, is said to be after tax.
fn check_before_tax(
    before: &str,
    text: &str,
    terms: &Terms,
    taxonomy: &Taxonomy,
) -> Result<(), Problem> {
    let joined = format!("{before} {text}");
    let text = if after_tax::is_alone(text, terms) { &joined } else { text };
    after_tax::refuse(text, &items(text, terms, taxonomy), terms)
}

/// Chunks, where a word of an offer without a figure takes the bracket after it: "bonus (20% target)".
fn with_brackets(chunks: Vec<Chunk>, terms: &Terms, taxonomy: &Taxonomy) -> Vec<Chunk> {
    let mut all: Vec<Chunk> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        match all.last_mut() {
            Some(last) if chunk.bracketed && lacks_figure(&last.text, terms, taxonomy) => {
                last.text = format!("{} {}", last.text, chunk.text);
            }
            _ => all.push(chunk),
        }
    }
    all
}

fn lacks_figure(text: &str, terms: &Terms, taxonomy: &Taxonomy) -> bool {
    let items = items(text, terms, taxonomy);
    items.iter().any(|item| item.head().is_some_and(|(term, _)| term.begins()))
        && items.iter().all(|item| !matches!(item.kind, Kind::Figure(_) | Kind::Word))
}

/// Takes what a chunk says of the offer; what it says of the profile, in its words.
fn take(
    chunk: &Chunk,
    reading: &mut Reading,
    terms: &Terms,
    taxonomy: &Taxonomy,
) -> Result<Option<String>, Problem> {
    let items = items(&chunk.text, terms, taxonomy);
    if let Some(parts) = denied::denied(&items, terms) {
        reading.leave_out(&parts, &chunk.text);
        return Ok(None);
    }
    let (from, parts) = split(&items);
    let has_figure = items[from..].iter().any(|item| item.figure().is_some());
    let has_words = items.iter().any(|item| item.kind == Kind::Word);
    let heads = || items.iter().filter_map(items::Item::head);
    if let Some((_, stage)) = heads().find(|(term, _)| *term == Term::Stage) {
        return take_stage(chunk, stage, parts, reading, has_figure);
    }
    if heads().next().is_none() {
        return take_without_head(chunk, parts, reading, has_words);
    }
    let of_offer = has_figure || !(from > 0 || heads().all(|(term, _)| term.needs_figure()));
    if !of_offer {
        return Ok(Some(chunk.text.clone()));
    }
    for part in parts {
        reading.take(part)?;
    }
    let before = items[from].word;
    let words: Vec<&str> = chunk.text.split_whitespace().take(before).collect();
    Ok(Some(words.join(" ")).filter(|words| !words.is_empty()))
}

/// "Series B" tells of options and of the kind of employer.
fn take_stage(
    chunk: &Chunk,
    stage: &str,
    parts: Vec<Part>,
    reading: &mut Reading,
    has_figure: bool,
) -> Result<Option<String>, Problem> {
    if has_figure {
        parts.into_iter().try_for_each(|part| reading.take(part))?;
        return Ok(None);
    }
    let flag = Part {
        text: chunk.text.clone(),
        flags: vec![(Term::Stage, stage.to_owned())],
        ..Part::default()
    };
    reading.take(flag)?;
    Ok(Some(chunk.text.clone()))
}

/// A chunk without a word of an offer: a bare amount is the base, hours are those of a week, what "and" joins is
/// of the part before; all else is of the profile.
fn take_without_head(
    chunk: &Chunk,
    parts: Vec<Part>,
    reading: &mut Reading,
    has_words: bool,
) -> Result<Option<String>, Problem> {
    let of_profile = Ok(Some(chunk.text.clone()));
    let tells_when = |part: &Part| {
        let is_length =
            |slot: &segment::Slot| matches!(slot.figure, Figure::Length(..) | Figure::Parts(_));
        part.slots.iter().all(is_length) && (part.every.is_some() || !part.slots.is_empty())
    };
    if let Some(part) = parts
        .first()
        .filter(|part| (chunk.bracketed || part.slots.is_empty()) && !has_words && tells_when(part))
        && let Some(taken) = reading.of_last_grant(part)
    {
        return taken.map(|()| None);
    }
    let Some(mut part) = parts.into_iter().next().filter(|part| !part.slots.is_empty()) else {
        return of_profile;
    };
    let is_amount =
        |slot: &segment::Slot| matches!(slot.figure, Figure::Money(_) | Figure::Part(_));
    let goes_on = |term: Term| {
        // "Sign-on 45k year 1, 35k year 2".
        chunk.joined || (term == Term::Once && part.year_of_job.is_some())
    };
    if let (false, Some((term, name))) = (has_words, reading.last.clone())
        && goes_on(term)
        && part.slots.iter().any(is_amount)
        && term != Term::Base
    {
        (part.term, part.name) = (Some(term), name);
        reading.take(part)?;
        return Ok(None);
    }
    if has_words {
        return of_profile;
    }
    let pays = |slot: &segment::Slot| matches!(slot.figure, Figure::Money(_) | Figure::Number(_));
    if part.slots.iter().any(pays) {
        part = periods::each_time(part)?;
    }
    let figures: Vec<&Figure> = part.slots.iter().map(|slot| &slot.figure).collect();
    match figures[..] {
        [Figure::Money(amount)] => reading.bare.push((*amount, chunk.text.clone())),
        [Figure::Number(number)] if *number >= 1000.0 && !is_year(*number) => {
            reading.bare.push((equity::plain(*number), chunk.text.clone()));
        }
        [Figure::Length(_, Unit::Hour)] => {
            part.term = Some(Term::Hours);
            reading.take(part)?;
        }
        [Figure::Parts(_)] => reading.take(part)?,
        [Figure::Part(_), ..] => {
            let what = "does not say of what it is a part";
            return Err(Problem::of("offer", &chunk.text, what).hint("write bonus 15%"));
        }
        _ => return of_profile,
    }
    Ok(None)
}

/// Whether a number is rather a year of the calendar than an amount.
fn is_year(number: f64) -> bool {
    (1990.0..=2100.0).contains(&number)
}
