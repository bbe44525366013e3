//! The sysarmy surveys of pay in Argentina, 2019 to 2025: gross and take-home pay of a month in
//! pesos as two records of one row, under a preamble and headings that change. Prices double within
//! a year, so the month of the wave is kept; pay is held against the month's minimum wage.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, CellKey, Education, Headcount, Money, Remote, Shares};
use goingrate_units::{Component, Currency, Date, Engagement, LevelId, Period, PlaceId, RoleId};
use serde::Deserialize;

use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::{self, Answers, Headings, Skills, as_strs, layout_of};
use crate::reading::checks::{self, number};
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::{Row, Sink};
use crate::table::{self, Column, Columns, Head, Layout, Line, Opened};
use crate::words::{ReadTitle, headcount};

/// The source.
pub struct Sysarmy;

const SLUG: &str = "sysarmy";

/// The encoding of lines that are not UTF-8.

#[derive(Deserialize)]
struct Data {
    country: String,
    currency: String,
    bounds: [f64; 2],
    layout: Vec<Headings>,
    wave: Vec<Wave>,
    columns: Names,
    contract: Contract,
    role: BTreeMap<String, Vec<String>>,
    title_level: BTreeMap<String, Vec<String>>,
    level: BTreeMap<String, Vec<String>>,
    education: BTreeMap<String, String>,
    unfinished: Unfinished,
    headcount: BTreeMap<String, [u32; 2]>,
    remote: BTreeMap<String, String>,
    skill: BTreeMap<String, String>,
    skill_none: Answers,
}

/// A wave: when it was in the field, by what its file is known, and the minimum wage of the month.
#[derive(Clone, Deserialize)]
struct Wave {
    as_of: String,
    minimum_wage: f64,
    headings: Vec<String>,
    #[serde(default)]
    values: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Contract {
    freelance: Vec<String>,
    part_time: Vec<String>,
}

#[derive(Clone, Deserialize)]
struct Unfinished {
    states: Vec<String>,
    education: BTreeMap<String, String>,
}

/// What each column is called in one wave or another.
#[derive(Deserialize)]
struct Names {
    title: Vec<String>,
    gross: Vec<String>,
    net: Vec<String>,
    contract: Vec<String>,
    dedication: Vec<String>,
    level: Vec<String>,
    language: Vec<String>,
    years: Vec<String>,
    tenure: Vec<String>,
    education: Vec<String>,
    education_state: Vec<String>,
    headcount: Vec<String>,
    remote: Vec<String>,
}

impl Source for Sysarmy {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../data/sources/sysarmy.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        let data: Result<Data, SourceError> = own_data(SLUG, self.data());
        data.is_ok_and(|data| layout_of(&data.layout, head, None).is_ok())
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        let headings = layout_of(&data.layout, &opened.head, None)?;
        let wave = data.wave_of(&opened.head, context.as_of)?;
        table::read(opened, &Layout::of(&headings), sink, |columns| {
            let mut reader = Reader::new(&data, columns, *context, &wave)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

/// When a wave was in the field and what pay could be then, in the month.
#[derive(Clone, Copy)]
struct Fieldwork {
    at: Date,
    bounds: [f64; 2],
}

impl Data {
    /// The wave of a file: the one of the stated date, or the one that its headings and answers tell.
    fn wave_of(&self, head: &Head, as_of: Option<Date>) -> Result<Fieldwork, SourceError> {
        let mut waves = Vec::new();
        for wave in &self.wave {
            waves.push((answers::date(SLUG, "as_of", &wave.as_of)?, wave));
        }
        let told = |(_, wave): &&(Date, &Wave)| {
            let answered = wave.values.is_empty() || head.holds_value(&as_strs(&wave.values));
            answered && head.has(&as_strs(&wave.headings))
        };
        let found = match as_of {
            Some(date) => waves.iter().rev().find(|(at, _)| *at <= date).or(waves.first()),
            None => waves.iter().find(told),
        };
        let (at, wave) = found.ok_or(SourceError::NoDate)?;
        let bounds = self.bounds.map(|times| times * wave.minimum_wage);
        Ok(Fieldwork { at: as_of.unwrap_or(*at), bounds })
    }
}

/// Reads lines: the columns, the answers, and what was read before.
struct Reader<'a> {
    context: Context<'a>,
    fieldwork: Fieldwork,
    all: Columns,
    columns: FileColumns,
    answers: Meanings,
    country: PlaceId,
    currency: Currency,
    titles: Memo<ReadTitle>,
    skills: Skills<'a>,
    texts: Interner,
}

/// What the answers mean.
struct Meanings {
    contract: Contract,
    role: BTreeMap<String, Shares<RoleId>>,
    title_level: BTreeMap<String, Shares<LevelId>>,
    level: BTreeMap<String, Shares<LevelId>>,
    education: BTreeMap<String, Education>,
    unfinished_states: Vec<String>,
    unfinished: BTreeMap<String, Education>,
    headcount: BTreeMap<String, Headcount>,
    remote: BTreeMap<String, Remote>,
}

impl Meanings {
    fn of(data: &Data, context: &Context<'_>) -> Result<Meanings, SourceError> {
        let role = |slug: &str| context.taxonomy.role_of(slug);
        let level = |slug: &str| context.taxonomy.level_of(slug);
        let education = Education::from_slug;
        Ok(Meanings {
            contract: data.contract.clone(),
            role: answers::shared(SLUG, &data.role, role)?,
            title_level: answers::shared(SLUG, &data.title_level, level)?,
            level: answers::shared(SLUG, &data.level, level)?,
            education: answers::meanings(SLUG, &data.education, education)?,
            unfinished_states: data.unfinished.states.clone(),
            unfinished: answers::meanings(SLUG, &data.unfinished.education, education)?,
            headcount: answers::headcounts(SLUG, &data.headcount)?,
            remote: answers::meanings(SLUG, &data.remote, Remote::from_slug)?,
        })
    }
}

struct FileColumns {
    title: Column,
    gross: Column,
    net: Column,
    contract: Column,
    dedication: Column,
    level: Column,
    language: Column,
    years: Column,
    tenure: Column,
    education: Column,
    education_state: Column,
    headcount: Column,
    remote: Column,
}

impl FileColumns {
    fn find(columns: &Columns, names: &Names) -> Result<FileColumns, SourceError> {
        let exactly = |names: &[String]| columns.find(&as_strs(names));
        let gross = answers::column(columns, &names.gross);
        if !gross.is_there() {
            columns.need(&as_strs(&names.gross))?;
        }
        Ok(FileColumns {
            title: columns.need(&as_strs(&names.title))?,
            gross,
            net: answers::column(columns, &names.net),
            contract: exactly(&names.contract),
            dedication: exactly(&names.dedication),
            level: exactly(&names.level),
            language: answers::column(columns, &names.language),
            years: exactly(&names.years),
            tenure: exactly(&names.tenure),
            education: exactly(&names.education),
            education_state: exactly(&names.education_state),
            headcount: exactly(&names.headcount),
            remote: exactly(&names.remote),
        })
    }
}

impl<'a> Reader<'a> {
    fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
        fieldwork: &Fieldwork,
    ) -> Result<Reader<'a>, SourceError> {
        let taxonomy = context.taxonomy;
        let country = |slug: &str| taxonomy.place_of(slug);
        Ok(Reader {
            context,
            fieldwork: *fieldwork,
            all: columns.clone(),
            columns: FileColumns::find(columns, &data.columns)?,
            answers: Meanings::of(data, &context)?,
            country: answers::meaning(SLUG, "country", &data.country, country)?,
            currency: answers::meaning(SLUG, "currency", &data.currency, |c| c.parse().ok())?,
            titles: Memo::new(),
            skills: Skills::new(SLUG, &data.skill, &data.skill_none.answers, taxonomy)?,
            texts: Interner::default(),
        })
    }

    fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let engagement = self.engagement(line)?;
        let at = self.fieldwork.at;
        let (component, basis) = (Component::BaseSalary, Basis::Gross);
        let money = Money { component, basis, currency: self.currency, period: Period::Month };
        let mut key = CellKey::new(Shares::unknown(), self.country, money, at.year());
        self.work(line, &mut key)?;
        key.engagement = engagement;
        key.month = Some(at.month());
        self.person(line, &mut key, row);
        self.pay(line, key, row)
    }

    fn engagement(&self, line: &Line) -> Result<Engagement, Rejection> {
        let Contract { freelance, part_time } = &self.answers.contract;
        for column in [&self.columns.dedication, &self.columns.contract] {
            let answer = line.get(column);
            if part_time.iter().any(|part_time| part_time == answer) {
                return Err(Rejection::new(Reason::PartTime, &column.name, answer));
            }
        }
        let answer = line.get(&self.columns.contract);
        let freelance = freelance.iter().any(|freelance| freelance == answer);
        Ok(if freelance { Engagement::Freelance } else { Engagement::Employee })
    }

    fn work(&mut self, line: &Line, key: &mut CellKey) -> Result<(), Rejection> {
        let columns = &self.columns;
        let text = line.get(&columns.title);
        let title = self.titles.get(text, |text| self.context.titles.title(text));
        key.role = match self.answers.role.get(text) {
            Some(role) => role.clone(),
            None => checks::role(&title, text, &columns.title)?,
        };
        let of_title = self.answers.title_level.get(text).cloned().unwrap_or(title.level);
        let stated = line.get(&columns.level);
        key.level = match (of_title.is_unknown(), self.answers.level.get(stated)) {
            (true, Some(level)) => level.clone(),
            _ => of_title,
        };
        key.level_text = self.texts.get(stated);
        key.title = self.texts.get(text);
        Ok(())
    }

    fn person(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let (columns, meanings) = (&self.columns, &self.answers);
        let stated = |column: &Column| line.stated(column, &self.all);
        key.years = checks::years(stated(&columns.years), row);
        key.tenure = checks::years(stated(&columns.tenure), row);
        let state = line.get(&columns.education_state);
        let unfinished = meanings.unfinished_states.iter().any(|unfinished| unfinished == state);
        let education = if unfinished { &meanings.unfinished } else { &meanings.education };
        key.education = education.get(line.get(&columns.education)).copied();
        let answer = line.get(&columns.headcount);
        let of_answers = meanings.headcount.get(answer).copied();
        key.headcount = of_answers.or_else(|| headcount(answer));
        key.remote = meanings.remote.get(line.get(&columns.remote)).copied();
        if let Some(languages) = stated(&columns.language) {
            self.skills.read(languages.split(','), key, row);
        }
    }

    /// A record of gross pay and one of take-home pay, of those that are stated and can be.
    fn pay(&self, line: &Line, key: CellKey, row: &mut Row) -> Result<(), Rejection> {
        let columns = &self.columns;
        let gross = self.amount(line, &columns.gross, &key);
        let net = self.amount(line, &columns.net, &key);
        // More in hand than was paid is a slip in one of them; gross pay is what was asked first.
        let net = match (&gross, net) {
            (Ok(gross), Ok(net)) if net > *gross => {
                Err(Rejection::new(Reason::ImpossiblePay, &columns.net.name, &net.to_string()))
            }
            (_, net) => net,
        };
        for (basis, amount) in [(Basis::Gross, &gross), (Basis::Net, &net)] {
            match amount {
                Ok(amount) => row.record(CellKey { basis, ..key.clone() }, *amount),
                Err(rejection) if rejection.reason == Reason::MissingPay => {
                    row.remarks.push(Remark::MissingComponent);
                }
                Err(_) => row.remarks.push(Remark::ImpossibleComponent),
            }
        }
        match gross {
            Err(rejection) if row.records.is_empty() => Err(rejection),
            _ => Ok(()),
        }
    }

    /// The amount of a column. What is far from the month's minimum wage is in thousands, in another
    /// currency, or mistyped.
    fn amount(&self, line: &Line, column: &Column, key: &CellKey) -> Result<f64, Rejection> {
        let text = line.get(column);
        let of = |reason| Rejection::new(reason, &column.name, text);
        if text.is_empty() {
            return Err(of(Reason::MissingPay));
        }
        let amount = pesos(text).ok_or_else(|| of(Reason::ImpossiblePay))?;
        let [low, high] = self.fieldwork.bounds;
        if amount == 0.0 {
            return Err(of(Reason::MissingPay));
        }
        if !(low <= amount && amount <= high) {
            return Err(of(Reason::ImpossiblePay));
        }
        checks::pay(amount, key, self.fieldwork.at, &self.context, column)?;
        Ok(amount)
    }
}

/// An amount as people in Argentina type it: `280000`, `$280.000,00`, `280.000`, `$AR172000`.
fn pesos(text: &str) -> Option<f64> {
    let bare = text.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '$' | ' '));
    let thousands = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, cents) = bare.split_once(',').unwrap_or((bare, ""));
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains('.') && (1..=3).contains(&first.len()) && groups.all(thousands);
    match grouped && !cents.contains(['.', ',']) && cents.len() != 3 {
        true => number(&format!("{}.{cents}", whole.replace('.', ""))),
        false => number(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pesos_as_they_are_typed() {
        let check = |text: &str, expected: Option<f64>| {
            assert_eq!(pesos(text), expected, "{text}");
        };
        check("280000", Some(280_000.0));
        check("$280.000,00", Some(280_000.0));
        check("280.000", Some(280_000.0));
        check("1.280.000", Some(1_280_000.0));
        check("$AR172000", Some(172_000.0));
        check("231122,92", Some(231_122.92));
        check("280000.5", Some(280_000.5));
        check("88.89", Some(88.89));
        check("1,280,000.00", Some(1_280_000.0));
        check("126000 pesos y 845 dolares", None);
        check("", None);
        check("$", None);
    }
}
