//! The Stack Overflow Developer Survey, 2019 to 2025: total pay of a year as the survey converted
//! it to dollars, country, role, years, education, languages. The wave is told by headings and
//! answers that only its file has; what a wave did not ask stays open.

use std::collections::BTreeMap;

use goingrate_units::{
    Component, Currency, Date, Engagement, IndustryId, Period, PlaceId, RoleId, SkillId,
};
use serde::Deserialize;

use super::checks::{self, amount};
use super::{
    Aside, Context, Interner, Memo, Places, Reason, Remark, Row, Sink, Source, SourceError,
};
use crate::table::{Column, Columns, Head, Layout, Line, Opened};
use crate::{
    Basis, CellKey, Money, ReadTitle, Record, RowHash, Shares, headcount, in_order, table,
};

/// The source.
pub struct StackOverflow;

const HEADINGS: &[&str] = &["Country", "EdLevel", "DevType"];
const PAY: &[&str] = &["ConvertedCompYearly", "ConvertedComp"];

#[derive(Deserialize)]
struct Data {
    wave: Vec<Wave>,
    employment: Employment,
    industry: BTreeMap<String, String>,
    skill: BTreeMap<String, String>,
    country: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Wave {
    as_of: String,
    headings: Vec<String>,
    values: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Employment {
    employee: Vec<String>,
    freelance: Vec<String>,
    part_time: Vec<String>,
    not_employed: Vec<String>,
}

impl Source for StackOverflow {
    fn slug(&self) -> &str {
        "stackoverflow"
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/stackoverflow.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(HEADINGS) && PAY.iter().any(|pay| head.has(&[pay]))
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = super::data(self.slug(), self.data())?;
        let at = context.as_of.map_or_else(|| data.wave_of(&opened.head), Ok)?;
        let not_content = &["ResponseId", "Respondent"];
        let layout = Layout { not_content, missing: &["NA"], ..Layout::of(HEADINGS) };
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context, at)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

impl Data {
    /// When the wave of a file was in the field.
    fn wave_of(&self, head: &Head) -> Result<Date, SourceError> {
        let is = |wave: &&Wave| {
            let values: Vec<&str> = wave.values.iter().map(String::as_str).collect();
            wave.headings.iter().any(|heading| head.has(&[heading])) || head.holds_value(&values)
        };
        let wave = self.wave.iter().find(is).ok_or(SourceError::NoDate)?;
        let bad = |_| super::bad_data("stackoverflow", "as_of", &wave.as_of, "no date");
        wave.as_of.parse().map_err(bad)
    }
}

/// Reads lines: the columns, the answers, and what was read before.
struct Reader<'a> {
    context: Context<'a>,
    at: Date,
    all: Columns,
    columns: FileColumns,
    employment: Employment,
    industries: BTreeMap<String, IndustryId>,
    skills: BTreeMap<String, SkillId>,
    countries: BTreeMap<String, PlaceId>,
    roles: Memo<ReadTitle>,
    skill_names: Memo<Option<SkillId>>,
    places: Places<'a>,
    texts: Interner,
}

struct FileColumns {
    pay: Column,
    country: Column,
    state: Column,
    role: Column,
    years: Column,
    years_coding: Column,
    education: Column,
    languages: Column,
    employment: Column,
    headcount: Column,
    remote: Column,
    industry: Column,
}

/// A table of words to slugs, looked up.
fn looked_up<T>(
    field: &str,
    words: &BTreeMap<String, String>,
    id: impl Fn(&str) -> Option<T>,
) -> Result<BTreeMap<String, T>, SourceError> {
    let bad = |slug: &str| super::bad_data("stackoverflow", field, slug, "not in the taxonomy");
    let entry =
        |(word, slug): (&String, &String)| Ok((word.clone(), id(slug).ok_or_else(|| bad(slug))?));
    words.iter().map(entry).collect()
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
        at: Date,
    ) -> Result<Reader<'a>, SourceError> {
        let taxonomy = context.taxonomy;
        Ok(Reader {
            context,
            at,
            all: columns.clone(),
            columns: FileColumns::find(columns)?,
            employment: data.employment.clone(),
            industries: looked_up("industry", &data.industry, |s| taxonomy.industry_of(s))?,
            skills: looked_up("skill", &data.skill, |s| taxonomy.skill_of(s))?,
            countries: looked_up("country", &data.country, |s| taxonomy.place_of(s))?,
            roles: Memo::new(),
            skill_names: Memo::new(),
            places: Places::new(taxonomy),
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Aside> {
        let amount = self.amount(line)?;
        let engagement = self.engagement(line)?;
        let place = self.place(line)?;
        let role = self.role(line)?;
        let (component, basis) = (Component::TotalCompensation, Basis::Gross);
        let money = Money { component, basis, currency: Currency::USD, period: Period::Year };
        let mut key = CellKey::new(role, place, money, self.at.year());
        key.engagement = engagement;
        self.person(line, &mut key, row);
        self.employer(line, &mut key, row);
        checks::pay(amount, &key, self.at, &self.context, &self.columns.pay)?;
        row.records.push(Record { key, amount, row: RowHash(0) });
        Ok(())
    }

    fn amount(&self, line: &Line) -> Result<f64, Aside> {
        let pay = &self.columns.pay;
        match line.stated(pay, &self.all) {
            Some(_) => amount(line, pay),
            None => Err(Aside::new(Reason::MissingPay, &pay.name, line.get(pay))),
        }
    }

    /// The engagement of the answers on employment; an employee where it was not asked.
    fn engagement(&self, line: &Line) -> Result<Engagement, Aside> {
        let column = &self.columns.employment;
        let Some(text) = line.stated(column, &self.all) else { return Ok(Engagement::Employee) };
        let given = |answers: &[String]| {
            text.split(';').any(|answer| answers.iter().any(|a| a == answer.trim()))
        };
        let Employment { employee, freelance, part_time, not_employed } = &self.employment;
        let aside = |reason| Err(Aside::new(reason, &column.name, text));
        match () {
            () if given(employee) => Ok(Engagement::Employee),
            () if given(freelance) => Ok(Engagement::Freelance),
            () if given(part_time) => aside(Reason::PartTime),
            () if given(not_employed) => aside(Reason::NotEmployed),
            () => Ok(Engagement::Employee),
        }
    }

    fn place(&mut self, line: &Line) -> Result<PlaceId, Aside> {
        let (column, text) = (&self.columns.country, line.get(&self.columns.country));
        let known = self.countries.get(text).copied().or_else(|| self.places.country(text));
        let country = known.ok_or_else(|| Aside::new(Reason::UnknownPlace, &column.name, text))?;
        let state = line.stated(&self.columns.state, &self.all);
        let taxonomy = self.context.taxonomy;
        let in_country = |place: &PlaceId| taxonomy.contains(country, *place);
        let state = state.and_then(|state| taxonomy.places_named(state).find(in_country));
        Ok(state.unwrap_or(country))
    }

    /// The roles of the answers in equal shares: until 2022 several could be given.
    fn role(&mut self, line: &Line) -> Result<Shares<RoleId>, Aside> {
        let (column, text) = (&self.columns.role, line.get(&self.columns.role));
        let Some(text) = line.stated(column, &self.all) else {
            return Err(Aside::new(Reason::MissingTitle, &column.name, text));
        };
        let mut roles: Vec<Shares<RoleId>> = Vec::new();
        let mut fault = None;
        for answer in text.split(';') {
            let read = self.roles.get(answer, |answer| self.context.titles.title(answer));
            match checks::role(&read, answer, column) {
                Ok(shares) if !roles.contains(&shares) => roles.push(shares),
                Ok(_) => {}
                Err(aside) => fault = fault.or(Some(aside)),
            }
        }
        let fault = fault.unwrap_or_else(|| Aside::new(Reason::MissingTitle, &column.name, text));
        Shares::evenly(&roles).ok_or(fault)
    }

    fn person(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let FileColumns { years, years_coding, education, languages, role, .. } = &self.columns;
        key.years = checks::years(line.stated(years, &self.all).map(in_figures), row);
        key.years_coding = checks::years(line.stated(years_coding, &self.all).map(in_figures), row);
        let words = line.stated(education, &self.all);
        key.education = words.and_then(|text| self.context.details.education(text));
        let single = line.stated(role, &self.all).filter(|text| !text.contains(';'));
        key.title = single.and_then(|text| self.texts.get(text));
        let Some(languages) = line.stated(languages, &self.all) else { return };
        let names = languages.split(';').map(str::trim).filter(|name| !name.is_empty());
        let taxonomy = self.context.taxonomy;
        let mut stated = 0u8;
        for name in names {
            stated = stated.saturating_add(1);
            let own = self.skills.get(name).copied();
            let read = own.or_else(|| self.skill_names.get(name, |n| taxonomy.skill_named(n)));
            key.skills.extend(read);
        }
        let unknown = key.skills.len() < usize::from(stated);
        row.remarks.extend(unknown.then_some(Remark::UnknownSkill));
        key.skill_count = Some(stated);
        key.skills = in_order(std::mem::take(&mut key.skills));
    }

    fn employer(&self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let columns = &self.columns;
        key.headcount = line.stated(&columns.headcount, &self.all).and_then(headcount);
        let remote = line.stated(&columns.remote, &self.all);
        key.remote = remote.and_then(|text| self.context.details.remote(text));
        let industry = line.stated(&columns.industry, &self.all);
        key.industry = industry.and_then(|text| self.industries.get(text).copied());
        let unread = (remote.is_some() && key.remote.is_none())
            || (industry.is_some() && key.industry.is_none());
        row.remarks.extend(unread.then_some(Remark::UnknownDetail));
    }
}

/// Years in words of the survey, as figures.
fn in_figures(years: &str) -> &str {
    match years {
        "Less than 1 year" => "0",
        "More than 50 years" => "51",
        years => years,
    }
}

impl FileColumns {
    fn find(columns: &Columns) -> Result<FileColumns, SourceError> {
        Ok(FileColumns {
            pay: columns.need(PAY)?,
            country: columns.need(&["Country"])?,
            state: columns.find(&["US_State"]),
            role: columns.need(&["DevType"])?,
            years: columns.find(&["YearsCodePro", "WorkExp"]),
            years_coding: columns.find(&["YearsCode"]),
            education: columns.find(&["EdLevel"]),
            languages: columns.find(&["LanguageHaveWorkedWith", "LanguageWorkedWith"]),
            employment: columns.find(&["Employment"]),
            headcount: columns.find(&["OrgSize"]),
            remote: columns.find(&["RemoteWork", "WorkRemote"]),
            industry: columns.find(&["Industry"]),
        })
    }
}
