//! A page of text as parts (headings, paragraphs, tables, checklists), and the forms that it is set in:
//! terminal, Markdown, HTML. What one form says all of them say.

mod brief;
mod html;
mod kit;
mod markdown;
mod terminal;

pub use brief::brief;
pub use html::html;
pub use kit::kit;
pub use markdown::markdown;
pub use terminal::terminal;

/// A page of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its parts, in their order.
    pub blocks: Vec<Block>,
}

/// A part of a page. Texts are plain; a piece between two backticks is code.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A section begins.
    Section(String),
    /// A part of a section begins.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// The line that answers, which the eye should find first.
    Answer(String),
    /// A paragraph that the eye may skip.
    Note(String),
    /// A paragraph that the reader has to know.
    Caution(String),
    /// A list.
    Bullets(Vec<String>),
    /// A list of things to be ticked off.
    Checks(Vec<String>),
    /// A statement with labelled parts: a question with what to look for.
    Item {
        /// The statement.
        head: String,
        /// Its parts: label and text.
        parts: Vec<(&'static str, String)>,
    },
    /// A table.
    Table(Grid),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Titles of the columns.
    pub titles: Vec<&'static str>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<String>>,
    /// Columns of figures, which are set at their right.
    pub figures: Vec<usize>,
    /// The columns that a narrow page shows, the last of which takes what room is left.
    pub narrow: Vec<usize>,
    /// What a narrow page says of the others.
    pub left_out: Option<&'static str>,
}

/// Pieces of a text, each with whether it is code. A backtick without a second one is an ordinary sign.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let last = parts.len() - 1;
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        match at == last && !closed {
            true => pieces.push((format!("`{part}"), false)),
            false => pieces.push((part.to_owned(), at % 2 == 1)),
        }
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, bool)]) {
        let expected: Vec<(String, bool)> =
            expected.iter().map(|(piece, code)| ((*piece).to_owned(), *code)).collect();
        assert_eq!(pieces(text), expected, "{text}");
    }

    #[test]
    fn code_stands_between_backticks() {
        check("a `b` c", &[("a ", false), ("b", true), (" c", false)]);
        check("`b`", &[("b", true)]);
        check("a `b", &[("a ", false), ("`b", false)]);
        check("", &[]);
    }
}
