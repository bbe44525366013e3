//! The form of offers: who and where, and five fields of each.

use goingrate::units::Problem;
use maud::{Markup, html};

use super::fields::{self, VESTINGS, field_of};
use crate::Input;
use crate::parts::problem::sentence;
use crate::parts::{Choice, Field};

/// What may be said of whether shares can be sold.
const LISTED: &[(&str, &str)] =
    &[("", "Not said"), ("yes", "Yes: they can be sold"), ("no", "No: a private company")];

/// Who files taxes.
pub const FILING: &[(&str, &str)] = &[
    ("", "One person"),
    ("joint", "A couple with one income"),
    ("head", "Head of household (United States)"),
];

/// The form; `problem` stands above its field. Once it is answered, a second offer that nobody spoke of is
/// folded.
pub fn form(input: &Input, problem: Option<&Problem>, answered: bool) -> Markup {
    let at = Typed { input, wrong: problem.map(|problem| (field_of(problem), sentence(problem))) };
    html! {
        form.card.wash.offers action="/offer" method="post" {
            h2 { "The offers" }
            fieldset { legend { "Offer A" } (at.offer("")) }
            @if answered && !fields::is_second(input) {
                details.fold { summary { "Put a second offer beside it" } fieldset { legend { "Offer B" } (at.offer("2")) } }
            } @else {
                fieldset { legend { "Offer B " span.quiet { "if you have two" } } (at.offer("2")) }
            }
            (at.both())
            div.send {
                button.btn { "Work it out" }
                p.hint { "Not stored, not logged, and in no address." }
            }
        }
    }
}

/// What was typed, and what is wrong with it.
struct Typed<'i> {
    input: &'i Input,
    wrong: Option<(String, String)>,
}

impl Typed<'_> {
    fn field(&self, name: &str, label: &str, example: &str, hint: &str) -> Markup {
        let wrong = self.wrong.as_ref().filter(|(field, _)| field == name);
        let wrong = wrong.map(|(_, told)| told.as_str());
        let value = self.input.one(name);
        Field { name, label, value, example, hint, wrong, number: false }.html()
    }

    fn choice(&self, name: &str, label: &str, entries: &[(&str, &str)]) -> Markup {
        let wrong = self.wrong.as_ref().filter(|(field, _)| field == name);
        html! {
            @if let Some((_, told)) = wrong { p.err-msg { "Error: " (told) } }
            (Choice { name, label, value: self.input.one(name), entries, hint: "" }.html())
        }
    }

    fn offer(&self, suffix: &str) -> Markup {
        let name = |name: &str| format!("{name}{suffix}");
        let vesting = VESTINGS.iter().map(|one| (one.word, one.what));
        let vesting: Vec<(&str, &str)> =
            std::iter::once(("", "Not said: what is usual there")).chain(vesting).collect();
        let second = suffix == "2";
        let (who, example) = match second {
            true => ("What is left out is that of A.", "startup, remote"),
            false => ("Role, level, employer, place.", "senior backend, Google, Seattle"),
        };
        html! {
            (self.field(&name("q"), "The work, and where", example, who))
            div.pair {
                (self.field(&name("base"), "Base a year", "190k", "before tax"))
                (self.field(&name("bonus"), "Bonus", "15%", "share or sum"))
                (self.field(&name("sign_on"), "Sign-on", "30k", "paid once"))
                (self.field(&name("shares"), "Shares", "300k", "worth in all"))
            }
            (self.choice(&name("listed"), "Is the company listed?", LISTED))
            (self.choice(&name("vesting"), "When they vest", &vesting))
        }
    }

    /// What holds for both; folded, as all of it has a default.
    fn both(&self) -> Markup {
        let names = ["years", "filing", "currency", "at_prices_of"];
        let is_said = names.iter().any(|name| !self.input.one(name).is_empty());
        html! {
            details.fold open[is_said] {
                summary { "Years, taxes, prices" }
                (self.field("years", "Years that you stay", "4", "4, the usual time of a grant, if left empty."))
                (self.choice("filing", "Who files taxes", FILING))
                (self.field("currency", "Currency of the answer", "USD", "That of A, if left empty."))
                (self.field("at_prices_of", "At the prices of", "Seattle", "The place of A, if left empty."))
            }
        }
    }
}

/// Offers as a file: a text that is copied, changed, or pasted in place of the form.
pub fn paste(text: &str, problem: Option<&Problem>) -> Markup {
    let wrong = problem.filter(|_| !text.is_empty()).map(sentence);
    let rows = text.lines().count().clamp(8, 26);
    html! {
        form.paste action="/offer" method="post" {
            div.field.bad[wrong.is_some()] {
                label for="plan" { "Offers as a file" }
                em id="plan-hint" {
                    "TOML, as " code { "goingrate offer new" } " writes it: up to ten offers, each with all that it has."
                }
                @if let Some(told) = &wrong { p.err-msg id="plan-wrong" { "Error: " (told) } }
                textarea id="plan" name="plan" rows=(rows) spellcheck="false" required
                    aria-describedby=(if wrong.is_some() { "plan-hint plan-wrong" } else { "plan-hint" })
                    aria-invalid=[wrong.as_ref().map(|_| "true")] { (text) }
            }
            button.btn.plain { "Work out this file" }
        }
    }
}
