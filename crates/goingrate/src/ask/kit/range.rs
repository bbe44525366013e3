//! The pay range to publish: around the market's middle, as wide as the market is there but not wider or
//! narrower than adverts usually are, in round figures, and within what the law allows.

use goingrate_model::{PercentileRank, Uncertain};
use goingrate_plan::Used;
use goingrate_plan::kit::Widest;
use goingrate_units::{Period, Quantiles};

use super::super::PayUnit;
use super::law::LawAnswer;

/// A pay range for an advert, in the unit of the market.
#[derive(Clone, Debug, PartialEq)]
pub struct AdvertRange {
    /// The low end, in round figures.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// From the low to the high end, as a share of the middle of both.
    pub width: f64,
    /// What adverts usually have.
    pub usual_width: Used,
    /// From the market's P25 to its P75, as a share of its middle.
    pub market_width: f64,
    /// Where the two ends stand in the market.
    pub ranks: Option<[PercentileRank; 2]>,
    /// The law that keeps it narrower than it would be, by its name.
    pub limited_by: Option<String>,
}

/// The range, before its ends are placed in the market.
pub(super) fn range(
    percentiles: &Quantiles<Uncertain>,
    unit: &PayUnit,
    usual_width: Used,
    law: &LawAnswer,
) -> AdvertRange {
    let [_, p25, middle, p75, _] = percentiles.map(|figure| unit.amount(figure.ln));
    let market_width = (p75 - p25) / middle;
    let width = market_width.clamp(usual_width.low, usual_width.high);
    let step = step(middle);
    let round = |amount: f64| (amount / step).round() * step;
    let (low, high) = (round(middle * (1.0 - width / 2.0)), round(middle * (1.0 + width / 2.0)));
    let mut range = AdvertRange {
        low,
        high: high.max(low + step),
        width,
        usual_width,
        market_width,
        ranks: None,
        limited_by: None,
    };
    let widest = law.laws.iter().filter_map(|of| Some((of, of.law.widest?)));
    let widest =
        widest.filter(|(_, widest)| widest.currency == unit.currency && unit.per == Period::Year);
    for (of, widest) in widest {
        if narrow(&mut range, widest, middle, step) {
            range.limited_by = Some(of.law.name.clone());
        }
    }
    range.width = 2.0 * (range.high - range.low) / (range.high + range.low);
    range
}

/// Keeps a range within what a law allows; whether that changed it.
fn narrow(range: &mut AdvertRange, widest: Widest, middle: f64, step: f64) -> bool {
    if range.high > widest.unless_above || range.high - range.low <= widest.amount {
        return false;
    }
    let half = widest.amount / 2.0;
    range.low = ((middle - half) / step).ceil() * step;
    range.high = ((middle + half) / step).floor() * step;
    true
}

/// The step of round figures: 1 or 5 with noughts, at most a thirtieth of the middle, so that no end
/// moves by more than a sixtieth.
fn step(middle: f64) -> f64 {
    let most = middle / 30.0;
    let tens = 10f64.powf(most.log10().floor());
    if 5.0 * tens <= most { 5.0 * tens } else { tens }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn figures_are_round() {
        let check = |middle: f64, expected: f64| {
            assert!(
                (step(middle) - expected).abs() < 1e-6 * expected,
                "{middle}: {}",
                step(middle)
            );
        };
        check(188_000.0, 5_000.0);
        check(74_000.0, 1_000.0);
        check(1_250_000.0, 10_000.0);
        check(2_400_000.0, 50_000.0);
        check(6_150.0, 100.0);
        check(45.0, 1.0);
    }
}
