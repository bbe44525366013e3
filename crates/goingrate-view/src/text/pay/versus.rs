//! Profiles side by side as text.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::PayView;
use crate::views::pay::versus::VersusView;
use crate::{sentences, words};

/// All columns, and those that a narrow page has room for: without P10 and P90.
const WIDE: [(&str, Align); 7] = [
    ("", Align::Elastic),
    ("P10", Align::Right),
    ("median", Align::Right),
    ("", Align::Right),
    ("P90", Align::Right),
    ("median against this", Align::Right),
    ("pays more", Align::Right),
];
const NARROW: [(&str, Align); 5] = [WIDE[0], WIDE[2], WIDE[3], WIDE[5], WIDE[6]];

/// The others beside the first one, under a heading.
pub fn section(page: &mut Page, view: &PayView) {
    page.heading("Side by side");
    let roomy = page.style.width >= 92;
    let ends = |cells: Vec<Cell>| -> Vec<Cell> {
        let keep = |at: usize| roomy || (at != 1 && at != 4);
        cells.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, c)| c).collect()
    };
    let mut table = Table::new(if roomy { &WIDE } else { &NARROW });
    table.row(ends(first(view)));
    for other in &view.versus {
        table.row(ends(row(other)));
    }
    page.table(&table);
    page.painted("  pays more: how probable it is that its median is the higher one.", Paint::Dim);
}

fn first(view: &PayView) -> Vec<Cell> {
    let pay = |at: usize| view.percentiles[at].pay.short();
    vec![
        Cell::painted("this", Paint::Bold),
        pay(0).into(),
        Cell::painted(pay(2), Paint::Bold),
        Cell::painted(view.median().doubt(), Paint::Dim),
        pay(4).into(),
        "".into(),
        "".into(),
    ]
}

fn row(other: &VersusView) -> Vec<Cell> {
    vec![
        other.name.as_str().into(),
        other.p10.short().into(),
        Cell::painted(other.p50.short(), Paint::Bold),
        Cell::painted(other.p50.doubt(), Paint::Dim),
        other.p90.short().into(),
        sentences::change(&other.change).into(),
        words::probability(other.higher).into(),
    ]
}
