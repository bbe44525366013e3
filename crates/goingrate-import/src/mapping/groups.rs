//! A mapped table that was counted elsewhere: which columns a roll-up groups by, and its groups to keys.
//! The roll-up sees columns only; what their words mean is read here, once for each group.

use goingrate_evidence::{Card, CellKey, Histogram};

use super::column::Named;
use super::file::{ChosenRows, Mapping, Refusal, refusal};
use super::pay::End;
use super::reader::{Reader, Subject};
use crate::error::SourceError;
use crate::reading::{Context, answers::as_strs, checks};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::Row;
use crate::table::{Column, Columns, Line};

/// What a roll-up of a mapped table reads: the columns that it groups by, the amounts that it counts, and
/// the rows that it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupColumns {
    /// The columns whose values make a group, each once.
    pub dimensions: Vec<Dimension>,
    /// The amounts, each counted by itself.
    pub figures: Vec<CountedFigure>,
    /// Rows that the mapping leaves out.
    pub left_out: Vec<ChosenBy>,
}

/// A column that makes groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its heading, as the mapping has it.
    pub heading: String,
    /// Whether a day in it (`2026-07-14…`) counts as its month (`2026-07`).
    pub by_month: bool,
}

/// A column of amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedFigure {
    /// What it is called in a result: the component (`base_salary`), with `.low` or `.high` for the end
    /// of a range, and a number where the mapping has the same one before (`bonus.2`).
    pub word: String,
    /// Its heading, as the mapping has it.
    pub heading: String,
}

/// Rows by the value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenBy {
    /// Its heading.
    pub heading: String,
    /// Values in small letters, without surrounding blanks; the empty one is nothing.
    pub values: Vec<String>,
    /// Whether rows of these values are kept and all others left out; else the other way round.
    pub kept: bool,
}

/// Fields whose columns a roll-up cannot group by, and why.
const UNGROUPED: [(&str, &str); 2] = [
    (
        "hours",
        "a roll-up cannot make pay of fewer hours that of full-time work; make a column or view of it",
    ),
    ("count", "a roll-up counts rows of people, and no table of percentiles"),
];

/// Refuses keys by which a table is read that an engine reads in its own way.
fn check_table(mapping: &Mapping) -> Result<(), Refusal> {
    let table = &mapping.table;
    let as_is = "a roll-up reads a table as engines do; bring such a file in by evidence import";
    let lines = table.heading_lines.to_string();
    let keys = [
        ("table.heading_lines", lines.as_str(), table.heading_lines != 1),
        ("table.decimal", ",", table.decimal.as_deref() == Some(",")),
        ("table.fallback", table.fallback.as_deref().unwrap_or(""), table.fallback.is_some()),
    ];
    match keys.into_iter().find(|(_, _, is_other)| *is_other) {
        Some((key, value, _)) => Err(refusal(key, value, as_is.to_owned())),
        None => Ok(()),
    }
}

impl GroupColumns {
    pub(super) fn of(mapping: &Mapping) -> Result<GroupColumns, Refusal> {
        check_table(mapping)?;
        Ok(GroupColumns {
            dimensions: dimensions(mapping)?,
            figures: figures(mapping)?.into_iter().map(|(_, _, figure)| figure).collect(),
            left_out: left_out(mapping)?,
        })
    }
}

fn dimensions(mapping: &Mapping) -> Result<Vec<Dimension>, Refusal> {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for (field, columns) in &mapping.columns {
        if let Some((_, reason)) = UNGROUPED.iter().find(|(other, _)| other == field) {
            return Err(refusal(&format!("columns.{field}"), "", (*reason).to_owned()));
        }
        // A day that is not written year first is left as it stands: its month cannot be cut off.
        let by_month = field == "as_of" && mapping.table.dates.is_none();
        for column in &columns.0 {
            let heading = heading(&format!("columns.{field}"), column)?;
            match dimensions.iter_mut().find(|other| other.heading == heading) {
                // What another field needs whole is not cut.
                Some(other) => other.by_month &= by_month,
                None => dimensions.push(Dimension { heading, by_month }),
            }
        }
    }
    Ok(dimensions)
}

/// Every amount of the mapping with the position of its part of pay.
fn figures(mapping: &Mapping) -> Result<Vec<(usize, End, CountedFigure)>, Refusal> {
    let mut figures: Vec<(usize, End, CountedFigure)> = Vec::new();
    for (at, pay) in mapping.pay.iter().enumerate() {
        if pay.range.is_some() || pay.mean.is_some() || !pay.percentiles.is_empty() {
            let reason = "a roll-up counts amounts, each in a column of its own: give amount, or low and \
                          high; ranges in one column and percentiles come in by evidence import";
            return Err(refusal("pay", &pay.component, reason.to_owned()));
        }
        for end in End::ALL {
            let Some(named) = end.named(pay) else { continue };
            let heading = heading("pay", named)?;
            let word = word_of(&pay.component.replace('-', "_"), end, &figures);
            figures.push((at, end, CountedFigure { word, heading }));
        }
    }
    Ok(figures)
}

fn word_of(component: &str, end: End, before: &[(usize, End, CountedFigure)]) -> String {
    let word = match end {
        End::Amount => component.to_owned(),
        End::Low => format!("{component}.low"),
        End::High => format!("{component}.high"),
    };
    let taken = |word: &str| before.iter().any(|(_, _, figure)| figure.word == word);
    let mut numbered = (2..).map(|number| format!("{word}.{number}"));
    if taken(&word) { numbered.find(|word| !taken(word)).unwrap_or(word) } else { word }
}

fn left_out(mapping: &Mapping) -> Result<Vec<ChosenBy>, Refusal> {
    let one = |(key, rows, kept): (&str, &ChosenRows, bool)| {
        let values = rows.values.iter().map(|value| value.trim().to_lowercase()).collect();
        Ok(ChosenBy { heading: heading(key, &rows.column)?, values, kept })
    };
    let left_out = mapping.leave_out.iter().map(|rows| ("leave_out", rows, false));
    let kept = mapping.keep_only.iter().map(|rows| ("keep_only", rows, true));
    left_out.chain(kept).map(one).collect()
}

fn heading(key: &str, named: &Named) -> Result<String, Refusal> {
    match named {
        Named::Heading(heading) => Ok(heading.clone()),
        Named::Number(number) => {
            let reason = "a roll-up names columns by their heading, as an engine's table does";
            Err(refusal(key, &number.to_string(), reason.to_owned()))
        }
    }
}

/// Reads groups of a roll-up: the values of its dimensions, in the order of [`GroupColumns`].
pub struct GroupReader<'a> {
    reader: Reader<'a>,
    figures: Vec<(usize, End, CountedFigure)>,
    line: Line,
    row: Row,
}

/// Whose pay a group is of.
pub struct Group {
    subject: Subject,
    /// What is worth telling of each of its rows.
    pub remarks: Vec<Remark>,
}

impl<'a> GroupReader<'a> {
    pub(super) fn new(
        mapping: &Mapping,
        card: &'a Card,
        context: Context<'a>,
    ) -> Result<GroupReader<'a>, SourceError> {
        let refuse = |(field, value, reason): Refusal| {
            let file = "mapping".to_owned();
            SourceError::Data(goingrate_units::Problem::in_file(file, None, field, value, reason))
        };
        let dimensions = dimensions(mapping).map_err(refuse)?;
        let figures = figures(mapping).map_err(refuse)?;
        let mut headings: Vec<String> =
            dimensions.into_iter().map(|dimension| dimension.heading).collect();
        for (_, _, figure) in &figures {
            // An amount may be a dimension too, as a place that is also shown; it has one column.
            if !headings.contains(&figure.heading) {
                headings.push(figure.heading.clone());
            }
        }
        let columns = Columns::named(headings, &as_strs(&mapping.table.missing));
        // Rows that are left out were counted by themselves and make no groups.
        let mut mapping = mapping.clone();
        mapping.leave_out.clear();
        mapping.keep_only.clear();
        let reader = Reader::new(&mapping, card, &columns, &[], context)?;
        Ok(GroupReader { reader, figures, line: Line::default(), row: Row::default() })
    }

    /// The figures that a roll-up counts, in the order of [`GroupColumns`].
    pub fn figures(&self) -> impl Iterator<Item = &CountedFigure> {
        self.figures.iter().map(|(_, _, figure)| figure)
    }

    /// Whose pay a group is of; `values` are those of its dimensions, empty where nothing is stated.
    ///
    /// # Errors
    /// Why none of its rows can be used.
    pub fn group<'v>(
        &mut self,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Result<Group, Rejection> {
        self.line.refill(0, values);
        self.row.clear();
        let subject = self.reader.subject(&self.line, &mut self.row)?;
        Ok(Group { subject, remarks: std::mem::take(&mut self.row.remarks) })
    }

    /// The key of a figure of a group.
    ///
    /// # Errors
    /// Why no amount of it can be used.
    pub fn key(&self, group: &Group, figure: usize) -> Result<CellKey, Rejection> {
        let missing = || Rejection::new(Reason::MissingPay, "", "");
        let (at, end, _) = self.figures.get(figure).ok_or_else(missing)?;
        let pay = self.reader.pay.get(*at).ok_or_else(missing)?;
        pay.key_of(&group.subject, *end)
    }

    /// Refuses the amounts of a bucket that cannot be pay of this key, as a row's amount would be. The
    /// bucket is judged by its middle.
    ///
    /// # Errors
    /// Why they cannot.
    pub fn check(
        &self,
        group: &Group,
        key: &CellKey,
        figure: usize,
        bucket: i32,
    ) -> Result<(), Rejection> {
        let heading = self.figures.get(figure).map_or("", |(_, _, figure)| &figure.heading);
        let column = Column::called(heading);
        checks::pay(Histogram::middle(bucket), key, group.subject.at, &self.reader.context, &column)
    }
}
