//! A sum that keeps what rounding takes from it (Neumaier 1974, Z. Angew. Math. Mech. 54:39–51): years of
//! lines are added one by one to sums that are millions of times as large as any of them.
//! It holds within one part: the sums of parts are added without it.

/// A running sum with its rounding error.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    pub fn add(&mut self, term: f64) {
        let next = self.sum + term;
        self.lost += match self.sum.abs() >= term.abs() {
            true => (self.sum - next) + term,
            false => (term - next) + self.sum,
        };
        self.sum = next;
    }

    pub fn value(self) -> f64 {
        self.sum + self.lost
    }

    /// The sum of all terms.
    pub fn of(terms: impl Iterator<Item = f64>) -> f64 {
        let mut sum = Compensated::default();
        terms.for_each(|term| sum.add(term));
        sum.value()
    }
}

#[cfg(test)]
mod tests {
    use super::Compensated;

    #[test]
    fn small_terms_are_not_lost_beside_large_ones() {
        assert_eq!(Compensated::of([1.0, 1e100, 1.0, -1e100].into_iter()), 2.0);
    }
}
