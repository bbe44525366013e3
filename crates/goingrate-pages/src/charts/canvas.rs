//! What a picture is drawn on: marks as SVG with classes for ink, and a note of where each text lies, by
//! which the tests find texts that overlap or leave the frame.

use std::fmt::Write;

/// Where a text is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    #[default]
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A text of a picture, as far as its place is known without a browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// Left, top, right and bottom, in units.
    pub bounds: [f64; 4],
}

/// A picture in one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Units from left to right.
    pub width: f64,
    /// Units from top to bottom.
    pub height: f64,
    /// Its marks, as SVG.
    pub marks: String,
    /// Its texts.
    pub labels: Vec<Label>,
}

/// What is drawn on.
#[derive(Clone, Debug)]
pub struct Canvas {
    width: f64,
    marks: String,
    labels: Vec<Label>,
}

impl Canvas {
    /// An empty one of a width in units.
    pub fn new(width: f64) -> Canvas {
        Canvas { width, marks: String::new(), labels: Vec::new() }
    }

    /// Its width in units.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// What was drawn, of a height in units.
    pub fn drawing(self, height: f64) -> Drawing {
        Drawing { width: self.width, height: height.ceil(), marks: self.marks, labels: self.labels }
    }

    /// A text at a point of its base line.
    pub fn text(&mut self, x: f64, y: f64, text: &str, class: &str, anchor: Anchor) {
        let hold = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = write!(
            self.marks,
            "<text x=\"{}\" y=\"{}\"{}{hold}>{}</text>",
            Short(x),
            Short(y),
            Class(class),
            escaped(text)
        );
        let (size, bold) = size_of(class);
        let width = text_width(text, size, bold);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let bounds = [left, y - 0.75 * size, left + width, y + 0.2 * size];
        self.labels.push(Label { text: text.to_owned(), bounds });
    }

    /// A straight line.
    pub fn line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], class: &str) {
        let _ = write!(
            self.marks,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>",
            Short(x1),
            Short(y1),
            Short(x2),
            Short(y2),
            Class(class)
        );
    }

    /// A rectangle by its left top corner, its size and how round its corners are.
    pub fn rect(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2], class: &str, round: f64) {
        let _ = write!(
            self.marks,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            Short(x),
            Short(y),
            Short(width.max(0.0)),
            Short(height.max(0.0))
        );
        if round > 0.0 {
            let _ = write!(self.marks, " rx=\"{}\"", Short(round));
        }
        let _ = write!(self.marks, "{}/>", Class(class));
    }

    /// A bar between two positions of one line.
    pub fn bar(&mut self, [from, to]: [f64; 2], y: f64, height: f64, class: &str) {
        let (left, right) = (from.min(to), from.max(to));
        self.rect([left, y], [right - left, height], class, 1.0);
    }

    /// A dot.
    pub fn dot(&mut self, [x, y]: [f64; 2], radius: f64, class: &str) {
        let _ = write!(
            self.marks,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
            Short(x),
            Short(y),
            Short(radius),
            Class(class)
        );
    }

    /// A diamond: what somebody claims.
    pub fn diamond(&mut self, [x, y]: [f64; 2], class: &str) {
        let _ = write!(
            self.marks,
            "<path d=\"M{} {}l6 6l-6 6l-6 -6z\"{}/>",
            Short(x),
            Short(y - 6.0),
            Class(class)
        );
    }

    /// An interval and its middle: the mark of doubt, with a casing in the colour of the paper.
    pub fn whisker(&mut self, [low, high]: [f64; 2], y: f64) {
        self.line([low, y], [high, y], "d-case");
        self.line([low, y], [high, y], "d-line");
    }

    /// A path through points.
    pub fn path(&mut self, points: &[[f64; 2]], class: &str, closed: bool) {
        let Some((first, rest)) = points.split_first() else { return };
        let _ = write!(self.marks, "<path d=\"M{} {}", Short(first[0]), Short(first[1]));
        for point in rest {
            let _ = write!(self.marks, "L{} {}", Short(point[0]), Short(point[1]));
        }
        let _ = write!(self.marks, "{}\"{}/>", if closed { "z" } else { "" }, Class(class));
    }

    /// Rectangles of one ink, each by its left top corner and its size, as one mark.
    pub fn rects(&mut self, rects: &[[f64; 4]], class: &str) {
        if rects.is_empty() {
            return;
        }
        self.marks.push_str("<path d=\"");
        for [x, y, width, height] in rects {
            let _ = write!(
                self.marks,
                "M{} {}h{}v{}h-{}z",
                Short(*x),
                Short(*y),
                Short(*width),
                Short(*height),
                Short(*width)
            );
        }
        let _ = write!(self.marks, "\"{}/>", Class(class));
    }

    /// Draws inside a link. Its texts are its name; where `name` says more than they do, it is the title, which
    /// browsers also show to who points at it.
    pub fn link(&mut self, to: &str, name: &str, draw: impl FnOnce(&mut Canvas)) {
        let (marks, first) = (std::mem::take(&mut self.marks), self.labels.len());
        draw(self);
        let inside = std::mem::replace(&mut self.marks, marks);
        let seen: Vec<&str> =
            self.labels[first..].iter().map(|label| label.text.as_str()).collect();
        let seen = seen.join(" ");
        let words = |text: &str| text.replace([':', ','], "");
        let says_all = words(name).split_whitespace().all(|word| words(&seen).contains(word));
        let title = match says_all {
            true => String::new(),
            false => format!("<title>{}</title>", escaped(name)),
        };
        let _ = write!(self.marks, "<a href=\"{}\">{title}{inside}</a>", escaped(to));
    }
}

/// A coordinate with one decimal, or none where that says the same.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let rounded = (self.0 * 10.0).round() / 10.0;
        if rounded.is_finite() { write!(f, "{}", rounded + 0.0) } else { f.write_str("0") }
    }
}

struct Class<'c>(&'c str);

impl std::fmt::Display for Class<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " class=\"{}\"", self.0) }
    }
}

/// Text within SVG.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The size of a text by its class, in units, and whether it is bold: as `charts.css` has it.
fn size_of(class: &str) -> (f64, bool) {
    let has = |name: &str| class.split(' ').any(|one| one == name);
    let bold = ["t-b", "t-you", "t-on", "t-on-m"].into_iter().any(has);
    let size = match () {
        () if has("t-s") => 12.0,
        () if bold || has("t-l") => 14.0,
        () => 13.0,
    };
    (size, bold)
}

/// About how wide a text is: the advance widths of Source Sans 3 in thousandths of its size, in groups.
pub(super) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(advance).sum();
    thousandths / 1000.0 * size * if bold { 1.04 } else { 1.0 }
}

fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 255.0,
        ' ' => 200.0,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 325.0,
        's' | 'c' | 'z' | 'x' | 'v' | 'k' | 'y' => 455.0,
        'm' => 830.0,
        'w' | 'W' | 'M' => 790.0,
        'A'..='Z' => 590.0,
        '%' | '@' => 810.0,
        _ => 520.0,
    }
}
