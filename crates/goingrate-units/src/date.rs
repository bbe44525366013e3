//! Calendar dates, and the imprecise dates that reports carry.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

/// A day of the calendar. Written `2026-11-22`; `2026-11` is read as the middle of that month and
/// `2026` as the middle of that year, which is what a report that names no day means on average.
///
/// ```
/// use goingrate_units::Date;
/// let date: Date = "2023-12".parse()?;
/// assert_eq!(date.to_string(), "2023-12-16");
/// assert!((date.decimal_year() - 2023.9575).abs() < 1e-3);
/// # Ok::<(), goingrate_units::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot read {0:?} as a date; write 2026-11-22, 2026-11 or 2026")]
pub struct DateError(pub String);

impl Date {
    /// The given day.
    ///
    /// # Errors
    /// When the calendar has no such day; years run from 1900 to 2200.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Date, DateError> {
        let refuse = || DateError(format!("{year}-{month}-{day}"));
        if !(1900..=2200).contains(&year) {
            return Err(refuse());
        }
        civil::Date::new(year, month, day).map(Date).map_err(|_| refuse())
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The month and the year in words: "Nov 2026".
    pub fn month_in_words(self) -> String {
        self.0.strftime("%b %Y").to_string()
    }

    /// The date as a fraction of a year: 2026-07-02 is about 2026.5.
    pub fn decimal_year(self) -> f64 {
        let past = f64::from(self.0.day_of_year()) - 0.5;
        f64::from(self.0.year()) + past / f64::from(self.0.days_in_year())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        let refuse = || DateError(text.to_owned());
        let mut parts = text.trim().split('-');
        let year = digits(parts.next(), 4).ok_or_else(refuse)?;
        let (month, day) = match (parts.next(), parts.next()) {
            (None, _) => (7, 2),
            (Some(month), None) => (digits(Some(month), 2).ok_or_else(refuse)?, 16),
            (Some(month), day) => {
                let month = digits(Some(month), 2).ok_or_else(refuse)?;
                (month, digits(day, 2).ok_or_else(refuse)?)
            }
        };
        if parts.next().is_some() {
            return Err(refuse());
        }
        Date::new(year, month as i8, day as i8).map_err(|_| refuse())
    }
}

/// A part of a date: exactly `width` digits.
fn digits(part: Option<&str>, width: usize) -> Option<i16> {
    let part = part.filter(|p| p.len() == width && p.bytes().all(|b| b.is_ascii_digit()))?;
    part.parse().ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
