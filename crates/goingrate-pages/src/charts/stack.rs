//! One bar that is divided: what is kept and what is taken, what a doubt is made of, which claims hold.

use super::{Anchor, Canvas, Drawing, Picture, Width};

/// A part of the bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its size in words: "$36k", "64%".
    pub shown: String,
    /// Its size; what is below zero, or no number, has no place on a bar.
    pub size: f64,
    /// The class of its ink: see [`super::rows::Ink`], or `s-yes`, `s-no`, `s-open`, `hatched`.
    pub ink: &'static str,
}

/// One bar that is divided.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// The parts from the left.
    pub parts: Vec<Part>,
}

const HEIGHT: f64 = 36.0;
const GAP: f64 = 2.0;

impl Stack {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    /// The bar, and below it the names: a line each, with a swatch of its ink. A name never depends on how
    /// much room its part has.
    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let parts: Vec<&Part> =
            self.parts.iter().filter(|part| part.size.is_finite() && part.size > 0.0).collect();
        let sum: f64 = parts.iter().map(|part| part.size).sum();
        if parts.is_empty() || !sum.is_finite() {
            return canvas.drawing(1.0);
        }
        let room = canvas.width() - GAP * (parts.len() - 1) as f64;
        let mut x = 0.0;
        for part in &parts {
            let wide = room * part.size / sum;
            canvas.rect([x, 0.0], [wide.max(1.0), HEIGHT], part.ink, 2.0);
            x += wide + GAP;
        }
        let foot = names(&mut canvas, &parts);
        canvas.drawing(foot)
    }
}

/// The names, as many on a line as fit; how far down they reach.
fn names(canvas: &mut Canvas, parts: &[&Part]) -> f64 {
    let (mut x, mut y) = (0.0, HEIGHT + 22.0);
    for part in parts {
        let words = super::canvas::text_width(&part.name, 14.0, false);
        let figure = super::canvas::text_width(&part.shown, 14.0, true);
        let wide = 20.0 + words + 8.0 + figure;
        if x > 0.0 && x + wide > canvas.width() {
            (x, y) = (0.0, y + 24.0);
        }
        canvas.rect([x, y - 11.0], [12.0, 12.0], part.ink, 2.0);
        canvas.text(x + 20.0, y, &part.name, "t-l", Anchor::Start);
        canvas.text(x + 28.0 + words, y, &part.shown, "t-b", Anchor::Start);
        x += wide + 22.0;
    }
    y + 8.0
}
