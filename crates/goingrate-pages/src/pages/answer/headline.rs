//! The answer in a sentence, the second sentence, how sure it is, and the switches of how it is told.

use goingrate::model::Sureness;
use goingrate::units::Period;
use goingrate_view::person::{is_for_many, person};
use goingrate_view::questions::Asking;
use goingrate_view::views::pay::answer::verb;
use goingrate_view::views::pay::{PayView, PercentileView};
use goingrate_view::{Amount, words as plain};
use maud::{Markup, html};

use super::asked::{Asked, period_word};
use super::chips::part_name;
use crate::parts::meter::meter;
use crate::parts::switch::switch;
use crate::words;

/// The percentiles that the page speaks of: before tax, or after it.
pub fn told<'v>(asked: &Asked, view: &'v PayView) -> &'v [PercentileView] {
    let after = view.after_tax.as_ref().filter(|_| asked.net);
    after.map_or(&view.percentiles, |net| &net.percentiles)
}

/// A middle in words: "About $206k"; of a guess its two ends, "Somewhere between $17k and $87k".
pub fn middle(amount: &Amount) -> String {
    if is_guess(amount) {
        let (low, high) = amount.ends();
        return format!("Somewhere between {low} and {high}");
    }
    format!("About {}", words::about(amount))
}

/// Whether so little is known that a range says it better than a figure.
pub fn is_guess(amount: &Amount) -> bool {
    matches!(Sureness::of(amount.half_width), Sureness::Guess | Sureness::Open)
}

/// The answer.
pub fn answer(asked: &Asked, view: &PayView, asking: &Asking) -> Markup {
    let all = told(asked, view);
    let Some(median) = all.get(2).map(|one| &one.pay) else { return html! {} };
    let tax = if asked.net && view.after_tax.is_some() { " after tax" } else { "" };
    html! {
        div.answer {
            h1 { (middle(median)) " " (plain::per(median.per)) (tax) }
            p.then { (then(asked, all, asking)) }
            (sure(asked, view, median))
        }
    }
}

/// Whose pay it is, what half of them get, and one in ten at each end.
fn then(asked: &Asked, all: &[PercentileView], asking: &Asking) -> String {
    let (profile, words) = (&asked.read.profile, &asking.going_rate.taxonomy);
    let whose = person(profile, words);
    let [p10, p25, _, p75, p90] = all else { return format!("For {whose}.") };
    let [p10, p25, p75, p90] = [p10, p25, p75, p90].map(|one| one.pay.short());
    let (many, one) =
        if asked.net { ("keep", "keeps") } else { (verb(profile, true), verb(profile, false)) };
    let such = if is_for_many(words.role(profile.role)) { "Half of them" } else { "Half" };
    format!(
        "For {whose}. {such} {many} {p25} to {p75}; one in ten {one} less than {p10}, and one in ten more \
         than {p90}."
    )
}

fn sure(asked: &Asked, view: &PayView, median: &Amount) -> Markup {
    let (low, high) = median.ends();
    html! {
        p.sure {
            (meter(view.sure.half_width))
            span {
                b { (plain::capitalised(&view.sure.word)) ". " }
                "We are 80% sure that the middle lies between " (low) " and " (high)
                @if !median.is_hardly_known() { " (" (words::half_width(median.half_width)) ")" }
                ". " (most_doubt(view)) " "
                a href=(asked.to("/pay/why", &[])) { "Why" }
            }
        }
    }
}

/// What most of the doubt is about, in a sentence.
pub fn most_doubt(view: &PayView) -> String {
    let Some(doubt) = view.sure.doubts.first().filter(|doubt| doubt.share > 0.0) else {
        return String::new();
    };
    let name = part_name(&doubt.part, doubt.value.as_deref());
    match doubt.share {
        share if share > 0.5 => format!("Most of the doubt is about {name}."),
        share => {
            format!("The largest part of the doubt, {}, is about {name}.", words::percent(share))
        }
    }
}

/// The switches: for which period, before or after tax.
pub fn switches(asked: &Asked, view: &PayView) -> Markup {
    let name = |per| plain::capitalised(Period::from(per).slug());
    let periods = asked.periods().iter().map(|&per| (name(per), per));
    let periods: Vec<(String, String, bool)> = periods
        .map(|(name, per)| (name, asked.to("/pay", &[("per", period_word(per))]), per == asked.per))
        .collect();
    let entries: Vec<(&str, String, bool)> =
        periods.iter().map(|(name, to, here)| (name.as_str(), to.clone(), *here)).collect();
    let tax = [
        ("Before tax", asked.to("/pay", &[("net", "")]), !asked.net),
        ("After tax", asked.to("/pay", &[("net", "true")]), asked.net),
    ];
    html! {
        div.switches {
            (switch("Show pay by", &entries))
            @if view.after_tax.is_some() { (switch("Before or after tax", &tax)) }
        }
    }
}
