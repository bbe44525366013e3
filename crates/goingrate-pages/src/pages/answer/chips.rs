//! How a question was understood: what it says, what was taken because it does not say it, and what it leaves
//! open. Each chip is a link that changes it.

use goingrate::ask::ProfileText;
use goingrate::units::{Component, Engagement};
use goingrate_view::questions::Asking;
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::understood::{FieldView, Origin};
use goingrate_view::words::list;
use maud::{Markup, html};

use super::asked::Asked;

/// The line of chips, and below it how words were read that may surprise.
pub fn chips(asked: &Asked, view: &PayView, asking: &Asking) -> Markup {
    let of = |origin: Origin| view.understood.iter().filter(move |field| field.origin == origin);
    let open: Vec<&str> =
        of(Origin::LeftOpen).filter_map(|field| open_name(&field.field)).collect();
    html! {
        p.read {
            @if of(Origin::Given).next().is_some() { span { "You said" } }
            @for field in of(Origin::Given) { (said(asked, field, &view.understood, asking)) }
            @if of(Origin::Inferred).next().is_some() { span { "We took" } }
            @for field in of(Origin::Inferred) { (taken(asked, field)) }
            @if !open.is_empty() { span { "Left open: " (list(&open)) } }
        }
        @for remark in &view.reading_remarks { p.note.remark { (crate::words::tight(remark)) } }
    }
}

/// What the question says: the link asks without it.
fn said(asked: &Asked, field: &FieldView, all: &[FieldView], asking: &Asking) -> Markup {
    match without(field, all, asking) {
        Some(text) => html! {
            a.chip href=(asked.to_text(&text)) title={ "Ask without “" (field.value) "”" } {
                (field.value) span.quiet aria-hidden="true" { "×" } span.sr { ", ask without it" }
            }
        },
        None => html! { span.chip { (field.value) } },
    }
}

/// What was taken: the link asks for the other that is meant most often.
fn taken(asked: &Asked, field: &FieldView) -> Markup {
    let value = if field.field == "as_of" { "today" } else { field.value.as_str() };
    let reason = field.reason.as_deref().unwrap_or_default();
    // Why a place was taken is told where everybody reads it: the whole figure hangs on it.
    let told = Some(reason).filter(|reason| field.field == "place" && !reason.is_empty());
    let other = other(asked, &field.field).filter(|_| !asked.text().is_empty());
    html! {
        @match other {
            Some((words, name)) => {
                a.chip.took title=(reason) href=(asked.to_text(&format!("{}, {words}", asked.text()))) {
                    (value) span.quiet { "or " (name) "?" }
                }
            }
            None => span.chip.took title=(reason) { (value) @if let Some(told) = told { span.quiet { (told) } } },
        }
    }
}

/// What else may be meant: what is typed, and its name.
fn other(asked: &Asked, field: &str) -> Option<(&'static str, &'static str)> {
    let profile = &asked.read.profile;
    let employed = profile.engagement == Engagement::Employee;
    match field {
        "engagement" if employed => Some(("freelance", "freelance")),
        "component" if employed && profile.component == Component::BaseSalary => {
            Some(("total compensation", "with bonus and shares"))
        }
        _ => None,
    }
}

/// The question in words without a field, if those words are read as just that.
fn without(field: &FieldView, all: &[FieldView], asking: &Asking) -> Option<String> {
    let told = |of: &&FieldView| of.origin == Origin::Given && of.field != field.field;
    // Skills, whose names hold no comma, come one by one already.
    let words: Vec<&str> = all.iter().filter(told).map(|of| of.value.as_str()).collect();
    let text = words.join(", ");
    let words = &asking.going_rate.taxonomy;
    let read = ProfileText::new(text.as_str()).read(words, asking.today).ok()?;
    let same = all
        .iter()
        .filter(told)
        .all(|of| read.fields.iter().any(|new| new.name == of.field && new.value == of.value));
    (same && !text.is_empty()).then_some(text)
}

/// The name of a field that is left open, where it is worth naming.
fn open_name(field: &str) -> Option<&'static str> {
    match field {
        "level" => Some("level"),
        "years" => Some("years"),
        "skills" => Some("skills"),
        "industry" => Some("industry"),
        "tier" => Some("kind of employer"),
        _ => None,
    }
}

/// The name of a part of a question in the middle of a sentence: "Rust", "the level", "the mix of levels".
pub fn part_name(part: &str, value: Option<&str>) -> String {
    match (part, value) {
        ("skill" | "industry" | "employer", Some(value)) => value.to_owned(),
        ("level", None) => "the mix of levels".to_owned(),
        ("skill", None) => "the mix of skills".to_owned(),
        ("industry", None) => "the mix of industries".to_owned(),
        ("kind of employer", None) => "the mix of kinds of employers".to_owned(),
        ("engagement", _) => "the kind of contract".to_owned(),
        ("date", _) => "the change of pay over time".to_owned(),
        ("spread", _) => "how far pay differs".to_owned(),
        (part, _) => format!("the {part}"),
    }
}
