//! The ai-jobs salaries (`salaries.csv`): title, level in four codes, pay in its own currency,
//! country, remote share, headcount. Exact duplicates are half of it: used, and counted.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Headcount, Money, Remote, Shares};
use goingrate_units::{Component, Currency, Date, Engagement, LevelId, Period};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::checks::{self, amount};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source, answers};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::{Places, ReadTitle};

/// The source.
pub struct AiJobs;

const SLUG: &str = "ai-jobs";

const HEADINGS: &[&str] = &["work_year", "experience_level", "job_title", "company_location"];

#[derive(Deserialize)]
struct Data {
    level: BTreeMap<String, Vec<String>>,
    engagement: BTreeMap<String, String>,
    part_time: PartTime,
    headcount: BTreeMap<String, [u32; 2]>,
    remote: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct PartTime {
    codes: Vec<String>,
}

impl Source for AiJobs {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/ai-jobs.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(HEADINGS) && head.has(&["employment_type", "salary_currency"])
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
    columns: FileColumns,
    levels: BTreeMap<String, Shares<LevelId>>,
    engagements: BTreeMap<String, Engagement>,
    part_time: Vec<String>,
    headcounts: BTreeMap<String, Headcount>,
    remotes: BTreeMap<String, Remote>,
    titles: Memo<ReadTitle>,
    places: Places<'a>,
    texts: Interner,
}

struct FileColumns {
    year: Column,
    level: Column,
    employment: Column,
    title: Column,
    salary: Column,
    currency: Column,
    place: Column,
    remote: Column,
    headcount: Column,
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let level = |slug: &str| context.taxonomy.level_of(slug);
        Ok(Reader {
            context,
            columns: FileColumns::find(columns)?,
            levels: answers::shared(SLUG, &data.level, level)?,
            engagements: answers::meanings(SLUG, &data.engagement, Engagement::from_slug)?,
            part_time: data.part_time.codes.clone(),
            headcounts: answers::headcounts(SLUG, &data.headcount)?,
            remotes: answers::meanings(SLUG, &data.remote, Remote::from_slug)?,
            titles: Memo::new(),
            places: Places::new(context.taxonomy),
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let columns = &self.columns;
        let of = |reason, column: &Column| line.rejected(reason, column);
        let year = line.get(&columns.year).parse::<i16>().ok();
        let at = year.and_then(|year| Date::new(year, 7, 2).ok());
        let (at, year) = at.zip(year).ok_or_else(|| of(Reason::BadDate, &columns.year))?;
        let employment = line.get(&columns.employment);
        if self.part_time.iter().any(|code| code == employment) {
            return Err(of(Reason::PartTime, &columns.employment));
        }
        let engagement = self.engagements.get(employment).copied();
        let engagement = engagement.ok_or_else(|| of(Reason::NotEmployed, &columns.employment))?;
        let currency: Result<Currency, _> = line.get(&columns.currency).parse();
        let currency = currency.map_err(|_| of(Reason::UnknownCurrency, &columns.currency))?;
        let place = self.places.country(line.get(&columns.place));
        let place = place.ok_or_else(|| of(Reason::UnknownPlace, &columns.place))?;
        let amount = amount(line, &columns.salary)?;
        let text = line.get(&columns.title);
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        let role = checks::role(&title, text, &columns.title)?;
        let (component, basis) = (Component::BaseSalary, Basis::Gross);
        let money = Money { component, basis, currency, period: Period::Year };
        let mut key = CellKey::new(role, place, money, year);
        let level = line.get(&columns.level);
        key.level_text = self.texts.get(level);
        key.level = match title.level.is_unknown() {
            true => self.levels.get(level).cloned(),
            false => Some(title.level),
        }
        .unwrap_or_else(Shares::unknown);
        let in_its_own_words = key.level.is_unknown() && !level.is_empty();
        row.remarks.extend(in_its_own_words.then_some(Remark::UnknownLevel));
        key.title = self.texts.get(text);
        key.remote = self.remotes.get(line.get(&columns.remote)).copied();
        key.headcount = self.headcounts.get(line.get(&columns.headcount)).copied();
        key.engagement = engagement;
        checks::pay(amount, &key, at, &self.context, &columns.salary)?;
        row.record(key, amount);
        Ok(())
    }
}

impl FileColumns {
    fn find(columns: &Columns) -> Result<FileColumns, SourceError> {
        Ok(FileColumns {
            year: columns.need(&["work_year"])?,
            level: columns.need(&["experience_level"])?,
            employment: columns.need(&["employment_type"])?,
            title: columns.need(&["job_title"])?,
            salary: columns.need(&["salary"])?,
            currency: columns.need(&["salary_currency"])?,
            place: columns.need(&["company_location"])?,
            remote: columns.find(&["remote_ratio"]),
            headcount: columns.find(&["company_size"]),
        })
    }
}
