//! Single values of a file with offers: amounts, parts, numbers, lengths of time and days within their ranges.

use goingrate_units::parse::{self, Amount};
use goingrate_units::{Currency, CurrencyError, Date, Problem, ProblemKind, Taxonomy};

use super::raw::Text;
use crate::ask::offer::words;
use crate::ask::read_amount;

/// An amount above zero.
pub(super) fn amount(field: &str, text: &Text, taxonomy: &Taxonomy) -> Result<Amount, Problem> {
    let text = text.as_str();
    match words::company_amount(text, taxonomy) {
        Some(amount) if amount.value > 0.0 => Ok(amount),
        _ => read_amount(field, text, taxonomy),
    }
}

/// An amount that may be zero: what an option costs.
pub(super) fn price(field: &str, text: &Text, taxonomy: &Taxonomy) -> Result<Amount, Problem> {
    parse::amount(text, taxonomy).map_err(|problem| problem.in_field(field))
}

/// A part: "15%" or 0.15.
pub(super) fn part(field: &str, text: &Text, least: f64, most: f64) -> Result<f64, Problem> {
    let written = text.as_str();
    let (digits, unit) = match written.trim().strip_suffix('%') {
        Some(digits) => (digits.trim().to_owned(), 100.0),
        None => (written.trim().to_owned(), 1.0),
    };
    match digits.parse::<f64>().map(|number| number / unit) {
        Ok(part) if (least..=most).contains(&part) => Ok(part),
        _ => {
            let what = format!("has to lie between {} % and {} %", least * 100.0, most * 100.0);
            Err(Problem::of(field, written, what).hint(format!("write {field} = \"15%\"")))
        }
    }
}

/// A number within its range; a count may be written "60m".
pub(super) fn number(
    field: &str,
    text: &Text,
    (least, most): (f64, f64),
    taxonomy: &Taxonomy,
) -> Result<f64, Problem> {
    let written = text.as_str();
    let plain = written.trim().parse::<f64>().ok();
    let counted = || {
        let amount = parse::amount(written, taxonomy).ok()?;
        (amount.currency.is_none() && amount.period.is_none()).then_some(amount.value)
    };
    match plain.or_else(counted) {
        Some(number) if (least..=most).contains(&number) => Ok(number),
        _ => {
            let what = format!("has to be a number between {least} and {most}");
            Err(Problem::of(field, written, what)
                .hint(format!("write {field} = {}", least.max(1.0))))
        }
    }
}

/// Months: "12mo", "2y", "90d", or a number of months.
pub(super) fn months(field: &str, text: &Text, most: f64) -> Result<f64, Problem> {
    let written = text.as_str().trim().to_lowercase();
    let digits = written.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(written.len());
    let (digits, unit) = written.split_at(digits);
    let factor = match unit.trim() {
        "" | "m" | "mo" | "mos" | "month" | "months" => Some(1.0),
        "y" | "yr" | "yrs" | "year" | "years" => Some(12.0),
        "d" | "day" | "days" => Some(1.0 / 30.0),
        _ => None,
    };
    let months = digits.parse::<f64>().ok().zip(factor).map(|(number, factor)| number * factor);
    match months {
        Some(months) if (0.0..=most).contains(&months) => Ok(months),
        _ => {
            let what = format!("is no length of time up to {most} months");
            Err(Problem::of(field, &written, what)
                .hint(format!("write {field} = \"12mo\" or \"2y\"")))
        }
    }
}

/// A day.
pub(super) fn day(field: &str, text: &Text) -> Result<Date, Problem> {
    text.parse::<Date>().map_err(|error| Problem::from(error).in_field(field))
}

/// A currency that some place has.
pub(super) fn currency(text: &str, taxonomy: &Taxonomy) -> Result<Currency, Problem> {
    let read: Result<Currency, CurrencyError> = text.parse();
    let currency = read.map_err(|error| Problem::from(error).in_field("currency"))?;
    match taxonomy.places.iter().any(|place| place.currency == currency) {
        true => Ok(currency),
        false => Err(Problem::of("currency", text, "is the money of no place that is known")
            .kind(ProblemKind::Unknown)
            .hint("write three letters such as USD, EUR or INR")),
    }
}

/// The problem with where its field stands: `options[1].` before `strike`.
pub(super) fn below(place: &str) -> impl Fn(Problem) -> Problem + '_ {
    move |problem| {
        let field = format!("{place}{}", problem.field_name());
        problem.in_field(&field)
    }
}

/// A value that may be left out, read.
pub(super) fn maybe<T, R>(
    value: &Option<T>,
    read: impl FnOnce(&T) -> Result<R, Problem>,
) -> Result<Option<R>, Problem> {
    value.as_ref().map(read).transpose()
}
