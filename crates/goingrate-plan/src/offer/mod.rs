//! What a job offer is worth: base salary, bonus, payments of once, shares and options over the years of a
//! stay, drawn many times together; and which of several offers is better.
//!
//! [`offer`] turns an [`OfferQuestion`] and [`Assumptions`] into an [`OfferAnswer`]. docs/PLANNERS.md has the
//! formulas.

mod answer;
mod check;
mod company;
mod inputs;
mod model;
mod once;
mod options;
mod pairs;
mod question;
mod schedules;
mod settle;
mod share;
mod simulate;
mod time;
mod tornado;
mod worth;

use goingrate_units::Problem;

use crate::assumption::{Assumptions, ToCurrency};
use model::Model;

pub use answer::{
    Equal, EqualOf, OfferAnswer, OfferValue, OptionsValue, Pair, Swing, SwingOf, YearValue,
};
pub use question::{
    Bonus, Clawback, Company, Grant, MOST_DRAWS, MOST_OFFERS, MOST_YEARS, Offer, OfferQuestion,
    Options, Outcome, Part, Payment, PrivateCompany, Refresher, ShareTerms, Vest, WorkTime,
};
pub use schedules::{Every, Schedule, Schedules};

/// Answers what offers are worth.
///
/// # Errors
/// When the question has no offer or too many, a figure is out of its range, parts of a schedule do not add up
/// to the whole, some offers have a law and others none; when an assumption has no value for a place. The
/// problem names the field as a plan file would have it within its offer: `options[1].strike`.
pub fn offer(
    question: &OfferQuestion,
    assumptions: &Assumptions,
    exchange: ToCurrency,
) -> Result<OfferAnswer, Problem> {
    question.check()?;
    let model = Model::take(question, assumptions, exchange)?;
    let draws = model.draw();
    let offers = model.offers.iter().zip(&draws.offers);
    Ok(OfferAnswer {
        offers: offers.map(|(offer, draws)| model.worth(offer, draws)).collect(),
        pairs: pairs::pairs(&model, &draws),
        used: model.assumed.used(),
        years: question.years,
        currency: question.currency,
        on: question.on,
        after_tax: question.offers.iter().all(|offer| offer.law.is_some()),
        draws: question.draws,
        seed: question.seed,
    })
}
