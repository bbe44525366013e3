//! The kit's document as HTML of our pages: headings, lists, tables. What it says is written elsewhere, once.

use goingrate_view::document::{Block, Document, Grid};
use goingrate_view::words::capitalised;
use maud::{Markup, html};

use crate::parts::said;

/// The column that is filled in by hand, which is of use on paper alone.
const BY_HAND: &str = "Score";

/// A section of the document.
pub(super) struct Part<'d> {
    /// Its name within the page.
    pub id: String,
    /// Its heading.
    pub title: &'d str,
    blocks: Vec<&'d Block>,
}

/// What stands before the first section, and the sections.
pub(super) fn sections(document: &Document) -> (Vec<&Block>, Vec<Part<'_>>) {
    let (mut opening, mut parts): (Vec<&Block>, Vec<Part>) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        match (block, parts.last_mut()) {
            (Block::Section(title), _) => {
                parts.push(Part { id: id_of(title), title, blocks: Vec::new() });
            }
            // The answer is the page's own headline.
            (Block::Answer(_), _) => {}
            (block, Some(part)) => part.blocks.push(block),
            (block, None) => opening.push(block),
        }
    }
    (opening, parts)
}

/// "Pay range to publish" is `pay-range-to-publish`.
fn id_of(title: &str) -> String {
    let words = title.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words: Vec<String> =
        words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    words.join("-")
}

/// A section, with a picture below its heading.
pub(super) fn section(part: &Part, picture: Option<Markup>) -> Markup {
    let body = html! {
        @if let Some(picture) = picture { (picture) }
        @for one in &part.blocks { (block(one)) }
    };
    crate::parts::section(&part.id, part.title, body)
}

/// A block.
pub(super) fn block(block: &Block) -> Markup {
    match block {
        Block::Section(title) => html! { h2 { (said(title)) } },
        Block::Heading(title) => html! { h3 { (said(title)) } },
        Block::Paragraph(text) => html! { p { (said(text)) } },
        Block::Answer(text) => html! { p.big-n { (said(text)) } },
        Block::Note(text) => html! { p.note { (said(text)) } },
        Block::Caution(text) => html! { p.warn { (said(text)) } },
        Block::Bullets(items) => {
            html! { ul.dots { @for item in items { li { (said(&capitalised(item))) } } } }
        }
        Block::Checks(items) => {
            html! { ul.checks { @for item in items { li { (said(item)) } } } }
        }
        Block::Item { head, parts } => html! {
            div.item {
                p { b { (said(head)) } }
                dl { @for (label, text) in parts { dt { (capitalised(label)) } dd { (said(text)) } } }
            }
        },
        Block::Table(grid) => table(grid),
    }
}

/// A table, each row of which is a card on a phone: its cells are sentences.
fn table(grid: &Grid) -> Markup {
    let class = |at: usize| match grid.titles.get(at) {
        Some(&title) if title == BY_HAND => Some("by-hand"),
        _ => grid.figures.contains(&at).then_some("n"),
    };
    html! {
        div.tw tabindex="0" role="region" aria-label={ "Table: " (grid.titles.join(", ")) } {
            table.cards.texts role="table" {
                thead role="rowgroup" {
                    tr role="row" {
                        @for (at, title) in grid.titles.iter().enumerate() {
                            th scope="col" role="columnheader" class=[class(at)] { (title) }
                        }
                    }
                }
                tbody role="rowgroup" { @for row in &grid.rows { (self::row(grid, row, class)) } }
            }
        }
    }
}

/// A row; its first cell that is no figure names it.
fn row(grid: &Grid, row: &[String], class: impl Fn(usize) -> Option<&'static str>) -> Markup {
    let names = (0..row.len()).find(|at| !grid.figures.contains(at));
    html! {
        tr role="row" {
            @for (at, cell) in row.iter().enumerate() {
                @let label = grid.titles.get(at).copied().unwrap_or_default();
                @if Some(at) == names { th scope="row" role="rowheader" { (said(cell)) } }
                @else { td role="cell" class=[class(at)] data-l=(label) { (said(cell)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_begin_at_their_headings() {
        let said = |text: &str| Block::Paragraph(text.to_owned());
        let blocks = vec![said("a"), Block::Section("One, two".to_owned()), said("b"), said("c")];
        let document = Document { title: String::new(), blocks };
        let (opening, parts) = sections(&document);
        assert_eq!((opening.len(), parts.len()), (1, 1));
        assert_eq!((parts[0].id.as_str(), parts[0].blocks.len()), ("one-two", 2));
    }
}
