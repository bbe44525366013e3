//! The symbolic analysis: pattern → graph → order → elimination tree → supernodes → fronts. No number
//! of the system takes part in it.

mod analysis;
mod dense_tail;
mod elimination_tree;
mod front_builder;
mod fronts;
mod graph;
mod lists;
mod ordering;
mod placement;
mod structure;
mod supernode;
mod task_plan;

pub use analysis::Symbolic;
pub(crate) use graph::Graph;
pub(crate) use lists::Lists;
pub(crate) use structure::Structure;
