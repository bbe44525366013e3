//! When a grant becomes one's own: parts of years, how often, and the first day, to months with their shares.

use goingrate_plan::offer::Vest;
use goingrate_units::{Problem, ProblemKind};

/// No grant vests over more years.
const MOST_YEARS: usize = 10;
/// By how much parts that are written in per cent may miss a hundred: a third is "33.3".
const ROUNDING: f64 = 0.2;

/// What is said of when a grant vests.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ScheduleAsked {
    /// Over how many years, in equal parts; not used where `years` says more.
    pub over: Option<f64>,
    /// The part of each year, in per cent.
    pub years: Vec<f64>,
    /// Months from one time to the next.
    pub every: Option<u32>,
    /// Months until the first.
    pub cliff: Option<u32>,
}

impl ScheduleAsked {
    /// Whether more is said than over how many years.
    pub fn is_said(&self) -> bool {
        !self.years.is_empty() || self.every.is_some() || self.cliff.is_some()
    }
}

/// A schedule with what was taken because it was not said.
pub(super) type Taken = (Vec<Vest>, Vec<String>);

/// The months and shares of what is said. Parts of years vest once a year, a grant of equal parts every month
/// after its cliff, if nothing else is said; a grant over no time is one over four years.
///
/// # Errors
/// When the parts of years do not add up to a hundred, there are too many, or the cliff lies after the end
/// (field `vesting`).
pub(super) fn vests(asked: &ScheduleAsked) -> Result<Taken, Problem> {
    let mut told = Vec::new();
    let months =
        if asked.years.is_empty() { even(asked, &mut told)? } else { by_year(asked, &mut told)? };
    let cliff = asked.cliff.unwrap_or(0);
    let last = months.last().map_or(0, |vest| vest.month);
    if cliff > last {
        let what = format!("the cliff lies after the end of the vesting, which is in month {last}");
        return Err(Problem::of("cliff", &format!("{cliff} months"), what)
            .kind(ProblemKind::Contradiction)
            .hint("write a 12 months' cliff, or vesting over more years"));
    }
    let mut after: Vec<Vest> = Vec::with_capacity(months.len());
    for vest in months {
        let month = vest.month.max(cliff);
        match after.last_mut().filter(|last| last.month == month) {
            Some(last) => last.share += vest.share,
            None => after.push(Vest { month, share: vest.share }),
        }
    }
    Ok((after, told))
}

/// Equal parts over some years.
fn even(asked: &ScheduleAsked, told: &mut Vec<String>) -> Result<Vec<Vest>, Problem> {
    let years = asked.over.unwrap_or_else(|| {
        told.push(
            "Vesting is taken to last four years, because nothing is said of how long.".to_owned(),
        );
        4.0
    });
    let most = MOST_YEARS as f64;
    if !(years > 0.0 && years <= most) {
        let what = format!("vesting lasts more than 0 and at most {MOST_YEARS} years");
        return Err(
            Problem::of("vesting", &format!("{years} years"), what).hint("write over 4 years")
        );
    }
    let every = asked.every.unwrap_or_else(|| {
        let after =
            if asked.cliff.is_some_and(|cliff| cliff > 0) { " after the cliff" } else { "" };
        told.push(format!("Vesting is taken to go on every month{after}."));
        1
    });
    let last = ((years * 12.0).round() as u32).max(1);
    let times = (last / every).max(1);
    let share = 1.0 / f64::from(times);
    let month = |time: u32| if time == times { last } else { time * every };
    Ok((1..=times).map(|time| Vest { month: month(time), share }).collect())
}

/// A part in each year.
fn by_year(asked: &ScheduleAsked, told: &mut Vec<String>) -> Result<Vec<Vest>, Problem> {
    let written: Vec<String> = asked.years.iter().map(|part| format!("{part}")).collect();
    let written = written.join("/");
    let refuse = |what: String| {
        Problem::of("vesting", &written, what).hint("write 5/15/40/40 or 25/25/25/25")
    };
    if asked.years.len() > MOST_YEARS {
        return Err(refuse(format!("vesting lasts at most {MOST_YEARS} years")));
    }
    if asked.years.iter().any(|part| !part.is_finite() || *part < 0.0) {
        return Err(refuse("a part of a year is 0 % or more".to_owned()));
    }
    let sum: f64 = asked.years.iter().sum();
    if (sum - 100.0).abs() > ROUNDING {
        let sum = (sum * 100.0).round() / 100.0;
        return Err(refuse(format!("vesting adds up to {sum} %, not 100 %")));
    }
    if let Some(over) = asked.over.filter(|over| *over != asked.years.len() as f64) {
        let what = format!("has {} years, and the text says {over}", asked.years.len());
        return Err(refuse(what).kind(ProblemKind::Contradiction));
    }
    let every = asked.every.unwrap_or_else(|| {
        told.push("The part of each year is taken to vest at its end.".to_owned());
        12
    });
    let times = (12 / every).max(1);
    let of_year = |(year, part): (usize, &f64)| {
        let share = part / sum / f64::from(times);
        let begin = 12 * year as u32;
        (1..=times).map(move |time| Vest { month: begin + time * every, share })
    };
    let vests = asked.years.iter().enumerate().flat_map(of_year);
    Ok(vests.filter(|vest| vest.share > 0.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: ScheduleAsked, expected: &str) {
        let told = match vests(&asked) {
            Ok((vests, _)) => {
                let sum: f64 = vests.iter().map(|vest| vest.share).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{sum}");
                let share = |share: f64| (share * 1e4).round() / 1e2;
                let first = vests.iter().take(3);
                let first = first.map(|v| format!("{}:{}", v.month, share(v.share)));
                let first: Vec<String> = first.collect();
                format!("{} of {}..{}", first.join(" "), vests.len(), vests[vests.len() - 1].month)
            }
            Err(problem) => problem.to_string(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_said_becomes_months() {
        let usual = ScheduleAsked { over: Some(4.0), cliff: Some(12), ..ScheduleAsked::default() };
        check(usual.clone(), "12:25 13:2.08 14:2.08 of 37..48");
        check(ScheduleAsked { every: Some(3), ..usual.clone() }, "12:25 15:6.25 18:6.25 of 13..48");
        let years = vec![5.0, 15.0, 40.0, 40.0];
        let amazon = ScheduleAsked { years, ..ScheduleAsked::default() };
        check(amazon.clone(), "12:5 24:15 36:40 of 4..48");
        check(ScheduleAsked { every: Some(6), ..amazon.clone() }, "6:2.5 12:2.5 18:7.5 of 8..48");
        check(
            ScheduleAsked { cliff: Some(60), ..usual.clone() },
            "cliff \"60 months\": the cliff lies after the end of the vesting, which is in month 48; write a 12 months' cliff, or vesting over more years",
        );
        check(
            ScheduleAsked { years: vec![30.0; 3], ..ScheduleAsked::default() },
            "vesting \"30/30/30\": vesting adds up to 90 %, not 100 %; write 5/15/40/40 or 25/25/25/25",
        );
        check(
            ScheduleAsked { years: vec![33.3, 33.3, 33.3], ..ScheduleAsked::default() },
            "12:33.33 24:33.33 36:33.33 of 3..36",
        );
        check(
            ScheduleAsked { over: Some(0.25), every: Some(12), ..ScheduleAsked::default() },
            "3:100 of 1..3",
        );
    }
}
