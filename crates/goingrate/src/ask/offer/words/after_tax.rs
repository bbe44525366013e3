//! Pay that is told after tax, which no offer can be counted with: "5000 netto im Monat".

use goingrate_units::{Problem, ProblemKind};

use super::items::{Figure, Item, plain};
use super::terms::{Meaning, Term, Terms};

/// So many words may stand between an amount and what says that it is after tax: "5000 im Monat netto".
const MOST_BETWEEN: usize = 2;
/// A bare number below this is no pay.
const LEAST_PAY: f64 = 100.0;

/// What is told of pay after tax.
pub(in crate::ask::offer) fn problem(field: &str, text: &str) -> Problem {
    Problem::of(field, text, "is pay after tax, and an offer is counted from pay before tax")
        .kind(ProblemKind::Invalid)
        .hint("write the pay before tax: base 85k")
}

/// Refuses an amount of a chunk that is said to be after tax.
///
/// # Errors
/// With the field of the part that the chunk names; `base` where it names none.
pub(super) fn refuse(text: &str, items: &[Item], terms: &Terms) -> Result<(), Problem> {
    let mut heads = items.iter().filter_map(Item::head).filter(|(term, _)| term.begins());
    if heads.next().is_some_and(|(term, _)| term == Term::Total) {
        // "In hand 80k" beside a base salary is a total, which is not used.
        return Ok(());
    }
    let said = places(text, terms);
    let is_near = |at: usize| {
        let item = &items[at];
        let from = item.word;
        let to = items.get(at + 1).map_or(usize::MAX, |next| next.word.max(from + 1));
        let to = to.min(from + item.text.split_whitespace().count());
        said.iter().any(|&(begin, end)| begin <= to + MOST_BETWEEN && from <= end + MOST_BETWEEN)
    };
    let pays = |item: &Item| match item.figure() {
        Some(Figure::Money(_)) => true,
        Some(Figure::Number(number)) => *number >= LEAST_PAY,
        _ => false,
    };
    match (0..items.len()).any(|at| pays(&items[at]) && is_near(at)) {
        true => Err(problem(field(items), text)),
        false => Ok(()),
    }
}

/// Whether a chunk only says of the amount before it that it is after tax: "5000 EUR (net per month)".
pub(super) fn is_alone(text: &str, terms: &Terms) -> bool {
    // "NET" in a list of skills is no word of pay.
    let capitals = text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let said = places(text, terms);
    let says_nothing = |(at, word): (usize, &str)| {
        let word = plain(word);
        said.iter().any(|&(begin, end)| (begin..end).contains(&at))
            || terms.unit(&word).is_some()
            || matches!(terms.phrase(&[&word]), Some((_, Meaning::PassedOver | Meaning::Every(_))))
    };
    !capitals && !said.is_empty() && text.split_whitespace().enumerate().all(says_nothing)
}

/// Whether a text alone says that an amount is after tax.
pub(in crate::ask::offer) fn says(text: &str) -> Result<bool, Problem> {
    Ok(!places(text, Terms::carried()?).is_empty())
}

/// The part of an offer that a chunk names first.
fn field(items: &[Item]) -> &'static str {
    let heads = items.iter().filter_map(Item::head).map(|(term, _)| term);
    heads.filter(|term| term.begins()).map(Term::field).next().unwrap_or("base")
}

/// Where words of a text say that something is after tax: the first word of each, and the one after it.
fn places(text: &str, terms: &Terms) -> Vec<(usize, usize)> {
    let words: Vec<String> = text
        .split_whitespace()
        // ".NET" is a skill.
        .map(|word| if word.starts_with('.') { String::new() } else { plain(word) })
        .collect();
    let starts = 0..words.len();
    starts
        .filter_map(|at| {
            let taken = terms.after_tax(&words[at..])?;
            Some((at, at + taken))
        })
        .collect()
}
