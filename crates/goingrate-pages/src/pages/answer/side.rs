//! What stands beside the answer: the reader's own pay, the answer in short, and ways to take it along.

use goingrate::units::Problem;
use goingrate_view::views::pay::PayView;
use goingrate_view::{Amount, money, words as plain};
use maud::{Markup, html};

use super::asked::{Asked, period_word};
use super::shape::in_hundred;
use crate::Input;
use crate::parts::{Field, facts};
use crate::words;

/// The form for the reader's own pay: it is sent as a form, so that it stands in no address, and it is kept
/// nowhere. Without a script the page comes again with the line drawn.
pub fn mine(asked: &Asked, view: &PayView, input: &Input, problem: Option<&Problem>) -> Markup {
    let wrong = problem.map(crate::parts::problem::sentence);
    let per = plain::per(view.median().per);
    let example = money::exact(view.median().amount, view.median().currency);
    let label = format!("My pay {per}, before tax");
    let field = Field {
        name: "mine",
        label: &label,
        value: if input.is_posted() { input.one("mine") } else { "" },
        example: &example,
        wrong: wrong.as_deref(),
        number: true,
        hint: "It is not stored, logged or put in the link.",
    };
    html! {
        form.card method="post" action="/pay" {
            h2 { "Where do I stand?" }
            @for (name, value) in asked.kept(&["net", "per"]) { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="per" value=(period_word(asked.per));
            (field.html())
            button.btn { "Show" }
            div id="stands" aria-live="polite" { (stands(view)) }
        }
    }
}

/// Where the reader stands, in words.
fn stands(view: &PayView) -> Markup {
    let Some(offer) = &view.offer else { return html! {} };
    let amount = money::named(offer.amount, view.median().currency);
    let (at, low, high) = in_hundred(offer);
    html! {
        @match at {
            0 => p { (amount) " is " b { "less than 99 in 100" } " such people get." },
            100 => p { (amount) " is " b { "more than 99 in 100" } " such people get." },
            _ => {
                p { (amount) " is more than " b { (at) " in 100" } " such people get." }
                @if low != high {
                    p { "The market’s own figures are " (known(&view.sure.word)) ": it could be " (low) " to " (high) "." }
                }
            }
        }
    }
}

/// "a rough guess" stays, "roughly known" stays: the program's word within a sentence.
fn known(word: &str) -> &str {
    word
}

/// The answer in short: other periods, after tax, in all.
pub fn short(view: &PayView) -> Markup {
    let amount = |amount: &Amount| html! { (amount.short()) };
    let mut pairs: Vec<(Markup, Markup)> = Vec::new();
    for all in &view.by_period {
        if let Some(one) = all.get(2) {
            pairs.push((html! { (plain::capitalised(plain::per(one.pay.per))) }, amount(&one.pay)));
        }
    }
    if let Some(net) = view.after_tax.as_ref().and_then(|net| net.percentiles.get(2)) {
        let per = plain::per(net.pay.per);
        pairs.push((html! { "After tax, " (per) }, amount(&net.pay)));
    }
    if let Some(total) = &view.total_compensation {
        let shown = html! { (words::about(total)) " " small { (words::doubt(total)) } };
        pairs.push((html! { "With bonus and shares" }, shown));
    }
    if let Some(jobs) = view.sure.jobs {
        pairs.push((html! { "Such jobs counted there" }, html! { (plain::thousands(jobs)) }));
    }
    html! {
        @if !pairs.is_empty() { div.card.wash { h2 { "The middle in short" } (facts(&pairs)) } }
    }
}

/// Compare with others, and take it along.
pub fn compare(asked: &Asked) -> Markup {
    html! {
        form.card action="/compare" {
            h2 { "Compare" }
            p { "Up to three others beside it: a place, a level, a skill, or any other job." }
            input type="hidden" name="q" value=(asked.text());
            @for (name, label) in [("vs1", "Beside"), ("vs2", "And"), ("vs3", "And")] {
                div.field {
                    label for=(name) { (label) }
                    input id=(name) name="vs" autocomplete="off" placeholder=(example(name));
                }
            }
            button.btn.plain { "Side by side" }
        }
    }
}

fn example(name: &str) -> &'static str {
    match name {
        "vs1" => "Austin",
        "vs2" => "staff",
        _ => "freelance",
    }
}

/// The same elsewhere: files, and the command line.
pub fn take(asked: &Asked, input: &Input) -> Markup {
    let file = |name: &str| asked.to("/pay", &[("file", name)]);
    let said: String = asked.text().chars().filter(|letter| *letter != '"').collect();
    html! {
        div.card {
            h2 { "Take it with you" }
            p {
                @if !input.is_posted() {
                    a href=(asked.to("/pay", &[])) { "Link" } " · " a href=(file("figures.csv")) { "CSV" } " · "
                    a href=(file("people.svg")) { "SVG" } " · "
                }
                a href="/docs" { "JSON" }
            }
            p.hint.command { "goingrate pay \"" (said) "\"" }
        }
    }
}
