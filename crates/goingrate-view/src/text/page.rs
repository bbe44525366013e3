//! A page of text under construction: lines, labelled paragraphs, tables.

use super::table::Table;
use super::wrap::wrap;
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

    /// A line whose parts are painted each in its own way; where it is too long, wrapped without paint.
    pub fn parts(&mut self, parts: &[(String, Paint)]) -> &mut Self {
        let texts: Vec<String> = parts.iter().map(|(text, _)| self.style.letters(text)).collect();
        let whole = texts.concat();
        if columns(&whole) > self.style.width {
            return self.line(&whole);
        }
        let set = texts.iter().zip(parts).map(|(text, (_, paint))| self.style.paint(text, *paint));
        let line: String = set.collect();
        self.raw(&line)
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
        if self.style.brief {
            let colon = if label.is_empty() { "" } else { ": " };
            return self.line(&format!("{}{colon}{text}", label.trim()));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hang() {
        let style = Style::plain(24);
        let mut page = Page::new(&style);
        page.labelled("How sure", "fair, and this goes on");
        assert_eq!(page.finish(), "How sure   fair, and\n           this goes on\n");
    }
}
