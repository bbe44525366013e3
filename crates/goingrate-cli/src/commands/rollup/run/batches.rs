//! A roll-up on this machine by a mapping: batch after batch, each a file of the result.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use goingrate::units::Problem;
use goingrate_rollup::kernel::{self, Counted, Question, ScratchFile};
use goingrate_rollup::result;
use goingrate_rollup::sql::GroupColumns;
use goingrate_view::views::rollup::RollUpView;

use super::Run;
use super::counted_file::counted_files;
use super::faults::{damaged, table_problem};
use super::folder::{failed, part_of};
use super::log::{Batch, Log};
use super::table::Files;
use super::watch::RowsSeen;

/// Memory for counts where nobody says.
const USUAL: usize = 2 << 30;

/// Counts what is not counted yet.
pub fn roll_up(
    run: &Run,
    columns: GroupColumns,
    files: &Files,
    out: &Path,
) -> Result<RollUpView, Problem> {
    run.check_local()?;
    let question = Question::of(columns, memory(run.memory.as_deref())?);
    let mut log = Log::of(out, &question)?;
    let mut open = log.open(files)?;
    (log.to_do, log.lost) = (open.len(), Vec::new());
    let mut view = run.view(files);
    view.resumed = (files.len() - open.len()) as u64;
    if log.batches.is_empty() {
        kernel::check(&question, files).map_err(|error| table_problem(files, error))?;
    }
    let mut watch = RowsSeen::begin("Rolling up", files.rows(&open));
    while !open.is_empty() {
        watch.begin_batch();
        let counted = kernel::run(&question, files, &open, &watch, &scratch)
            .map_err(|error| table_problem(files, error))?;
        open.retain(|part| !counted.parts.contains(part));
        let lost = counted.damaged.iter().filter(|lost| lost.row_group.is_none()).map(damaged);
        log.lost.extend(lost);
        log.to_do = open.len();
        keep(&mut log, &question, &counted, files, out)?;
    }
    log.write(out)?;
    view.damaged = log.batches.iter().flat_map(|batch| batch.damaged.clone()).collect();
    view.damaged.extend(log.lost.iter().cloned());
    view.rows = log.batches.iter().map(|batch| batch.rows).sum();
    view.left_out = log.batches.iter().map(|batch| batch.left_out).sum();
    view.counts = log.batches.iter().map(|batch| batch.counts).sum();
    Ok(view)
}

/// Writes the counts of a batch, and then that it is there.
fn keep(
    log: &mut Log,
    question: &Question,
    counted: &Counted,
    files: &Files,
    out: &Path,
) -> Result<(), Problem> {
    let parts = counted_files(files, counted);
    if parts.is_empty() && counted.scanned == 0 {
        return Ok(());
    }
    let result = format!("counts-{:04}.parquet", log.batches.len() + 1);
    let beside = part_of(out, &result);
    let file = File::create(&beside).map_err(|error| failed(&beside, &error))?;
    let counts = result::write(question, counted, BufWriter::new(file))
        .map_err(|error| table_problem(files, error))?;
    let batch = Batch {
        result,
        parts,
        rows: counted.scanned,
        left_out: counted.left_out,
        counts,
        damaged: counted
            .damaged
            .iter()
            .filter(|lost| lost.row_group.is_some())
            .map(damaged)
            .collect(),
    };
    log.add(out, &beside, batch)
}

/// A file for counts that do not fit into memory; it is gone when the program ends.
pub fn scratch() -> io::Result<Box<dyn ScratchFile>> {
    Ok(Box::new(tempfile::tempfile()?))
}

/// Bytes of a text like `4GB`.
pub fn memory(text: Option<&str>) -> Result<usize, Problem> {
    let Some(text) = text else { return Ok(USUAL) };
    let refuse =
        || Problem::of("memory", text, "is no size").hint("write 4GB or 500MB; the least is 1MB");
    let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text.trim()[digits.len()..].to_lowercase().as_str() {
        "gb" | "g" => 1 << 30,
        "mb" | "m" => 1 << 20,
        _ => return Err(refuse()),
    };
    let number: f64 = digits.trim().parse().map_err(|_| refuse())?;
    let bytes = number * f64::from(unit);
    let whole = bytes.is_finite() && bytes >= f64::from(1 << 20) && bytes < 1e15;
    whole.then_some(bytes as usize).ok_or_else(refuse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        let check = |text: &str, bytes: Option<usize>| {
            assert_eq!(memory(Some(text)).ok(), bytes, "{text}");
        };
        check("4GB", Some(4 << 30));
        check("500 mb", Some(500 << 20));
        check("1.5g", Some(3 << 29));
        check("much", None);
        check("4", None);
        check("-1GB", None);
        check("nanGB", None);
        check("1e300GB", None);
        check("é", None);
    }
}
