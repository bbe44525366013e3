//! A question with everything that its draws need: assumptions taken, payments of once by year, grants by
//! month, options with their companies.

use std::collections::BTreeMap;

use goingrate_units::{Currency, Problem};

use super::inputs::{Assumed, Figure, Taker, has_share};
use super::once::{Once, once};
use super::options::{Of, OptionsModel};
use super::question::{Bonus, Company, MOST_YEARS, Offer, OfferQuestion, Part};
use super::share::{Share, Walk};
use super::time::Time;
use crate::assumption::{Assumptions, ToCurrency};
use crate::chance::{QuantileTable, Spread};

/// Weekdays of a year.
const WEEKDAYS: f64 = 260.0;
/// Days of a working week.
const DAYS_A_WEEK: f64 = 5.0;
/// Nobody is more averse to risk: beyond it only the worst draw counts.
const MOST_AVERSE: f64 = 50.0;
/// How many parts an offer has.
pub const PARTS: usize = Part::ALL.len();
/// A number for each year of the stay and the one after it.
pub type Years = [f64; MOST_YEARS as usize + 1];

/// A question with everything that its draws need.
pub struct Model<'q> {
    pub question: &'q OfferQuestion,
    pub offers: Vec<OfferModel<'q>>,
    pub assumed: Assumed,
    /// How many rates of exchange move.
    pub currencies: usize,
    /// How far listed shares move together; `None` where there are not two of them.
    pub correlation: Option<f64>,
    /// The companies, and what has to be drawn of each.
    pub companies: Vec<Needs>,
}

/// What has to be drawn of a company.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    pub share: bool,
    pub exit: bool,
    pub bonus: bool,
}

/// An offer with everything that its draws need.
pub struct OfferModel<'q> {
    pub offer: &'q Offer,
    /// Which company it is of.
    pub company: usize,
    pub time: Time,
    pub raise: Figure,
    pub bonus: Option<BonusModel>,
    /// Payments of once, by year.
    pub once: Vec<Once>,
    pub share: Option<Share>,
    pub options: Vec<OptionsModel>,
    /// Which rate of exchange moves its money, and how far in a year.
    pub exchange: Option<(usize, Figure)>,
    /// What money in the middle of each year is worth today.
    pub worth: Years,
    pub aversion: f64,
    /// Hours of a year, with the commute.
    pub hours: f64,
}

/// A bonus with the distribution of what is paid.
pub struct BonusModel {
    pub terms: Bonus,
    payout: QuantileTable,
}

impl BonusModel {
    /// What is paid over the target, by two uniform numbers.
    #[inline]
    pub fn paid(&self, chance: f64, payout: f64) -> f64 {
        let Bonus { guaranteed, chance: least, .. } = self.terms;
        let rest = if chance < least { self.payout.at(payout) } else { 0.0 };
        guaranteed + (1.0 - guaranteed) * rest
    }
}

impl<'q> Model<'q> {
    /// Takes what a question needs.
    ///
    /// # Errors
    /// When an assumption is not carried for a place, or an offer has no hours.
    pub fn take(
        question: &'q OfferQuestion,
        known: &Assumptions,
        exchange: ToCurrency,
    ) -> Result<Model<'q>, Problem> {
        let mut assumed = Assumed::default();
        let mut currencies: BTreeMap<Currency, usize> = BTreeMap::new();
        let mut offers = Vec::with_capacity(question.offers.len());
        let (of, companies) = companies(&question.offers);
        let listed = companies.iter().filter(|needs| needs.share).count();
        let mut correlation = None;
        for (offer, company) in question.offers.iter().zip(of) {
            let assumed = &mut assumed;
            let mut taker = Taker { assumed, known, exchange, question, offer, company };
            if listed > 1 && correlation.is_none() && has_share(offer) {
                correlation = Some(taker.middle(None, "share-correlation")?.clamp(0.0, 1.0));
            }
            let next = currencies.len();
            let moves = offer.paid_abroad;
            let moves = moves.then(|| *currencies.entry(offer.currency).or_insert(next));
            offers.push(OfferModel::take(&mut taker, moves)?);
        }
        let currencies = currencies.len();
        Ok(Model { question, offers, assumed, currencies, correlation, companies })
    }
}

/// Which company each offer is of, and what has to be drawn of each company.
fn companies(offers: &[Offer]) -> (Vec<usize>, Vec<Needs>) {
    let (mut words, mut needs) = (Vec::new(), Vec::new());
    let mut of = Vec::with_capacity(offers.len());
    for offer in offers {
        let same = words.iter().position(|word| *word == &offer.company && offer.company.is_some());
        let company = same.unwrap_or(words.len());
        if same.is_none() {
            words.push(&offer.company);
            needs.push(Needs::default());
        }
        let needs: &mut Needs = &mut needs[company];
        needs.share |= has_share(offer);
        needs.exit |= offer.options.iter().any(|o| matches!(o.company, Company::Private(_)));
        needs.bonus |= offer.bonus.is_some();
        of.push(company);
    }
    (of, needs)
}

impl<'q> OfferModel<'q> {
    fn take(taker: &mut Taker<'_, 'q>, moves: Option<usize>) -> Result<OfferModel<'q>, Problem> {
        let (offer, years) = (taker.offer, taker.question.years as usize);
        let time = Time::new(years, taker.middle(None, "discount-rate")?);
        let raise = taker.shared(offer.raise, "real-growth")?;
        let bonus = offer.bonus.map(|terms| take_bonus(taker, terms)).transpose()?;
        let share = has_share(offer).then(|| take_share(taker, &time)).transpose()?;
        let options = offer.options.iter().map(|options| OptionsModel::take(taker, options, &time));
        let options = options.collect::<Result<_, _>>()?;
        let exchange = match moves {
            Some(currency) => Some((currency, taker.exchange_volatility()?)),
            None => None,
        };
        Ok(OfferModel {
            offer,
            company: taker.company,
            time,
            raise,
            bonus,
            once: once(&offer.payments, &time),
            share,
            options,
            exchange,
            worth: std::array::from_fn(|year| time.worth_in_middle(year)),
            aversion: take_aversion(taker)?,
            hours: take_hours(taker)?,
        })
    }

    /// Whether there are options of a private company.
    pub fn has_exit(&self) -> bool {
        self.options.iter().any(|options| matches!(options.of, Of::Private(_)))
    }

    /// The assumptions that are drawn for it and not told by themselves.
    pub fn inputs(&self) -> Vec<usize> {
        let mut inputs: Vec<usize> = self.raise.input().into_iter().collect();
        inputs.extend(self.exchange.and_then(|(_, volatility)| volatility.input()));
        for options in &self.options {
            if let Of::Private(company) = &options.of {
                inputs.extend(options.window.input());
                inputs.extend(company.inputs());
            }
        }
        inputs.sort_unstable();
        inputs.dedup();
        inputs
    }
}

fn take_aversion(taker: &mut Taker) -> Result<f64, Problem> {
    let aversion = taker.middle(None, "risk-aversion")?;
    if aversion <= MOST_AVERSE {
        return Ok(aversion);
    }
    let what = "so much aversion to risk is nobody's";
    Err(Problem::of("assume", &format!("risk-aversion={aversion}"), what)
        .hint(format!("at most {MOST_AVERSE}; studies find 1 to 4")))
}

fn take_bonus(taker: &mut Taker, terms: Bonus) -> Result<BonusModel, Problem> {
    let needless = terms.guaranteed >= 1.0 || terms.chance <= 0.0 || terms.target <= 0.0;
    let spread = match terms.payout {
        Some([low, middle, high]) => Spread::new(low, middle, high).within(0.0, f64::MAX),
        None if needless => Spread::certain(0.0),
        None => {
            let at = taker.fixed("bonus-payout")?;
            taker.assumed.fixed.used()[at].spread()
        }
    };
    Ok(BonusModel { terms, payout: QuantileTable::of(|u| spread.quantile(u)) })
}

fn take_share(taker: &mut Taker, time: &Time) -> Result<Share, Problem> {
    let offer = taker.offer;
    let volatility = taker.middle(offer.share.volatility, "share-volatility")?;
    let drift = taker.middle(offer.share.drift, "share-drift")?;
    let dividend = taker.middle(offer.share.dividend, "share-dividend")?;
    if drift <= -1.0 {
        let what = "a share cannot lose more than all of its price";
        return Err(Problem::of("share.drift", &drift.to_string(), what).hint("write -10%"));
    }
    let walk = Walk { growth: drift.ln_1p() - dividend.ln_1p(), volatility };
    Ok(Share::new(walk, &offer.grants, offer.refresher.as_ref(), time))
}

/// Hours of a year, with the commute.
fn take_hours(taker: &mut Taker) -> Result<f64, Problem> {
    let time = taker.offer.time;
    let a_day = taker.middle(time.hours_a_week.map(|week| week / DAYS_A_WEEK), "hours-a-day")?;
    let leave = taker.middle(time.leave_days, "leave-days")?;
    let off = leave + taker.middle(None, "public-holidays")? + taker.middle(None, "sick-days")?;
    let days = (WEEKDAYS - off).max(0.0);
    let hours = days * (a_day + time.commute_hours * time.office_days / DAYS_A_WEEK);
    if hours > 0.0 {
        return Ok(hours);
    }
    let what = "no day of the year is worked";
    Err(Problem::of("time.leave_days", &format!("{off} days off"), what)
        .hint("write or assume fewer days of leave, holidays and illness"))
}
