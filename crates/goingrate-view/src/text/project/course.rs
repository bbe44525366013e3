//! The course of a project, month by month: how much is done and spent, as bars.

use super::Page;
use crate::money;
use crate::style::{Paint, Style};
use crate::text::table::{Align, Cell, Table};
use crate::views::project::{BurnUpView, ProjectView};
use crate::words;

/// Columns of a bar, on a wide page and on a narrow one.
const BAR: [usize; 2] = [30, 12];
/// The page is wide from so many columns on.
const WIDE: usize = 70;
/// Rows at most.
const ROWS: usize = 8;

/// How much is done, from the start until most such projects are.
pub fn course(page: &mut Page, view: &ProjectView) {
    let style = *page.style;
    let mut table = Table::new(&[
        ("month", Align::Right),
        ("done", Align::Left),
        ("", Align::Right),
        ("spent", Align::Right),
        ("all done", Align::Right),
    ]);
    let step = view.burn_up.len().div_ceil(ROWS).max(1);
    for at in view.burn_up.iter().skip(step).step_by(step) {
        let spent = match at.spent.p50 > 0.0 {
            true => money::about(at.spent.p50, view.currency),
            false => String::new(),
        };
        table.row(vec![
            format!("{:.1}", at.month).into(),
            Cell::painted(bar(at, &style), Paint::Market),
            words::percent(at.done.p50).into(),
            spent.into(),
            Cell::painted(words::probability(at.finished), Paint::Dim),
        ]);
    }
    page.table(&table);
    if page.style.brief {
        return;
    }
    page.painted("  Full: done in 9 of 10 such projects. Light: done in 1 of 10.", Paint::Dim);
}

/// A bar: full up to what 9 in 10 have done, light up to what 1 in 10 has.
fn bar(at: &BurnUpView, style: &Style) -> String {
    let width = if style.width >= WIDE { BAR[0] } else { BAR[1] };
    let (full, light) = if style.unicode { ('█', '░') } else { ('#', '.') };
    let columns = |share: f64| (share.clamp(0.0, 1.0) * width as f64).round() as usize;
    let (done, may) = (columns(at.done.p10), columns(at.done.p90));
    let bar = std::iter::repeat_n(full, done).chain(std::iter::repeat_n(light, may - done));
    bar.chain(std::iter::repeat_n(' ', width - may)).collect()
}
