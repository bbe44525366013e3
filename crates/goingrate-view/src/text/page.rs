//! A page of text under construction: lines, labelled paragraphs, tables.

use super::table::Table;
use crate::style::{Paint, Style, columns};

/// Where the text beside a label starts.
const LABEL: usize = 11;

/// A page of text. Text is turned into the characters that may be used before it is aligned.
#[derive(Debug)]
pub struct Page<'s> {
    /// How the text is set.
    pub style: &'s Style,
    text: String,
}

impl<'s> Page<'s> {
    /// An empty page.
    pub fn new(style: &'s Style) -> Page<'s> {
        Page { style, text: String::new() }
    }

    /// A line as it stands.
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.painted(text, Paint::Plain)
    }

    /// A line in its paint, wrapped where it is too long.
    pub fn painted(&mut self, text: &str, paint: Paint) -> &mut Self {
        for line in wrap(&self.style.letters(text), self.style.width) {
            self.raw(&self.style.paint(&line, paint));
        }
        self
    }

    /// A line that is set already: aligned, in its letters and painted.
    pub fn raw(&mut self, line: &str) -> &mut Self {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
        self
    }

    /// An empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) -> &mut Self {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self
    }

    /// A paragraph beside its label: "How sure   fair. …", wrapped under its own start.
    pub fn labelled(&mut self, label: &str, text: &str) -> &mut Self {
        let text = self.style.letters(text);
        let lines = wrap(&text, self.style.width.saturating_sub(LABEL));
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let label = self.style.paint(&format!("{label:<LABEL$}"), Paint::Dim);
            self.raw(&format!("{label}{line}"));
        }
        self
    }

    /// A paragraph with its first line after a bullet.
    pub fn bullet(&mut self, text: &str) -> &mut Self {
        let text = self.style.letters(text);
        let lines = wrap(&text, self.style.width.saturating_sub(4));
        for (at, line) in lines.iter().enumerate() {
            self.raw(&format!("  {} {line}", if at == 0 { "-" } else { " " }));
        }
        self
    }

    /// A heading: a blank line and a bold line.
    pub fn heading(&mut self, text: &str) -> &mut Self {
        self.gap().painted(text, Paint::Bold)
    }

    /// A table.
    pub fn table(&mut self, table: &Table) -> &mut Self {
        for line in table.lines(self.style) {
            self.raw(&line);
        }
        self
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Cuts a text into lines of at most `width` columns, at spaces; a percent sign stays with its
/// number, a word that is longer than a line is cut after hyphens or has a line to itself, and every
/// line is indented as the text is.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent = text.len() - text.trim_start_matches(' ').len();
    let width = width.saturating_sub(indent);
    let mut lines = vec![String::new()];
    for word in words(text).iter().flat_map(|word| cut(word, width)) {
        let line = lines.last_mut().expect("there is always a line");
        let joined = columns(line) + usize::from(!line.is_empty()) + columns(&word);
        match (line.is_empty(), joined <= width) {
            (true, _) => line.push_str(&word),
            (false, true) => {
                line.push(' ');
                line.push_str(&word);
            }
            (false, false) => lines.push(word),
        }
    }
    lines.iter_mut().for_each(|line| line.insert_str(0, &" ".repeat(indent)));
    lines
}

/// A word that is longer than a line, cut after its hyphens into as few pieces as fit a line each:
/// "Jose-Sunnyvale-" and "Santa". A flag is not cut.
fn cut(word: &str, width: usize) -> Vec<String> {
    if columns(word) <= width || word.starts_with('-') {
        return vec![word.to_owned()];
    }
    let mut pieces: Vec<String> = Vec::new();
    for part in word.split_inclusive('-') {
        match pieces.last_mut() {
            Some(last) if columns(last) + columns(part) <= width => last.push_str(part),
            _ => pieces.push(part.to_owned()),
        }
    }
    pieces
}

/// The words of a text; "6 %" is one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if word.starts_with('%') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping() {
        let check = |text: &str, width: usize, expected: &[&str]| {
            assert_eq!(wrap(text, width), expected);
        };
        check("one two three", 7, &["one two", "three"]);
        check("it adds 6 % to pay", 10, &["it adds", "6 % to pay"]);
        check("incomprehensibilities are", 5, &["incomprehensibilities", "are"]);
        check(
            "San Jose-Sunnyvale-Santa Clara, CA",
            19,
            &["San Jose-Sunnyvale-", "Santa Clara, CA"],
        );
        check("ask --at-prices-of", 6, &["ask", "--at-prices-of"]);
        check("", 5, &[""]);
        check("  two words", 7, &["  two", "  words"]);
    }

    #[test]
    fn labels_hang() {
        let style = Style::plain(24);
        let mut page = Page::new(&style);
        page.labelled("How sure", "fair, and this goes on");
        assert_eq!(page.finish(), "How sure   fair, and\n           this goes on\n");
    }
}
