//! Where a search starts: from nothing, or where the fit of another book of much the same evidence ended.
//!
//! Effects and the variances of blocks are found by what they belong to. Weights and what cells said stand in a book
//! by the positions of its rows, which are others in a store that has grown: only those of the evidence that every
//! book has are taken over, and the search finds the rest again (`Search::recall`).

use goingrate_evidence::{Card, Evidence};
use goingrate_mixed::PieceId;

use crate::ModelError;
use crate::block::Block;
use crate::block::keys::Key;
use crate::book::Book;
use crate::effects::{Effect, Effects};
use crate::fit::assembly::Assembly;
use crate::priors::Priors;
use crate::rows::{Figure, Group, Rows, Value};

/// Where the search starts: every effect at zero, but the intercept where the stated medians have it on
/// average (records, where nothing else speaks), and the spread at its own start.
pub(crate) fn start(rows: &Rows, priors: &Priors) -> Vec<f64> {
    let mut theta = vec![0.0; rows.effects.len()];
    let centre = mean(medians(rows)).or_else(|| mean(records(rows))).unwrap_or(0.0);
    for column in rows.effects.block(Block::Intercept) {
        theta[column] = centre;
    }
    for column in rows.effects.block(Block::Spread) {
        theta[column] = priors.start_spread.ln();
    }
    theta
}

/// The medians that evidence states, each with the weight of one.
fn medians(rows: &Rows) -> impl Iterator<Item = (f64, f64)> {
    let lines = rows.rows.iter().flat_map(|row| &row.lines);
    lines.filter_map(|(figure, value)| match (figure, value) {
        (Figure::Quantile(_, p), Value::Known(y)) if *p == 0.5 => Some((*y, 1.0)),
        _ => None,
    })
}

/// Log pay of records and how many have it.
fn records(rows: &Rows) -> impl Iterator<Item = (f64, f64)> {
    rows.cells.figures.iter().flat_map(|figure| figure.buckets.iter().copied())
}

/// A weighted mean; `None` of nothing.
fn mean(values: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, n), (y, w)| (sum + w * y, n + w));
    (count > 0.0).then(|| sum / count)
}

/// The fit of another book, by the effects of this one.
pub(crate) struct EarlierFit<'b> {
    book: &'b Book,
    /// For every effect, its column in the book; `None` where the book does not know it.
    columns: Vec<Option<usize>>,
    /// Whether the evidence begins with the book's sources.
    begins: bool,
    /// … and has no others.
    same_sources: bool,
}

impl<'b> EarlierFit<'b> {
    /// Finds the effects in a book. Sources are numbered in the order of their evidence, so they are found by their
    /// words.
    pub(crate) fn of(book: &'b Book, effects: &Effects, evidence: &Evidence) -> EarlierFit<'b> {
        let in_book = |card: &Card| book.sources.iter().position(|source| source.slug == card.slug);
        let sources: Vec<Option<usize>> = evidence.cards.iter().map(in_book).collect();
        let same = |effect: Effect| match effect.block.keys()[0] {
            Key::Source => {
                let source = sources.get(effect.of as usize).copied().flatten()?;
                Some(Effect { of: source as u32, ..effect })
            }
            _ => Some(effect),
        };
        EarlierFit {
            book,
            columns: effects.iter().map(|e| book.effects.column(same(e)?)).collect(),
            begins: book.begins(evidence),
            same_sources: book.begins(evidence) && book.sources.len() == evidence.cards.len(),
        }
    }

    /// Whether the book was fitted on the same sources, whatever they held then.
    pub(crate) fn is_of_same_sources(&self) -> bool {
        self.same_sources
    }

    /// The effects, zero for those that the book does not know.
    pub(crate) fn theta(&self) -> Vec<f64> {
        self.columns.iter().map(|column| column.map_or(0.0, |at| self.book.theta[at])).collect()
    }

    /// Sets what the book tells of variances and robust weights.
    pub(crate) fn set(&self, assembly: &mut Assembly) -> Result<(), ModelError> {
        self.set_block_variances(assembly)?;
        match self.begins {
            true => self.set_errors(assembly),
            false => Ok(()),
        }
    }

    fn set_block_variances(&self, assembly: &mut Assembly) -> Result<(), ModelError> {
        for (group, &id) in &assembly.groups {
            let Group::Block(block) = group else { continue };
            let known = !self.book.effects.block(*block).is_empty();
            if known && !assembly.system.group(id).held {
                assembly.system.set_variance(id, self.book.block_sd(*block).powi(2))?;
            }
        }
        Ok(())
    }

    /// Errors and weights of evidence that every book has, by their positions: rows of a store come after these, and
    /// priors last. In a book of another release they may be those of other rows, which only makes the start worse:
    /// they all move on.
    fn set_errors(&self, assembly: &mut Assembly) -> Result<(), ModelError> {
        let book = self.book;
        // Tables of percentiles can be a store's, too, and then stand at the same position only where all groups do.
        let same_groups =
            self.same_sources && book.variances.len() == assembly.system.groups().len();
        for (group, &id) in &assembly.groups {
            let known = book.variances.get(id.0).filter(|v| **v > 0.0);
            let ours = group.is_error_of_carried() || (same_groups && group.is_error());
            let is_free = ours && !assembly.system.group(id).held;
            if let Some(&variance) = known.filter(|_| is_free) {
                assembly.system.set_variance(id, variance)?;
            }
        }
        let carried = assembly.rows.rows.iter().take_while(|row| row.group.is_error_of_carried());
        for index in 0..carried.count() {
            let piece = PieceId(index);
            for (at, line) in assembly.system.lines(piece).enumerate() {
                if let Some(&weight) = book.weights.get(line) {
                    assembly.system.set_robust(piece, at, f64::from(weight))?;
                }
            }
        }
        Ok(())
    }
}
