//! Solving with the factor of an earlier, similar system: preconditioned conjugate gradients (Hestenes &
//! Stiefel 1952) on `Hθ = A'My`, with the earlier Σ as the preconditioner. Where weights and variances
//! moved little, a handful of products takes the place of a new factor.

use rayon::prelude::*;

use crate::error::MixedError;
use crate::factor::Factor;
use crate::factor::dense::{clean_registers, dot};
use crate::system::{MOST_LINES, Precisions, System, check_length};

/// What [`refine`] came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Refined {
    /// θ.
    pub theta: Vec<f64>,
    /// Products with H that it took.
    pub products: usize,
    /// About how far the furthest θ still is from the solution; NaN and infinity do not occur.
    pub error: f64,
}

/// Solves a system by a factor of an earlier state of it, starting at `start`, until no θ is
/// further off than `tolerance`, or for at most `products` products with H. What it returns says
/// how far it came: that the earlier system was too different is no error.
///
/// # Errors
/// A factor of another pattern, a start of another length, or a piece whose covariance is not
/// positive definite.
///
/// ```
/// use goingrate_mixed::{Group, Piece, System, refine, solve};
/// let mut system = System::new(2);
/// let noise = system.add_group(Group::data("noise", 1.0))?;
/// for (x, y) in [(0.0, 1.0), (1.0, 3.0), (2.0, 5.5)] {
///     system.push(Piece::line(noise, &[(0, 1.0), (1, x)], y))?;
/// }
/// let near = solve(&system, None)?;
/// system.set_robust(goingrate_mixed::PieceId(2), 0, 0.5)?;
/// let exact = solve(&system, None)?;
/// let refined = refine(&system, &near.factor, &near.theta, 1e-10, 20)?;
/// assert!((refined.theta[1] - exact.theta[1]).abs() < 1e-9);
/// # Ok::<(), goingrate_mixed::MixedError>(())
/// ```
pub fn refine(
    system: &System,
    factor: &Factor,
    start: &[f64],
    tolerance: f64,
    products: usize,
) -> Result<Refined, MixedError> {
    if factor.structure.pattern != system.pattern() {
        return Err(MixedError::OtherPattern);
    }
    check_length("start", system.columns, start.len())?;
    let precisions = Precisions::of(system)?;
    let normal = NormalEquations { system, precisions: &precisions };
    let mut search = ConjugateGradients::new(&normal, factor, start)?;
    while search.found.error > tolerance && search.found.products < products {
        if !search.step()? {
            break;
        }
    }
    clean_registers();
    Ok(search.found)
}

/// Preconditioned conjugate gradients under way.
struct ConjugateGradients<'a> {
    normal: &'a NormalEquations<'a>,
    factor: &'a Factor,
    /// A'My − Hθ.
    residual: Vec<f64>,
    direction: Vec<f64>,
    /// Residual times preconditioned residual.
    size: f64,
    found: Refined,
}

impl<'a> ConjugateGradients<'a> {
    fn new(
        normal: &'a NormalEquations<'a>,
        factor: &'a Factor,
        start: &[f64],
    ) -> Result<ConjugateGradients<'a>, MixedError> {
        let residual = normal.residual(start);
        let direction = factor.solve(&residual)?;
        let size = dot(&residual, &direction);
        let found = Refined { theta: start.to_vec(), products: 1, error: furthest(&direction) };
        Ok(ConjugateGradients { normal, factor, residual, direction, size, found })
    }

    /// One product with H; false where the numbers leave the range of floating point.
    fn step(&mut self) -> Result<bool, MixedError> {
        let image = self.normal.times(&self.direction);
        let length = self.size / dot(&self.direction, &image);
        if !length.is_finite() {
            return Ok(false);
        }
        add(&mut self.found.theta, length, &self.direction);
        add(&mut self.residual, -length, &image);
        let preconditioned = self.factor.solve(&self.residual)?;
        let next = dot(&self.residual, &preconditioned);
        let keep = next / self.size;
        self.direction.iter_mut().zip(&preconditioned).for_each(|(d, z)| *d = z + keep * *d);
        self.size = next;
        self.found.products += 1;
        self.found.error = furthest(&preconditioned);
        Ok(true)
    }
}

fn add(into: &mut [f64], factor: f64, x: &[f64]) {
    into.iter_mut().zip(x).for_each(|(i, x)| *i += factor * x);
}

fn furthest(x: &[f64]) -> f64 {
    x.iter().fold(0.0, |most, x| f64::max(most, x.abs()))
}

/// The normal equations `Hθ = A'My` as products, H never formed.
struct NormalEquations<'a> {
    system: &'a System,
    precisions: &'a Precisions,
}

/// Chunks of the pieces that are worked off side by side: a fixed number, so that sums do not depend
/// on the number of threads.
const CHUNKS: usize = 8;

impl NormalEquations<'_> {
    /// `A'MAx`.
    fn times(&self, x: &[f64]) -> Vec<f64> {
        self.gather(|line| self.system.dot(line, x))
    }

    /// `A'M(y − Ax)`.
    fn residual(&self, x: &[f64]) -> Vec<f64> {
        self.gather(|line| self.system.values[line] - self.system.dot(line, x))
    }

    /// `A'Mu` of one number for every line.
    fn gather(&self, of_line: impl Fn(usize) -> f64 + Sync) -> Vec<f64> {
        let pieces = self.system.pieces.len();
        let sums: Vec<Vec<f64>> = (0..CHUNKS)
            .into_par_iter()
            .map(|chunk| {
                let mut out = vec![0.0; self.system.columns];
                for piece in chunk * pieces / CHUNKS..(chunk + 1) * pieces / CHUNKS {
                    self.add_piece(piece, &of_line, &mut out);
                }
                out
            })
            .collect();
        let mut sum = vec![0.0; self.system.columns];
        sums.iter().for_each(|chunk| add(&mut sum, 1.0, chunk));
        sum
    }

    fn add_piece(&self, piece: usize, of_line: impl Fn(usize) -> f64, out: &mut [f64]) {
        let lines = self.system.lines_of(piece);
        let mut numbers = [0.0; MOST_LINES];
        numbers.iter_mut().zip(lines.clone()).for_each(|(n, line)| *n = of_line(line));
        let weighted = self.precisions.times(piece, &numbers[..lines.len()]);
        for (line, weight) in lines.zip(weighted) {
            let (columns, coefficients) = self.system.row(line);
            columns.iter().zip(coefficients).for_each(|(c, a)| out[*c as usize] += a * weight);
        }
    }
}
