//! What comes into a computation: the amounts of a year, before any rule.

/// The amounts of a year in the currency of the place. Inside the kernel they are plain numbers;
/// [`TaxCase`](crate::TaxCase) is how they come in with unit and currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amounts {
    /// Regular wages of an employee.
    pub salary: f64,
    /// Supplementary wages: bonus, vesting equity, sign-on.
    pub bonus: f64,
    /// Net profit of a self-employed person, after business expenses.
    pub profit: f64,
    /// What the worker would put into a pre-tax retirement plan.
    pub saving: f64,
}

impl Amounts {
    /// The words by which lines refer to them, in the order of [`Amounts::row`].
    pub const WORDS: [&str; 5] = ["zero", "salary", "bonus", "profit", "saving"];

    /// All of them in the order of [`Amounts::WORDS`].
    pub fn row(&self) -> [f64; 5] {
        [0.0, self.salary, self.bonus, self.profit, self.saving]
    }

    /// Everything that was earned.
    pub fn gross(&self) -> f64 {
        self.salary + self.bonus + self.profit
    }

    /// Employment income of one year.
    ///
    /// ```
    /// use goingrate_rules::Amounts;
    /// assert_eq!(Amounts::salary(148_000.0).gross(), 148_000.0);
    /// ```
    pub fn salary(salary: f64) -> Amounts {
        Amounts { salary, ..Amounts::default() }
    }

    /// Self-employed income of one year, after business expenses.
    pub fn profit(profit: f64) -> Amounts {
        Amounts { profit, ..Amounts::default() }
    }
}
