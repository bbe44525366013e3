//! Job offers: what each is worth, where it stands in the market, which is better, and what to ask for.

mod asked;
mod asks;
mod assumed;
mod equity;
mod home;
mod monies;
mod payments;
mod plan_file;
mod price;
mod schedule;
mod standing;
mod words;

use goingrate_plan::offer as plan;
use goingrate_units::{PlaceId, Problem};

use crate::{GoingRate, planning};

pub use asked::{
    BonusAsked, CompanyAsked, DRAWS, GrantAsked, Granted, LeftBehind, OfferAsked, OfferQuestion,
    OptionsAsked, OutcomeAsked, RefresherAsked, SignOnAsked, Target, When, YEARS,
};
pub use asks::{Ask, AskOf, asks};
pub use home::Home;
pub use plan_file::{NEW_OFFER, read_plans};
pub use price::Remark;
pub use standing::Standing;
pub use words::{read_offer, read_offers};

/// What offers are worth.
#[derive(Clone, Debug)]
pub struct OfferAnswer {
    /// The figures.
    pub plan: plan::OfferAnswer,
    /// The question as the planner was asked it.
    pub priced: plan::OfferQuestion,
    /// The offers, as they were read.
    pub offers: Vec<OfferAsked>,
    /// Where each stands in the market.
    pub standings: Vec<Standing>,
    /// Where each is lived in, and whose rules of tax hold there.
    pub homes: Vec<Home>,
    /// The place at whose prices offers are compared; `None` where prices are not compared.
    pub prices_of: Option<PlaceId>,
    /// Whether the years are taken because nothing was said.
    pub years_taken: bool,
    /// What has to be told of how the question was read and of what was taken.
    pub remarks: Vec<Remark>,
}

/// Answers what offers are worth, where they stand and which is better.
///
/// # Errors
/// When an amount, a schedule, a chance or a day is out of range, a currency has no exchange rate, a private
/// company's price or number of shares is not said, or the book cannot price a profile. The problem's field
/// says which, and of which offer: `offer[2].options[1].strike`.
pub fn offer(going_rate: &GoingRate, question: &OfferQuestion) -> Result<OfferAnswer, Problem> {
    let assumptions = planning::assumptions(&question.assume)?;
    let priced = price::Priced::of(going_rate, question, &assumptions)?;
    let exchange = |currency| priced.money.exchange(currency);
    let plan = plan::offer(&priced.question, &assumptions, &exchange)?;
    let standings = standings(going_rate, question, &priced, &plan)?;
    let mut remarks: Vec<Remark> = Vec::new();
    for (at, offer) in question.offers.iter().enumerate() {
        let read = offer.asked.remarks.iter().chain(&offer.remarks);
        remarks.extend(read.map(|text| Remark { offer: Some(at), text: text.clone() }));
    }
    remarks.extend(priced.remarks);
    Ok(OfferAnswer {
        plan,
        priced: priced.question,
        offers: question.offers.clone(),
        standings,
        homes: priced.homes,
        prices_of: priced.prices_of,
        years_taken: question.years_taken,
        remarks,
    })
}

fn standings(
    going_rate: &GoingRate,
    question: &OfferQuestion,
    priced: &price::Priced,
    plan: &plan::OfferAnswer,
) -> Result<Vec<Standing>, Problem> {
    let mut standings = Vec::with_capacity(question.offers.len());
    for (at, (asked, offer)) in question.offers.iter().zip(&priced.question.offers).enumerate() {
        let years = &plan.offers[at].years;
        use plan::Part::{Base, Bonus, Options, Shares};
        let parts = [Base, Bonus, Shares, Options].into_iter();
        let all: f64 =
            parts.map(|part| years.iter().map(|year| year.part(part)).sum::<f64>()).sum();
        let total = all / years.len().max(1) as f64 / offer.exchange;
        let money = (offer.base, total);
        let found = Standing::of(going_rate, &asked.asked.profile, offer.currency, money);
        standings.push(found.map_err(|problem| price::of_offer(problem, at))?);
    }
    Ok(standings)
}
