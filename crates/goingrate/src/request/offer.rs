//! What job offers are worth, which is better, and what to ask for.

use goingrate_units::{Date, Problem, parse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FilingWord, PlanText, PlannedRequest};
use crate::GoingRate;
use crate::ask::offer::{OfferQuestion, read_offers, read_plans};

/// Offers, in words or as plans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OfferRequest {
    /// An offer in words: "senior backend, Google, Seattle, base 190k, bonus 15%, RSU 300k".
    pub text: String,
    /// Other offers in words; role and level that one does not name are the first one's.
    pub vs: Vec<String>,
    /// Offers as plans instead, each the text of a TOML file or an object with its keys.
    pub offers: Vec<PlanText>,
    /// Years that somebody stays, and over which offers are compared; 4 if not given.
    pub years: Option<u32>,
    /// Who files taxes; one person if not given.
    pub filing: Option<FilingWord>,
    /// The day that it is, and of prices: 2026-11-30; today if not given.
    pub as_of: Option<String>,
    /// At whose prices offers of several places are compared; those of the first offer's place if not
    /// given.
    pub at_prices_of: Option<String>,
    /// What to ask for in each offer, ordered by the money that it brings on average.
    pub negotiate: bool,
    /// What is assumed, told and drawn.
    #[serde(flatten)]
    pub planned: PlannedRequest,
}

impl OfferRequest {
    /// The question that is asked; what stands beside plans goes before what they say.
    ///
    /// # Errors
    /// When a field or a plan cannot be read, or plans and words name offers.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<OfferQuestion, Problem> {
        if self.offers.is_empty() {
            let on = self.day(today)?;
            let offers = read_offers(&self.text, &self.vs, &going_rate.taxonomy, on)?;
            return self.over(OfferQuestion::new(offers, on), going_rate);
        }
        let name = |at: usize| format!("offers[{}]", at + 1);
        let names: Vec<String> = (0..self.offers.len()).map(name).collect();
        let texts = self.offers.iter().map(PlanText::toml).collect::<Result<Vec<_>, _>>()?;
        let files: Vec<(&str, &str)> =
            names.iter().zip(&texts).map(|(name, text)| (name.as_str(), &**text)).collect();
        self.planned(&files, going_rate, today).map_err(|problem| self.offers[0].named(problem))
    }

    /// The question of offers in files, each with its name and text.
    ///
    /// # Errors
    /// As [`OfferRequest::question`].
    pub fn planned(
        &self,
        files: &[(&str, &str)],
        going_rate: &GoingRate,
        today: Date,
    ) -> Result<OfferQuestion, Problem> {
        self.refuse_beside_files()?;
        let question = read_plans(files, &going_rate.taxonomy, self.day(today)?)?;
        self.over(question, going_rate)
    }

    fn day(&self, today: Date) -> Result<Date, Problem> {
        let day = self.as_of.as_deref().map_or(Ok(today), str::parse::<Date>);
        day.map_err(|error| Problem::from(error).in_field("as_of"))
    }

    fn over(
        &self,
        mut question: OfferQuestion,
        going_rate: &GoingRate,
    ) -> Result<OfferQuestion, Problem> {
        if let Some(years) = self.years {
            (question.years, question.years_taken) = (years, false);
        }
        question.filing = self.filing.map_or(question.filing, Into::into);
        if let Some(place) = &self.at_prices_of {
            let read = parse::place(place, &going_rate.taxonomy);
            question.at_prices_of = Some(read.map_err(|p| p.in_field("at_prices_of"))?);
        }
        let drawn = (&mut question.draws, &mut question.seed);
        self.planned.over(&mut question.currency, &mut question.assume, drawn)?;
        Ok(question)
    }

    /// What stands beside an offer in a file stands in a file too.
    fn refuse_beside_files(&self) -> Result<(), Problem> {
        let words = [("vs", self.vs.first()), ("text", Some(&self.text))];
        let said = |words: Option<&String>| words.filter(|text| !text.trim().is_empty()).cloned();
        match words.into_iter().find_map(|(field, text)| Some((field, said(text)?))) {
            None => Ok(()),
            Some((field, text)) => {
                Err(Problem::of(field, &text, "stands in words beside offers that stand in files")
                    .hint("write all offers in words, or each in a file"))
            }
        }
    }
}
