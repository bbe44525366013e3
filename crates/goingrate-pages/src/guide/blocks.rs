//! What sections are made of.

use super::grid::Grid;
use super::text::Text;
use crate::charts::Picture;
use crate::parts::figure::Key;

/// A section: a question and what was found.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name within the page.
    pub id: &'static str,
    /// Its name in the list of contents: "By level".
    pub name: &'static str,
    /// What was found, as a heading.
    pub heading: String,
    /// The finding in a line, for those who read no further.
    pub short: Option<Text>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A sentence that is set apart.
    Pull(String),
    /// A picture.
    Figure(Box<Drawn>),
    /// A table.
    Table(Grid),
    /// A table of amounts that are shaded by their size.
    Heat(Heat),
    /// Steps, each with what is done and by whom.
    Steps(Vec<(String, Vec<(String, String)>)>),
    /// Questions with their answers.
    Questions(Vec<(String, Text)>),
}

/// A picture with its title and the same as a table.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its name within the page, and of its files.
    pub id: &'static str,
    /// What one sees, as far as the intervals bear it out.
    pub title: String,
    /// What is shown: unit, period, place.
    pub about: String,
    /// The picture.
    pub picture: Picture,
    /// What its marks mean.
    pub key: Vec<Key>,
    /// The same as a table.
    pub grid: Grid,
    /// The question that shows where its figures come from.
    pub sources: String,
}

/// Amounts by two things, shaded by their size.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// Its name within the page, and of its file.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// Groups of columns, and the columns of each.
    pub groups: Vec<(String, Vec<String>)>,
    /// Rows: a name, and a cell for each column.
    pub rows: Vec<(String, Vec<Option<Shade>>)>,
    /// The same as a table.
    pub grid: Grid,
}

/// A cell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shade {
    /// The amount, short.
    pub amount: String,
    /// Its interval.
    pub interval: String,
    /// How dark it is, 1 to 5.
    pub step: usize,
    /// Whether it is hardly more than a guess.
    pub guess: bool,
}

impl Section {
    /// The sources that it refers to, in their order.
    pub fn sources(&self) -> impl Iterator<Item = String> + '_ {
        self.texts().flat_map(|text| text.sources().map(str::to_owned).collect::<Vec<_>>())
    }

    /// Its running text.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(text) => vec![text],
            Block::Questions(all) => all.iter().map(|(_, answer)| answer).collect(),
            _ => Vec::new(),
        })
    }

    /// How many words somebody reads in it. A picture takes as long as a few lines.
    pub fn words(&self) -> usize {
        const PICTURE: usize = 12;
        let count = |text: &str| text.split_whitespace().count();
        let block = |block: &Block| match block {
            Block::Paragraph(text) => count(&text.plain()),
            Block::Pull(text) => count(text),
            Block::Figure(_) | Block::Table(_) | Block::Heat(_) => PICTURE,
            Block::Steps(phases) => {
                phases.iter().flat_map(|(_, steps)| steps).map(|(what, _)| count(what)).sum()
            }
            Block::Questions(all) => {
                all.iter().map(|(ask, answer)| count(ask) + count(&answer.plain())).sum()
            }
        };
        count(&self.heading) + self.blocks.iter().map(block).sum::<usize>()
    }

    /// Whether it has a picture or a table.
    pub fn has_figures(&self) -> bool {
        let has =
            |block: &Block| matches!(block, Block::Figure(_) | Block::Table(_) | Block::Heat(_));
        self.blocks.iter().any(has)
    }
}
