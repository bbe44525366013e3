//! Time: a stay in years from the first working day, and what money of a day is worth today.

/// The stay and the discount.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// Years of the stay.
    pub years: usize,
    /// What money of a year from now is worth less, as a logarithm.
    force: f64,
}

impl Time {
    /// A stay at a discount a year.
    pub fn new(years: usize, discount: f64) -> Time {
        Time { years, force: discount.ln_1p() }
    }

    /// The last month of the stay.
    pub fn months(&self) -> usize {
        self.years * 12
    }

    /// What one unit of money in so many years is worth today.
    #[inline]
    pub fn worth(&self, years: f64) -> f64 {
        (-self.force * years).exp()
    }

    /// What one unit in the middle of a year is worth today; years count from 0.
    pub fn worth_in_middle(&self, year: usize) -> f64 {
        self.worth(year as f64 + 0.5)
    }

    /// How much more a payment on its day is worth than one in the middle of a year.
    #[inline]
    pub fn gain(&self, years: f64, year: usize) -> f64 {
        (self.force * (year as f64 + 0.5 - years)).exp() - 1.0
    }
}

/// The year, from 0, that ends with a month or has it within: a vest after 12 months is of the first year.
pub fn year_of_end(month: usize) -> usize {
    month.saturating_sub(1) / 12
}
