//! Dated exchange rates, from a table of monthly averages.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::currency::{bad, bad_row};
use crate::{Currency, CurrencyError, Date};

/// How many months the last published rate is carried forward.
const CARRIED_MONTHS: i32 = 24;

/// Monthly average exchange rates: units of a currency for one US dollar, which is 1 everywhere.
///
/// ```
/// use goingrate_units::{Currency, ExchangeRates};
/// let rates = ExchangeRates::read("currency,month,units_per_usd\nEUR,2026-09,0.9\n")?;
/// let euro: Currency = "EUR".parse()?;
/// let date = "2026-11-22".parse().expect("a date");
/// assert_eq!(rates.units_per_usd(euro, date)?, 0.9);
/// assert_eq!(rates.month_used(euro, date)?, (2026, 9));
/// # Ok::<(), goingrate_units::CurrencyError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExchangeRates {
    /// By currency, by month (`year * 12 + month - 1`), units for one dollar.
    rates: BTreeMap<Currency, BTreeMap<i32, f64>>,
}

/// A rate between two currencies, and the month that it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exchange {
    /// What is exchanged.
    pub from: Currency,
    /// What it is exchanged for.
    pub to: Currency,
    /// Units of `to` for one of `from`.
    pub rate: f64,
    /// Year and month (1 to 12) of the rate; the older one where two rates are crossed.
    pub month: (i16, i8),
    /// Whether that is an earlier month than was asked for: the last published one.
    pub carried: bool,
}

#[derive(Deserialize)]
struct Row {
    currency: String,
    month: String,
    units_per_usd: f64,
}

impl ExchangeRates {
    /// Reads a CSV with the header `currency,month,units_per_usd`; months are written `2026-10`.
    ///
    /// # Errors
    /// [`CurrencyError::BadTable`] with the line: another header, a code that is none, a month that
    /// is none, a rate that is not finite and above zero, or the same month twice.
    pub fn read(csv: &str) -> Result<ExchangeRates, CurrencyError> {
        let mut rates = ExchangeRates::default();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().map_err(|e| bad(1, e))?.clone();
        for record in reader.records() {
            let record = record.map_err(|e| bad_row(&e))?;
            let line = record.position().map_or(0, csv::Position::line);
            let row: Row = record.deserialize(Some(&header)).map_err(|e| bad(line, e))?;
            rates.add(line, &row)?;
        }
        Ok(rates)
    }

    /// These rates with others laid over them, by currency and month.
    #[must_use]
    pub fn with(mut self, others: ExchangeRates) -> ExchangeRates {
        for (currency, months) in others.rates {
            self.rates.entry(currency).or_default().extend(months);
        }
        self
    }

    /// Units of `currency` for one US dollar in the month of `date`; after the last published month
    /// its rate is carried forward for two years, see [`month_used`](Self::month_used).
    ///
    /// # Errors
    /// [`CurrencyError::NoRate`] for a currency that is not in the table, a month before its first,
    /// a gap between its months, or one more than 24 months after its last.
    pub fn units_per_usd(&self, currency: Currency, date: Date) -> Result<f64, CurrencyError> {
        self.entry(currency, date).map(|(_, rate)| rate)
    }

    /// The year and month (1 to 12) whose rate is used for `date`.
    ///
    /// # Errors
    /// As [`units_per_usd`](Self::units_per_usd).
    pub fn month_used(&self, currency: Currency, date: Date) -> Result<(i16, i8), CurrencyError> {
        self.entry(currency, date).map(|(month, _)| year_and_month(month))
    }

    /// The rate between two currencies in the month of `date`, straight, inverse or across the
    /// dollar, with the month that it is of.
    ///
    /// # Errors
    /// As [`units_per_usd`](Self::units_per_usd), for either currency.
    ///
    /// ```
    /// use goingrate_units::ExchangeRates;
    /// let table = "currency,month,units_per_usd\nEUR,2026-10,0.8\nGBP,2026-09,0.6\n";
    /// let rates = ExchangeRates::read(table)?;
    /// let (euro, pound) = ("EUR".parse()?, "GBP".parse()?);
    /// let exchange = rates.exchange(pound, euro, "2026-10-05".parse().expect("a date"))?;
    /// assert!((exchange.rate - 0.8 / 0.6).abs() < 1e-12);
    /// assert_eq!((exchange.month, exchange.carried), ((2026, 9), true));
    /// # Ok::<(), goingrate_units::CurrencyError>(())
    /// ```
    pub fn exchange(
        &self,
        from: Currency,
        to: Currency,
        date: Date,
    ) -> Result<Exchange, CurrencyError> {
        let now = month_number(date);
        if from == to {
            return Ok(Exchange {
                from,
                to,
                rate: 1.0,
                month: year_and_month(now),
                carried: false,
            });
        }
        let ((of_from, from_rate), (of_to, to_rate)) =
            (self.entry(from, date)?, self.entry(to, date)?);
        let oldest = of_from.min(of_to);
        let (rate, carried) = (to_rate / from_rate, oldest < now);
        Ok(Exchange { from, to, rate, month: year_and_month(oldest), carried })
    }

    /// The currencies that have rates, the dollar aside, in the order of their codes.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.rates.keys().copied()
    }

    fn entry(&self, currency: Currency, date: Date) -> Result<(i32, f64), CurrencyError> {
        let month = month_number(date);
        if currency == Currency::USD {
            return Ok((month, 1.0));
        }
        let months = self.rates.get(&currency);
        let exact = months.and_then(|m| m.get_key_value(&month));
        let last = months.and_then(|m| m.last_key_value());
        let carried = last.filter(|&(&at, _)| (1..=CARRIED_MONTHS).contains(&(month - at)));
        let found = exact.or(carried).map(|(&at, &rate)| (at, rate));
        found.ok_or_else(|| self.no_rate(currency, date))
    }

    fn no_rate(&self, currency: Currency, date: Date) -> CurrencyError {
        let known = match self.rates.get(&currency).map(|m| (m.keys().next(), m.keys().last())) {
            Some((Some(first), Some(last))) => {
                format!("{currency} from {} to {}", written(*first), written(*last))
            }
            _ => self.currencies().map(|c| c.to_string()).collect::<Vec<_>>().join(", "),
        };
        CurrencyError::NoRate { currency, date, known }
    }

    fn add(&mut self, line: u64, row: &Row) -> Result<(), CurrencyError> {
        let refuse = |why: &str| bad(line, format!("{},{}: {why}", row.currency, row.month));
        let currency: Currency = row.currency.parse().map_err(|_| refuse("no currency code"))?;
        let is_month = row.month.len() == 7;
        let date = row.month.parse::<Date>().ok().filter(|_| is_month);
        let date = date.ok_or_else(|| refuse("no month; write 2026-10"))?;
        if !(row.units_per_usd.is_finite() && row.units_per_usd > 0.0) {
            return Err(refuse("the rate must be finite and above zero"));
        }
        let months = self.rates.entry(currency).or_default();
        match months.insert(month_number(date), row.units_per_usd) {
            None => Ok(()),
            Some(_) => Err(refuse("this month is there twice")),
        }
    }
}

fn month_number(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

fn year_and_month(month: i32) -> (i16, i8) {
    (month.div_euclid(12) as i16, month.rem_euclid(12) as i8 + 1)
}

fn written(month: i32) -> String {
    format!("{}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}
