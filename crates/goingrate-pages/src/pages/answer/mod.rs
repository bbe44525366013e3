//! What the market pays for a profile: the answer first, then the picture, the figures, and why.

mod around;
pub mod asked;
pub mod chips;
mod doubt;
pub mod headline;
pub mod keep;
mod next;
mod shape;
mod side;

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use goingrate_view::views::pay::PayView;
use maud::{Markup, html};

pub use self::asked::Asked;
pub use self::doubt::shortened;
use crate::parts::shell::Section;
use crate::parts::{Figures, ask_box, ask_box_wrong, problem_summary, section};
use crate::words::{day, tight};
use crate::{Input, Page};

/// The page.
///
/// # Errors
/// Never: what cannot be read is told on the page itself.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if input.fields().next().is_none() {
        return Ok(empty());
    }
    // Own pay in an address would be repeated by the links of the page.
    let told = !input.is_posted() && !input.one("mine").is_empty();
    let public = told.then(|| without_mine(input));
    let input = public.as_ref().unwrap_or(input);
    let asked = match Asked::new(asking, input) {
        Ok(asked) => asked,
        Err(problem) => return Ok(wrong(&problem, input)),
    };
    // Own pay is read of a form alone: an address would keep it.
    let mine = Some(input.one("mine")).filter(|mine| input.is_posted() && !mine.is_empty());
    match asked.ask(asking, mine) {
        Ok(view) if told => Ok(answered(&asked, &view, asking, input, Some(&in_address()))),
        Ok(view) => Ok(answered(&asked, &view, asking, input, None)),
        Err(problem) if mine.is_some() && problem.field.as_deref() == Some("offer") => {
            let without = asked.ask(asking, None);
            Ok(without.map_or_else(
                |problem| wrong(&problem, input),
                |view| answered(&asked, &view, asking, input, Some(&problem)),
            ))
        }
        Err(problem) => Ok(wrong(&problem, input)),
    }
}

fn without_mine(input: &Input) -> Input {
    let kept = input.fields().filter(|(name, _)| *name != "mine");
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Input::new(input.path(), Vec::new(), kept)
}

/// What is told of own pay that stands in an address.
fn in_address() -> Problem {
    Problem::of(
        "mine",
        "",
        "Your own pay stood in the address, where others may see it, and was not read",
    )
    .hint("send it with the form: then it is kept nowhere")
}

/// The page of an answer. A problem is one of the reader's own pay, which the rest does not need.
fn answered(
    asked: &Asked,
    view: &PayView,
    asking: &Asking,
    input: &Input,
    problem: Option<&Problem>,
) -> Page {
    let mut figures = Figures::new(input, day(asking.today));
    let ladder = around::ladder(asked, asking);
    let main = html! {
        (ask_box("/pay", asked.text(), false))
        @if let Some(problem) = problem { (problem_summary(problem, input, "mine")) }
        (chips::chips(asked, view, asking))
        div.two.ans {
            div {
                (headline::answer(asked, view, asking))
                (headline::switches(asked, view))
                (shape::shape(asked, view, &mut figures))
            }
            aside aria-label="Your pay, and in short" {
                (side::mine(asked, view, input, problem))
                (side::short(view))
            }
            div {
                (section("five", "All five figures", shape::five(asked, view, &mut figures)))
                (keep::keep(asked, view, asking, &mut figures))
                (around::total(asked, view, &mut figures))
                (around::levels(asked, ladder.as_ref(), &mut figures))
                (around::kinds(asked, view, &mut figures))
                (doubt::sure(asked, view, &mut figures))
                (doubt::disagreements(view, &mut figures))
                (next::next(asked, ladder.as_ref()))
                (doubt::remarks(view))
            }
            aside aria-label="Compare and take along" {
                (side::compare(asked))
                (side::take(asked, input))
            }
        }
    };
    let error = if problem.is_some() { "Error: " } else { "" };
    let title = format!("{error}{}", view.headline);
    let page =
        Page::new(Section::Pay, title, main).about(tight(&view.answer)).downloads(figures.files());
    if problem.is_some() { page.status(422) } else { page }
}

/// Questions to begin with.
const EXAMPLES: [&str; 4] = [
    "senior backend, Seattle, Rust",
    "junior frontend, Warsaw",
    "freelance data engineer, Germany",
    "senior engineer at Google",
];

/// The page before anything is asked.
fn empty() -> Page {
    let main = html! {
        (ask_box("/pay", "", true))
        div.answer {
            h1.as-h2 { "What does the work pay?" }
            p.then { "Name a role, a level, a place, skills, an industry or an employer, in any order and in your own words." }
        }
        p.more {
            span { "For example" }
            @for text in EXAMPLES { a href=(crate::parts::href("/pay", &[("q", text)])) { (text) } }
        }
    };
    Page::new(Section::Pay, "What does the work pay?", main)
}

/// The page of a question that cannot be read or answered, with what was typed kept.
pub fn wrong(problem: &Problem, input: &Input) -> Page {
    let field = field_of(problem, input);
    let told = crate::parts::problem::sentence(problem);
    let main = html! {
        (ask_box_wrong("/pay", input.one("q")))
        (problem_box(problem, input, field))
        p.more {
            @if problem.what.contains("not priced") { a href="/explore/role" { "All roles that are priced" } }
            a href="/" { "Ask something else" }
            a href="/explore/skill" { "Which skill pays" }
            a href="/explore/place" { "Where it pays most" }
            a href="/hire" { "What a hire or a team costs" }
        }
    };
    Page::new(Section::Pay, format!("Error: {told}"), main).status(422)
}

/// What is wrong, under a heading of the page, and the choice to ask without the word.
fn problem_box(problem: &Problem, input: &Input, field: &str) -> Markup {
    let typed = input.one(field);
    let value = problem.value.as_deref().filter(|value| !value.is_empty() && typed.contains(value));
    let without =
        value.map(|value| tidy(&typed.replacen(value, "", 1))).filter(|text| !text.is_empty());
    html! {
        h1.sr { "The question cannot be answered yet" }
        div.answer { (problem_summary(problem, input, field)) }
        @if let Some(text) = without {
            @if !input.is_posted() { p.more { a href=(input.with(&[(field, &text)])) { "Ask without “" (value.unwrap_or_default()) "”" } } }
        }
    }
}

/// Words without the commas and blanks that a word leaves behind.
fn tidy(text: &str) -> String {
    let words = text.split(',').map(str::trim).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(", ")
}

/// The field of the address that a problem is about: the text, unless it is another that was typed.
fn field_of<'p>(problem: &'p Problem, input: &Input) -> &'p str {
    match problem.field.as_deref() {
        Some(field) if !input.one(field).is_empty() => field,
        _ => "q",
    }
}
