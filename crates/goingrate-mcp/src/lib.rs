//! Going Rate as tools for assistants: the Model Context Protocol over stdin and stdout, or over HTTP.
//!
//! Every question of [`goingrate_view::questions::QUESTIONS`] is a tool. This crate adds transport, limits
//! and descriptions, and no logic of its own.

mod answer;
mod complete;
mod http;
mod prompts;
mod resources;
mod run;
mod schema;
mod server;
mod shorten;
mod stdio;
mod tools;

pub use http::{Http, http};
pub use run::Limits;
pub use server::Server;
pub use stdio::{serve, stdio};
