//! Small histograms side by side: how many people fell into each of equally likely parts. If what was
//! foreseen is right, all bars are alike, as the line says.

use super::{Anchor, Canvas, Drawing, Picture, Width};

/// A histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its name.
    pub name: String,
    /// How much lies in each bar; together one.
    pub shares: Vec<f64>,
}

/// Histograms on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Histograms {
    /// Them, in rows from the left.
    pub panels: Vec<Panel>,
    /// What stands at the left and at the right end of each.
    pub ends: [String; 2],
}

const HIGH: f64 = 84.0;
const GAP: f64 = 28.0;
const STEP: f64 = 156.0;

impl Histograms {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let columns = if width.is_narrow() { 1 } else { 3 };
        let wide = (canvas.width() - GAP * (columns - 1) as f64) / columns as f64;
        let shares = self.panels.iter().flat_map(|panel| &panel.shares);
        let most = shares.copied().filter(|share| share.is_finite()).fold(0.0, f64::max);
        for (at, panel) in self.panels.iter().enumerate() {
            let left = (at % columns) as f64 * (wide + GAP);
            let top = (at / columns) as f64 * STEP;
            self.panel(&mut canvas, panel, ([left, top], wide, most));
        }
        canvas.drawing(self.panels.len().div_ceil(columns) as f64 * STEP)
    }

    fn panel(
        &self,
        canvas: &mut Canvas,
        panel: &Panel,
        ([left, top], wide, most): ([f64; 2], f64, f64),
    ) {
        let base = top + 24.0 + HIGH;
        let height =
            |share: f64| if most > 0.0 { HIGH * share.clamp(0.0, most) / most } else { 0.0 };
        canvas.text(left, top + 14.0, &panel.name, "t-l", Anchor::Start);
        let bars = panel.shares.len().max(1) as f64;
        let step = wide / bars;
        for (at, share) in panel.shares.iter().enumerate() {
            let tall = height(*share);
            canvas.rect([left + at as f64 * step, base - tall], [step - 1.5, tall], "p-half", 0.0);
        }
        let even = base - height(1.0 / bars);
        canvas.line([left, even], [left + wide, even], "d-case");
        canvas.line([left, even], [left + wide, even], "d-line");
        canvas.line([left, base], [left + wide, base], "axis");
        let [low, high] = &self.ends;
        canvas.text(left, base + 16.0, low, "t-s", Anchor::Start);
        canvas.text(left + wide, base + 16.0, high, "t-s", Anchor::End);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_stay_inside_and_their_words_apart() {
        let panel =
            |name: &str| Panel { name: name.to_owned(), shares: vec![0.1, 0.4, f64::NAN, 0.5] };
        let panels =
            vec![panel("Levels.fyi, US engineers: base"), panel("b"), panel("c"), panel("d")];
        let ends = ["lowest pay foreseen".to_owned(), "highest".to_owned()];
        let picture = Histograms { panels, ends }.picture("four");
        for drawing in [&picture.wide, &picture.narrow] {
            for (at, one) in drawing.labels.iter().enumerate() {
                let [left, top, right, bottom] = one.bounds;
                assert!(left >= 0.0 && top >= 0.0, "{one:?}");
                assert!(right <= drawing.width && bottom <= drawing.height, "{one:?}");
                for other in &drawing.labels[at + 1..] {
                    let [l, t, r, b] = other.bounds;
                    assert!(
                        right <= l || r <= left || bottom <= t || b <= top,
                        "{one:?} {other:?}"
                    );
                }
            }
            assert!(!drawing.marks.contains("NaN"));
        }
    }
}
