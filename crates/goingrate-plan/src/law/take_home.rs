//! What is left of gross pay after tax and contributions.

use goingrate_rules::{Amounts, Plan, Sheet};

use super::table::PayTable;

/// What is left of a year's gross pay for an employee, in the money of pay. Bonus, sign-on payments and
/// shares are taxed with the salary of the year in which they come.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeHomeLaw {
    table: PayTable<1>,
}

impl TakeHomeLaw {
    /// The law of a compiled plan of an employee, for gross pay around a middle above zero. `exchange` is how
    /// much of the law's money one unit of the pay's is: the table is in the money of pay.
    pub fn of(plan: &Plan, middle: f64, exchange: f64) -> TakeHomeLaw {
        let mut sheet = Sheet::default();
        let net =
            |gross: f64| [plan.net(&mut sheet, &Amounts::salary(gross * exchange)) / exchange];
        TakeHomeLaw { table: PayTable::of(middle, net) }
    }

    /// What is left of a year's gross pay; nothing of nothing.
    #[inline]
    pub fn net(&self, gross: f64) -> f64 {
        self.table.at(gross)[0]
    }
}
