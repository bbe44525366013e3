//! How fast a team works: levels, what each further person costs, and the first weeks.

use super::{Basis, Member};

/// Working days of a year without days off.
pub const WORKING_DAYS: f64 = 260.0;

/// A team at its full speed, and its ramp.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// Days of the middle level that are done in a working day.
    pub full: f64,
    /// Working days until that is reached.
    pub ramp: f64,
    /// Share of it on the first day, 0 to 1.
    pub start: f64,
}

impl Speed {
    /// What is done in `days` working days, in days of the middle level.
    pub fn done(&self, days: f64) -> f64 {
        let ramping = days.min(self.ramp);
        let share = if self.ramp > 0.0 { ramping / self.ramp } else { 1.0 };
        let in_ramp = ramping * (self.start + (1.0 - self.start) * share / 2.0);
        self.full * (in_ramp + (days - ramping))
    }

    /// Working days for some work: the inverse of [`done`](Self::done).
    pub fn days_for(&self, work: f64) -> f64 {
        let work = work / self.full;
        let in_ramp = self.ramp * (1.0 + self.start) / 2.0;
        if work >= in_ramp {
            return self.ramp + work - in_ramp;
        }
        // start · t + (1 − start) t² / (2 ramp) = work
        let bend = (1.0 - self.start) / self.ramp;
        if bend == 0.0 {
            return work / self.start;
        }
        ((self.start * self.start + 2.0 * bend * work).sqrt() - self.start) / bend
    }
}

/// The speed of a team whose members work at these productivities, of which each further person takes
/// a share of everybody's work.
pub fn full_speed(members: &[Member], productivity: impl Fn(usize) -> f64, loss: f64) -> f64 {
    let people: f64 = members.iter().map(Member::people).sum();
    let each = |(at, member): (usize, &Member)| member.people() * productivity(at);
    let work: f64 = members.iter().enumerate().map(each).sum();
    work / (1.0 + loss * (people - 1.0).max(0.0))
}

/// Months that work of some days takes at the least: a power of its person-months.
pub fn shortest_months(shortest: f64, basis: &Basis, days: f64, days_a_month: f64) -> f64 {
    shortest * (days / days_a_month).powf(basis.shortest_power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_for_what_is_done_are_the_days() {
        for (ramp, start) in [(0.0, 1.0), (10.0, 0.5), (20.0, 0.0), (10.0, 1.0)] {
            let speed = Speed { full: 2.5, ramp, start };
            for days in [0.5, 3.0, 10.0, 25.0, 300.0] {
                let found = speed.days_for(speed.done(days));
                assert!((found - days).abs() < 1e-9, "{speed:?} {days}: {found}");
            }
        }
    }
}
