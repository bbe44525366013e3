//! What carries an answer, as text.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::sure::DisagreementView;
use crate::views::pay::why::{PieceView, WhyView};
use crate::words;

/// All of it, under headings.
pub fn section(page: &mut Page, view: &WhyView) {
    waterfall(page, view);
    sources(page, view);
    pieces(page, view);
    would_narrow(page, view);
}

fn waterfall(page: &mut Page, view: &WhyView) {
    page.heading("From the national figure to this one (P50)");
    let mut table = Table::new(&[
        ("", Align::Left),
        ("", Align::Elastic),
        ("change", Align::Right),
        ("P50", Align::Right),
        ("", Align::Right),
    ]);
    for (at, step) in view.waterfall.iter().enumerate() {
        let change = if at == 0 { String::new() } else { words::signed_percent(step.change) };
        let part = if at == 0 { "start" } else { step.part.as_str() };
        table.row(vec![
            Cell::painted(part, Paint::Dim),
            step.name.as_str().into(),
            Cell::painted(change, if step.change < 0.0 { Paint::Bad } else { Paint::Good }),
            step.median.short().into(),
            Cell::painted(step.median.plus_minus(), Paint::Dim),
        ]);
    }
    page.table(&table);
}

fn sources(page: &mut Page, view: &WhyView) {
    page.heading("What the doubt is made of, by source");
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
        "structure: what pooling over places, levels and skills lets stand".into(),
        words::percent(view.structure).into(),
        "".into(),
        "".into(),
    ]);
    page.table(&table);
}

fn pieces(page: &mut Page, view: &WhyView) {
    let (shown, all) = (view.pieces.len(), words::count(view.piece_count, "piece"));
    page.heading(&format!("The heaviest evidence, {shown} of {all}"));
    let mut table =
        Table::new(&[("weight", Align::Right), ("says", Align::Elastic), ("when", Align::Left)]);
    for piece in &view.pieces {
        table.row(vec![
            format!("{:+.3}", piece.weight).replace('-', "−").into(),
            piece_words(piece).into(),
            Cell::painted(piece.date.as_str(), Paint::Dim),
        ]);
    }
    page.table(&table);
    let meaning = "  weight: by how much ln P50 moves when what the piece says moves by one.";
    page.painted(meaning, Paint::Dim);
}

fn piece_words(piece: &PieceView) -> String {
    format!("{} · {}: {}", piece.title, piece.section, words::with_commas(&piece.says))
}

fn would_narrow(page: &mut Page, view: &WhyView) {
    if view.would_narrow.is_empty() {
        return;
    }
    page.heading("What would narrow this most");
    let mut table = Table::new(&[("", Align::Elastic), ("", Align::Right)]);
    for narrowing in &view.would_narrow {
        let (from, to) = (words::half_width(narrowing.from), words::half_width(narrowing.to));
        table.row(vec![narrowing.what.as_str().into(), format!("{from} → {to}").into()]);
    }
    page.table(&table);
}

/// Every source that disagrees beyond its noise.
pub fn disagreements(page: &mut Page, found: &[DisagreementView]) {
    if found.is_empty() {
        return;
    }
    page.heading("Who disagrees");
    for disagreement in found {
        page.bullet(&disagreement.sentence);
    }
}
