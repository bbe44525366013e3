//! The HTTP API: a route for each question, in and out as JSON, and what a server needs around it.
//!
//! No question is answered here: a request goes to [`goingrate_view::questions`], and the view comes back.
//! [`Config`] says how a [`Server`] is started.
//!
//! ```no_run
//! use goingrate_web::{Config, Server};
//!
//! let flags = [("listen".to_owned(), "127.0.0.1:0".to_owned())];
//! let server = Server::start(Config::load(None, &flags)?.settings()?)?;
//! let address = server.address();
//! server.run()?;
//! # Ok::<(), goingrate::units::Problem>(())
//! ```
#![warn(missing_docs)]

mod answer;
mod app;
mod clients;
mod config;
mod draws;
mod edge;
mod engine;
mod fault;
mod guard;
mod log;
mod metrics;
mod openapi;
mod opened;
mod pages;
mod price;
mod query;
mod routes;
mod server;
mod site;

pub use config::{Config, KEYS, Key, Kind, Settings, VARIABLES};
pub use edge::answers;
pub use fault::Sort;
pub use log::start as start_log;
pub use openapi::document;
pub use routes::{GROUPS, ROUTES, Route, To};
pub use server::{Control, Server};
