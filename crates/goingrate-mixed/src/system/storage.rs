//! The system in memory: all pieces in flat arrays, so that values, coefficients, weights and
//! variances can change between solves while the pattern of nonzeros stays as it is.

use std::ops::Range;

use crate::error::MixedError;
use crate::system::group::{Group, GroupId, RowKind};
use crate::system::piece::{Line, Piece, PieceId};
use crate::system::validation::{check_piece, check_prior, check_variance};

/// Where the lines and numbers of a piece stand in the flat arrays.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PieceHeader {
    pub first: u32,
    pub lines: u32,
    pub group: u32,
    /// Offset into `sampling`, or `u32::MAX` where V is zero.
    pub sampling: u32,
}

/// All pieces and variance groups over `columns` unknowns θ.
///
/// ```
/// use goingrate_mixed::{Group, Piece, System, solve};
/// let mut system = System::new(1);
/// let noise = system.add_group(Group::data("noise", 4.0))?;
/// let known = system.add_group(Group::effects("effect", 1.0))?;
/// system.push(Piece::line(noise, &[(0, 1.0)], 10.0))?;
/// system.push(Piece::prior(known, 0, 0.0))?;
/// let solution = solve(&system, None)?;
/// assert!((solution.theta[0] - 2.0).abs() < 1e-12);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
#[derive(Debug, Clone)]
pub struct System {
    pub(crate) columns: usize,
    pub(crate) groups: Vec<Group>,
    pub(crate) pieces: Vec<PieceHeader>,
    pub(crate) starts: Vec<u32>,
    pub(crate) indices: Vec<u32>,
    pub(crate) coefficients: Vec<f64>,
    pub(crate) values: Vec<f64>,
    pub(crate) robust: Vec<f64>,
    pub(crate) sampling: Vec<f64>,
    pub(crate) wide: usize,
    pub(crate) revision: u64,
    pattern: u64,
}

/// Pieces that one thread works off at a time.
const TOGETHER: usize = 4096;

/// All pieces in consecutive ranges, for threads. What every piece comes to does not depend on the cut.
pub(crate) fn chunks(pieces: usize) -> Vec<Range<usize>> {
    let starts = (0..pieces).step_by(TOGETHER);
    starts.map(|start| start..(start + TOGETHER).min(pieces)).collect()
}

impl System {
    /// An empty system of `columns` unknowns.
    pub fn new(columns: usize) -> System {
        System {
            columns,
            groups: Vec::new(),
            pieces: Vec::new(),
            starts: vec![0],
            indices: Vec::new(),
            coefficients: Vec::new(),
            values: Vec::new(),
            robust: Vec::new(),
            sampling: Vec::new(),
            wide: 200,
            revision: 0,
            pattern: 0xcbf2_9ce4_8422_2325 ^ columns as u64,
        }
    }

    /// Pieces with more than this many distinct columns (default 200) do not enter H as a dense block:
    /// their lines become extra unknowns of an augmented system. The result is the same, exactly.
    pub fn set_wide_threshold(&mut self, columns: usize) {
        self.wide = columns;
        self.note(columns as u64);
    }

    /// Adds a variance group.
    ///
    /// # Errors
    /// A variance that is negative or not finite, zero without being held, or a prior
    /// out of range.
    pub fn add_group(&mut self, group: Group) -> Result<GroupId, MixedError> {
        check_variance(group.variance, group.held)?;
        group.prior.as_ref().map_or(Ok(()), check_prior)?;
        self.groups.push(group);
        Ok(GroupId(self.groups.len() - 1))
    }

    /// Adds a piece and names it.
    ///
    /// # Errors
    /// An unknown group or column, lengths that disagree, more than
    /// [`MOST_LINES`](crate::MOST_LINES) lines, a number that is not finite. The system is then unchanged.
    pub fn push(&mut self, piece: Piece) -> Result<PieceId, MixedError> {
        check_piece(&piece, self.pieces.len(), self.groups.len(), self.columns)?;
        let first = self.values.len() as u32;
        let sampling = self.push_sampling(&piece.sampling);
        let lines = piece.lines.len() as u32;
        self.pieces.push(PieceHeader { first, lines, group: piece.group.0 as u32, sampling });
        self.note(
            u64::from(lines) << 32 | u64::from(self.groups[piece.group.0].kind == RowKind::Prior),
        );
        for (line, value) in piece.lines.iter().zip(&piece.values) {
            self.push_line(line, *value);
        }
        Ok(PieceId(self.pieces.len() - 1))
    }

    /// Keeps a sampling covariance that is not zero; where it stands.
    fn push_sampling(&mut self, sampling: &[f64]) -> u32 {
        if sampling.iter().all(|v| *v == 0.0) {
            return u32::MAX;
        }
        let start = self.sampling.len() as u32;
        self.sampling.extend_from_slice(sampling);
        start
    }

    fn push_line(&mut self, line: &Line, value: f64) {
        self.note(line.columns.len() as u64);
        for column in &line.columns {
            self.note(u64::from(*column));
        }
        self.indices.extend_from_slice(&line.columns);
        self.coefficients.extend_from_slice(&line.coefficients);
        self.starts.push(self.indices.len() as u32);
        self.values.push(value);
        self.robust.push(1.0);
    }

    /// FNV-1a over the pattern, so that a `Symbolic` of an earlier pattern is noticed.
    fn note(&mut self, word: u64) {
        self.pattern = (self.pattern ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(5);
    }

    pub(crate) fn pattern(&self) -> u64 {
        self.pattern
    }

    pub(crate) fn lines_of(&self, piece: usize) -> Range<usize> {
        let head = self.pieces[piece];
        head.first as usize..(head.first + head.lines) as usize
    }

    pub(crate) fn span(&self, line: usize) -> Range<usize> {
        self.starts[line] as usize..self.starts[line + 1] as usize
    }

    pub(crate) fn row(&self, line: usize) -> (&[u32], &[f64]) {
        let span = self.span(line);
        (&self.indices[span.clone()], &self.coefficients[span])
    }

    /// `a'x` for one line.
    pub(crate) fn dot(&self, line: usize, x: &[f64]) -> f64 {
        let (columns, coefficients) = self.row(line);
        columns.iter().zip(coefficients).map(|(c, a)| a * x[*c as usize]).sum()
    }
}
