//! The update matrices that subtrees leave to the fronts above all tasks: lower triangles without gaps,
//! kept until all tasks are done and then added up by panels of columns, in parallel and in the order
//! of the fronts. A copy of these large fronts for every task would take far more memory.

use rayon::prelude::*;

use crate::factor::frontal_matrix::FrontalMatrix;

/// Columns of a front that are added up together: few enough for the cache.
const PANEL: usize = 32;

/// What one front leaves to the one above it.
pub(crate) struct UpdateMatrix<'a> {
    /// Where its rows stand in the front above.
    pub relative: &'a [u32],
    pub entries: Entries<'a>,
}

/// The numbers of an update matrix.
pub(crate) enum Entries<'a> {
    /// The lower triangle column by column, then the diagonal of K itself.
    Packed(&'a [f64]),
    /// A front and how many columns it has eliminated.
    Front(&'a FrontalMatrix, usize),
}

/// How many numbers an update matrix of so many rows takes.
pub(crate) fn packed_length(rows: usize) -> usize {
    rows * (rows + 1) / 2 + rows
}

/// Keeps what a front leaves after `width` columns.
pub(crate) fn pack(frontal: &FrontalMatrix, width: usize, into: &mut Vec<f64>) {
    let columns = frontal.matrix.chunks_exact(frontal.size).take(frontal.size).enumerate();
    for (c, column) in columns.skip(width) {
        into.extend_from_slice(&column[c..]);
    }
    into.extend_from_slice(&frontal.diagonal[width..]);
}

/// A front as its children left it, in memory of `size²` numbers, whatever they are.
pub(crate) fn extend_add_all(
    mut matrix: Vec<f64>,
    size: usize,
    updates: &[UpdateMatrix],
) -> FrontalMatrix {
    matrix.par_chunks_mut((size * PANEL).max(1)).enumerate().for_each(|(index, panel)| {
        let first = index * PANEL;
        for (c, column) in panel.chunks_exact_mut(size).enumerate() {
            column[first + c..].fill(0.0);
        }
        updates.iter().for_each(|update| update.add_to(panel, first, size));
    });
    let mut diagonal = vec![0.0; size];
    for update in updates {
        let pairs = update.relative.iter().zip(update.diagonal());
        pairs.for_each(|(row, value)| diagonal[*row as usize] += value);
    }
    FrontalMatrix { size, matrix, diagonal }
}

impl UpdateMatrix<'_> {
    /// Adds its columns that stand in a panel.
    fn add_to(&self, panel: &mut [f64], first: usize, size: usize) {
        let from = self.relative.partition_point(|row| (*row as usize) < first);
        let end = first + panel.len() / size;
        for (c, column) in self.relative.iter().enumerate().skip(from) {
            if *column as usize >= end {
                break;
            }
            let target = &mut panel[(*column as usize - first) * size..][..size];
            for (row, value) in self.relative[c..].iter().zip(self.column(c)) {
                target[*row as usize] += value;
            }
        }
    }

    fn column(&self, c: usize) -> &[f64] {
        let rows = self.relative.len();
        match self.entries {
            Entries::Packed(numbers) => {
                let start = c * (2 * rows + 1 - c) / 2;
                &numbers[start..start + rows - c]
            }
            Entries::Front(front, width) => {
                &front.matrix[(width + c) * front.size + width + c..][..rows - c]
            }
        }
    }

    fn diagonal(&self) -> &[f64] {
        match self.entries {
            Entries::Packed(numbers) => &numbers[numbers.len() - self.relative.len()..],
            Entries::Front(front, width) => &front.diagonal[width..],
        }
    }
}
