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
    /// What is spent then.
    pub spent: f64,
    /// The same in words.
    pub words: String,
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
            Width::Narrow => (52.0, width.units() - 8.0, 16.0, 270.0),
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
            canvas.text(28.0, y, &course.name, &class, Anchor::Start);
            canvas.text(canvas.width(), y, &course.range, "t-s", Anchor::End);
            y += 24.0;
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
        let mut lowest = f64::NEG_INFINITY;
        for (end, ink, course) in ends {
            let lines = in_two(&course.name, room);
            let y = end.max(lowest);
            canvas.line([plot.right + 2.0, end], [plot.right + 12.0, y], "lead");
            let class = format!("t-b t{ink}");
            for (line, text) in lines.iter().enumerate() {
                canvas.text(
                    plot.right + 16.0,
                    y + 4.0 + 16.0 * line as f64,
                    text,
                    &class,
                    Anchor::Start,
                );
            }
            let below = y + 4.0 + 16.0 * lines.len() as f64;
            canvas.text(plot.right + 16.0, below, &course.range, "t-s", Anchor::Start);
            lowest = below + 20.0;
        }
    }
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

/// An open dot where the lines cross, a leader to the words, and on the axis how sure the month is.
fn mark(canvas: &mut Canvas, plot: &Plot, crossing: &Crossing) {
    let [x, y] = plot.at(crossing.months[1], crossing.spent);
    let [low, high] = [crossing.months[0], crossing.months[2]].map(|month| plot.across.at(month));
    canvas.line([x, y], [x, plot.top + 8.0], "lead");
    canvas.rect([low, plot.base - 10.0], [high - low, 9.0], "hatched", 0.0);
    for end in [low, high] {
        canvas.line([end, plot.base - 12.0], [end, plot.base + 1.0], "d-line");
    }
    canvas.dot([x, y], 5.5, "d-open");
    let wide = text_width(&crossing.words, 14.0, true);
    let left = (x + 8.0).min(plot.right - wide).max(plot.left + 4.0);
    canvas.text(left, plot.top + 14.0, &crossing.words, "t-b halo", Anchor::Start);
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
