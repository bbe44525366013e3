//! What all ways have in common: the box, the tabs, the headline, and what has to be said of the answer.

use goingrate::units::Problem;
use goingrate_view::views::rank::RankView;
use maud::{Markup, html};

use super::question::Question;
use super::way::Way;
use crate::parts::shell::Section;
use crate::parts::{ask_box, ask_box_wrong, href, problem_summary};
use crate::words::tight;
use crate::{Input, Page};

/// What a page says.
pub struct Said {
    /// The answer in a sentence with a figure: the heading.
    pub headline: String,
    /// What else is to be said in sentences.
    pub then: Vec<String>,
    /// What was understood, in one line.
    pub what: String,
}

/// A page: its headline, its sections, and remarks at its end.
pub fn page(
    question: &Question,
    way: Way,
    input: &Input,
    said: Said,
    body: &Markup,
    remarks: &[String],
) -> Page {
    let main = html! {
        (ask_box(&way.path(), &question.typed, false))
        (tabs(Some(way), input))
        div.answer {
            p.what { (tight(&said.what)) }
            h1.as-h2 { (said.headline) }
            @for sentence in &said.then { p.then { (sentence) } }
        }
        @for note in &question.notes { p.note { (note) } }
        div.explored { (body) }
        (remarks_of(remarks))
    };
    let title = format!("{}: {}", way.tab(), said.what);
    let about = std::iter::once(said.headline).chain(said.then).collect::<Vec<_>>().join(" ");
    Page::new(Section::Explore, title, main).about(about)
}

/// What the reader has to know, at the end.
fn remarks_of(remarks: &[String]) -> Markup {
    html! {
        @if !remarks.is_empty() {
            section aria-labelledby="know" {
                h2 id="know" { "Good to know" }
                ul.notes { @for remark in remarks { li { (tight(remark)) } } }
            }
        }
    }
}

/// The ways as links that keep the question.
pub fn tabs(here: Option<Way>, input: &Input) -> Markup {
    let kept = ["q", "per", "currency"].map(|name| (name, input.one(name)));
    let kept: Vec<(&str, &str)> = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    html! {
        nav.tabs aria-label="Ways to look around" {
            ul {
                @for way in Way::ALL {
                    li {
                        a href=(href(&way.path(), &kept)) aria-current=[(here == Some(way)).then_some("page")] {
                            (way.tab())
                        }
                    }
                }
            }
        }
    }
}

/// What could not be read, with what was typed kept.
pub fn problem(problem: &Problem, way: Way, input: &Input) -> Page {
    let told = crate::parts::problem::sentence(problem);
    let field = match problem.field_name() {
        "per" => "per",
        "currency" => "currency",
        "also" => "also",
        _ => "q",
    };
    let main = html! {
        (ask_box_wrong(&way.path(), input.one("q")))
        (tabs(Some(way), input))
        h1.lone { (way.tab()) }
        (problem_summary(problem, input, field))
    };
    Page::new(Section::Explore, format!("Error: {told}"), main).status(422)
}

/// What a ranking says beside its entries.
pub fn remarks(view: &RankView) -> Vec<String> {
    let silent = view.without_evidence.iter();
    let silent = silent.map(|name| format!("No evidence speaks of {name}, so it has no rank."));
    silent.chain(view.remarks.iter().cloned()).collect()
}
