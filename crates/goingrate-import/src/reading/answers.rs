//! What sources of closed answers share: lists of answers with what each means, skills in a row,
//! numbers at the start of words, days in the orders in which they are written.

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, Headcount, Shares, YearsBand, in_order};
use goingrate_units::{Date, SkillId, Taxonomy};
use serde::Deserialize;

use super::checks;
use super::own_data::bad_data;
use crate::error::SourceError;
use crate::memo::Memo;
use crate::rejection::Remark;
use crate::row::Row;
use crate::table::{Column, Columns, Head};
use crate::words::shares_of;

/// What a word of a source's own data means.
pub(crate) fn meaning<T>(
    source: &str,
    field: &str,
    word: &str,
    id: impl FnOnce(&str) -> Option<T>,
) -> Result<T, SourceError> {
    id(word).ok_or_else(|| bad_data(source, field, word, "there is no such"))
}

/// A date of a source's own data.
pub(crate) fn date(source: &str, field: &str, text: &str) -> Result<Date, SourceError> {
    text.parse().map_err(|_| bad_data(source, field, text, "no date"))
}

/// Answers and what each means, by their slugs.
pub(crate) fn meanings<T>(
    source: &str,
    answers: &BTreeMap<String, String>,
    id: impl Fn(&str) -> Option<T>,
) -> Result<BTreeMap<String, T>, SourceError> {
    let one = |(answer, slug): (&String, &String)| {
        Ok((answer.clone(), meaning(source, answer, slug, &id)?))
    };
    answers.iter().map(one).collect()
}

/// Answers and what each means in shares: `["senior 85", "staff 15"]`.
pub(crate) fn shared<T: Copy + Ord>(
    source: &str,
    answers: &BTreeMap<String, Vec<String>>,
    id: impl Fn(&str) -> Option<T>,
) -> Result<BTreeMap<String, Shares<T>>, SourceError> {
    let one = |(answer, shares): (&String, &Vec<String>)| {
        let read = shares_of(shares, &id);
        Ok((answer.clone(), read.map_err(|reason| bad_data(source, answer, "", &reason))?))
    };
    answers.iter().map(one).collect()
}

/// Answers and the headcounts that they mean: from, to; 0 is open.
pub(crate) fn headcounts(
    source: &str,
    answers: &BTreeMap<String, [u32; 2]>,
) -> Result<BTreeMap<String, Headcount>, SourceError> {
    let one = |(answer, [low, high]): (&String, &[u32; 2])| {
        let band = Headcount::new(*low, (*high > 0).then_some(*high));
        Ok((answer.clone(), band.ok_or_else(|| bad_data(source, "headcount", answer, "empty"))?))
    };
    answers.iter().map(one).collect()
}

/// Answers and the years that they mean, else the number that a text begins with ("3 роки",
/// "10 years"). Years that cannot be are a remark and left open.
pub(crate) fn years(
    text: Option<&str>,
    answers: &BTreeMap<String, [u8; 2]>,
    row: &mut Row,
) -> Option<YearsBand> {
    let text = text?;
    if let Some([low, high]) = answers.get(text) {
        return Some(YearsBand { low: *low, high: *high });
    }
    checks::years(Some(leading(text)), row)
}

/// The number that a text begins with, as text: "10" of "10+ years".
fn leading(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    &text[..end.unwrap_or(text.len())]
}

/// Headings by which a layout is known, as a source's data list them.
#[derive(Deserialize)]
pub(crate) struct Headings {
    pub headings: Vec<String>,
}

/// Answers of one meaning, as a source's data list them.
#[derive(Deserialize)]
pub(crate) struct Answers {
    pub answers: Vec<String>,
}

/// The headings of the first layout that a file has.
pub(crate) fn layout_of<'l>(
    layouts: &'l [Headings],
    head: &Head,
    encoding: Option<&str>,
) -> Result<Vec<&'l str>, SourceError> {
    let mut layouts = layouts.iter().map(|layout| as_strs(&layout.headings));
    let found = layouts.find(|headings| head.has_in(encoding, headings));
    found.ok_or_else(|| head.unrecognised())
}

/// Texts as their slices.
pub(crate) fn as_strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The first column of these names, or else the first that holds one of them.
pub(crate) fn column(columns: &Columns, names: &[String]) -> Column {
    let all = as_strs(names);
    let exact = columns.find(&all);
    match exact.is_there() {
        true => exact,
        false => {
            let mut holding = all.iter().map(|name| columns.holding(name));
            holding.find(Column::is_there).unwrap_or(exact)
        }
    }
}

/// In which order a date has its parts, if the year does not come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// 31/12/2011.
    DayFirst,
    /// 12/31/2011, or 12/31/11.
    MonthFirst,
}

/// The day of a date, with or without a time behind it: "2024-11-22 11:03:12", "31/12/2011", "5/5/15".
pub(crate) fn day(text: &str, order: Order) -> Option<Date> {
    let first = text.split([' ', 'T']).next()?;
    // A slip of the finger makes "4/24//2014".
    let mut parts = first.split(['/', '-', '.']).filter(|part| !part.is_empty());
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = match (a.len(), order) {
        (4, _) => (a, b, c),
        (_, Order::DayFirst) => (c, b, a),
        (_, Order::MonthFirst) => (c, a, b),
    };
    let year: i16 = year.parse().ok()?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads names of skills: a source's own words first, then the taxonomy's.
pub(crate) struct Skills<'a> {
    taxonomy: &'a Taxonomy,
    own: BTreeMap<String, SkillId>,
    /// Answers that say that there is none.
    none: Vec<String>,
    known: Memo<Option<SkillId>>,
}

impl<'a> Skills<'a> {
    pub(crate) fn new(
        source: &str,
        own: &BTreeMap<String, String>,
        none: &[String],
        taxonomy: &'a Taxonomy,
    ) -> Result<Skills<'a>, SourceError> {
        let own = meanings(source, own, |slug| taxonomy.skill_of(slug))?;
        Ok(Skills { taxonomy, own, none: none.to_vec(), known: Memo::new() })
    }

    /// Puts the skills of these names into a key; those that are not known are only counted.
    pub(crate) fn read<'n>(
        &mut self,
        names: impl Iterator<Item = &'n str>,
        key: &mut CellKey,
        row: &mut Row,
    ) {
        let (mut skills, mut stated, mut unknown) = (Vec::new(), 0u8, false);
        for name in names.map(str::trim).filter(|name| !name.is_empty()) {
            if self.none.iter().any(|none| none == name) {
                continue;
            }
            stated = stated.saturating_add(1);
            let (own, taxonomy) = (self.own.get(name).copied(), self.taxonomy);
            let read = own.or_else(|| self.known.get(name, |name| taxonomy.skill_named(name)));
            unknown |= read.is_none();
            skills.extend(read);
        }
        row.remarks.extend(unknown.then_some(Remark::UnknownSkill));
        key.skills = in_order(skills);
        key.skill_count = Some(stated);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_order() {
        let check = |text: &str, order: Order, expected: Option<&str>| {
            let expected = expected.map(|date| date.parse().unwrap());
            assert_eq!(day(text, order), expected, "{text}");
        };
        check("2024-11-22 11:03:12", Order::DayFirst, Some("2024-11-22"));
        check("2019/12/03 11:30:54 AM GMT+2", Order::DayFirst, Some("2019-12-03"));
        check("13/12/2011 13:40:02", Order::DayFirst, Some("2011-12-13"));
        check("5/4/15", Order::MonthFirst, Some("2015-05-04"));
        check("5/24//2015", Order::MonthFirst, Some("2015-05-24"));
        check("2024-11-22T00:00:00", Order::MonthFirst, Some("2024-11-22"));
        check("2019", Order::DayFirst, None);
        check("31/02/2019", Order::DayFirst, None);
        check("soon", Order::MonthFirst, None);
        check("", Order::MonthFirst, None);
    }

    #[test]
    fn years_by_answer_or_by_their_figure() {
        let answers = BTreeMap::from([("10 и более лет".to_owned(), [10, 15])]);
        let check = |text: &str, expected: Option<(u8, u8)>| {
            let read = years(Some(text), &answers, &mut Row::default());
            assert_eq!(read.map(|band| (band.low, band.high)), expected, "{text}");
        };
        check("10 и более лет", Some((10, 15)));
        check("3 роки", Some((3, 3)));
        check("2,5", Some((2, 2)));
        check("7.5", Some((7, 7)));
        check("10+ years", Some((10, 10)));
        check("many", None);
        check("99", None);
    }
}
