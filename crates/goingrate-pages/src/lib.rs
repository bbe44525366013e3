//! The pages of the server and the guide: questions in, HTML and SVG out.
//!
//! A page ([`pages::PAGES`]) asks the questions of the application layer, as every interface does, and shows
//! their views: [`charts`] draws them, [`parts`] has what pages are made of, and [`guide`] writes the article.
//! Nothing here knows HTTP, a file or the clock: a page is made of an [`Input`] and of what is opened.
#![warn(missing_docs)]

pub mod assets;
pub mod charts;
pub mod guide;
mod input;
mod page;
pub mod pages;
pub mod parts;
pub mod suggest;
pub mod words;

pub use input::Input;
pub use page::{Download, Page};
