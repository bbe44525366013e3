//! Kinds of employers side by side, as text.

use crate::style::Paint;
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::pay::market::KindView;
use crate::words;

/// A line for each kind, under the picture of the market at large.
pub fn section(page: &mut Page, kinds: &[KindView]) {
    let heading = "Employers differ widely here. The median by kind of employer, and how many developers \
                   work there by our estimate:";
    page.painted(heading, Paint::Plain);
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("median", Align::Right),
        ("", Align::Right),
        ("developers", Align::Right),
    ]);
    for kind in kinds {
        table.row(vec![
            kind.name.as_str().into(),
            Cell::painted(kind.median.short(), Paint::Bold),
            Cell::painted(kind.median.doubt(), Paint::Dim),
            words::percent(kind.share).into(),
        ]);
    }
    page.table(&table);
    page.gap();
}
