//! Headings to columns, and lines to their fields.

use super::layout::Layout;
use crate::error::SourceError;
use crate::rejection::{Reason, Rejection};
use goingrate_evidence::RowHash;

/// A column of a table, or one that the table does not have, whose fields are all empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    at: Option<usize>,
    /// Its heading, or the heading that was looked for.
    pub name: String,
}

impl Column {
    /// A column of a table that was read elsewhere, for messages.
    pub(crate) fn called(name: &str) -> Column {
        Column { at: None, name: name.to_owned() }
    }

    /// Whether the table has it.
    pub fn is_there(&self) -> bool {
        self.at.is_some()
    }
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    headings: Vec<String>,
    /// Of headings of several lines, what stands in each line by itself.
    parts: Vec<Vec<String>>,
    missing: Vec<String>,
    content: Vec<usize>,
}

impl Columns {
    pub(super) fn new(headings: Vec<String>, layout: &Layout<'_>) -> Columns {
        Columns::of_lines(&[headings], layout)
    }

    /// The columns of a table that is in no file, with what stands for a missing value.
    pub(crate) fn named(headings: Vec<String>, missing: &[&str]) -> Columns {
        Columns::new(headings, &Layout { missing, ..Layout::of(&[]) })
    }

    /// As [`new`](Self::new), of headings that take several lines. A column is called by all its
    /// words ("Salary / From") or by those of one line ("From"); what stands over several columns
    /// stands in the first of them.
    pub(super) fn of_lines(lines: &[Vec<String>], layout: &Layout<'_>) -> Columns {
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        let column = |at: usize| -> Vec<String> {
            let own = lines.iter().enumerate().map(|(line, names)| {
                let own = names.get(at).map(|name| plain(name)).unwrap_or_default();
                let over = own.is_empty() && line + 1 < lines.len();
                let before = || names[..at.min(names.len())].iter().rev().map(|name| plain(name));
                match over {
                    true => before().find(|name| !name.is_empty()).unwrap_or_default(),
                    false => own,
                }
            });
            own.filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        let parts: Vec<Vec<String>> = (0..width).map(column).collect();
        let headings: Vec<String> = parts.iter().map(|parts| parts.join(" / ")).collect();
        let is_left_out = |name: &str| layout.not_content.iter().any(|other| same(name, other));
        let content = (0..width).filter(|at| {
            !is_left_out(&headings[*at]) && !parts[*at].iter().any(|part| is_left_out(part))
        });
        let content = content.collect();
        let missing = layout.missing.iter().map(|word| word.trim().to_owned()).collect();
        Columns { headings, parts, missing, content }
    }

    /// The column of this heading, which only one column may have.
    ///
    /// # Errors
    /// When the table has none of it, or several.
    pub fn only(&self, name: &str) -> Result<Column, SourceError> {
        let whole = |at: &usize| same(&self.headings[*at], name);
        let in_part = |at: &usize| self.parts[*at].iter().any(|part| same(part, name));
        let all = || 0..self.headings.len();
        let mut found: Vec<usize> = all().filter(whole).collect();
        if found.is_empty() {
            found = all().filter(in_part).collect();
        }
        match found.as_slice() {
            [] => self.need(&[name]),
            [at] => Ok(Column { at: Some(*at), name: self.headings[*at].clone() }),
            several => Err(SourceError::SeveralColumns {
                name: plain(name).to_owned(),
                numbers: several.iter().map(|at| at + 1).collect(),
            }),
        }
    }

    /// The column of a number, from 1.
    ///
    /// # Errors
    /// When the table has fewer columns.
    pub fn numbered(&self, number: usize) -> Result<Column, SourceError> {
        let at = number.checked_sub(1).filter(|at| *at < self.headings.len());
        let name = |at: usize| match self.headings[at].as_str() {
            "" => format!("column {number}"),
            name => name.to_owned(),
        };
        let found = at.map(|at| Column { at: Some(at), name: name(at) });
        found.ok_or_else(|| SourceError::NoColumn {
            names: format!("number {number}"),
            headings: excerpt(&self.headings),
        })
    }

    /// The headings, in their order.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// What stands for a missing value.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The first column that has one of these headings, tried in this order; small and capital
    /// letters are the same. None of them is a column without values.
    pub fn find(&self, names: &[&str]) -> Column {
        let at = |name: &&str| self.headings.iter().position(|h| same(h, name));
        let found = names.iter().find_map(at);
        let name = match found {
            Some(at) => self.headings[at].clone(),
            None => names.first().copied().unwrap_or_default().to_owned(),
        };
        Column { at: found, name }
    }

    /// The first column whose heading holds this text.
    pub fn holding(&self, part: &str) -> Column {
        let part = part.to_lowercase();
        let at = self.headings.iter().position(|h| h.to_lowercase().contains(&part));
        let name = at.map_or(part, |at| self.headings[at].clone());
        Column { at, name }
    }

    /// As [`find`](Self::find), for a column that the source cannot do without.
    ///
    /// # Errors
    /// When the table has none of them.
    pub fn need(&self, names: &[&str]) -> Result<Column, SourceError> {
        let column = self.find(names);
        let missing = || SourceError::NoColumn {
            names: names.join(" or "),
            headings: excerpt(&self.headings),
        };
        if column.is_there() { Ok(column) } else { Err(missing()) }
    }

    /// A field of a line beyond the last heading, if one says something: a quote is missing then, or
    /// a delimiter too many.
    pub(super) fn beyond<'l>(&self, line: &'l Line) -> Option<&'l str> {
        let beyond = line.fields.len() > self.headings.len();
        let mut fields = beyond.then(|| line.fields.iter().skip(self.headings.len()))?;
        fields.find(|field| !field.trim().is_empty())
    }

    /// The hash of what counts as the content of a line.
    pub fn content(&self, line: &Line) -> RowHash {
        RowHash::of(self.content.iter().map(|at| line.fields.get(*at).unwrap_or_default()))
    }
}

/// A heading without what editors leave around it.
pub(super) fn plain(heading: &str) -> &str {
    heading.trim_start_matches('\u{feff}').trim()
}

/// Whether a heading of a table is one that somebody has copied from it: capital letters, and how
/// many blanks or line ends stand around and between words, do not count.
pub(super) fn same(heading: &str, name: &str) -> bool {
    heading == name || words(heading).eq(words(name))
}

fn words(heading: &str) -> impl Iterator<Item = String> {
    plain(heading).split_whitespace().map(str::to_lowercase)
}

/// One line of a table.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub(super) fields: csv::StringRecord,
    pub(super) number: u64,
}

impl Line {
    /// Takes the fields of a row that is in no file (a table in memory). Its room is used again.
    ///
    /// ```
    /// use goingrate_import::table::Line;
    /// let mut line = Line::default();
    /// line.refill(1, ["senior backend", " Seattle "]);
    /// assert_eq!((line.number(), line.field(1)), (1, "Seattle"));
    /// ```
    pub fn refill<'f>(&mut self, number: u64, fields: impl IntoIterator<Item = &'f str>) {
        self.fields.clear();
        fields.into_iter().for_each(|field| self.fields.push_field(field));
        self.number = number;
    }

    /// Its number in the file, from 1; of a record of a Parquet file, its position.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The field of a column without surrounding blanks; empty where there is none.
    pub fn get(&self, column: &Column) -> &str {
        let field = column.at.and_then(|at| self.fields.get(at));
        field.map(str::trim).unwrap_or_default()
    }

    /// The field of a column, where it states something: neither nothing nor what stands for a
    /// missing value.
    pub fn stated(&self, column: &Column, columns: &Columns) -> Option<&str> {
        let field = self.get(column);
        (!field.is_empty() && !columns.missing.iter().any(|word| word == field)).then_some(field)
    }

    /// The field at a position without surrounding blanks; empty where there is none.
    pub fn field(&self, at: usize) -> &str {
        self.fields.get(at).map(trimmed).unwrap_or_default()
    }

    /// What stands beyond a number of fields, if it says something.
    pub fn beyond(&self, fields: usize) -> Option<&str> {
        let beyond = (self.fields.len() > fields).then(|| self.fields.iter().skip(fields))?;
        beyond.map(str::trim).find(|field| !field.is_empty())
    }

    /// The rejection of a line because of what it has in a column.
    pub fn rejected(&self, reason: Reason, column: &Column) -> Rejection {
        Rejection::new(reason, &column.name, self.get(column))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.trim().is_empty())
    }
}

/// A text without surrounding blanks. Nearly all have none, which their first and last byte show.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Characters of headings that a message shows.
const SHOWN: usize = 120;

/// Headings for a message: the first of them, and never what a terminal would take as a command.
pub fn excerpt(headings: &[String]) -> String {
    let mut shown = String::new();
    for c in headings.join(", ").chars().take(SHOWN) {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    let whole = headings.iter().map(|heading| heading.chars().count() + 2).sum::<usize>();
    match whole > SHOWN + 2 {
        true => format!("{shown} … ({} in all)", headings.len()),
        false => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_a_message_are_short_and_harmless() {
        let texts = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        assert_eq!(excerpt(&texts(&["Job", "Pay"])), "Job, Pay");
        assert_eq!(excerpt(&texts(&["a\u{1b}[2J\u{0}"])), "a\\u{1b}[2J\\u{0}");
        let long = excerpt(&vec!["heading".to_owned(); 4000]);
        assert!(long.ends_with("… (4000 in all)") && long.len() < 160, "{long}");
    }
}
