//! To be written.
use crate::{Input, Page};
use goingrate::units::Problem;
use goingrate_view::questions::Asking;
/// The page.
pub fn page(_asking: &Asking, _input: &Input) -> Result<Page, Problem> {
    Ok(super::not_found())
}
