//! What others report, as every interface shows it beside what is taken.

use goingrate::ask::career::WayReported;
use goingrate_plan::Reported;
use goingrate_units::Currency;
use serde::Serialize;

use crate::{money, words};

/// A figure of others, which is shown and not taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
            None => words::signed_percent(value),
        };
        self.range(one)
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
