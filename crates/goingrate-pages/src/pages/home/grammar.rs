//! How to read the pictures, as a picture: people, doubt, and you.

use goingrate_view::words::list;
use maud::{Markup, PreEscaped, html};

use crate::charts::{Anchor, Canvas};

/// What each ink means.
const INKS: [(&str, &str); 3] = [
    ("Teal", "how pay differs between people"),
    ("Hatched", "how sure the middle is"),
    ("Orange", "you"),
];

/// The curve, as the logarithm of pay has it: where it is highest, how wide, and how high, in units.
const SUMMIT: f64 = 158.0;
const WIDTH: f64 = 0.34;
const HEIGHT: f64 = 130.0;
/// Where pay would be nothing, left of the picture.
const NOTHING: f64 = -80.0;

const BASE: f64 = 190.0;

/// The picture. It is no figure of any work.
pub fn picture() -> Markup {
    let mut canvas = Canvas::new(400.0);
    for (from, to, class) in [(4, 396, "p-tail"), (88, 284, "p-wide"), (124, 224, "p-half")] {
        let foot = |x: i32| [f64::from(x), BASE];
        let area: Vec<[f64; 2]> =
            std::iter::once(foot(from)).chain(edge(from, to)).chain([foot(to)]).collect();
        canvas.path(&area, class, true);
    }
    canvas.path(&edge(4, 396).collect::<Vec<_>>(), "p-edge", false);
    canvas.line([168.0, BASE], [168.0, height(168.0)], "p-cut");
    canvas.line([0.0, BASE], [400.0, BASE], "axis");
    canvas.rect([138.0, 204.0], [64.0, 11.0], "hatched", 0.0);
    for x in [138.0, 202.0] {
        canvas.line([x, 202.0], [x, 217.0], "d-line");
    }
    canvas.dot([168.0, 209.5], 4.5, "d-dot");
    canvas.line([112.0, 34.0], [112.0, BASE], "y-case");
    canvas.line([112.0, 34.0], [112.0, BASE], "y-line");
    canvas.path(&[[105.0, 30.0], [119.0, 30.0], [112.0, 40.0]], "y-fill", true);
    canvas.text(112.0, 20.0, "you", "t-you", Anchor::Middle);
    canvas.text(226.0, 76.0, "half of people", "t-b", Anchor::Start);
    canvas.line([190.0, 92.0], [221.0, 73.0], "lead");
    canvas.dot([190.0, 92.0], 3.0, "lead-dot");
    canvas.text(292.0, 128.0, "8 in 10", "t-b", Anchor::Start);
    canvas.line([262.0, 158.0], [288.0, 127.0], "lead");
    canvas.dot([262.0, 158.0], 3.0, "lead-dot");
    canvas.text(212.0, 214.0, "how sure the middle is", "t-b", Anchor::Start);
    let drawing = canvas.drawing(224.0);
    let told: Vec<String> =
        INKS.iter().map(|(ink, means)| format!("{} is {means}", ink.to_lowercase())).collect();
    html! {
        figure.grammar {
            svg viewBox="0 0 400 224" width="400" height="224" role="img"
                aria-label={ "How to read the pictures: " (list(&told)) "." } { (PreEscaped(drawing.marks)) }
        }
    }
}

/// The edge of the curve between two places.
fn edge(from: i32, to: i32) -> impl Iterator<Item = [f64; 2]> {
    (from..=to).step_by(4).map(|x| [f64::from(x), height(f64::from(x))])
}

/// How far down the edge lies at a place.
fn height(x: f64) -> f64 {
    let from_summit = ((x - NOTHING) / (SUMMIT - NOTHING)).ln() / WIDTH;
    BASE - HEIGHT * (-from_summit * from_summit / 2.0).exp()
}
