//! What was typed to a question: offers in files or in words, and what holds for all of them.

use goingrate::GoingRate;
use goingrate::ask::offer::OfferQuestion;
use goingrate::request::{OfferRequest, PlannedRequest};
use goingrate::units::Problem;

use super::Offer;
use crate::args::today;
use crate::files::plans;

impl Offer {
    /// Offers in files or in words; what is given beside them goes before what a file says.
    pub(super) fn question(&self, going_rate: &GoingRate) -> Result<OfferQuestion, Problem> {
        match plans::all_named(&self.text)? {
            None => self.request(self.text.join(" ")).question(going_rate, today()?),
            Some(files) => {
                let files: Vec<(&str, &str)> =
                    files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
                self.request(String::new()).planned(&files, going_rate, today()?)
            }
        }
    }

    fn request(&self, text: String) -> OfferRequest {
        OfferRequest {
            text,
            vs: self.vs.clone(),
            offers: Vec::new(),
            years: self.years,
            filing: self.filing.map(Into::into),
            as_of: self.as_of.clone(),
            at_prices_of: self.at_prices_of.clone(),
            negotiate: self.negotiate,
            planned: PlannedRequest::from(&self.planned),
        }
    }
}
