//! The law of a place as tables that a draw can read: what an employer pays on top of gross pay, and what
//! is left of it for the person who earns it.

mod employer;
mod table;
mod take_home;

pub use employer::EmployerLaw;
pub use take_home::TakeHomeLaw;
