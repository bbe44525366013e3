//! The first and the last day of a project: "2027-06-30", or "4 months" from the start.

use goingrate_units::{Date, Problem};

use super::ProjectQuestion;

/// No project is planned for longer than so many months.
const LONGEST: f64 = 600.0;
/// Days of a month on average, of a calendar of 365.25 days.
const DAYS_OF_A_MONTH: f64 = 365.25 / 12.0;
/// Periods of which somebody may name a number: those of days, and those of months.
const IN_DAYS: [(&str, f64); 2] = [("day", 1.0), ("week", 7.0)];
const IN_MONTHS: [(&str, f64); 2] = [("month", 1.0), ("year", 12.0)];
/// What to write.
const HINT: &str = "write a day that is to come, 2027-06-30, or how long it may take: 4 months";

/// The first day, and the last one with the months until then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deadline {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub by: Option<(Date, f64)>,
}

impl Deadline {
    /// Reads both; `said` is how long it may take as the text of the project has it.
    pub fn read(asked: &ProjectQuestion, said: Option<&str>) -> Result<Deadline, Problem> {
        let day = |field: &str, text: &str| {
            let day = text.trim().parse::<Date>();
            day.map_err(|error| Problem::from(error).in_field(field).hint(HINT))
        };
        let start = match &asked.start {
            None => asked.today,
            Some(text) => day("start", text)?,
        };
        if start < asked.today {
            return Err(Problem::of("start", &start.to_string(), "lies in the past").hint(HINT));
        }
        let Some(text) = asked.by.as_deref().or(said) else {
            return Ok(Deadline { start, by: None });
        };
        let (last, months) = match period(text) {
            Some(period) => (period.after(start), period.months()),
            None => {
                let last = day("by", text)?;
                (last, 12.0 * (last.decimal_year() - start.decimal_year()))
            }
        };
        match months {
            m if m <= 0.0 && start > asked.today => {
                Err(Problem::of("by", text, "lies before the start").hint(HINT))
            }
            m if m <= 0.0 => Err(Problem::of("by", text, "lies in the past").hint(HINT)),
            m if m > LONGEST => {
                Err(Problem::of("by", text, "lies more than 50 years ahead").hint(HINT))
            }
            months => Ok(Deadline { start, by: Some((last, months)) }),
        }
    }
}

/// A time that is named: days and weeks are exact, months end on the day of the same number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Length {
    Days(f64),
    Months(f64),
}

impl Length {
    fn months(self) -> f64 {
        match self {
            Length::Days(days) => days / DAYS_OF_A_MONTH,
            Length::Months(months) => months,
        }
    }

    fn after(self, start: Date) -> Date {
        match self {
            Length::Days(days) => days_later(start, days),
            Length::Months(months) => later(start, months),
        }
    }
}

/// "4 months", "12 weeks", "1.5 years".
fn period(text: &str) -> Option<Length> {
    let text = text.trim().trim_start_matches("in ").to_lowercase();
    let at = text.find(|c: char| c.is_alphabetic())?;
    let (number, word) = text.split_at(at);
    let number: f64 = number.trim().trim_end_matches('-').parse().ok()?;
    let word = word.strip_suffix('s').unwrap_or(word);
    let of = |known: &[(&str, f64)]| {
        known.iter().find(|(name, _)| *name == word).map(|(_, length)| number * length)
    };
    let length = of(&IN_DAYS).map(Length::Days).or(of(&IN_MONTHS).map(Length::Months))?;
    Some(length).filter(|length| length.months().is_finite())
}

/// Whether a word names a period: "month", "weeks".
pub fn is_period(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    IN_DAYS.iter().chain(&IN_MONTHS).any(|(known, _)| *known == word)
}

/// The day so many months later, held within what a calendar has: the day of the same number, or the
/// last one of a shorter month; a part of a month in days.
pub fn later(start: Date, months: f64) -> Date {
    let months = months.clamp(0.0, 12.0 * 300.0);
    let count = i32::from(start.year()) * 12 + i32::from(start.month()) - 1 + months as i32;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let day = |day: i8| Date::new(year as i16, month as i8, day).ok();
    let whole = (1..=start.day()).rev().find_map(day).unwrap_or(last_of_all(start));
    days_later(whole, (months.fract() * DAYS_OF_A_MONTH).round())
}

/// The day so many days later, held within what a calendar has.
fn days_later(start: Date, days: f64) -> Date {
    let mut left = days.clamp(0.0, 366.0 * 300.0).round() as i64 + i64::from(start.day());
    let (mut year, mut month) = (start.year(), start.month());
    loop {
        let last = (28..=31).rev().find_map(|day| Date::new(year, month, day).ok());
        let Some(last) = last else { return last_of_all(start) };
        if left <= i64::from(last.day()) {
            return Date::new(year, month, left.max(1) as i8).unwrap_or(last);
        }
        left -= i64::from(last.day());
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
}

/// The last day that a calendar has.
fn last_of_all(start: Date) -> Date {
    Date::new(2200, 12, 31).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(by: &str, expected: Result<f64, &str>) {
        let today = "2026-12-01".parse().expect("a day");
        let by = Some(by.to_owned());
        let found = Deadline::read(&ProjectQuestion { by, ..ProjectQuestion::new(today) }, None);
        match (found, expected) {
            (Ok(found), Ok(months)) => {
                let (_, found) = found.by.expect("a last day");
                assert!((found - months).abs() < 0.05, "{found} {months}");
            }
            (Err(problem), Err(what)) => {
                assert_eq!(problem.field_name(), "by");
                assert!(problem.to_string().contains(what), "{problem}");
            }
            (found, _) => panic!("{found:?}"),
        }
    }

    #[test]
    fn days_and_periods_are_read() {
        check("2027-06-01", Ok(6.0));
        check("4 months", Ok(4.0));
        check("in 13 weeks", Ok(3.0));
        check("2026-11-01", Err("in the past"));
        check("-2 months", Err("in the past"));
        check("soon", Err("no date"));
        check("900 years", Err("more than 50 years"));
    }

    #[test]
    fn periods_end_on_days_of_the_calendar() {
        let check = |today: &str, by: &str, expected: &str| {
            let asked = ProjectQuestion::new(today.parse().expect("a day"));
            let (last, _) = Deadline::read(&asked, Some(by)).expect(by).by.expect("a last day");
            assert_eq!(last.to_string(), expected, "{by} from {today}");
        };
        check("2026-11-30", "1 day", "2026-12-01");
        check("2026-11-30", "5 months", "2027-04-30");
        check("2026-11-30", "1 month", "2026-12-30");
        check("2026-11-30", "3 months", "2027-02-28");
        check("2026-11-30", "2 weeks", "2026-12-14");
        check("2026-11-30", "6 weeks", "2027-01-11");
        check("2026-11-10", "1 month", "2026-12-10");
        check("2026-12-31", "14 months", "2028-02-29");
        check("2026-11-30", "1.5 years", "2028-05-30");
        check("2190-06-01", "20 years", "2200-12-31");
    }

    #[test]
    fn months_later_is_a_day() {
        let start: Date = "2026-12-01".parse().expect("a day");
        assert_eq!(later(start, 1.5).month_in_words(), "Jan 2027");
        assert_eq!(later(start, 12.1).year(), 2027);
        assert!(later(start, f64::INFINITY) > start);
    }
}
