//! A table of quantiles: what a draw costs a few nanoseconds with.

/// Cells of a table: few enough that the tables of a plan stay near the processor. The largest error of a
/// lognormal of sd 0.5 between P2 and P98 is below 5e-4 (tested).
const CELLS: usize = 512;

/// A function of a uniform number, tabulated at the middles of equal cells and linear in between. What
/// lies beyond the outermost middles (one case in 512 on both sides together) is put on them.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantileTable(Box<[f64; CELLS]>);

impl QuantileTable {
    /// Tabulates a function of a number strictly between 0 and 1.
    pub fn of(quantile: impl Fn(f64) -> f64) -> QuantileTable {
        let middle = |i: usize| (i as f64 + 0.5) / CELLS as f64;
        QuantileTable(Box::new(std::array::from_fn(|i| quantile(middle(i)))))
    }

    /// Another function of every value of the table.
    pub fn map(self, of: impl Fn(f64) -> f64) -> QuantileTable {
        QuantileTable(Box::new(self.0.map(of)))
    }

    /// The value at a number between 0 and 1.
    #[inline]
    pub fn at(&self, u: f64) -> f64 {
        let x = (u * CELLS as f64 - 0.5).clamp(0.0, (CELLS - 1) as f64);
        // By 32 bits, which the processor converts faster than 64.
        let cell = (x as u32).min(CELLS as u32 - 2);
        let share = x - f64::from(cell);
        let cell = cell as usize;
        let (low, high) = (self.0[cell], self.0[cell + 1]);
        low + (high - low) * share
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Spread;

    #[test]
    fn a_table_is_its_function() {
        let spread = Spread::new((-0.64f64).exp(), 1.0, 0.64f64.exp());
        let table = QuantileTable::of(|u| spread.quantile(u));
        for i in 0..=9_600 {
            let u = 0.02 + f64::from(i) * 1e-4;
            let (got, exact) = (table.at(u), spread.quantile(u));
            assert!((got / exact - 1.0).abs() < 5e-4, "{u}: {got} {exact}");
        }
        assert_eq!(table.at(0.0), table.at(1e-9));
        assert!(table.at(1.0).is_finite());
    }
}
