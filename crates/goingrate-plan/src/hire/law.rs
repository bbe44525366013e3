//! What an employer pays on top of gross pay, by the rules of a place, as a table that a draw can read.

use goingrate_rules::{Amounts, Counts, Plan, Sheet};

/// Points of the table, evenly in the logarithm of gross pay from [`LOWEST`] to [`HIGHEST`] of the middle.
const POINTS: usize = 513;
/// The lowest gross pay of the table, as a part of the middle.
const LOWEST: f64 = 0.02;
/// The highest.
const HIGHEST: f64 = 20.0;

/// Contributions and benefits of an employer by a year's gross pay, in the money of pay. Between the
/// points, which lie 1.4 % apart, it is linear, as the law is but for its ceilings.
#[derive(Clone, Debug, PartialEq)]
pub struct EmployerLaw {
    first_ln: f64,
    step_ln: f64,
    /// At each point: gross pay, contributions and taxes, benefits.
    points: Vec<[f64; 3]>,
}

impl EmployerLaw {
    /// The law of a compiled plan of an employer, for gross pay around a middle above zero. `exchange` is how
    /// much of the law's money one unit of the pay's is: the table is in the money of pay.
    pub fn of(plan: &Plan, middle: f64, exchange: f64) -> EmployerLaw {
        let (first_ln, last_ln) = ((middle * LOWEST).ln(), (middle * HIGHEST).ln());
        let step_ln = (last_ln - first_ln) / (POINTS - 1) as f64;
        let mut sheet = Sheet::default();
        let point = |i: usize| {
            let gross = (first_ln + step_ln * i as f64).exp();
            plan.fill(&mut sheet, &Amounts::salary(gross * exchange));
            let total = |counts| plan.total(&sheet, counts) / exchange;
            [gross, total(Counts::Contribution) + total(Counts::Tax), total(Counts::Benefit)]
        };
        EmployerLaw { first_ln, step_ln, points: (0..POINTS).map(point).collect() }
    }

    /// Whether the rules know benefits by custom.
    pub fn has_benefits(&self) -> bool {
        self.points.iter().any(|point| point[2] > 0.0)
    }

    /// Contributions with taxes, and benefits, of a year's gross pay.
    pub fn at(&self, gross: f64) -> (f64, f64) {
        if gross <= 0.0 {
            return (0.0, 0.0);
        }
        let last = self.points.len() - 2;
        let at = ((gross.ln() - self.first_ln) / self.step_ln).max(0.0);
        let cell = (at as usize).min(last);
        let ([x, c, b], [x1, c1, b1]) = (self.points[cell], self.points[cell + 1]);
        let share = (gross - x) / (x1 - x);
        ((c + (c1 - c) * share).max(0.0), (b + (b1 - b) * share).max(0.0))
    }
}
