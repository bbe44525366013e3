//! Polish job postings of 2024 (justjoin.it): ranges of a month's pay for contract (B2B) and for
//! employment of the same job, each end a record of its own; 0 is not offered. Skills are columns
//! of 0 and 1.
//!
//! The file repeats a posting for every city, at times with other skills ticked. A posting is used
//! once, at its first line and with that line's skills: all that its copies tick would need the
//! whole file at hand.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Money, Remote, RowHash, Shares, Stated};
use goingrate_units::{Component, Currency, Date, Engagement, LevelId, Period, PlaceId};
use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Skills};
use crate::reading::checks::{self, number};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::ReadTitle;

/// The source.
pub struct JustJoin;

const SLUG: &str = "justjoin";

const HEADINGS: &[&str] = &["title", "min_b2b", "max_b2b", "min_uop", "max_uop"];
const LEVEL: &str = "experience_code";
const REMOTE: &str = "operating_mode_code";

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
        head.has(HEADINGS) && head.has(&[LEVEL, REMOTE])
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
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
    /// What makes two lines the same posting.
    posting: Vec<Column>,
    /// The postings of earlier lines.
    seen: FxHashSet<RowHash>,
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
        let at = answers::date(SLUG, "as_of", &data.as_of)?;
        let country = |slug: &str| taxonomy.place_of(slug);
        let offer = |(engagement, low, high): (Engagement, &str, &str)| {
            Ok((engagement, columns.need(&[low])?, columns.need(&[high])?))
        };
        let remote = columns.find(&[REMOTE]);
        // The columns behind the codes are skills.
        let behind = columns.headings().iter().skip_while(|name| **name != remote.name).skip(1);
        let same = HEADINGS.iter().chain(&[LEVEL, REMOTE]);
        Ok(Reader {
            context,
            at: context.as_of.unwrap_or(at),
            country: answers::meaning(SLUG, "country", &data.country, country)?,
            currency: answers::meaning(SLUG, "currency", &data.currency, |c| c.parse().ok())?,
            part_time: data.part_time.clone(),
            levels: answers::shared(SLUG, &data.level, |slug| taxonomy.level_of(slug))?,
            remotes: answers::meanings(SLUG, &data.remote, Remote::from_slug)?,
            title: columns.need(&["title"])?,
            level: columns.find(&[LEVEL]),
            offers: OFFERS.into_iter().map(offer).collect::<Result<_, SourceError>>()?,
            skill_columns: behind.map(|name| columns.find(&[name])).collect(),
            posting: same.map(|name| columns.find(&[name])).collect(),
            seen: FxHashSet::default(),
            remote,
            titles: Memo::new(),
            skills: Skills::new(SLUG, &data.skill, &[], taxonomy)?,
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let text = line.get(&self.title);
        let posting = RowHash::of(self.posting.iter().map(|column| line.get(column)));
        if !self.seen.insert(posting) {
            return Err(Rejection::new(Reason::RepeatedPosting, &self.title.name, text));
        }
        let lower = text.to_lowercase();
        if self.part_time.iter().any(|word| lower.contains(word)) {
            return Err(Rejection::new(Reason::PartTime, &self.title.name, text));
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
    fn offers(&self, line: &Line, key: &CellKey, row: &mut Row) -> Result<(), Rejection> {
        let mut first_fault = None;
        for (engagement, low, high) in &self.offers {
            let key = CellKey { engagement: *engagement, ..key.clone() };
            match self.range(line, low, high, &key) {
                Ok([low, high]) => {
                    for (stated, amount) in [(Stated::RangeLow, low), (Stated::RangeHigh, high)] {
                        let key = CellKey { stated, ..key.clone() };
                        row.record(key, amount);
                    }
                }
                Err(rejection) if rejection.reason == Reason::MissingPay => {}
                Err(rejection) => {
                    first_fault.get_or_insert(rejection);
                }
            }
        }
        match first_fault {
            Some(rejection) if row.records.is_empty() => Err(rejection),
            None if row.records.is_empty() => {
                let low = &self.offers[0].1;
                Err(line.rejected(Reason::MissingPay, low))
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
    ) -> Result<[f64; 2], Rejection> {
        let of = |reason, column: &Column| line.rejected(reason, column);
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
