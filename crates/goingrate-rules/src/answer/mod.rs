//! Rules that are asked: compiled plans, take-home and cost line by line, worked examples.

pub mod lines;
pub mod plan;
pub mod rules;
pub mod worked;
