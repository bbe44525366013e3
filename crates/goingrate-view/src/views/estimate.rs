//! The market's percentiles in short, for programs: the figures, how sure they are, and what they rest on.

use goingrate::GoingRate;
use goingrate::ask::EstimateAnswer;
use goingrate_model::Sureness;
use goingrate_units::{Date, describe};
use schemars::JsonSchema;
use serde::Serialize;

use super::pay::understood::{FieldView, fields};
use super::pay::{PercentileView, answer, named, percentiles, remarks_of};
use crate::figure::{as_text, round};
use crate::{Amount, words};

/// What the market pays for a profile, in short.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EstimateView {
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
    /// How sure the median is.
    pub sure: QuickSureView,
    /// How the question's words were read, where that may surprise: slips that were put right, words and
    /// amounts that were not used.
    pub reading_remarks: Vec<String>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
    /// What the figures rest on.
    pub basis: ShortBasisView,
}

/// How sure the market's median is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct QuickSureView {
    /// The word: well known, fairly well known, roughly known, a rough guess, hardly known.
    pub word: &'static str,
    /// Half the width of the median's 80 % interval, as a share.
    pub half_width: f64,
    /// Both in a sentence.
    pub sentence: String,
}

/// What figures rest on, in short.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShortBasisView {
    /// The hash of the evidence that the book was fitted from, 32 hexadecimal digits: answers with the same
    /// hash are of the same evidence.
    pub evidence: String,
    /// How many sources the book was fitted from.
    pub sources: usize,
    /// The day that the figures hold for.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub as_of: Date,
}

impl EstimateView {
    /// From an answer of what is opened; `evidence` is the hash of what its book was fitted from, in
    /// digits.
    pub fn new(answer: EstimateAnswer, evidence: &str, going_rate: &GoingRate) -> EstimateView {
        let words = &going_rate.taxonomy;
        let EstimateAnswer { asked, percentiles: figures, unit, beside, .. } = &answer;
        let profile = &asked.profile;
        let amounts = figures.map(|figure| Amount::of(figure, unit));
        let told = (profile.component, *unit, beside.as_slice());
        EstimateView {
            answer: answer::sentence(asked, &amounts, words),
            headline: describe(profile, words),
            understood: fields(asked),
            percentiles: named(amounts),
            by_period: beside.iter().map(|unit| percentiles(figures, unit)).collect(),
            sure: QuickSureView::of(figures[2].half_width()),
            remarks: remarks_of(answer.remarks.clone(), answer.money, told),
            basis: ShortBasisView {
                evidence: evidence.to_owned(),
                sources: going_rate.sources().len(),
                as_of: unit.as_of,
            },
            reading_remarks: answer.reading_remarks,
        }
    }
}

impl QuickSureView {
    /// How sure a median is, from half the width of its 80 % interval as a share.
    fn of(half: f64) -> QuickSureView {
        let sureness = Sureness::of(half);
        let word = sureness.word();
        let sentence = match sureness {
            Sureness::Open => format!("{word}."),
            _ => format!("{word}, to within {} (8 times in 10).", words::half_width(half)),
        };
        QuickSureView { word, half_width: round(half, 4), sentence }
    }
}
