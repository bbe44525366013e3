//! The percentiles as they reach the reader: after tax, and at the prices of another place.

use goingrate::ask::{AfterTax, AtPrices, PayUnit};
use goingrate_rules::PriceLevel;
use goingrate_units::Taxonomy;
use schemars::JsonSchema;
use serde::Serialize;

use super::{PercentileView, named};
use crate::views::Context;
use crate::{Amount, sentences};

/// The percentiles after tax and contributions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AfterTaxView {
    /// The place of the rules: `us-wa`.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The tax year.
    pub year: i16,
    /// `single`, `joint` or `head`.
    pub filing: String,
    /// How sure the rules are: the least sure of what is taken.
    pub status: Option<String>,
    /// The percentiles, in the currency and period of the market's.
    pub percentiles: Vec<PercentileView>,
    /// What the computation leaves out, as sentences.
    pub leaves_out: Vec<String>,
    /// What the reader has to know: whose rules, which exchange rate.
    pub remarks: Vec<String>,
}

/// The percentiles at the prices of another place: what buys the same there.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AtPricesView {
    /// The place whose prices these are.
    pub place_name: String,
    /// Whether the amounts are those after tax.
    pub after_tax: bool,
    /// What the amounts were multiplied by; the result is in the place's currency.
    pub factor: f64,
    /// The price level of the market's own place.
    pub from: LevelView,
    /// The price level of the other place.
    pub to: LevelView,
    /// The percentiles, in the currency of the other place.
    pub percentiles: Vec<PercentileView>,
}

/// A price level and where it is from.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LevelView {
    /// The place whose figure it is: the one asked for, or the nearest around it that has one.
    pub place_name: String,
    /// Index within the country, the country = 100 (regional price parity).
    pub regional: Option<f64>,
    /// Its year.
    pub regional_year: Option<i16>,
    /// Units of the currency for an international dollar (purchasing power parity), where the two
    /// places lie in different countries.
    pub national: Option<f64>,
    /// Its year.
    pub national_year: Option<i16>,
}

impl AfterTaxView {
    /// The percentiles of a market after tax; the rules are told for its median.
    pub fn new(answer: &AfterTax, unit: &PayUnit) -> AfterTaxView {
        let median = &answer.median;
        let counted = median.lines.iter().filter(|line| line.counts.is_some());
        let amounts = answer.percentiles.map(|ends| Amount::between(ends, unit.currency, unit));
        AfterTaxView {
            place: median.place.clone(),
            place_name: median.place_name.clone(),
            year: median.year,
            filing: median.filing.slug().to_owned(),
            status: counted.filter_map(|line| line.status()).max().map(|s| s.slug().to_owned()),
            percentiles: named(amounts),
            leaves_out: median.leaves_out.clone(),
            remarks: remarks(answer),
        }
    }
}

/// Whose rules are taken, and by which exchange rate.
fn remarks(answer: &AfterTax) -> Vec<String> {
    let reach = sentences::reach(&answer.place, &answer.reaches_into, &answer.rules_of);
    let exchange = answer.exchange;
    let rate = (exchange.from != exchange.to).then(|| sentences::exchange(&exchange.into()));
    reach.into_iter().chain(rate).collect()
}

impl AtPricesView {
    /// Percentiles at other prices.
    pub fn new(answer: &AtPrices, unit: &PayUnit, context: &Context) -> AtPricesView {
        let (ratio, taxonomy) = (&answer.ratio, context.taxonomy);
        let amounts = answer.percentiles.map(|ends| Amount::between(ends, answer.currency, unit));
        AtPricesView {
            place_name: taxonomy.place(answer.place).name.clone(),
            after_tax: answer.after_tax,
            factor: ratio.factor,
            from: LevelView::new(&ratio.from, ratio.abroad, taxonomy),
            to: LevelView::new(&ratio.to, ratio.abroad, taxonomy),
            percentiles: named(amounts),
        }
    }
}

impl LevelView {
    fn new(level: &PriceLevel, abroad: bool, taxonomy: &Taxonomy) -> LevelView {
        let national = level.national.filter(|_| abroad);
        LevelView {
            place_name: taxonomy.place(level.of).name.clone(),
            regional: level.regional.map(|(index, _)| index),
            regional_year: level.regional.map(|(_, year)| year),
            national: national.map(|(parity, _)| parity),
            national_year: national.map(|(_, year)| year),
        }
    }
}
