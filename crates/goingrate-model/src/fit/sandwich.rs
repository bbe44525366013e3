//! How figures that leave levels open still lean on the ladder.
//!
//! Evidence that knows no level says what it says of an all-level distribution, whose shape rests on
//! the ladder, and yet its rows leave the ladder out, so that it cannot teach levels (docs/METHOD.md,
//! "What official cells may say"). The effects that it does teach, spread and skew above all, then
//! depend on where the ladder stands. With `H = A'MA + P` the information of the rows as they are,
//! `L` the derivatives that they leave out and `E` the ladder's columns, effects settle where
//! `A'M(y − f(θ)) = Pθ`, whose derivative is `J = H + A'ML·E'`, and their covariance is
//! `J⁻¹HJ⁻ᵀ`: what an estimating equation gives that is no likelihood (Godambe 1960, Ann. Math.
//! Stat. 31:1208–1211; "cut" models, Plummer 2015, Stat. Comput. 25:37–43). By Woodbury's identity
//! that of a figure with gradient `a` is `ã'H⁻¹ã`, `ã = a − E(I + U'ΣE)⁻¹U'Σa`, `U = A'ML`.

use goingrate_mixed::{Solution, System};
use rayon::prelude::*;

use crate::ModelError;
use crate::book::influence::Influence;
use crate::distribution::mixture::Columns;

/// How all effects answer to the ladder through the rows that leave it out.
#[derive(Debug)]
pub(crate) struct Response {
    ladder: Vec<u32>,
    /// `ΣU`, one column for each of the ladder's.
    spread: Vec<Vec<f64>>,
    /// `(I + U'ΣE)⁻¹`, row by row.
    inverse: Vec<f64>,
}

impl Response {
    /// From the derivatives that each line leaves out.
    ///
    /// # Errors
    /// When they are of another system than the solution.
    pub fn of(
        system: &System,
        solution: &Solution,
        left_out: &[Columns],
    ) -> Result<Response, ModelError> {
        let mut ladder: Vec<u32> = left_out.iter().flatten().map(|l| l.0).collect();
        ladder.sort_unstable();
        ladder.dedup();
        let width = ladder.len();
        let mut lines = vec![vec![0.0; left_out.len()]; width];
        for (line, of_line) in left_out.iter().enumerate() {
            for &(column, value) in of_line {
                lines[ladder.partition_point(|&l| l < column)][line] += value;
            }
        }
        let pulled: Result<Vec<_>, _> =
            lines.par_iter().map(|lines| solution.weighted_transpose(system, lines)).collect();
        let spread = solution.factor.solve_many(&pulled?)?;
        let mut inner = vec![0.0; width * width];
        for (i, of) in spread.iter().enumerate() {
            for (j, &column) in ladder.iter().enumerate() {
                inner[i * width + j] = of[column as usize] + f64::from(u8::from(i == j));
            }
        }
        Ok(Response { inverse: crate::matrix::invert(inner, width), ladder, spread })
    }

    /// What turns the gradients of answers.
    pub fn influence(self) -> Influence {
        let width = self.ladder.len();
        let effects = self.spread.first().map_or(0, Vec::len);
        let mut back = Vec::with_capacity(effects * width);
        for effect in 0..effects {
            for row in self.inverse.chunks(width) {
                back.push(row.iter().zip(&self.spread).map(|(x, of)| x * of[effect]).sum());
            }
        }
        Influence::of_exact(self.ladder, &back)
    }
}
