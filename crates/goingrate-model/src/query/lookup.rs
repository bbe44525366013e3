//! The columns of a book, and covariances of figures over them: effects that no evidence speaks of
//! stand in spare columns, independent of all others.

use crate::book::{Book, SPARE};
use crate::design::Resolver;
use crate::distribution::mixture::Columns;
use crate::effects::Effect;

/// Finds the columns of a book; an effect that no evidence speaks of gets a spare one, whose value
/// is zero and whose variance is that of its block.
pub(crate) struct ColumnLookup<'a> {
    book: &'a Book,
    pub unseen: Vec<Effect>,
}

impl<'a> ColumnLookup<'a> {
    pub fn new(book: &'a Book) -> ColumnLookup<'a> {
        ColumnLookup { book, unseen: Vec::new() }
    }
}

impl Resolver for ColumnLookup<'_> {
    fn column(&mut self, effect: Effect) -> u32 {
        if let Some(column) = self.book.effects.column(effect) {
            return column as u32;
        }
        let at = match self.unseen.iter().position(|&e| e == effect) {
            Some(at) => at,
            None => {
                self.unseen.push(effect);
                self.unseen.len() - 1
            }
        };
        // A question that names more unknown things than there is room for shares the last place;
        // `Evaluation::of` refuses it.
        (self.book.effects.len() + at.min(SPARE - 1)) as u32
    }
}

/// Covariances of figures with these gradients; spare columns are independent of all others.
pub(crate) fn covariance(book: &Book, unseen: &[Effect], gradients: &[Columns]) -> Vec<f64> {
    let settled: Vec<Columns> = gradients.iter().map(|g| book.influence.settled(g)).collect();
    let mut covariance = book.posterior.covariance(&settled);
    add_unseen(book, unseen, gradients, &mut covariance);
    covariance
}

/// The variance of one figure of each question, given by its gradient and the effects that no
/// evidence speaks of: as [`covariance`], but a few questions go through the covariance together.
pub(crate) fn variances(book: &Book, figures: &[(Vec<Effect>, Columns)]) -> Vec<f64> {
    let settled: Vec<Columns> =
        figures.iter().map(|(_, gradient)| book.influence.settled(gradient)).collect();
    let mut variances = book.posterior.variances(&settled);
    for ((unseen, gradient), variance) in figures.iter().zip(&mut variances) {
        let own = std::slice::from_mut(variance);
        add_unseen(book, unseen, std::slice::from_ref(gradient), own);
    }
    variances
}

/// Adds what effects that no evidence speaks of bring to covariances.
pub(crate) fn add_unseen(
    book: &Book,
    unseen: &[Effect],
    gradients: &[Columns],
    covariance: &mut [f64],
) {
    let (m, known) = (gradients.len(), book.effects.len());
    for (spare, effect) in unseen.iter().enumerate() {
        let variance = book.block_sd(effect.block).powi(2);
        let column = (known + spare) as u32;
        let at = |g: &Columns| g.iter().filter(|c| c.0 == column).map(|c| c.1).sum::<f64>();
        let values: Vec<f64> = gradients.iter().map(at).collect();
        for (i, j) in (0..m).flat_map(|i| (0..m).map(move |j| (i, j))) {
            covariance[i * m + j] += variance * values[i] * values[j];
        }
    }
}

/// The effects that no evidence speaks of in several evaluations together: one that two of them name is
/// the same in both.
#[derive(Debug, Default)]
pub(crate) struct SharedUnseen {
    /// Each once; its column is the number of the book's effects plus its position.
    pub effects: Vec<Effect>,
}

impl SharedUnseen {
    /// Renumbers the spare columns of a gradient of an evaluation with these unseen effects.
    pub fn renumber(&mut self, gradient: &mut Columns, book: &Book, unseen: &[Effect]) {
        let known = book.effects.len() as u32;
        for (column, _) in gradient.iter_mut().filter(|c| c.0 >= known) {
            let effect = unseen[(*column - known) as usize];
            let found = self.effects.iter().position(|&e| e == effect);
            let at = found.unwrap_or_else(|| {
                self.effects.push(effect);
                self.effects.len() - 1
            });
            *column = known + at as u32;
        }
    }
}
