//! The mapped table: any CSV, xlsx or Parquet with a TOML that says what its columns are. Rows of
//! people or posts, ranges, or percentiles by job and level: how a vendor's or an own export comes in.

use goingrate_evidence::{Card, read};
use goingrate_units::Problem;

use super::file::{Mapping, TableText, mapping};
use super::groups::{GroupColumns, GroupReader};
use super::reader::Reader;
use crate::error::SourceError;
use crate::reading::answers::as_strs;
use crate::reading::{Context, Source};
use crate::row::Sink;
use crate::sources::source_of;
use crate::table::{self, Head, Layout, Opened};

/// A source that is made by its mapping.
#[derive(Clone, Debug)]
pub struct MappedTable {
    text: String,
    card: Card,
    mapping: Mapping,
}

impl MappedTable {
    /// Reads a mapping; `file` is its name for messages, `context` has the words that it may use.
    ///
    /// # Errors
    /// When the text is no TOML of this shape, holds no card, has the slug of a source that is no
    /// mapping, or names what there is not.
    pub fn read(file: &str, text: &str, context: &Context<'_>) -> Result<MappedTable, SourceError> {
        let mapping = mapping(file, text, context)?;
        let card = read::source_card(file, text)?;
        if source_of(&card.slug).is_some() {
            return Err(taken(file, &card.slug).into());
        }
        Ok(MappedTable { text: text.to_owned(), card, mapping })
    }

    /// Which columns a roll-up of such a table groups by and counts.
    ///
    /// # Errors
    /// The key of the mapping that a roll-up cannot follow: columns by number, hours, ranges in one
    /// column, percentiles.
    pub fn group_columns(&self, file: &str) -> Result<GroupColumns, Problem> {
        GroupColumns::of(&self.mapping).map_err(|(field, value, reason)| {
            Problem::in_file(file.to_owned(), None, field, value, reason)
        })
    }

    /// A reader of the groups of a roll-up with these columns.
    ///
    /// # Errors
    /// When the mapping cannot be rolled up.
    pub fn groups<'a>(&'a self, context: Context<'a>) -> Result<GroupReader<'a>, SourceError> {
        GroupReader::new(&self.mapping, &self.card, context)
    }

    fn headings(&self) -> Vec<&str> {
        as_strs(&self.mapping.table.headings)
    }
}

impl Source for MappedTable {
    fn slug(&self) -> &str {
        &self.card.slug
    }

    fn data(&self) -> &str {
        &self.text
    }

    fn recognises(&self, head: &Head) -> bool {
        let TableText { fallback, heading_lines, .. } = &self.mapping.table;
        head.has_on_lines(fallback.as_deref(), &self.headings(), *heading_lines)
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let headings = self.headings();
        let layout = &self.mapping.table;
        let layout = Layout {
            headings: &headings,
            heading_lines: layout.heading_lines,
            encoding: layout.fallback.as_deref(),
            missing: &as_strs(&layout.missing),
            not_content: &as_strs(&layout.not_content),
        };
        let (_, first) = opened.head.sample(&layout)?;
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Reader::new(&self.mapping, &self.card, columns, &first, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

/// The complaint about a mapping with the slug of another source, under whose card its rows would go.
pub fn taken(file: &str, slug: &str) -> Problem {
    Problem::in_file(
        file.to_owned(),
        None,
        "card.slug".to_owned(),
        slug.to_owned(),
        format!("there is a source of that slug; write one of your own: my-{slug}"),
    )
}
