//! `goingrate fit`: a book from the carried evidence and a store of one's own.

use std::fs::{self, OpenOptions};
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use goingrate::ask::{self, FitAnswer, FitQuestion};
use goingrate::data;
use goingrate::evidence::Evidence;
use goingrate::model::{Book, Round};
use goingrate::units::{Problem, Taxonomy};
use goingrate_view::text;
use goingrate_view::views::fit::{FitView, NotFittedView};

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
        self.check_output()?;
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
        fs::write(&self.output, &bytes).map_err(|error| self.cannot_write(&error))?;
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

    /// Whether the book can be written, before minutes are spent on fitting it.
    fn check_output(&self) -> Result<(), Problem> {
        let there = self.output.exists();
        let opened = OpenOptions::new().append(true).create(true).open(&self.output);
        opened.map_err(|error| self.cannot_write(&error))?;
        if !there {
            fs::remove_file(&self.output).map_err(|error| self.cannot_write(&error))?;
        }
        Ok(())
    }

    fn cannot_write(&self, error: &std::io::Error) -> Problem {
        let shown = self.output.display().to_string();
        Problem::of("output", &shown, format!("cannot be written: {error}"))
            .hint("name a file in a folder that is there and that you may write to")
    }
}

/// Says which sources a book has that the evidence does not have: from such a book the search is long.
fn tell_other_sources(book: &Book, evidence: &Evidence) {
    let has = |slug: &str| evidence.cards.iter().any(|card| card.slug == slug);
    let sources = book.sources().iter().map(|source| source.slug.as_str());
    let others: Vec<&str> = sources.filter(|slug| !has(slug)).collect();
    if !others.is_empty() {
        let others = others.join(", ");
        out::note(&format!(
            "--from: the book has sources that the store does not have ({others}): from another store's book a fit \
             takes longer, not less\n"
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
