//! What a mapping is refused for: fields, components and words that there are not.

use goingrate_units::parse::{alike, listed};
use goingrate_units::{Component, Period};

use super::file::{FIELDS, Mapping, PayText, Refusal, component, refusal};
use super::words::{self, Refused};
use crate::reading::Context;
use crate::table::TextEncoding;

pub(super) fn checked(read: &Mapping, context: &Context<'_>) -> Result<(), Refusal> {
    let stated = read.table.fallback.as_deref();
    if let Some(fallback) = stated.filter(|label| TextEncoding::stated(label).is_none()) {
        let reason = "no such encoding; write windows-1252, windows-1251, utf-8 or the like";
        return Err(refusal("table.fallback", fallback, reason.to_owned()));
    }
    check_table(read)?;
    check_fields("columns", read.columns.keys())?;
    check_fields("fixed", read.fixed.keys())?;
    check_fields("values", read.values.keys())?;
    read.pay.iter().try_for_each(|pay| check_pay(pay, read))?;
    check_words(read, context)
}

fn check_fields<'k>(
    table: &str,
    mut named: impl Iterator<Item = &'k String>,
) -> Result<(), Refusal> {
    let Some(other) = named.find(|field| !FIELDS.contains(&field.as_str())) else {
        return Ok(());
    };
    let reason = format!("no such field{}; there are {}", near(other, &FIELDS), FIELDS.join(", "));
    Err(refusal(table, other, reason))
}

/// The nearest known words, for a message.
fn near(word: &str, known: &[&str]) -> String {
    match alike(word, known.iter().copied()).join(", ") {
        near if near.is_empty() => near,
        near => format!("; nearest: {near}"),
    }
}

fn check_pay(pay: &PayText, read: &Mapping) -> Result<(), Refusal> {
    if component(&pay.component).is_none() {
        let known = Component::ALL.map(Component::slug);
        let near = near(&pay.component, &known);
        let reason = format!("no such component{near}; there are {}", known.join(", "));
        return Err(refusal("pay.component", &pay.component, reason));
    }
    check_period(pay, read)?;
    let columns = [&pay.amount, &pay.low, &pay.high, &pay.range, &pay.mean];
    if columns.iter().all(|column| column.is_none()) && pay.percentiles.is_empty() {
        let reason = "it names no column; give amount, range, low and high, percentiles or mean";
        return Err(refusal("pay", &pay.component, reason.to_owned()));
    }
    let within = |p: &f64| (1.0..=99.0).contains(p);
    match pay.percentiles.iter().find(|(_, p)| !within(p)) {
        Some((heading, _)) => Err(refusal("pay.percentiles", heading, "write 1 to 99".to_owned())),
        None => Ok(()),
    }
}

/// Refuses a period that is none, and an hourly rate of which nothing can say that it is of an hour.
fn check_period(pay: &PayText, read: &Mapping) -> Result<(), Refusal> {
    let own = pay.period.as_deref();
    if let Some(other) = own.filter(|word| words::period(word).is_none()) {
        let known = Period::ALL.map(Period::slug);
        let near = near(other, &known);
        let reason = format!("not known as period{near}; there are {}", known.join(", "));
        return Err(refusal("pay.period", other, reason));
    }
    let rows_say = read.columns.contains_key("period");
    let fixed = read.fixed.get("period").map(String::as_str).filter(|_| !rows_say);
    let period = own.or(fixed).and_then(words::period);
    if component(&pay.component) == Some(Component::HourlyRate)
        && let Some(other) = period.filter(|period| *period != Period::Hour)
    {
        let reason = format!(
            "an hourly rate is of an hour, and not of a {}; write period = \"hour\" in this [[pay]], \
             or component = \"base_salary\" for pay of another period",
            other.slug()
        );
        return Err(refusal("pay.period", &pay.component, reason));
    }
    Ok(())
}

/// Refuses keys of `[table]` that say what cannot be.
fn check_table(read: &Mapping) -> Result<(), Refusal> {
    let table = &read.table;
    let one_of = |key: &str, value: &Option<String>, known: [&str; 2]| match value.as_deref() {
        Some(other) if !known.contains(&other) => {
            Err(refusal(key, other, format!("write {:?} or {:?}", known[0], known[1])))
        }
        _ => Ok(()),
    };
    one_of("table.decimal", &table.decimal, [".", ","])?;
    one_of("table.dates", &table.dates, ["day-first", "month-first"])?;
    let lines = table.heading_lines.to_string();
    if table.heading_lines > MOST_LINES {
        let reason = format!("headings take at most {MOST_LINES} lines");
        return Err(refusal("table.heading_lines", &lines, reason));
    }
    if table.headings.is_empty() != (table.heading_lines == 0) {
        let reason = "write headings = [\"…\"], some of the headings of the table; or heading_lines = 0 \
                      where it has none";
        return Err(refusal("table.headings", "", reason.to_owned()));
    }
    check_hours(read)
}

/// Headings over more lines than this are none that were ever seen.
const MOST_LINES: usize = 5;

fn check_hours(read: &Mapping) -> Result<(), Refusal> {
    let states_hours = read.columns.contains_key("hours") || read.fixed.contains_key("hours");
    match read.table.full_time {
        None if states_hours => {
            let reason = "say in [table] how many hours a week are full-time work: full_time = 40";
            Err(refusal("table.full_time", "", reason.to_owned()))
        }
        Some(hours) if words::hours(&hours.to_string()).is_none() => {
            let reason = "write the hours of a week, such as 40".to_owned();
            Err(refusal("table.full_time", &hours.to_string(), reason))
        }
        _ => Ok(()),
    }
}

/// Refuses words of the mapping that mean nothing: rows would lose what they state.
fn check_words(read: &Mapping, context: &Context<'_>) -> Result<(), Refusal> {
    let employer = read.fixed.get("employer").map(String::as_str);
    let check = |table: &str, field: &str, words: &[String]| {
        let refused = |Refused { word, reason }: Refused| (table.to_owned(), word, reason);
        words::check(field, words, employer, context).map_err(refused)
    };
    for (field, values) in &read.values {
        for (value, means) in values {
            check(&format!("values.{field}.{value:?}"), field, &means.list())?;
        }
    }
    for (field, text) in &read.fixed {
        let explained = |word: &str| read.values.get(field).is_some_and(|v| v.contains_key(word));
        let words: Vec<&str> =
            if field == "skills" { listed(text).collect() } else { vec![text.as_str()] };
        for word in words.into_iter().filter(|word| !explained(word)) {
            check(&format!("fixed.{field}"), field, &[word.to_owned()])?;
        }
    }
    Ok(())
}
