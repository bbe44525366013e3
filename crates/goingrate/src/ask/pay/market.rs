//! What the market at large of an answer is made of: kinds of employers, where they pay so differently
//! that one figure for all of them would mislead, and the countries of a part of the world.

use goingrate_model::{CountryShare, Estimator, KindOfEmployer, Uncertain};
use goingrate_units::{Problem, Profile};

/// Kinds with a smaller share of the developers do not make a market fall apart.
const LEAST_SHARE: f64 = 0.05;

/// How far apart kinds have to lie, highest over lowest, to be shown side by side.
const APART: f64 = 1.3;

/// What the market at large of an answer is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarketMix {
    /// Kinds of employers side by side, lowest P50 first; empty where they pay much alike, where the
    /// profile asks for one, and where a country does not tell them apart.
    pub kinds: Vec<KindOfEmployer>,
    /// P50 of the market at large, where the profile asks for one kind of employer among several.
    pub at_large: Option<Uncertain>,
    /// The countries of a part of the world, most developers first; empty for other places.
    pub countries: Vec<CountryShare>,
}

impl MarketMix {
    /// What the market of a profile is made of.
    pub(super) fn of(estimator: &Estimator, profile: &Profile) -> Result<MarketMix, Problem> {
        let kinds = estimator.kinds(profile)?;
        Ok(MarketMix {
            kinds: if are_far_apart(&kinds) { kinds } else { Vec::new() },
            at_large: estimator.at_large(profile)?,
            countries: estimator.countries(profile.place),
        })
    }
}

/// Whether the kinds that many people work for pay differently.
fn are_far_apart(kinds: &[KindOfEmployer]) -> bool {
    let common = kinds.iter().filter(|kind| kind.share >= LEAST_SHARE);
    let medians = common.map(|kind| kind.median.ln);
    let ends = |(low, high): (f64, f64), ln: f64| (low.min(ln), high.max(ln));
    let (low, high) = medians.fold((f64::INFINITY, f64::NEG_INFINITY), ends);
    high - low > APART.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use goingrate_model::Uncertain;
    use goingrate_units::TierId;

    #[test]
    fn only_kinds_that_many_work_for_make_a_market_fall_apart() {
        let check = |kinds: &[(f64, f64)], expected: bool| {
            let of = |&(share, pay): &(f64, f64)| KindOfEmployer {
                tier: TierId::from_index(0),
                share,
                median: Uncertain { ln: pay.ln(), sd: 0.1 },
            };
            let kinds: Vec<KindOfEmployer> = kinds.iter().map(of).collect();
            assert_eq!(are_far_apart(&kinds), expected, "{kinds:?}");
        };
        check(&[(0.5, 10.0), (0.5, 14.0)], true);
        check(&[(0.5, 10.0), (0.5, 12.5)], false);
        check(&[(0.97, 10.0), (0.03, 40.0)], false);
        check(&[(1.0, 10.0)], false);
        check(&[], false);
    }
}
