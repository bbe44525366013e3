//! Amounts by a year's gross pay, at points that lie evenly in its logarithm.

/// Points of the table, evenly in the logarithm of gross pay from [`LOWEST`] to [`HIGHEST`] of the middle.
const POINTS: usize = 513;
/// The lowest gross pay of the table, as a part of the middle.
const LOWEST: f64 = 0.02;
/// The highest.
const HIGHEST: f64 = 20.0;

/// `N` amounts by a year's gross pay. Between the points, which lie 1.4 % apart, it is linear, as the law is
/// but for its ceilings; beyond the last point it goes on in the same line.
#[derive(Clone, Debug, PartialEq)]
pub struct PayTable<const N: usize> {
    first_ln: f64,
    step_ln: f64,
    gross: Vec<f64>,
    amounts: Vec<[f64; N]>,
}

impl<const N: usize> PayTable<N> {
    /// Tabulates a function of gross pay around a middle above zero.
    pub fn of(middle: f64, amounts: impl FnMut(f64) -> [f64; N]) -> PayTable<N> {
        let (first_ln, last_ln) = ((middle * LOWEST).ln(), (middle * HIGHEST).ln());
        let step_ln = (last_ln - first_ln) / (POINTS - 1) as f64;
        let gross: Vec<f64> = (0..POINTS).map(|i| (first_ln + step_ln * i as f64).exp()).collect();
        let amounts = gross.iter().copied().map(amounts).collect();
        PayTable { first_ln, step_ln, gross, amounts }
    }

    /// The amounts at every point.
    pub fn amounts(&self) -> &[[f64; N]] {
        &self.amounts
    }

    /// The amounts of a year's gross pay; all zero where there is none.
    #[inline]
    pub fn at(&self, gross: f64) -> [f64; N] {
        if gross <= 0.0 {
            return [0.0; N];
        }
        let at = ((gross.ln() - self.first_ln) / self.step_ln).max(0.0);
        let cell = (at as usize).min(POINTS - 2);
        let (low, high) = (self.gross[cell], self.gross[cell + 1]);
        let share = (gross - low) / (high - low);
        let (from, to) = (&self.amounts[cell], &self.amounts[cell + 1]);
        std::array::from_fn(|i| from[i] + (to[i] - from[i]) * share)
    }
}
