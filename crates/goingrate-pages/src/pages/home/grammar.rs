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

/// Points of the curve: from the left edge, and up from the base line, in units.
const CURVE: [[f64; 2]; 17] = [
    [10.0, 2.0],
    [35.0, 8.0],
    [60.0, 24.0],
    [85.0, 54.0],
    [105.0, 86.0],
    [122.0, 110.0],
    [140.0, 126.0],
    [158.0, 130.0],
    [178.0, 124.0],
    [200.0, 108.0],
    [222.0, 86.0],
    [245.0, 63.0],
    [270.0, 42.0],
    [298.0, 25.0],
    [328.0, 13.0],
    [358.0, 6.0],
    [390.0, 2.0],
];

const BASE: f64 = 190.0;

/// The picture. It is no figure of any work.
pub fn picture() -> Markup {
    let mut canvas = Canvas::new(400.0);
    for (from, to, class) in [(0, 16, "p-tail"), (3, 13, "p-wide"), (5, 10, "p-half")] {
        canvas.path(&area(from, to), class, true);
    }
    let edge: Vec<[f64; 2]> = CURVE.iter().map(|&[x, up]| [x, BASE - up]).collect();
    canvas.path(&edge, "p-edge", false);
    canvas.line([168.0, BASE], [168.0, BASE - 128.0], "p-cut");
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
    let told: Vec<String> = INKS.iter().map(|(ink, means)| format!("{} is {means}", ink.to_lowercase())).collect();
    html! {
        figure.grammar {
            svg viewBox="0 0 400 224" width="400" height="224" role="img"
                aria-label={ "How to read the pictures: " (list(&told)) "." } { (PreEscaped(drawing.marks)) }
        }
    }
}

/// The area under a part of the curve.
fn area(from: usize, to: usize) -> Vec<[f64; 2]> {
    let part = CURVE.iter().skip(from).take(to + 1 - from);
    let over: Vec<[f64; 2]> = part.map(|&[x, up]| [x, BASE - up]).collect();
    let foot = |at: Option<&[f64; 2]>| at.map(|&[x, _]| [x, BASE]);
    let (first, last) = (foot(over.first()), foot(over.last()));
    first.into_iter().chain(over).chain(last).collect()
}
