//! The form of a career, and the question that it asks.

use goingrate::ask::ProfileText;
use goingrate::request::{CareerRequest, PlannedRequest};
use goingrate::units::Problem;
use maud::{Markup, html};

use crate::Input;
use crate::parts::problem::sentence;
use crate::parts::{Field, command_line};

/// The fields, as they are named in an address and in the request.
const FIELDS: &[&str] = &["q", "way", "pay", "goal", "horizon", "discount", "currency", "assume"];
/// The fields that are folded away until one of them says something.
const FOLDED: &[&str] = &["goal", "discount", "currency", "assume"];

/// The question of what was typed.
pub(super) fn request(input: &Input) -> Result<CareerRequest, Problem> {
    let usual = CareerRequest::default();
    let said = |name: &str| Some(input.one(name).to_owned()).filter(|value| !value.is_empty());
    Ok(CareerRequest {
        profile: ProfileText::new(input.one("q")),
        way: several(input, "way", parts_ways),
        pay: said("pay").map(Into::into),
        goal: said("goal").map(Into::into),
        horizon: said("horizon").map_or(Ok(usual.horizon), |value| years(&value))?,
        discount: said("discount").map(Into::into),
        planned: PlannedRequest {
            assume: several(input, "assume", parts_assumptions),
            currency: said("currency").map(|code| code.to_uppercase()),
            ..PlannedRequest::default()
        },
    })
}

/// What stands between separators in all fields of a name.
fn several(input: &Input, name: &str, separates: impl Fn(char) -> bool) -> Vec<String> {
    let texts = input.all(name).flat_map(|value| value.split(&separates));
    texts.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// What stands between two ways. A comma does not: "staff, Berlin" is one.
fn parts_ways(sign: char) -> bool {
    sign == ';' || sign == '\n'
}

fn parts_assumptions(sign: char) -> bool {
    sign == ';' || sign.is_whitespace()
}

fn years(text: &str) -> Result<u32, Problem> {
    let refused = || Problem::of("horizon", text, "is no number of years").hint("write 1 to 15");
    text.parse().map_err(|_| refused())
}

/// The question as a command, without what somebody earns.
pub(super) fn command(input: &Input) -> String {
    let options = ["way", "goal", "horizon", "discount", "currency", "assume"];
    let values = |name| match name {
        "way" => several(input, name, parts_ways),
        "assume" => several(input, name, parts_assumptions),
        _ => input.all(name).map(str::to_owned).collect(),
    };
    let options = options.map(|name| (name, values(name)));
    command_line("career", input.one("q"), &options)
}

/// The field of the form that a problem is told at.
pub(super) fn field_of(problem: &Problem) -> &'static str {
    let named = problem.field.as_deref().unwrap_or_default();
    FIELDS.iter().find(|field| **field == named).copied().unwrap_or("q")
}

/// The form, with what was typed and what is wrong with it. It is posted, so that what somebody earns is in no
/// address.
pub(super) fn form(input: &Input, problem: Option<&Problem>) -> Markup {
    let wrong = problem.map(|problem| (field_of(problem), sentence(problem)));
    let wrong = |name: &str| match &wrong {
        Some((field, told)) if *field == name => Some(told.as_str()),
        _ => None,
    };
    let joined = |name: &str| input.all(name).collect::<Vec<_>>().join("; ");
    let (way, assume) = (joined("way"), joined("assume"));
    let field = |name, label, example, hint| {
        let value = input.one(name);
        Field { name, label, value, example, hint, wrong: wrong(name), number: false }
    };
    let unfolded = FOLDED.iter().any(|name| !input.one(name).is_empty() || wrong(name).is_some());
    html! {
        form.card.wash.asks method="post" action="/career" {
            h2 { "Your work" }
            (field("q", "What you do now", "", "Role, level or years, place, skills, in any order.").html())
            (Field { value: &way, ..field("way", "Ways to compare", "staff; Berlin; Rust; freelance",
                "With semicolons between them. The usual ones, if left empty.") }.html())
            (field("pay", "What you earn now", "128k, or 6500/mo",
                "It is in no address and is not kept. What such people earn, if left empty.").html())
            (Field { number: true, ..field("horizon", "Over how many years", "10", "1 to 15; 10 if left empty.") }.html())
            details.rest open[unfolded] {
                summary { "Four more, all filled in" }
                (field("goal", "Pay you want to reach", "250k", "A year before tax, in today’s money.").html())
                (field("discount", "A year later is worth less by", "4%", "What the list of assumptions says, if left empty.").html())
                (field("currency", "Currency", "USD", "That of your place, if left empty.").html())
                (Field { value: &assume, ..field("assume", "Assume otherwise", "attrition=10%",
                    "By the names under “What we assumed”; a space between two.") }.html())
            }
            button.btn type="submit" { "Work it out" }
            p.hint { "Only the first field is required." }
        }
    }
}
