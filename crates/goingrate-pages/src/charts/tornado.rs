//! What an amount moves with: for each thing a bar from the low to the high end of its range, while all else
//! stays as it is; the widest first.

use super::canvas::text_width;
use super::{Anchor, Canvas, Drawing, Picture, Scale, Width};

/// One thing that is moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// What it is, in a few words.
    pub name: String,
    /// The range that is tried, in words.
    pub range: String,
    /// The lower of the two amounts.
    pub low: f64,
    /// The higher.
    pub high: f64,
}

/// Bars about an amount.
pub struct Tornado {
    /// The bars, the widest first.
    pub swings: Vec<Swing>,
    /// The amount with everything in its middle.
    pub plain: f64,
    /// The same in words.
    pub shown: String,
    /// How an amount is written at the end of a bar.
    pub tick: Box<dyn Fn(f64) -> String>,
}

const HEAD: f64 = 22.0;
const WIDE_ROW: f64 = 40.0;
const NARROW_ROW: f64 = 54.0;
/// Units for the names, where the page is wide.
const NAMES: f64 = 268.0;

impl Tornado {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let scale = self.scale(width);
        let row = if width.is_narrow() { NARROW_ROW } else { WIDE_ROW };
        let foot = HEAD + row * self.swings.len() as f64;
        let centre = scale.at(self.plain);
        let half = text_width(&self.shown, 14.0, true) / 2.0;
        let held = centre.clamp(half, canvas.width() - half);
        canvas.text(held, 12.0, &self.shown, "t-b", Anchor::Middle);
        canvas.line([centre, 18.0], [centre, foot], "zero");
        for (at, swing) in self.swings.iter().enumerate() {
            self.swing(&mut canvas, &scale, width, (swing, HEAD + row * at as f64));
        }
        canvas.drawing(foot + 4.0)
    }

    /// The scale holds all bars and leaves room for the figures at their ends.
    fn scale(&self, width: Width) -> Scale {
        let all = self.swings.iter().flat_map(|swing| [swing.low, swing.high]);
        let ends = all.filter(|amount| amount.is_finite()).chain([self.plain]);
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), amount| {
            (low.min(amount), high.max(amount))
        });
        let figure = self.swings.iter().flat_map(|swing| [swing.low, swing.high]);
        let figure = figure.map(|amount| text_width(&(self.tick)(amount), 12.0, false));
        let room = figure.fold(20.0, f64::max) + 10.0;
        let left = if width.is_narrow() { 0.0 } else { NAMES };
        Scale::new([low, high], [left + room, width.units() - room])
    }

    fn swing(&self, canvas: &mut Canvas, scale: &Scale, width: Width, (swing, top): (&Swing, f64)) {
        let line = match width {
            Width::Narrow => {
                canvas.text(0.0, top + 17.0, &swing.name, "t-l halo", Anchor::Start);
                top + 36.0
            }
            Width::Wide => {
                let line = top + WIDE_ROW / 2.0;
                canvas.text(0.0, line - 2.0, &swing.name, "t-l", Anchor::Start);
                canvas.text(0.0, line + 13.0, &swing.range, "t-s", Anchor::Start);
                line
            }
        };
        let [low, plain, high] = [swing.low, self.plain, swing.high].map(|amount| scale.at(amount));
        canvas.bar([low, plain.min(high)], line - 9.0, 18.0, "bar-2");
        canvas.bar([plain.max(low), high], line - 9.0, 18.0, "bar");
        let (left, right) = (low.min(plain), high.max(plain));
        canvas.text(left - 6.0, line + 5.0, &(self.tick)(swing.low), "t-s", Anchor::End);
        canvas.text(right + 6.0, line + 5.0, &(self.tick)(swing.high), "t-s", Anchor::Start);
    }
}
