//! A hiring kit as text: the page of `document`, set for a terminal.

use crate::document::{self, Block, Document};
use crate::style::Style;
use crate::views::kit::KitView;

/// The sections that a short text leaves out: they are read by those who hold the interviews, and are
/// long.
const LEFT_OUT: [&str; 4] =
    ["Interviews", "Work sample", "From requirements to offer", "What this takes for granted"];

/// The kit.
pub fn kit(view: &KitView, style: &Style) -> String {
    let whole = document::kit(view);
    document::terminal(&if style.brief { short(whole) } else { whole }, style)
}

/// The kit without its long sections, and which these are.
fn short(whole: Document) -> Document {
    let mut left_out: Vec<String> = Vec::new();
    let mut keeps = true;
    let mut blocks: Vec<Block> = Vec::new();
    for block in whole.blocks {
        if let Block::Section(title) = &block {
            keeps = !LEFT_OUT.iter().any(|start| title.starts_with(start));
            left_out.extend((!keeps).then(|| title.clone()));
        }
        blocks.extend(keeps.then_some(block));
    }
    if !left_out.is_empty() {
        let said = format!("Not told here, but part of the kit: {}.", left_out.join("; "));
        blocks.push(Block::Note(said));
    }
    Document { blocks, ..whole }
}
