//! What is wrong with a table or a part of it, in the words of the command line.

use goingrate::units::Problem;
use goingrate_rollup::archive::Damaged;
use goingrate_rollup::kernel::TableError;
use goingrate_view::views::rollup::DamagedView;

use super::table::Files;

/// What is wrong with a table, as a problem of the flag that named it.
pub fn table_problem(files: &Files, error: TableError) -> Problem {
    let hint = match &error {
        TableError::NoColumn { .. } => "name columns as the table has them",
        TableError::TooMany => "leave columns out of the mapping or of --by",
        _ => "",
    };
    let problem = Problem::of("table", &files.shown, error.to_string());
    if hint.is_empty() { problem } else { problem.hint(hint) }
}

/// What could not be read, as it is shown.
pub fn damaged(damaged: &Damaged) -> DamagedView {
    let Damaged { part, row_group, rows, reason } = damaged.clone();
    DamagedView { part, row_group, rows, reason }
}
