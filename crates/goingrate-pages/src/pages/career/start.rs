//! The page before anything was asked.

use maud::html;

use super::{form, left_out_note};
use crate::parts::shell::Section;
use crate::parts::{href, section};
use crate::{Input, Page};

/// Questions to begin with: the text, and the ways.
const EXAMPLES: &[(&str, &str)] = &[
    ("mid backend, Austin, 3 years", ""),
    ("senior backend, Berlin", "Switzerland; freelance; engineering manager"),
    ("junior data engineer, London", "Rust; machine learning; staff"),
];

/// What is told, beside the form.
pub(super) fn page(left_out: bool) -> Page {
    let main = html! {
        div.two.hire.career {
            div {
                @if left_out { (left_out_note()) }
                div.answer {
                    h1.as-h2 { "What would your next step pay?" }
                    p.then {
                        "Say what you do. Staying is set beside the next level, management, another skill, place or "
                        "employer, freelance work and a firm of your own, in money after tax, over the years."
                    }
                }
            }
            (form::form(&Input::default(), None))
            div {
                (section("examples", "To begin with", html! {
                    ul.dots {
                        @for (text, ways) in EXAMPLES {
                            @let fields: Vec<(&str, &str)> =
                                [("q", *text), ("way", *ways)].into_iter().filter(|(_, value)| !value.is_empty()).collect();
                            li {
                                a href=(href("/career", &fields)) { (text) }
                                @if ways.is_empty() { ": the usual ways" } @else { ": " (ways.replace("; ", ", ")) }
                            }
                        }
                    }
                }))
                (section("get", "What you get", html! {
                    ul.dots {
                        li { "How often each way beats staying, and by how much: the middle and 8 cases in 10." }
                        li { "Pay year by year, and when a pay that you want is reached." }
                        li { "What a move has to pay to be worth it." }
                        li { "How long the next level takes, what a promotion brings, and what others report of both." }
                        li { "Everything that was assumed, with its source, for you to replace." }
                    }
                }))
            }
        }
    };
    let about = "What the next level, another skill, place or employer would pay over the years, beside staying.";
    Page::new(Section::Career, "What would your next step pay?", main).about(about)
}
