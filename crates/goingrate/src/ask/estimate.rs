//! The market's percentiles, quickly: for programs that ask for very many. What [`pay`](super::pay())
//! tells besides (offers, kinds of employers, who disagrees) is left out; the percentiles are the same.

use std::collections::HashMap;
use std::sync::Arc;

use goingrate_model::{BatchEstimator, QuickEstimate, Uncertain};
use goingrate_units::parse::Understood;
use goingrate_units::{Date, Period, Problem, Quantiles};

use super::pay::{money_note, other_units};
use super::{MoneyNote, PayUnit, ProfileText, UnitChoice};
use crate::GoingRate;

/// What is told of an amount, which a quick estimate does not place in the market.
const NOT_PLACED: &str =
    "The amount is not placed in the market: an estimate tells percentiles alone.";

/// Half of so many texts are remembered at least, and never more: a bound on memory, some 20 MB.
const MOST_READ: usize = 8_192;

/// Longer questions are read each time: they hardly come back.
const LONGEST_READ: usize = 256;

/// Whose pay is asked for.
#[derive(Clone, Debug)]
pub struct EstimateQuestion {
    /// The profile, with where each of its fields comes from.
    pub asked: Arc<Understood>,
    /// In which currency and for which period.
    pub unit: UnitChoice,
    /// Further periods in which the percentiles are told.
    pub periods: Vec<Period>,
}

/// What the market pays, in short.
#[derive(Clone, Debug)]
pub struct EstimateAnswer {
    /// The profile, with where each of its fields comes from.
    pub asked: Arc<Understood>,
    /// P10, P25, P50, P75 and P90 of a year's pay, each with the uncertainty of the market's figure.
    pub percentiles: Quantiles<Uncertain>,
    /// The unit in which amounts are told.
    pub unit: PayUnit,
    /// The same for further periods that are asked for.
    pub beside: Vec<PayUnit>,
    /// What somebody should be told of how the question was read: slips that were put right, words and
    /// amounts that were not used.
    pub reading_remarks: Vec<String>,
    /// Facts that the reader has to know of the figures, each a sentence.
    pub remarks: Vec<String>,
    /// What has to be said of a place whose pay is not known in its own money.
    pub money: Option<MoneyNote>,
}

/// Answers many such questions: what was read and solved for one is remembered for the next, within
/// bounds on memory. One for each thread.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::{EstimateQuestion, Estimates, ProfileText, UnitChoice};
///
/// let going_rate = GoingRate::open()?;
/// let mut estimates = Estimates::new(&going_rate);
/// for text in ["senior backend, Seattle", "junior backend, Seattle"] {
///     let asked = estimates.read(&ProfileText::new(text), "2026-11-30".parse()?)?;
///     let question = EstimateQuestion { asked, unit: UnitChoice::default(), periods: Vec::new() };
///     let answer = estimates.answer(&question)?;
///     let [low, median, high] = answer.unit.amounts(answer.percentiles[2]);
///     assert!(low < median && median < high);
/// }
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
#[derive(Debug)]
pub struct Estimates<'a> {
    going_rate: &'a GoingRate,
    estimator: BatchEstimator<'a>,
    readings: Readings,
}

impl<'a> Estimates<'a> {
    /// Of what is opened. Takes a millisecond or two.
    pub fn new(going_rate: &'a GoingRate) -> Estimates<'a> {
        let estimator = going_rate.batch_estimator();
        Estimates { going_rate, estimator, readings: Readings::default() }
    }

    /// Reads a profile; one that was read lately is remembered.
    ///
    /// # Errors
    /// As [`ProfileText::read`].
    pub fn read(&mut self, profile: &ProfileText, today: Date) -> Result<Arc<Understood>, Problem> {
        let words = &self.going_rate.taxonomy;
        self.readings.read(profile, today, || profile.read(words, today))
    }

    /// Answers what the market pays.
    ///
    /// # Errors
    /// When the book cannot answer for the profile, or pay cannot be told in the unit that is asked for
    /// (fields `per`, `currency`).
    pub fn answer(&mut self, question: &EstimateQuestion) -> Result<EstimateAnswer, Problem> {
        let asked = Arc::clone(&question.asked);
        let profile = &asked.profile;
        let QuickEstimate { percentiles, remarks } = self.estimator.quick(profile)?;
        let mut reading_remarks = asked.remarks.clone();
        let choice = question.unit.or_said(&asked, &mut reading_remarks);
        let estimator = self.estimator.estimator();
        let kept = estimator.money_of(profile.place);
        let monies = (kept, estimator.told_in(profile));
        let unit = choice.unit(profile, monies, &self.going_rate.rates)?;
        let beside = other_units(profile, unit, &question.periods)?;
        reading_remarks.extend(asked.said.amount.map(|_| NOT_PLACED.to_owned()));
        let money = money_note(self.going_rate, profile, kept, &unit);
        Ok(EstimateAnswer { percentiles, unit, beside, reading_remarks, remarks, money, asked })
    }
}

/// A profile as it was read, or why it cannot be.
type Reading = Result<Arc<Understood>, Problem>;

/// What profiles say that were read lately. When there is no room for a new one, those are forgotten that
/// were not asked for since the last time that there was none.
#[derive(Debug, Default)]
struct Readings {
    day: Option<Date>,
    young: HashMap<ProfileText, Reading>,
    old: HashMap<ProfileText, Reading>,
}

impl Readings {
    fn read(
        &mut self,
        profile: &ProfileText,
        today: Date,
        read: impl FnOnce() -> Result<Understood, Problem>,
    ) -> Reading {
        if self.day != Some(today) {
            *self = Readings { day: Some(today), ..Readings::default() };
        }
        if let Some(known) = self.young.get(profile) {
            return known.clone();
        }
        let known = self.old.remove(profile);
        let reading = known.unwrap_or_else(|| read().map(Arc::new));
        if profile.length() <= LONGEST_READ {
            if self.young.len() >= MOST_READ / 2 {
                self.old = std::mem::take(&mut self.young);
            }
            self.young.insert(profile.clone(), reading.clone());
        }
        reading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_remembered_within_a_bound() {
        let words = GoingRate::open().expect("the carried data").taxonomy;
        let day: Date = "2026-11-30".parse().expect("a day");
        let of =
            |n: usize| ProfileText { years: Some(n.to_string()), ..ProfileText::new("backend") };
        let understood = of(3).read(&words, day).expect("a profile");
        let mut readings = Readings::default();
        let mut count = 0;
        for n in 0..3 * MOST_READ {
            // The first is asked for all the time.
            for profile in [of(0), of(n)] {
                let read = || {
                    count += 1;
                    Ok(understood.clone())
                };
                readings.read(&profile, day, read).expect("a reading");
            }
            assert!(readings.young.len() + readings.old.len() <= MOST_READ);
        }
        assert_eq!(count, 3 * MOST_READ);
        let tomorrow: Date = "2026-12-01".parse().expect("a day");
        let again = readings.read(&of(0), tomorrow, || of(0).read(&words, tomorrow));
        assert_eq!(again.expect("a reading").profile.as_of, tomorrow);
        assert_eq!(readings.young.len() + readings.old.len(), 1);
    }

    #[test]
    fn long_questions_are_not_remembered() {
        let day: Date = "2026-11-30".parse().expect("a day");
        let long = ProfileText::new("backend ".repeat(40));
        let mut readings = Readings::default();
        let refused = readings.read(&long, day, || Err(Problem::new("no")));
        assert!(refused.is_err() && readings.young.is_empty());
    }
}
