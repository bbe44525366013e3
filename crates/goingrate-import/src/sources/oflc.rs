//! OFLC prevailing wages: four levels by area and occupation, which a formula computes from the
//! survey of the Bureau of Labor Statistics. They are imported as computed figures, so that nothing
//! takes them for evidence of their own.

use goingrate_evidence::{Basis, CellKey, Money, Shares, Stated, SummaryQuantiles};
use goingrate_units::{Component, Currency, Date, Period};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::Interner;
use crate::reading::answers::{self, as_strs};
use crate::reading::checks::{self, number};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};

/// The source.
pub struct Oflc;

const SLUG: &str = "oflc";

const EXPORT: &[&str] = &["Area", "SocCode", "Level1", "Level4"];
const BY_OCCUPATION: &[&str] = &["soc", "area_id", "l1", "l4"];

#[derive(Deserialize)]
struct Data {
    as_of: String,
    levels: Vec<Level>,
}

#[derive(Deserialize)]
struct Level {
    name: String,
    headings: Vec<String>,
}

impl Source for Oflc {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/oflc.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(EXPORT) || head.has(BY_OCCUPATION)
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        let headings = if opened.head.has(EXPORT) { EXPORT } else { BY_OCCUPATION };
        table::read(opened, &Layout::of(headings), sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

/// Reads lines: an area and occupation with four wages of an hour.
struct Reader<'a> {
    context: Context<'a>,
    at: Date,
    area: Column,
    occupation: Column,
    levels: Vec<(String, Column)>,
    texts: Interner,
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let at = answers::date(SLUG, "as_of", &data.as_of)?;
        let level =
            |level: &Level| Ok((level.name.clone(), columns.need(&as_strs(&level.headings))?));
        Ok(Reader {
            context,
            at: context.as_of.unwrap_or(at),
            area: columns.need(&["Area", "area_id"])?,
            occupation: columns.need(&["SocCode", "soc"])?,
            levels: data.levels.iter().map(level).collect::<Result<_, SourceError>>()?,
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let of = |reason, column: &Column| line.rejected(reason, column);
        let taxonomy = self.context.taxonomy;
        let role = taxonomy.role_by_soc(line.get(&self.occupation));
        let role = role.ok_or_else(|| of(Reason::OtherWork, &self.occupation))?;
        let area = format!("{:0>7}", line.get(&self.area));
        let place = taxonomy.place_by_official_code(&area);
        let place = place.ok_or_else(|| of(Reason::UnknownPlace, &self.area))?;
        let money = Money {
            component: Component::BaseSalary,
            basis: Basis::Gross,
            currency: Currency::USD,
            period: Period::Hour,
        };
        let mut key = CellKey::new(Shares::certain(role), place, money, self.at.year());
        key.stated = Stated::Computed;
        self.wages(line, &key, row)?;
        let assumed = self.context.as_of.is_none();
        row.remarks.extend(assumed.then_some(Remark::AssumedDate));
        Ok(())
    }

    /// The wages, each a figure of its level's own words; they rise with the level.
    fn wages(&mut self, line: &Line, key: &CellKey, row: &mut Row) -> Result<(), Rejection> {
        let mut before = 0.0;
        for (name, column) in &self.levels {
            let text = line.get(column);
            let of = |reason| Rejection::new(reason, &column.name, text);
            let wage = match number(text) {
                None if text.is_empty() => return Err(of(Reason::MissingPay)),
                None => return Err(of(Reason::Unreadable)),
                Some(0.0) => return Err(of(Reason::MissingPay)),
                Some(wage) if wage < before => return Err(of(Reason::BadRange)),
                Some(wage) => wage,
            };
            before = wage;
            let key = CellKey { level_text: self.texts.get(name), ..key.clone() };
            checks::pay(wage, &key, self.at, &self.context, column)?;
            row.published.push(SummaryQuantiles { mean: Some(wage), ..SummaryQuantiles::new(key) });
        }
        Ok(())
    }
}
