//! What was typed to a question: offers in files or in words, and what holds for all of them.

use goingrate::GoingRate;
use goingrate::ask::offer::{OfferQuestion, read_offers, read_plans};
use goingrate::units::{Problem, parse};

use super::Offer;
use crate::args::{self, today};
use crate::files::plans;

impl Offer {
    /// Offers in files or in words; what is given beside them goes before what a file says.
    pub(super) fn question(&self, going_rate: &GoingRate) -> Result<OfferQuestion, Problem> {
        let words = &going_rate.taxonomy;
        let on = args::day(self.as_of.as_deref())?.map_or_else(today, Ok)?;
        let mut question = match plans::all_named(&self.text)? {
            Some(files) => {
                let files: Vec<(&str, &str)> =
                    files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
                self.refuse_beside_files()?;
                read_plans(&files, words, on)?
            }
            None => {
                let offers = read_offers(&self.text.join(" "), &self.vs, words, on)?;
                OfferQuestion::new(offers, on)
            }
        };
        if let Some(years) = self.years {
            (question.years, question.years_taken) = (years, false);
        }
        question.filing = self.filing.map_or(question.filing, Into::into);
        if let Some(place) = &self.at_prices_of {
            let read = parse::place(place, words).map_err(|p| p.in_field("at_prices_of"))?;
            question.at_prices_of = Some(read);
        }
        question.currency = self.planned.currency()?.or(question.currency);
        question.assume.extend(self.planned.assume.iter().cloned());
        question.draws = self.planned.draws.unwrap_or(question.draws);
        question.seed = self.planned.seed.unwrap_or(question.seed);
        Ok(question)
    }

    /// What stands beside an offer in a file stands in a file too.
    fn refuse_beside_files(&self) -> Result<(), Problem> {
        match self.vs.first() {
            None => Ok(()),
            Some(text) => Err(Problem::of(
                "vs",
                text,
                "stands in words beside offers that stand in files",
            )
            .hint("write all offers in words, or each in a file: goingrate offer a.toml b.toml")),
        }
    }
}
