//! The parts of pay of a mapped table: their columns, and a row's amounts of them.

use goingrate_evidence::{Basis, CellKey, Money, Stated, SummaryQuantiles};
use goingrate_units::{Component, Currency, Date, Period};

use super::amounts::{self, Range, Said};
use super::column::Named;
use super::file::{PayText, TableText, component};
use super::reader::Subject;
use super::words as meaning;
use crate::error::SourceError;
use crate::reading::numbers::{Decimal, Habit, NoNumber, shown};
use crate::reading::{Context, checks};
use crate::rejection::{Reason, Rejection};
use crate::row::Row;
use crate::table::{Column, Columns, Line};

/// Where the pay of a component stands.
pub(super) struct PayColumns {
    pub component: Component,
    period: Option<Period>,
    amount: Option<Column>,
    low: Option<Column>,
    high: Option<Column>,
    range: Option<Column>,
    percentiles: Vec<(f64, Column)>,
    mean: Option<Column>,
}

/// A figure of a part of pay that is one amount: the amount, or an end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Amount,
    Low,
    High,
}

impl End {
    pub const ALL: [End; 3] = [End::Amount, End::Low, End::High];

    /// Its column of a part of pay.
    pub fn column(self, pay: &PayColumns) -> Option<&Column> {
        match self {
            End::Amount => pay.amount.as_ref(),
            End::Low => pay.low.as_ref(),
            End::High => pay.high.as_ref(),
        }
    }

    /// Its column as a mapping names it.
    pub fn named(self, pay: &PayText) -> Option<&Named> {
        match self {
            End::Amount => pay.amount.as_ref(),
            End::Low => pay.low.as_ref(),
            End::High => pay.high.as_ref(),
        }
    }

    fn heading(self, pay: &PayColumns) -> &str {
        self.column(pay).map_or("", |column| &column.name)
    }

    /// What it is of, where amounts are `amount`.
    fn stated(self, amount: Stated) -> Stated {
        match self {
            End::Amount => amount,
            End::Low => Stated::RangeLow,
            End::High => Stated::RangeHigh,
        }
    }
}

/// What a row says of its money, before any part of pay.
pub(super) struct RowMoney {
    pub currency: Currency,
    /// Whether the row itself states it: then a cell cannot name another one.
    pub currency_stated: bool,
    /// Its period; the fault of a row without one, which parts with a period of their own do not need.
    pub period: Result<Period, Rejection>,
    pub period_stated: bool,
    pub basis: Basis,
    /// By what pay of part-time work is multiplied to be that of full-time work.
    pub full_time: f64,
    pub habit: Habit,
}

impl RowMoney {
    /// The money of a key that is still to be filled in.
    pub fn of_key(&self) -> Money {
        let period = self.period.as_ref().copied().unwrap_or(Period::Year);
        Money {
            component: Component::BaseSalary,
            basis: self.basis,
            currency: self.currency,
            period,
        }
    }
}

/// What is needed to read one part of pay of a row.
pub(super) struct Task<'a> {
    pub money: &'a RowMoney,
    pub key: CellKey,
    pub at: Date,
    pub count: Option<u64>,
    pub line: &'a Line,
    pub columns: &'a Columns,
    pub context: &'a Context<'a>,
}

/// An amount with the key that it has: the cell's own currency and period, if it names them.
type Keyed = (CellKey, f64);

impl PayColumns {
    pub fn new(pay: &PayText, columns: &Columns) -> Result<PayColumns, SourceError> {
        let find =
            |named: &Option<Named>| named.as_ref().map(|named| named.find(columns)).transpose();
        let mut percentiles = Vec::new();
        for (key, percentile) in &pay.percentiles {
            percentiles.push((percentile / 100.0, Named::of_key(key, columns)?));
        }
        percentiles.sort_by(|a, b| a.0.total_cmp(&b.0));
        Ok(PayColumns {
            component: component(&pay.component).unwrap_or(Component::BaseSalary),
            period: pay.period.as_deref().and_then(meaning::period),
            amount: find(&pay.amount)?,
            low: find(&pay.low)?,
            high: find(&pay.high)?,
            range: find(&pay.range)?,
            percentiles,
            mean: find(&pay.mean)?,
        })
    }

    /// Every column that holds amounts.
    fn all(&self) -> impl Iterator<Item = &Column> {
        let single = [&self.amount, &self.low, &self.high, &self.range, &self.mean];
        let percentiles = self.percentiles.iter().map(|(_, column)| column);
        single.into_iter().flatten().chain(percentiles)
    }

    /// The records or percentiles of one component.
    pub fn read(&self, task: &Task<'_>, row: &mut Row) -> Result<(), Rejection> {
        let before = row.records.len() + row.published.len();
        let stated = task.key.stated;
        let mut amounts: Vec<(Keyed, Stated)> = Vec::new();
        for end in End::ALL {
            let Some(column) = end.column(self) else { continue };
            amounts.extend(self.amount(task, column)?.map(|keyed| (keyed, end.stated(stated))));
        }
        if let Some(column) = &self.range {
            amounts.extend(self.range(task, column)?);
        }
        in_order(&amounts, self.low.as_ref().or(self.range.as_ref()))?;
        for ((key, amount), stated) in amounts {
            row.record(CellKey { stated, ..key }, amount);
        }
        self.percentiles(task, row)?;
        match row.records.len() + row.published.len() == before {
            true => Err(Rejection::new(Reason::MissingPay, self.component.slug(), "")),
            false => Ok(()),
        }
    }

    fn percentiles(&self, task: &Task<'_>, row: &mut Row) -> Result<(), Rejection> {
        let mut quantiles = Vec::new();
        let mut keys = Vec::new();
        for (p, column) in &self.percentiles {
            let Some((key, amount)) = self.amount(task, column)? else { continue };
            quantiles.push((*p, amount));
            keys.push(key);
        }
        let mean =
            self.mean.as_ref().map(|column| self.amount(task, column)).transpose()?.flatten();
        let (mean_key, mean) = mean.unzip();
        keys.extend(mean_key);
        let falls = quantiles.windows(2).any(|pair| pair[0].1 > pair[1].1);
        if falls || keys.windows(2).any(|pair| pair[0] != pair[1]) {
            let figures: Vec<String> = quantiles.iter().map(|(_, a)| a.to_string()).collect();
            let slug = self.component.slug();
            return Err(Rejection::new(Reason::BadRange, slug, &figures.join(", ")));
        }
        if let Some(key) = keys.into_iter().next() {
            let of = SummaryQuantiles::new(key);
            row.published.push(SummaryQuantiles { quantiles, mean, count: task.count, ..of });
        }
        Ok(())
    }

    /// The amount of a column, if one is stated and can be.
    fn amount(&self, task: &Task<'_>, column: &Column) -> Result<Option<Keyed>, Rejection> {
        let Some(text) = task.line.stated(column, task.columns) else { return Ok(None) };
        let said = amounts::amount(text, task.money.habit, task.context.taxonomy);
        self.checked(task, column, text, said.map_err(|fault| unread(fault, column, text))?)
    }

    /// The ends of a range that stands in one column, or its one amount.
    fn range(&self, task: &Task<'_>, column: &Column) -> Result<Vec<(Keyed, Stated)>, Rejection> {
        let Some(text) = task.line.stated(column, task.columns) else { return Ok(Vec::new()) };
        let read = amounts::range(text, task.money.habit, task.context.taxonomy);
        let ends = match read.map_err(|fault| unread(fault, column, text))? {
            Range::One(one) => [Some((one, task.key.stated)), None],
            Range::Ends(low, high) => {
                [low.map(|low| (low, Stated::RangeLow)), high.map(|high| (high, Stated::RangeHigh))]
            }
        };
        let mut amounts = Vec::new();
        for (said, stated) in ends.into_iter().flatten() {
            let keyed = self.checked(task, column, text, said)?;
            amounts.extend(keyed.map(|keyed| (keyed, stated)));
        }
        Ok(amounts)
    }

    /// An amount that can be, with its key; nothing for a zero, by which tables mean none.
    fn checked(
        &self,
        task: &Task<'_>,
        column: &Column,
        text: &str,
        said: Said,
    ) -> Result<Option<Keyed>, Rejection> {
        if said.value == 0.0 {
            return Ok(None);
        }
        let currency = task.currency(&said, column, text)?;
        let period = self.period(task, &said, column, text)?;
        let key = CellKey { component: self.component, currency, period, ..task.key.clone() };
        // An hour is an hour, however many of them a week has.
        let times = if period == Period::Hour { 1.0 } else { task.money.full_time };
        let amount = said.value * times;
        checks::pay(amount, &key, task.at, task.context, column)?;
        Ok(Some((key, amount)))
    }

    /// The key of amounts that stand as bare numbers in the column of a figure.
    pub fn key_of(&self, subject: &Subject, figure: End) -> Result<CellKey, Rejection> {
        let period = match (self.period, &subject.money.period) {
            (Some(own), _) => own,
            (None, period) => period.clone()?,
        };
        self.hourly(period, figure.heading(self))?;
        let stated = figure.stated(subject.key.stated);
        Ok(CellKey { component: self.component, period, stated, ..subject.key.clone() })
    }

    /// Refuses an hourly rate that is not of an hour.
    fn hourly(&self, period: Period, heading: &str) -> Result<(), Rejection> {
        if self.component == Component::HourlyRate && period != Period::Hour {
            let value = format!("hourly_rate of a {}", period.slug());
            return Err(Rejection::new(Reason::UnknownPeriod, heading, &value));
        }
        Ok(())
    }

    fn period(
        &self,
        task: &Task<'_>,
        said: &Said,
        column: &Column,
        text: &str,
    ) -> Result<Period, Rejection> {
        let stated = self.period.or(task.money.period.as_ref().ok().copied());
        let binding = self.period.is_some() || task.money.period_stated;
        let period =
            match (said.period, stated) {
                (Some(cell), Some(stated)) if binding && cell != stated => {
                    return Err(Rejection::new(Reason::UnknownPeriod, &column.name, text));
                }
                (Some(cell), _) => cell,
                (None, Some(stated)) => stated,
                (None, None) => {
                    return Err(task.money.period.clone().err().unwrap_or_else(|| {
                        Rejection::new(Reason::UnknownPeriod, &column.name, text)
                    }));
                }
            };
        self.hourly(period, &column.name)?;
        Ok(period)
    }
}

impl Task<'_> {
    /// The currency of an amount: the cell's own word for it goes before the card, but not against
    /// what the row states.
    fn currency(&self, said: &Said, column: &Column, text: &str) -> Result<Currency, Rejection> {
        let RowMoney { currency, currency_stated, .. } = *self.money;
        match said.currency {
            Some(other) if currency_stated && other != currency => {
                Err(Rejection::new(Reason::UnknownCurrency, &column.name, text))
            }
            Some(own) => Ok(own),
            None => Ok(currency),
        }
    }
}

fn unread(fault: NoNumber, column: &Column, text: &str) -> Rejection {
    let reason = match fault {
        NoNumber::Ambiguous => Reason::AmbiguousPay,
        NoNumber::Unreadable => Reason::ImpossiblePay,
    };
    Rejection::new(reason, &column.name, text)
}

/// Refuses a range whose low end is above its high one.
fn in_order(amounts: &[(Keyed, Stated)], column: Option<&Column>) -> Result<(), Rejection> {
    let end =
        |of: Stated| amounts.iter().find(|(_, stated)| *stated == of).map(|(keyed, _)| keyed.1);
    match (end(Stated::RangeLow), end(Stated::RangeHigh)) {
        (Some(low), Some(high)) if low > high => {
            let heading = column.map_or("", |column| &column.name);
            Err(Rejection::new(Reason::BadRange, heading, &format!("{low} to {high}")))
        }
        _ => Ok(()),
    }
}

/// How a table writes its amounts: as its mapping says, or as its first lines show.
pub(super) fn habit(table: &TableText, pay: &[PayColumns], lines: &[Line]) -> Habit {
    match table.decimal.as_deref() {
        Some(",") => Habit::Stated(Decimal::Comma),
        Some(_) => Habit::Stated(Decimal::Point),
        None => lines.iter().map(|line| habit_of(pay, line)).fold(Seen::Nothing, Seen::and).habit(),
    }
}

/// How a row writes its amounts, where they show it; else as the table does.
pub(super) fn row_habit(table: Habit, pay: &[PayColumns], line: &Line) -> Habit {
    match (table, habit_of(pay, line).habit()) {
        (Habit::Stated(_), _) | (_, Habit::Open) => table,
        (_, own) => own,
    }
}

fn habit_of(pay: &[PayColumns], line: &Line) -> Seen {
    let texts = pay.iter().flat_map(PayColumns::all).map(|column| line.get(column));
    let seen = texts.filter_map(shown).map(Seen::One);
    seen.fold(Seen::Nothing, Seen::and)
}

/// What amounts show of their writer's marks.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Nothing,
    One(Decimal),
    Both,
}

impl Seen {
    fn and(self, other: Seen) -> Seen {
        match (self, other) {
            (Seen::Nothing, seen) | (seen, Seen::Nothing) => seen,
            (a, b) if a == b => a,
            _ => Seen::Both,
        }
    }

    fn habit(self) -> Habit {
        match self {
            Seen::One(decimal) => Habit::Seen(decimal),
            Seen::Nothing | Seen::Both => Habit::Open,
        }
    }
}
