//! Job offers against formulas, and what must hold whatever is asked. The assumptions are a file of these tests,
//! so that its figures stay as they are.

mod common;
mod equity;
mod input;
mod money;
mod pairs;
