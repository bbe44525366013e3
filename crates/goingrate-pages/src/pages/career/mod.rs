//! The next steps of a career: what other ways bring beside staying, and what a move must pay.

mod form;
mod start;
mod steps;
mod told;
mod ways;
mod words;
mod years;

use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::career::{CareerView, CareerWayView};
use goingrate_view::words::{capitalised, count};
use maud::{Markup, html};

use crate::parts::shell::Section;
use crate::parts::{Figures, problem_summary};
use crate::words::{day, tight};
use crate::{Input, Page};

/// The page. It takes the same fields as a form and as an address, but what somebody earns only as a form.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let left_out = !input.is_posted() && !input.one("pay").is_empty();
    let input = &if left_out { without(input, &["pay"]) } else { input.clone() };
    if input.fields().next().is_none() {
        return Ok(start::page(left_out));
    }
    let request = form::request(input);
    let is_told = input.is_posted() && !input.one("pay").is_empty();
    match request.and_then(|request| request.ask(asking)) {
        Ok(view) => {
            // An amount within the text is what somebody earns too.
            let is_own = is_told || view.today.p10 == view.today.p90;
            let told = Told { is_own, left_out, posted: input.is_posted() };
            Ok(answer(asking, &addressed(input, is_own), &view, told))
        }
        Err(problem) => Ok(wrong(input, &problem, left_out)),
    }
}

/// What has to be told of how the question came.
#[derive(Clone, Copy)]
struct Told {
    /// Whether what the asker earns is known, so that the page is theirs alone.
    is_own: bool,
    /// Whether own pay came in an address, and was left out.
    left_out: bool,
    /// Whether it came as a form, so that the address does not hold it.
    posted: bool,
}

/// The fields without some of them, as an address has them.
fn without(input: &Input, names: &[&str]) -> Input {
    let kept = input.fields().filter(|(name, _)| !names.contains(name));
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Input::new(input.path(), Vec::new(), kept.collect::<Vec<_>>())
}

/// The input as links of the page carry it: a form without own pay may as well be an address.
fn addressed(input: &Input, is_own: bool) -> Input {
    match is_own {
        true => input.clone().posted(),
        false => without(input, &["pay"]),
    }
}

fn wrong(input: &Input, problem: &Problem, left_out: bool) -> Page {
    let field = form::field_of(problem);
    let told = crate::parts::problem::sentence(problem);
    let main = html! {
        div.two.hire.career {
            div {
                @if left_out { (left_out_note()) }
                h1 { "What would your next step pay?" }
                div.more-said { (problem_summary(problem, input, field)) }
            }
            (form::form(input, Some(problem)))
            div {}
        }
    };
    Page::new(Section::Career, format!("Error: {told}"), main).status(422)
}

fn answer(asking: &Asking, input: &Input, view: &CareerView, told: Told) -> Page {
    let mut figures = Figures::new(input, day(asking.today));
    let sections = [
        ways::section(&mut figures, view),
        years::section(&mut figures, view, told.is_own),
        ways::worth(&mut figures, view),
        years::goal(&mut figures, view),
        steps::section(&mut figures, view),
        told::reported(view),
        told::assumed(&mut figures, view, &form::command(input)),
    ];
    let main = html! {
        div.two.hire.career {
            (head(input, view, told))
            (form::form(input, None))
            div { @for section in sections.into_iter().flatten() { (section) } }
        }
    };
    let title = match told.is_own {
        true => "Your next step".to_owned(),
        false => {
            let work = view.read_as.split(" · ").next().unwrap_or(&view.read_as);
            format!("{work}: the next steps")
        }
    };
    let about = view.answer.first().map(|said| tight(said)).unwrap_or_default();
    Page::new(Section::Career, title, main).about(about).downloads(figures.files())
}

/// The answer in its largest type, what it rests on, and the link to it.
fn head(input: &Input, view: &CareerView, told: Told) -> Markup {
    let guesses = view.assumptions.iter().filter(|assumed| assumed.is_estimate()).count();
    let headline = headline(view);
    let mut said = view.answer.iter().map(|said| words::sentence(said));
    // How often the best way is better stands in the headline already.
    let first = said.next().map(|first| match first.split_once("; of ") {
        Some((first, _)) if headline.contains(" of 100") => format!("{first}."),
        _ => first,
    });
    html! {
        div {
            @if told.left_out { (left_out_note()) }
            div.answer {
                p.what { (view.read_as) " · over " (count(view.years as usize, "year")) }
                h1.as-h2 { (headline) }
                @if let Some(first) = first { p.then { (first) } }
            }
            @for more in said { p.sub.more-said { (more) } }
            p.sure {
                span {
                    b { "How sure: " }
                    "pay is the book’s, with its doubt. Of " (count(view.assumptions.len(), "assumption"))
                    " beside it " (guesses) " are our own estimates. Ranges hold 8 in 10 of the "
                    (goingrate_view::words::thousands(view.draws as f64)) " courses that we drew."
                }
            }
            @if told.is_own { p.more { "What you earn is on this page alone, so there is no link to it." } }
            @else if told.posted { p.more { a href=(input.with(&[])) { "A link to this question" } } }
        }
    }
}

/// Own pay came in an address, where it does not belong.
fn left_out_note() -> Markup {
    html! {
        p.warn {
            b { "Your pay was left out. " }
            "It stood in the address, which browsers and servers keep. Type it into the form: that leaves no trace."
        }
    }
}

/// The ways beside staying, those that are most often better first.
fn others(view: &CareerView) -> Vec<&CareerWayView> {
    let mut others: Vec<&CareerWayView> = view.ways.iter().skip(1).collect();
    others.sort_by(|a, b| b.beats.total_cmp(&a.beats));
    others
}

/// The answer in a sentence. A way has won only where nine cases in ten are better than staying; else its chance
/// is told.
fn headline(view: &CareerView) -> String {
    let years = count(view.years as usize, "year");
    let Some(best) = others(view).first().copied() else {
        let left = view.ways.first().map(|stay| &stay.total);
        let left = left.map(|left| words::range(left, view.currency)).unwrap_or_default();
        return format!("Staying brings {left} over {years}");
    };
    let (name, of_100) = (capitalised(&best.name), words::in_100(best.beats));
    match best {
        best if best.more.p10 > 0.0 => {
            let more = words::sum(best.more.p50, view.currency);
            format!("{name} brings about {more} more than staying over {years}")
        }
        best if best.equals >= 0.005 => {
            let same = words::in_100(best.equals);
            format!("{name} beats staying in {of_100} cases of 100 and equals it in {same}")
        }
        best if best.beats >= 0.5 => format!("{name} beats staying in {of_100} cases of 100"),
        _ => "No other way beats staying in most cases".to_owned(),
    }
}
