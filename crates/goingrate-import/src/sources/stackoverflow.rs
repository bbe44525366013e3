//! The Stack Overflow Developer Survey, 2019 to 2025: total pay of a year as the survey converted
//! it to dollars, country, role, years, education, languages. The wave is told by headings and
//! answers that only its file has; what a wave did not ask stays open.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Money, Shares};
use goingrate_units::{Component, Currency, Date, Engagement, IndustryId, Period, PlaceId, RoleId};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Skills};
use crate::reading::checks::{self, stated_amount};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::{Places, ReadTitle, headcount};

/// The source.
pub struct StackOverflow;

const SLUG: &str = "stackoverflow";

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
        SLUG
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
        let data: Data = own_data(SLUG, self.data())?;
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
            wave.headings.iter().any(|heading| head.has(&[heading]))
                || head.holds_value(&answers::as_strs(&wave.values))
        };
        let wave = self.wave.iter().find(is).ok_or(SourceError::NoDate)?;
        answers::date(SLUG, "as_of", &wave.as_of)
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
    skills: Skills<'a>,
    countries: BTreeMap<String, PlaceId>,
    roles: Memo<ReadTitle>,
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
            industries: answers::meanings(SLUG, &data.industry, |s| taxonomy.industry_of(s))?,
            skills: Skills::new(SLUG, &data.skill, &[], taxonomy)?,
            countries: answers::meanings(SLUG, &data.country, |s| taxonomy.place_of(s))?,
            roles: Memo::new(),
            places: Places::new(taxonomy),
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let amount = stated_amount(line, &self.columns.pay, &self.all)?;
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
        row.record(key, amount);
        Ok(())
    }

    /// The engagement of the answers on employment; an employee where it was not asked.
    fn engagement(&self, line: &Line) -> Result<Engagement, Rejection> {
        let column = &self.columns.employment;
        let Some(text) = line.stated(column, &self.all) else { return Ok(Engagement::Employee) };
        let given = |answers: &[String]| {
            text.split(';').any(|answer| answers.iter().any(|a| a == answer.trim()))
        };
        let Employment { employee, freelance, part_time, not_employed } = &self.employment;
        let rejection = |reason| Err(Rejection::new(reason, &column.name, text));
        match () {
            () if given(employee) => Ok(Engagement::Employee),
            () if given(freelance) => Ok(Engagement::Freelance),
            () if given(part_time) => rejection(Reason::PartTime),
            () if given(not_employed) => rejection(Reason::NotEmployed),
            () => Ok(Engagement::Employee),
        }
    }

    fn place(&mut self, line: &Line) -> Result<PlaceId, Rejection> {
        let (column, text) = (&self.columns.country, line.get(&self.columns.country));
        let known = self.countries.get(text).copied().or_else(|| self.places.country(text));
        let country =
            known.ok_or_else(|| Rejection::new(Reason::UnknownPlace, &column.name, text))?;
        let state = line.stated(&self.columns.state, &self.all);
        let taxonomy = self.context.taxonomy;
        let in_country = |place: &PlaceId| taxonomy.contains(country, *place);
        let state = state.and_then(|state| taxonomy.places_named(state).find(in_country));
        Ok(state.unwrap_or(country))
    }

    /// The roles of the answers in equal shares: until 2022 several could be given.
    fn role(&mut self, line: &Line) -> Result<Shares<RoleId>, Rejection> {
        let (column, text) = (&self.columns.role, line.get(&self.columns.role));
        let Some(text) = line.stated(column, &self.all) else {
            return Err(Rejection::new(Reason::MissingTitle, &column.name, text));
        };
        let mut roles: Vec<Shares<RoleId>> = Vec::new();
        let mut fault = None;
        for answer in text.split(';') {
            let read = self.roles.get(answer, |answer| self.context.titles.title(answer));
            match checks::role(&read, answer, column) {
                Ok(shares) if !roles.contains(&shares) => roles.push(shares),
                Ok(_) => {}
                Err(rejection) => fault = fault.or(Some(rejection)),
            }
        }
        let fault =
            fault.unwrap_or_else(|| Rejection::new(Reason::MissingTitle, &column.name, text));
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
        if let Some(languages) = line.stated(languages, &self.all) {
            self.skills.read(languages.split(';'), key, row);
        }
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
