//! A figure: what one sees, in words; the picture; its key; and where it comes from, with its table and files.

use maud::{Markup, html};

use super::Table;
use crate::charts::Picture;
use crate::input::Input;
use crate::page::Download;

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its name within the page, and of its files.
    pub id: &'static str,
    /// What one sees, as far as the intervals bear it out.
    pub title: String,
    /// What is shown: unit, period, place, day.
    pub about: String,
    /// The picture.
    pub picture: Picture,
    /// What its marks mean.
    pub key: Vec<Key>,
    /// The same as a table.
    pub table: Option<Table>,
    /// Where its figures come from: a link.
    pub sources: Option<String>,
}

/// A mark of a picture, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// How pay differs between people.
    People,
    /// How sure a middle is, as hatching.
    Doubt,
    /// A middle with its interval.
    Whisker,
    /// A middle with the ends of eight outcomes in ten.
    Outcome,
    /// Money that comes on top of other money.
    OnTop,
    /// What may happen, and what of it lies beyond a limit.
    Beyond,
    /// Something that was claimed.
    Claim,
    /// What the other evidence says in its place.
    Others,
    /// Money added up.
    Money,
    /// The reader.
    You,
}

/// The figures of a page: they are written where they stand, and kept for download.
#[derive(Debug)]
pub struct Figures<'i> {
    input: &'i Input,
    day: String,
    files: Vec<Download>,
}

impl<'i> Figures<'i> {
    /// None yet, of a page and a day ("22 Nov 2026").
    pub fn new(input: &'i Input, day: impl Into<String>) -> Figures<'i> {
        Figures { input, day: day.into(), files: Vec::new() }
    }

    /// A figure where it stands.
    pub fn draw(&mut self, mut figure: Figure) -> Markup {
        // A table is named as its figure is, so that no two of a page have one name.
        if let Some(table) = &mut figure.table {
            table.caption.clone_from(&figure.title);
        }
        let id = figure.id;
        self.keep(format!("{id}.svg"), "image/svg+xml", || figure.picture.file());
        let table = figure.table.as_ref().map(|table| {
            self.keep(format!("{id}.csv"), "text/csv; charset=utf-8", || table.csv());
            table.html()
        });
        html! {
            figure.fig id=(id) {
                figcaption { b { (figure.title) } span { (figure.about) } }
                (figure.picture.html())
                @if !figure.key.is_empty() { div.key { @for key in &figure.key { (key.html()) } } }
                (self.source_line(&figure))
                @if let Some(table) = table { details.fold { summary { "Table of this figure" } (table) } }
            }
        }
    }

    /// A table where it stands.
    pub fn table(&mut self, table: &Table) -> Markup {
        let line = self.table_file(table);
        html! { (table.html()) (line) }
    }

    /// The line below a table that is written otherwise: its day and its file.
    pub fn table_file(&mut self, table: &Table) -> Markup {
        let name = format!("{}.csv", table.id);
        self.keep(name.clone(), "text/csv; charset=utf-8", || table.csv());
        html! {
            @if !self.input.is_posted() {
                p.src { span { "As of " (self.day) } a href=(self.input.with(&[("file", &name)])) { "CSV" } }
            }
        }
    }

    /// A table that is a file alone, because it is too long for a page.
    pub fn keep_table(&mut self, table: &Table) {
        let name = format!("{}.csv", table.id);
        self.keep(name, "text/csv; charset=utf-8", || table.csv());
    }

    /// Their files.
    pub fn files(self) -> Vec<Download> {
        self.files
    }

    /// Keeps a file. Only what an address asks for is written out.
    fn keep(&mut self, name: String, media: &'static str, text: impl FnOnce() -> String) {
        if self.input.one("file") == name {
            self.files.push(Download { name, media, text: text() });
        }
    }

    fn source_line(&self, figure: &Figure) -> Markup {
        let file = |ending: &str| self.input.with(&[("file", &format!("{}.{ending}", figure.id))]);
        html! {
            div.src {
                span { "As of " (self.day) }
                @if let Some(sources) = &figure.sources { a href=(sources) { "Sources" } }
                @if !self.input.is_posted() {
                    @if figure.table.is_some() { a href=(file("csv")) { "CSV" } }
                    a href=(file("svg")) { "SVG" }
                }
            }
        }
    }
}

impl Key {
    fn html(self) -> Markup {
        let (picture, words) = match self {
            Key::People => (
                html! {
                    rect.p-wide x="0" y="2" width="32" height="11" {} rect.p-half x="9" y="2" width="14" height="11" {}
                },
                "how pay differs between people: 8 in 10, and the middle half",
            ),
            Key::Doubt => (
                html! { rect.hatched x="0" y="2" width="32" height="11" {} },
                "how sure the middle is (80%)",
            ),
            Key::Whisker => (
                html! {
                    line.d-line x1="2" y1="7.5" x2="30" y2="7.5" {} circle.d-dot cx="16" cy="7.5" r="5" {}
                },
                "the middle, and how sure it is (80%)",
            ),
            Key::Others => (
                html! {
                    line.d-line x1="2" y1="7.5" x2="30" y2="7.5" {} circle.d-dot cx="16" cy="7.5" r="5" {}
                },
                "what the other evidence says, and how sure it is (80%)",
            ),
            Key::Outcome => (
                html! {
                    line.d-line x1="2" y1="7.5" x2="30" y2="7.5" {} circle.d-dot cx="16" cy="7.5" r="5" {}
                },
                "the middle, and where 8 in 10 outcomes lie",
            ),
            Key::OnTop => {
                (html! { rect.bar-2 x="1" y="2" width="30" height="11" {} }, "what comes on top")
            }
            Key::Beyond => (
                html! {
                    rect.hatched x="0" y="2" width="32" height="11" {} rect.over x="20" y="2" width="12" height="11" {}
                },
                "what may happen; red: beyond your limit",
            ),
            Key::Claim => (html! { path.says d="M16 1.5l6 6l-6 6l-6 -6z" {} }, "what is claimed"),
            Key::Money => (html! { rect.bar x="0" y="2" width="32" height="11" {} }, "money"),
            Key::You => (html! { line.y-line x1="16" y1="0" x2="16" y2="15" {} }, "you"),
        };
        html! { span { svg viewBox="0 0 32 15" aria-hidden="true" { (picture) } (words) } }
    }
}
