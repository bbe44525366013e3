//! Words as people write them to words of the taxonomy: titles, places, education, what pay can be.

mod details;
mod pattern;
mod places;
mod plausible;
mod titles;

pub(crate) use goingrate_evidence::shares_of;

pub use details::{Details, headcount};
pub(crate) use pattern::folded;
pub use places::{Places, ReadPlace};
pub use plausible::{Implausible, Plausible};
pub use titles::{ReadTitle, TitleRole, Titles};
