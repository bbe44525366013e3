//! How text is set: how wide, with colour or without, with blocks and dashes or plain ASCII.

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Whether ANSI colours are used.
    pub colour: bool,
    /// Whether anything beyond ASCII may be used.
    pub unicode: bool,
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
    /// The ANSI code ("Select Graphic Rendition", ECMA-48) of the paint.
    fn code(self) -> &'static str {
        match self {
            Paint::Plain => "0",
            Paint::Bold => "1",
            Paint::Dim => "2",
            Paint::Market => "36",
            Paint::Mine => "1;33",
            Paint::Good => "32",
            Paint::Bad => "31",
            Paint::Open => "33",
        }
    }
}

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
    pub fn plain(width: usize) -> Style {
        Style { width, colour: false, unicode: true }
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
        format!("\x1b[{}m{text}\x1b[0m", paint.code())
    }
}

fn stand_in(c: char) -> String {
    STAND_INS.iter().find(|(from, _)| *from == c).map_or("?", |(_, to)| to).to_owned()
}

/// How many columns a text takes; every character that we set takes one.
pub fn columns(text: &str) -> usize {
    text.chars().count()
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
}
