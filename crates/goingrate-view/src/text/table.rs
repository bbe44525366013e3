//! Tables of aligned columns, with headings between the rows. One column may be elastic: it takes
//! what the others leave, and wraps or is cut.
//!
//! No library sets these tables. comfy-table 8.0 has no cell across columns for the headings, paints
//! only with its feature `tty` (15 crates), and cuts a word that is longer than its column after any
//! letter: "San Jose-Sunny|vale", where [`wrap`] cuts after a hyphen and keeps a percent sign with its
//! number. tabled 0.22 (4 crates) has such cells and paints, but cuts words in the same way, so that
//! widths and wrapping would stay here; it would do the padding, which is [`pad`].

use super::wrap::wrap;
use crate::style::{Paint, Style, columns};

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At its left.
    Left,
    /// At its right, as numbers are.
    Right,
    /// At its left, as wide as it needs and the other columns leave room for.
    Elastic,
    /// At its left, as wide as the other columns leave room for.
    Fill,
    /// As elastic, but on one line: what is longer is cut, with "…" at its end.
    Cut,
}

impl Align {
    /// Whether the column takes what the others leave.
    fn gives_way(self) -> bool {
        matches!(self, Align::Elastic | Align::Fill | Align::Cut)
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    title: String,
    align: Align,
}

/// A cell: text and its paint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    text: String,
    paint: Paint,
}

impl Cell {
    /// A painted cell.
    pub fn painted(text: impl Into<String>, paint: Paint) -> Cell {
        Cell { text: text.into(), paint }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell { text: text.into(), paint: Paint::Plain }
    }
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq)]
enum Row {
    Cells(Vec<Cell>),
    Heading(Cell),
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
    indent: usize,
    titled: bool,
}

/// Columns between two columns.
const GAP: usize = 2;

impl Table {
    /// A table with these columns; without a line of titles if all of them are empty.
    pub fn new(columns: &[(&str, Align)]) -> Table {
        let titled = columns.iter().any(|(title, _)| !title.is_empty());
        let column = |&(title, align): &(&str, Align)| Column { title: title.to_owned(), align };
        Table { columns: columns.iter().map(column).collect(), rows: Vec::new(), indent: 2, titled }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) -> &mut Self {
        self.rows.push(Row::Cells(cells));
        self
    }

    /// Adds a heading over the rows that follow, across all columns.
    pub fn heading(&mut self, cell: Cell) -> &mut Self {
        self.rows.push(Row::Heading(cell));
        self
    }

    /// Whether the table fits a page without one of its lines running over.
    pub fn fits(&self, style: &Style) -> bool {
        let table = self.in_letters(style);
        table.width_of(&table.widths(style.width)) <= style.width
    }

    /// Columns that a line of cells of these widths takes.
    fn width_of(&self, widths: &[usize]) -> usize {
        self.indent + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
    }

    /// The rows of a table that has no room for its columns: each in as many lines as it needs, its figures
    /// beside the titles of their columns, which would otherwise be lost.
    fn wrapped(&self, style: &Style) -> Vec<String> {
        let text = |row: &Row| match row {
            Row::Heading(cell) => (cell.text.clone(), cell.paint),
            Row::Cells(cells) => (self.in_words(cells), Paint::Plain),
        };
        let lines = |row: &Row| {
            let (text, paint) = text(row);
            let lines = wrap(&text, style.width.saturating_sub(2 * self.indent));
            let line = |(at, line): (usize, &String)| {
                let indent = if at == 0 { self.indent } else { 2 * self.indent };
                format!("{}{}", " ".repeat(indent), style.paint(line, paint))
            };
            lines.iter().enumerate().map(line).collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(lines).collect()
    }

    /// A row as one text: its first cell, which names it, then every other one after the title of its column.
    fn in_words(&self, cells: &[Cell]) -> String {
        let text = |cell: &Cell| cell.text.trim().to_owned();
        let (name, rest) = match cells {
            [name, rest @ ..] => (text(name), rest),
            [] => return String::new(),
        };
        let titles = self.columns.iter().skip(1).map(|column| column.title.as_str());
        let told = titles.zip(rest).filter(|(_, cell)| !text(cell).is_empty());
        let figures: Vec<String> =
            told.map(|(title, cell)| format!("{title} {}", text(cell)).trim().to_owned()).collect();
        let (ends, parts) = if self.titled { (": ", "; ") } else { ("  ", "  ") };
        match name.is_empty() || figures.is_empty() {
            true => name + &figures.join(parts),
            false => name + ends + &figures.join(parts),
        }
    }

    /// The table as lines.
    pub fn lines(&self, style: &Style) -> Vec<String> {
        if style.brief {
            return self.brief(style);
        }
        let table = self.in_letters(style);
        let widths = table.widths(style.width);
        if table.width_of(&widths) > style.width {
            return table.wrapped(style);
        }
        let titles = table.columns.iter().map(|c| Cell::painted(c.title.clone(), Paint::Dim));
        let head = table.titled.then(|| Row::Cells(titles.collect()));
        let indent = " ".repeat(table.indent);
        let lines = |row: &Row| match row {
            Row::Cells(cells) => table.row_lines(cells, &widths, style),
            Row::Heading(cell) => {
                let lines = wrap(&cell.text, style.width.saturating_sub(table.indent));
                let painted = |line: &String| format!("{indent}{}", style.paint(line, cell.paint));
                lines.iter().map(painted).collect()
            }
        };
        head.iter().chain(&table.rows).flat_map(lines).collect()
    }

    /// The rows for a program: cells between bars, without padding and without what only draws.
    fn brief(&self, style: &Style) -> Vec<String> {
        let titles = || joined(self.columns.iter().map(|column| column.title.as_str()), style);
        let row = |row: &Row| match row {
            Row::Heading(cell) => style.letters(cell.text.trim()),
            Row::Cells(cells) => joined(cells.iter().map(|cell| cell.text.as_str()), style),
        };
        self.titled.then(titles).into_iter().chain(self.rows.iter().map(row)).collect()
    }

    fn cells(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => Some(cells),
            Row::Heading(_) => None,
        })
    }

    fn in_letters(&self, style: &Style) -> Table {
        let mut table = self.clone();
        let cells = table.rows.iter_mut().flat_map(|row| match row {
            Row::Cells(cells) => cells.as_mut_slice(),
            Row::Heading(cell) => std::slice::from_mut(cell),
        });
        cells.for_each(|cell| cell.text = style.letters(&cell.text));
        table
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let widest = |at: usize| {
            let title = if self.titled { columns(&self.columns[at].title) } else { 0 };
            self.cells().map(|row| columns(&row[at].text)).fold(title, usize::max)
        };
        let mut widths: Vec<usize> = (0..self.columns.len()).map(widest).collect();
        if let Some(at) = self.columns.iter().position(|c| c.align.gives_way()) {
            let others: usize = widths.iter().sum::<usize>() - widths[at];
            let gaps = GAP * (widths.len() - 1) + self.indent;
            let room = width.saturating_sub(others + gaps).max(12);
            let fills = self.columns[at].align == Align::Fill;
            widths[at] = if fills { room } else { widths[at].min(room) };
        }
        widths
    }

    /// A row: as many lines as its elastic cell needs.
    fn row_lines(&self, row: &[Cell], widths: &[usize], style: &Style) -> Vec<String> {
        let texts = row.iter().zip(&self.columns).zip(widths);
        let cells: Vec<Vec<String>> = texts
            .map(|((cell, column), &width)| match column.align {
                Align::Elastic | Align::Fill => wrap(&cell.text, width),
                Align::Cut => vec![cut(&cell.text, width, &style.letters("…"))],
                Align::Left | Align::Right => vec![cell.text.clone()],
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |at: usize| {
            let parts = cells.iter().enumerate().map(|(column, lines)| {
                let text = lines.get(at).map_or("", String::as_str);
                let set = pad(text, widths[column], self.columns[column].align);
                style.paint(&set, row[column].paint)
            });
            let parts: Vec<String> = parts.collect();
            format!("{}{}", " ".repeat(self.indent), parts.join(&" ".repeat(GAP)))
        };
        (0..height).map(line).collect()
    }
}

/// Cells between bars.
fn joined<'c>(cells: impl Iterator<Item = &'c str>, style: &Style) -> String {
    let told = |text: &'c str| if draws(text) { "" } else { text.trim() };
    let cells: Vec<&str> = cells.map(told).collect();
    style.letters(cells.join(" | ").trim_end_matches([' ', '|']))
}

/// Whether a cell only draws: a bar, a line with a point on it.
fn draws(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '█' | '▓' | '▒' | '░' | '━' | '─' | '●' | '◇' | '·'))
}

/// A text on one line of at most `width` columns, with the mark where it was cut.
fn cut(text: &str, width: usize, mark: &str) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(columns(mark));
    let fits = |&end: &usize| columns(&text[..end]) <= room;
    let end = text.char_indices().map(|(at, _)| at).take_while(fits).last().unwrap_or(0);
    format!("{}{mark}", text[..end].trim_end_matches([' ', ',']))
}

fn pad(text: &str, width: usize, align: Align) -> String {
    let room = " ".repeat(width.saturating_sub(columns(text)));
    if align == Align::Right { format!("{room}{text}") } else { format!("{text}{room}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_on_one_line_is_cut() {
        let mut table = Table::new(&[("place", Align::Cut), ("pay", Align::Right)]);
        table.row(vec!["a long name, of a place".into(), "$9k".into()]);
        table.row(vec!["日本日本日本日本".into(), "¥1".into()]);
        table.row(vec!["short".into(), "$100k".into()]);
        let lines = table.lines(&Style::plain(22));
        assert_eq!(
            lines,
            [
                "  place            pay",
                "  a long name…     $9k",
                "  日本日本日本…     ¥1",
                "  short          $100k",
            ]
        );
    }

    #[test]
    fn a_short_text_has_cells_between_bars_and_no_pictures() {
        let mut table =
            Table::new(&[("place", Align::Elastic), ("pay", Align::Right), ("", Align::Left)]);
        table.row(vec!["Austin, TX".into(), "$9k".into(), "  ██░░".into()]);
        table.row(vec!["Berlin".into(), "–".into(), " ─●─".into()]);
        let lines = table.lines(&Style::brief());
        assert_eq!(lines, ["place | pay", "Austin, TX | $9k", "Berlin | –"]);
    }

    #[test]
    fn rows_without_room_are_wrapped() {
        let mut table = Table::new(&[("place", Align::Left), ("pay", Align::Right)]);
        table.row(vec!["a long name of a place".into(), "$9k".into()]);
        table.row(vec!["short".into(), "$100k".into()]);
        assert_eq!(
            table.lines(&Style::plain(20)),
            ["  a long name of a", "    place: pay $9k", "  short: pay $100k"]
        );
    }

    #[test]
    fn columns_line_up_and_the_elastic_one_wraps() {
        let mut table = Table::new(&[("place", Align::Elastic), ("pay", Align::Right)]);
        table.row(vec!["a long name of a place".into(), "$9k".into()]);
        table.row(vec!["short".into(), "€100k".into()]);
        let lines = table.lines(&Style::plain(22));
        assert_eq!(
            lines,
            [
                "  place            pay",
                "  a long name      $9k",
                "  of a place          ",
                "  short          €100k",
            ]
        );
    }
}
