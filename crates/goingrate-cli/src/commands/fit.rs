//! `goingrate fit`: a book from the carried evidence and a store of one's own.

#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, File, Metadata};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use goingrate::ask::{self, FitAnswer, FitQuestion};
use goingrate::data;
use goingrate::evidence::Evidence;
use goingrate::model::{Book, Round};
use goingrate::units::{Problem, Taxonomy};
use goingrate_view::text;
use goingrate_view::views::fit::{FitView, NotFittedView};

use tempfile::NamedTempFile;

use super::{Answer, render};
use crate::args::{book_at, evidence_with};
use crate::exit::Exit;
use crate::out::{self, Extent};

/// Examples of `fit`.
pub const EXAMPLES: &str = "\
Examples:
  goingrate fit --evidence ~/pay -o mine.gr
  goingrate pay \"senior backend, Berlin\" --book mine.gr
  goingrate fit --evidence ~/pay --from mine.gr -o next.gr
  goingrate fit --evidence ~/pay -o mine.gr --json

Files come into a store with goingrate evidence import. The carried evidence (reports, official \
statistics) is always part of the fit.";

/// How the file of a book begins, of whatever version.
const BEGIN: &[u8] = b"goingrate book ";

/// Fits a book.
#[derive(Args)]
pub struct Fit {
    /// The folder of the evidence store.
    #[arg(long, value_name = "DIR")]
    pub evidence: PathBuf,
    /// The file to write the book to.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// An earlier book of this store, where the search starts, so that the fit takes less time; the carried book if
    /// not given.
    #[arg(long, value_name = "BOOK")]
    pub from: Option<PathBuf>,
}

impl Fit {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        // Before minutes are spent on what goes into it.
        self.room()?;
        let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
        let from = self.from.as_deref().map(|path| book_at("from", path, &taxonomy)).transpose()?;
        let (evidence, hash) = evidence_with(&self.evidence, &taxonomy)?;
        if let Some(book) = &from {
            tell_other_sources(book, &evidence);
        }
        let start = Instant::now();
        let question =
            FitQuestion { evidence: &evidence, hash, from: from.as_ref(), progress: told };
        out::Progress::start("Fitting", Extent::Rounds(question.most_rounds() as u64));
        let FitAnswer { book: bytes, fit } = ask::fit(&question)?;
        out::Progress::done();
        let seconds = start.elapsed().as_secs_f64();
        let (output, mut room) = self.room()?;
        room.write_all(&bytes).map_err(|error| self.cannot_write(&error))?;
        room.persist(&output).map_err(|failed| self.cannot_write(&failed.error))?;
        let measures = fit.measures();
        let view = FitView {
            book: self.output.display().to_string(),
            bytes: bytes.len(),
            seconds,
            cells_set_aside: fit.cells_set_aside(),
            not_fitted: NotFittedView::all(&evidence, &measures),
            ..FitView::new(&fit.diagnosis, &measures, &fit.published())
        };
        Ok((render(&view, json, text::fit)?, Exit::Success))
    }

    /// A file beside the output that takes its place when it is whole: an earlier book is there until then.
    fn room(&self) -> Result<(PathBuf, NamedTempFile), Problem> {
        // Through a link to the file that it names.
        let output = fs::canonicalize(&self.output).unwrap_or_else(|_| self.output.clone());
        if let Ok(there) = fs::metadata(&output) {
            self.check_replaced(&output, &there)?;
        }
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        builder.prefix(".goingrate-fit-");
        #[cfg(unix)]
        builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
        let file = builder.tempfile_in(folder.unwrap_or(Path::new(".")));
        Ok((output, file.map_err(|error| self.cannot_write(&error))?))
    }

    /// Only a book, or an empty file, is written over.
    fn check_replaced(&self, output: &Path, there: &Metadata) -> Result<(), Problem> {
        let shown = self.output.display().to_string();
        let refuse = |what: &str| {
            Err(Problem::of("output", &shown, what)
                .hint("name a book, or a file that is not there yet"))
        };
        if !there.is_file() {
            return refuse("cannot be written: it is no file");
        }
        let mut first = Vec::new();
        let opened = File::open(output).map_err(|error| self.cannot_write(&error))?;
        let read = opened.take(BEGIN.len() as u64).read_to_end(&mut first);
        read.map_err(|error| self.cannot_write(&error))?;
        match first.is_empty() || first == BEGIN {
            true => Ok(()),
            false => refuse("is there and is no book: it is not written over"),
        }
    }

    fn cannot_write(&self, error: &std::io::Error) -> Problem {
        let shown = self.output.display().to_string();
        Problem::of("output", &shown, format!("cannot be written: {error}"))
            .hint("name a file in a folder that is there, that you may write to and that has room")
    }
}

/// Says which sources a book has that the evidence does not have: from such a book the search may take longer.
fn tell_other_sources(book: &Book, evidence: &Evidence) {
    let has = |slug: &str| evidence.cards.iter().any(|card| card.slug == slug);
    let sources = book.sources().iter().map(|source| source.slug.as_str());
    let others: Vec<&str> = sources.filter(|slug| !has(slug)).collect();
    if !others.is_empty() {
        let others = others.join(", ");
        out::note(&format!(
            "--from: the book has sources that the store does not have ({others}): from such a book a fit may \
             take longer than without --from\n"
        ));
    }
}

/// Tells of a round; most fits settle before the last one that they may take.
fn told(round: &Round) {
    let variances = match round.variance_step.is_finite() {
        true => format!(", variances by {:.3}", round.variance_step),
        false => String::new(),
    };
    let what = format!("Fitting, effects moved by {:.4}{variances}", round.step);
    out::Progress::reached(round.number as u64, &what);
}
