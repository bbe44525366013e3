//! What common mistakes cost: parts of pay and time from dated assumptions, as a distribution.

use std::collections::BTreeMap;

use goingrate_model::SeededRng;
use goingrate_units::Problem;

use super::{Mistake, Part};
use crate::{Spread, Summary, Used};

/// Draws of a cost: enough for two digits of its P10 and P90.
const DRAWS: usize = 4000;
/// Every answer has the same draws.
const SEED: u64 = 0x6b69_7473;
/// Days of a year, for a day's pay of a seat that is empty also on Sundays.
const DAYS: f64 = 365.0;
/// Months of a year.
const MONTHS: f64 = 12.0;

/// The pay that costs are counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pays {
    /// A year's pay for the work, with the doubt of the market's middle.
    pub year: Spread,
    /// Paid hours of a year.
    pub hours: f64,
    /// What the level is paid over the one below, a year; `None` for the lowest.
    pub gap: Option<Spread>,
}

/// What a mistake costs.
#[derive(Clone, Debug, PartialEq)]
pub struct MistakeCost {
    /// The word of the mistake.
    pub slug: String,
    /// The cost, in the currency of the pay; or what is lacking to tell it.
    pub cost: CostOf,
    /// The assumptions that it was counted from.
    pub used: Vec<Used>,
}

/// A cost, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum CostOf {
    /// Its distribution.
    Money(Summary),
    /// No level lies below this one, so that none can be too high.
    NoLevelBelow,
    /// An assumption that no file has for this place and day.
    Lacks(String),
}

/// The cost of a mistake. `assumed` finds the value of an assumption that holds for the hire.
pub fn cost(
    mistake: &Mistake,
    pays: &Pays,
    assumed: impl Fn(&str) -> Result<Used, Problem>,
) -> MistakeCost {
    let slug = mistake.slug.clone();
    let mut used = BTreeMap::new();
    for name in names(mistake) {
        match assumed(name) {
            Ok(value) => drop(used.insert(name, value)),
            Err(_) => {
                let cost = CostOf::Lacks(name.to_owned());
                return MistakeCost { slug, cost, used: Vec::new() };
            }
        }
    }
    if mistake.parts.contains(&Part::LevelGap) && pays.gap.is_none() {
        return MistakeCost { slug, cost: CostOf::NoLevelBelow, used: Vec::new() };
    }
    let spreads = used.iter().map(|(name, value)| (*name, value.spread())).collect();
    let money = CostOf::Money(draws(mistake, pays, &spreads));
    MistakeCost { slug, cost: money, used: used.into_values().collect() }
}

/// The assumptions that a mistake's cost needs.
fn names(mistake: &Mistake) -> Vec<&str> {
    let of_part = |part: &Part| match part {
        Part::AgencyFee => &["agency-fee"][..],
        Part::Interviews => &["interview-hours"],
        Part::Vacancy => &["time-to-fill"],
        Part::Ramp => &["ramp-months", "ramp-start"],
        Part::Days | Part::LevelGap => &[],
    };
    let parts = mistake.parts.iter().flat_map(of_part).copied();
    parts.chain(mistake.chance.as_deref()).collect()
}

fn draws(mistake: &Mistake, pays: &Pays, spreads: &BTreeMap<&str, Spread>) -> Summary {
    let mut rng = SeededRng::new(SEED);
    let spread = |[low, typical, high]: [f64; 3]| Spread::new(low, typical, high);
    let times = spread(mistake.times);
    let days = spread(mistake.days.unwrap_or_default());
    let mut costs = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        // In a fixed order, so that the same assumption has the same draws in every mistake.
        let (pay, gap) = (rng.normal(), rng.normal());
        let (times, days) = (times.at(rng.normal()), days.at(rng.normal()));
        let drawn: BTreeMap<&str, f64> =
            spreads.iter().map(|(name, spread)| (*name, spread.at(rng.normal()))).collect();
        let value = |name: &str| drawn.get(name).copied().unwrap_or(0.0);
        let year = pays.year.at(pay);
        let part = |part: &Part| match part {
            Part::AgencyFee => year * value("agency-fee"),
            Part::Interviews => year / pays.hours * value("interview-hours"),
            Part::Vacancy => year * value("time-to-fill") / DAYS,
            // Output rises in a line from its start to the whole, so that half of the gap is missing.
            Part::Ramp => year * value("ramp-months") / MONTHS * (1.0 - value("ramp-start")) / 2.0,
            Part::Days => year * days / DAYS,
            Part::LevelGap => pays.gap.map_or(0.0, |spread| spread.at(gap)),
        };
        let chance = mistake.chance.as_deref().map_or(1.0, value);
        costs.push(times * chance * mistake.parts.iter().map(part).sum::<f64>());
    }
    Summary::of(&mut costs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Status;

    fn certain(value: f64) -> Used {
        Used {
            name: String::new(),
            what: String::new(),
            unit: "days".to_owned(),
            low: value,
            typical: value,
            high: value,
            place: None,
            of: None,
            status: Status::Estimate,
            source: None,
            note: None,
            signed: false,
        }
    }

    fn mistake(parts: &[Part], times: f64) -> Mistake {
        Mistake {
            slug: "it".to_owned(),
            name: String::new(),
            what: String::new(),
            instead: String::new(),
            parts: parts.to_vec(),
            times: [times; 3],
            days: parts.contains(&Part::Days).then_some([73.0; 3]),
            chance: None,
        }
    }

    /// Of a year's pay of 1000 in 100 hours, without doubt.
    fn check(parts: &[Part], times: f64, expected: f64) {
        let gap = Some(Spread::certain(200.0));
        let pays = Pays { year: Spread::certain(1000.0), hours: 100.0, gap };
        let assumed = |name: &str| match name {
            "agency-fee" => Ok(certain(0.2)),
            "interview-hours" => Ok(certain(30.0)),
            "time-to-fill" => Ok(certain(73.0)),
            "ramp-months" => Ok(certain(6.0)),
            "ramp-start" => Ok(certain(0.2)),
            _ => Err(Problem::new("no such assumption")),
        };
        let found = cost(&mistake(parts, times), &pays, assumed);
        let CostOf::Money(found) = found.cost else { panic!("{found:?}") };
        assert!((found.p50 - expected).abs() < 1e-9, "{parts:?}: {found:?}");
    }

    #[test]
    fn each_part_is_what_it_says() {
        check(&[Part::AgencyFee], 1.0, 200.0);
        check(&[Part::Interviews], 2.0, 600.0);
        check(&[Part::Vacancy], 0.5, 100.0);
        check(&[Part::Ramp], 1.0, 200.0);
        check(&[Part::Days], 1.0, 200.0);
        check(&[Part::LevelGap], 1.0, 200.0);
        check(&[Part::AgencyFee, Part::Vacancy], 1.0, 400.0);
    }

    #[test]
    fn what_is_lacking_is_told() {
        let pays = Pays { year: Spread::certain(1000.0), hours: 100.0, gap: None };
        let nothing = |name: &str| Err(Problem::of("assume", name, "no value"));
        let of = |part| cost(&mistake(&[part], 1.0), &pays, nothing).cost;
        assert_eq!(of(Part::Vacancy), CostOf::Lacks("time-to-fill".to_owned()));
        assert_eq!(of(Part::LevelGap), CostOf::NoLevelBelow);
    }
}
