//! What a part of an offer says of when its amounts come: by the month, or each in its year of the job.

use goingrate_units::parse::Amount;
use goingrate_units::{Period, Problem};

use super::equity::plain;
use super::items::Figure;
use super::segment::{Part, Slot};
use super::terms::Term;

/// Payments that each have their year of the job: "45k y1 35k y2" and "y1 45k y2 35k".
pub(super) fn by_year_of_job(part: &Part) -> Option<Vec<(Slot, u32)>> {
    let years = &part.years_of_job;
    let is_one =
        |at: usize, first: usize| years.get(at).is_some_and(|(count, _)| *count == at + first);
    let in_turn = |first: usize| (0..years.len()).all(|at| is_one(at, first));
    let pays = |slot: &Slot| matches!(slot.figure, Figure::Money(_) | Figure::Number(_));
    let each = years.len() > 1
        && years.len() == part.slots.len()
        && (in_turn(0) || in_turn(1))
        && part.slots.iter().all(|slot| slot.of.is_none() && pays(slot));
    each.then(|| part.slots.iter().cloned().zip(years.iter().map(|(_, year)| *year)).collect())
}

/// A part with its amounts by the month, where a word beside them says so: "6.500 € monatlich".
///
/// # Errors
/// When pay is told by another period.
pub(super) fn each_time(part: Part) -> Result<Part, Problem> {
    let of_pay = match part.term {
        None => true,
        Some(term) => matches!(
            term,
            Term::Base | Term::Bonus | Term::GuaranteedBonus | Term::Benefit | Term::Cost
        ),
    };
    let Some(every) = part.every.filter(|_| of_pay) else { return Ok(part) };
    let period = match every {
        1 => Period::Month,
        12 => return Ok(part),
        _ if matches!(part.term, None | Some(Term::Base)) => {
            let what = "is told by a period that no base salary has";
            return Err(Problem::of("base", &part.text, what)
                .hint("write base 85k a year, and other parts after a comma"));
        }
        // A bonus may be paid by the quarter; what is told of it is that of the year.
        _ => return Ok(part),
    };
    let by_period = |slot: Slot| match slot.figure {
        Figure::Money(amount) if amount.period.is_none() => {
            let amount = Amount { period: Some(period), ..amount };
            Slot { figure: Figure::Money(amount), ..slot }
        }
        Figure::Number(value) if !slot.counts || value > 18.0 => {
            let amount = Amount { period: Some(period), ..plain(value) };
            Slot { figure: Figure::Money(amount), ..slot }
        }
        _ => slot,
    };
    Ok(Part { slots: part.slots.into_iter().map(by_period).collect(), ..part })
}
