//! Roll-ups as text.

use crate::Style;
use crate::views::rollup::{DamagedView, RollUpPercentilesView, RollUpView};
use crate::words::thousands;

/// What became of a table, in a few lines.
pub fn roll_up(view: &RollUpView, _: &Style) -> String {
    let engine = match view.engine.as_str() {
        "local" => "here".to_owned(),
        engine => format!("on {engine}"),
    };
    let mut text = format!(
        "{} of {} ({}) rolled up {engine}: {} in {}\n",
        counted(view.rows, "row"),
        view.table,
        counted(view.parts, "file"),
        counted(view.counts, "count"),
        view.out
    );
    if view.resumed > 0 {
        let files = counted(view.resumed, "file");
        text += &format!("Of an earlier run   {files}, which were not read again\n");
    }
    if view.left_out > 0 {
        let rows = counted(view.left_out, "row");
        text += &format!("Left out            {rows}, by the mapping\n");
    }
    text += &lost(&view.damaged);
    if let Some(next) = &view.next {
        text += &format!("{next}\n");
    }
    text
}

/// What became of a table whose percentiles were written elsewhere.
pub fn roll_up_percentiles(view: &RollUpPercentilesView, _: &Style) -> String {
    let mut text = format!(
        "{} of {} ({}): {} of {}",
        counted(view.rows, "row"),
        view.table,
        counted(view.parts, "file"),
        counted(view.groups, "group"),
        counted(view.groupings.len() as u64, "grouping"),
    );
    if let Some(out) = &view.out {
        text += &format!(" in {out}");
    }
    text +=
        &format!("\nPercentiles are within {:.1} % of those of the amounts\n", view.within * 100.0);
    text + &lost(&view.damaged)
}

fn lost(damaged: &[DamagedView]) -> String {
    let mut text = String::new();
    for (at, one) in damaged.iter().enumerate() {
        let head = if at == 0 { "Not read" } else { "" };
        text += &format!("{head:<19} {}: {}\n", one.name(), one.reason);
    }
    text
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", thousands(count as f64))
}
