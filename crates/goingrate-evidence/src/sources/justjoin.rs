//! Polish job postings of 2024 (justjoin.it): ranges of a month's pay for contract (B2B) and for
//! employment of the same job, each end a record of its own; 0 is not offered. Skills are columns
//! of 0 and 1.

use std::collections::BTreeMap;

use goingrate_units::{Component, Currency, Date, Engagement, LevelId, Period, PlaceId};
use serde::Deserialize;

use super::answers::{self, Skills};
use super::checks::{self, number};
use super::{Aside, Context, Interner, Memo, Reason, Remark, Row, Sink, Source, SourceError};
use crate::table::{Column, Columns, Head, Layout, Line, Opened};
use crate::{Basis, CellKey, Money, ReadTitle, Record, Remote, RowHash, Shares, Stated, table};

/// The source.
pub struct JustJoin;

const SLUG: &str = "justjoin";

const HEADINGS: &[&str] = &["title", "min_b2b", "max_b2b", "min_uop", "max_uop"];

/// The two offers of a posting, and the columns of the ends of their ranges.
const OFFERS: [(Engagement, &str, &str); 2] =
    [(Engagement::Freelance, "min_b2b", "max_b2b"), (Engagement::Employee, "min_uop", "max_uop")];

#[derive(Deserialize)]
struct Data {
    as_of: String,
    country: String,
    currency: String,
    part_time: Vec<String>,
    level: BTreeMap<String, Vec<String>>,
    remote: BTreeMap<String, String>,
    skill: BTreeMap<String, String>,
}

impl Source for JustJoin {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/justjoin.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(HEADINGS) && head.has(&["experience_code", "operating_mode_code"])
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = super::data(SLUG, self.data())?;
        table::read(opened, &Layout::of(HEADINGS), sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

/// Reads lines: the columns, the codes, and what was read before.
struct Reader<'a> {
    context: Context<'a>,
    at: Date,
    country: PlaceId,
    currency: Currency,
    part_time: Vec<String>,
    levels: BTreeMap<String, Shares<LevelId>>,
    remotes: BTreeMap<String, Remote>,
    title: Column,
    level: Column,
    remote: Column,
    offers: Vec<(Engagement, Column, Column)>,
    skill_columns: Vec<Column>,
    titles: Memo<ReadTitle>,
    skills: Skills<'a>,
    texts: Interner,
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let taxonomy = context.taxonomy;
        let bad = |field: &str, value: &str| super::bad_data(SLUG, field, value, "unknown");
        let at = data.as_of.parse().map_err(|_| bad("as_of", &data.as_of))?;
        let offer = |(engagement, low, high): (Engagement, &str, &str)| {
            Ok((engagement, columns.need(&[low])?, columns.need(&[high])?))
        };
        let remote = columns.find(&["operating_mode_code"]);
        // The columns behind the codes are skills.
        let behind = columns.headings().iter().skip_while(|name| **name != remote.name).skip(1);
        Ok(Reader {
            context,
            at: context.as_of.unwrap_or(at),
            country: taxonomy
                .place_of(&data.country)
                .ok_or_else(|| bad("country", &data.country))?,
            currency: data.currency.parse().map_err(|_| bad("currency", &data.currency))?,
            part_time: data.part_time.clone(),
            levels: answers::shared(SLUG, &data.level, |slug| taxonomy.level_of(slug))?,
            remotes: answers::meanings(SLUG, &data.remote, Remote::from_slug)?,
            title: columns.need(&["title"])?,
            level: columns.find(&["experience_code"]),
            offers: OFFERS.into_iter().map(offer).collect::<Result<_, SourceError>>()?,
            skill_columns: behind.map(|name| columns.find(&[name])).collect(),
            remote,
            titles: Memo::new(),
            skills: Skills::new(SLUG, &data.skill, &[], taxonomy)?,
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Aside> {
        let text = line.get(&self.title);
        let lower = text.to_lowercase();
        if self.part_time.iter().any(|word| lower.contains(word)) {
            return Err(Aside::new(Reason::PartTime, &self.title.name, text));
        }
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        let role = checks::role(&title, text, &self.title)?;
        let (component, basis) = (Component::BaseSalary, Basis::Gross);
        let money = Money { component, basis, currency: self.currency, period: Period::Month };
        let mut key = CellKey::new(role, self.country, money, self.at.year());
        key.level = self.level(&title, line.get(&self.level));
        key.title = self.texts.get(text);
        key.remote = self.remotes.get(line.get(&self.remote)).copied();
        let marked = self.skill_columns.iter().filter(|column| line.get(column) == "1");
        self.skills.read(marked.map(|column| column.name.as_str()), &mut key, row);
        self.offers(line, &key, row)
    }

    /// The rung of the title where it says one, else that of the board's code.
    fn level(&self, title: &ReadTitle, code: &str) -> Shares<LevelId> {
        let of_code = || self.levels.get(code).cloned().unwrap_or_else(Shares::unknown);
        if title.level.is_unknown() { of_code() } else { title.level.clone() }
    }

    /// Two records for each offer. An offer that cannot be is left out if the other can.
    fn offers(&self, line: &Line, key: &CellKey, row: &mut Row) -> Result<(), Aside> {
        let mut first_fault = None;
        for (engagement, low, high) in &self.offers {
            let key = CellKey { engagement: *engagement, ..key.clone() };
            match self.range(line, low, high, &key) {
                Ok([low, high]) => {
                    for (stated, amount) in [(Stated::RangeLow, low), (Stated::RangeHigh, high)] {
                        let key = CellKey { stated, ..key.clone() };
                        row.records.push(Record { key, amount, row: RowHash(0) });
                    }
                }
                Err(aside) if aside.reason == Reason::MissingPay => {}
                Err(aside) => {
                    first_fault.get_or_insert(aside);
                }
            }
        }
        match first_fault {
            Some(aside) if row.records.is_empty() => Err(aside),
            None if row.records.is_empty() => {
                let low = &self.offers[0].1;
                Err(Aside::new(Reason::MissingPay, &low.name, line.get(low)))
            }
            fault => {
                row.remarks.extend(fault.map(|_| Remark::ImpossibleComponent));
                Ok(())
            }
        }
    }

    fn range(
        &self,
        line: &Line,
        low: &Column,
        high: &Column,
        key: &CellKey,
    ) -> Result<[f64; 2], Aside> {
        let of = |reason, column: &Column| Aside::new(reason, &column.name, line.get(column));
        let end = |column: &Column| match number(line.get(column)) {
            Some(amount) => Ok(amount),
            None if line.get(column).is_empty() => Ok(0.0),
            None => Err(of(Reason::ImpossiblePay, column)),
        };
        let ends = [end(low)?, end(high)?];
        match ends {
            [0.0, 0.0] => return Err(of(Reason::MissingPay, low)),
            [from, to] if !(0.0 < from && from <= to) => return Err(of(Reason::BadRange, low)),
            _ => {}
        }
        for (amount, column) in ends.into_iter().zip([low, high]) {
            checks::pay(amount, key, self.at, &self.context, column)?;
        }
        Ok(ends)
    }
}
