//! The first and the last day of a project: "2027-06-30", or "4 months" from the start.

use goingrate_units::{Date, Problem};

use super::ProjectQuestion;

/// No project is planned for longer than so many months.
const LONGEST: f64 = 600.0;
/// Periods of which somebody may name a number, in months.
const PERIODS: [(&str, f64); 4] =
    [("day", 12.0 / 365.25), ("week", 84.0 / 365.25), ("month", 1.0), ("year", 12.0)];
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
    /// Reads both.
    pub fn read(asked: &ProjectQuestion) -> Result<Deadline, Problem> {
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
        let Some(text) = &asked.by else { return Ok(Deadline { start, by: None }) };
        let (last, months) = match period(text) {
            Some(months) => (later(start, months), months),
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

/// "4 months", "12 weeks", "1.5 years" in months.
fn period(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches("in ").to_lowercase();
    let at = text.find(|c: char| c.is_alphabetic())?;
    let (number, word) = text.split_at(at);
    let number: f64 = number.trim().trim_end_matches('-').parse().ok()?;
    let word = word.strip_suffix('s').unwrap_or(word);
    let (_, months) = PERIODS.into_iter().find(|(known, _)| *known == word)?;
    Some(number * months).filter(|months| months.is_finite())
}

/// The day about so many months later, held within what a calendar has.
pub fn later(start: Date, months: f64) -> Date {
    let year = start.decimal_year() + months.clamp(0.0, 12.0 * 150.0) / 12.0;
    let (whole, part) = (year.floor(), year.fract());
    let month = ((part * 12.0) as i8).clamp(0, 11);
    let day = 1 + ((part * 12.0).fract() * 28.0) as i8;
    Date::new(whole as i16, month + 1, day.clamp(1, 28)).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(by: &str, expected: Result<f64, &str>) {
        let today = "2026-12-01".parse().expect("a day");
        let by = Some(by.to_owned());
        let found = Deadline::read(&ProjectQuestion { by, ..ProjectQuestion::new(today) });
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
    fn months_later_is_a_day() {
        let start: Date = "2026-12-01".parse().expect("a day");
        assert_eq!(later(start, 1.5).month_in_words(), "Jan 2027");
        assert_eq!(later(start, 12.1).year(), 2027);
        assert!(later(start, f64::INFINITY) > start);
    }
}
