//! The form: what is earned and where; all else has a default and is folded.

use goingrate::units::Problem;
use maud::{Markup, html};

use crate::Input;
use crate::pages::offer::FILING;
use crate::parts::problem::sentence;
use crate::parts::{Choice, Fields};

/// Ways of working, as the laws name them.
const REGIMES: &[(&str, &str)] = &[
    ("", "Employee"),
    ("freelance", "Self-employed: the amount is profit"),
    ("lump-sum", "Lump sum (where the law has it)"),
    ("micro", "Micro-enterprise (where the law has it)"),
    ("diia-city", "Diia City (Ukraine)"),
];

/// The field of the form that a problem is about.
pub fn field_of(problem: &Problem) -> String {
    let known = ["filing", "year", "bonus", "saving", "regime", "employer", "vs", "all_states"];
    match problem.field_name() {
        field if known.contains(&field) => field.to_owned(),
        _ => "text".to_owned(),
    }
}

/// The form; `problem` stands above its field.
pub fn form(input: &Input, problem: Option<&Problem>) -> Markup {
    let fields = Fields::new(input, problem.map(|problem| (field_of(problem), sentence(problem))));
    let of = |name: &str| fields.wrong(name);
    let field = |name: &str, label: &str, example: &str, hint: &str| {
        fields.words(name, label, example, hint)
    };
    let choice = |name: &str, label: &str, entries: &[(&str, &str)]| {
        html! {
            @if let Some(told) = of(name) { p.err-msg { "Error: " (told) } }
            (Choice { name, label, value: input.one(name), entries, hint: "" }.html())
        }
    };
    let more = ["year", "bonus", "saving", "employer", "all_states"];
    let open = more.iter().any(|name| !input.one(name).is_empty() || of(name).is_some());
    html! {
        form.card.wash.asked.open action="/net" method="post" {
            h2 { "Your pay" }
            (field("text", "What you earn, and where", "148000, Seattle", "Before tax: 148000, Seattle; €70k, Berlin; 95/h, Texas."))
            (choice("regime", "You work as", REGIMES))
            (choice("filing", "Who files taxes", FILING))
            (field("vs", "Beside it", "Austin", "Another place, or an amount and a place: 130000, Germany."))
            details.fold open[open] {
                summary { "Bonus, saving, year, states" }
                (field("bonus", "Bonus, shares, sign-on of the year", "20k", "Taxed as income of the year."))
                (field("saving", "Into a pension plan before tax", "10k", "The law’s limit is applied."))
                (field("year", "Tax year", "2026", "The latest with rules, if left empty."))
                (tick("all_states", "In every state of the country", input))
                (tick("employer", "What it costs the employer", input))
            }
            div.send {
                button.btn { "Work it out" }
                p.hint { "Not stored, not logged, and in no address." }
            }
        }
    }
}

fn tick(name: &str, label: &str, input: &Input) -> Markup {
    html! {
        label.tick {
            input type="checkbox" name=(name) value="yes" checked[!input.one(name).is_empty()];
            span { (label) }
        }
    }
}
