//! The first page: the box, three questions answered, and ways in to everything else.

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::{Markup, html};

use crate::parts::shell::Section;
use crate::parts::{ask_box, section};
use crate::{Input, Page};

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

/// The page.
pub fn page(_asking: &Asking, _input: &Input) -> Result<Page, Problem> {
    let main = html! {
        div.hero {
            div {
                h1 { "What does the work\u{a0}pay?" }
                p.say {
                    "Describe a job in your own words. You get what the market pays for it, how sure that is, and who says so."
                }
                (ask_box("/pay", "", true))
                p.tries id="how" { "Role, level, place, skills, industry, in any order." }
            }
        }
        (section("doors", "What brings you here?", doors()))
    };
    let about = "What work pays: every published figure and official statistic in one estimate, with how sure it is.";
    Ok(Page::new(Section::Elsewhere, "What does the work pay?", main).about(about))
}

fn doors() -> Markup {
    html! {
        ul.doors { @for (name, to, get) in DOORS { li { a href=(to) { (name) } span { (get) } } } }
    }
}
