//! The main screen: what the market pays for a profile, where an offer stands in it, how sure that
//! is, and who disagrees.

use goingrate_model::{Disagreement, Estimate, PercentileRank, Uncertain};
use goingrate_units::parse::Understood;
use goingrate_units::{Component, Engagement, PERCENTILES, Period, describe};
use serde::Serialize;

use super::Context;
use super::band::BandView;
use super::real::{AfterTaxView, AtPricesView};
use super::sure::{DisagreementView, SureView, disagreements};
use super::trend::TrendView;
use super::understood::{FieldView, fields};
use super::versus::VersusView;
use super::why::WhyView;
use crate::figure::round;
use crate::{Amount, Display, Place};

/// What the market pays for a profile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PayView {
    /// What was understood, in one line.
    pub headline: String,
    /// The same, field by field.
    pub understood: Vec<FieldView>,
    /// P10, P25, P50, P75 and P90 of people drawn from the market, each with the 80 % interval of
    /// the market's figure.
    pub percentiles: Vec<PercentileView>,
    /// P1 to P99 as amounts, in the currency and period of the percentiles, without intervals.
    pub curve: Vec<f64>,
    /// Where the reader's offer stands.
    pub offer: Option<OfferView>,
    /// What a posted band really pays.
    pub range: Option<BandView>,
    /// P50 for an hour, where a year's or a month's pay is shown.
    pub hourly: Option<Amount>,
    /// P50 of total compensation, where base salary is shown.
    pub total_compensation: Option<Amount>,
    /// The percentiles after tax.
    pub after_tax: Option<AfterTaxView>,
    /// The percentiles at the prices of another place.
    pub at_prices: Option<AtPricesView>,
    /// How sure P50 is, and why.
    pub sure: SureView,
    /// Who disagrees.
    pub disagreements: Vec<DisagreementView>,
    /// The market over time.
    pub trend: Option<TrendView>,
    /// Others beside it.
    pub versus: Vec<VersusView>,
    /// What carries the answer.
    pub why: Option<WhyView>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
    /// What could be asked next, as flags.
    #[serde(skip)]
    pub hints: Vec<String>,
}

/// One percentile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PercentileView {
    /// 10, 25, 50, 75 or 90.
    pub percentile: u32,
    /// The amount.
    #[serde(flatten)]
    pub pay: Amount,
}

/// Where an offer stands in the market.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfferView {
    /// The offer, in the currency and period of the percentiles.
    pub amount: f64,
    /// Where it stands.
    pub percentile: Place,
}

impl OfferView {
    /// An offer (in what is shown) and where it stands.
    pub fn new(amount: f64, standing: PercentileRank) -> OfferView {
        OfferView { amount: round(amount, 2), percentile: standing.into() }
    }
}

impl PayView {
    /// The view of an estimate; offer, band, total, trend, others and basis are added by whoever
    /// asked for them.
    pub fn new(
        understood: &Understood,
        estimate: &Estimate,
        disagreeing: &[Disagreement],
        display: &Display,
        context: &Context,
    ) -> PayView {
        let cents = |ln: &f64| round(display.value(*ln), 2);
        PayView {
            headline: describe(&understood.profile, context.taxonomy),
            understood: fields(understood),
            percentiles: percentiles(&estimate.percentiles, display),
            curve: estimate.curve.iter().map(cents).collect(),
            offer: None,
            range: None,
            hourly: hourly(understood, estimate, display),
            total_compensation: None,
            after_tax: None,
            at_prices: None,
            sure: SureView::new(estimate, context),
            disagreements: disagreements(disagreeing, context),
            trend: None,
            versus: Vec::new(),
            why: None,
            remarks: estimate.remarks.clone(),
            hints: Vec::new(),
        }
    }

    /// P50.
    pub fn median(&self) -> &Amount {
        &self.percentiles[2].pay
    }
}

fn percentiles(figures: &[Uncertain], display: &Display) -> Vec<PercentileView> {
    let view = |(&p, &figure): (&f64, &Uncertain)| PercentileView {
        percentile: (p * 100.0).round() as u32,
        pay: display.amount(figure),
    };
    PERCENTILES.iter().zip(figures).map(view).collect()
}

/// The hourly equivalent of a salary; a price of an hour needs none.
fn hourly(understood: &Understood, estimate: &Estimate, display: &Display) -> Option<Amount> {
    let profile = &understood.profile;
    let salaried = profile.engagement == Engagement::Employee
        && profile.component != Component::HourlyRate
        && display.per != Period::Hour;
    salaried.then(|| display.per(Period::Hour).amount(estimate.percentiles[2]))
}
