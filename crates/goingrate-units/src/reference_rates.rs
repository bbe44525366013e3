//! The European Central Bank's table of daily reference rates → monthly means against the dollar, as
//! [`ExchangeRates`](crate::ExchangeRates) reads them. A day or month that gives none is counted.

use std::collections::BTreeMap;

use crate::CurrencyError;
use crate::currency::{bad, bad_row};

/// A month counts from so many days of rates on: one day at the end of a currency's listing is no
/// monthly mean.
const FEWEST_DAYS: usize = 10;

/// How the bank's table begins, and how one of ours does.
const DAILY: &str = "Date,USD,";
const MONTHLY: &str = "currency,month,units_per_usd";

/// Monthly means of daily cross rates.
///
/// ```
/// use goingrate_units::ReferenceRates;
/// let days: String = (1..=10).map(|day| format!("2026-10-{day:02},1.25,N/A,\n")).collect();
/// let rates = ReferenceRates::read(&format!("Date,USD,JPY,\n{days}"))?;
/// assert_eq!(rates.text(), "currency,month,units_per_usd\nEUR,2026-10,0.8\n");
/// # Ok::<(), goingrate_units::CurrencyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReferenceRates {
    /// By currency and month (`2026-10`): units for one dollar, six significant digits.
    pub rows: BTreeMap<(String, String), String>,
    /// Days of rates that make no month, by currency and month.
    pub left_out: BTreeMap<(String, String), usize>,
}

impl ReferenceRates {
    /// Whether a file, by its beginning, is the bank's table or one of ours.
    pub fn recognises(beginning: &str) -> bool {
        let beginning = beginning.trim_start_matches('\u{feff}');
        beginning.starts_with(DAILY) || beginning.starts_with(MONTHLY)
    }

    /// Reads the bank's table, a day a row and a currency a column in units for one euro, or what
    /// [`ReferenceRates::text`] wrote.
    ///
    /// # Errors
    /// [`CurrencyError::BadTable`] with the line: another heading, a day that is none, a rate that
    /// is no number above zero (`N/A` and nothing mean that there is none).
    pub fn read(text: &str) -> Result<ReferenceRates, CurrencyError> {
        let text = text.trim_start_matches('\u{feff}');
        if text.starts_with(MONTHLY) {
            return monthly(text);
        }
        if !text.starts_with(DAILY) {
            return Err(bad(1, "should begin with Date,USD: daily rates for one euro"));
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let codes = reader.headers().map_err(|e| bad(1, e))?.clone();
        let mut months: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
        for day in reader.into_records() {
            let day = day.map_err(|e| bad_row(&e))?;
            let line = day.position().map_or(0, csv::Position::line);
            let month = day.get(0).filter(|date| is_day(date)).map(|date| &date[..7]);
            let month = month.ok_or_else(|| bad(line, "should begin with a day: 2026-10-30"))?;
            for (code, rate) in cross_rates(&codes, &day, line)? {
                months.entry((code.to_owned(), month.to_owned())).or_default().push(rate);
            }
        }
        Ok(means(months))
    }

    /// The table that [`ExchangeRates`](crate::ExchangeRates) reads.
    pub fn text(&self) -> String {
        let row = |((code, month), rate): (&(String, String), &String)| {
            format!("{code},{month},{rate}\n")
        };
        format!("{MONTHLY}\n{}", self.rows.iter().map(row).collect::<String>())
    }

    /// These rates over earlier ones, by currency and month.
    #[must_use]
    pub fn over(mut self, earlier: &ReferenceRates) -> ReferenceRates {
        for (key, rate) in &earlier.rows {
            self.rows.entry(key.clone()).or_insert_with(|| rate.clone());
        }
        self
    }
}

fn is_day(date: &str) -> bool {
    date.len() == 10 && date.parse::<crate::Date>().is_ok()
}

/// Units for one dollar on one day, of every currency that has a rate; none on a day without the
/// dollar's.
fn cross_rates<'a>(
    codes: &'a csv::StringRecord,
    day: &csv::StringRecord,
    line: u64,
) -> Result<Vec<(&'a str, f64)>, CurrencyError> {
    let per_euro = |at: usize| match day.get(at).unwrap_or_default().trim() {
        "" | "N/A" => Ok(None),
        text => match text.parse::<f64>() {
            Ok(rate) if rate.is_finite() && rate > 0.0 => Ok(Some(rate)),
            _ => Err(bad(line, format!("{text:?} should be a rate above zero"))),
        },
    };
    let Some(dollar) = per_euro(1)? else { return Ok(Vec::new()) };
    let mut rates = vec![("EUR", 1.0 / dollar)];
    for (at, code) in codes.iter().enumerate().skip(2).filter(|(_, code)| !code.trim().is_empty()) {
        if let Some(rate) = per_euro(at)? {
            rates.push((code.trim(), rate / dollar));
        }
    }
    Ok(rates)
}

fn means(months: BTreeMap<(String, String), Vec<f64>>) -> ReferenceRates {
    let mut found = ReferenceRates::default();
    for (key, rates) in months {
        if rates.len() < FEWEST_DAYS {
            found.left_out.insert(key, rates.len());
            continue;
        }
        let mean = rates.iter().sum::<f64>() / rates.len() as f64;
        found.rows.insert(key, six_digits(mean));
    }
    found
}

/// Six significant digits, without trailing zeros: how carried tables write what was worked out.
pub fn six_digits(value: f64) -> String {
    let rounded = format!("{value:.5e}").parse::<f64>();
    rounded.unwrap_or(value).to_string()
}

/// A table of ours, checked by its own reader.
fn monthly(text: &str) -> Result<ReferenceRates, CurrencyError> {
    crate::ExchangeRates::read(text)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut found = ReferenceRates::default();
    for row in reader.records() {
        let row = row.map_err(|e| bad_row(&e))?;
        found.rows.insert((row[0].to_owned(), row[1].to_owned()), row[2].to_owned());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten days of October 2026 at 1.25 dollars and two pounds for a euro, and nine of September.
    fn daily() -> String {
        let day = |month: &str, day: usize| format!("2026-{month}-{day:02},1.25,0.625,N/A,\n");
        let october = (1..=10).map(|n| day("10", n));
        let september = (1..=9).map(|n| day("09", n));
        format!("Date,USD,GBP,CYP,\n{}", october.chain(september).collect::<String>())
    }

    #[test]
    fn daily_rates_become_monthly_means_against_the_dollar() {
        let rates = ReferenceRates::read(&daily()).unwrap();
        let text = "currency,month,units_per_usd\nEUR,2026-10,0.8\nGBP,2026-10,0.5\n";
        assert_eq!(rates.text(), text);
        assert_eq!(rates.left_out.values().collect::<Vec<_>>(), [&9, &9]);
        assert_eq!(ReferenceRates::read(text).unwrap().rows, rates.rows);
        assert!(crate::ExchangeRates::read(text).is_ok());
    }

    #[test]
    fn later_rates_go_over_earlier_ones() {
        let read = |rows: &str| ReferenceRates::read(&format!("{MONTHLY}\n{rows}")).unwrap();
        let (before, after) =
            (read("EUR,2026-08,0.9\nEUR,2026-09,0.9\n"), read("EUR,2026-09,0.8\n"));
        let all = after.over(&before).text();
        assert_eq!(all, format!("{MONTHLY}\nEUR,2026-08,0.9\nEUR,2026-09,0.8\n"));
    }

    #[test]
    fn what_is_no_table_of_rates_is_told() {
        assert!(!ReferenceRates::recognises("Date,Salary\n"));
        for (text, line) in [
            ("Date,EUR\n", 1),
            ("Date,USD,GBP\nyesterday,1,1\n", 2),
            ("Date,USD,GBP\n2026-10-30,1.1,much\n", 2),
            ("Date,USD,GBP\n2026-10-30,-1.1,1\n", 2),
            ("currency,month,units_per_usd\nEUR,2026-10,0.8\nEUR,2026-09\n", 3),
        ] {
            let told = ReferenceRates::read(text).unwrap_err();
            assert!(
                matches!(told, CurrencyError::BadTable { line: Some(at), .. } if at == line),
                "{told}"
            );
        }
    }
}
