//! The DOU.ua salary surveys of Ukraine, 2011 to 2024: take-home pay of a month in dollars (or
//! hryvnias), title, language, years, city. Headings are Russian, then Ukrainian, and change from
//! wave to wave; `data/sources/dou.toml` lists them.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Education, Headcount, Money, Remote, Shares};
use goingrate_units::{Component, Currency, Date, Engagement, LevelId, Period, PlaceId, RoleId};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Answers, Headings, Order, Skills, as_strs, layout_of};
use crate::reading::checks::{self, stated_amount};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::ReadTitle;

/// The source.
pub struct Dou;

const SLUG: &str = "dou";

/// The encoding of the older files.
const ENCODING: Option<&str> = Some("windows-1251");

#[derive(Deserialize)]
struct Data {
    missing: Vec<String>,
    not_content: Vec<String>,
    country: String,
    outside: String,
    layout: Vec<Headings>,
    wave: Vec<Wave>,
    columns: Names,
    employment: Employment,
    living: Living,
    category: Category,
    specialisation: BTreeMap<String, Vec<String>>,
    level: BTreeMap<String, Vec<String>>,
    title_level: BTreeMap<String, Vec<String>>,
    currency: BTreeMap<String, String>,
    years: BTreeMap<String, [u8; 2]>,
    education: BTreeMap<String, String>,
    headcount: BTreeMap<String, [u32; 2]>,
    remote: BTreeMap<String, String>,
    skill: BTreeMap<String, String>,
    skill_none: Answers,
}

/// A wave whose file has no dates, known by all of its headings.
#[derive(Deserialize)]
struct Wave {
    as_of: String,
    headings: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Employment {
    freelance: Vec<String>,
    part_time: Vec<String>,
    not_employed: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Living {
    abroad: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Category {
    other_work: Vec<String>,
}

/// What each column is called in one wave or another.
#[derive(Deserialize)]
struct Names {
    title: Vec<String>,
    detail: Vec<String>,
    category: Vec<String>,
    specialisation: Vec<String>,
    level: Vec<String>,
    pay: Vec<String>,
    currency: Vec<String>,
    date: Vec<String>,
    language: Vec<String>,
    years: Vec<String>,
    tenure: Vec<String>,
    education: Vec<String>,
    headcount: Vec<String>,
    city: Vec<String>,
    living: Vec<String>,
    employment: Vec<String>,
}

impl Source for Dou {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/dou.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        let data: Result<Data, SourceError> = own_data(SLUG, self.data());
        data.is_ok_and(|data| layout_of(&data.layout, head, ENCODING).is_ok())
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        let headings = layout_of(&data.layout, &opened.head, ENCODING)?;
        let dated = data.wave_of(&opened.head)?;
        let (missing, not_content) = (as_strs(&data.missing), as_strs(&data.not_content));
        let layout = Layout {
            encoding: ENCODING,
            missing: &missing,
            not_content: &not_content,
            ..Layout::of(&headings)
        };
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context, context.as_of.or(dated))?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

impl Data {
    /// When the wave of a file without dates was in the field, if it is one that is known.
    fn wave_of(&self, head: &Head) -> Result<Option<Date>, SourceError> {
        let headings = head.headings();
        let Some(wave) = self.wave.iter().find(|wave| wave.headings == headings) else {
            return Ok(None);
        };
        answers::date(SLUG, "as_of", &wave.as_of).map(Some)
    }
}

/// Reads lines: the columns, the answers, and what was read before.
struct Reader<'a> {
    context: Context<'a>,
    /// The date of rows without one.
    undated: Option<Date>,
    all: Columns,
    columns: FileColumns,
    answers: Meanings,
    country: PlaceId,
    outside: PlaceId,
    titles: Memo<ReadTitle>,
    skills: Skills<'a>,
    texts: Interner,
}

/// What the answers mean.
struct Meanings {
    employment: Employment,
    abroad: Vec<String>,
    other_work: Vec<String>,
    specialisation: BTreeMap<String, Shares<RoleId>>,
    level: BTreeMap<String, Shares<LevelId>>,
    title_level: BTreeMap<String, Shares<LevelId>>,
    currency: BTreeMap<String, Currency>,
    years: BTreeMap<String, [u8; 2]>,
    education: BTreeMap<String, Education>,
    headcount: BTreeMap<String, Headcount>,
    remote: BTreeMap<String, Remote>,
}

impl Meanings {
    fn of(data: &Data, context: &Context<'_>) -> Result<Meanings, SourceError> {
        let (role, level) = (
            |slug: &str| context.taxonomy.role_of(slug),
            |slug: &str| context.taxonomy.level_of(slug),
        );
        Ok(Meanings {
            employment: data.employment.clone(),
            abroad: data.living.abroad.clone(),
            other_work: data.category.other_work.clone(),
            specialisation: answers::shared(SLUG, &data.specialisation, role)?,
            level: answers::shared(SLUG, &data.level, level)?,
            title_level: answers::shared(SLUG, &data.title_level, level)?,
            currency: answers::meanings(SLUG, &data.currency, |code| code.parse().ok())?,
            years: data.years.clone(),
            education: answers::meanings(SLUG, &data.education, Education::from_slug)?,
            headcount: answers::headcounts(SLUG, &data.headcount)?,
            remote: answers::meanings(SLUG, &data.remote, Remote::from_slug)?,
        })
    }
}

struct FileColumns {
    title: Column,
    detail: Vec<Column>,
    category: Column,
    specialisation: Column,
    level: Column,
    pay: Column,
    currency: Column,
    date: Column,
    language: Column,
    years: Column,
    tenure: Column,
    education: Column,
    headcount: Column,
    city: Column,
    living: Column,
    employment: Column,
}

impl FileColumns {
    fn find(columns: &Columns, names: &Names) -> FileColumns {
        let exactly = |names: &[String]| columns.find(&as_strs(names));
        FileColumns {
            title: exactly(&names.title),
            detail: names.detail.iter().map(|name| columns.find(&[name])).collect(),
            category: exactly(&names.category),
            specialisation: exactly(&names.specialisation),
            level: exactly(&names.level),
            pay: answers::column(columns, &names.pay),
            currency: exactly(&names.currency),
            date: exactly(&names.date),
            language: exactly(&names.language),
            years: exactly(&names.years),
            tenure: exactly(&names.tenure),
            education: exactly(&names.education),
            headcount: exactly(&names.headcount),
            city: exactly(&names.city),
            living: exactly(&names.living),
            employment: exactly(&names.employment),
        }
    }
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
        undated: Option<Date>,
    ) -> Result<Reader<'a>, SourceError> {
        let taxonomy = context.taxonomy;
        let place =
            |slug: &str| answers::meaning(SLUG, "country", slug, |slug| taxonomy.place_of(slug));
        let found = FileColumns::find(columns, &data.columns);
        if undated.is_none() && !found.date.is_there() {
            return Err(SourceError::NoDate);
        }
        Ok(Reader {
            context,
            undated,
            all: columns.clone(),
            columns: found,
            answers: Meanings::of(data, &context)?,
            country: place(&data.country)?,
            outside: place(&data.outside)?,
            titles: Memo::new(),
            skills: Skills::new(SLUG, &data.skill, &data.skill_none.answers, taxonomy)?,
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let at = self.at(line)?;
        let engagement = self.engagement(line)?;
        let (role, level) = self.work(line)?;
        let currency = self.currency(line)?;
        let amount = stated_amount(line, &self.columns.pay, &self.all)?;
        let (component, basis) = (Component::BaseSalary, Basis::Net);
        let money = Money { component, basis, currency, period: Period::Month };
        let mut key = CellKey::new(role, self.country, money, at.year());
        key.engagement = engagement;
        key.level = level;
        // Only the dollar keeps its worth within a year.
        key.month = (currency != Currency::USD).then(|| at.month());
        self.place(line, &mut key, row);
        self.person(line, &mut key, row);
        checks::pay(amount, &key, at, &self.context, &self.columns.pay)?;
        row.record(key, amount);
        Ok(())
    }

    fn at(&self, line: &Line) -> Result<Date, Rejection> {
        let column = &self.columns.date;
        let stated = answers::day(line.get(column), Order::DayFirst);
        let at = if column.is_there() { stated } else { self.undated };
        at.ok_or_else(|| line.rejected(Reason::BadDate, column))
    }

    fn engagement(&self, line: &Line) -> Result<Engagement, Rejection> {
        let (column, answer) =
            (&self.columns.employment, line.get(&self.columns.employment).to_owned());
        let Employment { freelance, part_time, not_employed } = &self.answers.employment;
        match () {
            () if freelance.contains(&answer) => Ok(Engagement::Freelance),
            () if part_time.contains(&answer) => {
                Err(Rejection::new(Reason::PartTime, &column.name, &answer))
            }
            () if not_employed.contains(&answer) => {
                Err(Rejection::new(Reason::NotEmployed, &column.name, &answer))
            }
            () => Ok(Engagement::Employee),
        }
    }

    /// Role and level: of the narrowest title that is stated, of the specialisation, of the ladder.
    fn work(&mut self, line: &Line) -> Result<(Shares<RoleId>, Shares<LevelId>), Rejection> {
        let columns = &self.columns;
        let category = line.get(&columns.category);
        if self.answers.other_work.iter().any(|other| other == category) {
            return Err(Rejection::new(Reason::OtherWork, &columns.category.name, category));
        }
        let general = line.stated(&columns.title, &self.all).unwrap_or_default();
        let detail = columns.detail.iter().find_map(|column| line.stated(column, &self.all));
        let text = detail.unwrap_or(general);
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        let role = checks::role(&title, text, &columns.title)?;
        let special = self.answers.specialisation.get(line.get(&columns.specialisation));
        let stated = self.answers.level.get(line.get(&columns.level));
        let of_title = self.answers.title_level.get(&general.to_lowercase());
        let level = stated.or(of_title).cloned().unwrap_or(title.level);
        Ok((special.cloned().unwrap_or(role), level))
    }

    fn currency(&self, line: &Line) -> Result<Currency, Rejection> {
        let column = &self.columns.currency;
        let Some(code) = line.stated(column, &self.all) else { return Ok(Currency::USD) };
        let currency = self.answers.currency.get(code).copied();
        currency.ok_or_else(|| Rejection::new(Reason::UnknownCurrency, &column.name, code))
    }

    /// Those who live abroad do not say where: they are somewhere in the world.
    fn place(&self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let living = line.get(&self.columns.living);
        if self.answers.abroad.iter().any(|abroad| abroad == living) {
            key.place = self.outside;
            row.remarks.push(Remark::CoarserPlace);
        }
        key.remote = self.answers.remote.get(line.get(&self.columns.city)).copied();
    }

    fn person(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let (columns, meanings) = (&self.columns, &self.answers);
        let stated = |column: &Column| line.stated(column, &self.all);
        key.years = answers::years(stated(&columns.years), &meanings.years, row);
        key.tenure = answers::years(stated(&columns.tenure), &meanings.years, row);
        key.education = meanings.education.get(line.get(&columns.education)).copied();
        key.headcount = meanings.headcount.get(line.get(&columns.headcount)).copied();
        let unread = |column: &Column, read: bool| stated(column).is_some() && !read;
        let unread = unread(&columns.education, key.education.is_some())
            || unread(&columns.headcount, key.headcount.is_some());
        row.remarks.extend(unread.then_some(Remark::UnknownDetail));
        let title = columns.detail.iter().find_map(stated).or(stated(&columns.title));
        key.title = title.and_then(|text| self.texts.get(text));
        key.level_text = stated(&columns.level).and_then(|text| self.texts.get(text));
        if let Some(language) = stated(&columns.language) {
            self.skills.read(std::iter::once(language), key, row);
        }
    }
}
