//! The sources, one source and one claim as text.

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::evidence_list::{SourceView, SourcesView};
use crate::views::evidence_show::{ShareView, ShowClaimView, ShowSourceView, extent};
use crate::words;

/// The sources.
pub fn sources(view: &SourcesView, style: &Style) -> String {
    let mut page = Page::new(style);
    let mut table = Table::new(&[
        ("source", Align::Fill),
        ("kind", Align::Left),
        ("basis", Align::Left),
        ("", Align::Left),
        ("carries", Align::Right),
    ]);
    for source in &view.sources {
        table.row(row(source));
        table.heading(format!("  {}", source.title).into());
        let mut said = format!("  {} · {}", source.publisher, source.period);
        if source.is_microdata() {
            said = format!("{said} · {}", source.licence);
        }
        table.heading(Cell::painted(said, Paint::Dim));
    }
    page.table(&table);
    let total: usize = view.sources.iter().map(|s| s.figures).sum();
    let official = view.sources.iter().filter(|s| !s.is_microdata());
    let cells: usize = official.map(|s| s.cells + s.points).sum();
    let records: u64 = view.sources.iter().map(|s| s.records).sum();
    let summaries: usize = view.sources.iter().map(|s| s.summaries).sum();
    let microdata = match records > 0 || summaries > 0 {
        true => format!(
            ", {} of microdata and {}",
            words::count(usize::try_from(records).unwrap_or(usize::MAX), "record"),
            words::count(summaries, "percentile row"),
        ),
        false => String::new(),
    };
    let first = view.sources.first().map_or("SOURCE", |s| s.slug.as_str());
    let next = match style.brief {
        true => String::new(),
        false => format!(" Look into one: goingrate evidence show {first}"),
    };
    page.gap().painted(
        &format!(
            "  {} with {}, {} and points of series{microdata}.{next}",
            words::count(view.sources.len(), "source"),
            words::count(total, "printed figure"),
            words::count(cells, "official cell"),
        ),
        Paint::Dim,
    );
    for complaint in &view.complaints {
        page.labelled("Unreadable", complaint);
    }
    page.finish()
}

fn row(source: &SourceView) -> Vec<Cell> {
    let (amount, noun) = match (source.figures, source.cells) {
        _ if source.records > 0 => {
            (usize::try_from(source.records).unwrap_or(usize::MAX), "records")
        }
        _ if source.summaries > 0 => (source.summaries, "rows"),
        (0, 0) => (source.points, "points"),
        (0, cells) => (cells, "cells"),
        (figures, _) => (figures, "figures"),
    };
    vec![
        Cell::painted(source.slug.as_str(), Paint::Bold),
        source.kind.as_str().into(),
        source.basis.as_str().into(),
        source.currency.as_str().into(),
        format!("{} {noun}", words::thousands(amount as f64)).into(),
    ]
}

/// A source: its card, then its claims.
pub fn source(view: &ShowSourceView, style: &Style) -> String {
    let mut page = Page::new(style);
    card(&mut page, view);
    for section in &view.sections {
        page.heading(&section.section);
        for claim in &section.claims {
            page.painted(&format!("  {}", claim_name(&claim.id)), Paint::Dim);
            page.line(&format!("    {}: {}", claim.subject, words::with_commas(&claim.says)));
        }
    }
    page.finish()
}

/// A claim's id without its source.
fn claim_name(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, name)| name)
}

fn card(page: &mut Page, view: &ShowSourceView) {
    let source = &view.source;
    page.painted(&source.title, Paint::Bold);
    page.labelled("Source", &format!("{} · {}", source.slug, source.publisher));
    let reference = if view.reference { ", a reference: it has no offset" } else { "" };
    page.labelled("Kind", &format!("{}{reference}", source.kind));
    page.labelled("Speaks of", &format!("{} (as of {})", source.period, view.as_of));
    page.labelled("Pay", &format!("{}, {}", source.basis, source.currency));
    page.labelled("Carries", &extent(source));
    page.labelled("Licence", &source.licence);
    if let Some(url) = &view.url {
        page.labelled("Read it at", url);
    }
    if let Some(place) = &view.no_place {
        page.labelled("No place", &format!("means {place}"));
    }
    shares(page, "No level", &view.no_level);
    shares(page, "Engagement", &view.any_engagement);
    for (at, bias) in view.biases.iter().enumerate() {
        page.labelled(if at == 0 { "Biases" } else { "" }, bias);
    }
}

fn shares(page: &mut Page, label: &str, shares: &[ShareView]) {
    if shares.is_empty() {
        return;
    }
    let said: Vec<String> =
        shares.iter().map(|s| format!("{} {}", words::percent(s.share), s.name)).collect();
    page.labelled(label, &format!("not said means {}", words::list(&said)));
}

/// A claim with everything about it.
pub fn claim(view: &ShowClaimView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&format!("{}: {}", view.subject, words::with_commas(&view.says)), Paint::Bold);
    page.labelled("Claim", &view.id);
    page.labelled("Source", &format!("{}, {}", view.source, view.section));
    page.labelled("As of", &view.as_of);
    for (at, reading) in view.readings.iter().enumerate() {
        let amount = words::thousands(reading.amount);
        let loose = words::half_width(reading.sd.exp_m1());
        let text = format!(
            "{} {amount} a {} as {}, one sd of looseness {loose}",
            reading.currency, reading.per, reading.statistic
        );
        page.labelled(if at == 0 { "Read as" } else { "" }, &text);
    }
    for (at, figure) in view.figures.iter().enumerate() {
        let text = format!("figure {}: {} = {}", figure.id, figure.field, figure.value);
        page.labelled(if at == 0 { "Printed" } else { "" }, &text);
    }
    for place in &view.also_in {
        page.labelled("Also in", place);
    }
    if let Some(note) = &view.note {
        page.labelled("Note", note);
    }
    page.finish()
}
