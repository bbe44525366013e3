//! What could be asked next, in the words of the command line.

use goingrate::ask::{MoneyNote, PayAnswer};
use goingrate::units::{PlaceId, PlaceKind, Taxonomy, parse};

use super::{Pay, Why};

/// Places that a reader may know, to compare with: the first in the country that is asked about, or else
/// the last.
const KNOWN: [&str; 10] = [
    "Denver",
    "Austin",
    "Munich",
    "London",
    "Toronto",
    "Warsaw",
    "Karnataka",
    "Maharashtra",
    "Poland",
    "Germany",
];

/// What could be asked next.
pub fn of(asked: &Pay, answer: &PayAnswer, words: &Taxonomy) -> Vec<String> {
    let no_rate = matches!(answer.money, Some(MoneyNote::NoRate { .. }));
    let why = match asked.why {
        None => Some("--why"),
        Some(Why::Short) => Some("everything --why=all"),
        Some(Why::All) => None,
    };
    let compare = other_place(answer.asked.profile.place, words)
        .filter(|_| asked.vs.is_empty())
        .map(|place| format!("--vs \"{place}\""));
    let rates = no_rate.then(|| "a rate of yours --rates FILE".to_owned());
    let kind = one_kind(answer, words);
    let why = why.map(str::to_owned);
    let hints = [rates, why, Some("--by level".to_owned()), compare, kind];
    hints.into_iter().flatten().collect()
}

/// How to ask for one kind of employer, by the one with the most people.
fn one_kind(answer: &PayAnswer, words: &Taxonomy) -> Option<String> {
    let largest = answer.mix.kinds.iter().max_by(|a, b| a.share.total_cmp(&b.share))?;
    Some(format!("one kind of employer --tier {}", words.tier(largest.tier).slug))
}

/// A place to compare with: not the one that is asked about, and if possible of the same country.
fn other_place(asked: PlaceId, words: &Taxonomy) -> Option<&'static str> {
    let country = |place: PlaceId| {
        let mut above = std::iter::successors(Some(place), |&of| words.place(of).parent);
        above.find(|&of| words.place(of).kind == PlaceKind::Country)
    };
    let known = KNOWN.iter().filter_map(|name| Some((*name, parse::place(name, words).ok()?)));
    let others: Vec<(&str, PlaceId)> = known.filter(|(_, place)| *place != asked).collect();
    let near = others.iter().find(|(_, place)| country(*place) == country(asked));
    near.or(others.last()).map(|(name, _)| *name)
}
