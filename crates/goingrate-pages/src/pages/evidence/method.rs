//! How it works.
use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::html;
use crate::parts::shell::Section;
use crate::{Input, Page};

/// The page.
pub fn page(_asking: &Asking, _input: &Input) -> Result<Page, Problem> {
    Ok(Page::new(Section::Evidence, "How it works", html! { h1 { "How it works" } }))
}
