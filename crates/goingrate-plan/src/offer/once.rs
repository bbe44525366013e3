//! Payments of once by year of the stay, and what has to be paid back by whom leaves at its end.

use super::model::PARTS;
use super::question::Payment;
use super::time::Time;

/// What is paid once in a year.
#[derive(Clone, Copy, Debug, Default)]
pub struct Once {
    /// What is taxed as pay, by part.
    pub taxed: [f64; PARTS],
    /// What is not taxed.
    pub untaxed: [f64; PARTS],
    /// Sums of both, times how much more a payment on its day is worth than one in the middle of the year.
    pub timing: [f64; 2],
    /// Sums of both.
    pub sums: [f64; 2],
}

/// Payments of once by year, with what has to be paid back by whom leaves at the end of the stay.
pub fn once(payments: &[Payment], time: &Time) -> Vec<Once> {
    let mut years = vec![Once::default(); time.years];
    let mut add = |payment: &Payment, amount: f64, year: usize, months: f64| {
        let once: &mut Once = &mut years[year];
        let parts = if payment.taxed { &mut once.taxed } else { &mut once.untaxed };
        parts[payment.part as usize] += amount;
        let at = usize::from(!payment.taxed);
        once.sums[at] += amount;
        once.timing[at] += amount * time.gain(months / 12.0, year);
    };
    let end = time.months();
    for payment in payments.iter().filter(|payment| (payment.month as usize) < end) {
        add(payment, payment.amount, payment.month as usize / 12, f64::from(payment.month));
        let back = paid_back(payment, end);
        if back > 0.0 {
            add(payment, -back, time.years - 1, end as f64);
        }
    }
    years
}

/// What of a payment has to be paid back by whom leaves at the end of a month.
fn paid_back(payment: &Payment, end: usize) -> f64 {
    let Some(clawback) = payment.clawback else { return 0.0 };
    let lacking = (payment.month + clawback.months).saturating_sub(end as u32);
    if lacking == 0 || payment.amount <= 0.0 {
        return 0.0;
    }
    let part = f64::from(lacking) / f64::from(clawback.months);
    payment.amount * if clawback.pro_rata { part } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offer::{Clawback, Part};

    #[test]
    fn who_leaves_early_pays_back() {
        let check = |month: u32, months: u32, pro_rata: bool, end: usize, expected: f64| {
            let payment = Payment {
                part: Part::SignOn,
                name: String::new(),
                month,
                amount: 24_000.0,
                clawback: Some(Clawback { months, pro_rata }),
                taxed: true,
            };
            assert_eq!(paid_back(&payment, end), expected, "{payment:?} {end}");
        };
        check(0, 24, true, 12, 12_000.0);
        check(0, 24, false, 12, 24_000.0);
        check(6, 24, true, 12, 18_000.0);
        check(0, 12, true, 12, 0.0);
        check(0, 0, false, 12, 0.0);
    }
}
