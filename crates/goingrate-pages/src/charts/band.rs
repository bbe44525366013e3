//! A range that an employer publishes, over what the market pays: a bracket, and how pay differs between people.

use super::canvas::text_width;
use super::{Anchor, Canvas, Drawing, Picture, Scale, Width};

/// A published range in its market.
pub struct Band {
    /// Its two ends.
    pub ends: [f64; 2],
    /// It in words.
    pub said: String,
    /// P10, P25, P50, P75 and P90 of what people earn.
    pub market: [f64; 5],
    /// How an amount is written.
    pub amount: Box<dyn Fn(f64) -> String>,
}

/// Top and height of the market's bar.
const BAR: [f64; 2] = [46.0, 30.0];

impl Band {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let all = self.ends.iter().chain(&self.market).copied();
        let low = all.clone().fold(f64::INFINITY, f64::min);
        let high = all.fold(f64::NEG_INFINITY, f64::max);
        let scale = Scale::new([low, high], [4.0, canvas.width() - 4.0]);
        self.people(&mut canvas, &scale);
        self.bracket(&mut canvas, &scale);
        self.below(&mut canvas, &scale, width);
        canvas.drawing(BAR[0] + BAR[1] + 44.0)
    }

    fn people(&self, canvas: &mut Canvas, scale: &Scale) {
        let [p10, p25, p50, p75, p90] = self.market.map(|amount| scale.at(amount));
        let [top, height] = BAR;
        canvas.rect([p10, top], [p90 - p10, height], "p-wide", 2.0);
        canvas.rect([p10, top], [p90 - p10, height], "p-none", 2.0);
        canvas.rect([p25, top], [p75 - p25, height], "p-half", 0.0);
        canvas.line([p50, top], [p50, top + height], "p-cut");
    }

    fn bracket(&self, canvas: &mut Canvas, scale: &Scale) {
        let [low, high] = self.ends.map(|amount| scale.at(amount));
        let (above, into) = (30.0, BAR[0] + BAR[1] + 5.0);
        for class in ["y-case", "y-line"] {
            canvas.line([low, above], [high, above], class);
            canvas.line([low, above], [low, into], class);
            canvas.line([high, above], [high, into], class);
        }
        let half = text_width(&self.said, 14.0, true) / 2.0;
        let most = (canvas.width() - half).max(half);
        let x = ((low + high) / 2.0).clamp(half, most);
        canvas.text(x, 18.0, &self.said, "t-you halo", Anchor::Middle);
    }

    /// Amounts below the bar, and what they mean. Where there is no room, the ends come first.
    fn below(&self, canvas: &mut Canvas, scale: &Scale, width: Width) {
        let [p10, p25, p50, p75, p90] = self.market;
        let words = match width {
            Width::Wide => ["1 in 10 earns less", "the middle", "1 in 10 earns more"],
            Width::Narrow => ["1 in 10 less", "middle", "1 in 10 more"],
        };
        let mut marks = vec![(p10, words[0]), (p90, words[2]), (p50, words[1])];
        if !width.is_narrow() {
            marks.extend([(p25, "a quarter less"), (p75, "a quarter more")]);
        }
        let mut taken: Vec<[f64; 2]> = Vec::new();
        for (amount, words) in marks {
            let figure = (self.amount)(amount);
            let half = text_width(&figure, 14.0, true).max(text_width(words, 12.0, false)) / 2.0;
            let most = (canvas.width() - half).max(half);
            let x = scale.at(amount).clamp(half, most);
            let span = [x - half - 6.0, x + half + 6.0];
            if taken.iter().all(|other| span[1] <= other[0] || other[1] <= span[0]) {
                let y = BAR[0] + BAR[1] + 22.0;
                canvas.text(x, y, &figure, "t-b", Anchor::Middle);
                canvas.text(x, y + 16.0, words, "t-s", Anchor::Middle);
                taken.push(span);
            }
        }
    }
}
