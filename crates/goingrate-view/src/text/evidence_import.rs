//! Imported files and the store as text.

use std::collections::BTreeSet;

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::evidence_import::{
    CountView, FailedView, FileView, ImportView, ImportsView, ProposalView, StoreView,
    StoredTableView,
};
use crate::words;
use goingrate_units::Problem;

/// How many unknown words stand in a line of text; JSON has more.
const MOST: usize = 20;

/// Imported files.
pub fn imports(view: &ImportsView, style: &Style) -> String {
    let mut page = Page::new(style);
    for file in &view.files {
        match file {
            FileView::Read(read) => import(read, &mut page),
            FileView::Failed(failed) => failure(failed, &mut page),
        }
    }
    page.gap().painted(&written(view), Paint::Dim);
    page.finish()
}

/// A mapping alone, so that it can be written to a file.
pub fn proposal(view: &ProposalView, _style: &Style) -> String {
    view.mapping.clone()
}

/// Where the files are now, if anywhere.
fn written(view: &ImportsView) -> String {
    let read = view.files.iter().filter_map(|file| match file {
        FileView::Read(read) => Some(read.as_ref()),
        FileView::Failed(_) => None,
    });
    let kept: Vec<&ImportView> = read.filter(|file| file.outcome != "not written").collect();
    let prices = kept.iter().all(|file| file.price_levels.is_some());
    let rates = kept.iter().all(|file| file.exchange_rates.is_some());
    let next = view.next.as_ref().map_or(String::new(), |next| format!(" {next}"));
    match &view.store {
        Some(_) if !view.dry_run && kept.is_empty() => {
            "  Nothing was written: there is no row that can be used.".to_owned()
        }
        Some(store) if !view.dry_run && (prices || rates) => {
            format!("  Kept in {store}/prices.{next}")
        }
        Some(store) if !view.dry_run => format!("  The store is {store}.{next}"),
        _ => "  A dry run: nothing was written.".to_owned(),
    }
}

fn failure(file: &FailedView, page: &mut Page) {
    page.gap().painted(&format!("{} · {}", file.file, file.outcome), Paint::Bold);
    let Problem { what, field, value, hint, nearest, .. } = &*file.error;
    // The name of the file stands above already.
    let blamed = field.as_ref().zip(value.as_ref()).filter(|(_, value)| **value != file.file);
    let blamed = blamed.map(|(field, value)| format!("{field} {value:?}: ")).unwrap_or_default();
    page.labelled("Error", &format!("{blamed}{what}"));
    if !nearest.is_empty() {
        page.labelled("Nearest", &nearest.join(", "));
    }
    if let Some(hint) = hint {
        page.labelled("Hint", hint);
    }
}

fn import(file: &ImportView, page: &mut Page) {
    let on = file.imported_on.as_ref().map(|day| format!(" since {day}")).unwrap_or_default();
    let heading = format!("{} · {} · {}{on}", file.file, file.source, file.outcome);
    page.gap().painted(&heading, Paint::Bold);
    let mut table =
        Table::new(&[("rows", Align::Right), ("", Align::Left), ("for example", Align::Fill)]);
    table.row(vec![count(file.read), "read".into(), "".into()]);
    table.row(vec![count(file.used), "used".into(), duplicates(file).into()]);
    for reason in &file.reasons {
        let means = format!("set aside: {}", reason.means);
        table.row(vec![count(reason.rows), means.into(), reason.example.as_str().into()]);
    }
    for remark in &file.remarks {
        let what = Cell::painted(format!("used, but {}", remark.what), Paint::Dim);
        table.row(vec![count(remark.rows), what, "".into()]);
    }
    page.table(&table);
    page.labelled("Became", &became(file));
    if file.published > 0 {
        let rows = words::count(file.published as usize, "row");
        page.labelled("Published", &format!("{rows} of percentiles"));
    }
    for (reason, values) in &file.unknown {
        page.labelled(label(reason), &listed(values));
    }
}

/// Records in cells, price levels or exchange rates.
fn became(file: &ImportView) -> String {
    if let Some(levels) = file.price_levels {
        return words::count(levels as usize, "price level");
    }
    if let Some(rates) = file.exchange_rates {
        return words::count(rates as usize, "monthly exchange rate");
    }
    let records = words::count(file.records as usize, "record");
    format!("{records} in {}", words::count(file.cells as usize, "cell"))
}

/// A label for words that are not known; labels have room for ten letters.
fn label(reason: &str) -> &str {
    match reason {
        "unmapped_title" => "Titles",
        "other_work" => "Other work",
        "unknown_place" => "Places",
        "unknown_currency" => "Currencies",
        "unknown_period" => "Periods",
        other => other,
    }
}

fn duplicates(file: &ImportView) -> String {
    match file.duplicates {
        0 => String::new(),
        n => format!("{} of them exact duplicates of another", words::thousands(n as f64)),
    }
}

fn count(rows: u64) -> Cell {
    words::thousands(rows as f64).into()
}

fn listed(values: &[CountView]) -> String {
    let one = |value: &CountView| format!("{} ({})", value.what, value.rows);
    values.iter().take(MOST).map(one).collect::<Vec<_>>().join(", ")
}

/// A store.
pub fn store(view: &StoreView, style: &Style) -> String {
    let mut page = Page::new(style);
    let mut table = Table::new(&[
        ("source", Align::Fill),
        ("records", Align::Right),
        ("cells", Align::Right),
        ("published", Align::Right),
    ]);
    for source in &view.sources {
        let slug = Cell::painted(source.slug.as_str(), Paint::Bold);
        table.row(vec![slug, count(source.records), count(source.cells), count(source.published)]);
        table.heading(Cell::painted(format!("  {}", source.title), Paint::Dim));
    }
    if !view.sources.is_empty() {
        page.table(&table);
    }
    let mut table = Table::new(&[
        ("file", Align::Fill),
        ("source", Align::Left),
        ("imported", Align::Left),
        ("read", Align::Right),
        ("used", Align::Right),
        ("set aside", Align::Right),
    ]);
    for import in &view.imports {
        let names = [import.file.as_str(), import.source.as_str(), import.on.as_str()];
        let mut row: Vec<Cell> = names.into_iter().map(Cell::from).collect();
        row.extend([count(import.read), count(import.used), count(import.set_aside)]);
        table.row(row);
    }
    if !view.imports.is_empty() {
        page.gap().table(&table);
    }
    if !view.tables.is_empty() {
        page.gap().table(&tables(&view.tables));
        for used_by in view.tables.iter().map(|table| &table.used_by).collect::<BTreeSet<_>>() {
            page.painted(&format!("  For {used_by}"), Paint::Dim);
        }
    }
    for complaint in &view.complaints {
        page.labelled("Unreadable", complaint);
    }
    page.finish()
}

/// Tables of price levels and exchange rates.
fn tables(views: &[StoredTableView]) -> Table {
    let mut table = Table::new(&[
        ("table", Align::Fill),
        ("what", Align::Left),
        ("of", Align::Right),
        ("figures", Align::Right),
        ("from", Align::Left),
        ("to", Align::Left),
    ]);
    for view in views {
        let file = Cell::painted(view.file.as_str(), Paint::Bold);
        let (what, from, to) = (view.what.as_str(), view.from.as_str(), view.to.as_str());
        let (of, figures) = (count(view.of), count(view.figures));
        table.row(vec![file, what.into(), of, figures, from.into(), to.into()]);
    }
    table
}
