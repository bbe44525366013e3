//! What lies near an answer: other places, skills, industries, roles and employers, and the rate worth the same.
//! Each ranks hundreds of entries, so that it is a page of its own.

use goingrate::request::{ByWord, RankRequest, RateRequest};
use goingrate::units::{Engagement, Problem};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rank::{RankView, RankedView};
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::answer::keep::with_article;
use super::answer::{Asked, headline, wrong};
use super::exists;
use super::explore::ordinal;
use crate::parts::shell::Section;
use crate::parts::{ask_box, facts, section};
use crate::words::{self, tight};
use crate::{Input, Page};

/// The rankings: the field, what it is called, and its name in an address.
const RANKINGS: [(ByWord, &str, &str, &str); 5] = [
    (ByWord::Place, "place", "Places with the highest middle", "place"),
    (ByWord::Skill, "skills", "Skills with the highest middle", "skill"),
    (ByWord::Industry, "industry", "Industries with the highest middle", "industry"),
    (ByWord::Role, "role", "Roles with the highest middle", "role"),
    (ByWord::Employer, "employer", "Employers with the highest middle", "employer"),
];

/// Entries of a ranking that are shown, beside the one that is asked about.
const SHOWN: usize = 6;

/// The page.
///
/// # Errors
/// Never: what cannot be read is told on the page itself.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let asked = match Asked::new(asking, input) {
        Ok(asked) => asked,
        Err(problem) => return Ok(wrong(&problem, input)),
    };
    let view = match asked.request(false, None).ask(asking) {
        Ok(view) => view,
        Err(problem) => return Ok(wrong(&problem, input)),
    };
    let main = html! {
        (ask_box("/pay", asked.text(), false))
        div.answer {
            p.what { a href=(asked.to("/pay", &[])) { (view.headline) } }
            h1.as-h2 { "Next to " (plain::lowered(&headline::middle(view.median()))) " " (plain::per(view.median().per)) }
            p.then { "The same job with one thing changed: the middle, before tax, and how far it may be off. Neighbours in a list are often too close to call." }
        }
        (worth_the_same(&asked, &view, asking))
        div.near { @for (by, field, title, path) in RANKINGS { (ranking(&asked, asking, (by, field), (title, path))) } }
        p.more { a href=(asked.to("/pay", &[])) { "Back to the answer" } }
    };
    Ok(Page::new(Section::Pay, format!("Next to: {}", view.headline), main))
}

fn ranking(
    asked: &Asked,
    asking: &Asking,
    (by, field): (ByWord, &str),
    (title, path): (&str, &str),
) -> Markup {
    let request =
        RankRequest { profile: asked.profile.clone(), shown: asked.unit(), by, top: SHOWN };
    let body = match request.ask(asking) {
        Ok(view) => entries(asked, &view, field, path),
        Err(problem) => html! { p.note { (crate::parts::problem::sentence(&problem)) "." } },
    };
    section(path, title, body)
}

fn entries(asked: &Asked, view: &RankView, field: &str, path: &str) -> Markup {
    let pairs: Vec<(Markup, Markup)> =
        view.entries.iter().map(|entry| pair(asked, entry, field)).collect();
    let all = format!("/explore/{path}");
    html! {
        (facts(&pairs))
        p.note {
            @if exists(&all) { a href=(asked.to(&all, &[])) { "All " (plain::thousands(view.total as f64)) } }
            @else { "Out of " (plain::thousands(view.total as f64)) "." }
        }
        @for remark in &view.remarks { p.note { (tight(remark)) } }
    }
}

fn pair(asked: &Asked, entry: &RankedView, field: &str) -> (Markup, Markup) {
    let figure = html! {
        @if entry.median.is_hardly_known() { (entry.median.both_ends()) }
        @else { (words::about(&entry.median)) " " small { (words::doubt(&entry.median)) } }
    };
    let name = if entry.asked {
        html! { b { (entry.name) } " " span.quiet { "this one, " (ordinal(entry.rank)) } }
    } else {
        html! { a href=(asked.to_text(&with(asked, field, &entry.name))) { (entry.name) } }
    };
    (name, figure)
}

/// The question with another value of a field, in words.
fn with(asked: &Asked, field: &str, value: &str) -> String {
    let said = asked.read.fields.iter().find(|of| of.name == field);
    let given = said.is_some_and(|of| of.status == goingrate::units::parse::Status::Given);
    let replaced = given.then(|| asked.replaced(field, value)).flatten();
    // "at" tells an employer from a place or a skill of that name.
    let value = if field == "employer" { format!("at {value}") } else { value.to_owned() };
    replaced.unwrap_or_else(|| match asked.text() {
        "" => value,
        text => format!("{text}, {value}"),
    })
}

/// The freelance rate that is worth the middle, where the law of the place says.
fn worth_the_same(asked: &Asked, view: &PayView, asking: &Asking) -> Markup {
    if asked.read.profile.engagement != Engagement::Employee || asked.is_rate() {
        return html! {};
    }
    let median = view.median();
    let salary = format!("{} {:.0}/{}", median.currency, median.amount, median.per.slug());
    let request = RateRequest {
        profile: asked.profile.clone(),
        same_as: Some(salary.into()),
        ..RateRequest::default()
    };
    let Some(same) = request.ask(asking).ok().and_then(|rate| rate.same_as) else {
        return html! {};
    };
    section(
        "same",
        "As a freelancer",
        html! {
            p.sub {
                "A rate of " b { (money::about(same.low, same.currency)) " to " (money::about(same.high, same.currency)) }
                " an hour is worth the same as the middle, by the law of " (with_article(&same.place)) ", " (same.year)
                ": less if you can bill many hours of the year, more if few. "
                a href=(asked.to_text(&format!("{}, freelance", asked.text()))) { "What freelancers charge" }
            }
        },
    )
}
