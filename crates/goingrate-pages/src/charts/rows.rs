//! Rows on one axis: ranges of people, middles with their intervals, sums, claims, and the steps of a waterfall.
//!
//! A wide row has its name at the left and its value at the right; a narrow one has both above its marks.

use goingrate_view::Amount;
use goingrate_view::views::pay::PercentileView;

use super::{Anchor, Canvas, Drawing, Picture, Scale, Width};

/// What a mark is filled with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// A sum of money.
    #[default]
    Money,
    /// A part of a sum.
    Part,
    /// A part that matters less.
    Pale,
    /// A part that is uncertain.
    Hatched,
}

/// Whether a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It cannot be told.
    Open,
}

/// A bar between two amounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// One end.
    pub from: f64,
    /// The other.
    pub to: f64,
    /// Its ink.
    pub ink: Ink,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// A few words below its name; a narrow row has no room for them.
    pub sub: String,
    /// Its value in words.
    pub value: String,
    /// Whether it is the one that is asked for.
    pub on: bool,
    /// P10, P25, P50, P75 and P90 of people.
    pub five: Option<[f64; 5]>,
    /// A middle.
    pub middle: Option<f64>,
    /// The interval of the middle.
    pub interval: Option<[f64; 2]>,
    /// Bars.
    pub bars: Vec<Bar>,
    /// What stands behind the end of its bars.
    pub after: String,
    /// What is claimed, and whether it holds.
    pub says: Option<(f64, Verdict)>,
    /// Where the reader stands.
    pub you: Option<f64>,
    /// Whether a thin line leads from the end of its first bar to the next row, as steps of a sum do.
    pub joins: bool,
    /// Where the row leads.
    pub link: Option<String>,
}

/// Rows on one axis.
pub struct Rows {
    /// The rows, from above.
    pub rows: Vec<Row>,
    /// The two ends of the axis.
    pub axis: [f64; 2],
    /// How an amount of the axis is written.
    pub tick: Box<dyn Fn(f64) -> String>,
    /// An upright line: no difference, the national middle.
    pub upright: Option<f64>,
    /// Units for the names, where the page is wide.
    pub label: f64,
    /// Units for the values, where the page is wide.
    pub value: f64,
}

/// Units of a row.
const WIDE_ROW: f64 = 34.0;
const NARROW_ROW: f64 = 46.0;

impl Row {
    /// How pay differs between people: P10 to P90, the middle half, the middle with its interval.
    pub fn people(name: impl Into<String>, percentiles: &[PercentileView]) -> Row {
        let row = Row { name: name.into(), ..Row::default() };
        let [p10, p25, p50, p75, p90] = percentiles else { return row };
        let five = [p10, p25, p50, p75, p90].map(|one| one.pay.amount);
        let row = Row { five: Some(five), ..row };
        row.with_middle(&p50.pay)
    }

    /// A middle with its interval.
    pub fn dot(name: impl Into<String>, amount: &Amount) -> Row {
        Row { name: name.into(), ..Row::default() }.with_middle(amount)
    }

    fn with_middle(self, amount: &Amount) -> Row {
        let value = match amount.is_hardly_known() {
            true => amount.both_ends(),
            false => format!("{} {}", amount.short(), crate::words::doubt(amount)),
        };
        let interval = Some([amount.low, amount.high]);
        Row { value, middle: Some(amount.amount), interval, ..self }
    }

    /// The same, marked as the one that is asked for, if it is.
    #[must_use]
    pub fn marked(self, on: bool) -> Row {
        Row { on, ..self }
    }

    /// The amounts that it marks.
    fn amounts(&self) -> impl Iterator<Item = f64> {
        let bars = self.bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let five = self.five.into_iter().flatten();
        let interval = self.interval.into_iter().flatten();
        let says = self.says.map(|(amount, _)| amount);
        bars.chain(five).chain(interval).chain(says).chain(self.middle).chain(self.you)
    }
}

impl Rows {
    /// Rows on an axis that begins at nothing and holds all of them, in money.
    pub fn from_zero(rows: Vec<Row>, tick: impl Fn(f64) -> String + 'static) -> Rows {
        let most = rows.iter().flat_map(Row::amounts).fold(0.0, f64::max);
        Rows { axis: [0.0, most * 1.02], ..Rows::holding(rows, tick) }
    }

    /// Rows on an axis that holds all of them.
    pub fn holding(rows: Vec<Row>, tick: impl Fn(f64) -> String + 'static) -> Rows {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for amount in rows.iter().flat_map(Row::amounts).filter(|amount| amount.is_finite()) {
            (low, high) = (low.min(amount), high.max(amount));
        }
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let room = 0.04 * (high - low);
        let axis = [low - room, high + room];
        Rows { rows, axis, tick: Box::new(tick), upright: None, label: 200.0, value: 120.0 }
    }

    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        let linked = self.rows.iter().any(|row| row.link.is_some());
        Picture { linked, ..Picture::new(label, |width| self.draw(width)) }
    }

    /// The ends of the axis: what the upright line stands at lies between them.
    fn axis(&self) -> [f64; 2] {
        let [low, high] = self.axis;
        self.upright.map_or(self.axis, |at| [low.min(at), high.max(at)])
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let ends = match width {
            Width::Wide => [self.label + 8.0, canvas.width() - self.value - 14.0],
            Width::Narrow => [6.0, canvas.width() - 6.0],
        };
        let scale = Scale::new(self.axis(), ends);
        let row = if width.is_narrow() { NARROW_ROW } else { WIDE_ROW };
        let foot = self.rows.len() as f64 * row + 4.0;
        self.grid(&mut canvas, &scale, width, (row, foot));
        for (at, one) in self.rows.iter().enumerate() {
            let top = at as f64 * row;
            let last = at + 1 == self.rows.len();
            let line = top + if width.is_narrow() { 29.0 } else { row / 2.0 };
            let all = |canvas: &mut Canvas| {
                name(canvas, one, width, (top, line));
                marks(canvas, one, &scale, line);
            };
            match &one.link {
                Some(to) => canvas.link(to, &format!("{}: {}", one.name, one.value), all),
                None => all(&mut canvas),
            }
            if one.joins && !last {
                let end = one.bars.first().map_or(0.0, |bar| bar.to);
                let x = scale.at(end);
                canvas.line([x, line + 8.0], [x, line + row - 8.0], "lead");
            }
        }
        canvas.drawing(foot + 24.0)
    }

    /// Upright lines at round amounts, which the foot names. On a phone they stand behind the marks alone.
    fn grid(&self, canvas: &mut Canvas, scale: &Scale, width: Width, (row, foot): (f64, f64)) {
        let narrow = width.is_narrow();
        let spans: Vec<[f64; 2]> = match width {
            Width::Wide => vec![[2.0, foot]],
            Width::Narrow => (0..self.rows.len())
                .map(|at| [at as f64 * row + 19.0, at as f64 * row + row - 5.0])
                .collect(),
        };
        for tick in scale.ticks(if narrow { 3 } else { 5 }) {
            let x = scale.at(tick);
            for [from, to] in &spans {
                canvas.line([x, *from], [x, *to], "grid");
            }
            let at = if narrow { x.clamp(16.0, canvas.width() - 18.0) } else { x };
            canvas.text(at, foot + 18.0, &(self.tick)(tick), "t-s", Anchor::Middle);
        }
        if let Some(x) = self.upright.map(|amount| scale.at(amount)) {
            for [from, to] in &spans {
                canvas.line([x, *from], [x, *to], "zero");
            }
        }
        if narrow {
            for at in 1..self.rows.len() {
                let y = at as f64 * row - 1.0;
                canvas.line([0.0, y], [canvas.width(), y], "grid");
            }
        }
    }
}

/// The name and the value of a row.
fn name(canvas: &mut Canvas, row: &Row, width: Width, (top, line): (f64, f64)) {
    let class = if row.on { "t-b" } else { "t-l" };
    let right = canvas.width();
    if width.is_narrow() {
        let class = format!("{class} halo");
        canvas.text(0.0, top + 15.0, &row.name, &class, Anchor::Start);
        canvas.text(right, top + 15.0, &row.value, &class, Anchor::End);
        return;
    }
    if row.sub.is_empty() {
        canvas.text(0.0, line + 5.0, &row.name, class, Anchor::Start);
    } else {
        canvas.text(0.0, line - 2.0, &row.name, class, Anchor::Start);
        canvas.text(0.0, line + 13.0, &row.sub, "t-s", Anchor::Start);
    }
    canvas.text(right, line + 5.0, &row.value, class, Anchor::End);
}

fn marks(canvas: &mut Canvas, row: &Row, scale: &Scale, line: f64) {
    if let Some([p10, p25, _, p75, p90]) = row.five.map(|five| five.map(|amount| scale.at(amount)))
    {
        canvas.rect([p10, line - 7.0], [p90 - p10, 14.0], "p-wide", 2.0);
        canvas.rect([p10, line - 7.0], [p90 - p10, 14.0], "p-none", 2.0);
        canvas.rect([p25, line - 7.0], [p75 - p25, 14.0], "p-half", 0.0);
    }
    for bar in &row.bars {
        canvas.bar([scale.at(bar.from), scale.at(bar.to)], line - 8.0, 16.0, bar.ink.class());
    }
    if !row.after.is_empty() {
        behind(canvas, row, scale, line);
    }
    if let Some(ends) = row.interval {
        canvas.whisker(ends.map(|amount| scale.at(amount)), line);
    }
    if let Some(middle) = row.middle {
        canvas.dot([scale.at(middle), line], 5.0, "d-dot");
    }
    if let Some((amount, verdict)) = row.says {
        canvas.diamond([scale.at(amount), line], verdict.class());
    }
    if let Some(you) = row.you {
        let x = scale.at(you);
        canvas.line([x, line - 10.0], [x, line + 10.0], "y-case");
        canvas.line([x, line - 10.0], [x, line + 10.0], "y-line");
    }
}

/// What stands behind the end of a row's bars, or before their beginning where it has no room there.
fn behind(canvas: &mut Canvas, row: &Row, scale: &Scale, line: f64) {
    let ends: Vec<f64> =
        row.bars.iter().flat_map(|bar| [bar.from, bar.to]).map(|amount| scale.at(amount)).collect();
    let end = ends.iter().copied().fold(0.0, f64::max);
    let beginning = ends.iter().copied().fold(end, f64::min);
    let room = super::canvas::text_width(&row.after, 12.0, false);
    let most = canvas.width() - 2.0;
    let (x, anchor) = match () {
        () if end + 8.0 + room <= most => (end + 8.0, Anchor::Start),
        () if beginning - 8.0 - room >= 0.0 => (beginning - 8.0, Anchor::End),
        () => (most, Anchor::End),
    };
    canvas.text(x, line + 5.0, &row.after, "t-s halo", anchor);
}

impl Ink {
    /// The class that gives it its colour.
    pub fn class(self) -> &'static str {
        match self {
            Ink::Money => "bar",
            Ink::Part => "bar-2",
            Ink::Pale => "bar-3",
            Ink::Hatched => "hatched-m",
        }
    }
}

impl Verdict {
    fn class(self) -> &'static str {
        match self {
            Verdict::Holds => "says yes",
            Verdict::Fails => "says",
            Verdict::Open => "says open",
        }
    }
}
