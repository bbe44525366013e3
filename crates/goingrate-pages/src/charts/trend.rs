//! A middle over the years: dots and a line, its doubt hatched, what is not known yet as hollow dots.

use super::{Anchor, Canvas, Drawing, Picture, Scale, Width, ticks};

/// A year, or another moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its name: "2026".
    pub at: String,
    /// The middle.
    pub amount: f64,
    /// The low end of its interval.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Whether it is foreseen.
    pub forecast: bool,
}

/// A middle over the years.
pub struct Trend {
    /// The moments in their order, evenly spaced.
    pub points: Vec<Point>,
    /// How an amount is written.
    pub tick: Box<dyn Fn(f64) -> String>,
}

impl Trend {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn draw(&self, width: Width) -> Drawing {
        let narrow = width.is_narrow();
        let mut canvas = Canvas::new(width.units());
        let (left, right, top, base) =
            if narrow { (52.0, 12.0, 26.0, 230.0) } else { (60.0, 124.0, 26.0, 270.0) };
        let low = self.points.iter().map(|point| point.low).fold(f64::INFINITY, f64::min);
        let high = self.points.iter().map(|point| point.high).fold(f64::NEG_INFINITY, f64::max);
        if self.points.len() < 2 || !low.is_finite() || !high.is_finite() {
            return canvas.drawing(1.0);
        }
        let marks = ticks([low, high], if narrow { 4 } else { 5 });
        let step = if marks.len() > 1 { marks[1] - marks[0] } else { high - low };
        let ends = [(low / step).floor() * step, (high / step).ceil() * step];
        let up = Scale::new(ends, [base, top]);
        let across =
            Scale::new([0.0, (self.points.len() - 1) as f64], [left, canvas.width() - right]);
        for tick in ticks(ends, if narrow { 4 } else { 5 }) {
            canvas.line([left, up.at(tick)], [canvas.width() - right, up.at(tick)], "grid");
            canvas.text(left - 8.0, up.at(tick) + 4.0, &(self.tick)(tick), "t-s", Anchor::End);
        }
        self.line(&mut canvas, &across, &up);
        self.names(&mut canvas, (&across, &up), width, (top, base));
        canvas.drawing(base + 30.0)
    }

    fn line(&self, canvas: &mut Canvas, across: &Scale, up: &Scale) {
        let x = |at: usize| across.at(at as f64);
        let points = self.points.iter().enumerate();
        let upper = points.clone().map(|(at, point)| [x(at), up.at(point.high)]);
        let lower = points.clone().rev().map(|(at, point)| [x(at), up.at(point.low)]);
        let band: Vec<[f64; 2]> = upper.chain(lower).collect();
        canvas.path(&band, "hatched", true);
        let place = |(at, point): (usize, &Point)| [x(at), up.at(point.amount)];
        let known = self.known();
        let past: Vec<[f64; 2]> = points.clone().take(known).map(place).collect();
        let later: Vec<[f64; 2]> =
            points.clone().skip(known.saturating_sub(1)).map(place).collect();
        canvas.path(&past, "ln d-line", false);
        if later.len() > 1 {
            canvas.path(&later, "ln fc d-line", false);
        }
        for (at, point) in points {
            let class = if point.forecast { "d-open" } else { "d-dot" };
            canvas.dot([x(at), up.at(point.amount)], 4.5, class);
        }
    }

    /// How many moments are known.
    fn known(&self) -> usize {
        self.points.iter().take_while(|point| !point.forecast).count()
    }

    /// The years; the first, the last known and the last figure; and where the forecast begins.
    fn names(
        &self,
        canvas: &mut Canvas,
        (across, up): (&Scale, &Scale),
        width: Width,
        (top, base): (f64, f64),
    ) {
        let x = |at: usize| across.at(at as f64);
        let last = self.points.len() - 1;
        let every =
            if width.is_narrow() { last.div_ceil(4).max(1) } else { last.div_ceil(10).max(1) };
        for (at, point) in self.points.iter().enumerate().rev().step_by(every) {
            canvas.text(x(at), base + 20.0, &point.at, "t-s", Anchor::Middle);
        }
        let known = self.known();
        if (1..=last).contains(&known) {
            let between = (x(known - 1) + x(known)) / 2.0;
            canvas.line([between, top - 14.0], [between, base], "lead");
            let anchor = if between > canvas.width() * 0.7 { Anchor::End } else { Anchor::Start };
            let beside = if anchor == Anchor::End { -6.0 } else { 6.0 };
            canvas.text(between + beside, top - 6.0, "forecast", "t-s", anchor);
        }
        let said = |at: usize| (self.tick)(self.points[at].amount);
        let above =
            |at: usize| up.at(self.points[at].high).min(up.at(self.points[at].amount)) - 8.0;
        canvas.text(x(0), above(0), &said(0), "t-b halo", Anchor::Start);
        if !width.is_narrow() {
            let y = up.at(self.points[last].amount);
            canvas.text(x(last) + 12.0, y + 5.0, &said(last), "t-b", Anchor::Start);
            let (low, high) =
                ((self.tick)(self.points[last].low), (self.tick)(self.points[last].high));
            canvas.text(x(last) + 12.0, y + 20.0, &format!("{low}–{high}"), "t-s", Anchor::Start);
        }
        if (2..=last).contains(&known) {
            canvas.text(
                x(known - 1) - 4.0,
                above(known - 1),
                &said(known - 1),
                "t-b halo",
                Anchor::End,
            );
        }
    }
}
