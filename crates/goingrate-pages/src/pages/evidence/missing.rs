//! A source or a claim that there is not: what is alike, as links.

use goingrate::units::{Problem, ProblemKind};
use maud::html;

use super::table::href_of;
use crate::Page;
use crate::parts::problem::sentence;
use crate::parts::shell::Section;

/// Where a word is unknown a page that says so, with the nearest ones; any other problem is passed on.
///
/// # Errors
/// When something else is wrong.
pub fn missing(problem: Problem) -> Result<Page, Problem> {
    if problem.kind != ProblemKind::Unknown {
        return Err(problem);
    }
    let near = |id: &String| (href_of(id), id.clone());
    let nearest: Vec<(String, String)> = problem.nearest.iter().map(near).collect();
    let main = html! {
        p.crumb { a href="/evidence" { "Evidence" } }
        h1 { "We do not have this source or claim" }
        p.sub { (sentence(&problem)) ". It may have another name here." }
        @if !nearest.is_empty() {
            p.note { "Did you mean" }
            ul.points { @for (to, id) in &nearest { li { a href=(to) { (id) } } } }
        }
        p.more { a href="/evidence#sources" { "All sources" } }
    };
    Ok(Page::new(Section::Evidence, "Not found", main).status(404))
}
