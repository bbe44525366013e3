//! The TOML of a report as a person writes it. Every key that is not named here is refused, so
//! that a slip of the pen is a complaint and never a claim that says less than was meant.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How one loose word is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReading {
    pub quantile: Option<f64>,
    pub sd: f64,
    pub status: String,
    pub because: String,
}

/// `[usual]`: what a claim of the report speaks of where it says nothing else.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUsual {
    pub role: Option<String>,
    pub level: Option<String>,
    pub component: Option<String>,
    pub engagement: Option<String>,
}

/// Whose pay is meant, or what differs from the claim's own subject.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSubject {
    pub role: Option<String>,
    pub level: Option<String>,
    pub years: Option<[f64; 2]>,
    pub place: Option<String>,
    pub skills: Option<Vec<String>>,
    pub industries: Option<Vec<String>>,
    pub tier: Option<String>,
    pub employer: Option<String>,
    pub rung: Option<String>,
    pub engagement: Option<String>,
    pub component: Option<String>,
}

/// `[[claim]]`: subject, one statement, the numbers of its printed figures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClaim {
    pub id: String,
    /// Where it stands; only a cell of an office's statistics may leave it out.
    pub section: Option<String>,
    pub as_of: Option<String>,
    /// An occupation of another classification, instead of a role.
    pub code: Option<String>,
    /// Before or after tax, where it is not as the card says.
    pub basis: Option<String>,
    /// How many people it counts; the card says whom.
    pub n: Option<f64>,
    /// Why it is carried and not fitted.
    pub aside: Option<String>,
    /// Whether bonuses are in it, where it is not as the card says.
    pub bonus: Option<bool>,
    /// Whether a model of the publisher's made it out of larger areas.
    #[serde(default)]
    pub modelled: bool,
    // The subject's keys stand in the claim itself; serde cannot flatten and refuse unknown keys.
    pub role: Option<String>,
    pub level: Option<String>,
    pub years: Option<[f64; 2]>,
    pub place: Option<String>,
    pub skills: Option<Vec<String>>,
    pub industries: Option<Vec<String>>,
    pub tier: Option<String>,
    pub employer: Option<String>,
    pub rung: Option<String>,
    pub engagement: Option<String>,
    pub component: Option<String>,
    pub pay: Option<RawPay>,
    pub difference: Option<RawDifference>,
    pub against: Option<RawSubject>,
    pub order: Option<RawOrder>,
    pub plan: Option<RawPlan>,
    #[serde(default)]
    pub figures: BTreeMap<String, u32>,
    pub note: Option<String>,
}

impl RawClaim {
    /// The keys that say whose pay is meant.
    pub fn subject(&self) -> RawSubject {
        RawSubject {
            role: self.role.clone(),
            level: self.level.clone(),
            years: self.years,
            place: self.place.clone(),
            skills: self.skills.clone(),
            industries: self.industries.clone(),
            tier: self.tier.clone(),
            employer: self.employer.clone(),
            rung: self.rung.clone(),
            engagement: self.engagement.clone(),
            component: self.component.clone(),
        }
    }
}

/// `pay = { … }`: amounts, and the period that they are for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPay {
    pub p5: Option<f64>,
    pub p10: Option<f64>,
    pub p20: Option<f64>,
    pub p25: Option<f64>,
    pub p50: Option<f64>,
    pub p75: Option<f64>,
    pub p80: Option<f64>,
    pub p90: Option<f64>,
    pub p95: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub from: Option<f64>,
    pub top: Option<f64>,
    pub typical: Option<f64>,
    pub example: Option<f64>,
    pub mean: Option<f64>,
    pub gap: Option<f64>,
    /// How many monthly amounts make a year, where it is not as the card says.
    pub pays: Option<f64>,
    pub per: Option<String>,
    pub currency: Option<String>,
}

/// One figure, or the low and the high end of a range.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "write one number, or two as [low, high]")]
pub(super) enum RawSpan {
    /// One figure.
    One(f64),
    /// Low and high.
    Two([f64; 2]),
}

/// `difference = { … }`: by how much the subject's pay differs from that of `against`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDifference {
    pub percent: Option<RawSpan>,
    pub money: Option<RawSpan>,
    pub times: Option<RawSpan>,
    pub per: Option<String>,
    pub currency: Option<String>,
    pub after_years: Option<[f64; 2]>,
}

/// `order.… = …`: words or a rank, and what they say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOrder {
    pub words: Option<String>,
    pub rank: Option<u32>,
    #[serde(default)]
    pub above: Vec<RawSubject>,
    #[serde(default)]
    pub below: Vec<RawSubject>,
    #[serde(default)]
    pub about: Vec<RawSubject>,
    pub within: Option<f64>,
}

/// `plan = { … }`: a figure for a planner.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlan {
    #[serde(rename = "for")]
    pub planner: String,
    pub of: Option<String>,
    pub measure: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub words: Option<String>,
    pub unit: String,
}

/// `[[repeat]]`: figures of another report, printed again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRepeat {
    pub of: String,
    pub section: String,
    pub figures: BTreeMap<String, u32>,
}
