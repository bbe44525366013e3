//! What job offers are worth: one or two from a form, or those of a file. What is typed is somebody's own pay:
//! it comes as a form, stands in no address, and nothing of it is kept.

mod asks;
mod fields;
mod form;
mod headline;
mod market;
mod taken;
mod value;
mod years;

pub(super) use form::FILING;

use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::offer::OfferView;
use maud::{Markup, html};

use self::fields::Said;
use crate::parts::shell::Section;
use crate::parts::{Figures, problem_summary, section};
use crate::{Input, Page, words};

/// What the page is, for search engines.
const ABOUT: &str = "What a job offer is worth over the years, where its base salary stands, which of two is better and how \
     surely, and what to ask for.";

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if !input.is_posted() {
        return Ok(empty(input));
    }
    let answered = fields::said(asking, input).and_then(|said| {
        let view = said.request.ask(asking)?;
        Ok((said, view))
    });
    Ok(match answered {
        Ok((said, view)) => answer(asking, input, &said, &view),
        Err(problem) => wrong(input, &problem),
    })
}

/// The form alone. An address says whose work it is at most, and never what it pays.
fn empty(input: &Input) -> Page {
    let question = Some(input.one("q")).filter(|text| !text.bytes().any(|b| b.is_ascii_digit()));
    let kept = question.map(|text| ("q".to_owned(), text.to_owned()));
    let input = Input::new(input.path(), Vec::new(), kept);
    let main = html! {
        h1 { "What is your offer worth?" }
        p.sub.lead {
            "One offer: whether its base is fair, and what to ask for. Two: which is worth more, and how surely. Each year, after tax, with what the shares may come to."
        }
        (form::form(&input, None, false))
        (file_section(&input, None))
    };
    Page::new(Section::Offer, "What is your offer worth?", main).about(ABOUT)
}

/// What could not be read, with everything that was typed.
fn wrong(input: &Input, problem: &Problem) -> Page {
    let is_file = !input.one("plan").is_empty();
    let problem = if is_file { problem.clone() } else { fields::of_form(problem.clone()) };
    let field = fields::field_of(&problem);
    let main = html! {
        h1 { "What is your offer worth?" }
        (problem_summary(&problem, input, &field))
        (form::form(input, Some(&problem), false))
        (file_section(input, Some(&problem)))
    };
    Page::new(Section::Offer, "Error: the offer", main).about(ABOUT).status(422)
}

fn file_section(input: &Input, problem: Option<&Problem>) -> Markup {
    let open = !input.one("plan").is_empty();
    html! {
        details.fold open[open] {
            summary { "Options, benefits, more than two offers: write a file instead" }
            (form::paste(input.one("plan"), problem))
        }
    }
}

/// What stands in the place of the form where a file was read.
fn of_file(view: &OfferView) -> Markup {
    html! {
        aside.card.wash aria-label="The offers" {
            h2 { "The offers" }
            ul.said { @for offer in &view.offers { li { (offer.letter) ": " (offer.name) } } }
            p { "Read from your file. " a href="#plan" { "Change the file" } }
            p { a href="/offer" { "Begin with an empty form" } }
        }
    }
}

fn answer(asking: &Asking, input: &Input, said: &Said, view: &OfferView) -> Page {
    let mut figures = Figures::new(input, words::day(asking.today));
    let heading = |one: &str, more: &str| match view.offers.len() {
        1 => one.to_owned(),
        _ => more.to_owned(),
    };
    let stay = goingrate_view::words::count(view.years as usize, "year");
    let main = html! {
        div.two.hire {
            (headline::headline(view))
            @if input.one("plan").is_empty() { (form::form(input, None, true)) } @else { (of_file(view)) }
            div {
                (section("by-year", &heading("What it pays, year by year", "What each pays, year by year"), years::years(view, &mut figures)))
                (section("value", &format!("What {stay} may be worth"), value::value(view, &mut figures)))
                (section("fair", "Is the base fair?", market::market(view, said, &mut figures)))
                (section("ask", "What to ask for", asks::asks(view, &mut figures)))
                (section("took", "What we took for granted", taken::taken(view, said, &mut figures)))
                (section("file", "Take it along", taken::file(said)))
            }
        }
    };
    Page::new(Section::Offer, "What your offer is worth", main).about(ABOUT)
}
