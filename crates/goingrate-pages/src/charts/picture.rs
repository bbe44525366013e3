//! A picture in its two widths, as a part of a page and as a file of its own.

use maud::{Markup, PreEscaped, html};

use super::canvas::escaped;
use super::{Drawing, Width};
use crate::assets;

/// The margin of a picture that is a file of its own, in units.
const MARGIN: f64 = 16.0;

/// A picture in its two widths; the stylesheet shows one, and only that one is read out.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it shows, in a sentence with figures, for those who do not see it.
    pub label: String,
    /// For the main column.
    pub wide: Drawing,
    /// For a phone.
    pub narrow: Drawing,
    /// Whether parts of it are links: then it is a group of them, and no image.
    pub linked: bool,
}

impl Picture {
    /// Draws it twice.
    pub fn new(label: impl Into<String>, draw: impl Fn(Width) -> Drawing) -> Picture {
        let (wide, narrow) = (draw(Width::Wide), draw(Width::Narrow));
        Picture { label: label.into(), wide, narrow, linked: false }
    }

    /// Both of it within a page.
    pub fn html(&self) -> Markup {
        let one = |drawing: &Drawing, class: &str| PreEscaped(svg(drawing, class, self));
        html! { div.pic { (one(&self.wide, "wide")) (one(&self.narrow, "narrow")) } }
    }

    /// The narrow one alone, for half a column, where a wide one would be drawn too small to read.
    pub fn half(&self) -> Markup {
        html! { div.pic.half { (PreEscaped(svg(&self.narrow, "", self))) } }
    }

    /// The wide one as a file: light, with a margin, and with the ink that a page gives it.
    pub fn file(&self) -> String {
        let Drawing { width, height, marks, .. } = &self.wide;
        let (across, down) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{MARGIN} -{MARGIN} {across} {down}\" \
             width=\"{across}\" height=\"{down}\" role=\"img\" aria-label=\"{}\"><style>{}</style>{}\
             <rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{across}\" height=\"{down}\" fill=\"#fff\"/>{marks}</svg>",
            escaped(&self.label),
            assets::chart_style(),
            pattern(),
        )
    }
}

fn svg(drawing: &Drawing, class: &str, picture: &Picture) -> String {
    let Drawing { width, height, marks, .. } = drawing;
    let role = if picture.linked { "group" } else { "img" };
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"{role}\" aria-label=\"{}\">{marks}</svg>",
        escaped(&picture.label)
    )
}

/// The hatching of doubt, once a page: pictures refer to it.
pub fn hatching() -> Markup {
    PreEscaped(format!(
        "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\">{}</svg>",
        pattern()
    ))
}

fn pattern() -> &'static str {
    "<defs><pattern id=\"hatching\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
     patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" class=\"hatch-ink\"/></pattern></defs>"
}
