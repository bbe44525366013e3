//! How pay differs from person to person: a smooth of the 99 percentiles in the logarithm of pay, the middle
//! half darker, and below it, hatched, how sure the middle is.

use goingrate_view::views::pay::PercentileView;
use maud::{Markup, html};

use super::{Anchor, Canvas, Drawing, Picture, Scale, Width, ticks};
use goingrate_view::money;

/// Where the reader stands, and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct You {
    /// The amount.
    pub amount: f64,
    /// The amount in words: "You: $180k".
    pub name: String,
    /// What it means: "more than 40 in 100 people (26–55)".
    pub standing: String,
}

/// How pay differs from person to person.
#[derive(Clone, Debug)]
pub struct Density<'a> {
    /// P1 to P99.
    pub curve: &'a [f64],
    /// P10, P25, P50, P75 and P90 with their intervals.
    pub percentiles: &'a [PercentileView],
    /// The reader.
    pub you: Option<You>,
}

/// Where the shape is drawn: so many points, and samples that it is a smooth of.
const POINTS: usize = 110;
const SAMPLES: usize = 800;

impl Density<'_> {
    /// The picture, with what it shows in a sentence. Without a curve it shows nothing.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    /// A small one without an axis, for a card, as ornament.
    pub fn mini(&self) -> Markup {
        let (Some(shape), Some(five)) = (Shape::of(self.curve), self.five()) else {
            return html! {};
        };
        let mut canvas = Canvas::new(300.0);
        let frame = Frame { scale: Scale::new(shape.ends(), [0.0, 300.0]), base: 56.0, top: 6.0 };
        areas(&mut canvas, &shape, &five, &frame);
        canvas.line([0.0, 56.0], [300.0, 56.0], "axis");
        self.doubt(&mut canvas, &frame, 63.0, 9.0);
        let drawing = canvas.drawing(78.0);
        html! {
            svg viewBox="0 0 300 78" width="300" height="78" aria-hidden="true" {
                (maud::PreEscaped(drawing.marks))
            }
        }
    }

    /// The amounts at the two edges of the picture, between which amounts lie evenly: all of the shape, and the
    /// reader, unless they stand so far away that the shape would have no room.
    pub fn ends(&self) -> Option<[f64; 2]> {
        let [low, high] = Shape::of(self.curve)?.ends();
        let room = 0.4 * (high - low);
        let you = self.you.as_ref().map(|you| you.amount).filter(|amount| amount.is_finite());
        let you = you.unwrap_or(low).clamp((low - room).max(0.0), high + room);
        Some([low.min(you), high.max(you)])
    }

    fn five(&self) -> Option<[f64; 5]> {
        let [p10, p25, p50, p75, p90] = self.percentiles else { return None };
        Some([p10, p25, p50, p75, p90].map(|one| one.pay.amount))
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let (Some(shape), Some(five)) = (Shape::of(self.curve), self.five()) else {
            return canvas.drawing(1.0);
        };
        let top = if self.you.is_some() { 96.0 } else { 44.0 };
        let base = if width.is_narrow() { 266.0 } else { 300.0 };
        let ends = self.ends().unwrap_or_else(|| shape.ends());
        let frame = Frame { scale: Scale::new(ends, [0.0, canvas.width()]), base, top };
        for tick in ticks(ends, if width.is_narrow() { 4 } else { 7 }) {
            let x = frame.scale.at(tick);
            canvas.line([x, top - 6.0], [x, base], "grid");
        }
        areas(&mut canvas, &shape, &five, &frame);
        self.named_parts(&mut canvas, &shape, &five, (&frame, width));
        canvas.line([0.0, base], [canvas.width(), base], "axis");
        self.percentile_names(&mut canvas, &five, (&frame, width));
        let foot = base + 52.0;
        self.doubt(&mut canvas, &frame, foot, 11.0);
        self.doubt_in_words(&mut canvas, &frame, width, foot);
        if let Some(you) = &self.you {
            marker(&mut canvas, you, &frame);
        }
        canvas.drawing(foot + if width.is_narrow() { 38.0 } else { 18.0 })
    }

    fn short(&self, amount: f64) -> String {
        match self.percentiles.first() {
            Some(first) => money::about(amount, first.pay.currency),
            None => money::bare(amount),
        }
    }

    /// The two parts of people, named at the right of the curve, each by a line into its fill.
    fn named_parts(
        &self,
        canvas: &mut Canvas,
        shape: &Shape,
        five: &[f64; 5],
        (frame, width): (&Frame, Width),
    ) {
        let [p10, p25, _, p75, p90] = *five;
        let ends = |a: f64, b: f64| (self.short(a), self.short(b));
        let ((low, high), (lowest, highest)) = (ends(p25, p75), ends(p10, p90));
        let (half, most) = match width {
            Width::Wide => (
                format!("half of people: {low} to {high}"),
                format!("8 in 10: {lowest} to {highest}"),
            ),
            Width::Narrow => {
                (format!("half: {low}–{high}"), format!("8 in 10: {lowest}–{highest}"))
            }
        };
        let first = frame.y(shape.height(p75)) + 16.0;
        let second = (frame.y(shape.height(p90)) + 14.0).max(first + 24.0).min(frame.base - 8.0);
        for (text, amount, y) in [(half, p75, first.min(second - 24.0)), (most, p90, second)] {
            let inside = shape.points.iter().filter(|(_, height)| frame.y(*height) <= y);
            let edge = inside.map(|(amount, _)| frame.scale.at(*amount)).fold(0.0, f64::max);
            let into = frame.scale.at(amount) - 9.0;
            let room = super::canvas::text_width(&text, 14.0, true);
            let wished = (edge + 20.0).max(into + 35.0);
            let x = wished.min(canvas.width() - room);
            if x - 6.0 > into + 13.0 {
                canvas.line([into, y - 4.0], [x - 6.0, y - 4.0], "lead");
                canvas.dot([into, y - 4.0], 3.0, "lead-dot");
            }
            canvas.text(x, y, &text, "t-b halo", Anchor::Start);
        }
    }

    /// The percentiles below the base line; on a phone, or where they stand too close, only the outer two and
    /// the middle.
    fn percentile_names(
        &self,
        canvas: &mut Canvas,
        five: &[f64; 5],
        (frame, width): (&Frame, Width),
    ) {
        let names = ["P10", "P25", "P50", "P75", "P90"];
        let places = five.map(|amount| frame.scale.at(amount));
        let near = |a: usize, b: usize| places[b] - places[a] < 46.0;
        let crowded = width.is_narrow() || (0..4).any(|at| near(at, at + 1));
        let shown: &[usize] = match () {
            () if near(0, 2) || near(2, 4) => &[2],
            () if crowded => &[0, 2, 4],
            () => &[0, 1, 2, 3, 4],
        };
        for &at in shown {
            let (amount, name) = (&five[at], names[at]);
            let x = places[at];
            canvas.line([x, frame.base], [x, frame.base + 6.0], "axis");
            let held = x.clamp(22.0, canvas.width() - 22.0);
            canvas.text(held, frame.base + 21.0, &self.short(*amount), "t-b", Anchor::Middle);
            canvas.text(held, frame.base + 36.0, name, "t-s", Anchor::Middle);
        }
    }

    /// The interval of the middle: hatched, its ends capped.
    fn doubt(&self, canvas: &mut Canvas, frame: &Frame, y: f64, height: f64) {
        let Some(middle) = self.percentiles.get(2) else { return };
        let [low, at, high] =
            [middle.pay.low, middle.pay.amount, middle.pay.high].map(|a| frame.scale.at(a));
        canvas.rect([low, y], [high - low, height], "hatched", 0.0);
        for x in [low, high] {
            canvas.line([x, y - 2.0], [x, y + height + 2.0], "d-line");
        }
        canvas.dot([at, y + height / 2.0], 4.5, "d-dot");
    }

    fn doubt_in_words(&self, canvas: &mut Canvas, frame: &Frame, width: Width, y: f64) {
        let Some(middle) = self.percentiles.get(2) else { return };
        let (low, high) = middle.pay.ends();
        let text = format!("doubt: the middle lies between {low} and {high}, 80% sure");
        let room = super::canvas::text_width(&text, 12.0, false);
        let right = frame.scale.at(middle.pay.high) + 10.0;
        let left = frame.scale.at(middle.pay.low) - 10.0;
        let half = canvas.width() / 2.0;
        match width {
            Width::Narrow => canvas.text(half, y + 30.0, &text, "t-s", Anchor::Middle),
            Width::Wide if right + room <= canvas.width() => {
                canvas.text(right, y + 10.0, &text, "t-s", Anchor::Start);
            }
            Width::Wide if left - room >= 0.0 => {
                canvas.text(left, y + 10.0, &text, "t-s", Anchor::End);
            }
            // A guess: the interval leaves no room beside it.
            Width::Wide => canvas.text(half, y + 10.0, &text, "t-s halo", Anchor::Middle),
        }
    }
}

/// The reader: an orange line with what it means above it, kept within the frame.
fn marker(canvas: &mut Canvas, you: &You, frame: &Frame) {
    let x = frame.scale.at(you.amount);
    canvas.line([x, 44.0], [x, frame.base], "y-case");
    canvas.line([x, 44.0], [x, frame.base], "y-line");
    canvas.path(&[[x - 7.0, 42.0], [x + 7.0, 42.0], [x, 52.0]], "y-fill", true);
    let widest = super::canvas::text_width(&you.standing, 13.0, false)
        .max(super::canvas::text_width(&you.name, 14.0, true));
    let half = (widest / 2.0).min(canvas.width() / 2.0);
    let held = x.clamp(half, canvas.width() - half);
    // Who stands beyond the picture is told in which direction.
    let name = match you.amount {
        amount if amount > frame.scale.high() => format!("{} →", you.name),
        amount if amount < frame.scale.low() => format!("← {}", you.name),
        _ => you.name.clone(),
    };
    canvas.text(held, 16.0, &name, "t-you", Anchor::Middle);
    canvas.text(held, 33.0, &you.standing, "", Anchor::Middle);
}

/// Where a shape is drawn.
struct Frame {
    scale: Scale,
    base: f64,
    top: f64,
}

impl Frame {
    /// Where a height of the shape lies, the highest being 1.
    fn y(&self, height: f64) -> f64 {
        self.base - height * (self.base - self.top)
    }
}

/// The fills of a shape: all people, eight in ten, half; its middle and its edge.
fn areas(canvas: &mut Canvas, shape: &Shape, five: &[f64; 5], frame: &Frame) {
    let [p10, p25, p50, p75, p90] = *five;
    let [low, high] = shape.ends();
    for (from, to, class) in [(low, high, "p-tail"), (p10, p90, "p-wide"), (p25, p75, "p-half")] {
        canvas.path(&shape.area(from, to, frame), class, true);
    }
    let middle = frame.scale.at(p50);
    canvas.line([middle, frame.base], [middle, frame.y(shape.height(p50))], "p-cut");
    let point = |&(amount, height): &(f64, f64)| [frame.scale.at(amount), frame.y(height)];
    let edge: Vec<[f64; 2]> = shape.points.iter().map(point).collect();
    canvas.path(&edge, "p-edge", false);
}

/// The outline of a distribution: amounts, rising, with the density there, the highest being 1.
struct Shape {
    points: Vec<(f64, f64)>,
}

impl Shape {
    /// A Gaussian smooth of percentiles in the logarithm of pay. Its width is 0.17 of the distance between the
    /// quartiles: wide enough to hide the steps between percentiles, narrow enough to keep a second summit.
    fn of(curve: &[f64]) -> Option<Shape> {
        let logs: Vec<f64> = curve.iter().map(|amount| amount.ln()).collect();
        if logs.len() < 9 || logs.iter().any(|log| !log.is_finite()) {
            return None;
        }
        let sample: Vec<f64> =
            (0..SAMPLES).map(|at| quantile(&logs, (at as f64 + 0.5) / SAMPLES as f64)).collect();
        let band = (quantile(&logs, 0.75) - quantile(&logs, 0.25)).max(1e-3) * 0.17;
        let (low, high) = (sample[2] - band, sample[SAMPLES - 7] + 0.6 * band);
        let at = |step: usize| low + (high - low) * step as f64 / POINTS as f64;
        let density = |log: f64| {
            let near = sample.iter().map(|one| (-((log - one) / band).powi(2) / 2.0).exp());
            near.sum::<f64>() / log.exp()
        };
        let points: Vec<(f64, f64)> =
            (0..=POINTS).map(|step| (at(step).exp(), density(at(step)))).collect();
        let most = points.iter().map(|(_, height)| *height).fold(f64::MIN_POSITIVE, f64::max);
        let points = points.into_iter().map(|(amount, height)| (amount, height / most));
        Some(Shape { points: points.collect() })
    }

    fn ends(&self) -> [f64; 2] {
        let end = |point: Option<&(f64, f64)>| point.map_or(0.0, |(amount, _)| *amount);
        [end(self.points.first()), end(self.points.last())]
    }

    /// The height at an amount.
    fn height(&self, amount: f64) -> f64 {
        let above = self.points.partition_point(|(at, _)| *at < amount);
        match (above.checked_sub(1).and_then(|at| self.points.get(at)), self.points.get(above)) {
            (Some((from, low)), Some((to, high))) => {
                low + (high - low) * (amount - from) / (to - from).max(f64::MIN_POSITIVE)
            }
            (None, Some((from, height))) if *from == amount => *height,
            _ => 0.0,
        }
    }

    /// The area between two amounts, down to the base line.
    fn area(&self, from: f64, to: f64, frame: &Frame) -> Vec<[f64; 2]> {
        let point = |amount: f64, height: f64| [frame.scale.at(amount), frame.y(height)];
        let inside = self.points.iter().filter(|(amount, _)| *amount > from && *amount < to);
        let mut area = vec![point(from, 0.0), point(from, self.height(from))];
        area.extend(inside.map(|&(amount, height)| point(amount, height)));
        area.extend([point(to, self.height(to)), point(to, 0.0)]);
        area
    }
}

/// A quantile in logarithms: straight between the percentiles, and beyond them as steep as at their ends.
fn quantile(logs: &[f64], share: f64) -> f64 {
    let last = logs.len() - 1;
    let at = share * (logs.len() + 1) as f64 - 1.0;
    // Beyond the ends a tail as long as a logistic one with the slope of the outermost five percentiles.
    let odds = |share: f64| (share / (1.0 - share)).ln();
    let share_of = |at: usize| (at + 1) as f64 / (logs.len() + 1) as f64;
    let slope = |a: usize, b: usize| (logs[b] - logs[a]) / (odds(share_of(b)) - odds(share_of(a)));
    if at <= 0.0 {
        return logs[0] + slope(0, 4.min(last)) * (odds(share) - odds(share_of(0)));
    }
    if at >= last as f64 {
        let before = last - 4.min(last);
        return logs[last] + slope(before, last) * (odds(share) - odds(share_of(last)));
    }
    let low = at.floor() as usize;
    logs[low] + (logs[low + 1] - logs[low]) * (at - low as f64)
}
