//! Prior rows by the keys of their effects. They are kept as rows and not as sums, so that parts that
//! share an effect have its prior once when they are added.

use std::cmp::Ordering;

use crate::error::MixedError;
use crate::information::sums::{Entry, Right, Sign, Sums, check_same_group, joined};
use crate::information::sums_error;
use crate::system::Group;

/// `a'θ ~ N(mean, τ²/weight)`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PriorRow {
    /// Effects and coefficients, by effect, none of them twice.
    pub terms: Vec<(u32, f64)>,
    pub mean: f64,
    pub weight: f64,
}

impl PriorRow {
    /// A row whose repeated columns are added up.
    pub fn new(mut terms: Vec<(u32, f64)>, mean: f64, weight: f64) -> PriorRow {
        terms.sort_by_key(|term| term.0);
        terms.dedup_by(|later, first| {
            let same = later.0 == first.0;
            first.1 += if same { later.1 } else { 0.0 };
            same
        });
        PriorRow { terms, mean, weight }
    }

    /// By effects, then by coefficients: rows that agree in both are one row.
    pub fn order(&self, other: &PriorRow) -> Ordering {
        let place = |(row, a): &(u32, f64)| (*row, a.to_bits());
        self.terms.iter().map(place).cmp(other.terms.iter().map(place))
    }
}

/// The prior rows of one group of effects, by their effects.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PriorRows {
    pub group: Group,
    pub rows: Vec<PriorRow>,
}

impl PriorRows {
    /// Sorts rows.
    ///
    /// # Errors
    /// A row over no effect, and two rows about the same figure: added to another part, one would be lost.
    pub fn new(group: Group, mut rows: Vec<PriorRow>) -> Result<PriorRows, MixedError> {
        if rows.iter().any(|row| row.terms.is_empty()) {
            return Err(sums_error(
                &group.name,
                "a prior row is over no effect (hint: leave it out)",
            ));
        }
        rows.sort_by(PriorRow::order);
        if rows.windows(2).any(|pair| pair[0].order(&pair[1]).is_eq()) {
            let what = "two prior rows are over the same effects with the same coefficients (hint: make one of them)";
            return Err(sums_error(&group.name, what));
        }
        Ok(PriorRows { group, rows })
    }

    /// The same rows with the effects renumbered in the same order.
    pub fn renumbered(&self, to: &[u32]) -> PriorRows {
        let term = |(row, a): &(u32, f64)| (to[*row as usize], *a);
        let row = |r: &PriorRow| PriorRow { terms: r.terms.iter().map(term).collect(), ..*r };
        PriorRows { group: self.group.clone(), rows: self.rows.iter().map(row).collect() }
    }

    /// The rows of both. A row of both counts once, with this part's weight.
    pub fn with(&self, other: &PriorRows) -> Result<PriorRows, MixedError> {
        check_same_group(&self.group, &other.group)?;
        let both = |a: &PriorRow, b: &PriorRow| (a.mean == b.mean).then(|| a.clone());
        let rows = joined(&self.rows, &other.rows, PriorRow::order, both, Sign::Plus);
        let what = "the parts have different means of one prior row";
        let rows = rows.ok_or_else(|| sums_error(&self.group.name, what))?;
        Ok(PriorRows { group: self.group.clone(), rows })
    }

    /// The rows as sums.
    pub fn sums(&self) -> Sums {
        let (mut entries, mut right) = (Vec::new(), Vec::new());
        let (mut log_det, mut squares) = (0.0, 0.0);
        for PriorRow { terms, mean, weight } in &self.rows {
            log_det -= weight.ln();
            squares += weight * mean * mean;
            for (index, (row, a)) in terms.iter().enumerate() {
                right.push(Right { row: *row, pieces: 1, sum: weight * a * mean });
                let later = terms[index..].iter();
                entries.extend(later.map(|(column, b)| Entry {
                    row: *row,
                    column: *column,
                    pieces: 1,
                    sum: weight * a * b,
                }));
            }
        }
        entries.sort_by_key(Entry::place);
        right.sort_by_key(|r| r.row);
        entries.dedup_by(|later, first| {
            let same = later.place() == first.place();
            if same {
                first.sum += later.sum;
                first.pieces += later.pieces;
            }
            same
        });
        right.dedup_by(|later, first| {
            let same = later.row == first.row;
            if same {
                first.sum += later.sum;
                first.pieces += later.pieces;
            }
            same
        });
        let lines = self.rows.len() as u64;
        let group = self.group.clone();
        Sums { group, at_present: false, lines, log_det, squares, entries, right }
    }
}
