//! Records: rows of microdata on their way into cells. Only importers and the scoreboard see them.

use crate::{CellKey, ContentHash};

/// One figure of one row: one person's or one post's pay, in one component.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Whose pay it is and how it is stated.
    pub key: CellKey,
    /// The amount as stated, in the key's currency and period. Finite and above zero.
    pub amount: f64,
    /// The hash of the row's content; all records of a row, and all rows that are exact
    /// duplicates, have the same.
    pub row: RowHash,
}

/// A stable hash of a row's content: FNV-1a of 64 bits over every field that the source counts as
/// content (not row numbers), as decoded text in the order of the columns, each followed by the byte
/// 0x1F; then the 64-bit finaliser of MurmurHash3, so that every bit is good for a split.
///
/// ```
/// use goingrate_evidence::RowHash;
/// let hash = RowHash::of(["2025", "MI", "120000"]);
/// assert_eq!(hash, RowHash::of(["2025", "MI", "120000"]));
/// assert_ne!(hash, RowHash::of(["2025", "MI1", "20000"]));
/// assert!(hash.fold(5) < 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowHash(pub u64);

/// The constants of FNV-1a for 64 bits.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl RowHash {
    /// The hash of the fields in this order.
    pub fn of<'f>(fields: impl IntoIterator<Item = &'f str>) -> RowHash {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
        let hash = fields
            .into_iter()
            .fold(FNV_OFFSET, |hash, field| step(field.as_bytes().iter().fold(hash, step), &0x1f));
        RowHash(finalised(hash))
    }

    /// Which of `folds` the row falls into, from 0: its hash modulo their number.
    ///
    /// One fold is all there is if `folds` is 0.
    pub fn fold(self, folds: u64) -> u64 {
        self.0 % folds.max(1)
    }
}

/// The finaliser of MurmurHash3 (Appleby, public domain).
fn finalised(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Percentiles that a source published for a group: one row of a table by job and level.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryQuantiles {
    /// Whose pay it is and how it is stated.
    pub key: CellKey,
    /// Probability (above 0, below 1) and amount, in the order of the probabilities.
    pub quantiles: Vec<(f64, f64)>,
    /// The mean, where it is published.
    pub mean: Option<f64>,
    /// Quantiles of which only this is published: that they are at least so much (a top code).
    pub at_least: Vec<(f64, f64)>,
    /// Relative standard error of the mean, as a share.
    pub mean_error: Option<f64>,
    /// How many people or posts the figures rest on, where it is published.
    pub count: Option<u64>,
    /// Relative standard error of the count, as a share.
    pub count_error: Option<f64>,
    /// The hash of the row's content.
    pub row: RowHash,
}

impl SummaryQuantiles {
    /// Nothing published yet; the source fills in the figures, the frame the hash.
    pub fn new(key: CellKey) -> SummaryQuantiles {
        SummaryQuantiles {
            key,
            quantiles: Vec::new(),
            mean: None,
            at_least: Vec::new(),
            mean_error: None,
            count: None,
            count_error: None,
            row: RowHash(0),
        }
    }

    /// Takes in the figures of another row about the same key, as a table has them that writes a
    /// figure a line; not where both state the same figure.
    pub fn absorb(&mut self, other: &SummaryQuantiles) -> bool {
        let stated = |published: &SummaryQuantiles, p: f64| {
            published.quantiles.iter().chain(&published.at_least).any(|figure| figure.0 == p)
        };
        let clash = |a: bool, b: bool| a && b;
        let same = other.quantiles.iter().chain(&other.at_least).any(|f| stated(self, f.0))
            || clash(self.mean.is_some(), other.mean.is_some())
            || clash(self.mean_error.is_some(), other.mean_error.is_some())
            || clash(self.count.is_some(), other.count.is_some())
            || clash(self.count_error.is_some(), other.count_error.is_some());
        if same || self.key != other.key {
            return false;
        }
        self.quantiles.extend(&other.quantiles);
        self.quantiles.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.at_least.extend(&other.at_least);
        self.mean = self.mean.or(other.mean);
        self.mean_error = self.mean_error.or(other.mean_error);
        self.count = self.count.or(other.count);
        self.count_error = self.count_error.or(other.count_error);
        true
    }
}

/// The identity of a file: the hash of all its bytes.
pub type FileHash = ContentHash;
