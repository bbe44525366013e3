//! The picture of a distribution: blocks over an axis of money with round ticks, and marks under it.

use crate::density::Curve;
use crate::money;
use crate::style::{Paint, Style, columns};
use crate::text::wrap::wrap;
use crate::ticks::Axis;

/// How many lines the blocks take.
const ROWS: usize = 4;
/// Columns before the axis.
const INDENT: usize = 4;
/// Columns that a tick and its label need.
const TICK: usize = 8;

/// A mark under the axis: at an amount, with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands, lowest first; one for a point, two for a range.
    pub at: Vec<f64>,
    /// What it says.
    pub words: String,
}

/// A distribution to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'a> {
    /// P1 to P99 as amounts.
    pub curve: &'a [f64],
    /// P10, P25, the median, P75 and P90.
    pub percentiles: [f64; 5],
    /// The reader's own marks.
    pub marks: Vec<Mark>,
}

impl Picture<'_> {
    /// The picture as lines; none where the curve is too short to draw.
    pub fn lines(&self, style: &Style) -> Vec<String> {
        let Some(curve) = Curve::new(self.curve) else { return Vec::new() };
        let width = style.width.saturating_sub(INDENT + 4).clamp(24, 96);
        let axis = self.axis(&curve, width);
        let heights = curve.heights(&axis, width);
        let mut lines = self.blocks(&axis, &heights, style);
        lines.push(style.paint(&axis_line(&axis, width, style), Paint::Dim));
        lines.push(style.paint(&labels(&axis, width), Paint::Dim));
        lines.push(style.paint(&self.percentile_labels(&axis, width), Paint::Dim));
        lines.extend(self.marks.iter().map(|mark| mark_line(mark, &axis, width, style)));
        let indent = " ".repeat(INDENT);
        lines.into_iter().map(|line| format!("{indent}{line}")).collect()
    }

    /// From about P1 to P98, and as far as the marks reach.
    fn axis(&self, curve: &Curve, width: usize) -> Axis {
        let marks = self.marks.iter().flat_map(|mark| mark.at.iter().copied());
        let (low, high) = (curve.amount(0.01), curve.amount(0.98));
        let ends = marks
            .filter(|a| *a < 4.0 * high)
            .fold((low, high), |(low, high), amount| (low.min(amount), high.max(amount)));
        Axis::covering(ends.0, ends.1, width / TICK)
    }

    /// The blocks, highest line first; the middle half of the market is painted stronger.
    fn blocks(&self, axis: &Axis, heights: &[f64], style: &Style) -> Vec<String> {
        let width = heights.len();
        let (from, to) =
            (axis.column(self.percentiles[1], width), axis.column(self.percentiles[3], width));
        let row = |row: usize| {
            let text: Vec<char> = heights.iter().map(|h| block(*h, row, style.unicode)).collect();
            let part = |range: &[char]| range.iter().collect::<String>();
            format!(
                "{}{}{}",
                style.paint(&part(&text[..from]), Paint::Dim),
                style.paint(&part(&text[from..=to]), Paint::Market),
                style.paint(&part(&text[to + 1..]), Paint::Dim),
            )
        };
        (0..ROWS).rev().map(row).filter(|line| !line.trim().is_empty()).collect()
    }

    /// "P10", "median", "P90" where they stand; P25 and P75 where there is room.
    fn percentile_labels(&self, axis: &Axis, width: usize) -> String {
        let names = ["P10", "P25", "median", "P75", "P90"];
        let mut line = Line::new(width);
        for at in [2, 0, 4, 1, 3] {
            line.centre(names[at], axis.column(self.percentiles[at], width));
        }
        line.text()
    }
}

/// The eighth blocks (Unicode "Block Elements", U+2581 to U+2588), or ASCII of rising weight.
fn block(height: f64, row: usize, unicode: bool) -> char {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const ASCII: [char; 9] = [' ', ' ', '.', '.', ':', ':', '|', '|', '#'];
    let eighths = (height * (8 * ROWS) as f64).round() as usize;
    let level = eighths.saturating_sub(8 * row).min(8);
    if unicode { EIGHTHS[level] } else { ASCII[level] }
}

fn axis_line(axis: &Axis, width: usize, style: &Style) -> String {
    let (line, tick, first, last) =
        if style.unicode { ('─', '┼', '├', '┤') } else { ('-', '+', '+', '+') };
    let mut text = vec![line; width];
    for amount in &axis.ticks {
        text[axis.column(*amount, width)] = tick;
    }
    text[0] = first;
    text[width - 1] = last;
    text.into_iter().collect()
}

fn labels(axis: &Axis, width: usize) -> String {
    let mut line = Line::new(width);
    for amount in &axis.ticks {
        line.centre(&money::tick(*amount), axis.column(*amount, width));
    }
    line.text()
}

/// "▲ your offer", the words to the left of the mark where there is no room.
fn mark_line(mark: &Mark, axis: &Axis, width: usize, style: &Style) -> String {
    let (point, line) = if style.unicode { ('▲', '─') } else { ('^', '-') };
    let words = style.letters(&mark.words);
    let ends: Vec<usize> = mark.at.iter().map(|a| axis.column(*a, width)).collect();
    let (first, last) = (ends[0], ends[ends.len() - 1]);
    let span: String =
        (first..=last).map(|at| if at == first || at == last { point } else { line }).collect();
    let text = if last + 2 + columns(&words) <= width + 4 {
        format!("{}{span} {words}", " ".repeat(first))
    } else if columns(&words) < first {
        format!("{}{words} {span}", " ".repeat(first - columns(&words) - 1))
    } else {
        let below = wrap(&words, width).join(&format!("\n{}", " ".repeat(INDENT)));
        format!("{}{span}\n{}{below}", " ".repeat(first), " ".repeat(INDENT))
    };
    style.paint(&text, Paint::Mine)
}

/// A line in which labels are put where there is room for them.
struct Line {
    chars: Vec<char>,
}

impl Line {
    /// A few columns wider than the axis, for the last label.
    fn new(width: usize) -> Line {
        Line { chars: vec![' '; width + 4] }
    }

    /// Puts a label with its middle at a column, unless it would touch another one.
    fn centre(&mut self, label: &str, column: usize) {
        let length = columns(label);
        let start = column.saturating_sub(length / 2).min(self.chars.len().saturating_sub(length));
        let reach = start.saturating_sub(1)..(start + length + 1).min(self.chars.len());
        if self.chars[reach].iter().all(|c| *c == ' ') {
            self.chars.splice(start..start + length, label.chars());
        }
    }

    fn text(self) -> String {
        self.chars.into_iter().collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P1 to P99 of an even distribution from 100k to 200k.
    fn even() -> Vec<f64> {
        (1..100).map(|p| 100e3 + 1e3 * f64::from(p)).collect()
    }

    fn picture(curve: &[f64], marks: Vec<Mark>) -> Picture<'_> {
        Picture { curve, percentiles: [110e3, 125e3, 150e3, 175e3, 190e3], marks }
    }

    #[test]
    fn ascii_is_ascii_and_blocks_are_blocks() {
        let curve = even();
        let marks = vec![Mark { at: vec![150e3], words: "your offer".to_owned() }];
        let drawn = picture(&curve, marks);
        let ascii = drawn.lines(&Style { unicode: false, ..Style::plain(60) }).join("\n");
        assert!(ascii.is_ascii(), "{ascii}");
        assert!(ascii.contains('#') && ascii.contains("^ your offer"), "{ascii}");
        let blocks = drawn.lines(&Style::plain(60)).join("\n");
        assert!(
            blocks.contains('█') && blocks.contains('├') && blocks.contains("140k"),
            "{blocks}"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let curve = even();
        for width in [40, 60, 80, 100, 140] {
            for at in [60e3, 100e3, 150e3, 199e3, 350e3] {
                let words = "the band holds 42 % of people in the market".to_owned();
                let lines =
                    picture(&curve, vec![Mark { at: vec![at], words }]).lines(&Style::plain(width));
                for line in lines.iter().flat_map(|l| l.lines()) {
                    assert!(columns(line) <= width, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_curve_too_short_draws_nothing() {
        assert!(picture(&[1.0], Vec::new()).lines(&Style::plain(80)).is_empty());
    }
}
