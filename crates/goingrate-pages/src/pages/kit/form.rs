//! The form of a hiring kit, and the question that it asks.

use goingrate::ask::ProfileText;
use goingrate::request::{KitRequest, PeriodWord, ShownRequest};
use goingrate::units::Problem;
use maud::{Markup, html};

use crate::Input;
use crate::parts::problem::sentence;
use crate::parts::{Choice, Field, command_line};

/// The periods that an advert tells pay for: the value, its words, and the word of the request.
const PERIODS: &[(&str, &str, PeriodWord)] = &[
    ("year", "A year", PeriodWord::Year),
    ("month", "A month", PeriodWord::Month),
    ("week", "A week", PeriodWord::Week),
    ("day", "A day", PeriodWord::Day),
    ("hour", "An hour", PeriodWord::Hour),
];

/// The question of what was typed.
pub(super) fn request(input: &Input) -> Result<KitRequest, Problem> {
    let said = |name: &str| Some(input.one(name).to_owned()).filter(|value| !value.is_empty());
    let per = said("per").map(|word| period(&word)).transpose()?;
    Ok(KitRequest {
        profile: ProfileText::new(input.one("q")),
        shown: ShownRequest {
            per: per.into_iter().collect(),
            currency: said("currency").map(|code| code.to_uppercase()),
        },
        assume: assumptions(input),
    })
}

/// What is assumed otherwise, each by its name.
fn assumptions(input: &Input) -> Vec<String> {
    let separates = |sign: char| sign == ';' || sign.is_whitespace();
    let texts = input.all("assume").flat_map(|value| value.split(separates));
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// The question as a command.
pub(super) fn command(input: &Input) -> String {
    let values = |name| input.all(name).map(str::to_owned).collect();
    let options =
        [("per", values("per")), ("currency", values("currency")), ("assume", assumptions(input))];
    command_line("kit", input.one("q"), &options)
}

fn period(word: &str) -> Result<PeriodWord, Problem> {
    let found = PERIODS.iter().find(|(known, ..)| *known == word).map(|(.., period)| *period);
    found.ok_or_else(|| {
        Problem::of("per", word, "is no period").hint("write hour, day, week, month or year")
    })
}

/// The field of the form that a problem is told at.
pub(super) fn field_of(problem: &Problem) -> &'static str {
    match problem.field.as_deref() {
        Some("currency") => "currency",
        Some("assume") => "assume",
        _ => "q",
    }
}

/// The form, with what was typed and what is wrong with it.
pub(super) fn form(input: &Input, problem: Option<&Problem>) -> Markup {
    let wrong = problem.map(|problem| (field_of(problem), sentence(problem)));
    let wrong = |name: &str| match &wrong {
        Some((field, told)) if *field == name => Some(told.as_str()),
        _ => None,
    };
    let assume = input.all("assume").collect::<Vec<_>>().join("; ");
    let field = |name, label, example, hint| {
        let value = input.one(name);
        Field { name, label, value, example, hint, wrong: wrong(name), number: false }
    };
    let entries: Vec<(&str, &str)> =
        PERIODS.iter().map(|(value, words, _)| (*value, *words)).collect();
    let per = Choice {
        name: "per",
        label: "Pay in the advert is for",
        value: input.one("per"),
        entries: &entries,
        hint: "",
    };
    let unfolded = ["currency", "assume"]
        .iter()
        .any(|name| !input.one(name).is_empty() || wrong(name).is_some());
    html! {
        form.card.wash.asks action="/kit" {
            h2 { "The hire" }
            (field("q", "Whom you want to hire", "", "Role, level, place, skills, in any order.").html())
            (per.html())
            details.rest open[unfolded] {
                summary { "Two more, all filled in" }
                (field("currency", "Currency", "USD", "That of the place, if left empty.").html())
                (Field { value: &assume, ..field("assume", "Assume otherwise", "time-to-fill=60",
                    "By the names at the end of the kit; a space between two.") }.html())
            }
            button.btn type="submit" { "Write the kit" }
            p.hint { "Only the first field is required. The address holds all of it, so you can pass it on." }
        }
    }
}
