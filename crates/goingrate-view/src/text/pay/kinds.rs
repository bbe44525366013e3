//! Kinds of employers side by side, as text.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::market::KindView;
use crate::words;

/// A line for each kind, under the picture of the market at large.
pub fn section(page: &mut Page, kinds: &[KindView]) {
    let heading = "This is the market at large. By kind of employer the median (P50) is:";
    page.painted(heading, Paint::Plain);
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("P50", Align::Right),
        ("", Align::Right),
        ("developers", Align::Right),
    ]);
    for kind in kinds {
        table.row(vec![
            kind.name.as_str().into(),
            Cell::painted(kind.median.short(), Paint::Bold),
            Cell::painted(kind.median.plus_minus(), Paint::Dim),
            words::percent(kind.share).into(),
        ]);
    }
    page.table(&table);
    page.painted("  The shares of developers are our estimate.", Paint::Dim);
    page.gap();
}
