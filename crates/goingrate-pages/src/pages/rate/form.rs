//! The form: the work, who does it, and what a salary and a rate are held against each other with.

use goingrate::units::{Problem, ProblemKind};
use maud::{Markup, html};

use crate::Input;
use crate::parts::problem::sentence;
use crate::parts::{Choice, Fields};

/// Who does the work.
pub const ENGAGEMENTS: [(&str, &str); 3] =
    [("freelance", "Freelancer"), ("agency", "Agency"), ("dedicated-team", "Dedicated team")];

/// The field of the form that a problem is about; those of the work are told at the box.
pub fn field_of(problem: &Problem) -> String {
    let known = ["same_as", "billable_hours", "assume", "regime", "currency", "per", "engagement"];
    match problem.field_name() {
        field if known.contains(&field) => field.to_owned(),
        _ => "q".to_owned(),
    }
}

/// Whether a problem is that the market's own salary cannot be held against a rate, which nobody asked for: no
/// law or no exchange rate is carried there.
pub fn is_of_market(problem: &Problem) -> bool {
    let fields = ["billable_hours", "assume", "regime"];
    !fields.contains(&problem.field_name()) && problem.kind != ProblemKind::Internal
}

/// The form; `problem` stands above its field.
pub fn form(input: &Input, problem: Option<&Problem>) -> Markup {
    let fields = Fields::new(input, problem.map(|problem| (field_of(problem), sentence(problem))));
    let of = |name: &str| fields.wrong(name);
    let field = |name: &str, label: &str, example: &str, hint: &str| {
        fields.words(name, label, example, hint)
    };
    let engagements: Vec<(&str, &str)> =
        std::iter::once(("", "As said, else freelance")).chain(ENGAGEMENTS).collect();
    let more = ["billable_hours", "assume", "regime", "currency"];
    let open = more.iter().any(|name| !input.one(name).is_empty() || of(name).is_some());
    html! {
        form.card.wash.asked.open action="/rate" {
            h2 { "The work" }
            (field("q", "Describe it", "senior backend, Seattle", "Role, level, place, skills."))
            @if let Some(told) = of("engagement") { p.err-msg { "Error: " (told) } }
            (Choice { name: "engagement", label: "Who does it", value: input.one("engagement"), entries: &engagements, hint: "" }.html())
            (field("same_as", "A salary or a rate to convert", "150000, or 95/h", "The middle of employees in the same work, if left empty."))
            details.fold open[open] {
                summary { "Hours, assumptions, currency" }
                (field("billable_hours", "Hours that are billed in a year", "1000-1400", "If left empty, worked out from leave, holidays and the share that clients pay for."))
                (field("assume", "Assume otherwise", "paid-leave=25, pension=5%", "By the names in the list of what is assumed."))
                (field("regime", "Way of self-employment", "lump-sum", "Where the law has several."))
                (field("currency", "Currency", "USD", "That of the place, if left empty."))
            }
            @if !input.one("per").is_empty() { input type="hidden" name="per" value=(input.one("per")); }
            div.send { button.btn { "Work it out" } }
        }
    }
}
