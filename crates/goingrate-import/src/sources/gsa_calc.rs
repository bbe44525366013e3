//! GSA CALC labour rates: what a vendor may charge the United States an hour of somebody with a
//! title, education and years. A ceiling of an agency's price, never pay.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Education, Money, Stated};
use goingrate_units::{Component, Currency, Date, Engagement, Period, PlaceId};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Order};
use crate::reading::checks::{self, stated_amount};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::{ReadTitle, folded};

/// The source.
pub struct GsaCalc;

const SLUG: &str = "gsa-calc";

const TITLE: &[&str] = &["SERVICE PROPOSED (e.g. Job Title/Task)", "Labor Category"];
const PRICE: &[&str] = &["PRICE OFFERED TO GSA (including IFF)", "Current Year Labor Price"];
const EDUCATION: &[&str] = &["MINIMUM EDUCATION/ CERTIFICATION LEVEL", "Education"];
const YEARS: &[&str] = &["MINIMUM YEARS OF EXPERIENCE", "Minimum Years Experience"];
const UNIT: &[&str] = &["UNIT OF ISSUE (e.g. Hour, Task, Sq ft)"];
const VENDOR: &[&str] = &["VENDOR NAME", "Contractor Name"];
const YEAR: &[&str] = &["CURRENT CONTRACT YEAR"];
const START: &[&str] = &["CONTRACT START DATE", "Begin Date"];

#[derive(Deserialize)]
struct Data {
    country: String,
    missing: Vec<String>,
    unit: BTreeMap<String, String>,
}

impl Source for GsaCalc {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/gsa-calc.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(&[TITLE[0], PRICE[0]]) || head.has(&[TITLE[1], PRICE[1]])
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        let at = usize::from(opened.head.has(&[TITLE[1], PRICE[1]]));
        let headings = [TITLE[at], PRICE[at]];
        let missing = answers::as_strs(&data.missing);
        let layout = Layout { missing: &missing, ..Layout::of(&headings) };
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

/// Reads lines: the columns, and what was read before.
struct Reader<'a> {
    context: Context<'a>,
    all: Columns,
    columns: FileColumns,
    country: PlaceId,
    units: BTreeMap<String, Period>,
    titles: Memo<ReadTitle>,
    education: Memo<Option<Education>>,
    texts: Interner,
}

struct FileColumns {
    title: Column,
    price: Column,
    education: Column,
    years: Column,
    unit: Column,
    vendor: Column,
    year: Column,
    start: Column,
}

impl FileColumns {
    fn find(columns: &Columns) -> Result<FileColumns, SourceError> {
        Ok(FileColumns {
            title: columns.need(TITLE)?,
            price: columns.need(PRICE)?,
            education: columns.find(EDUCATION),
            years: columns.find(YEARS),
            unit: columns.find(UNIT),
            vendor: columns.find(VENDOR),
            year: columns.find(YEAR),
            start: columns.need(START)?,
        })
    }
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let country = |slug: &str| context.taxonomy.place_of(slug);
        Ok(Reader {
            context,
            all: columns.clone(),
            columns: FileColumns::find(columns)?,
            country: answers::meaning(SLUG, "country", &data.country, country)?,
            units: answers::meanings(SLUG, &data.unit, Period::from_slug)?,
            titles: Memo::new(),
            education: Memo::new(),
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let period = self.period(line)?;
        let amount = stated_amount(line, &self.columns.price, &self.all)?;
        let at = self.at(line)?;
        let text = line.get(&self.columns.title);
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        let role = checks::role(&title, text, &self.columns.title)?;
        let (component, basis) = (Component::HourlyRate, Basis::Gross);
        let money = Money { component, basis, currency: Currency::USD, period };
        let mut key = CellKey::new(role, self.country, money, at.year());
        key.level = title.level;
        key.title = self.texts.get(text);
        key.engagement = Engagement::Agency;
        key.stated = Stated::Ceiling;
        self.asked_for(line, &mut key, row);
        checks::pay(amount, &key, at, &self.context, &self.columns.price)?;
        row.record(key, amount);
        Ok(())
    }

    /// The unit of the price; an hour where the table has no such column.
    fn period(&self, line: &Line) -> Result<Period, Rejection> {
        let column = &self.columns.unit;
        let Some(text) = line.stated(column, &self.all) else { return Ok(Period::Hour) };
        let period = self.units.get(&folded(text)).copied();
        period.ok_or_else(|| Rejection::new(Reason::UnknownPeriod, &column.name, text))
    }

    /// The start of the contract's year that the price is of.
    fn at(&self, line: &Line) -> Result<Date, Rejection> {
        let column = &self.columns.start;
        let start = answers::day(line.get(column), Order::MonthFirst);
        let start = start.ok_or_else(|| line.rejected(Reason::BadDate, column))?;
        let years: i16 = line.get(&self.columns.year).parse().unwrap_or(1).clamp(1, 20);
        // The first of a month is in every year.
        let at = Date::new(start.year().saturating_add(years - 1), start.month(), 1);
        Ok(at.unwrap_or(start))
    }

    /// What the vendor promises of the person: at least these years and this education.
    fn asked_for(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let columns = &self.columns;
        let none = BTreeMap::new();
        key.years = answers::years(line.stated(&columns.years, &self.all), &none, row);
        if let Some(text) = line.stated(&columns.education, &self.all) {
            let details = self.context.details;
            key.education = self.education.get(text, |text| details.education(text));
            row.remarks.extend(key.education.is_none().then_some(Remark::UnknownDetail));
        }
        let vendor = folded(line.get(&columns.vendor));
        key.employer = self.texts.get(&vendor);
    }
}
