//! The form of a hire: who, for how long, and beside whom; all else is folded, with what is taken without it.

use goingrate::units::Problem;
use maud::{Markup, html};

use super::asked::field_of;
use crate::Input;
use crate::pages::planned::{choice, field, tick_box, wrong_with};
use crate::parts::Field;

/// The form's name, by which fields elsewhere on the page belong to it.
pub const FORM: &str = "hire-form";

/// More ways than these are asked for in an address, not in the form.
const OTHERS: usize = 4;

const MONTHS: &[(&str, &str)] = &[
    ("", "1 year, as is usual"),
    ("3mo", "3 months"),
    ("6mo", "6 months"),
    ("18mo", "18 months"),
    ("2y", "2 years"),
    ("3y", "3 years"),
    ("5y", "5 years"),
];
const SHARES: &[(&str, &str)] = &[
    ("", "The whole week"),
    ("80%", "Four days of five"),
    ("60%", "Three days of five"),
    ("50%", "Half of the week"),
    ("20%", "One day of five"),
];
const RECRUITING: &[(&str, &str)] =
    &[("", "By your own search"), ("agency", "By a recruiting agency, for a fee")];

/// What the form is for: its heading, its page, and the fields beside those of a hire.
pub struct Asks<'f> {
    /// The page that answers.
    pub to: &'f str,
    /// Whether other ways can be named: places and budgets are asked of one.
    pub beside: bool,
    /// A field of its own, with its name, label and hint.
    pub first: Option<Field<'f>>,
}

/// The form of a hire.
pub fn form(input: &Input, asks: &Asks, problem: Option<&Problem>) -> Markup {
    let of = problem.map_or("", field_of);
    let wrong = |field: &str| wrong_with(problem, of, field);
    html! {
        form.card.wash.stack-form id=(FORM) action=(asks.to) {
            h2 { "The hire" }
            (field(input, "q", "Who", "Role, level, place, skills; “freelance” or “agency” for somebody who is not employed.", "senior backend, Berlin", wrong("q")))
            @if let Some(own) = &asks.first { (own.html()) }
            (choice(input, "for", "For how long", "", MONTHS))
            @if let Some(told) = wrong("for") { (told_below(&told)) }
            @if asks.beside { (others(input, wrong("vs"))) }
            details open[is_open(of)] {
                summary { "Seven more, all filled in" }
                (choice(input, "share", "How much of the week", "", SHARES))
                @if let Some(told) = wrong("share") { (told_below(&told)) }
                (field(input, "pay", "Pay that was agreed", "What the market pays, if left empty.", "165000 or 95/h", wrong("pay")))
                (field(input, "home", "Where your firm is", "The place of the hire, if left empty.", "Austin", wrong("home")))
                (choice(input, "recruiting", "How you find people", "", RECRUITING))
                @if let Some(told) = wrong("recruiting") { (told_below(&told)) }
                (field(input, "currency", "Currency of the answer", "That of your firm’s place, if left empty.", "USD", wrong("currency")))
                div.field {
                    (tick_box(input, "ends", "The work ends then: count notice and severance"))
                    (tick_box(input, "roles_around", "Count testing, operations and design too"))
                }
                (written(input, wrong("assume")))
            }
            @for name in ["draws", "seed"] {
                @if !input.one(name).is_empty() { input type="hidden" name=(name) value=(input.one(name)); }
            }
            button.btn { "Work it out" }
            @if !asks.beside { p.hint { "It goes through many places and ways, and takes a few seconds." } }
            p.hint { "Only the first field is required. What is taken for the others stands below, with its source." }
        }
    }
}

/// A problem of a folded field opens the fold.
fn is_open(of: &str) -> bool {
    ["share", "pay", "home", "recruiting", "currency", "assume"].contains(&of)
}

fn told_below(told: &str) -> Markup {
    html! { p.err-msg { "Error: " (told) } }
}

/// The ways beside the first: what is there, and one more that is empty.
fn others(input: &Input, wrong: Option<String>) -> Markup {
    let named: Vec<&str> = input.all("vs").collect();
    let shown = (named.len() + 1).clamp(2, OTHERS.max(named.len()));
    html! {
        fieldset.field.bad[wrong.is_some()] {
            legend { "Beside whom" }
            em { "Only what differs: “Poland, agency”. A freelancer and an agency of the same place, if left empty." }
            @if let Some(told) = &wrong { p.err-msg { "Error: " (told) } }
            @for at in 0..shown {
                input name="vs" value=(named.get(at).copied().unwrap_or_default()) autocomplete="off"
                    aria-label={ "Another way, " (at + 1) };
            }
        }
    }
}

/// Assumptions that are written as `name=value`, one a field.
fn written(input: &Input, wrong: Option<String>) -> Markup {
    html! {
        fieldset.field.bad[wrong.is_some()] {
            legend { "Assume otherwise" }
            em { "By the names in the table of assumptions: attrition=10%, ramp-months=2..4." }
            @if let Some(told) = &wrong { p.err-msg { "Error: " (told) } }
            @for (at, value) in input.all("assume").chain([""]).enumerate() {
                input name="assume" value=(value) autocomplete="off" aria-label={ "Assume otherwise, " (at + 1) };
            }
        }
    }
}
