//! Money spent so far, month by month, in a few ways, and when two of them have cost the same.

use super::canvas::text_width;
use super::{Anchor, Canvas, Drawing, Picture, Scale, Width};

/// A way of spending money.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// What it is called.
    pub name: String,
    /// Its range in words, which stands at its end.
    pub range: String,
    /// What is spent at the end of each month, from 0: one in ten less, the middle, one in ten more.
    pub spent: Vec<[f64; 3]>,
}

/// When two ways have cost the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// The months: one in ten earlier, the middle, one in ten later.
    pub months: [f64; 3],
    /// The same in words.
    pub words: String,
    /// How sure that is.
    pub sub: String,
}

/// Courses over the same months.
pub struct Spending {
    /// The courses; more than three cannot be told apart, and are left out.
    pub courses: Vec<Course>,
    /// When two have cost the same; one can be read in a picture, more cannot.
    pub crossing: Option<Crossing>,
    /// How an amount of the axis is written.
    pub tick: Box<dyn Fn(f64) -> String>,
}

/// More courses cannot be told apart.
const MOST: usize = 3;

/// The plot of a picture.
struct Plot {
    width: Width,
    across: Scale,
    up: Scale,
    left: f64,
    right: f64,
    top: f64,
    base: f64,
    months: usize,
}

impl Spending {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn drawn(&self) -> &[Course] {
        self.courses.get(..MOST).unwrap_or(&self.courses)
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let Some(plot) = self.plot(width) else { return canvas.drawing(1.0) };
        self.axes(&mut canvas, &plot);
        for (at, course) in self.drawn().iter().enumerate() {
            band(&mut canvas, &plot, course, at + 1);
        }
        for (at, course) in self.drawn().iter().enumerate() {
            let middle: Vec<[f64; 2]> =
                course.spent.iter().enumerate().map(|(m, s)| plot.at(m as f64, s[1])).collect();
            canvas.path(&middle, &format!("s{} ln", at + 1), false);
        }
        if let Some(crossing) = &self.crossing {
            mark(&mut canvas, &plot, crossing);
        }
        let foot = self.names(&mut canvas, &plot);
        canvas.drawing(foot)
    }

    fn plot(&self, width: Width) -> Option<Plot> {
        let courses = self.drawn();
        let months = courses.iter().map(|course| course.spent.len()).min()?.checked_sub(1)?;
        let most = courses.iter().filter_map(|course| course.spent.last());
        let most = most.map(|spent| spent[2]).fold(0.0, f64::max) * 1.02;
        let (left, right, top, base) = match width {
            Width::Wide => (64.0, width.units() - 190.0, 16.0, 340.0),
            Width::Narrow => (52.0, width.units() - 12.0, 16.0, 270.0),
        };
        let across = Scale::new([0.0, months as f64], [left, right]);
        let up = Scale::new([0.0, most], [base, top]);
        Some(Plot { width, across, up, left, right, top, base, months })
    }

    fn axes(&self, canvas: &mut Canvas, plot: &Plot) {
        for tick in plot.up.ticks(if plot.width.is_narrow() { 4 } else { 6 }) {
            let y = plot.up.at(tick);
            canvas.line([plot.left, y], [plot.right, y], "grid");
            canvas.text(plot.left - 8.0, y + 4.0, &(self.tick)(tick), "t-s", Anchor::End);
        }
        let step = [1, 2, 3, 6, 12, 24].into_iter().find(|step| plot.months / step <= 7);
        for month in (0..=plot.months).step_by(step.unwrap_or(60)) {
            let x = plot.across.at(month as f64);
            canvas.line([x, plot.base], [x, plot.base + 5.0], "axis");
            let name = if month == 0 { "start".to_owned() } else { month.to_string() };
            canvas.text(x, plot.base + 20.0, &name, "t-s", Anchor::Middle);
        }
        canvas.line([plot.left, plot.base], [plot.right, plot.base], "axis");
        let middle = (plot.left + plot.right) / 2.0;
        canvas.text(middle, plot.base + 38.0, "months of work", "t-s", Anchor::Middle);
    }

    /// The names: at the ends of the lines, at least a line of text apart; on a phone below the picture.
    fn names(&self, canvas: &mut Canvas, plot: &Plot) -> f64 {
        match plot.width {
            Width::Narrow => self.names_below(canvas, plot.base + 62.0),
            Width::Wide => {
                self.names_beside(canvas, plot);
                plot.base + 46.0
            }
        }
    }

    fn names_below(&self, canvas: &mut Canvas, mut y: f64) -> f64 {
        for (at, course) in self.drawn().iter().enumerate() {
            canvas.line([0.0, y - 5.0], [20.0, y - 5.0], &format!("s{} ln", at + 1));
            let class = format!("t-b t{}", at + 1);
            let range = text_width(&course.range, 12.0, false) + 36.0;
            let lines = in_two(&course.name, canvas.width() - range);
            canvas.text(canvas.width(), y, &course.range, "t-s", Anchor::End);
            for line in &lines {
                canvas.text(28.0, y, line, &class, Anchor::Start);
                y += 17.0;
            }
            y += 7.0;
        }
        y - 12.0
    }

    fn names_beside(&self, canvas: &mut Canvas, plot: &Plot) {
        let mut ends: Vec<(f64, usize, &Course)> = self
            .drawn()
            .iter()
            .enumerate()
            .filter_map(|(at, course)| {
                let last = course.spent.get(plot.months)?;
                Some((plot.up.at(last[1]), at + 1, course))
            })
            .collect();
        ends.sort_by(|one, other| one.0.total_cmp(&other.0));
        let room = canvas.width() - plot.right - 18.0;
        let lines: Vec<Vec<String>> =
            ends.iter().map(|(_, _, course)| in_two(&course.name, room)).collect();
        let heights: Vec<f64> =
            lines.iter().map(|lines| 24.0 + 16.0 * lines.len() as f64).collect();
        let wanted: Vec<f64> = ends.iter().map(|(end, ..)| *end).collect();
        let tops = apart(&wanted, &heights, plot.base + 38.0);
        for (((end, ink, course), lines), y) in ends.iter().zip(&lines).zip(tops) {
            canvas.line([plot.right + 2.0, *end], [plot.right + 12.0, y], "lead");
            let class = format!("t-b t{ink}");
            let mut line_at = y + 4.0;
            for text in lines {
                canvas.text(plot.right + 16.0, line_at, text, &class, Anchor::Start);
                line_at += 16.0;
            }
            canvas.text(plot.right + 16.0, line_at, &course.range, "t-s", Anchor::Start);
        }
    }
}

/// Where blocks stand that want to begin at places in their order: pushed down where they would overlap, and
/// up again from the foot.
fn apart(wanted: &[f64], heights: &[f64], foot: f64) -> Vec<f64> {
    let mut free = f64::NEG_INFINITY;
    let mut placed: Vec<f64> = Vec::with_capacity(wanted.len());
    for (wanted, height) in wanted.iter().zip(heights) {
        let top = wanted.max(free);
        placed.push(top);
        free = top + height;
    }
    let mut foot = foot + 20.0;
    for (top, height) in placed.iter_mut().zip(heights).rev() {
        *top = top.min(foot - height);
        foot = *top;
    }
    placed
}

impl Plot {
    fn at(&self, month: f64, spent: f64) -> [f64; 2] {
        [self.across.at(month), self.up.at(spent)]
    }
}

fn band(canvas: &mut Canvas, plot: &Plot, course: &Course, ink: usize) {
    let months = || course.spent.iter().enumerate().take(plot.months + 1);
    let high = months().map(|(month, spent)| plot.at(month as f64, spent[2]));
    let low = months().map(|(month, spent)| plot.at(month as f64, spent[0]));
    let mut points: Vec<[f64; 2]> = high.collect();
    points.extend(low.collect::<Vec<_>>().into_iter().rev());
    canvas.path(&points, &format!("s{ink} bd"), true);
}

/// An open dot on the axis with a leader to the words, and on the axis how sure the month is. It does not lie
/// where the lines cross: these are middles of all outcomes, and not all come to be level.
fn mark(canvas: &mut Canvas, plot: &Plot, crossing: &Crossing) {
    let x = plot.across.at(crossing.months[1]);
    let [low, high] = [crossing.months[0], crossing.months[2]].map(|month| plot.across.at(month));
    canvas.rect([low, plot.base - 10.0], [high - low, 9.0], "hatched", 0.0);
    let last = plot.months as f64;
    for month in [crossing.months[0], crossing.months[2]].into_iter().filter(|month| *month <= last)
    {
        let end = plot.across.at(month);
        canvas.line([end, plot.base - 12.0], [end, plot.base + 1.0], "d-line");
    }
    let room = plot.right - plot.left - 6.0;
    let lines = in_two(&crossing.words, room);
    let widths = lines.iter().map(|line| text_width(line, 14.0, true));
    let wide = widths.fold(text_width(&crossing.sub, 12.0, false), f64::max);
    let left = (x + 8.0).min(plot.right - wide).max(plot.left + 4.0);
    let mut y = plot.top + 14.0;
    for line in &lines {
        canvas.text(left, y, line, "t-b halo", Anchor::Start);
        y += 17.0;
    }
    canvas.text(left, y, &crossing.sub, "t-s halo", Anchor::Start);
    // The leader ends below the words where these had to move over it.
    let top = if left > x { plot.top + 8.0 } else { y + 7.0 };
    canvas.line([x, plot.base], [x, top], "lead");
    canvas.dot([x, plot.base - 5.5], 5.5, "d-open");
}

/// A name in one line, or in two where it is too long for one; what is longer is cut.
fn in_two(name: &str, room: f64) -> Vec<String> {
    let fits = |text: &str| text_width(text, 14.0, true) <= room;
    if fits(name) {
        return vec![name.to_owned()];
    }
    let mut lines = [String::new(), String::new()];
    let mut at = 0;
    for word in name.split(' ') {
        let longer =
            if lines[at].is_empty() { word.to_owned() } else { format!("{} {word}", lines[at]) };
        match (fits(&longer), at) {
            (true, _) => lines[at] = longer,
            (false, 0) if !lines[0].is_empty() => {
                at = 1;
                lines[1] = word.to_owned();
            }
            (false, _) => {
                lines[at] = cut(&longer, room);
                break;
            }
        }
    }
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// As much of a text as fits, with a sign that it goes on.
fn cut(text: &str, room: f64) -> String {
    let mut kept = text.to_owned();
    while !kept.is_empty() && text_width(&format!("{kept}…"), 14.0, true) > room {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}
