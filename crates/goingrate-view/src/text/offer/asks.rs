//! What to ask for, as text: each with its money, the reason to give, and what says so.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::offer::AsksView;
use crate::{money, words};

/// What to ask for in one offer.
pub fn asks(page: &mut Page, view: &AsksView) {
    page.heading(&format!(
        "What to ask for in offer {} ({}), {} before tax",
        view.offer, view.name, view.currency
    ));
    if view.asks.is_empty() {
        page.painted(
            "  Nothing that the evidence speaks for: this offer is above what such people have.",
            Paint::Plain,
        );
        return;
    }
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("if granted", Align::Right),
        ("granted", Align::Right),
        ("expected", Align::Right),
    ]);
    for ask in &view.asks {
        let per = if ask.yearly { " a year" } else { " once" };
        let paint = if ask.above_market { Paint::Bad } else { Paint::Good };
        let above = if ask.above_market { " (above the market's P90)" } else { "" };
        table.row(vec![
            format!("{}{above}", ask.what).into(),
            format!("{}{per}", money::bare(ask.amount)).into(),
            ask.granted.map_or_else(|| "–".to_owned(), words::percent).into(),
            Cell::painted(money::bare(ask.expected), paint),
        ]);
    }
    page.table(&table);
    page.painted(
        "  granted: how much of such an ask is granted on average; –: the amount is what is usual already, or nobody has to grant it. expected: over the whole stay. Asks overlap: base salary is raised once, and what you leave behind is paid or kept.",
        Paint::Dim,
    );
    page.heading("Why, and what says so");
    for ask in &view.asks {
        page.bullet(&format!("{}. {}", ask.what, ask.reason));
    }
    sources(page, view);
}

/// What the figures rest on, each source once; what is not taken stands apart.
fn sources(page: &mut Page, view: &AsksView) {
    for (taken, label) in [(true, "Taken"), (false, "Others say")] {
        let mut told: Vec<String> = Vec::new();
        for evidence in view.asks.iter().flat_map(|ask| &ask.evidence) {
            let source = if evidence.source.is_empty() { "yours" } else { &evidence.source };
            let line = format!("{} ({source})", evidence.said);
            if evidence.taken == taken && !told.contains(&line) {
                told.push(line);
            }
        }
        for line in told {
            page.labelled(label, &line);
        }
    }
}
