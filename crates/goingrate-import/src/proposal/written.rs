//! A mapping in the making: its lines in TOML, each with a comment that says why.

use std::fmt::Write as _;

/// The text of a mapping.
#[derive(Default)]
pub(super) struct Text(String);

impl Text {
    pub fn line(&mut self, text: &str) {
        let _ = writeln!(self.0, "{text}");
    }

    /// A comment, over as many lines as it takes.
    pub fn comment(&mut self, text: &str) {
        let mut line = String::from("#");
        for word in one_line(text).split(' ') {
            if line.chars().count() + word.chars().count() > WIDTH {
                self.line(&std::mem::replace(&mut line, String::from("#")));
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }

    /// A key with its value, which is TOML already.
    pub fn key(&mut self, key: &str, value: &str, why: &str) {
        match why {
            "" => self.line(&format!("{key} = {value}")),
            why => self.line(&format!("{key} = {value}  # {}", one_line(why))),
        }
    }

    /// A heading of a table, after an empty line.
    pub fn table(&mut self, heading: &str) {
        self.line(&format!("\n{heading}"));
    }

    pub fn done(self) -> String {
        self.0
    }
}

/// Characters of a line of comments.
const WIDTH: usize = 105;

/// A text as TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in one_line(text).chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A text without line ends and other commands, which a comment cannot hold and headings need not.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list of texts as TOML.
pub(super) fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}
