//! The form of a project: what is built, feature by feature, by whom, and within which limits.

use goingrate::plan::project::{Catalogue, Complexity, Feature};
use goingrate::units::Problem;
use goingrate_view::views::project::{FeatureView, ProjectView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::asked::{brought, changed, field_of};
use crate::Input;
use crate::pages::planned::{choice, field, wrong_with};

/// The form's name, by which fields elsewhere on the page belong to it.
pub const FORM: &str = "project-form";

const CONFIDENCE: &[(&str, &str)] = &[
    ("", "8 times in 10"),
    ("50%", "5 times in 10"),
    ("70%", "7 times in 10"),
    ("90%", "9 times in 10"),
    ("95%", "95 times in 100"),
];

/// The form. Where there is an answer, its features are ticked and all others can be.
pub fn form(
    input: &Input,
    catalogue: &Catalogue,
    view: Option<&ProjectView>,
    problem: Option<&Problem>,
) -> Markup {
    let of = problem.map_or("", field_of);
    let wrong = |field: &str| wrong_with(problem, of, field);
    let folded = ["start", "confidence", "currency", "past", "assume"].contains(&of);
    html! {
        form.card.wash.stack-form id=(FORM) action="/project" {
            h2 { "The project" }
            (field(input, "q", "What is built", "A kind (simple API, MVP, SaaS platform, enterprise system) and features.", "MVP, booking, payments", wrong("q")))
            @if let Some(view) = view.filter(|_| !input.is_posted()) { (features(input, catalogue, view)) }
            (field(input, "team", "Who builds it", "The usual team of the kind, if left empty.", "2 senior, 1 mid, Poland, freelance", wrong("team")))
            (field(input, "budget", "Budget", "All of it, in the currency of the answer. No limit, if left empty.", "60k", wrong("budget")))
            (field(input, "by", "Done by", "A day (year-month-day), or how many months it may take. No limit, if left empty.", "2027-06-30 or 4 months", wrong("by")))
            details open[folded] {
                summary { "Five more, all filled in" }
                (field(input, "start", "First day", "Today, if left empty.", "2027-01-04", wrong("start")))
                (choice(input, "confidence", "How sure the limits have to hold", "", CONFIDENCE))
                @if let Some(told) = wrong("confidence") { p.err-msg { "Error: " (told) } }
                (field(input, "currency", "Currency of the answer", "That of the team’s place, if left empty.", "USD", wrong("currency")))
                (field(input, "past", "Your own past", "Days estimated and days needed, project by project.", "30/45, 12/14", wrong("past")))
                (field(input, "assume", "Assume otherwise", "By the names in the table of assumptions.", "waiting=1.2", wrong("assume")))
            }
            @for name in ["draws", "seed"] {
                @if !input.one(name).is_empty() { input type="hidden" name=(name) value=(input.one(name)); }
            }
            button.btn { "Work it out" }
            p.hint { "Only the first field is required. What is taken for the others stands below." }
        }
    }
}

/// What the answer holds, ticked, and what was taken out of it; all else that we know is folded.
fn features(input: &Input, catalogue: &Catalogue, view: &ProjectView) -> Markup {
    let (added, left_out) = changed(input);
    let held = |name: &str| view.features.iter().any(|feature| feature.name == name);
    let mut of: Vec<&str> = brought(input);
    let words = view.features.iter().map(|feature| feature.name.as_str());
    of.extend(words.filter(|name| !added.contains(name) && catalogue.feature(name).is_some()));
    of.sort_unstable();
    of.dedup();
    let out: Vec<&Feature> = left_out
        .into_iter()
        .filter(|name| !held(name))
        .filter_map(|name| catalogue.feature(name))
        .collect();
    let known = |name: &str| held(name) || out.iter().any(|feature| feature.name == name);
    let others: Vec<&Feature> =
        catalogue.features.iter().filter(|feature| !known(&feature.name)).collect();
    html! {
        input type="hidden" name="of" value=(of.join(" "));
        fieldset {
            legend { "What it must do" }
            em.hint { "Days of the whole team; 8 in 10 lie within the brackets." }
            @for feature in view.features.iter().filter(|feature| catalogue.feature(&feature.name).is_some()) {
                (held_tick(feature))
            }
            @for feature in &out { (other_tick(feature)) }
        }
        @if !others.is_empty() {
            details {
                summary { (others.len()) " more features" }
                fieldset {
                    legend.sr { "More features" }
                    @for feature in &others { (other_tick(feature)) }
                }
            }
        }
    }
}

fn held_tick(feature: &FeatureView) -> Markup {
    let times = if feature.count > 1 { format!(" × {}", feature.count) } else { String::new() };
    let days = [feature.days.p10, feature.days.p50, feature.days.p90];
    tick(&feature.name, &format!("{}{times}", feature.title), days, true)
}

fn other_tick(feature: &Feature) -> Markup {
    let days = feature.days(Complexity::Usual);
    tick(&feature.name, &feature.title, [days.low(), days.middle(), days.high()], false)
}

fn tick(name: &str, title: &str, [low, middle, high]: [f64; 3], is_held: bool) -> Markup {
    let number = |days: f64| plain::plain_number(days);
    html! {
        label.tick {
            input type="checkbox" name="feature" value=(name) checked[is_held];
            span { (title) }
            span.n { (number(middle)) " " small.quiet { "(" (number(low)) "–" (number(high)) ")" } }
        }
    }
}
