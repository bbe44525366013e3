//! Where a search starts: from nothing, or where the fit of another book of much the same evidence ended.
//!
//! A book keeps its effects, their covariance and its variances, so that the state of its search can be told again for
//! rows that it had and for rows that it had not: the posterior variance of a cell's centre is `a'Σa`, and the robust
//! weight of a prior row with a heavy tail is that of the expectation step (Lange, Little & Taylor 1989, JASA
//! 84:881–896), `(ν + 1)/(ν + (δ² + a'Σa)/τ²)`. An effect that the book does not know is zero with the variance of its
//! block.

use goingrate_evidence::{Card, Evidence};
use goingrate_mixed::PieceId;

use crate::ModelError;
use crate::block::keys::Key;
use crate::block::{Block, PriorKind};
use crate::book::Book;
use crate::distribution::mixture::Columns;
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
    /// For every effect, the variance that it has where the book does not know it.
    unknown: Vec<f64>,
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
            unknown: effects.iter().map(|e| book.block_sd(e.block).powi(2)).collect(),
        }
    }

    /// The effects, zero for those that the book does not know.
    pub(crate) fn theta(&self) -> Vec<f64> {
        self.columns.iter().map(|column| column.map_or(0.0, |at| self.book.theta[at])).collect()
    }

    /// Sets variances, robust weights and the uncertainty of cells of an assembly at these effects.
    pub(crate) fn lead(
        &self,
        assembly: &mut Assembly,
        priors: &Priors,
        evidence: &Evidence,
    ) -> Result<(), ModelError> {
        self.set_block_variances(assembly)?;
        if self.book.begins(evidence) {
            self.set_errors(assembly)?;
        }
        self.set_heavy_tails(assembly, priors.robust_degrees)?;
        self.set_cells(assembly)
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

    /// Errors and weights of evidence that the book was fitted on, too: rows of a store and priors come after it.
    fn set_errors(&self, assembly: &mut Assembly) -> Result<(), ModelError> {
        let book = self.book;
        for (group, &id) in &assembly.groups {
            let known = book.variances.get(id.0).filter(|v| **v > 0.0);
            let is_free = group.is_error_of_carried() && !assembly.system.group(id).held;
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

    /// Weights of prior rows whose blocks have heavy tails.
    fn set_heavy_tails(&self, assembly: &mut Assembly, degrees: f64) -> Result<(), ModelError> {
        let heavy = |block: &Block| block.prior_kind() == PriorKind::Heavy;
        let rows = assembly.rows.rows.iter().enumerate();
        let rows = rows.filter_map(|(index, row)| match &row.group {
            Group::Block(block) if heavy(block) => Some((PieceId(index), *block)),
            _ => None,
        });
        let rows: Vec<(PieceId, Block)> = rows.collect();
        let pieces: Vec<PieceId> = rows.iter().map(|row| row.0).collect();
        let variances = self.variances(assembly, &pieces);
        for ((piece, block), variance) in rows.into_iter().zip(variances) {
            let (columns, coefficients) = assembly.system.line(assembly.system.lines(piece).start);
            let at = columns.iter().zip(coefficients).map(|(&c, a)| a * assembly.theta[c as usize]);
            let off = assembly.system.values(piece)[0] - at.sum::<f64>();
            let own = self.book.block_sd(block).powi(2);
            if own > 0.0 {
                let weight = (degrees + 1.0) / (degrees + (off * off + variance) / own);
                assembly.system.set_robust(piece, 0, weight)?;
            }
        }
        Ok(())
    }

    /// How uncertain the centres and spreads of cells are.
    fn set_cells(&self, assembly: &mut Assembly) -> Result<(), ModelError> {
        let (first, count) = (assembly.rows.cells.first_row, assembly.rows.cells.figures.len());
        let pieces: Vec<PieceId> = (first..first + 2 * count).map(PieceId).collect();
        let variances = self.variances(assembly, &pieces);
        assembly.centre_variances = variances.iter().step_by(2).copied().collect();
        assembly.spread_variances = variances.iter().skip(1).step_by(2).copied().collect();
        assembly.refresh_cells()
    }

    /// `a'Σa` of the first line of each piece, by the book's covariance.
    fn variances(&self, assembly: &Assembly, pieces: &[PieceId]) -> Vec<f64> {
        let mut gradients: Vec<Columns> = Vec::with_capacity(pieces.len());
        let mut unknown = Vec::with_capacity(pieces.len());
        for &piece in pieces {
            let (columns, coefficients) = assembly.system.line(assembly.system.lines(piece).start);
            let (mut gradient, mut variance) = (Columns::new(), 0.0);
            for (&column, &a) in columns.iter().zip(coefficients) {
                match self.columns[column as usize] {
                    Some(known) => gradient.push((known as u32, a)),
                    None => variance += a * a * self.unknown[column as usize],
                }
            }
            gradients.push(gradient);
            unknown.push(variance);
        }
        let known = self.book.posterior.variances(&gradients);
        known.into_iter().zip(unknown).map(|(known, unknown)| known + unknown).collect()
    }
}
