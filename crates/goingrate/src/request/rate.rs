//! What an hour of work is charged, and which salary that is worth.

use goingrate_rules::Override;
use goingrate_units::{Date, Problem, Taxonomy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DetailWord, ShownRequest};
use crate::GoingRate;
use crate::ask::{
    PayQuestion, ProfileText, RateQuestion, SameAsQuestion, Text, read_amount, read_freelance,
};

/// Whose rate is asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RateRequest {
    /// Whose rate is asked for; a freelancer's if the engagement is not said.
    #[serde(flatten)]
    pub profile: ProfileText,
    /// In which currency and for which periods.
    #[serde(flatten)]
    pub shown: ShownRequest,
    /// The rate worth a salary ("150000"), or the salary worth a rate ("95/h"), under the law of the
    /// place and in its currency if none is given.
    pub same_as: Option<Text>,
    /// Hours a year that can be billed, with `same_as`: 1200, or a range "1000-1400".
    pub billable_hours: Option<Text>,
    /// Assume otherwise than the carried data, with `same_as`: paid-leave=25, pension=5%, indemnity=600.
    pub assume: Vec<String>,
    /// The way of self-employed work, with `same_as`, where the country's law has several: lump-sum, micro.
    pub regime: Option<String>,
    /// What carries the answer: in short, or everything.
    pub why: Option<DetailWord>,
}

impl RateRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When a field cannot be read, or one is given that needs `same_as`; the problem names it.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<RateQuestion, Problem> {
        let words = &going_rate.taxonomy;
        let asked = read_freelance(&self.profile, words, today)?;
        let (unit, periods) = (self.shown.unit()?, self.shown.periods());
        let why = self.why.is_some();
        if self.same_as.is_none() {
            self.refuse_without_amount()?;
        }
        Ok(RateQuestion {
            market: PayQuestion { unit, periods, why, ..PayQuestion::new(asked) },
            same_as: self.same_as.as_deref().map(|text| self.turned(text, words)).transpose()?,
        })
    }

    fn turned(&self, text: &str, words: &Taxonomy) -> Result<SameAsQuestion, Problem> {
        let assume = self.assume.iter().map(|text| Override::parse(text)).collect::<Result<_, _>>();
        Ok(SameAsQuestion {
            amount: read_amount("same_as", text, words)?,
            regime: self.regime.clone(),
            billable_hours: self.billable_hours.as_deref().map(hours).transpose()?,
            assume: assume?,
        })
    }

    /// What says how a salary and a rate are held against each other means nothing without one of them.
    fn refuse_without_amount(&self) -> Result<(), Problem> {
        let first = self.assume.first().map(String::as_str);
        let given = [
            ("billable_hours", self.billable_hours.as_deref()),
            ("assume", first),
            ("regime", self.regime.as_deref()),
        ];
        match given.into_iter().find_map(|(field, value)| Some((field, value?))) {
            Some((field, value)) => {
                Err(Problem::of(field, value, "is used for an amount, and none is given")
                    .hint("give same_as too: 150000, or 95/h"))
            }
            None => Ok(()),
        }
    }
}

/// Nobody bills more hours a year: 80 a week.
const MOST_HOURS: f64 = 52.0 * 80.0;

/// "1200" or "1000-1400".
fn hours(text: &str) -> Result<(f64, f64), Problem> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let number = |part: &str| part.trim().replace(',', "").parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if 1.0 <= low && low <= high && high <= MOST_HOURS => {
            Ok((low, high))
        }
        _ => Err(Problem::of(
            "billable_hours",
            text,
            "is no number of hours that one person bills in a year, which is 1 to 4160",
        )
        .hint("write 1200 or 1000-1400")),
    }
}
