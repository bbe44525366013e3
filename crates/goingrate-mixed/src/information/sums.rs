//! The sums of one group's lines: `A'WA` as sorted entries, `A'Wy`, `y'Wy`, counts and log-determinant,
//! and how two of them add up.

use std::cmp::Ordering;

use crate::error::MixedError;
use crate::information::sums_error;
use crate::system::Group;

/// One entry of `A'WA` on or above the diagonal, and how many pieces it sums: where none is left, the
/// entry is gone, whatever rounding left behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub row: u32,
    pub column: u32,
    pub pieces: u64,
    pub sum: f64,
}

impl Entry {
    pub fn place(&self) -> (u32, u32) {
        (self.row, self.column)
    }

    fn order(&self, other: &Entry) -> Ordering {
        self.place().cmp(&other.place())
    }
}

/// One entry of `A'Wy`; there is one for every entry of the diagonal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Right {
    pub row: u32,
    pub pieces: u64,
    pub sum: f64,
}

/// Sums over the lines of one group.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sums {
    pub group: Group,
    /// Whether W is the precision at one variance. Else `W = diag(r)`, for any variance.
    pub at_present: bool,
    pub lines: u64,
    /// `Σ log|W⁻¹|`.
    pub log_det: f64,
    /// `y'Wy`.
    pub squares: f64,
    /// By row and column.
    pub entries: Vec<Entry>,
    /// By row.
    pub right: Vec<Right>,
}

/// Whether sums are added or taken away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

impl Sums {
    /// The same sums with the effects renumbered in the same order.
    pub fn renumbered(&self, to: &[u32]) -> Sums {
        let at = |row: u32| to[row as usize];
        let entry = |e: &Entry| Entry { row: at(e.row), column: at(e.column), ..*e };
        let right = |r: &Right| Right { row: at(r.row), ..*r };
        Sums {
            group: self.group.clone(),
            entries: self.entries.iter().map(entry).collect(),
            right: self.right.iter().map(right).collect(),
            ..*self
        }
    }

    /// Both together, or what is left without the other.
    pub fn with(&self, other: &Sums, sign: Sign) -> Result<Sums, MixedError> {
        let name = &self.group.name;
        self.check_same_precision(other)?;
        check_same_group(&self.group, &other.group)?;
        let gone = || sums_error(name, "what is taken away is no part of them");
        let count = |a: u64, b: u64| match sign {
            Sign::Plus => a.checked_add(b),
            Sign::Minus => a.checked_sub(b),
        };
        let factor = if sign == Sign::Plus { 1.0 } else { -1.0 };
        let entry = |a: &Entry, b: &Entry| {
            let pieces = count(a.pieces, b.pieces)?;
            let sum = a.sum + factor * b.sum;
            // Rounding may leave a sum of squares a little below 0.
            Some(Entry { pieces, sum: if a.row == a.column { sum.max(0.0) } else { sum }, ..*a })
        };
        let right = |a: &Right, b: &Right| {
            let pieces = count(a.pieces, b.pieces)?;
            Some(Right { pieces, sum: a.sum + factor * b.sum, ..*a })
        };
        let mut entries =
            joined(&self.entries, &other.entries, Entry::order, entry, sign).ok_or_else(gone)?;
        let mut rights = joined(&self.right, &other.right, |a, b| a.row.cmp(&b.row), right, sign)
            .ok_or_else(gone)?;
        entries.retain(|e| e.pieces > 0);
        rights.retain(|r| r.pieces > 0);
        if sign == Sign::Minus && !have_diagonal(&entries, &rights) {
            return Err(gone());
        }
        Ok(Sums {
            group: self.group.clone(),
            at_present: self.at_present,
            lines: count(self.lines, other.lines).ok_or_else(gone)?,
            log_det: self.log_det + factor * other.log_det,
            squares: self.squares + factor * other.squares,
            entries,
            right: rights,
        })
    }

    /// Sums are of one W only where both hold for any variance, or both are at the same one.
    fn check_same_precision(&self, other: &Sums) -> Result<(), MixedError> {
        let what = if self.at_present != other.at_present {
            "one part has sampling covariances and the other has none, so that only one holds for any variance (hint: give the lines of one part a group of their own)"
        } else if self.at_present && self.group.variance != other.group.variance {
            "the parts have sampling covariances and were summed at different variances (hint: set the variance of the group in one system to that of the other, and sum its lines again)"
        } else {
            return Ok(());
        };
        Err(sums_error(&self.group.name, what))
    }

    /// What W has to be multiplied with at the group's variance.
    pub fn scale(&self, variance: f64) -> f64 {
        if self.at_present { 1.0 } else { 1.0 / variance }
    }

    /// `Σ log|C|` at the group's variance.
    pub fn log_det_covariances(&self, variance: f64) -> f64 {
        let of_variance = if self.at_present { 0.0 } else { self.lines as f64 * variance.ln() };
        self.log_det + of_variance
    }
}

/// Groups of the same name must be the same group, but for where their variance stands.
pub(super) fn check_same_group(a: &Group, b: &Group) -> Result<(), MixedError> {
    let same = a.held == b.held && a.prior == b.prior;
    let what = "the parts do not agree on whether it is held and on its prior";
    if same { Ok(()) } else { Err(sums_error(&a.name, what)) }
}

/// Whether every entry off the diagonal has both entries of the diagonal, with no fewer pieces: no sum
/// of lines lacks them.
pub(super) fn have_diagonal(entries: &[Entry], rights: &[Right]) -> bool {
    let pieces = |row: u32| match rights.binary_search_by_key(&row, |right| right.row) {
        Ok(at) => rights[at].pieces,
        Err(_) => 0,
    };
    entries.iter().all(|e| e.pieces <= pieces(e.row) && e.pieces <= pieces(e.column))
}

/// Two sorted lists as one. What only the second has is an error (`None`) where it is taken away.
pub(super) fn joined<T: Clone>(
    a: &[T],
    b: &[T],
    order: impl Fn(&T, &T) -> Ordering,
    both: impl Fn(&T, &T) -> Option<T>,
    sign: Sign,
) -> Option<Vec<T>> {
    let (mut out, mut a, mut b) =
        (Vec::with_capacity(a.len().max(b.len())), a.iter().peekable(), b.iter().peekable());
    loop {
        let order = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => order(x, y),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return Some(out),
        };
        match order {
            Ordering::Less => out.extend(a.next().cloned()),
            Ordering::Greater if sign == Sign::Minus => return None,
            Ordering::Greater => out.extend(b.next().cloned()),
            Ordering::Equal => {
                if let (Some(x), Some(y)) = (a.next(), b.next()) {
                    out.push(both(x, y)?);
                }
            }
        }
    }
}
