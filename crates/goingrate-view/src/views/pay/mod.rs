//! The main screen: what the market pays for a profile, where an offer stands in it, how sure that
//! is, and who disagrees.

pub mod answer;
pub mod band;
pub mod market;
pub mod real;
pub mod sure;
pub mod trend;
pub mod understood;
pub mod versus;
pub mod why;

use goingrate::ask::{MoneyNote, OfferAnswer, PayAnswer, PayUnit};
use goingrate_model::Uncertain;
use goingrate_units::{Component, Engagement, PERCENTILES, Period, Quantiles, describe};
use schemars::JsonSchema;
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
use crate::{Amount, PercentileRankView, money, sentences, words};

/// What the market pays for a profile.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PayView {
    /// The answer, in a sentence.
    pub answer: String,
    /// What was understood, in one line.
    pub headline: String,
    /// The same, field by field.
    pub understood: Vec<FieldView>,
    /// P10, P25, P50, P75 and P90 of people drawn from the market, each with the 80 % interval of
    /// the market's figure.
    pub percentiles: Vec<PercentileView>,
    /// The same for other periods that were asked for.
    pub by_period: Vec<Vec<PercentileView>>,
    /// P1 to P99 as amounts, in the currency and period of the percentiles, without intervals.
    pub curve: Vec<f64>,
    /// What the market is that is spoken of.
    pub market: String,
    /// Kinds of employers side by side, lowest median first; empty where they pay much alike or are not
    /// told apart.
    pub kinds: Vec<KindView>,
    /// The median of the market at large, where one kind of employer among several is asked for.
    pub market_at_large: Option<Amount>,
    /// A part of the world as the mixture of its countries.
    pub region: Option<RegionView>,
    /// Where the reader's offer stands.
    pub offer: Option<OfferView>,
    /// What a posted band really pays.
    pub range: Option<BandView>,
    /// The median for an hour, where a year's or a month's pay is shown.
    pub hourly: Option<Amount>,
    /// The median of total compensation, where base salary is shown.
    pub total_compensation: Option<Amount>,
    /// The percentiles after tax.
    pub after_tax: Option<AfterTaxView>,
    /// The percentiles at the prices of another place.
    pub at_prices: Option<AtPricesView>,
    /// How sure the median is, and why.
    pub sure: SureView,
    /// Who disagrees.
    pub disagreements: Vec<DisagreementView>,
    /// The market over time.
    pub trend: Option<TrendView>,
    /// Others beside it.
    pub versus: Vec<VersusView>,
    /// What carries the answer.
    pub why: Option<WhyView>,
    /// How the question's words were read, where that may surprise: slips that were put right, words that
    /// are not known and were not used.
    pub reading_remarks: Vec<String>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
    /// What holds for all answers alike, for a reader who asks for everything.
    pub footnotes: Vec<String>,
    /// What could be asked next, as flags.
    #[serde(skip)]
    pub hints: Vec<String>,
}

/// One percentile.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PercentileView {
    /// 10, 25, 50, 75 or 90.
    pub percentile: u32,
    /// The amount.
    #[serde(flatten)]
    pub pay: Amount,
}

/// Where an offer stands in the market.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OfferView {
    /// The offer, in the currency and period of the percentiles.
    pub amount: f64,
    /// Where it stands.
    pub percentile: PercentileRankView,
    /// The same in a sentence.
    pub sentence: String,
}

impl OfferView {
    /// An offer and where it stands.
    fn new(offer: OfferAnswer, unit: &PayUnit) -> OfferView {
        let percentile = PercentileRankView::from(offer.rank);
        let amount = round(offer.amount, 2);
        let (named, standing) =
            (money::named(amount.round(), unit.currency), sentences::standing(&percentile));
        OfferView { amount, percentile, sentence: format!("Your offer of {named} is {standing}.") }
    }
}

impl PayView {
    /// From an answer; hints are added by the face that knows how the reader asks on.
    pub fn new(answer: &PayAnswer, context: &Context) -> PayView {
        let (estimate, unit) = (&answer.estimate, &answer.unit);
        let cents = |ln: &f64| round(unit.amount(*ln), 2);
        let amounts = estimate.percentiles.map(|figure| Amount::of(figure, unit));
        let trend = (!answer.trend.is_empty()).then(|| TrendView::new(&answer.trend, unit));
        PayView {
            answer: answer::sentence(&answer.asked, &amounts, context.taxonomy),
            headline: describe(&answer.asked.profile, context.taxonomy),
            understood: fields(&answer.asked),
            percentiles: named(amounts),
            by_period: answer
                .beside
                .iter()
                .map(|u| percentiles(&estimate.percentiles, u))
                .collect(),
            curve: estimate.curve.iter().map(cents).collect(),
            market: market::meaning(answer),
            kinds: market::kinds(&answer.mix, unit, context),
            market_at_large: answer.mix.at_large.map(|median| Amount::of(median, unit)),
            region: market::region(&answer.mix, context),
            offer: answer.offer.map(|offer| OfferView::new(offer, unit)),
            range: answer.range.as_ref().map(|range| BandView::new(range, unit)),
            hourly: hourly(answer),
            total_compensation: answer.total_compensation.map(|total| Amount::of(total, unit)),
            after_tax: answer.after_tax.as_ref().map(|net| AfterTaxView::new(net, unit)),
            at_prices: answer.at_prices.as_ref().map(|at| AtPricesView::new(at, unit, context)),
            sure: SureView::new(estimate, context),
            disagreements: disagreements(&answer.disagreements, context),
            trend,
            versus: answer.versus.iter().map(|other| VersusView::new(other, context)).collect(),
            why: answer.why.as_ref().map(|why| WhyView::new(why, answer, context)),
            reading_remarks: answer.remarks.clone(),
            remarks: remarks(answer),
            footnotes: estimate.footnotes.clone(),
            hints: Vec::new(),
        }
    }

    /// Whether the text tells all that carries the answer, or a screen of it.
    pub fn tell_all(&mut self, all: bool) {
        if let Some(why) = &mut self.why {
            why.whole = all;
        }
    }

    /// Whether the main screen is shown whole: what carries the answer, in short, is a screen of its own.
    pub fn is_whole(&self) -> bool {
        self.why.as_ref().is_none_or(|why| why.whole)
    }

    /// Whether everything is told that there is.
    pub fn tells_all(&self) -> bool {
        self.why.as_ref().is_some_and(|why| why.whole)
    }

    /// The median.
    pub fn median(&self) -> &Amount {
        &self.percentiles[2].pay
    }
}

/// The five percentiles in a unit.
pub(super) fn percentiles(figures: &Quantiles<Uncertain>, unit: &PayUnit) -> Vec<PercentileView> {
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
    let of = (answer.asked.profile.component, answer.unit, answer.beside.as_slice());
    remarks_of(answer.estimate.remarks.clone(), answer.money, of)
}

/// What the reader has to know of pay of a component, told in a unit and others beside it: what the book
/// says, then of money and of working time.
pub(super) fn remarks_of(
    mut remarks: Vec<String>,
    money: Option<MoneyNote>,
    (component, unit, beside): (Component, PayUnit, &[PayUnit]),
) -> Vec<String> {
    let periods: Vec<Period> = std::iter::once(&unit).chain(beside).map(|unit| unit.per).collect();
    remarks.extend(money.map(money_remark));
    remarks.extend(working_time(&periods, component == Component::HourlyRate));
    remarks
}

/// How much work a day and a week are, where pay is told for them.
pub(super) fn working_time(periods: &[Period], is_rate: bool) -> Option<String> {
    let hours = |per: Period| Period::Hour.a_year() / per.a_year();
    let day = periods.contains(&Period::Day).then(|| {
        let year = if is_rate {
            String::new()
        } else {
            format!(" and a year {} such days", Period::Day.a_year())
        };
        format!("a day is {} hours of work{year}", hours(Period::Day))
    });
    let week =
        periods.contains(&Period::Week).then(|| format!("a week is {} hours", hours(Period::Week)));
    let told: Vec<String> = day.into_iter().chain(week).collect();
    (!told.is_empty()).then(|| words::capitalised(&format!("{}.", told.join("; "))))
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
