//! Tables: the same rows as HTML and as CSV.

use std::borrow::Cow;

use maud::{Markup, html};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its name: within the page, and of its file: `levels`.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Row>,
    /// Whether a row becomes a card of its own on a phone, where the columns have no room.
    pub cards: bool,
}

/// A column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Whether it has figures, which stand at the right.
    pub figures: bool,
    /// Whether a phone leaves it out.
    pub wide_only: bool,
    /// Where its heading leads: the same rows in another order.
    pub sort: Option<String>,
    /// Whether the rows stand in its order.
    pub sorted: bool,
    /// Whether that order has the highest first.
    pub downwards: bool,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it is the one that is asked for.
    pub on: bool,
    /// A heading above it, where a group of rows begins.
    pub head: Option<String>,
}

/// A cell: what the page shows, and the values that the file has in its place.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What is shown.
    pub shown: Markup,
    /// The value of the file; empty where a figure is missing.
    pub value: String,
}

impl Cell {
    /// A text, shown as it stands.
    pub fn text(text: impl Into<String>) -> Cell {
        let value = text.into();
        Cell { shown: html! { (value) }, value }
    }

    /// What is shown, and the value of the file.
    pub fn new(shown: Markup, value: impl ToString) -> Cell {
        Cell { shown, value: value.to_string() }
    }

    /// A link with a text.
    pub fn link(to: &str, text: &str) -> Cell {
        Cell::new(html! { a href=(to) { (text) } }, text)
    }

    /// Nothing: a figure that is missing.
    pub fn missing() -> Cell {
        Cell::new(html! { span.quiet { "–" } }, "")
    }
}

impl Column {
    /// A column of words.
    pub fn words(name: impl Into<String>) -> Column {
        Column { name: name.into(), ..Column::default() }
    }

    /// A column of figures.
    pub fn figures(name: impl Into<String>) -> Column {
        Column { name: name.into(), figures: true, ..Column::default() }
    }

    /// The same, left out on a phone.
    #[must_use]
    pub fn wide_only(self) -> Column {
        Column { wide_only: true, ..self }
    }
}

impl Row {
    /// A row of cells.
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// The same below a heading, with which a group of rows begins.
    #[must_use]
    pub fn below(self, head: impl Into<String>) -> Row {
        Row { head: Some(head.into()), ..self }
    }

    /// The same, marked as the one that is asked for, if it is.
    #[must_use]
    pub fn marked(self, on: bool) -> Row {
        Row { on, ..self }
    }
}

impl Table {
    /// The table within a page. It scrolls by itself where it is too wide, and is named and reached by keyboard.
    pub fn html(&self) -> Markup {
        let role = |role: &'static str| self.cards.then_some(role);
        html! {
            div.tw tabindex="0" role="region" aria-label={ "Table: " (self.caption) } {
                table id=(self.id) class=[self.cards.then_some("cards")] role=[role("table")] {
                    caption.sr { (self.caption) }
                    thead role=[role("rowgroup")] {
                        tr role=[role("row")] { @for column in &self.columns { (heading(column, role("columnheader"))) } }
                    }
                    tbody role=[role("rowgroup")] {
                        @for row in &self.rows {
                            @if let Some(head) = &row.head {
                                tr role=[role("row")] {
                                    th.grp-row scope="colgroup" colspan=(self.columns.len()) role=[role("rowheader")] { (head) }
                                }
                            }
                            tr class=[row.on.then_some("on")] role=[role("row")] {
                                @for (at, (column, cell)) in self.columns.iter().zip(&row.cells).enumerate() {
                                    (self.cell(at, column, cell))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, at: usize, column: &Column, cell: &Cell) -> Markup {
        let class = class_of(column);
        let role = |role: &'static str| self.cards.then_some(role);
        let label = self.cards.then_some(column.name.as_str());
        html! {
            @if at == 0 { th scope="row" class=[class] role=[role("rowheader")] { (cell.shown) } }
            @else { td class=[class] role=[role("cell")] data-l=[label] { (cell.shown) } }
        }
    }

    /// The table as a file.
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let names = self.columns.iter().map(|column| column.name.as_str());
        // Writing to memory does not fail; a row of another length would be a mistake of ours, and is padded.
        let _ = writer.write_record(names);
        for row in &self.rows {
            let value = |at: usize| row.cells.get(at).map_or("", |cell| cell.value.as_str());
            let _ = writer.write_record((0..self.columns.len()).map(|at| harmless(value(at))));
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A value that no spreadsheet takes for a formula: what a reader typed may come back in a table. A number stays.
fn harmless(value: &str) -> Cow<'_, str> {
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match is_formula && value.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{value}")),
        false => Cow::Borrowed(value),
    }
}

fn class_of(column: &Column) -> Option<&'static str> {
    match (column.figures, column.wide_only) {
        (true, true) => Some("n hide-s"),
        (true, false) => Some("n"),
        (false, true) => Some("hide-s"),
        (false, false) => None,
    }
}

fn heading(column: &Column, role: Option<&str>) -> Markup {
    let order = if column.downwards { "descending" } else { "ascending" };
    let order = column.sorted.then_some(order);
    html! {
        th scope="col" class=[class_of(column)] role=[role] aria-sort=[order] {
            @match &column.sort {
                Some(to) => a href=(to) { (column.name) },
                None => (column.name),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_values_and_the_page_what_is_shown() {
        let table = Table {
            id: "levels".into(),
            caption: "levels".into(),
            columns: vec![Column::words("Level"), Column::figures("USD a year")],
            rows: vec![Row::new(vec![
                Cell::link("/pay?q=a&b", "Senior, \"IC\""),
                Cell::new(html! { "$196k" }, 195_813.64),
            ])],
            cards: false,
        };
        assert_eq!(table.csv(), "Level,USD a year\n\"Senior, \"\"IC\"\"\",195813.64\n");
        let html = table.html().into_string();
        assert!(html.contains("$196k") && html.contains("/pay?q=a&amp;b"), "{html}");
    }
}
