//! What is told of words that are not used, and when they end the answer: where leaving them out would price
//! something else.

use super::meaning::{Meaning, Mention};
use super::mention::{Reading, Unknown};
use super::nearest;
use crate::{Problem, ProblemKind, Taxonomy};

/// From so many words that are passed over a text is a sentence, which names the work that it asks
/// about.
const SENTENCE: usize = 3;

/// How many words that are not known there may be for each that is, before a text counts as no
/// question at all.
const MOST_UNKNOWN: usize = 2;

/// What is told of the words that are not used.
///
/// # Errors
/// When the question is of work that is not priced here, is one that something else answers, or has
/// words that are not known where leaving them out would price something else: in the place of a
/// place, or where nothing that is known names any work.
pub(super) fn not_used(reading: &Reading, taxonomy: &Taxonomy) -> Result<Vec<String>, Problem> {
    let mut remarks = reading.remarks.clone();
    let names_work = reading.mentions.iter().any(|mention| is_work(&mention.meaning));
    for mention in &reading.mentions {
        remarks.extend(told_of(mention, names_work, &remarks, taxonomy)?);
    }
    check_sentence(reading)?;
    let Some(unknown) = unknown_words(reading, names_work) else { return Ok(remarks) };
    if let Err(words) = &unknown
        && let Some(asked) = words.iter().find_map(|word| nearest::code_of_country(word, taxonomy))
    {
        return Err(asked);
    }
    unknown.map_err(|words| nearest::unknown("question", &words, taxonomy))?;
    remarks.extend(told_of_unknown(&reading.unknown));
    Ok(remarks)
}

/// What is told of a mention that is no part of a profile.
fn told_of(
    mention: &Mention,
    names_work: bool,
    remarks: &[String],
    taxonomy: &Taxonomy,
) -> Result<Option<String>, Problem> {
    let words = &mention.words;
    match mention.meaning {
        Meaning::Unpriced => Err(Problem::of("role", words, "is work that is not priced here")
            .hint("ask about one of the roles that are priced")),
        Meaning::Elsewhere(at) => {
            let Some(other) = taxonomy.phrases.elsewhere.get(usize::from(at)) else {
                return Ok(None);
            };
            let told = &other.told;
            if names_work && other.is_pay_too {
                return Ok(Some(format!("{words:?}: the answer is market pay; {told}.")));
            }
            let reason = format!("is no question of what the market pays; {told}");
            Err(Problem::of("question", words, reason))
        }
        // That an amount is after tax is told with the amount.
        Meaning::Aside if taxonomy.money.after_tax.contains(&words.to_lowercase()) => {
            let is_told = remarks.iter().any(|remark| remark.contains("after tax"));
            let remark = || format!("{words:?} is read and not used: pay is told before tax.");
            Ok((!is_told).then(remark))
        }
        Meaning::Aside => {
            Ok(Some(format!("{words:?} is read and not used: no evidence prices it.")))
        }
        _ => Ok(None),
    }
}

/// A sentence names the work that it asks about: one that says only where is another question.
fn check_sentence(reading: &Reading) -> Result<(), Problem> {
    let says_where = |mention: &Mention| {
        matches!(mention.meaning, Meaning::Place(_) | Meaning::Workplace(_) | Meaning::Per(_))
    };
    let is_sentence = reading.passed_over >= SENTENCE && !reading.mentions.is_empty();
    match is_sentence && reading.mentions.iter().all(says_where) {
        true => Err(Problem::of("role", "", "no work is named whose pay is asked for")
            .kind(ProblemKind::Missing)
            .hint("write, for example, senior backend, Seattle, Rust")),
        false => Ok(()),
    }
}

/// What is told of words that are not known: firms where one is meant, and all others.
fn told_of_unknown(unknown: &[Unknown]) -> Vec<String> {
    let (firms, others): (Vec<&Unknown>, Vec<&Unknown>) =
        unknown.iter().partition(|word| word.employer_like);
    let quoted = |words: &[&Unknown]| -> Vec<String> {
        words.iter().map(|word| format!("{:?}", word.written)).collect()
    };
    let firms = (!firms.is_empty()).then(|| {
        let firms = nearest::in_a_row(&quoted(&firms));
        format!("{firms} is no employer that is known, and is not used.")
    });
    let others = (!others.is_empty())
        .then(|| format!("Not known and not used: {}.", quoted(&others).join(", ")));
    firms.into_iter().chain(others).collect()
}

/// Whether the words that are not known may be left out; `None` if there are none.
fn unknown_words(reading: &Reading, names_work: bool) -> Option<Result<(), Vec<Unknown>>> {
    if reading.unknown.is_empty() {
        return None;
    }
    let names_place = reading.mentions.iter().any(|m| matches!(m.meaning, Meaning::Place(_)));
    let can_be_place = |word: &&Unknown| word.place_like || word.is_alone;
    let many = reading.unknown.len() > MOST_UNKNOWN * reading.mentions.len();
    let as_place: Vec<Unknown> = match names_place {
        true => Vec::new(),
        false => reading.unknown.iter().filter(can_be_place).cloned().collect(),
    };
    Some(match as_place.is_empty() {
        _ if !names_work || many => Err(reading.unknown.clone()),
        true => Ok(()),
        false => Err(as_place),
    })
}

/// Whether something names the work that is asked about.
fn is_work(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Role(_)
            | Meaning::Generic
            | Meaning::Level(_)
            | Meaning::Hint(_)
            | Meaning::Step(_)
            | Meaning::Rung(_)
            | Meaning::Skill(_)
    )
}
