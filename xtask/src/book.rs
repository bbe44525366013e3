//! `cargo xtask book`: fits the carried evidence and writes the book that the program carries.
//!
//! xtask links the library, and the library embeds the book: on a tree without
//! `data/book/default.gr` an empty file in its place is enough to build this and write the true one.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use goingrate::model::{Book, Diagnosis, Round};
use goingrate::units::Taxonomy;

use crate::Answer;

/// The book of the carried evidence as bytes, and how the fit went. The one place that knows how
/// the library fits its default book.
fn fitted() -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let start = Instant::now();
    let (fit, book) = goingrate::fit_default(told)?;
    let took = start.elapsed().as_secs_f64();
    Ok((book.to_bytes(), diagnosis(&fit.diagnosis, took)))
}

/// Tells of a round on stderr where `DIAGNOSIS` is set.
#[allow(clippy::disallowed_methods, reason = "xtask is an interface")]
fn told(round: &Round) {
    if std::env::var_os("DIAGNOSIS").is_some() {
        let Round { number, step, mover, variance_step } = round;
        eprintln!("round {number:3}  step {step:.5}  variances {variance_step:.4}  {mover:?}");
    }
}

/// Writes the book.
pub fn write(root: &Path) -> Answer {
    let (path, (book, how)) = (path(root), fitted()?);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, &book)?;
    Ok(format!("{how}data/book/default.gr: {} bytes\n", book.len()))
}

/// The size of a fit, and the sd of every group of effects and errors at its end.
fn diagnosis(fit: &Diagnosis, seconds: f64) -> String {
    let Diagnosis { effects, lines, pieces, iterations, criterion, .. } = fit;
    let mut said = format!(
        "{effects} effects from {lines} lines in {pieces} pieces of evidence, {iterations} \
         iterations, criterion {criterion:.3}, {seconds:.1} s\n"
    );
    for group in &fit.groups {
        let held = if group.held { "  held" } else { "" };
        said += &format!("  {:40} {:6} {:.4}{held}\n", group.name, group.members, group.sd);
    }
    said
}

/// How far an effect of the carried book may lie from a fresh fit, in logs. On one machine the two
/// are the same byte for byte; the mathematical functions of another differ in the last digit.
const CLOSE: f64 = 1e-4;

/// Compares the carried book with a fresh fit.
pub fn check(root: &Path) -> Answer {
    let path = path(root);
    let carried = fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let (_, fresh) = goingrate::fit_default(told)?;
    let taxonomy = Taxonomy::read(&goingrate::data::TAXONOMY)?;
    let off = Book::read(&carried, &taxonomy)?.largest_difference(&fresh);
    if off <= CLOSE {
        let same =
            if carried == fresh.to_bytes() { "byte for byte" } else { "but for last digits" };
        return Ok(format!("data/book/default.gr is that of the carried evidence, {same}\n"));
    }
    Err(format!(
        "data/book/default.gr is not the book of the carried evidence: an effect is off by {off:.1e}\n  \
         hint: cargo xtask book writes it anew"
    )
    .into())
}

fn path(root: &Path) -> PathBuf {
    root.join("data/book/default.gr")
}
