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
    let mut refined = Refined { theta: start.to_vec(), products: 1, error: 0.0 };
    let mut residual = normal.residual(start);
    let mut forward = factor.solve(&residual)?;
    let mut direction = forward.clone();
    let mut size = dot(&residual, &forward);
    refined.error = furthest(&forward);
    while refined.error > tolerance && refined.products < products {
        let image = normal.times(&direction);
        let length = size / dot(&direction, &image);
        if !length.is_finite() {
            break;
        }
        add(&mut refined.theta, length, &direction);
        add(&mut residual, -length, &image);
        forward = factor.solve(&residual)?;
        let next = dot(&residual, &forward);
        let keep = next / size;
        direction.iter_mut().zip(&forward).for_each(|(d, z)| *d = z + keep * *d);
        size = next;
        refined.products += 1;
        refined.error = furthest(&forward);
    }
    clean_registers();
    Ok(refined)
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
