//! Proof that the model works: areas foreseen without their own rows, invented truths that come
//! back, identities that hold, and losses on records.

mod held_out;
mod identities;
mod scores;
mod simulation;

pub use held_out::HeldOutArea;
pub use identities::Identities;
pub use scores::Scores;
pub use simulation::{Simulation, simulate};
