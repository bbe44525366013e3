//! The picture of a figure in a row of a table: how far the claim lies from the other evidence.
//!
//! Left of the upright line it reads lower, right of it higher. Rows of all currencies and units share an axis.

use maud::{Markup, PreEscaped, html};

use super::judged::{Figure, Off};
use crate::charts::{Canvas, Scale};

const WIDE: f64 = 180.0;
const HIGH: f64 = 20.0;

/// Half the width of the axis for a table, in logs: what holds all that lies within twice and half.
pub fn reach<'f>(figures: impl Iterator<Item = &'f Figure>) -> f64 {
    let ends = figures.filter_map(Figure::off).flat_map(|off| {
        off.says.into_iter().flatten().chain(off.other).map(f64::abs).collect::<Vec<_>>()
    });
    ends.fold(0.2, f64::max).min(2f64.ln())
}

/// The picture; nothing where there is nothing to compare.
pub fn cell(figure: &Figure, reach: f64) -> Markup {
    let Some(off) = figure.off() else { return html! {} };
    let label = match (figure.said(), figure.middle()) {
        (Some(said), Some(middle)) => format!("says {said}, other evidence {middle}"),
        (_, middle) => format!("other evidence {}", middle.unwrap_or_default()),
    };
    let marks = marks(&off, reach, figure.verdict.class());
    html! {
        svg.hide-s viewBox="0 0 180 20" width="180" height="20" role="img" aria-label=(label) { (PreEscaped(marks)) }
    }
}

fn marks(off: &Off, reach: f64, class: &str) -> String {
    let mut canvas = Canvas::new(WIDE);
    let scale = Scale::new([-reach, reach], [8.0, WIDE - 8.0]);
    let line = HIGH / 2.0;
    canvas.line([0.0, line], [WIDE, line], "grid");
    canvas.line([scale.at(0.0), 0.0], [scale.at(0.0), HIGH], "zero");
    let [low, middle, high] = off.other.map(|end| scale.at(end));
    canvas.line([low, line], [high, line], "d-line");
    canvas.dot([middle, line], 4.5, "d-dot");
    if let Some([from, to]) = off.says.map(|ends| ends.map(|end| scale.at(end))) {
        if to > from {
            canvas.line([from, line - 5.0], [to, line - 5.0], "lead");
        }
        canvas.diamond([(from + to) / 2.0, line], &format!("says {class}"));
    }
    canvas.drawing(HIGH).marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_inside_however_far_a_claim_is_off() {
        let off = Off { says: Some([-4.0, 9.0]), other: [-2.0, 0.0, 2.0] };
        let marks = marks(&off, 0.5, "no");
        assert!(!marks.contains("x1=\"-") && !marks.contains("NaN"), "{marks}");
        assert!(marks.contains("says no"));
    }
}
