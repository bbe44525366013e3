//! The bounds of an assumption's values, by its unit: a share lies between 0 and 1, a year has so many days,
//! a ratio lies above zero.

use super::Assumption;

/// No amount or number of an assumption is above this.
const MOST: f64 = 1e12;
/// Days of a year, working days of one that leave a month of work, hours of a day; months and years of a
/// century, financing rounds of a company. No figures of the world: beyond them a value can only be a slip.
const DAYS: f64 = 366.0;
const WORKING_DAYS: f64 = 259.0;
const HOURS: f64 = 24.0;
const MONTHS: f64 = 1_200.0;
const YEARS: f64 = 100.0;
const ROUNDS: f64 = 20.0;

impl Assumption {
    /// The highest value that makes sense.
    fn most(&self) -> f64 {
        match self.unit.as_str() {
            _ if self.is_share() => 1.0,
            "days" => DAYS,
            "days a year" | "working days a year" => WORKING_DAYS,
            "hours a day" | "hour of the day" => HOURS,
            "months" => MONTHS,
            "years" => YEARS,
            "rounds" => ROUNDS,
            _ => MOST,
        }
    }

    /// Whether a value makes sense.
    pub(super) fn allows(&self, value: f64) -> bool {
        let above = match () {
            () if self.signed => true,
            () if self.is_ratio() => value > 0.0,
            () => value >= 0.0,
        };
        above && value.is_finite() && value.abs() <= self.most()
    }

    /// The values that make sense, in words: "a number above zero (ratio)".
    pub(super) fn range(&self) -> String {
        match (self.is_share(), self.signed) {
            (true, false) => return "a share of 0 % to 100 %".to_owned(),
            (true, true) => return "a share of -100 % to 100 %".to_owned(),
            _ => {}
        }
        let from = match () {
            () if self.signed => "a number",
            () if self.is_ratio() => "a number above zero",
            () => "a number that is not below zero",
        };
        let most = match self.most() {
            most if most < MOST => format!(" and at most {most}"),
            _ => String::new(),
        };
        format!("{from}{most} ({})", self.unit)
    }

    fn is_ratio(&self) -> bool {
        self.unit == "ratio" || self.unit.starts_with("ratio ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_unit(unit: &str, signed: bool) -> Assumption {
        Assumption {
            unit: unit.to_owned(),
            name: String::new(),
            what: String::new(),
            signed,
            skill: None,
            values: Vec::new(),
            reported: Vec::new(),
            sources: Default::default(),
        }
    }

    #[test]
    fn units_bound_their_values() {
        let check = |unit: &str, value: f64, expected: bool| {
            assert_eq!(of_unit(unit, false).allows(value), expected, "{value} {unit}");
        };
        check("days", 366.0, true);
        check("days", 367.0, false);
        check("days a year", 260.0, false);
        check("working days a year", 259.0, true);
        check("hours a day", 25.0, false);
        check("months", 1_200.0, true);
        check("months", 1_201.0, false);
        check("years", 101.0, false);
        check("rounds", 0.0, true);
        check("rounds", 21.0, false);
        check("share of output", 1.01, false);
        check("share of the first grant a year", 0.25, true);
        check("share a year", -0.01, false);
        check("ratio", 0.0, false);
        check("ratio", 0.01, true);
        check("USD a month", 0.0, true);
        check("USD a month", f64::INFINITY, false);
        check("days of work", 1_000.0, true);
    }

    #[test]
    fn signed_values_may_lie_below_zero() {
        let check = |unit: &str, value: f64, allowed: bool, range: &str| {
            let of = of_unit(unit, true);
            assert_eq!((of.allows(value), of.range().as_str()), (allowed, range), "{value} {unit}");
        };
        check("share a year", -0.1, true, "a share of -100 % to 100 %");
        check("share a year", -1.1, false, "a share of -100 % to 100 %");
        check("years", -3.0, true, "a number and at most 100 (years)");
    }
}
