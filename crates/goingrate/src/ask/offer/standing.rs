//! Where an offer stands in the market: its base salary and all of its pay among such people, and the level at
//! which such a base salary is usual.

use goingrate_model::{By, PercentileRank, Uncertain};
use goingrate_units::{Component, Currency, LevelId, Period, Problem, Profile};

use super::price::base_profile;
use crate::GoingRate;
use crate::ask::PayUnit;

/// A base salary whose share of people below lies between these says nothing against its title.
const USUAL: (f64, f64) = (0.2, 0.8);

/// Where an offer stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Base salary of a year, in the offer's money.
    pub base: f64,
    /// How many such people have a lower one.
    pub base_rank: PercentileRank,
    /// P10, P25, P50, P75 and P90 of their base salaries a year.
    pub base_market: goingrate_units::Quantiles<Uncertain>,
    /// Base salary, bonus and shares of an average year, in the offer's money.
    pub total: f64,
    /// How many such people get less in all; `None` where the book does not know it.
    pub total_rank: Option<PercentileRank>,
    /// The middle of what they get in all; `None` where the book does not know it.
    pub total_median: Option<Uncertain>,
    /// From the book's money to the offer's.
    pub unit: PayUnit,
    /// The level whose middle base salary is nearest.
    pub usual_level: Option<LevelId>,
    /// Whether that is another level than the offer's, and its base salary is unusual for that one.
    pub disagrees: bool,
}

impl Standing {
    /// Where an offer of a profile stands: base salary and total of a year, in its money.
    pub fn of(
        going_rate: &GoingRate,
        profile: &Profile,
        currency: Currency,
        (base, total): (f64, f64),
    ) -> Result<Standing, Problem> {
        let estimator = going_rate.estimator();
        let profile = base_profile(profile);
        let from = estimator.told_in(&profile);
        let (on, rates) = (profile.as_of, &going_rate.rates);
        let unit = PayUnit::new(from, currency, Period::Year, on, rates)?;
        let whole = Profile { component: Component::TotalCompensation, ..profile.clone() };
        let totals = estimator.percentiles(&whole).ok();
        let total_rank = match &totals {
            Some(_) => Some(estimator.stand(&whole, unit.ln_yearly(total))?),
            None => None,
        };
        let base_rank = estimator.stand(&profile, unit.ln_yearly(base))?;
        let usual_level = usual_level(going_rate, &profile, unit.ln_yearly(base))?;
        let unusual = base_rank.percentile < USUAL.0 || base_rank.percentile > USUAL.1;
        let other =
            profile.level.is_some() && usual_level.is_some() && usual_level != profile.level;
        Ok(Standing {
            base,
            base_market: estimator.percentiles(&profile)?,
            base_rank,
            total,
            total_rank,
            total_median: totals.map(|all| all[2]),
            unit,
            usual_level,
            disagrees: other && unusual,
        })
    }
}

/// The level whose middle base salary is nearest to one, among those of the profile's own ladder.
fn usual_level(
    going_rate: &GoingRate,
    profile: &Profile,
    ln_base: f64,
) -> Result<Option<LevelId>, Problem> {
    let words = &going_rate.taxonomy;
    let ladder = profile.level.map_or(words.role(profile.role).ladder, |id| words.level(id).ladder);
    let anyone = Profile { rung: None, ..profile.clone() };
    let estimator = going_rate.estimator();
    let mut nearest: Option<(f64, LevelId)> = None;
    for entry in estimator.rank(&anyone, By::Level)? {
        let found = words.levels.iter().position(|level| level.slug == entry.slug);
        let Some(level) = found.map(LevelId::from_index) else { continue };
        if words.level(level).ladder != ladder {
            continue;
        }
        let there = Profile { level: Some(level), years: None, ..anyone.clone() };
        let off = (estimator.percentiles(&there)?[2].ln - ln_base).abs();
        if nearest.is_none_or(|(least, _)| off < least) {
            nearest = Some((off, level));
        }
    }
    Ok(nearest.map(|(_, level)| level))
}

/// The next level of a profile's ladder: how much more its middle base salary is, as a part of that of the
/// profile's own level, and ln of that middle a year, in the estimate's currency.
pub fn next_level(
    going_rate: &GoingRate,
    profile: &Profile,
) -> Result<Option<(LevelId, f64, f64)>, Problem> {
    let words = &going_rate.taxonomy;
    let Some(own) = profile.level.map(|id| words.level(id)) else { return Ok(None) };
    let above = words
        .levels
        .iter()
        .enumerate()
        .filter(|(_, level)| level.ladder == own.ladder && level.rank > own.rank);
    let Some((at, _)) = above.min_by_key(|(_, level)| level.rank) else { return Ok(None) };
    let next = LevelId::from_index(at);
    let estimator = going_rate.estimator();
    let at_level = |level| {
        let there =
            Profile { level: Some(level), years: None, rung: None, ..base_profile(profile) };
        estimator.percentiles(&there).map(|percentiles| percentiles[2].ln)
    };
    let (Ok(above), Some(level)) = (at_level(next), profile.level) else { return Ok(None) };
    Ok(Some((next, (above - at_level(level)?).exp() - 1.0, above)))
}
