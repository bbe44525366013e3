//! How findings are phrased: amounts with their doubt, changes with their intervals, shares.

use goingrate::units::{Currency, Taxonomy};
use goingrate_view::person::place_name;
use goingrate_view::{Amount, Change, money};

use super::super::grid::Entry;
use crate::words;

/// What is known worse than this is a guess, which its range stands for.
const GUESS: f64 = 0.15;

/// Whether an amount is no more than a guess.
pub fn is_guess(amount: &Amount) -> bool {
    amount.half_width >= GUESS
}

/// "pays" of one, "pay" of several.
pub fn verb(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// "$145k", or "$120k to $180k" where it is a guess.
pub fn amount(amount: &Amount) -> String {
    if is_guess(amount) {
        let (low, high) = amount.ends();
        return format!("{low} to {high}");
    }
    words::about(amount)
}

/// "$145k, ±4%".
pub fn with_doubt(amount: &Amount) -> String {
    match amount.is_hardly_known() {
        true => self::amount(amount),
        false => format!("{} {}", amount.short(), words::doubt(amount)),
    }
}

/// "25% (21% to 29%)", the amount of a change without its sign.
pub fn change(change: &Change) -> String {
    format!("{} ({})", words::percent(change.share.abs()), interval(change))
}

/// "21% to 29%"; with signs where it holds both.
pub fn interval(change: &Change) -> String {
    let [low, high] = match change.share < 0.0 {
        true => [change.high, change.low],
        false => [change.low, change.high],
    };
    match low.signum() == high.signum() {
        true => format!("{} to {}", words::percent(low.abs()), words::percent(high.abs())),
        false => format!("{} to {}", words::change(change.low), words::change(change.high)),
    }
}

/// Whether a difference is told apart from none.
pub fn is_told(change: &Change) -> bool {
    change.low > 0.0 || change.high < 0.0
}

/// A cell with an amount.
pub fn paid(amount: &Amount) -> Entry {
    Entry::new(amount.short(), amount.amount)
}

/// A cell with how sure an amount is: its interval.
pub fn sure(amount: &Amount) -> Entry {
    let (low, high) = amount.ends();
    Entry::new(format!("{low}–{high}"), format!("{}–{}", amount.low, amount.high))
}

/// A cell with a change.
pub fn changed(change: &Change) -> Entry {
    Entry::new(words::change(change.share), change.share)
}

/// A cell with the interval of a change.
pub fn between(change: &Change) -> Entry {
    let shown = format!("{} to {}", words::change(change.low), words::change(change.high));
    Entry::new(shown, format!("{} to {}", change.low, change.high))
}

/// A city with its state: "San Jose, CA"; other places by name.
pub fn city(slug: &str, taxonomy: &Taxonomy) -> Option<String> {
    let place = taxonomy.place(taxonomy.place_of(slug)?);
    let state =
        place.name.rsplit_once(", ").map(|(_, states)| states.split('-').next().unwrap_or(""));
    let name = place_name(place);
    Some(match state {
        Some(state) if !state.is_empty() && !name.contains(',') => format!("{name}, {state}"),
        _ => name,
    })
}

/// "twice as much", "2.4 times as much".
pub fn times(ratio: f64) -> String {
    match (ratio * 10.0).round() {
        20.0 => "twice as much".to_owned(),
        tenths => format!("{:.1} times as much", tenths / 10.0),
    }
}

/// An hour's amount without cents: "$26".
pub fn whole(amount: f64, currency: Currency) -> String {
    format!("{}{}", money::symbol(currency), goingrate_view::words::thousands(amount.round()))
}
