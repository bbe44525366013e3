//! The ways in from the first page.

use maud::{Markup, html};

use crate::pages::exists;

/// Ways in: what brings somebody here, where it leads, and what they get.
const DOORS: &[(&str, &str, &str)] = &[
    (
        "I have an offer",
        "/offer",
        "See where it stands, what it is worth over four years, and what to ask for.",
    ),
    (
        "I want to hire",
        "/hire",
        "The full cost: employee, freelancer, agency or team, per hour that is worked.",
    ),
    (
        "I want something built",
        "/project",
        "What it costs, how long it takes, and the chance that it takes longer.",
    ),
    (
        "I plan my next step",
        "/career",
        "What the next level, another skill or another place would pay.",
    ),
    (
        "I just want to read",
        "/guide",
        "The guides to pay: one article a role, every figure with its source.",
    ),
    (
        "I want to look around",
        "/explore",
        "By place, level, skill and industry; hourly rates; past and forecast.",
    ),
    (
        "I do not believe a figure",
        "/evidence",
        "Look up what a report says, and whether the other evidence agrees.",
    ),
    (
        "I write a job advert",
        "/kit",
        "Skills to ask for, questions, a scorecard, and a band that holds.",
    ),
    ("I build tools", "/docs", "The same answers as JSON, on the command line and over HTTP."),
];

/// What the server itself has, beside the pages.
const SERVED: &str = "/docs";

/// The ways in to pages that there are.
pub fn doors() -> Markup {
    let there = |to: &str| to == SERVED || exists(to);
    html! {
        ul.doors {
            @for (name, to, get) in DOORS.iter().filter(|(_, to, _)| there(to)) {
                li { a href=(to) { (name) } span { (get) } }
            }
        }
    }
}
