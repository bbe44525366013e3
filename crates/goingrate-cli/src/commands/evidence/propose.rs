//! `goingrate evidence import --propose`: a mapping for a table that no source recognises.

use std::fs::File;
use std::path::PathBuf;

use goingrate::data;
use goingrate::evidence::sources::{Headings, Proposing, SourceError, propose as proposed};
use goingrate::evidence::table::Opened;
use goingrate::units::Problem;
use goingrate_view::text;
use goingrate_view::views::evidence_import::ProposalView;

use super::super::{Answer, render};
use crate::args::today;
use crate::exit::Exit;
use crate::files::reading::{Words, in_file};

/// Answers with the mapping alone, so that it can be written to a file.
pub fn propose(files: &[PathBuf], words: &Words, json: bool) -> Answer {
    let [path] = files else {
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let what = "a mapping is of one file; propose one at a time";
        return Err(Problem::of("FILE", &names.join(", "), what));
    };
    let shown = path.display().to_string();
    let file = File::open(path)
        .map_err(|error| Problem::of("FILE", &shown, format!("cannot be read: {error}")))?;
    let failed = |error: SourceError| in_file("FILE", &shown, error);
    let opened = Opened::new(file).map_err(failed)?;
    let name = path.file_name().map_or(shown.clone(), |name| name.to_string_lossy().into_owned());
    let (headings, context) = (Headings::read(data::HEADINGS)?, words.context());
    let with = Proposing { file: &name, headings: &headings, context: &context, today: today()? };
    let mapping = proposed(opened, &with).map_err(|problem| {
        let Problem { what, hint, kind, .. } = problem;
        Problem { hint, ..Problem::of("FILE", &shown, what).kind(kind) }
    })?;
    let view = ProposalView { file: shown, mapping };
    Ok((render(&view, json, text::proposal)?, Exit::Success))
}
