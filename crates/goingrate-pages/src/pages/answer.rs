//! What the market pays for a profile.

use goingrate::ask::ProfileText;
use goingrate::request::PayRequest;
use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use maud::html;

use crate::parts::shell::Section;
use crate::parts::{ask_box, problem_summary};
use crate::words::{self, tight};
use crate::{Input, Page};

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let question = input.one("q");
    let request = PayRequest { profile: ProfileText::new(question), ..PayRequest::default() };
    let view = match request.ask(asking) {
        Ok(view) => view,
        Err(problem) => {
            let main = html! { (ask_box("/pay", question, false)) (problem_summary(&problem, input, "q")) };
            return Ok(Page::new(Section::Pay, "Error: the question", main).status(422));
        }
    };
    let main = html! {
        (ask_box("/pay", question, false))
        div.answer {
            h1 { "About " (words::about(view.median())) }
            p.then { (tight(&view.answer)) }
        }
    };
    Ok(Page::new(Section::Pay, view.headline.clone(), main).about(tight(&view.answer)))
}
