//! What every source asks of a row: an amount that is a number, pay that can be, a title that is
//! read. Each failure is an [`Rejection`] that names column and value.

use goingrate_evidence::{CellKey, Shares, YearsBand};
use goingrate_units::{Date, RoleId, Years};

use crate::reading::Context;
use crate::reading::numbers::{self, Decimal, Habit};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::Row;
use crate::table::{Column, Columns, Line};
use crate::words::{ReadTitle, TitleRole};

/// The amount of a column, which must be stated and above zero.
///
/// # Errors
/// `MissingPay` where it is empty or zero, `ImpossiblePay` where it is no number or negative.
pub fn amount(line: &Line, column: &Column) -> Result<f64, Rejection> {
    let text = line.get(column);
    match number(text) {
        None if text.is_empty() => Err(Rejection::new(Reason::MissingPay, &column.name, text)),
        Some(0.0) => Err(Rejection::new(Reason::MissingPay, &column.name, text)),
        Some(amount) if amount.is_finite() && amount > 0.0 => Ok(amount),
        _ => Err(Rejection::new(Reason::ImpossiblePay, &column.name, text)),
    }
}

/// As [`amount`], of a column that may hold what stands for a missing value.
///
/// # Errors
/// As [`amount`].
pub fn stated_amount(line: &Line, column: &Column, columns: &Columns) -> Result<f64, Rejection> {
    let stated = line.stated(column, columns);
    stated.ok_or_else(|| line.rejected(Reason::MissingPay, column))?;
    amount(line, column)
}

/// A number as the tables of the sources write it: `120000`, `120,000.00`, `120.000,00`, `$ 95,000`,
/// `1.5e5`. A comma with three digits behind it parts thousands; with one or two, it is a decimal
/// comma. A single point is that of a fraction, because programs write these tables.
pub fn number(text: &str) -> Option<f64> {
    numbers::read(text, Habit::Stated(Decimal::Point)).ok()
}

/// The role of a title.
///
/// # Errors
/// `MissingTitle`, `OtherWork` or `UnmappedTitle`, with the title as it is written.
pub fn role(title: &ReadTitle, text: &str, column: &Column) -> Result<Shares<RoleId>, Rejection> {
    role_of(title, text, &column.name)
}

/// As [`role`], of a title that several columns may make.
///
/// # Errors
/// As [`role`].
pub fn role_of(title: &ReadTitle, text: &str, heading: &str) -> Result<Shares<RoleId>, Rejection> {
    let reason = match &title.role {
        TitleRole::Role(shares) => return Ok(shares.clone()),
        _ if text.is_empty() => Reason::MissingTitle,
        TitleRole::OtherWork => Reason::OtherWork,
        TitleRole::Unmapped => Reason::UnmappedTitle,
    };
    Err(Rejection::new(reason, heading, text))
}

/// Refuses an amount that cannot be, or whose period is doubtful.
///
/// # Errors
/// `ImpossiblePay`, or `LikelyMonthly`, `LikelyYearly`, `LikelyHourly` where another period would
/// explain it; a doubtful one passes where the context keeps them. `FutureDate` where the pay is of a
/// day that nobody can have been paid for yet.
pub fn pay(
    amount: f64,
    key: &CellKey,
    at: Date,
    context: &Context<'_>,
    column: &Column,
) -> Result<(), Rejection> {
    let Context { plausible, rates, taxonomy, keep_doubtful, latest, .. } = *context;
    if latest.is_some_and(|latest| at > latest) {
        return Err(Rejection::new(Reason::FutureDate, "date", &at.to_string()));
    }
    match plausible.check(amount, key, at, rates, taxonomy) {
        Some(found) if !(found.doubtful && keep_doubtful) => {
            Err(Rejection::new(found.reason, &column.name, &amount.to_string()))
        }
        _ => Ok(()),
    }
}

/// Completed years; years that cannot be are a remark and left open.
pub fn years(text: Option<&str>, row: &mut Row) -> Option<YearsBand> {
    let band = years_of(text?);
    if band.is_none() {
        row.remarks.push(Remark::ImpossibleYears);
    }
    band
}

/// The band of a number of years, if it can be.
pub(crate) fn years_of(text: &str) -> Option<YearsBand> {
    number(text).and_then(|years| YearsBand::of(Years { low: years, high: years }).ok())
}
