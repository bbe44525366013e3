//! What became of files that are imported, and how the program ends for it.

use std::path::Path;

use goingrate::units::Problem;
use goingrate_view::views::evidence_import::{FailedView, FileView, ImportView};

use crate::exit::Exit;

/// What became of one of several files.
pub fn tried(path: &Path, read: Result<ImportView, Problem>) -> FileView {
    match read {
        Ok(view) => FileView::Read(Box::new(view)),
        Err(problem) => FileView::Failed(FailedView::new(&path.display().to_string(), problem)),
    }
}

/// 2 where a file cannot be read, 1 where one gave nothing that can be used.
pub fn exit(files: &[FileView]) -> Exit {
    let nothing = |file: &FileView| matches!(file, FileView::Read(read) if read.used == 0);
    match files {
        _ if files.iter().any(|file| matches!(file, FileView::Failed(_))) => Exit::BadInput,
        _ if files.iter().any(nothing) => Exit::No,
        _ => Exit::Success,
    }
}

/// What is told on stderr of files that cannot be read; why stands with each of them in the answer.
pub fn not_all(files: &[FileView]) -> Problem {
    let failed = files.iter().filter_map(|file| match file {
        FileView::Failed(failed) => Some(failed.file.as_str()),
        FileView::Read(_) => None,
    });
    let failed: Vec<&str> = failed.collect();
    let what = format!("{} of {} files cannot be read", failed.len(), files.len());
    Problem::of("FILE", &failed.join(", "), what).hint("the others are done; the answer says why")
}

/// How what was kept is used or looked at.
pub fn next(files: &[FileView], store: Option<&str>) -> Option<String> {
    let store = store?;
    let kept = files.iter().filter_map(|file| match file {
        FileView::Read(read) if read.outcome != "not written" => Some(read),
        _ => None,
    });
    let kept: Vec<_> = kept.collect();
    Some(match kept.as_slice() {
        [] => return None,
        all if all.iter().all(|file| file.price_levels.is_some()) => {
            "Use it: goingrate pay TEXT --at-prices-of PLACE --prices FILE".to_owned()
        }
        all if all.iter().all(|file| file.exchange_rates.is_some()) => {
            "Use it: goingrate net TEXT --rates FILE, or pay TEXT --rates FILE".to_owned()
        }
        _ => format!("Look at it: goingrate evidence store {store}"),
    })
}
