//! The pay range to publish, where it stands in the market, and how sure the market is.

use goingrate::ask::KitAnswer;
use goingrate_units::{Currency, Date, Period};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::{as_slug, as_text, round};
use crate::views::Context;
use crate::views::pay::sure::SureView;
use crate::{PercentileRankView, money, sentences, words};

/// The pay range to publish.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AdvertView {
    /// The low end, in round figures.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// The currency of all amounts.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The period.
    #[serde(serialize_with = "as_slug")]
    #[schemars(with = "String")]
    pub per: Period,
    /// The day that the market is asked for.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub as_of: Date,
    /// From the low to the high end, as a share of the middle of both.
    pub width: f64,
    /// The narrowest width that is usual in adverts.
    pub usual_width_low: f64,
    /// The widest.
    pub usual_width_high: f64,
    /// Where that is from.
    pub usual_width_source: Option<String>,
    /// From the market's P25 to its P75, as a share of its middle.
    pub market_width: f64,
    /// P10, P25, P50, P75 and P90 of the market.
    pub market: [f64; 5],
    /// Where the low end stands in the market.
    pub low_percentile: Option<PercentileRankView>,
    /// Where the high end stands.
    pub high_percentile: Option<PercentileRankView>,
    /// The law that keeps the range narrower than it would be.
    pub limited_by: Option<String>,
    /// How sure the market's middle is, in a sentence.
    pub sure: String,
    /// The range in a sentence.
    pub sentence: String,
    /// How it came to be, in sentences.
    pub reasons: Vec<String>,
}

impl AdvertView {
    /// From an answer.
    pub(super) fn new(answer: &KitAnswer, context: &Context) -> AdvertView {
        let (range, unit, estimate) = (&answer.range, &answer.market.unit, &answer.market.estimate);
        let ranks = range.ranks.map(|ranks| ranks.map(PercentileRankView::from));
        let exact = |amount: f64| money::exact(amount, unit.currency);
        let mut view = AdvertView {
            low: round(range.low, 2),
            high: round(range.high, 2),
            currency: unit.currency,
            per: unit.per,
            as_of: unit.as_of,
            width: round(range.width, 3),
            usual_width_low: range.usual_width.low,
            usual_width_high: range.usual_width.high,
            usual_width_source: range.usual_width.source.as_ref().map(|s| s.title.clone()),
            market_width: round(range.market_width, 3),
            market: estimate.percentiles.map(|figure| round(unit.amount(figure.ln), 2)),
            low_percentile: ranks.map(|[low, _]| low),
            high_percentile: ranks.map(|[_, high]| high),
            limited_by: range.limited_by.clone(),
            sure: SureView::new(estimate, context).sentence,
            sentence: format!(
                "{} to {} {}",
                exact(range.low),
                exact(range.high),
                words::per(unit.per)
            ),
            reasons: Vec::new(),
        };
        view.reasons = view.reasons();
        view
    }

    /// An hour of the market's middle pay.
    pub(super) fn hour(&self, answer: &KitAnswer) -> f64 {
        let figure = answer.market.estimate.percentiles[2];
        answer.market.unit.per(Period::Hour).amount(figure.ln)
    }

    fn reasons(&self) -> Vec<String> {
        let about = |amount: f64| money::about(amount, self.currency);
        let [p10, p25, p50, p75, p90] = self.market;
        let usual = format!(
            "{} to {}",
            words::percent(self.usual_width_low),
            words::percent(self.usual_width_high)
        );
        let market = words::percent(self.market_width);
        let how = match self.market_width {
            w if w > self.usual_width_high => format!(
                "The middle half of the market is {market} wide. Adverts are usually {usual} wide, and people \
                 trust wider ones less, so the range is narrower than that."
            ),
            w if w < self.usual_width_low => format!(
                "The middle half of the market is only {market} wide. Adverts are usually {usual} wide, so the \
                 range is a little wider than that."
            ),
            _ => format!(
                "The middle half of the market is {market} wide, which is as wide as adverts usually are \
                 ({usual})."
            ),
        };
        let market = format!(
            "On {} the market pays {} {} in the middle; half are paid {} to {}, eight in ten {} to {}.",
            self.as_of,
            about(p50),
            words::per(self.per),
            about(p25),
            about(p75),
            about(p10),
            about(p90)
        );
        let mut reasons = vec![market, how];
        if let (Some(low), Some(high)) = (&self.low_percentile, &self.high_percentile) {
            let (low, high) = (sentences::standing(low), sentences::standing(high));
            reasons.push(format!(
                "Of people paid for such work, the low end is {low}, the high end {high}."
            ));
        }
        if self.market_width > 2.0 * self.usual_width_high {
            reasons.push(
                "Employers there pay very differently for it. Say the kind of employer, as in product company, \
                 services, startup or international, for a range that is nearer to yours."
                    .to_owned(),
            );
        }
        if let Some(law) = &self.limited_by {
            reasons.push(format!("It is as wide as the law allows and no wider ({law})."));
        }
        reasons.push(format!("How sure: {}", self.sure));
        reasons
    }
}
