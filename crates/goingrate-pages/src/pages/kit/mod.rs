//! A hiring kit: the pay to publish, whom to look for, what to ask, and what mistakes cost.
//!
//! Its text is the document that the terminal and the Markdown file have too; the page adds the pictures.

mod blocks;
mod form;
mod pictures;

use goingrate::units::Problem;
use goingrate_view::document::{self, Block, Document};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::kit::KitView;
use goingrate_view::words::{capitalised, per};
use maud::{Markup, html};

use crate::page::Download;
use crate::parts::shell::Section;
use crate::parts::{Figures, href, problem_summary};
use crate::words::{day, tight};
use crate::{Input, Page};

/// The name of the kit as a Markdown file.
const MARKDOWN: &str = "kit.md";
/// Kits to begin with.
const EXAMPLES: &[&str] = &[
    "senior backend, Python, New York",
    "mid data engineer, Spark, Berlin",
    "engineering manager, Toronto",
];

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if input.fields().next().is_none() {
        return Ok(start());
    }
    match form::request(input).and_then(|request| request.ask(asking)) {
        Ok(view) => Ok(kit(asking, input, &view)),
        Err(problem) => Ok(wrong(input, &problem)),
    }
}

fn start() -> Page {
    let main = html! {
        div.two.hire.kit-page {
            div {
                div.answer {
                    h1.as-h2 { "What belongs into the advert, and what to ask?" }
                    p.then {
                        "Say whom you want to hire. You get the pay to publish and what the law asks for, a scorecard, "
                        "interviews with questions and what good answers show, and what common mistakes cost."
                    }
                }
            }
            (form::form(&Input::default(), None))
            div {
                (crate::parts::section("examples", "To begin with", html! {
                    ul.dots { @for text in EXAMPLES { li { a href=(href("/kit", &[("q", text)])) { (capitalised(text)) } } } }
                }))
            }
        }
    };
    let about = "A hiring kit: the pay to publish, a scorecard, interview questions, and what mistakes cost.";
    Page::new(Section::Hire, "A hiring kit", main).about(about)
}

fn wrong(input: &Input, problem: &Problem) -> Page {
    let told = crate::parts::problem::sentence(problem);
    let main = html! {
        div.two.hire.kit-page {
            div { h1 { "A hiring kit" } div.more-said { (problem_summary(problem, input, form::field_of(problem))) } }
            (form::form(input, Some(problem)))
            div {}
        }
    };
    Page::new(Section::Hire, format!("Error: {told}"), main).status(422)
}

fn kit(asking: &Asking, input: &Input, view: &KitView) -> Page {
    let document = document::kit(view);
    let mut figures = Figures::new(input, day(asking.today));
    let (opening, sections) = blocks::sections(&document);
    let main = html! {
        div.two.hire.kit-page {
            (head(input, view, (&opening, &sections), &mut figures))
            (form::form(input, None))
            article.kit {
                @for section in &sections {
                    (blocks::section(section, mistakes_of(section.title, view, &mut figures)))
                }
                (crate::parts::command(&form::command(input)))
            }
        }
    };
    let mut files = figures.files();
    if input.one("file") == MARKDOWN {
        files.push(markdown(&document));
    }
    let title = document.title.clone();
    let about = format!("{}: publish {}.", title, view.pay.sentence);
    Page::new(Section::Hire, title, main).about(about).downloads(files)
}

fn markdown(document: &Document) -> Download {
    let text = document::markdown(document);
    Download { name: MARKDOWN.to_owned(), media: "text/markdown; charset=utf-8", text }
}

/// The pay to publish in its largest type, the picture, and what the kit has.
fn head(
    input: &Input,
    view: &KitView,
    (opening, sections): (&[&Block], &[blocks::Part]),
    figures: &mut Figures,
) -> Markup {
    html! {
        div {
            div.answer {
                p.what { "Hiring kit: " (view.title) }
                h1.as-h2 { "Publish " (pictures::range(&view.pay)) " " (per(view.pay.per)) }
            }
            p.sure { span { b { "How sure: " } (tight(first_sentence(&view.pay.sure))) } }
            (pictures::pay(figures, &view.pay))
            div.kit { @for block in opening { (blocks::block(block)) } }
            nav.kit-list aria-label="In this kit" {
                ul { @for part in sections { li { a href=(format!("#{}", part.id)) { (part.title) } } } }
            }
            p.more {
                a href=(input.with(&[("file", MARKDOWN)])) download=(MARKDOWN) { "The kit as Markdown" }
                span.quiet { "It also prints well: the form stays off the paper." }
            }
        }
    }
}

/// What stands before the first full stop; the rest is told in its section.
fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| text.get(..=end).unwrap_or(text))
}

/// The picture of what mistakes cost, in the section that tells of them.
fn mistakes_of(title: &str, view: &KitView, figures: &mut Figures) -> Option<Markup> {
    title.starts_with("Common mistakes").then(|| pictures::mistakes(figures, &view.mistakes))?
}
