//! Names and texts → their form in a statement, so that nothing within them can end them.

/// How a dialect marks what a name or a text is, and what stands within one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoting {
    /// The mark on both sides.
    pub mark: char,
    /// How the mark itself is written.
    pub within: Within,
}

/// How a mark is written within what it surrounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Twice, and every other character as it is.
    Doubled,
    /// After a backslash, as are the backslash and the ends of lines.
    Escaped,
}

impl Quoting {
    /// The text between marks.
    pub fn quoted(self, text: &str) -> String {
        let mark = self.mark;
        let inner: String = text.chars().map(|character| self.one(character)).collect();
        format!("{mark}{inner}{mark}")
    }

    fn one(self, character: char) -> String {
        match (self.within, character) {
            (Within::Doubled, c) if c == self.mark => format!("{c}{c}"),
            (Within::Escaped, c) if c == self.mark || c == '\\' => format!("\\{c}"),
            (Within::Escaped, '\n') => "\\n".to_owned(),
            (Within::Escaped, '\r') => "\\r".to_owned(),
            (_, c) => c.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_itself() {
        let check = |mark, within, text: &str, expected: &str| {
            assert_eq!(Quoting { mark, within }.quoted(text), expected);
        };
        check('\'', Within::Doubled, r"it's \ so", r"'it''s \ so'");
        check('\'', Within::Escaped, r"it's \ so", r"'it\'s \\ so'");
        check('\'', Within::Escaped, r"\' OR 1=1 --", r"'\\\' OR 1=1 --'");
        check('\'', Within::Escaped, "a\r\nb", r"'a\r\nb'");
        check('"', Within::Doubled, "a\"b'c.d", "\"a\"\"b'c.d\"");
        check('`', Within::Doubled, "a`b", "`a``b`");
        check('`', Within::Escaped, "a`b\\", r"`a\`b\\`");
    }
}
