//! The model as a list of pieces: sparse rows with a sampling covariance and a
//! variance group. Flat arrays inside, so that values, coefficients, weights and
//! variances can be changed between solves without touching the pattern.

use std::ops::Range;

use crate::error::MixedError;

/// Most lines that one [`Piece`] may hold.
pub const MOST_LINES: usize = 8;

/// Names a variance group of a [`System`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub usize);

/// Names a piece of a [`System`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceId(pub usize);

/// Whether the lines of a group are data or priors on the unknowns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Observed figures: counted in the `log 2π` term of the criterion.
    Data,
    /// Prior rows: a column that no prior row touches is a fixed effect.
    Prior,
}

/// Weakly informative prior on a variance, scaled inverse χ²: adds
/// `−½·degrees·(log s² + s₀²/s²)` to the restricted log-likelihood.
///
/// Its mode, alone, is `s² = s₀²`; `degrees` says how many observations it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VariancePrior {
    /// Weight of the prior in observations (ν₀), ≥ 0.
    pub degrees: f64,
    /// The variance it pulls towards (s₀²), > 0.
    pub variance: f64,
}

/// A variance shared by lines: `s_g²` of data lines, `τ²` of a block of effects.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Name for reports.
    pub name: String,
    /// Current variance s²; the start when REML estimates it.
    pub variance: f64,
    /// Held groups are not estimated. Only a held group may have variance 0.
    pub held: bool,
    /// Weak prior on the variance, if any.
    pub prior: Option<VariancePrior>,
    /// Data or prior rows.
    pub role: Role,
}

impl Group {
    /// A group of data lines to be estimated, starting at `variance`.
    pub fn data(name: &str, variance: f64) -> Group {
        Group { name: name.into(), variance, held: false, prior: None, role: Role::Data }
    }

    /// A group of prior rows to be estimated, starting at `variance`.
    pub fn effects(name: &str, variance: f64) -> Group {
        Group { role: Role::Prior, ..Group::data(name, variance) }
    }

    /// The same group with its variance held at its start.
    pub fn held(self) -> Group {
        Group { held: true, ..self }
    }

    /// The same group with a weak prior on its variance.
    pub fn with_prior(self, degrees: f64, variance: f64) -> Group {
        Group { prior: Some(VariancePrior { degrees, variance }), ..self }
    }
}

/// One sparse row `a`: the columns it touches and their coefficients.
///
/// Repeated columns add up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Column indices, each below the system's number of columns.
    pub columns: Vec<u32>,
    /// One coefficient a column.
    pub coefficients: Vec<f64>,
}

/// Up to [`MOST_LINES`] lines that share a sampling covariance.
///
/// `y = Aθ + e`, `Cov e = V + s_g²·diag(1/r)`, with V = `sampling` and r the robust
/// weights (1 until changed).
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The variance group of all its lines.
    pub group: GroupId,
    /// The rows of A (k of them).
    pub lines: Vec<Line>,
    /// What each line says (k).
    pub values: Vec<f64>,
    /// V, k×k row-major and symmetric; empty means all zero.
    pub sampling: Vec<f64>,
}

impl Piece {
    /// A single line without sampling variance.
    pub fn line(group: GroupId, terms: &[(u32, f64)], value: f64) -> Piece {
        let (columns, coefficients) = terms.iter().copied().unzip();
        Piece {
            group,
            lines: vec![Line { columns, coefficients }],
            values: vec![value],
            sampling: Vec::new(),
        }
    }

    /// The prior row `θ_column ~ N(mean, τ²)` of a group of effects.
    pub fn prior(group: GroupId, column: u32, mean: f64) -> Piece {
        Piece::line(group, &[(column, 1.0)], mean)
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
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
    pub(crate) pieces: Vec<Head>,
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

    /// Pieces with more than this many distinct columns are kept as extra unknowns
    /// instead of being squared (default 200). The result is the same, exactly.
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
        if let Some(prior) = group.prior {
            check_range(
                "a variance prior's degrees",
                prior.degrees,
                prior.degrees >= 0.0,
                "at least 0",
            )?;
            check_range(
                "a variance prior's variance",
                prior.variance,
                prior.variance > 0.0,
                "above 0",
            )?;
        }
        self.groups.push(group);
        Ok(GroupId(self.groups.len() - 1))
    }

    /// Adds a piece and names it.
    ///
    /// # Errors
    /// An unknown group or column, lengths that disagree, more than [`MOST_LINES`]
    /// lines, a number that is not finite. The system is then unchanged.
    pub fn push(&mut self, piece: Piece) -> Result<PieceId, MixedError> {
        self.check(&piece)?;
        let first = self.values.len() as u32;
        let sampling = if piece.sampling.iter().all(|v| *v == 0.0) {
            u32::MAX
        } else {
            self.sampling.len() as u32
        };
        if sampling != u32::MAX {
            self.sampling.extend_from_slice(&piece.sampling);
        }
        let lines = piece.lines.len() as u32;
        self.pieces.push(Head { first, lines, group: piece.group.0 as u32, sampling });
        self.note(
            u64::from(lines) << 32 | u64::from(self.groups[piece.group.0].role == Role::Prior),
        );
        for (line, value) in piece.lines.iter().zip(&piece.values) {
            self.push_line(line, *value);
        }
        Ok(PieceId(self.pieces.len() - 1))
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

    /// FNV-1a over the pattern, so that a stale `Symbolic` is noticed.
    fn note(&mut self, word: u64) {
        self.pattern = (self.pattern ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(5);
    }

    pub(crate) fn pattern(&self) -> u64 {
        self.pattern
    }

    fn check(&self, piece: &Piece) -> Result<(), MixedError> {
        let (number, lines) = (self.pieces.len(), piece.lines.len());
        if piece.group.0 >= self.groups.len() {
            return Err(MixedError::Group { group: piece.group.0, groups: self.groups.len() });
        }
        if lines == 0 || lines > MOST_LINES {
            return Err(MixedError::Dimension {
                what: "lines of a piece (1 to 8)",
                expected: MOST_LINES,
                found: lines,
            });
        }
        check_length("values of a piece", lines, piece.values.len())?;
        if !piece.sampling.is_empty() {
            check_length("sampling covariance of a piece", lines * lines, piece.sampling.len())?;
        }
        for (index, line) in piece.lines.iter().enumerate() {
            self.check_line(number, index, line)?;
        }
        check_finite(number, "a value", &piece.values, 1)?;
        check_finite(number, "a sampling covariance", &piece.sampling, lines)
    }

    fn check_line(&self, piece: usize, index: usize, line: &Line) -> Result<(), MixedError> {
        check_length("coefficients of a line", line.columns.len(), line.coefficients.len())?;
        if let Some(&column) = line.columns.iter().find(|c| **c as usize >= self.columns) {
            return Err(MixedError::Column { piece, line: index, column, columns: self.columns });
        }
        match line.coefficients.iter().find(|c| !c.is_finite()) {
            Some(&value) => {
                Err(MixedError::NotFinite { piece, line: index, what: "a coefficient", value })
            }
            None => Ok(()),
        }
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

pub(crate) fn check_length(
    what: &'static str,
    expected: usize,
    found: usize,
) -> Result<(), MixedError> {
    if expected == found { Ok(()) } else { Err(MixedError::Dimension { what, expected, found }) }
}

pub(crate) fn check_range(
    what: &'static str,
    value: f64,
    inside: bool,
    range: &'static str,
) -> Result<(), MixedError> {
    if value.is_finite() && inside { Ok(()) } else { Err(MixedError::Range { what, value, range }) }
}

pub(crate) fn check_variance(value: f64, held: bool) -> Result<(), MixedError> {
    let inside = value > 0.0 || (held && value == 0.0);
    check_range("a group's variance", value, inside, "above 0 (or 0, if held)")
}

pub(crate) fn check_finite(
    piece: usize,
    what: &'static str,
    numbers: &[f64],
    width: usize,
) -> Result<(), MixedError> {
    match numbers.iter().position(|v| !v.is_finite()) {
        Some(at) => {
            Err(MixedError::NotFinite { piece, line: at / width.max(1), what, value: numbers[at] })
        }
        None => Ok(()),
    }
}
