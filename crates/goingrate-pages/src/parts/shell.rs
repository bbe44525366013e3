//! The frame of every page: head, navigation, `main`, footer.

use goingrate_view::questions::Asking;
use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::charts::hatching;
use crate::page::Page;

/// The parts of the site, as the navigation has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What the work pays.
    Pay,
    /// An offer.
    Offer,
    /// The cost of a hire.
    Hire,
    /// The cost of a project.
    Project,
    /// A career.
    Career,
    /// Rankings, maps, trends.
    Explore,
    /// The article.
    Guide,
    /// Who says so.
    Evidence,
    /// None of them.
    Elsewhere,
}

/// The navigation: part, name, address.
const NAVIGATION: &[(Section, &str, &str)] = &[
    (Section::Pay, "Pay", "/pay"),
    (Section::Offer, "Offer", "/offer"),
    (Section::Hire, "Hire", "/hire"),
    (Section::Project, "Project", "/project"),
    (Section::Career, "Career", "/career"),
    (Section::Explore, "Explore", "/explore"),
    (Section::Guide, "Guide", "/guide"),
    (Section::Evidence, "Evidence", "/evidence"),
];

/// A page in its frame.
pub fn html(page: &Page, asking: &Asking) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="description" content=(page.about);
                title { (page.title) " · Going Rate" }
                link rel="preload" href=(assets::ASSETS[2].path) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(assets::style_path());
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                script src=(assets::script_path()) defer {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                (hatching())
                (top(page.section))
                main id="main" { div.wrap { (page.main) } }
                (foot(asking))
            }
        }
    }
}

fn top(section: Section) -> Markup {
    html! {
        header.top {
            div.wrap {
                a.mark href="/" { (mark()) "Going Rate" }
                nav.nav aria-label="Main" { (links(section)) }
                details.menu {
                    summary { "Menu" }
                    nav aria-label="Main, short" { (links(section)) }
                }
            }
        }
    }
}

fn links(section: Section) -> Markup {
    html! {
        ul {
            @for &(of, name, to) in NAVIGATION {
                li { a href=(to) aria-current=[(of == section).then_some("page")] { (name) } }
            }
        }
    }
}

/// The sign of the house: a curve with its middle and a marker.
pub fn mark() -> Markup {
    html! {
        svg viewBox="0 0 32 22" aria-hidden="true" {
            path.p-wide d="M1 20C8 20 10 3 16 3s8 17 15 17z" {}
            path.p-edge d="M1 20C8 20 10 3 16 3s8 17 15 17" {}
            line.y-line x1="19" y1="1" x2="19" y2="20" {}
        }
    }
}

/// The sign as a file of its own.
pub const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-2 -5 36 32\">\
<path d=\"M1 20C8 20 10 3 16 3s8 17 15 17z\" fill=\"#b4d7db\" stroke=\"#0b6170\" stroke-width=\"2\"/>\
<line x1=\"19\" y1=\"0\" x2=\"19\" y2=\"20\" stroke=\"#ad3a00\" stroke-width=\"3\"/></svg>";

fn foot(asking: &Asking) -> Markup {
    let going_rate = asking.going_rate;
    let sources = going_rate.sources().len();
    html! {
        footer.foot {
            div.wrap {
                div {
                    h2 { "Going Rate" }
                    p {
                        "An open engine for pay. Free to use, with no account, no cookies and no trackers."
                        br;
                        "Answers of " (crate::words::day(asking.today)) ", from " (sources) " sources."
                    }
                }
                div {
                    h2 { "Check us" }
                    ul {
                        li { a href="/evidence" { "Evidence" } }
                        li { a href="/evidence/method" { "How it works" } }
                        li { a href="/evidence/scoreboard" { "How well it foresees" } }
                    }
                }
                div {
                    h2 { "Take it" }
                    ul {
                        li { a href="/docs" { "API" } }
                        li { a href="/openapi.json" { "OpenAPI" } }
                        li { a href="/assets/licence.txt" { "Licence of the fonts" } }
                    }
                }
            }
        }
    }
}
