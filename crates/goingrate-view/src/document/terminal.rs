//! A page as text for a terminal.

use super::{Block, Document, Grid};
use crate::style::{Paint, Style};
use crate::text::{Align, Cell, Page, Table};
use crate::words;

/// The page as text.
pub fn terminal(document: &Document, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&document.title, Paint::Bold);
    for block in &document.blocks {
        one(&mut page, block);
    }
    page.finish()
}

fn one(page: &mut Page, block: &Block) {
    match block {
        Block::Section(title) => page.heading(&capitals(title)).gap(),
        Block::Heading(title) => page.heading(title),
        Block::Paragraph(said) => page.line(said),
        Block::Answer(said) => page.painted(said, Paint::Mine),
        Block::Note(said) => page.painted(said, Paint::Dim),
        Block::Caution(said) => page.painted(said, Paint::Open),
        Block::Bullets(items) => items.iter().fold(page, |page, item| page.bullet(item)),
        Block::Checks(items) => {
            items.iter().fold(page, |page, item| page.bullet(&format!("[ ] {item}")))
        }
        Block::Item { head, parts } => item(page, head, parts),
        Block::Table(grid) => table(page, grid),
    };
}

/// Titles of sections stand out from those within them where there is no colour.
fn capitals(title: &str) -> String {
    title.to_uppercase()
}

fn item<'p, 's>(page: &'p mut Page<'s>, head: &str, parts: &[(&str, String)]) -> &'p mut Page<'s> {
    page.gap().painted(&format!("  {head}"), Paint::Plain);
    let mut table = Table::new(&[("", Align::Left), ("", Align::Elastic)]);
    for (label, said) in parts {
        let label = format!("  {}", words::capitalised(label));
        table.row(vec![Cell::painted(label, Paint::Dim), said.as_str().into()]);
    }
    page.table(&table)
}

fn table<'p, 's>(page: &'p mut Page<'s>, grid: &Grid) -> &'p mut Page<'s> {
    let last = grid.narrow.last();
    let align = |at: &usize| match at {
        at if Some(at) == last => Align::Elastic,
        at if grid.figures.contains(at) => Align::Right,
        _ => Align::Left,
    };
    let columns: Vec<(&str, Align)> =
        grid.narrow.iter().map(|at| (grid.titles[*at], align(at))).collect();
    let mut table = Table::new(&columns);
    for row in &grid.rows {
        table.row(grid.narrow.iter().map(|at| row[*at].as_str().into()).collect());
    }
    page.table(&table);
    match grid.left_out {
        Some(said) => page.painted(said, Paint::Dim),
        None => page,
    }
}
