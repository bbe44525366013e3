//! Job offers: when shares that are granted become one's own.

mod schedules;

pub use schedules::{Every, Schedule, Schedules, Vest};
