//! What may happen, as a hatched curve: all of it is doubt. A limit of the reader's stands in orange, and what
//! lies beyond it is red and named.

use super::canvas::text_width;
use super::{Anchor, Canvas, Drawing, Picture, Scale, Width};

/// A limit of the reader's.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The amount.
    pub at: f64,
    /// The amount in words: "your $60k".
    pub shown: String,
    /// What lies beyond it: "54 in 100 cost more".
    pub beyond: String,
}

/// How an amount may turn out.
pub struct Outcome<'a> {
    /// Percentile 1 to percentile 99.
    pub curve: &'a [f64],
    /// One in ten lies below, the middle, one in ten lies above.
    pub three: [f64; 3],
    /// The limit, if there is one.
    pub limit: Option<Limit>,
    /// How an amount is written.
    pub tick: Box<dyn Fn(f64) -> String>,
}

const HEIGHT: f64 = 210.0;
const TOP: f64 = 46.0;
const BASE: f64 = HEIGHT - 44.0;
/// The curve is drawn through so many points.
const POINTS: usize = 90;
/// The curve ends at this percentile of 100: what lies beyond would press all else together.
const LAST: usize = 97;

impl Outcome<'_> {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let Some(shape) = Shape::of(self.curve) else { return canvas.drawing(1.0) };
        let limit = self.limit.as_ref();
        let high = limit.map_or(shape.high, |limit| shape.high.max(limit.at));
        let low = limit.map_or(shape.low, |limit| shape.low.min(limit.at));
        let scale = Scale::new([low, high], [4.0, canvas.width() - 4.0]);
        canvas.path(&shape.area(&scale, shape.low), "hatched", true);
        if let Some(limit) = limit.filter(|limit| limit.at < shape.high) {
            canvas.path(&shape.area(&scale, limit.at), "over", true);
        }
        canvas.path(&shape.line(&scale), "d-line", false);
        canvas.line([0.0, BASE], [canvas.width(), BASE], "axis");
        self.three(&mut canvas, &scale, width);
        if let Some(limit) = limit {
            self.limit(&mut canvas, &scale, limit);
        }
        canvas.drawing(HEIGHT)
    }

    /// One in ten less, the middle, one in ten more, below the curve.
    fn three(&self, canvas: &mut Canvas, scale: &Scale, width: Width) {
        let names = ["1 in 10 less", "the middle", "1 in 10 more"];
        let places = self.places(canvas, scale, width.is_narrow());
        for ((amount, name), middle) in self.three.into_iter().zip(names).zip(places) {
            let x = scale.at(amount);
            canvas.line([x, BASE], [x, BASE + 6.0], "axis");
            canvas.text(middle, BASE + 22.0, &(self.tick)(amount), "t-b", Anchor::Middle);
            canvas.text(middle, BASE + 38.0, name, "t-s", Anchor::Middle);
        }
        let middle = scale.at(self.three[1]);
        canvas.dot([middle, BASE], 5.0, "d-dot");
    }

    /// Where the three figures stand: below their amounts, pushed apart where these are close.
    fn places(&self, canvas: &Canvas, scale: &Scale, narrow: bool) -> [f64; 3] {
        let apart = if narrow { 82.0 } else { 92.0 };
        let half = 40.0;
        let [low, middle, high] = self.three.map(|amount| scale.at(amount));
        let middle = middle.clamp(half + apart, canvas.width() - half - apart);
        let low = low.min(middle - apart).max(half);
        let high = high.max(middle + apart).min(canvas.width() - half);
        [low, middle, high]
    }

    fn limit(&self, canvas: &mut Canvas, scale: &Scale, limit: &Limit) {
        let x = scale.at(limit.at);
        canvas.line([x, 30.0], [x, BASE], "y-case");
        canvas.line([x, 30.0], [x, BASE], "y-line");
        canvas.path(&[[x - 7.0, 28.0], [x + 7.0, 28.0], [x, 38.0]], "y-fill", true);
        let half = text_width(&limit.shown, 14.0, true) / 2.0;
        let held = x.clamp(half, (canvas.width() - half).max(half));
        canvas.text(held, 18.0, &limit.shown, "t-you", Anchor::Middle);
        self.beyond(canvas, x, limit);
    }

    /// What lies beyond: right of the line and of the top of the curve, or left of the line where no room is.
    fn beyond(&self, canvas: &mut Canvas, x: f64, limit: &Limit) {
        let wide = text_width(&limit.beyond, 14.0, true);
        let clear = canvas.width() * if canvas.width() < 400.0 { 0.5 } else { 0.56 };
        let left = (x + 12.0).max(clear);
        if left + wide <= canvas.width() {
            canvas.text(left, TOP + 10.0, &limit.beyond, "t-b halo", Anchor::Start);
        } else if x + 12.0 + wide <= canvas.width() {
            canvas.text(canvas.width(), TOP + 10.0, &limit.beyond, "t-b halo", Anchor::End);
        } else {
            canvas.text((x - 12.0).max(wide), TOP + 10.0, &limit.beyond, "t-b halo", Anchor::End);
        }
    }
}

/// How often which amount comes, from its percentiles.
struct Shape {
    low: f64,
    high: f64,
    points: Vec<[f64; 2]>,
}

impl Shape {
    /// The shape of percentiles in their order; nothing where they do not differ, or are not all above zero.
    ///
    /// It is smoothed in logarithms, because a cost or a time that doubles is as likely as one that halves.
    fn of(curve: &[f64]) -> Option<Shape> {
        let logs: Vec<f64> = curve.iter().take(LAST).map(|amount| amount.ln()).collect();
        let (first, last) = (*logs.first()?, *logs.last()?);
        if !(first.is_finite() && last.is_finite()) || last <= first {
            return None;
        }
        let quarter = |share: f64| logs.get((logs.len() as f64 * share) as usize).copied();
        let width = (0.25 * (quarter(0.75)? - quarter(0.25)?)).max((last - first) / 100.0);
        let often = |x: f64| -> f64 {
            let near = logs.iter().map(|one| (-((x.ln() - one) / width).powi(2) / 2.0).exp());
            near.sum::<f64>() / x
        };
        let (low, high) = ((first - 2.0 * width).exp(), last.exp());
        let step = (high - low) / POINTS as f64;
        let amounts = (0..=POINTS).map(|at| low + step * at as f64);
        let heights: Vec<[f64; 2]> = amounts.map(|x| [x, often(x)]).collect();
        let most = heights.iter().map(|point| point[1]).fold(f64::MIN_POSITIVE, f64::max);
        let points = heights.into_iter().map(|[x, height]| [x, height / most]).collect();
        Some(Shape { low, high, points })
    }

    fn line(&self, scale: &Scale) -> Vec<[f64; 2]> {
        self.points.iter().map(|[x, height]| [scale.at(*x), BASE - height * (BASE - TOP)]).collect()
    }

    /// The area from an amount on.
    fn area(&self, scale: &Scale, from: f64) -> Vec<[f64; 2]> {
        let line = self.line(scale);
        let cut = scale.at(from);
        let mut points: Vec<[f64; 2]> =
            line.iter().copied().filter(|point| point[0] >= cut).collect();
        let first = points.first().map_or(cut, |point| point[0]).min(cut.max(scale.at(self.low)));
        let height = points.first().map_or(BASE, |point| point[1]);
        points.insert(0, [first, height]);
        points.insert(0, [first, BASE]);
        points.push([scale.at(self.high), BASE]);
        points
    }
}
