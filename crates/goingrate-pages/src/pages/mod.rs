//! The pages, one file each, and the list of them ([`PAGES`]), which the server makes its routes of.

mod answer;
mod career;
mod compare;
pub mod evidence;
mod explore;
mod guide;
mod hire;
mod home;
mod kit;
mod near;
mod net;
mod offer;
mod planned;
mod project;
mod rate;
mod why;

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::html;

use crate::parts::problem;
use crate::parts::shell::Section;
use crate::{Input, Page};

/// A page of the site.
#[derive(Clone, Copy, Debug)]
pub struct PageOf {
    /// Its path, with open parts in braces.
    pub path: &'static str,
    /// Its name, in metrics and logs.
    pub name: &'static str,
    /// Whether it also takes a form that leaves no trace in an address.
    pub form: bool,
    /// Whether it may take longer than a second.
    pub slow: bool,
    make: fn(&Asking, &Input) -> Result<Page, Problem>,
}

const fn page(
    path: &'static str,
    name: &'static str,
    make: fn(&Asking, &Input) -> Result<Page, Problem>,
) -> PageOf {
    PageOf { path, name, form: false, slow: false, make }
}

impl PageOf {
    /// The same, which also takes a form.
    const fn with_form(self) -> PageOf {
        PageOf { form: true, ..self }
    }

    /// The same, which may take longer than a second.
    const fn slow(self) -> PageOf {
        PageOf { slow: true, ..self }
    }

    /// The page of an input. What could not be read is told on a page too.
    pub fn make(&self, asking: &Asking, input: &Input) -> Page {
        (self.make)(asking, input).unwrap_or_else(|problem| wrong(&problem))
    }
}

/// The pages.
pub const PAGES: &[PageOf] = &[
    page("/", "page-home", home::page),
    page("/pay", "page-pay", answer::page).with_form(),
    page("/pay/why", "page-pay-why", why::page).slow(),
    page("/pay/near", "page-pay-near", near::page).slow(),
    page("/compare", "page-compare", compare::page),
    page("/explore", "page-explore", explore::landing),
    page("/explore/{by}", "page-explore-by", explore::page),
    page("/net", "page-net", net::page).with_form(),
    page("/rate", "page-rate", rate::page),
    page("/offer", "page-offer", offer::page).with_form().slow(),
    page("/hire", "page-hire", hire::page).with_form(),
    page("/project", "page-project", project::page).with_form(),
    page("/hire/savings", "page-hire-savings", hire::savings).slow(),
    page("/hire/places", "page-hire-places", hire::places).slow(),
    page("/hire/budget", "page-hire-budget", hire::budget).slow(),
    page("/career", "page-career", career::page).with_form().slow(),
    page("/kit", "page-kit", kit::page),
    page("/guide", "page-guides", guide::list),
    page("/guide/{role}", "page-guide", guide::one).slow(),
    page("/evidence", "page-evidence", evidence::overview),
    page("/evidence/method", "page-method", evidence::method),
    page("/evidence/scoreboard", "page-scoreboard", evidence::scoreboard),
    page("/evidence/{source}", "page-source", evidence::source),
    page("/evidence/{source}/verdicts", "page-verdicts", evidence::verdicts).slow(),
    page("/evidence/{source}/{claim}", "page-claim", evidence::claim),
];

/// Whether there is a page at a path, so that nothing links to one that there is not.
pub fn exists(path: &str) -> bool {
    PAGES.iter().any(|page| open_parts(page.path, path).is_some())
}

/// The page at an address ("/pay?q=senior+backend") with its input; an address that begins with "POST " is
/// that of a form. Interfaces with a router of their own take [`PAGES`].
pub fn at(asking: &Asking, address: &str) -> (Page, Input) {
    let posted = address.strip_prefix("POST ");
    let address = posted.unwrap_or(address);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
    let found = PAGES.iter().find_map(|page| Some((page, open_parts(page.path, path)?)));
    let Some((page, parts)) = found else { return (not_found(), Input::new(path, Vec::new(), [])) };
    let input = Input::new(path, parts, pairs);
    let input = if posted.is_some() { input.posted() } else { input };
    (page.make(asking, &input), input)
}

/// The open parts of a path, if it is one of a template.
fn open_parts(template: &str, path: &str) -> Option<Vec<String>> {
    let (open, given): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
    let fits = open.len() == given.len()
        && open.iter().zip(&given).all(|(open, part)| open == part || open.starts_with('{'));
    let parts = open.iter().zip(&given).filter(|(open, _)| open.starts_with('{'));
    fits.then(|| parts.map(|(_, part)| (*part).to_owned()).collect())
}

/// A page that tells what went wrong, where the page itself could not.
pub fn wrong(problem: &Problem) -> Page {
    let told = problem::sentence(problem);
    let main = html! {
        h1 { "This cannot be answered" }
        (problem::problem_summary(problem, &Input::default(), "q"))
        p.more { a href="/" { "Ask something else" } }
    };
    Page::new(Section::Elsewhere, format!("Error: {told}"), main).status(422)
}

/// A page for what the server could not do: a status, its title, and what is wrong.
pub fn fault(status: u16, title: &str, problem: &Problem) -> Page {
    let main = html! {
        h1 { (title) }
        (problem::problem_summary(problem, &Input::default(), "q"))
        @if status >= 500 {
            p.more { "Your question stands in the address. Try it again; if it goes on, ask the command line, which needs no server." }
        }
        p.more { a href="/" { "Ask something else" } }
    };
    Page::new(Section::Elsewhere, format!("Error: {title}"), main).status(status)
}

/// A page of content that is HTML already: what the server writes of itself.
pub fn of_text(title: &str, content: &str) -> Page {
    Page::new(Section::Elsewhere, title, maud::PreEscaped(content.to_owned()))
}

/// A page for an address at which there is nothing.
pub fn not_found() -> Page {
    let main = html! {
        h1 { "There is nothing at this address" }
        p.sub { "It may have been mistyped, or what was here has another name now." }
        p.more { a href="/" { "Ask what work pays" } a href="/evidence" { "Look up a source" } }
    };
    Page::new(Section::Elsewhere, "Not found", main).status(404)
}
