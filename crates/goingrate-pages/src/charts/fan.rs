//! Pay over the years, way by way: a line each, with its doubt as a band. At most three, as more cannot be told
//! apart.

use super::canvas::text_width;
use super::{Anchor, Canvas, Drawing, Picture, Scale, Width, ticks};

/// More ways are not drawn.
pub const MOST: usize = 3;

/// Where names begin, to the right of the plot and of the uprights there.
const BESIDE: f64 = 26.0;

/// A way.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Its name.
    pub name: String,
    /// Low end, middle and high end: now, and after each year.
    pub years: Vec<[f64; 3]>,
    /// What its last year comes to, in words: "$221k ($146k–$330k)".
    pub at_the_end: String,
}

/// Ways over the years.
pub struct Fan {
    /// The ways; those beyond the third are not drawn.
    pub ways: Vec<Way>,
    /// What the reader earns now, if that is known, with its words.
    pub you: Option<(f64, String)>,
    /// What is to be reached, with its words.
    pub goal: Option<(f64, String)>,
    /// How an amount is written.
    pub tick: Box<dyn Fn(f64) -> String>,
}

/// Where things lie.
struct Plot {
    across: Scale,
    up: Scale,
    left: f64,
    right: f64,
    base: f64,
}

impl Fan {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    /// The ways that are drawn.
    fn drawn(&self) -> &[Way] {
        self.ways.get(..MOST).unwrap_or(&self.ways)
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let Some(plot) = self.plot(width) else { return canvas.drawing(1.0) };
        self.grid(&mut canvas, &plot, width);
        for (at, way) in self.drawn().iter().enumerate() {
            band(&mut canvas, &plot, way, at);
        }
        for (at, way) in self.drawn().iter().enumerate().rev() {
            let middles = way.years.iter().enumerate().map(|(year, ends)| plot.at(year, ends[1]));
            canvas.path(&middles.collect::<Vec<_>>(), &format!("ln s{}", at + 1), false);
        }
        self.reader(&mut canvas, &plot);
        match width {
            Width::Wide => self.names_beside(&mut canvas, &plot),
            Width::Narrow => self.names_below(&mut canvas, &plot),
        }
    }

    /// The plot, unless there is nothing to draw.
    fn plot(&self, width: Width) -> Option<Plot> {
        let amounts = self.drawn().iter().flat_map(|way| way.years.iter().flatten().copied());
        let marked = [&self.you, &self.goal].into_iter().flatten().map(|(amount, _)| *amount);
        let all: Vec<f64> = amounts.chain(marked).filter(|amount| amount.is_finite()).collect();
        let low = all.iter().copied().fold(f64::INFINITY, f64::min);
        let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let last = self.drawn().iter().map(|way| way.years.len()).max()?.checked_sub(1)?;
        if last == 0 || low >= high {
            return None;
        }
        let narrow = width.is_narrow();
        let marks = ticks([low, high], if narrow { 4 } else { 5 });
        let step = marks.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(high - low);
        let ends = [(low / step).floor() * step, (high / step).ceil() * step];
        let (left, beside, top, base) =
            if narrow { (52.0, 40.0, 24.0, 240.0) } else { (60.0, 204.0, 24.0, 340.0) };
        let right = width.units() - beside;
        let across = Scale::new([0.0, last as f64], [left, right]);
        Some(Plot { across, up: Scale::new(ends, [base, top]), left, right, base })
    }

    fn grid(&self, canvas: &mut Canvas, plot: &Plot, width: Width) {
        for tick in plot.up.ticks(if width.is_narrow() { 4 } else { 5 }) {
            let y = plot.up.at(tick);
            canvas.line([plot.left, y], [plot.right, y], "grid");
            canvas.text(plot.left - 8.0, y + 4.0, &(self.tick)(tick), "t-s", Anchor::End);
        }
        canvas.line([plot.left, plot.base], [plot.right, plot.base], "axis");
        let last = self.drawn().iter().map(|way| way.years.len()).max().unwrap_or(1) - 1;
        for year in (0..=last).step_by(5) {
            let words = match year {
                0 => "now".to_owned(),
                year if width.is_narrow() => year.to_string(),
                year => format!("in {year} years"),
            };
            canvas.text(
                plot.across.at(year as f64),
                plot.base + 20.0,
                &words,
                "t-s",
                Anchor::Middle,
            );
        }
    }

    /// What the reader earns, and wants to.
    fn reader(&self, canvas: &mut Canvas, plot: &Plot) {
        if let Some((amount, words)) = &self.goal {
            let y = plot.up.at(*amount);
            canvas.line([plot.left, y], [plot.right, y], "y-line");
            canvas.text(plot.right - 2.0, y - 8.0, words, "t-you halo", Anchor::End);
        }
        if let Some((amount, words)) = &self.you {
            let [x, y] = plot.at(0, *amount);
            canvas.dot([x, y], 6.0, "y-fill");
            canvas.text(x + 10.0, y + 20.0, words, "t-you halo", Anchor::Start);
        }
    }

    /// Names and last figures at the ends of the lines, moved apart where the lines end close together.
    fn names_beside(&self, canvas: &mut Canvas, plot: &Plot) -> Drawing {
        let room = canvas.width() - plot.right - BESIDE;
        let lines: Vec<Vec<String>> =
            self.drawn().iter().map(|way| wrapped(&way.name, room)).collect();
        let heights: Vec<f64> =
            lines.iter().map(|lines| 16.0 * lines.len() as f64 + 26.0).collect();
        let wanted: Vec<f64> = self.ends(plot).map(|y| y - 8.0).collect();
        let places = apart(&wanted, &heights, [16.0, plot.base]);
        for (at, (way, lines)) in self.drawn().iter().zip(&lines).enumerate() {
            let (x, mut y) = (plot.right + BESIDE, places[at]);
            for line in lines {
                canvas.text(x, y, line, &format!("t-b t{}", at + 1), Anchor::Start);
                y += 16.0;
            }
            canvas.text(x, y, &way.at_the_end, "t-s", Anchor::Start);
        }
        std::mem::replace(canvas, Canvas::new(0.0)).drawing(plot.base + 30.0)
    }

    /// On a phone: letters at the ends of the lines, and their names below.
    fn names_below(&self, canvas: &mut Canvas, plot: &Plot) -> Drawing {
        canvas.text(canvas.width(), plot.base + 20.0, "years", "t-s", Anchor::End);
        let wanted: Vec<f64> = self.ends(plot).map(|y| y + 5.0).collect();
        let heights = vec![17.0; wanted.len()];
        let places = apart(&wanted, &heights, [16.0, plot.base + 12.0]);
        let mut y = plot.base + 48.0;
        for (at, way) in self.drawn().iter().enumerate() {
            let (letter, class) = (letter(at), format!("t-b t{}", at + 1));
            canvas.text(plot.right + BESIDE, places[at], letter, &class, Anchor::Start);
            canvas.text(0.0, y, letter, &class, Anchor::Start);
            for line in wrapped(&way.name, canvas.width() - 20.0) {
                canvas.text(18.0, y, &line, "t-l", Anchor::Start);
                y += 17.0;
            }
            canvas.text(18.0, y, &way.at_the_end, "t-s", Anchor::Start);
            y += 24.0;
        }
        std::mem::replace(canvas, Canvas::new(0.0)).drawing(y - 10.0)
    }

    /// Where the lines end.
    fn ends<'f>(&'f self, plot: &'f Plot) -> impl Iterator<Item = f64> + 'f {
        self.drawn().iter().map(|way| plot.up.at(way.years.last().map_or(0.0, |ends| ends[1])))
    }
}

impl Plot {
    fn at(&self, year: usize, amount: f64) -> [f64; 2] {
        [self.across.at(year as f64), self.up.at(amount)]
    }
}

/// The doubt about a way: a band in its colour, and at the end of the line an upright of its own, as bands lie
/// over one another.
fn band(canvas: &mut Canvas, plot: &Plot, way: &Way, at: usize) {
    let years = way.years.iter().enumerate();
    let upper = years.clone().map(|(year, ends)| plot.at(year, ends[2]));
    let lower = years.rev().map(|(year, ends)| plot.at(year, ends[0]));
    let points: Vec<[f64; 2]> = upper.chain(lower).collect();
    canvas.path(&points, &format!("bd s{}", at + 1), true);
    let Some(last) = way.years.last() else { return };
    let x = plot.right + 5.0 + 6.0 * at as f64;
    let [low, middle, high] = last.map(|amount| plot.up.at(amount));
    canvas.line([x, low], [x, high], &format!("wh s{}", at + 1));
    canvas.dot([x, middle], 3.0, &format!("s{}", at + 1));
}

fn letter(at: usize) -> &'static str {
    ["A", "B", "C"].get(at).copied().unwrap_or("")
}

/// Words in lines of at most so many units.
fn wrapped(words: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), 14.0, true) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// First base lines of blocks that are wanted at some heights, so that none lies over another and all lie within
/// two ends.
fn apart(wanted: &[f64], heights: &[f64], [top, bottom]: [f64; 2]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places = wanted.to_vec();
    let mut next = top;
    for at in &order {
        places[*at] = places[*at].max(next);
        next = places[*at] + heights[*at];
    }
    let mut last = bottom + 12.0;
    for at in order.iter().rev() {
        places[*at] = places[*at].min(last - heights[*at]);
        last = places[*at];
    }
    places
}
