//! Levels.fyi (the table of 2017 to 2021): base, equity, bonus and total of a year as records of
//! their own, with employer, its own word for the level, and "City, ST". Base 0 is missing.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Money, Shares};
use goingrate_units::{Component, Currency, Date, Ladder, LevelId, Period, RoleId};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Order};
use crate::reading::checks::{self, number};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::{Places, ReadTitle, folded};

/// The source.
pub struct LevelsFyi;

const SLUG: &str = "levels-fyi";

const HEADINGS: &[&str] = &["timestamp", "company", "level", "title", "totalyearlycompensation"];

/// The parts of pay and the columns they stand in.
const PARTS: [(Component, &str); 4] = [
    (Component::TotalCompensation, "totalyearlycompensation"),
    (Component::BaseSalary, "basesalary"),
    (Component::Equity, "stockgrantvalue"),
    (Component::Bonus, "bonus"),
];

#[derive(Deserialize)]
struct Data {
    tag: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Source for LevelsFyi {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/levels-fyi.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(HEADINGS) && head.has(&["stockgrantvalue", "basesalary"])
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        let not_content = &["timestamp", "rowNumber", "cityid", "dmaid"];
        let layout = Layout { not_content, ..Layout::of(HEADINGS) };
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

/// Reads lines: the columns, the tags, and what was read before.
struct Reader<'a> {
    context: Context<'a>,
    columns: FileColumns,
    /// By title and tag.
    tags: BTreeMap<(String, String), Shares<RoleId>>,
    titles: Memo<ReadTitle>,
    levels: Memo<Shares<LevelId>>,
    employers: Memo<String>,
    places: Places<'a>,
    texts: Interner,
}

struct FileColumns {
    timestamp: Column,
    company: Column,
    level: Column,
    title: Column,
    tag: Column,
    place: Column,
    years: Column,
    tenure: Column,
    education: Column,
    parts: Vec<(Component, Column)>,
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let role = |slug: &str| context.taxonomy.role_of(slug);
        let mut tags = BTreeMap::new();
        for (title, of_title) in &data.tag {
            let of_title = answers::shared(SLUG, of_title, role)?;
            tags.extend(of_title.into_iter().map(|(tag, shares)| ((title.clone(), tag), shares)));
        }
        Ok(Reader {
            context,
            columns: FileColumns::find(columns)?,
            tags,
            titles: Memo::new(),
            levels: Memo::new(),
            employers: Memo::new(),
            places: Places::new(context.taxonomy),
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let columns = &self.columns;
        let of = |reason, column: &Column| line.rejected(reason, column);
        let at = answers::day(line.get(&columns.timestamp), Order::MonthFirst);
        let at = at.ok_or_else(|| of(Reason::BadDate, &columns.timestamp))?;
        let place = self.places.city(line.get(&columns.place));
        let place = place.ok_or_else(|| of(Reason::UnknownPlace, &columns.place))?;
        if place.coarser {
            row.remarks.push(Remark::CoarserPlace);
        }
        let (component, basis) = (Component::TotalCompensation, Basis::Gross);
        let money = Money { component, basis, currency: Currency::USD, period: Period::Year };
        let mut key = CellKey::new(Shares::unknown(), place.place, money, at.year());
        self.work(line, &mut key, row)?;
        let columns = &self.columns;
        let stated = |column: &Column| Some(line.get(column)).filter(|text| !text.is_empty());
        key.years = checks::years(stated(&columns.years), row);
        key.tenure = checks::years(stated(&columns.tenure), row);
        key.education =
            stated(&columns.education).and_then(|text| self.context.details.education(text));
        self.parts(line, &key, at, row)
    }

    /// Role, level and employer.
    fn work(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) -> Result<(), Rejection> {
        let columns = &self.columns;
        let (text, tag) = (line.get(&columns.title), line.get(&columns.tag));
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        let role = checks::role(&title, text, &columns.title)?;
        let tagged = self.tags.get(&(text.to_owned(), tag.to_owned()));
        key.title = match tagged {
            Some(_) => self.texts.get(&format!("{text} · {tag}")),
            None => self.texts.get(text),
        };
        key.role = tagged.cloned().unwrap_or(role);
        let employer = self.employers.get(line.get(&columns.company), folded);
        let level = line.get(&columns.level);
        let of_employer = format!("{employer}/{level}");
        let titles = self.context.titles;
        let rung = self.levels.get(&of_employer, |_| titles.level(level, Some(&employer)));
        key.level = self.on_the_roles_ladder(&key.role, rung);
        if key.level.is_unknown() && !level.is_empty() {
            row.remarks.push(Remark::UnknownLevel);
        }
        key.level_text = self.texts.get(level);
        key.employer = self.texts.get(&employer);
        Ok(())
    }

    /// A manager's L6 is no rung of the ladder of those who write the code: then the role's own
    /// level stands, and the code only in its own words.
    fn on_the_roles_ladder(&self, role: &Shares<RoleId>, rung: Shares<LevelId>) -> Shares<LevelId> {
        let taxonomy = self.context.taxonomy;
        let role = role.likeliest().map(|(id, _)| taxonomy.role(id));
        let ladder = rung.likeliest().map(|(id, _)| taxonomy.level(id).ladder);
        match role {
            Some(role) if role.ladder == Ladder::Management && ladder != Some(role.ladder) => {
                role.implies_level.map_or_else(Shares::unknown, Shares::certain)
            }
            _ => rung,
        }
    }

    /// A record for every part of pay that is stated.
    fn parts(&self, line: &Line, key: &CellKey, at: Date, row: &mut Row) -> Result<(), Rejection> {
        let mut first_fault = None;
        for (component, column) in &self.columns.parts {
            let text = line.get(column);
            let amount = number(text).unwrap_or(if text.is_empty() { 0.0 } else { f64::NAN });
            if amount == 0.0 {
                let missing = *component == Component::BaseSalary;
                row.remarks.extend(missing.then_some(Remark::MissingComponent));
                continue;
            }
            let key = CellKey { component: *component, ..key.clone() };
            match checks::pay(amount, &key, at, &self.context, column) {
                Ok(()) => row.record(key, amount),
                Err(rejection) => {
                    first_fault.get_or_insert(rejection);
                }
            }
        }
        match first_fault {
            // A total that cannot be says that the row is in another unit: none of it counts.
            Some(rejection) if rejection.field == self.columns.parts[0].1.name => Err(rejection),
            Some(rejection) if row.records.is_empty() => Err(rejection),
            Some(_) => {
                row.remarks.push(Remark::ImpossibleComponent);
                Ok(())
            }
            None if row.records.is_empty() => {
                let total = &self.columns.parts[0].1;
                Err(line.rejected(Reason::MissingPay, total))
            }
            None => Ok(()),
        }
    }
}

impl FileColumns {
    fn find(columns: &Columns) -> Result<FileColumns, SourceError> {
        let parts = PARTS.map(|(component, name)| Ok((component, columns.need(&[name])?)));
        Ok(FileColumns {
            timestamp: columns.need(&["timestamp"])?,
            company: columns.need(&["company"])?,
            level: columns.need(&["level"])?,
            title: columns.need(&["title"])?,
            tag: columns.find(&["tag"]),
            place: columns.need(&["location"])?,
            years: columns.find(&["yearsofexperience"]),
            tenure: columns.find(&["yearsatcompany"]),
            education: columns.find(&["Education"]),
            parts: parts.into_iter().collect::<Result<_, SourceError>>()?,
        })
    }
}
