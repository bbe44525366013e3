//! What the pages of hires and of projects share: outcomes as amounts, assumptions, plans as files.

pub mod assumed;
pub mod plan;

use goingrate::model::Sureness;
use goingrate::units::{Currency, Date, Period, Problem};
use goingrate_view::Amount;
use goingrate_view::questions::Asking;
use goingrate_view::views::range::RangeView;
use maud::{Markup, html};

use crate::Input;
use crate::parts::meter::meter;
use crate::parts::{Choice, Field, problem};

/// An outcome as an amount: the middle, with its ends of one in ten below and above.
pub fn amount(range: RangeView, currency: Currency, as_of: Date) -> Amount {
    let RangeView { p10: low, p50: amount, p90: high, .. } = range;
    let half_width = half_width(low, high);
    Amount { amount, low, high, half_width, currency, per: Period::Year, as_of }
}

/// Half the width of a range, as a share.
pub fn half_width(low: f64, high: f64) -> f64 {
    let half = (high / low).sqrt() - 1.0;
    if half.is_finite() { half } else { 1.0 }
}

/// How sure an outcome is: the steps, the word of the program, and what lies between the ends.
pub fn how_sure(half_width: f64, told: &Markup) -> Markup {
    html! {
        p.sure {
            (meter(half_width))
            span { b { "How sure: " (Sureness::of(half_width).word()) "." } " " (told) }
        }
    }
}

/// The day of a view's prices.
pub fn day_of(text: &str, asking: &Asking) -> Date {
    text.parse().unwrap_or(asking.today)
}

/// A number of a field that is a whole number.
///
/// # Errors
/// When it is none.
pub fn whole<N: std::str::FromStr>(input: &Input, name: &str) -> Result<Option<N>, Problem> {
    match input.one(name) {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| Problem::of(name, text, "is no whole number").hint("leave it out")),
    }
}

/// How often a page draws: as asked, or its own number. A page draws no more than `most`: whoever wants more asks a
/// program of their own.
///
/// # Errors
/// When more is asked for, or no whole number (field `draws`).
pub fn draws(input: &Input, usual: usize, most: usize) -> Result<usize, Problem> {
    let asked: Option<usize> = whole(input, "draws")?;
    match asked {
        Some(draws) if draws > most => {
            let what = format!("is more than the {most} outcomes that a page draws");
            Err(Problem::of("draws", &draws.to_string(), what).hint("leave it out"))
        }
        draws => Ok(draws.unwrap_or(usual)),
    }
}

/// A field of words as it was typed, with what is wrong with it.
pub fn field(
    input: &Input,
    name: &str,
    label: &str,
    hint: &str,
    example: &str,
    wrong: Option<String>,
) -> Markup {
    let value = input.one(name);
    Field { name, label, value, example, hint, wrong: wrong.as_deref(), number: false }.html()
}

/// A field of words as a request takes it.
pub fn said(input: &Input, name: &str) -> Option<String> {
    Some(input.one(name).to_owned()).filter(|text| !text.is_empty())
}

/// Whether a box is ticked.
pub fn ticked(input: &Input, name: &str) -> bool {
    matches!(input.one(name), "yes" | "on" | "true" | "1")
}

/// A choice that keeps a value which is none of its entries.
pub fn choice(
    input: &Input,
    name: &str,
    label: &str,
    hint: &str,
    entries: &[(&str, &str)],
) -> Markup {
    let value = input.one(name);
    let known = value.is_empty() || entries.iter().any(|(entry, _)| *entry == value);
    let own = (!known).then_some((value, value));
    let entries: Vec<(&str, &str)> = entries.iter().copied().chain(own).collect();
    Choice { name, label, value, entries: &entries, hint }.html()
}

/// A box to tick.
pub fn tick_box(input: &Input, name: &str, words: &str) -> Markup {
    html! {
        label.tick {
            input type="checkbox" name=(name) value="yes" checked[ticked(input, name)];
            span { (words) }
        }
    }
}

/// What is wrong with a field, if it is this one.
pub fn wrong_with(problem: Option<&Problem>, of: &str, field: &str) -> Option<String> {
    problem.filter(|_| of == field).map(problem::sentence)
}

/// A share of outcomes: "72 in 100".
pub fn in_100(share: f64) -> String {
    match share {
        s if s < 0.005 => "fewer than 1 in 100".to_owned(),
        s if s > 0.995 => "more than 99 in 100".to_owned(),
        s => format!("{:.0} in 100", s * 100.0),
    }
}

/// The summary of a problem, with the line of the plan that it stands in.
pub fn told(problem: &Problem, input: &Input, field: &str) -> Markup {
    // Links that mend a word replace a field of the address, and of several ways only one is meant.
    let mended = if input.all(field).count() > 1 { "q" } else { field };
    let line = problem.position.as_ref().and_then(|position| position.line);
    html! {
        (crate::parts::problem_summary(problem, input, mended))
        @if let Some(line) = line.filter(|_| input.is_posted()) { p.note { "It stands in line " (line) " of the plan." } }
    }
}

/// What was read otherwise than it was typed, or not at all: it stands beside the answer, not below it.
pub fn misread(remarks: &[String]) -> Markup {
    let is_misread = |told: &&String| {
        told.starts_with("Not known")
            || told.contains(" is read as ")
            || told.contains(" is taken as ")
    };
    html! {
        @for told in remarks.iter().filter(is_misread) { p.warn.misread { (crate::words::tight(told)) } }
    }
}
