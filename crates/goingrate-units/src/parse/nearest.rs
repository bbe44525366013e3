//! The known words nearest to one that is not known.

use super::mention::Unknown;
use crate::taxonomy::{Entry, Kind};
use crate::words::{folded, titled};
use crate::{Problem, ProblemKind, Taxonomy};

/// How alike two words must be to be worth showing, from 0 to 1.
const ALIKE: f64 = 0.62;

/// How many are shown.
const SHOWN: usize = 3;

/// The error for words that are in no vocabulary, all of them at once. The nearest known ones are those
/// of the first word: of places where it stands as a place does.
pub(super) fn unknown(field: &str, words: &[Unknown], taxonomy: &Taxonomy) -> Problem {
    let Some(first) = words.first() else { return Problem::new("a word is not known") };
    let place_like = first.place_like;
    let near = nearest(&first.written, taxonomy, |kind| !place_like || kind == Kind::Place);
    let quoted: Vec<String> = words.iter().map(|word| format!("{:?}", word.written)).collect();
    let reason = match quoted.as_slice() {
        [only] => format!("unknown word {only} in the {field}"),
        several => format!("unknown words {} in the {field}", in_a_row(several)),
    };
    let hint = match near.is_empty() {
        _ if is_money(&first.written, taxonomy) => "an amount of money is no part of a question",
        true => "nothing known is near it",
        false => "",
    };
    let written: Vec<&str> = words.iter().map(|word| word.written.as_str()).collect();
    Problem::of(field, &written.join(" "), reason)
        .kind(ProblemKind::Unknown)
        .nearest(near)
        .hint(hint)
}

/// Two capital letters that are the code of a country, and more likely mean something else.
pub(super) fn code_of_country(word: &Unknown, taxonomy: &Taxonomy) -> Option<Problem> {
    let code = word.written.as_str();
    let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    let place = is_code.then(|| taxonomy.place_of(&code.to_lowercase())).flatten()?;
    let name = &taxonomy.place(place).name;
    let what = format!("{code:?} can mean {name} or something that is not known");
    Some(
        Problem::of("question", code, what)
            .kind(ProblemKind::Ambiguous)
            .hint(format!("write {name}, or the words that {code} stands for")),
    )
}

/// "a, b and c".
pub(super) fn in_a_row(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The nearest known words of the kinds that are `wanted`, best first, each with its kind.
pub(super) fn nearest(
    written: &str,
    taxonomy: &Taxonomy,
    wanted: impl Fn(Kind) -> bool,
) -> Vec<String> {
    let word: String = folded(written).chars().take(40).collect();
    let mut scored: Vec<(f64, &str, Entry)> = Vec::new();
    for (known, meanings) in &taxonomy.index.words {
        let entry = meanings.iter().find(|e| worth_showing(**e) && wanted(e.kind()));
        // Words of very different lengths are hardly alike, and the vocabulary is large.
        let near_in_length = word.len().abs_diff(known.len()) <= 2 + word.len() / 3;
        if let Some(&entry) = entry.filter(|_| near_in_length) {
            let score = likeness(&word, known);
            if score >= ALIKE {
                scored.push((score, known, entry));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut seen: Vec<Entry> = Vec::new();
    scored.retain(|(_, _, entry)| {
        !seen.contains(entry) && {
            seen.push(*entry);
            true
        }
    });
    scored.into_iter().take(SHOWN).map(|(_, known, entry)| shown(known, entry)).collect()
}

/// The words of a list that are nearest to one that is not in it, best first; none where nothing is
/// near.
///
/// ```
/// use goingrate_units::parse::alike;
/// assert_eq!(alike("colums", ["table", "columns", "values"]), ["columns"]);
/// ```
pub fn alike<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    let word: String = written.to_lowercase().chars().take(40).collect();
    let scored = known.into_iter().map(|known| (likeness(&word, known), known));
    let mut near: Vec<(f64, &str)> = scored.filter(|(score, _)| *score >= ALIKE).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.into_iter().take(SHOWN).map(|(_, known)| known).collect()
}

/// All but the words that are passed over.
fn worth_showing(entry: Entry) -> bool {
    !matches!(entry.kind(), Kind::Small | Kind::Aside)
        || matches!(entry, Entry::Generic | Entry::YearsUnit)
}

/// Whether a word is an amount with its currency or multiple ("$180k").
fn is_money(written: &str, taxonomy: &Taxonomy) -> bool {
    let amount = super::amount(written, taxonomy);
    amount.is_ok_and(|amount| amount.currency.is_some() || amount.value >= 1000.0)
}

/// The mean of two likenesses: one that forgives swapped letters, one that trusts beginnings.
fn likeness(word: &str, known: &str) -> f64 {
    let (short, long) = (word.len().min(known.len()), word.len().max(known.len()));
    if long > 2 * short + 2 {
        return 0.0;
    }
    let swaps = strsim::normalized_damerau_levenshtein(word, known);
    (swaps + strsim::jaro_winkler(word, known)) / 2.0
}

fn shown(known: &str, entry: Entry) -> String {
    let kind = entry.kind();
    let words = if kind == Kind::Place { titled(known) } else { known.to_owned() };
    format!("{words} ({})", kind.name())
}
