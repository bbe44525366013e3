//! How text is set: how wide, with colour or without, with blocks and dashes or plain ASCII.

use anstyle::AnsiColor;
use unicode_width::UnicodeWidthStr;

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Whether ANSI colours are used.
    pub colour: bool,
    /// Whether anything beyond ASCII may be used.
    pub unicode: bool,
    /// For a reader that is a program: no pictures, no padding, no lines that are broken, no commands of
    /// the terminal, and of long answers the part that answers.
    pub brief: bool,
}

/// What a piece of text is, for its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// Text.
    #[default]
    Plain,
    /// A title, or the figure that matters.
    Bold,
    /// What the eye may skip.
    Dim,
    /// The market's picture.
    Market,
    /// The reader's own: an offer, a band.
    Mine,
    /// Holds.
    Good,
    /// Does not hold.
    Bad,
    /// Cannot be told.
    Open,
}

impl Paint {
    /// The paint as a terminal has it.
    fn style(self) -> anstyle::Style {
        let plain = anstyle::Style::new();
        match self {
            Paint::Plain => plain,
            Paint::Bold => plain.bold(),
            Paint::Dim => plain.dimmed(),
            Paint::Market => AnsiColor::Cyan.on_default(),
            Paint::Mine => AnsiColor::Yellow.on_default().bold(),
            Paint::Good => AnsiColor::Green.on_default(),
            Paint::Bad => AnsiColor::Red.on_default(),
            Paint::Open => AnsiColor::Yellow.on_default(),
        }
    }
}

/// Columns of a short text: more than any line has, so that none is broken.
const BRIEF_WIDTH: usize = 100_000;

/// What stands for a character where only ASCII may be used. Text is turned before it is aligned,
/// so a stand-in may be longer than what it stands for.
const STAND_INS: [(char, &str); 20] = [
    ('·', "|"),
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('±', "+-"),
    ('×', "x"),
    ('…', "..."),
    ('’', "'"),
    ('“', "\""),
    ('”', "\""),
    ('▲', "^"),
    ('→', "->"),
    ('✓', "+"),
    ('✗', "x"),
    ('€', "EUR "),
    ('£', "GBP "),
    ('₹', "INR "),
    ('σ', "sigma"),
    ('●', "o"),
    ('─', "-"),
];

impl Style {
    /// Plain text of a width, without colour.
    pub const fn plain(width: usize) -> Style {
        Style { width, colour: false, unicode: true, brief: false }
    }

    /// The short text for a program that reads it, such as an assistant.
    pub const fn brief() -> Style {
        Style { brief: true, ..Style::plain(BRIEF_WIDTH) }
    }

    /// The text in the characters that may be used.
    pub fn letters(&self, text: &str) -> String {
        if self.unicode || text.is_ascii() {
            return text.to_owned();
        }
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { stand_in(c) }).collect()
    }

    /// The text in its paint.
    pub fn paint(&self, text: &str, paint: Paint) -> String {
        if !self.colour || paint == Paint::Plain || text.trim().is_empty() {
            return text.to_owned();
        }
        let paint = paint.style();
        format!("{paint}{text}{paint:#}")
    }
}

fn stand_in(c: char) -> String {
    STAND_INS.iter().find(|(from, _)| *from == c).map_or("?", |(_, to)| to).to_owned()
}

/// How many columns a text takes on a terminal: names of places and titles in a file may be in any
/// script.
pub fn columns(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_ascii() {
        let style = Style { unicode: false, ..Style::plain(80) };
        let text = style.letters("42nd percentile (36–48) · ±6 % · €61.2k ▲");
        assert_eq!(text, "42nd percentile (36-48) | +-6 % | EUR 61.2k ^");
        assert!(style.letters("ąő").is_ascii());
    }

    #[test]
    fn colour_only_where_it_is_wanted() {
        let with = Style { colour: true, ..Style::plain(80) };
        assert_eq!(with.paint("a", Paint::Bad), "\x1b[31ma\x1b[0m");
        assert_eq!(Style::plain(80).paint("a", Paint::Bad), "a");
        assert_eq!(with.paint("  ", Paint::Bad), "  ");
    }

    #[test]
    fn a_character_may_take_two_columns_or_none() {
        assert_eq!((columns("München"), columns("東京"), columns("e\u{301}")), (7, 4, 1));
    }
}
