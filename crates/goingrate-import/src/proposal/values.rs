//! What the values of a table's columns are: which words are understood, and which somebody has to
//! explain; in which order days stand; which mark parts fractions; which period pay is probably of.

use goingrate_evidence::{CellKey, Money, Shares};
use goingrate_units::{Component, Currency, Date, Engagement, Period, PlaceId, parse};

use super::columns::Table;
use super::headings::Headings;
use crate::mapping::{amount_of, is_known};
use crate::reading::Context;
use crate::reading::answers::{Order, day};
use crate::reading::numbers::{Decimal, Habit, shown};
use crate::words::{Places, folded};

/// Values of a column that are not understood, most frequent first, and how many rows have one that is.
pub(super) struct Understood {
    pub rows: usize,
    pub understood: usize,
    /// Value and the number of its rows.
    pub other: Vec<(String, usize)>,
}

impl Understood {
    /// Which values of a column a field knows.
    pub fn of(table: &Table, at: usize, knows: impl Fn(&str) -> bool) -> Understood {
        let (mut rows, mut understood, mut other) = (0, 0, Vec::new());
        for (value, count) in table.values(at) {
            rows += count;
            match knows(value) {
                true => understood += count,
                false => other.push((value.to_owned(), count)),
            }
        }
        Understood { rows, understood, other }
    }

    /// The same in words.
    pub fn told(&self) -> String {
        let Understood { rows, understood, other } = self;
        let first: Vec<String> =
            other.iter().take(5).map(|(value, count)| format!("{value} ({count})")).collect();
        match other.is_empty() {
            true => format!("all of {rows} rows are understood"),
            false => {
                format!("{understood} of {rows} rows are understood; not: {}", first.join(", "))
            }
        }
    }
}

/// Which values of a column a field understands, as they stand or with a word that a mapping gives them. A
/// day in either order is one.
pub(super) fn understood(
    table: &Table,
    (field, at): (&str, usize),
    headings: &Headings,
    context: &Context<'_>,
) -> Understood {
    Understood::of(table, at, |value| {
        let is_day = || {
            field == "as_of"
                && day(value, Order::DayFirst).or(day(value, Order::MonthFirst)).is_some()
        };
        known(field, value, context)
            || explained(field, value, headings, context).is_some()
            || is_day()
    })
}

/// Whether a word is known for a field as the reader of mappings knows it.
pub(super) fn known(field: &str, word: &str, context: &Context<'_>) -> bool {
    is_known(field, word, context)
}

/// A word that the mapping can give to a value which the reader does not know as it stands.
pub(super) fn explained(
    field: &str,
    value: &str,
    headings: &Headings,
    context: &Context<'_>,
) -> Option<String> {
    let text = folded(value);
    match field {
        "engagement" => {
            let words = &context.taxonomy.engagement_words;
            let held =
                words.iter().filter(|(word, _)| format!(" {text} ").contains(&format!(" {word} ")));
            let slug = held.max_by_key(|(word, _)| word.len()).map(|(_, of)| Engagement::slug(*of));
            slug.map(str::to_owned)
        }
        "period" => headings.period(value).map(str::to_owned),
        "basis" => headings.basis(value).map(str::to_owned),
        "currency" => {
            let code = headings.currency(value);
            let said = || parse::amount(&format!("1 {value}"), context.taxonomy).ok()?.currency;
            code.or_else(said).map(|currency| currency.to_string())
        }
        _ => None,
    }
}

/// The order of the days of a column, where its days show it; `Err` where they could be either.
pub(super) fn order(table: &Table, at: usize) -> Result<Option<Order>, ()> {
    let (mut day_first, mut month_first, mut either) = (0, 0, 0);
    for text in table.stated(at) {
        match (day(text, Order::DayFirst), day(text, Order::MonthFirst)) {
            (Some(a), Some(b)) if a != b => either += 1,
            (Some(_), None) => day_first += 1,
            (None, Some(_)) => month_first += 1,
            _ => {}
        }
    }
    match (day_first > 0, month_first > 0) {
        (true, false) => Ok(Some(Order::DayFirst)),
        (false, true) => Ok(Some(Order::MonthFirst)),
        _ if either > 0 => Err(()),
        _ => Ok(None),
    }
}

/// Whether every amount with a point has exactly three digits behind it, and none shows what that is: a
/// program does not write fractions so.
pub(super) fn points_are_thousands(table: &Table, columns: &[usize]) -> bool {
    let texts = || columns.iter().flat_map(|at| table.stated(*at));
    let with_point = texts().filter(|text| text.contains('.')).count();
    let open = texts().filter(|text| text.contains('.') && shown(text).is_none()).count();
    let shows_point = texts().any(|text| shown(text) == Some(Decimal::Point));
    with_point > 2 && open == with_point && !shows_point
}

/// Whether the cells of a column are ranges.
pub(super) fn are_ranges(table: &Table, at: usize, context: &Context<'_>) -> bool {
    let (mut single, mut ranges) = (0, 0);
    for text in table.stated(at) {
        match amount_of(text, Habit::Stated(Decimal::Point), context) {
            Some(_) => single += 1,
            None if text.chars().filter(char::is_ascii_digit).count() > 2 => ranges += 1,
            None => {}
        }
    }
    ranges > single
}

/// The period as which the fewest amounts cannot be, and how many those are of how many.
pub(super) fn period(
    table: &Table,
    at: usize,
    (place, currency, date): (PlaceId, Currency, Date),
    habit: Habit,
    context: &Context<'_>,
) -> (Period, usize, usize) {
    let amounts: Vec<f64> =
        table.stated(at).filter_map(|text| amount_of(text, habit, context)).collect();
    let faults = |period: Period| {
        let money = Money {
            component: Component::BaseSalary,
            basis: goingrate_evidence::Basis::Gross,
            currency,
            period,
        };
        let key = CellKey::new(Shares::unknown(), place, money, date.year());
        let check = |amount: &&f64| {
            let Context { plausible, rates, taxonomy, .. } = *context;
            plausible.check(**amount, &key, date, rates, taxonomy).is_some()
        };
        amounts.iter().filter(check).count()
    };
    // The first of equals wins.
    let tried = [Period::Year, Period::Month, Period::Hour, Period::Day, Period::Week];
    let best = tried.map(|period| (period, faults(period))).into_iter().min_by_key(|(_, n)| *n);
    let (period, faults) = best.unwrap_or((Period::Year, 0));
    (period, faults, amounts.len())
}

/// The country of most rows, by the columns of a place.
pub(super) fn main_country(
    table: &Table,
    columns: &[usize],
    context: &Context<'_>,
) -> Option<(PlaceId, usize)> {
    let mut places = Places::new(context.taxonomy);
    let mut counts = std::collections::BTreeMap::<PlaceId, usize>::new();
    for at in columns {
        for (value, count) in table.values(*at) {
            let exact = places.country(value);
            let read = exact.or_else(|| places.bounded(value).map(|read| read.place));
            if let Some(country) = read.and_then(|place| context.taxonomy.country(place)) {
                *counts.entry(country).or_default() += count;
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count)
}
