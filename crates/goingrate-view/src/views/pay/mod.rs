//! The main screen: what the market pays for a profile, where an offer stands in it, how sure that
//! is, and who disagrees.

pub mod band;
pub mod market;
pub mod real;
pub mod sure;
pub mod trend;
pub mod understood;
pub mod versus;
pub mod why;

use goingrate::ask::{MoneyNote, PayAnswer, PayUnit};
use goingrate_model::Uncertain;
use goingrate_units::{Component, Engagement, PERCENTILES, Period, Quantiles, describe};
use serde::Serialize;

use self::band::BandView;
use self::market::{KindView, RegionView};
use self::real::{AfterTaxView, AtPricesView};
use self::sure::{DisagreementView, SureView, disagreements};
use self::trend::TrendView;
use self::understood::{FieldView, fields};
use self::versus::VersusView;
use self::why::WhyView;
use super::Context;
use crate::figure::round;
use crate::{Amount, PercentileRankView, sentences};

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
    /// What the market is that is spoken of.
    pub market: String,
    /// Kinds of employers side by side, lowest P50 first; empty where they pay much alike or are not
    /// told apart.
    pub kinds: Vec<KindView>,
    /// P50 of the market at large, where one kind of employer among several is asked for.
    pub market_at_large: Option<Amount>,
    /// A part of the world as the mixture of its countries.
    pub region: Option<RegionView>,
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
    pub percentile: PercentileRankView,
}

impl PayView {
    /// From an answer; hints are added by the face that knows how the reader asks on.
    pub fn new(answer: &PayAnswer, context: &Context) -> PayView {
        let (estimate, unit) = (&answer.estimate, &answer.unit);
        let cents = |ln: &f64| round(unit.amount(*ln), 2);
        let offer = answer.offer.map(|offer| OfferView {
            amount: round(offer.amount, 2),
            percentile: offer.rank.into(),
        });
        let trend = (!answer.trend.is_empty()).then(|| TrendView::new(&answer.trend, unit));
        PayView {
            headline: describe(&answer.asked.profile, context.taxonomy),
            understood: fields(&answer.asked),
            percentiles: percentiles(&estimate.percentiles, unit),
            curve: estimate.curve.iter().map(cents).collect(),
            market: market::meaning(answer),
            kinds: market::kinds(&answer.mix, unit, context),
            market_at_large: answer.mix.at_large.map(|median| Amount::of(median, unit)),
            region: market::region(&answer.mix, context),
            offer,
            range: answer.range.as_ref().map(|range| BandView::new(range, unit)),
            hourly: hourly(answer),
            total_compensation: answer.total_compensation.map(|total| Amount::of(total, unit)),
            after_tax: answer.after_tax.as_ref().map(|net| AfterTaxView::new(net, unit)),
            at_prices: answer.at_prices.as_ref().map(|at| AtPricesView::new(at, unit, context)),
            sure: SureView::new(estimate, context),
            disagreements: disagreements(&answer.disagreements, context),
            trend,
            versus: answer.versus.iter().map(|other| VersusView::new(other, context)).collect(),
            why: answer.why.as_ref().map(|why| WhyView::new(why, unit, context)),
            remarks: remarks(answer),
            hints: Vec::new(),
        }
    }

    /// P50.
    pub fn median(&self) -> &Amount {
        &self.percentiles[2].pay
    }
}

fn percentiles(figures: &Quantiles<Uncertain>, unit: &PayUnit) -> Vec<PercentileView> {
    named(figures.map(|figure| Amount::of(figure, unit)))
}

/// The five percentiles, each with its name.
pub(super) fn named(amounts: Quantiles<Amount>) -> Vec<PercentileView> {
    let view =
        |(p, pay): (f64, Amount)| PercentileView { percentile: (p * 100.0).round() as u32, pay };
    PERCENTILES.into_iter().zip(amounts).map(view).collect()
}

/// The hourly equivalent of a salary; a price of an hour needs none.
fn hourly(answer: &PayAnswer) -> Option<Amount> {
    let (profile, unit) = (&answer.asked.profile, answer.unit);
    let salaried = profile.engagement == Engagement::Employee
        && profile.component != Component::HourlyRate
        && unit.per != Period::Hour;
    salaried.then(|| Amount::of(answer.estimate.percentiles[2], &unit.per(Period::Hour)))
}

/// What the reader has to know.
fn remarks(answer: &PayAnswer) -> Vec<String> {
    answer.estimate.remarks.iter().cloned().chain(answer.money.map(money_remark)).collect()
}

/// What to say of a place whose pay is not known in its own money.
fn money_remark(note: MoneyNote) -> String {
    match note {
        MoneyNote::Converted(rate) => format!(
            "Pay is known in {kept} here: evidence in {own} counts by what it buys, and what that is in \
             {kept} is a part of the doubt. {}",
            sentences::exchange(&rate.into()),
            kept = rate.from,
            own = rate.to,
        ),
        MoneyNote::NoRate { own, shown, day } => format!(
            "Told in {shown}: no exchange rate of {own} for {} is at hand. Give one of that time to see \
             it in {own}.",
            day.month_in_words()
        ),
    }
}
