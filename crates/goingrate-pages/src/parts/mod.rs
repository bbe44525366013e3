//! What pages are made of: the frame around them, boxes, forms, figures, tables.

pub mod command;
pub mod figure;
pub mod form;
pub mod meter;
pub mod problem;
pub mod said;
pub mod shell;
pub mod switch;
pub mod table;

pub use crate::input::href;
pub use command::{command, command_line};
pub use figure::{Figure, Figures};
pub use form::{Choice, Field, Fields, ask_box, ask_box_wrong};
pub use problem::problem_summary;
pub use said::said;
pub use table::{Cell, Column, Table};

use maud::{Markup, html};

/// A section of a page under a heading, which names it for those who jump from one to the next.
pub fn section(id: &str, heading: &str, body: Markup) -> Markup {
    html! {
        section aria-labelledby=(id) { h2 id=(id) { (heading) } (body) }
    }
}

/// Pairs of a name and a figure.
pub fn facts(pairs: &[(Markup, Markup)]) -> Markup {
    html! {
        dl.facts { @for (name, figure) in pairs { div { dt { (name) } dd { (figure) } } } }
    }
}
