//! Labour condition applications (H-1B) of the United States: the disclosure files of the
//! Department of Labor, one filing a row, and a summary by metro and occupation that gives the
//! number of filings and their median (its P99 is one employer's word, not a level of pay).

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Money, Shares, Stated, SummaryQuantiles};
use goingrate_units::{Component, Currency, Date, Period, PlaceId, RoleId};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Order};
use crate::reading::checks::{self, amount, number};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::{Places, ReadTitle, TitleRole, folded};

/// The source.
pub struct Lca;

const SLUG: &str = "lca";

const DISCLOSURE: &[&str] = &["CASE_STATUS", "JOB_TITLE", "SOC_CODE"];
const SUMMARY: &[&str] = &["cbsa", "soc", "n_filings", "median"];

#[derive(Deserialize)]
struct Data {
    summary_as_of: String,
    certified: Vec<String>,
    unit: BTreeMap<String, Unit>,
}

/// A unit of pay: the period, and how many of it the amount is for.
#[derive(Clone, Deserialize)]
struct Unit {
    period: String,
    #[serde(default = "one")]
    times: f64,
}

fn one() -> f64 {
    1.0
}

impl Source for Lca {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/lca.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(DISCLOSURE) || head.has(SUMMARY)
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        if opened.head.has(SUMMARY) {
            return table::read(opened, &Layout::of(SUMMARY), sink, |columns| {
                let mut reader = Summary::new(&data, columns, *context)?;
                Ok(Box::new(move |line, row| reader.row(line, row)))
            });
        }
        let layout = Layout { not_content: &["CASE_NUMBER"], ..Layout::of(DISCLOSURE) };
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Filings::new(&data, columns, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

fn offered(currency: Currency, period: Period) -> Money {
    Money { component: Component::BaseSalary, basis: Basis::Gross, currency, period }
}

/// Reads filings: the columns, the words, and what was read before.
struct Filings<'a> {
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
    fn new(
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

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
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

/// The role of an occupation's code: `15-1252`, or `15-1252.00`.
fn occupation(context: Context<'_>, code: &str, column: &Column) -> Result<RoleId, Rejection> {
    let of = |reason| Rejection::new(reason, &column.name, code);
    if code.is_empty() {
        return Err(of(Reason::MissingTitle));
    }
    let six = code.split('.').next().unwrap_or_default();
    context.taxonomy.role_by_soc(six).ok_or_else(|| of(Reason::OtherWork))
}

/// Reads the summary.
struct Summary<'a> {
    context: Context<'a>,
    at: Date,
    area: Column,
    soc: Column,
    count: Column,
    median: Column,
}

impl<'a> Summary<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Summary<'a>, SourceError> {
        let at = answers::date(SLUG, "summary_as_of", &data.summary_as_of)?;
        Ok(Summary {
            context,
            at: context.as_of.unwrap_or(at),
            area: columns.need(&["cbsa"])?,
            soc: columns.need(&["soc"])?,
            count: columns.need(&["n_filings"])?,
            median: columns.need(&["median"])?,
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let code = line.get(&self.area);
        let place = self.context.taxonomy.place_by_official_code(&format!("{code:0>7}"));
        let place =
            place.ok_or_else(|| Rejection::new(Reason::UnknownPlace, &self.area.name, code))?;
        let role = Shares::certain(occupation(self.context, line.get(&self.soc), &self.soc)?);
        let median = amount(line, &self.median)?;
        let key = CellKey::new(role, place, offered(Currency::USD, Period::Year), self.at.year());
        checks::pay(median, &key, self.at, &self.context, &self.median)?;
        row.published.push(SummaryQuantiles {
            count: line.get(&self.count).parse().ok(),
            quantiles: vec![(0.5, median)],
            ..SummaryQuantiles::new(key)
        });
        Ok(())
    }
}
