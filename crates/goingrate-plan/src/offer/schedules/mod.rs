//! Vesting schedules: in which month which part of a grant of shares becomes one's own, and which schedule
//! an employer gave on a day.

mod every;
mod read;

use goingrate_units::{Date, Problem};

use super::question::Vest;
use crate::{Source, Status};

pub use every::Every;

/// Months of a year.
const YEAR: u32 = 12;
/// No schedule is longer than this. No figure of the world: beyond it a schedule can only be a slip.
const MOST_YEARS: usize = 10;
/// How far percents may be from 100 in sum, so that 33.3, 33.3 and 33.3 are three thirds.
const ROUNDED: f64 = 0.2;

/// When the parts of a grant become one's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    years: Vec<f64>,
    every: Vec<Every>,
    cliff_months: u32,
    yearly_grant: bool,
    from: Option<Date>,
    status: Status,
    source: Option<Source>,
    note: Option<String>,
}

impl Schedule {
    /// A schedule of a reader's own: percent of the grant in each year, how often within a year, and the
    /// months before which nothing becomes one's own (0 for none).
    ///
    /// # Errors
    /// When there is no year or there are more than ten, a percent is not between 0 and 100, they do not add
    /// up to 100 (0.2 is forgiven for rounding), or the cliff is longer than the schedule; field `vesting`
    /// or `cliff_months`.
    ///
    /// ```
    /// use goingrate_plan::offer::{Every, Schedule};
    /// let amazon = Schedule::named(&[5.0, 15.0, 40.0, 40.0], Every::Year, 0)?;
    /// let months: Vec<u32> = amazon.vests().iter().map(|vest| vest.month).collect();
    /// assert_eq!(months, [12, 24, 36, 48]);
    /// assert!(Schedule::named(&[50.0, 40.0], Every::Month, 12).is_err());
    /// # Ok::<(), goingrate_units::Problem>(())
    /// ```
    pub fn named(years: &[f64], every: Every, cliff_months: u32) -> Result<Schedule, Problem> {
        Schedule::by_year(years.to_vec(), vec![every], cliff_months)
    }

    /// The same, with how often by year; one entry stands for all years.
    fn by_year(years: Vec<f64>, every: Vec<Every>, cliff_months: u32) -> Result<Schedule, Problem> {
        let written = years.iter().map(f64::to_string).collect::<Vec<_>>().join("/");
        let refuse = |what: &str| {
            Err(Problem::of("vesting", &written, what)
                .hint("write the percent of each year: 25/25/25/25"))
        };
        if years.is_empty() || years.len() > MOST_YEARS {
            return refuse("should have one to ten years");
        }
        if !years.iter().all(|percent| (0.0..=100.0).contains(percent)) {
            return refuse("each year has to be a number of 0 to 100 percent");
        }
        if (years.iter().sum::<f64>() - 100.0).abs() > ROUNDED {
            return refuse("the percents of the years have to add up to 100");
        }
        if every.len() != 1 && every.len() != years.len() {
            return refuse("how often should be one word, or one for each year");
        }
        let months = YEAR * u32::try_from(years.len()).unwrap_or(u32::MAX / YEAR);
        if cliff_months > months {
            let what =
                format!("the cliff should not be longer than the schedule of {months} months");
            return Err(Problem::of("cliff_months", &cliff_months.to_string(), what));
        }
        let (yearly_grant, status) = (false, Status::Yours);
        let (from, source, note) = (None, None, None);
        Ok(Schedule { years, every, cliff_months, yearly_grant, from, status, source, note })
    }

    /// The parts in the order of their months. What would come before the cliff comes with it.
    pub fn vests(&self) -> Vec<Vest> {
        let total: f64 = self.years.iter().sum();
        let mut vests: Vec<Vest> = Vec::new();
        for (year, percent) in (0u32..).zip(&self.years) {
            let every = self.every_in(year).months();
            let share = percent / total * f64::from(every) / f64::from(YEAR);
            if share <= 0.0 {
                continue;
            }
            for part in 1..=YEAR / every {
                let month = (YEAR * year + part * every).max(self.cliff_months);
                match vests.last_mut().filter(|last| last.month == month) {
                    Some(last) => last.share += share,
                    None => vests.push(Vest { month, share }),
                }
            }
        }
        vests
    }

    /// How often within a year of the schedule, counted from 0.
    fn every_in(&self, year: u32) -> Every {
        let of_year = usize::try_from(year).ok().and_then(|year| self.every.get(year));
        of_year.or(self.every.first()).copied().unwrap_or(Every::Year)
    }

    /// How it goes, in words: "38/32/20/10 % a year, monthly, from month 12 on".
    pub fn in_words(&self) -> String {
        let percents: Vec<String> = self.years.iter().map(f64::to_string).collect();
        let even = self.years.iter().all(|percent| *percent == self.years[0]);
        let years = match (even, self.years.len()) {
            (true, 1) => "all in one year".to_owned(),
            (true, years) => format!("evenly over {years} years"),
            (false, _) => format!("{} % a year", percents.join("/")),
        };
        let mut every: Vec<&str> = self.every.iter().map(|every| every.in_words()).collect();
        every.dedup();
        let cliff = match self.cliff_months {
            0 => String::new(),
            months => format!(", nothing before month {months}"),
        };
        format!("{years}, {}{cliff}", every.join(", then "))
    }

    /// Percent of the grant in each year, as it is written; they add up to 100 but for rounding.
    pub fn years(&self) -> &[f64] {
        &self.years
    }

    /// How often within a year: one for all years, or one for each.
    pub fn every(&self) -> &[Every] {
        &self.every
    }

    /// Months before which nothing becomes one's own; 0 for none.
    pub fn cliff_months(&self) -> u32 {
        self.cliff_months
    }

    /// Whether a grant of one year is given anew each year, in the place of one grant for several years.
    pub fn yearly_grant(&self) -> bool {
        self.yearly_grant
    }

    /// The first day of which it is said; `None` for a reader's own.
    pub fn from(&self) -> Option<Date> {
        self.from
    }

    /// How far it may be trusted.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Where it is from; `None` for a reader's own.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// What a reader should know beside it, above all what others say otherwise.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// The schedules of `data/offers`: those of employers, and the usual one.
#[derive(Clone, Debug, Default)]
pub struct Schedules {
    /// By employer, in the order of their days; the usual ones have none.
    all: Vec<(Option<String>, Schedule)>,
}

impl Schedules {
    /// Reads files, each a path and its text.
    ///
    /// # Errors
    /// Every fault of every file, with its line: a key that is not known, percents that do not add up, a
    /// source that the file does not name, two schedules of an employer from the same day, no usual one.
    ///
    /// ```
    /// use goingrate_plan::offer::Schedules;
    /// let file = r#"
    /// source.us = { title = "Ours", url = "https://example.org", checked = 2026-11-30 }
    /// [[schedule]]
    /// from = 2000-01-01
    /// years = [25, 25, 25, 25]
    /// every = "month"
    /// cliff_months = 12
    /// status = "estimate"
    /// source = "us"
    /// "#;
    /// let schedules = Schedules::read([("vesting.toml", file)]).map_err(|all| all[0].clone())?;
    /// let usual = schedules.usual("2026-11-30".parse()?).expect("has begun");
    /// assert_eq!((usual.vests()[0].month, usual.vests()[0].share), (12, 0.25));
    /// # Ok::<(), goingrate_units::Problem>(())
    /// ```
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Schedules, Vec<Problem>> {
        read::schedules(files)
    }

    /// The schedule that an employer gave on a day, by its word in the taxonomy: the latest that had begun.
    /// `None` where none of it is carried; then [`Schedules::usual`] is the best guess.
    pub fn of(&self, employer: &str, on: Date) -> Option<&Schedule> {
        self.latest(Some(employer), on)
    }

    /// The schedule that is usual on a day; `None` only before the first that is carried.
    pub fn usual(&self, on: Date) -> Option<&Schedule> {
        self.latest(None, on)
    }

    /// The employers of which a schedule is carried, each once, in the order of their words.
    pub fn employers(&self) -> Vec<&str> {
        let mut employers: Vec<&str> = self.all.iter().filter_map(|(e, _)| e.as_deref()).collect();
        employers.sort_unstable();
        employers.dedup();
        employers
    }

    /// All of them with their employers, in the order of their days; the usual ones have none.
    pub fn all(&self) -> impl Iterator<Item = (Option<&str>, &Schedule)> {
        self.all.iter().map(|(employer, schedule)| (employer.as_deref(), schedule))
    }

    fn latest(&self, employer: Option<&str>, on: Date) -> Option<&Schedule> {
        let of = self.all.iter().rev().filter(|(of, _)| of.as_deref() == employer);
        of.map(|(_, schedule)| schedule).find(|s| s.from.is_some_and(|from| from <= on))
    }
}

#[cfg(test)]
mod tests {
    use goingrate_model::SeededRng;

    use super::*;

    /// Month and percent of each part.
    fn parts(schedule: &Schedule) -> Vec<(u32, f64)> {
        let round = |share: f64| (share * 1e6).round() / 1e4;
        schedule.vests().iter().map(|vest| (vest.month, round(vest.share))).collect()
    }

    #[test]
    fn parts_come_in_their_months() {
        let check = |years: &[f64], every: Every, cliff: u32, expected: &[(u32, f64)]| {
            let schedule = Schedule::named(years, every, cliff).expect("a schedule");
            assert_eq!(parts(&schedule), expected, "{years:?} {every:?} {cliff}");
        };
        check(&[60.0, 40.0], Every::Year, 0, &[(12, 60.0), (24, 40.0)]);
        check(&[100.0], Every::Quarter, 0, &[(3, 25.0), (6, 25.0), (9, 25.0), (12, 25.0)]);
        check(&[100.0], Every::Quarter, 7, &[(7, 50.0), (9, 25.0), (12, 25.0)]);
        check(&[50.0, 50.0], Every::HalfYear, 12, &[(12, 50.0), (18, 25.0), (24, 25.0)]);
        check(&[0.0, 100.0], Every::Year, 0, &[(24, 100.0)]);
        check(&[50.0, 50.0], Every::Year, 24, &[(24, 100.0)]);
        check(&[33.3, 33.3, 33.3], Every::Year, 0, &[(12, 33.3333), (24, 33.3333), (36, 33.3333)]);
    }

    #[test]
    fn the_usual_cliff_collects_a_year() {
        let usual = Schedule::named(&[25.0; 4], Every::Month, 12).expect("a schedule");
        let vests = usual.vests();
        assert_eq!((vests.len(), vests[0].month, vests[1].month), (37, 12, 13));
        assert!(
            (vests[0].share - 0.25).abs() < 1e-12 && (vests[1].share - 1.0 / 48.0).abs() < 1e-12
        );
    }

    #[test]
    fn years_may_differ_in_how_often() {
        use Every::{HalfYear, Year};
        let every = vec![Year, Year, HalfYear, HalfYear];
        let amazon = Schedule::by_year(vec![5.0, 15.0, 40.0, 40.0], every, 0).expect("a schedule");
        let expected = [(12, 5.0), (24, 15.0), (30, 20.0), (36, 20.0), (42, 20.0), (48, 20.0)];
        assert_eq!(parts(&amazon), expected);
    }

    #[test]
    fn bad_schedules_are_refused() {
        let check = |years: &[f64], cliff: u32, field: &str| {
            let problem = Schedule::named(years, Every::Month, cliff).expect_err("no schedule");
            assert_eq!(problem.field_name(), field, "{years:?} {cliff}");
        };
        check(&[], 0, "vesting");
        check(&[10.0; 11], 0, "vesting");
        check(&[50.0, 49.0], 0, "vesting");
        check(&[150.0, -50.0], 0, "vesting");
        check(&[f64::NAN, 50.0], 0, "vesting");
        check(&[f64::INFINITY], 0, "vesting");
        check(&[50.0, 50.0], 25, "cliff_months");
        check(&[50.0, 50.0], u32::MAX, "cliff_months");
    }

    #[test]
    fn any_schedule_adds_up_and_is_in_order() {
        let mut random = SeededRng::new(7);
        let mut below = |most: usize| ((random.uniform() * most as f64) as usize).min(most - 1);
        for _ in 0..5_000 {
            let weights: Vec<f64> = (0..1 + below(10)).map(|_| below(101) as f64).collect();
            let total: f64 = weights.iter().sum();
            if total == 0.0 {
                continue;
            }
            let years: Vec<f64> = weights.iter().map(|weight| weight / total * 100.0).collect();
            let every: Vec<Every> = years.iter().map(|_| Every::ALL[below(4)]).collect();
            let cliff = below(12 * years.len() + 1) as u32;
            let schedule = Schedule::by_year(years.clone(), every, cliff).expect("a schedule");
            let vests = schedule.vests();
            let sum: f64 = vests.iter().map(|vest| vest.share).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{sum} of {schedule:?}");
            assert!(vests.iter().all(|vest| vest.share > 0.0 && vest.month >= cliff.max(1)));
            assert!(vests.windows(2).all(|pair| pair[0].month < pair[1].month), "{schedule:?}");
            assert!(vests.iter().all(|vest| vest.month as usize <= 12 * years.len()));
        }
    }
}
