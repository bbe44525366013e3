//! What lies next to an answer: a level up, another contract, other places, skills, industries and employers.

use goingrate::units::Engagement;
use goingrate_view::views::rank::{RankView, RankedView};
use maud::{Markup, html};

use super::around::with_level;
use super::asked::Asked;
use crate::pages::exists;
use crate::parts::{facts, section};
use crate::words;

/// The section.
pub fn next(asked: &Asked, ladder: Option<&RankView>) -> Markup {
    let steps = ladder.map(|ladder| steps(asked, ladder)).unwrap_or_default();
    let body = html! {
        @if !steps.is_empty() { (facts(&steps)) }
        p.more {
            a href=(asked.to("/pay/near", &[])) { "Other places, skills, industries and employers" }
            span.quiet { "this takes a few seconds" }
        }
        p.more {
            @for (by, name) in [("place", "All places"), ("skill", "All skills"), ("industry", "All industries"),
                ("role", "All roles"), ("trend", "Over the years")] {
                @if exists(&format!("/explore/{by}")) {
                    a href=(asked.to(&format!("/explore/{by}"), &[("per", ""), ("net", "")])) { (name) }
                }
            }
        }
    };
    section("next", "Next to this", body)
}

/// The level above and the level below, and the other kind of contract.
fn steps(asked: &Asked, ladder: &RankView) -> Vec<(Markup, Markup)> {
    let own = ladder.entries.first().and_then(|level| level.ladder);
    let own: Vec<&RankedView> = ladder.entries.iter().filter(|level| level.ladder == own).collect();
    let at = own.iter().position(|level| level.asked);
    let below = at.and_then(|at| at.checked_sub(1)).and_then(|at| own.get(at));
    let above = at.and_then(|at| own.get(at + 1));
    let step = |name: &str, level: &&&RankedView| {
        let to = with_level(asked, level);
        let name = format!("{name}: {}", level.name.to_lowercase());
        let figure =
            html! { (words::about(&level.median)) " " small { (words::doubt(&level.median)) } };
        (html! { @match to { Some(to) => a href=(to) { (name) }, None => (name) } }, figure)
    };
    let levels = [("A level up", above), ("A level down", below)];
    let levels =
        levels.iter().filter_map(|(name, level)| level.as_ref().map(|level| step(name, level)));
    let freelance = (asked.read.profile.engagement == Engagement::Employee
        && !asked.text().is_empty())
    .then(|| asked.to_text(&format!("{}, freelance", asked.text())));
    let freelance = freelance.map(|to| {
        (html! { a href=(to) { "The same as a freelancer" } }, html! { small { "by the hour" } })
    });
    levels.chain(freelance).collect()
}
