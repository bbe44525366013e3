//! What the market pays: a request, and its reading.

use goingrate_units::{Date, Problem, Profile, parse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FilingWord, ShownRequest};
use crate::GoingRate;
use crate::ask::{PayQuestion, PricesOf, ProfileText, Text, beside, read_amount, read_range};

/// Whose pay is asked for, and what else about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PayRequest {
    /// Whose pay is asked for.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// In which currency and for which periods.
    #[serde(flatten)]
    pub shown: ShownRequest,
    /// An offer that is placed in the market: 180000, "180k", "£65k/yr".
    pub offer: Option<Text>,
    /// A posted band, of which the answer says what it will really pay: "150k-200k".
    pub range: Option<String>,
    /// The market over the years, with a forecast.
    pub trend: bool,
    /// What carries the answer: in short, or everything.
    pub why: Option<DetailWord>,
    /// Others beside it; what one does not say stays as it is: "Austin", "staff, Rust".
    pub vs: Vec<String>,
    /// The percentiles after tax and contributions in the place.
    pub net: bool,
    /// Who files, with `net`: one person if not given.
    pub filing: Option<FilingWord>,
    /// A place at whose prices the percentiles are told as well: what buys the same there.
    pub at_prices_of: Option<String>,
}

/// How much of what carries an answer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum DetailWord {
    /// What each part of the question adds, the heaviest sources, who disagrees.
    Short,
    /// Every source, and the heaviest figures one by one.
    All,
}

/// A profile beside others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CompareRequest {
    /// The first.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// In which currency and for which periods.
    #[serde(flatten)]
    pub shown: ShownRequest,
    /// The others; what one does not say is the first one's: "Austin", "staff, Rust".
    pub vs: Vec<String>,
}

impl PayRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When a field cannot be read; the problem names it.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<PayQuestion, Problem> {
        let words = &going_rate.taxonomy;
        let asked = self.profile.read(words, today)?;
        if self.filing.is_some() && !self.net {
            return Err(Problem::of(
                "filing",
                "",
                "says who pays tax, and no net pay is asked for",
            )
            .hint("ask for net pay too"));
        }
        let offer = self.offer.as_deref().map(|text| read_amount("offer", text, words));
        let range = self.range.as_deref().map(|text| read_range("range", text, words));
        let other = |text: &String| beside(&asked.profile, text, words);
        let versus: Result<Vec<Profile>, Problem> = self.vs.iter().map(other).collect();
        let prices = self.at_prices_of.as_deref().map(|place| parse::place(place, words));
        let place = prices.transpose().map_err(|problem| problem.in_field("at_prices_of"))?;
        Ok(PayQuestion {
            unit: self.shown.unit()?,
            offer: offer.transpose()?,
            range: range.transpose()?,
            after_tax: self.net.then(|| self.filing.unwrap_or_default().into()),
            at_prices_of: place.map(|place| PricesOf { place, over: Vec::new() }),
            trend: self.trend,
            versus: versus.map_err(|problem| problem.in_field("vs"))?,
            periods: self.shown.periods(),
            why: self.why.is_some(),
            ..PayQuestion::new(asked)
        })
    }
}

impl CompareRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When nothing stands beside the first (field `vs`), or a field cannot be read.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<PayQuestion, Problem> {
        if self.vs.is_empty() {
            return Err(Problem::of("vs", "", "names nothing to compare with")
                .kind(goingrate_units::ProblemKind::Missing)
                .hint("name what differs: Austin"));
        }
        let CompareRequest { profile, shown, vs } = self.clone();
        PayRequest { profile, shown, vs, ..PayRequest::default() }.question(going_rate, today)
    }
}
