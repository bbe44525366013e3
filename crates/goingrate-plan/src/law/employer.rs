//! What an employer pays on top of gross pay.

use goingrate_rules::{Amounts, Counts, Plan, Sheet};

use super::table::PayTable;

/// Contributions and benefits of an employer by a year's gross pay, in the money of pay.
#[derive(Clone, Debug, PartialEq)]
pub struct EmployerLaw {
    /// Contributions with taxes, and benefits.
    table: PayTable<2>,
}

impl EmployerLaw {
    /// The law of a compiled plan of an employer, for gross pay around a middle above zero. `exchange` is how
    /// much of the law's money one unit of the pay's is: the table is in the money of pay.
    pub fn of(plan: &Plan, middle: f64, exchange: f64) -> EmployerLaw {
        let mut sheet = Sheet::default();
        let on_top = |gross: f64| {
            plan.fill(&mut sheet, &Amounts::salary(gross * exchange));
            let total = |counts| plan.total(&sheet, counts) / exchange;
            [total(Counts::Contribution) + total(Counts::Tax), total(Counts::Benefit)]
        };
        EmployerLaw { table: PayTable::of(middle, on_top) }
    }

    /// Whether the rules know benefits by custom.
    pub fn has_benefits(&self) -> bool {
        self.table.amounts().iter().any(|amounts| amounts[1] > 0.0)
    }

    /// Contributions with taxes, and benefits, of a year's gross pay.
    pub fn at(&self, gross: f64) -> (f64, f64) {
        let [contributions, benefits] = self.table.at(gross);
        (contributions.max(0.0), benefits.max(0.0))
    }
}
