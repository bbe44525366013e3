//! What carries an answer, as text: one screen of it, or all.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::sure::DisagreementView;
use crate::views::pay::why::{NarrowingView, PieceView, SourceShareView, WhyView};
use crate::{money, words};

/// Sources that one screen names.
const SOURCES: usize = 5;
/// Of which at least so many speak of the country that is asked about.
const NEAR: usize = 3;
/// Sources that disagree of which one screen tells.
const DISAGREE: usize = 3;

/// One screen of it under headings, or all of it.
pub fn section(page: &mut Page, view: &WhyView, disagree: &[DisagreementView]) {
    waterfall(page, view);
    match view.whole {
        false => heaviest_sources(page, view),
        true => {
            sources(page, view);
            pieces(page, view);
        }
    }
    let most = if view.whole { usize::MAX } else { DISAGREE };
    disagreements(page, disagree, most);
    would_narrow(page, view);
}

fn waterfall(page: &mut Page, view: &WhyView) {
    page.heading("What each part of the question adds to the median");
    let mut table = Table::new(&[
        ("", Align::Left),
        ("", Align::Elastic),
        ("adds", Align::Right),
        ("", Align::Right),
        ("median", Align::Right),
        ("", Align::Right),
    ]);
    for (at, step) in view.waterfall.iter().enumerate() {
        let paint = if step.change < 0.0 { Paint::Bad } else { Paint::Good };
        let (adds, change) = match at {
            0 => (String::new(), String::new()),
            _ => (added(step.adds, step.median.currency), words::signed_percent(step.change)),
        };
        let part = if at == 0 { "start" } else { step.part.as_str() };
        table.row(vec![
            Cell::painted(part, Paint::Dim),
            step.name.as_str().into(),
            Cell::painted(adds, paint),
            Cell::painted(change, Paint::Dim),
            step.median.short().into(),
            Cell::painted(step.median.doubt(), Paint::Dim),
        ]);
    }
    page.table(&table);
}

/// "+$16.2k", "−$960".
fn added(amount: f64, currency: goingrate_units::Currency) -> String {
    let sign = if amount < 0.0 { "" } else { "+" };
    format!("{sign}{}", money::about(amount, currency))
}

/// A source's weight in what it says of one part of the world.
struct Part<'a> {
    source: &'a SourceShareView,
    weight: f64,
    near: bool,
}

/// The sources that carry most weight: those that speak of the country that is asked about first.
fn heaviest_sources(page: &mut Page, view: &WhyView) {
    let all: f64 = view.sources.iter().map(|source| source.weight).sum();
    let near: f64 = view.sources.iter().map(|source| source.near).sum();
    let parts = heaviest(&view.sources);
    page.heading("The sources that carry most weight");
    let mut table = Table::new(&[("", Align::Elastic), ("", Align::Right)]);
    let about_near = format!("About {}: {} of the weight", view.near, words::percent(near / all));
    let about_others = format!(
        "About other places, which tell what holds everywhere: {}",
        words::percent(1.0 - near / all)
    );
    for (is_near, heading) in [(true, about_near), (false, about_others)] {
        let mut told = parts.iter().filter(|part| part.near == is_near).peekable();
        if told.peek().is_some() {
            table.heading(Cell::painted(heading, Paint::Dim));
        }
        for Part { source, weight, .. } in told {
            table.row(vec![source.title.as_str().into(), words::percent(weight / all).into()]);
        }
    }
    page.table(&table);
}

/// The heaviest parts of sources, so many of them near that a reader finds the place that was asked for.
fn heaviest(sources: &[SourceShareView]) -> Vec<Part<'_>> {
    let near = |source| Part { source, weight: source.near, near: true };
    let far = |source| Part { source, weight: source.weight - source.near, near: false };
    let mut parts: Vec<Part> = sources.iter().flat_map(|s| [near(s), far(s)]).collect();
    parts.retain(|part| part.weight > 0.0005);
    parts.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let (first, rest): (Vec<Part>, Vec<Part>) = {
        let mut taken = 0;
        parts.into_iter().partition(|part| {
            taken += usize::from(part.near);
            part.near && taken <= NEAR
        })
    };
    let room = SOURCES - first.len();
    let mut chosen: Vec<Part> = first.into_iter().chain(rest.into_iter().take(room)).collect();
    chosen.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    chosen
}

fn sources(page: &mut Page, view: &WhyView) {
    page.heading("What the doubt comes from, by source");
    let mut table = Table::new(&[
        ("source", Align::Elastic),
        ("of the doubt", Align::Right),
        ("weight", Align::Right),
        ("figures", Align::Right),
    ]);
    for source in &view.sources {
        table.row(vec![
            source.title.as_str().into(),
            words::percent(source.doubt_share).into(),
            format!("{:.2}", source.weight).into(),
            words::thousands(source.figures as f64).into(),
        ]);
    }
    table.row(vec![
        "what no source tells: places, levels and skills differ from each other".into(),
        words::percent(view.structure).into(),
        "".into(),
        "".into(),
    ]);
    page.table(&table);
}

fn pieces(page: &mut Page, view: &WhyView) {
    let (shown, all) = (view.pieces.len(), words::thousands(view.piece_count as f64));
    page.heading(&format!(
        "The heaviest figures, {shown} of {all}, first those about {}",
        view.near
    ));
    let mut table =
        Table::new(&[("weight", Align::Right), ("says", Align::Elastic), ("when", Align::Cut)]);
    for piece in &view.pieces {
        table.row(vec![
            format!("{:+.3}", piece.weight).replace('-', "−").into(),
            piece_words(piece).into(),
            Cell::painted(piece.date.as_str(), Paint::Dim),
        ]);
    }
    page.table(&table);
    let meaning =
        "  weight: by how many percent the median moves when the figure moves by one percent.";
    page.painted(meaning, Paint::Dim);
}

fn piece_words(piece: &PieceView) -> String {
    let says = words::with_median(&words::with_commas(&piece.says));
    format!("{} · {}: {says}", piece.title, piece.section)
}

fn would_narrow(page: &mut Page, view: &WhyView) {
    let told = |by: &NarrowingView| (words::half_width(by.from), words::half_width(by.to));
    let mut helpful = view.would_narrow.iter().filter(|by| told(by).0 != told(by).1).peekable();
    if helpful.peek().is_none() {
        return;
    }
    page.heading("What would make it surer");
    let mut table = Table::new(&[("", Align::Elastic), ("", Align::Right)]);
    for narrowing in helpful {
        let (from, to) = told(narrowing);
        table.row(vec![narrowing.what.as_str().into(), format!("{from} → {to}").into()]);
    }
    page.table(&table);
}

/// Sources that disagree, so many at most.
fn disagreements(page: &mut Page, found: &[DisagreementView], most: usize) {
    if found.is_empty() {
        return;
    }
    page.heading("Who disagrees; the figures above do not follow them");
    for disagreement in found.iter().take(most) {
        page.bullet(&disagreement.sentence);
    }
    if found.len() > most {
        page.bullet(&format!("and {}", words::count(found.len() - most, "other source")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_the_asked_country_is_always_among_the_heaviest() {
        let source = |title: &str, weight: f64, near: f64| SourceShareView {
            source: title.to_owned(),
            title: title.to_owned(),
            weight,
            near,
            doubt_share: 0.0,
            figures: 1,
        };
        let sources = [
            source("abroad", 9.0, 0.0),
            source("both", 8.0, 0.5),
            source("far", 5.0, 0.0),
            source("own", 0.2, 0.2),
            source("little", 0.1, 0.1),
            source("least", 0.05, 0.05),
        ];
        let found = heaviest(&sources);
        let told: Vec<(&str, bool)> =
            found.iter().map(|p| (p.source.title.as_str(), p.near)).collect();
        assert_eq!(
            told,
            [("abroad", false), ("both", false), ("both", true), ("own", true), ("little", true)]
        );
    }
}
