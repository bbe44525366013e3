//! What an offer pays once, and what is lost with the present job.

use goingrate_plan::At;
use goingrate_plan::offer::{self as plan, Part, Payment};
use goingrate_units::{Date, Problem};

use super::monies::Monies;
use super::price::{Pricing, currency_of};
use super::{OfferAsked, SignOnAsked, When};

impl Pricing<'_, '_> {
    /// What is paid once, and what is lost with the present job.
    pub(super) fn payments(
        &mut self,
        offer: &OfferAsked,
        monies: &Monies,
    ) -> Result<Vec<Payment>, Problem> {
        let start = offer.start.unwrap_or(self.asked.today);
        let mut payments = Vec::new();
        for asked in &offer.sign_on {
            payments.push(self.sign_on(asked, start, monies)?);
        }
        if !self.asked.leaving.is_empty() && self.asked.offers.len() > 1 {
            let all = "What the present job would still have paid is lost with every offer that begins before it.";
            self.tell_of_all(all);
        }
        for left in &self.asked.leaving {
            // What was due before the first day in the new job has been paid.
            if left.on < start {
                continue;
            }
            let mut amount = left.amount;
            amount.currency = amount
                .currency
                .or(Some(currency_of(&self.asked.offers[0], &self.going_rate.taxonomy)));
            let month = months_between(start, left.on);
            self.tell_if_outside(&left.name, month);
            payments.push(Payment {
                part: Part::LeftBehind,
                name: left.name.clone(),
                month,
                amount: -monies.once(amount, "leaving")?,
                clawback: None,
                taxed: true,
            });
        }
        Ok(payments)
    }

    /// Money that comes when one has left is not counted, which is told.
    fn tell_if_outside(&mut self, name: &str, month: u32) {
        if month >= self.asked.years * 12 {
            self.tell(format!(
                "\"{name}\" of month {month} comes after the stay of {} years and is not counted.",
                self.asked.years
            ));
        }
    }

    fn sign_on(
        &mut self,
        asked: &SignOnAsked,
        start: Date,
        monies: &Monies,
    ) -> Result<Payment, Problem> {
        let month = match asked.when {
            When::Month(month) => month,
            When::Day(day) if day < start => {
                let what = format!("lies before the first working day, {start}");
                return Err(Problem::of("sign_on", &day.to_string(), what)
                    .hint("write the day on which it is paid"));
            }
            When::Day(day) => months_between(start, day),
        };
        self.tell_if_outside(&asked.name, month);
        let clawback = match asked.clawback {
            Some(clawback) => clawback,
            None => {
                let at = At { places: &[], of: &[], on: self.on };
                let months = self.assumptions.used("clawback-months", &at)?.typical;
                self.tell(format!(
                    "A {} is taken as to be paid back in part by who leaves within {months:.0} months: nothing is said of it.",
                    asked.name
                ));
                plan::Clawback { months: months as u32, pro_rata: true }
            }
        };
        Ok(Payment {
            part: Part::SignOn,
            name: asked.name.clone(),
            month,
            amount: monies.once(asked.amount, "sign_on")?,
            clawback: Some(clawback).filter(|clawback| clawback.months > 0),
            taxed: true,
        })
    }
}

/// Whole months from one day to a later one.
fn months_between(from: Date, to: Date) -> u32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let whole = months(to) - months(from) - i32::from(to.day() < from.day());
    whole.max(0).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole() {
        let check = |from: &str, to: &str, expected: u32| {
            let day = |text: &str| text.parse().expect("a day");
            assert_eq!(months_between(day(from), day(to)), expected, "{from} {to}");
        };
        check("2026-12-01", "2027-02-15", 2);
        check("2026-12-15", "2027-02-14", 1);
        check("2026-12-15", "2026-12-15", 0);
        check("2026-12-15", "2026-01-01", 0);
    }
}
