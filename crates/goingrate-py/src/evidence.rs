//! Files into evidence stores, stores into books, and books against records: what the commands
//! `evidence import`, `fit` and `score` do.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use goingrate::ask::{self, FitAnswer, FitQuestion};
use goingrate::evidence::sources::{Records, SourceError};
use goingrate::evidence::store::{Added, Import, Store};
use goingrate::evidence::table::Opened;
use goingrate::evidence::{ContentHash, Evidence, RollUp, SourceId};
use goingrate::model::Book;
use goingrate::reading::{Asked, Words};
use goingrate::units::{Date, Problem, ProblemKind, Taxonomy};
use goingrate::{GoingRate, Opening, data};
use goingrate_view::views::evidence_import::ImportView;
use goingrate_view::views::fit::{FitView, NotFittedView};
use goingrate_view::views::score::{KindView, RowsView, ScoreView};
use goingrate_view::{Style, text};
use pyo3::prelude::*;
use serde::Serialize;

use crate::book::today;
use crate::problem::internal;
use crate::work::{Stop, long};

/// Evidence with its hash.
type Hashed = (Evidence, ContentHash);

/// The carried evidence with what a store holds, and what could not be read of the store.
pub fn evidence_of(store: &Store, taxonomy: &Taxonomy) -> Result<(Hashed, Vec<String>), Problem> {
    let stored = store.read(taxonomy)?;
    let unread = stored.complaints.iter().map(Problem::to_string).collect();
    Ok((goingrate::evidence_with(stored, &store.imports()?, taxonomy)?, unread))
}

/// The book of the carried evidence and a store, open, and what became of the fit as JSON.
pub fn fit(folder: &str, from: Option<&Book>) -> Result<(GoingRate, String), Problem> {
    let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
    let ((evidence, hash), unread) = evidence_of(&Store::at(folder), &taxonomy)?;
    let start = Instant::now();
    let question = FitQuestion { evidence: &evidence, hash, from, progress: |_| {} };
    let FitAnswer { book, fit } = ask::fit(&question)?;
    let measures = fit.measures();
    let view = FitView {
        bytes: book.len(),
        seconds: start.elapsed().as_secs_f64(),
        cells_set_aside: fit.cells_set_aside(),
        not_fitted: NotFittedView::all(&evidence, &measures),
        ..FitView::new(&fit.diagnosis, &measures, &fit.published())
    };
    let told = json(&Fitted { fit: &view, unread })?;
    let opening =
        Opening { book: Some(&book), evidence: Some((evidence, hash)), ..Opening::default() };
    Ok((GoingRate::open_with(opening)?, told))
}

/// What became of a fit.
#[derive(Serialize)]
struct Fitted<'f> {
    #[serde(flatten)]
    fit: &'f FitView,
    /// What could not be read of the store.
    unread: Vec<String>,
}

/// Adds a file of pay to the evidence store of a folder; what became of it, as JSON.
#[pyfunction]
#[pyo3(signature = (folder, file, source=None, as_of=None))]
pub fn import_file(
    py: Python<'_>,
    folder: String,
    file: String,
    source: Option<String>,
    as_of: Option<String>,
) -> PyResult<String> {
    long(py, Stop::default(), move || {
        import(&Store::at(&folder), &file, source.as_deref(), as_of.as_deref())
    })
}

fn import(
    store: &Store,
    file: &str,
    source: Option<&str>,
    as_of: Option<&str>,
) -> Result<String, Problem> {
    let (hash, bytes) = open("files", file).and_then(|file_| {
        ContentHash::of_stream(file_).map_err(|e| unreadable("files", file, &e))
    })?;
    if let Some(before) = store.import_of(hash)? {
        return json(&ImportView::already(file, &before));
    }
    let words = words(as_of)?;
    let asked = asked(source, &words)?;
    let failed = |error: SourceError| in_file("files", file, error);
    let opened = Opened::new(open("files", file)?).map_err(failed)?;
    let source = Asked::or_recognised(asked.as_ref(), &opened.head).map_err(failed)?;
    let card = source.card(words.taxonomy()).map_err(failed)?;
    let mut sink = RollUp::new();
    source.read(opened, &words.context(), &mut sink).map_err(failed)?;
    let rolled_up = sink.finish(SourceId(0));
    let name = Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy());
    let entry = Import::of(&name, bytes, hash, source.slug(), today()?).counted(&rolled_up);
    let outcome = match entry.used {
        0 => "not written",
        _ => match store.add(&entry, source.data(), &rolled_up, words.taxonomy())? {
            Added::New => "added",
            Added::Already(_) => "already there",
        },
    };
    json(&ImportView::new(&entry, &card.title, outcome, &rolled_up))
}

/// The words that reading needs; `as_of` is when the pay held, for a file that does not say.
fn words(as_of: Option<&str>) -> Result<Words, Problem> {
    let as_of = as_of.map(str::parse::<Date>).transpose();
    Words::open(as_of.map_err(|error| Problem::from(error).in_field("as_of"))?, today()?)
}

/// The source that was asked for: a word of the list, or a mapping in a file.
fn asked(word: Option<&str>, words: &Words) -> Result<Option<Asked>, Problem> {
    let read = |word| Asked::of("source", word, words, |path| std::fs::read_to_string(path));
    word.map(read).transpose()
}

/// A book against the records of a file, as JSON and as text.
pub fn score(
    going_rate: &GoingRate,
    file: &str,
    source: Option<&str>,
    as_of: Option<&str>,
    style: &Style,
) -> Result<(String, String), Problem> {
    let words = words(as_of)?;
    let asked = asked(source, &words)?;
    let failed = |error: SourceError| in_file("data", file, error);
    let opened = Opened::new(open("data", file)?).map_err(failed)?;
    let source = Asked::or_recognised(asked.as_ref(), &opened.head).map_err(failed)?;
    let mut records = Records::default();
    source.read(opened, &words.context(), &mut records).map_err(failed)?;
    let answer = ask::score(going_rate, source.slug(), &records.records)?;
    let view = ScoreView {
        file: file.to_owned(),
        source: source.slug().to_owned(),
        kinds: answer.kinds.iter().map(KindView::new).collect(),
        rows: RowsView::new(&records),
        not_scored: answer.not_scored,
    };
    Ok((json(&view)?, text::score(&view, style)))
}

fn open(field: &str, file: &str) -> Result<File, Problem> {
    File::open(file).map_err(|error| unreadable(field, file, &error))
}

fn unreadable(field: &str, file: &str, error: &std::io::Error) -> Problem {
    let what = format!("cannot be read: {error}");
    Problem::of(field, file, what).kind(ProblemKind::Unreadable)
}

/// The failure of a file that cannot be read as a source.
fn in_file(field: &str, file: &str, error: SourceError) -> Problem {
    let hint = match error {
        SourceError::Unrecognised { .. } => {
            "say which source it is of (source=\"…\"), or map its columns in a TOML file \
             (source=\"mapping.toml\")"
        }
        SourceError::NoDate => "give a date: as_of=\"2024-05\"",
        _ => return error.of_file(field, file),
    };
    error.of_file(field, file).hint(hint)
}

fn json(view: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(view).map_err(|error| internal(error.to_string()))
}
