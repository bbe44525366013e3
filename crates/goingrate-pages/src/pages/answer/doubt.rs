//! How sure the answer is and what the doubt is made of, who disagrees, and what the reader has to know.

use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::sure::DisagreementView;
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::asked::Asked;
use super::chips::part_name;
use crate::charts::rows::{Row, Rows};
use crate::charts::stack::{Part, Stack};
use crate::parts::figure::{Figure, Key};
use crate::parts::{Figures, href, section};
use crate::words::{self, tight};

/// Parts of the doubt that are named; the rest is one part.
const NAMED: usize = 4;

/// How sure, and what the doubt is made of.
pub fn sure(asked: &Asked, view: &PayView, figures: &mut Figures) -> Markup {
    let body = html! {
        p.sub { "The middle is " (tight(&view.sure.sentence)) }
        @if view.sure.doubts.len() > 1 { (figures.draw(doubts(view))) }
        p.more {
            a href=(asked.to("/pay/why", &[])) { "Step by step, and every source by its weight" }
            span.quiet { "this takes a few seconds" }
        }
    };
    section("sure", "How sure is this, and why", body)
}

/// The parts of the doubt, hatched, as all doubt is.
fn doubts(view: &PayView) -> Figure {
    let positive = view.sure.doubts.iter().filter(|doubt| doubt.share > 0.0);
    let all: Vec<(String, f64)> = positive
        .map(|doubt| (part_name(&doubt.part, doubt.value.as_deref()), doubt.share))
        .collect();
    let sum: f64 = all.iter().map(|(_, share)| share).sum();
    // What is too small to be told in whole percents is not named.
    let count = all.iter().take(NAMED).take_while(|(_, share)| *share >= 0.005).count();
    let rest: f64 = all.iter().skip(count).map(|(_, share)| share).sum();
    let named = all.iter().take(count).cloned();
    let named: Vec<(String, f64)> =
        named.chain((rest > 0.005).then(|| ("all else".to_owned(), rest))).collect();
    let part = |(name, share): &(String, f64)| Part {
        name: name.clone(),
        shown: words::percent(*share),
        size: *share,
        ink: "hatched-m",
    };
    let told: Vec<String> =
        named.iter().map(|(name, share)| format!("{name} {}", words::percent(*share))).collect();
    Figure {
        id: "doubt",
        title: "What the doubt is made of".into(),
        about: match sum > 1.015 {
            true => format!(
                "Shares of how far the middle may be off. They add up to {}, as some errors cancel out",
                words::percent(sum)
            ),
            false => "Shares of how far the middle may be off".into(),
        },
        picture: Stack { parts: named.iter().map(part).collect() }
            .picture(format!("What the doubt is made of: {}.", plain::list(&told))),
        key: Vec::new(),
        table: None,
        sources: None,
    }
}

/// Who disagrees.
pub fn disagreements(view: &PayView, figures: &mut Figures) -> Markup {
    let all = &view.disagreements;
    if all.is_empty() {
        return section(
            "disagree",
            "Who disagrees",
            html! {
                p.sub { "No source that speaks of this reads clearly higher or lower than the other evidence." }
            },
        );
    }
    let row = |one: &DisagreementView| {
        let offset = &one.offset;
        Row {
            name: shortened(&one.title, 44),
            sub: one.level.clone().map(|level| format!("for {level} people")).unwrap_or_default(),
            value: words::change(offset.share),
            middle: Some(offset.share),
            interval: Some([offset.low, offset.high]),
            link: Some(format!("/evidence/{}", one.source)),
            ..Row::default()
        }
    };
    let rows = Rows {
        upright: Some(0.0),
        label: 330.0,
        value: 60.0,
        ..Rows::holding(all.iter().map(row).collect(), words::change)
    };
    let title = match all.len() {
        1 => "One source reads clearly higher or lower than the rest".to_owned(),
        many => format!("{many} sources read clearly higher or lower than the rest"),
    };
    let told: Vec<String> = all.iter().map(|one| tight(&one.sentence)).collect();
    let figure = Figure {
        id: "disagree-picture",
        title,
        about: "How much higher or lower each reads than the other evidence; it is counted as a habit of that \
                source, and not in the figures above"
            .into(),
        picture: rows.picture(format!("{}.", told.join("; "))),
        key: vec![Key::Whisker],
        table: None,
        sources: Some(href("/evidence", &[])),
    };
    section("disagree", "Who disagrees", figures.draw(figure))
}

/// A text of at most so many letters.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// What the reader has to know.
pub fn remarks(view: &PayView) -> Markup {
    let body = html! {
        ul.plain { @for remark in &view.remarks { li { (tight(remark)) } } }
        p.note { (tight(&view.market.replace("mixture over kinds", "mix of all kinds").replace("mixture of", "mix of"))) }
        @if !view.footnotes.is_empty() {
            details.fold {
                summary { "What holds for all answers" }
                ul.plain { @for note in &view.footnotes { li { (tight(note)) } } }
            }
        }
    };
    section("know", "What to know about this answer", body)
}
