//! Pictures: numbers to SVG, each drawn twice, for a wide and a narrow page, at the size at which it is read.
//!
//! The grammar, for all alike: **teal fill is people, slate fill is money added up, ink line and hatching are
//! doubt, orange is you.** Colours come from classes of the stylesheet, so that light, dark and print need no
//! drawing of their own.

pub mod band;
mod canvas;
pub mod density;
pub mod fan;
pub mod histogram;
pub mod lands;
pub mod outcome;
mod picture;
pub mod rows;
mod scale;
pub mod spending;
pub mod stack;
pub mod tiles;
pub mod tornado;
pub mod trend;
pub mod years;

pub use canvas::{Anchor, Canvas, Drawing, Label};
pub use picture::{Picture, hatching};
pub use scale::{Scale, ticks};

/// How wide a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// The main column of a wide page: 760 units.
    Wide,
    /// A phone: 328 units.
    Narrow,
}

impl Width {
    /// Its units, which are CSS pixels.
    pub fn units(self) -> f64 {
        match self {
            Width::Wide => 760.0,
            Width::Narrow => 328.0,
        }
    }

    /// Whether it is that of a phone.
    pub fn is_narrow(self) -> bool {
        self == Width::Narrow
    }
}
