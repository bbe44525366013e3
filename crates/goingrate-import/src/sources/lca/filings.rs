//! The disclosure files of the Department of Labor: one filing a row.

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, Shares, Stated};
use goingrate_units::{Currency, Date, Period, PlaceId, RoleId};

use super::{Data, SLUG, Unit, occupation, offered};
use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::Context;
use crate::reading::answers::{self, Order};
use crate::reading::checks::{self, amount, number};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::Row;
use crate::table::{Column, Columns, Line};
use crate::words::{Places, ReadTitle, TitleRole, folded};

/// Reads filings: the columns, the words, and what was read before.
pub(super) struct Filings<'a> {
    context: Context<'a>,
    columns: FileColumns,
    certified: Vec<String>,
    units: BTreeMap<String, (Period, f64)>,
    titles: Memo<ReadTitle>,
    places: Places<'a>,
    texts: Interner,
}

struct FileColumns {
    status: Column,
    title: Column,
    soc: Column,
    from: Column,
    to: Column,
    unit: Column,
    city: Column,
    state: Column,
    full_time: Column,
    level: Column,
    employer: Column,
    date: Column,
}

impl FileColumns {
    fn find(columns: &Columns) -> Result<FileColumns, SourceError> {
        let either = |name: &str| [name.to_owned(), format!("{name}_1")];
        let one_of = |name: &str| {
            let [plain, first] = either(name);
            columns.find(&[&plain, &first])
        };
        let need = |name: &str| {
            let [plain, first] = either(name);
            columns.need(&[&plain, &first])
        };
        Ok(FileColumns {
            status: columns.need(&["CASE_STATUS"])?,
            title: columns.need(&["JOB_TITLE"])?,
            soc: columns.need(&["SOC_CODE"])?,
            from: need("WAGE_RATE_OF_PAY_FROM")?,
            to: one_of("WAGE_RATE_OF_PAY_TO"),
            unit: need("WAGE_UNIT_OF_PAY")?,
            city: one_of("WORKSITE_CITY"),
            state: need("WORKSITE_STATE")?,
            full_time: columns.find(&["FULL_TIME_POSITION"]),
            level: one_of("PW_WAGE_LEVEL"),
            employer: columns.find(&["EMPLOYER_NAME"]),
            date: columns.need(&[
                "RECEIVED_DATE",
                "CASE_SUBMITTED",
                "DECISION_DATE",
                "BEGIN_DATE",
            ])?,
        })
    }
}

impl<'a> Filings<'a> {
    pub(super) fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Filings<'a>, SourceError> {
        let mut units = BTreeMap::new();
        for (word, Unit { period, times }) in &data.unit {
            let period = answers::meaning(SLUG, "unit", period, Period::from_slug)?;
            units.insert(word.clone(), (period, *times));
        }
        Ok(Filings {
            context,
            columns: FileColumns::find(columns)?,
            certified: data.certified.clone(),
            units,
            titles: Memo::new(),
            places: Places::new(context.taxonomy),
            texts: Interner::default(),
        })
    }

    pub(super) fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let columns = &self.columns;
        let of = |reason, column: &Column| line.rejected(reason, column);
        if !self.certified.contains(&folded(line.get(&columns.status))) {
            return Err(of(Reason::NotInForce, &columns.status));
        }
        if line.get(&columns.full_time).eq_ignore_ascii_case("n") {
            return Err(of(Reason::PartTime, &columns.full_time));
        }
        let at = answers::day(line.get(&columns.date), Order::MonthFirst);
        let at = at.ok_or_else(|| of(Reason::BadDate, &columns.date))?;
        let unit = self.units.get(&folded(line.get(&columns.unit))).copied();
        let (period, times) = unit.ok_or_else(|| of(Reason::UnknownPeriod, &columns.unit))?;
        let place = self.place(line, row)?;
        let (role, title) = self.role(line)?;
        let mut key = CellKey::new(role, place, offered(Currency::USD, period), at.year());
        key.level = title.level;
        let columns = &self.columns;
        key.title = self.texts.get(line.get(&columns.title));
        key.level_text = self.texts.get(line.get(&columns.level));
        key.employer = self.texts.get(&folded(line.get(&columns.employer)));
        self.pay(line, key, at, times, row)
    }

    fn place(&mut self, line: &Line, row: &mut Row) -> Result<PlaceId, Rejection> {
        let (city, state) = (line.get(&self.columns.city), line.get(&self.columns.state));
        let text = if city.is_empty() { state.to_owned() } else { format!("{city}, {state}") };
        let read = self.places.city(&text).filter(|_| !state.is_empty());
        let rejection = || Rejection::new(Reason::UnknownPlace, &self.columns.state.name, &text);
        let read = read.ok_or_else(rejection)?;
        row.remarks.extend(read.coarser.then_some(Remark::CoarserPlace));
        Ok(read.place)
    }

    /// The role of the title where it says one for certain, else that of the occupation, which also
    /// says whether the work is priced here.
    fn role(&mut self, line: &Line) -> Result<(Shares<RoleId>, ReadTitle), Rejection> {
        let columns = &self.columns;
        let (text, code) = (line.get(&columns.title), line.get(&columns.soc));
        let occupation = occupation(self.context, code, &columns.soc)?;
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        let role = match &title.role {
            TitleRole::Role(shares) if matches!(shares.likeliest(), Some((_, 100))) => {
                shares.clone()
            }
            _ => Shares::certain(occupation),
        };
        Ok((role, title))
    }

    /// One record of the wage, or one of each end of a range.
    fn pay(
        &self,
        line: &Line,
        key: CellKey,
        at: Date,
        times: f64,
        row: &mut Row,
    ) -> Result<(), Rejection> {
        let FileColumns { from, to, .. } = &self.columns;
        let low = amount(line, from)? / times;
        let high = number(line.get(to)).map(|high| high / times).filter(|high| *high > 0.0);
        let ends = match high {
            Some(high) if high < low => {
                return Err(line.rejected(Reason::BadRange, to));
            }
            Some(high) if high > low => {
                vec![(Stated::RangeLow, low, from), (Stated::RangeHigh, high, to)]
            }
            _ => vec![(Stated::Pay, low, from)],
        };
        for (stated, amount, column) in ends {
            let key = CellKey { stated, ..key.clone() };
            checks::pay(amount, &key, at, &self.context, column)?;
            row.record(key, amount);
        }
        Ok(())
    }
}
