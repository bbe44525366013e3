//! To be written.
use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use crate::{Input, Page};
/// The page.
pub fn page(_asking: &Asking, _input: &Input) -> Result<Page, Problem> { Ok(super::not_found()) }
