//! What files of rules are made of: words of closed lists, shapes of lines, parts and their chains, and
//! what is assumed to compare a salary with a rate.

pub mod chain;
pub mod comparison;
pub mod part;
pub mod shape;
pub mod words;
