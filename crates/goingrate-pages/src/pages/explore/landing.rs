//! The ways to look around, and what to say at an address that is none of them.

use goingrate_view::questions::Asking;
use maud::{Markup, html};

use super::way::Way;
use crate::parts::shell::Section;
use crate::parts::{ask_box, href, section};
use crate::{Input, Page};

/// The ways in.
pub fn page(asking: &Asking, input: &Input) -> Page {
    let t = &asking.going_rate.taxonomy;
    let (skills, employers) = (t.skills.len(), t.employers.len());
    let main = html! {
        (ask_box("/explore/place", input.one("q"), false))
        div.answer {
            h1.as-h2 { "See one job from eight sides" }
            p.then {
                "Describe it above, or start with developers in the United States. We know the words for "
                (t.places.len()) " places, " (skills) " skills and " (employers) " employers; what no evidence speaks of is not ranked."
            }
        }
        (section("ways", "Ways to look around", ways(input)))
    };
    let about = "Pay by place, level, skill, industry, role and employer; hourly rates of the world; pay over time.";
    Page::new(Section::Explore, "Explore pay", main).about(about)
}

fn ways(input: &Input) -> Markup {
    let question = input.one("q");
    let kept: Vec<(&str, &str)> =
        [("q", question)].into_iter().filter(|(_, q)| !q.is_empty()).collect();
    html! {
        ul.doors {
            @for way in Way::ALL {
                li { a href=(href(&way.path(), &kept)) { (way.tab()) } span { (way.about()) } }
            }
        }
    }
}

/// There is no such way.
pub fn unknown(input: &Input) -> Page {
    let main = html! {
        h1 { "There is no way to look around by “" (input.part(0)) "”" }
        (section("ways", "These there are", ways(input)))
    };
    Page::new(Section::Explore, "Not found", main).status(404)
}
