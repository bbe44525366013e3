//! What others report, as every interface shows it beside what is taken.

use goingrate::ask::career::{Beside, WayReported};
use goingrate_plan::Reported;
use goingrate_units::Currency;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{money, words};

/// A figure of others, which is shown and not taken.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReportedView {
    /// What it is a figure of.
    pub said: String,
    /// The lower end.
    pub low: f64,
    /// The upper end; the same as `low` where one figure is reported.
    pub high: f64,
    /// The currency of an amount a year; `None` for shares and years.
    pub currency: Option<String>,
    /// Who reports it.
    pub source: String,
    /// Where it can be read.
    pub url: String,
}

/// Something that was taken, with what others report of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BesideView {
    /// The name of the assumption.
    pub name: String,
    /// What it is.
    pub what: String,
    /// What is taken: P10, P50, P90.
    pub taken: [f64; 3],
    /// What it is counted in.
    pub unit: String,
    /// Whether it is a share.
    pub is_share: bool,
    /// Whether it is something that may be gained or lost.
    pub is_gain: bool,
    /// What others report.
    pub reported: Vec<ReportedView>,
}

impl BesideView {
    pub(super) fn new(beside: &Beside) -> BesideView {
        let used = &beside.used;
        BesideView {
            name: used.name.clone(),
            what: used.what.clone(),
            taken: [used.low, used.typical, used.high],
            unit: used.unit.clone(),
            is_share: used.is_share(),
            is_gain: used.signed,
            reported: beside.reported.iter().map(ReportedView::of_step).collect(),
        }
    }

    /// What is taken, in words: "+1.9 % (−1 % to +5 %)".
    pub fn in_words(&self) -> String {
        let one = |value: f64| match (self.is_share, self.is_gain) {
            (true, true) => signed_percent(value),
            (true, false) => percent(value),
            (false, _) => words::plain_number(value),
        };
        let [low, middle, high] = self.taken.map(one);
        let unit = if self.is_share { String::new() } else { format!(" {}", self.unit) };
        format!("{middle}{unit} ({low} to {high})")
    }
}

impl ReportedView {
    pub(super) fn of_way(reported: &WayReported) -> ReportedView {
        ReportedView {
            said: reported.said.clone(),
            low: reported.low,
            high: reported.high,
            currency: reported.currency.map(|currency| currency.code().to_owned()),
            source: reported.source.title.clone(),
            url: reported.source.url.clone(),
        }
    }

    pub(super) fn of_step(reported: &Reported) -> ReportedView {
        ReportedView {
            said: reported.said.clone(),
            low: reported.low,
            high: reported.high,
            currency: None,
            source: reported.source.title.clone(),
            url: reported.source.url.clone(),
        }
    }

    /// Who reports it, in short: what stands before the first comma or colon.
    pub fn short_source(&self) -> &str {
        self.source.split([',', ':', ';']).next().unwrap_or(&self.source)
    }

    /// A share or an amount a year in words: "+10 % to +20 %", "+$10k to +$20k".
    pub fn gain(&self) -> String {
        let currency: Option<Currency> =
            self.currency.as_deref().and_then(|code| code.parse().ok());
        let one = |value: f64| match currency {
            Some(currency) => format!("+{}", money::named(value, currency)),
            None => signed_percent(value),
        };
        self.range(one)
    }

    /// A value of an assumption in words: "+8.5 %", "61.9 %", "3.9 years".
    pub fn value(&self, of: &BesideView) -> String {
        match (of.is_share, of.is_gain) {
            (true, true) => self.gain(),
            (true, false) => self.range(percent),
            (false, _) => format!("{} {}", self.range(words::plain_number), of.unit),
        }
    }

    /// Years in words: "2 to 3 years".
    pub fn years(&self) -> String {
        format!("{} years", self.range(words::plain_number))
    }

    fn range(&self, one: impl Fn(f64) -> String) -> String {
        match self.low == self.high {
            true => one(self.low),
            false => format!("{} to {}", one(self.low), one(self.high)),
        }
    }
}

/// A change to a tenth of a percent, where that counts: "+8.5 %", "+10 %".
fn signed_percent(share: f64) -> String {
    let sign = if share < 0.0 { "−" } else { "+" };
    format!("{sign}{}", percent(share.abs()))
}

/// A share to a tenth of a percent, where that counts: "8.5 %", "10 %".
pub(super) fn percent(share: f64) -> String {
    format!("{} %", words::plain_number((share * 1e3).round() / 10.0).replace('-', "−"))
}
