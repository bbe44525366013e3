//! The Occupational Employment and Wage Statistics of the Bureau of Labor Statistics: percentiles of
//! yearly pay by occupation and area, with jobs and standard errors, in three layouts: the flat table
//! (`annual_p10`), "all data" (`A_PCT10`, CSV or xlsx), and the time series (`oe.data`), which has a
//! figure a line and the subject in its id.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Money, Shares, SummaryQuantiles};
use goingrate_units::{Component, Currency, Date, IndustryId, Period, PlaceId, RoleId, Taxonomy};
use serde::Deserialize;

use crate::error::SourceError;
use crate::reading::answers::{self, as_strs};
use crate::reading::checks::{self, number};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};

/// The source.
pub struct Oews;

const SLUG: &str = "oews";

const FLAT: &[&str] = &["area_code", "soc", "annual_p10", "annual_p90"];
const ALL_DATA: &[&str] = &["AREA", "OCC_CODE", "A_PCT10", "A_PCT90"];
const SERIES: &[&str] = &["series_id", "year", "period", "value"];

/// What the ids of the series begin with.
const SERIES_OF: &str = "OEU";

#[derive(Deserialize)]
struct Data {
    as_of: String,
    all_industries: String,
    all_occupations: String,
    missing: Vec<String>,
    top_coded: String,
    top_footnotes: Vec<String>,
    yearly: String,
    areas: Areas,
    top_code: BTreeMap<String, f64>,
    column: BTreeMap<String, Vec<String>>,
    quantile: Vec<Quantile>,
    datatype: DataTypes,
}

/// How the areas of "all data" are coded.
#[derive(Clone, Deserialize)]
struct Areas {
    nation: Vec<String>,
    states: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Quantile {
    p: f64,
    headings: Vec<String>,
    datatype: String,
}

/// Codes of the figures of the time series.
#[derive(Clone, Deserialize)]
struct DataTypes {
    count: String,
    count_error: String,
    mean: String,
    mean_error: String,
}

impl Source for Oews {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/oews.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(FLAT) || head.has(ALL_DATA) || (head.has(SERIES) && head.begins_with(SERIES_OF))
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        let missing = as_strs(&data.missing);
        let layouts = [FLAT, ALL_DATA, SERIES];
        let headings = layouts.into_iter().find(|layout| opened.head.has(layout)).unwrap_or(FLAT);
        let layout = Layout { missing: &missing, ..Layout::of(headings) };
        let codes = Codes { data: &data, context: *context };
        table::read(opened, &layout, sink, |columns| match headings == SERIES {
            true => {
                let reader = Series::new(codes, columns)?;
                Ok(Box::new(move |line, row| reader.row(line, row)))
            }
            false => {
                let reader = Table::new(codes, columns)?;
                Ok(Box::new(move |line, row| reader.row(line, row)))
            }
        })
    }
}

/// The publisher's codes, to what they mean here.
#[derive(Clone, Copy)]
struct Codes<'a> {
    data: &'a Data,
    context: Context<'a>,
}

impl<'a> Codes<'a> {
    fn taxonomy(&self) -> &'a Taxonomy {
        self.context.taxonomy
    }

    fn place(&self, code: &str, column: &Column) -> Result<PlaceId, Rejection> {
        let place = self.taxonomy().place_by_official_code(code);
        place.ok_or_else(|| Rejection::new(Reason::UnknownPlace, &column.name, code))
    }

    fn role(&self, code: &str, column: &Column) -> Result<RoleId, Rejection> {
        let reason = match code == self.data.all_occupations {
            true => Reason::Total,
            false => Reason::OtherWork,
        };
        let role = self.taxonomy().role_by_soc(code).filter(|_| reason != Reason::Total);
        role.ok_or_else(|| Rejection::new(reason, &column.name, code))
    }

    /// `None` is all industries.
    fn industry(&self, code: &str, column: &Column) -> Result<Option<IndustryId>, Rejection> {
        if code.is_empty() {
            return Ok(None);
        }
        // A workbook may hold the code as a number, and has lost its zeros then.
        let digits = code.bytes().all(|b| b.is_ascii_digit());
        let code = if digits { format!("{code:0>6}") } else { code.to_owned() };
        if code == self.data.all_industries {
            return Ok(None);
        }
        let industry = self.taxonomy().industry_by_official_code(&code);
        let rejection = || Rejection::new(Reason::UnknownIndustry, &column.name, &code);
        industry.map(Some).ok_or_else(rejection)
    }

    fn key(
        &self,
        role: RoleId,
        place: PlaceId,
        industry: Option<IndustryId>,
        year: i16,
    ) -> CellKey {
        let money = Money {
            component: Component::BaseSalary,
            basis: Basis::Gross,
            currency: Currency::USD,
            period: Period::Year,
        };
        let mut key = CellKey::new(Shares::certain(role), place, money, year);
        key.industry = industry;
        key
    }

    /// The top code of a year. It never falls, so the newest known one of earlier years is a bound
    /// for later ones too.
    fn top_code(&self, year: i16) -> Option<f64> {
        let known = self.data.top_code.iter();
        let until = known.filter(|(of, _)| of.parse::<i16>().is_ok_and(|of| of <= year));
        until.map(|(_, top)| *top).reduce(f64::max)
    }
}

/// Reads the flat table and "all data".
struct Table<'a> {
    codes: Codes<'a>,
    all: Columns,
    at: Date,
    assumed: bool,
    area: Column,
    area_type: Column,
    occupation: Column,
    industry: Column,
    count: Column,
    count_error: Column,
    mean: Column,
    mean_error: Column,
    quantiles: Vec<(f64, Column)>,
}

impl<'a> Table<'a> {
    fn new(codes: Codes<'a>, columns: &Columns) -> Result<Table<'a>, SourceError> {
        let data = codes.data;
        let card = answers::date(SLUG, "as_of", &data.as_of)?;
        let find = |headings: &[String]| columns.find(&as_strs(headings));
        let column = |name: &str| {
            let headings = answers::meaning(SLUG, "column", name, |name| data.column.get(name));
            headings.map(|headings| find(headings))
        };
        Ok(Table {
            codes,
            all: columns.clone(),
            at: codes.context.as_of.unwrap_or(card),
            assumed: codes.context.as_of.is_none(),
            area: column("area")?,
            area_type: column("area_type")?,
            occupation: column("occupation")?,
            industry: column("industry")?,
            count: column("count")?,
            count_error: column("count_error")?,
            mean: column("mean")?,
            mean_error: column("mean_error")?,
            quantiles: data.quantile.iter().map(|q| (q.p, find(&q.headings))).collect(),
        })
    }

    fn row(&self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let role = self.codes.role(line.get(&self.occupation), &self.occupation)?;
        let industry = self.codes.industry(line.get(&self.industry), &self.industry)?;
        let place = self.codes.place(&self.area_code(line), &self.area)?;
        let key = self.codes.key(role, place, industry, self.at.year());
        let mut published = SummaryQuantiles::new(key);
        for (p, column) in &self.quantiles {
            self.figure(line, *p, column, &mut published)?;
        }
        let amounts = published.quantiles.iter().chain(&published.at_least).map(|figure| figure.1);
        if !amounts.is_sorted() {
            let first = &self.quantiles[0].1;
            return Err(line.rejected(Reason::BadRange, first));
        }
        published.mean = self.stated(line, &self.mean)?;
        if let Some(mean) = published.mean {
            checks::pay(mean, &published.key, self.at, &self.codes.context, &self.mean)?;
        }
        let percent = |column| Ok(self.stated(line, column)?.map(|percent| percent / 100.0));
        published.mean_error = percent(&self.mean_error)?;
        published.count_error = percent(&self.count_error)?;
        published.count = self.stated(line, &self.count)?.map(|count| count as u64);
        if published.quantiles.is_empty() && published.mean.is_none() {
            return Err(line.rejected(Reason::MissingPay, &self.mean));
        }
        row.remarks.extend(self.assumed.then_some(Remark::AssumedDate));
        row.published.push(published);
        Ok(())
    }

    /// The seven digits of an area: of "all data", the nation is 99, a state two digits.
    fn area_code(&self, line: &Line) -> String {
        let (code, kind) = (line.get(&self.area), line.get(&self.area_type));
        let is = |kinds: &[String]| kinds.iter().any(|one| one == kind);
        let Areas { nation, states } = &self.codes.data.areas;
        match () {
            () if is(nation) && code.len() < 7 => "0".repeat(7),
            () if is(states) && code.len() < 7 => format!("{code:0>2}00000"),
            () => format!("{code:0>7}"),
        }
    }

    /// One percentile, or that it is at least the top code.
    fn figure(
        &self,
        line: &Line,
        p: f64,
        column: &Column,
        published: &mut SummaryQuantiles,
    ) -> Result<(), Rejection> {
        if line.get(column) == self.codes.data.top_coded {
            let top = self.codes.top_code(self.at.year());
            published.at_least.extend(top.map(|top| (p, top)));
            return Ok(());
        }
        if let Some(amount) = self.stated(line, column)? {
            checks::pay(amount, &published.key, self.at, &self.codes.context, column)?;
            published.quantiles.push((p, amount));
        }
        Ok(())
    }

    /// A figure that is not missing and not a top code.
    fn stated(&self, line: &Line, column: &Column) -> Result<Option<f64>, Rejection> {
        let Some(text) = line.stated(column, &self.all) else { return Ok(None) };
        if text == self.codes.data.top_coded {
            return Ok(None);
        }
        let figure = number(text).filter(|figure| figure.is_finite() && *figure >= 0.0);
        figure.map(Some).ok_or_else(|| Rejection::new(Reason::Unreadable, &column.name, text))
    }
}

/// Reads the time series: the roll-up puts the lines of one subject together.
struct Series<'a> {
    codes: Codes<'a>,
    all: Columns,
    id: Column,
    year: Column,
    period: Column,
    value: Column,
    footnotes: Column,
}

/// What an id says: `OEUN` area (7), industry (6), occupation (6), figure (2).
struct Subject<'i> {
    area: &'i str,
    industry: &'i str,
    occupation: String,
    figure: &'i str,
}

impl<'i> Subject<'i> {
    fn read(id: &'i str) -> Option<Subject<'i>> {
        let ours = id.len() == 25 && id.is_ascii() && id.starts_with(SERIES_OF);
        ours.then(|| Subject {
            area: &id[4..11],
            industry: &id[11..17],
            occupation: format!("{}-{}", &id[17..19], &id[19..23]),
            figure: &id[23..25],
        })
    }
}

impl<'a> Series<'a> {
    fn new(codes: Codes<'a>, columns: &Columns) -> Result<Series<'a>, SourceError> {
        Ok(Series {
            codes,
            all: columns.clone(),
            id: columns.need(&["series_id"])?,
            year: columns.need(&["year"])?,
            period: columns.need(&["period"])?,
            value: columns.need(&["value"])?,
            footnotes: columns.find(&["footnote_codes"]),
        })
    }

    fn row(&self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let of = |reason, column: &Column| line.rejected(reason, column);
        let subject = Subject::read(line.get(&self.id));
        let subject = subject.ok_or_else(|| of(Reason::Unreadable, &self.id))?;
        if line.get(&self.period) != self.codes.data.yearly {
            return Err(of(Reason::UnknownPeriod, &self.period));
        }
        let year: Option<i16> = line.get(&self.year).parse().ok();
        let at = year.and_then(|year| Date::new(year, 5, 1).ok());
        let at = at.ok_or_else(|| of(Reason::BadDate, &self.year))?;
        let role = self.codes.role(&subject.occupation, &self.id)?;
        let industry = self.codes.industry(subject.industry, &self.id)?;
        let place = self.codes.place(subject.area, &self.id)?;
        let key = self.codes.key(role, place, industry, at.year());
        let published = self.published(line, subject.figure, SummaryQuantiles::new(key), at)?;
        row.published.push(published);
        Ok(())
    }

    /// The one figure of a line.
    fn published(
        &self,
        line: &Line,
        figure: &str,
        mut published: SummaryQuantiles,
        at: Date,
    ) -> Result<SummaryQuantiles, Rejection> {
        let data = self.codes.data;
        let quantile = data.quantile.iter().find(|q| q.datatype == figure);
        let top = data.top_footnotes.iter().any(|code| code == line.get(&self.footnotes));
        let value = self.value(line, at, top);
        let pay = |amount: f64| {
            checks::pay(amount, &published.key, at, &self.codes.context, &self.value)
                .map(|()| amount)
        };
        match quantile {
            Some(Quantile { p, .. }) if top => published.at_least = vec![(*p, pay(value?)?)],
            Some(Quantile { p, .. }) => published.quantiles = vec![(*p, pay(value?)?)],
            None if figure == data.datatype.mean => published.mean = Some(pay(value?)?),
            None if figure == data.datatype.mean_error => {
                published.mean_error = Some(value? / 100.0)
            }
            None if figure == data.datatype.count => published.count = Some(value? as u64),
            None if figure == data.datatype.count_error => {
                published.count_error = Some(value? / 100.0);
            }
            None => return Err(line.rejected(Reason::OtherFigure, &self.id)),
        }
        Ok(published)
    }

    fn value(&self, line: &Line, at: Date, top: bool) -> Result<f64, Rejection> {
        let of = |reason| line.rejected(reason, &self.value);
        let top_code = top.then(|| self.codes.top_code(at.year())).flatten();
        let stated = line.stated(&self.value, &self.all);
        match (stated, top_code) {
            (None, Some(top_code)) => Ok(top_code),
            (None, None) => Err(of(Reason::MissingPay)),
            (Some(text), _) => {
                let figure = number(text).filter(|figure| figure.is_finite() && *figure >= 0.0);
                figure.ok_or_else(|| of(Reason::Unreadable))
            }
        }
    }
}
