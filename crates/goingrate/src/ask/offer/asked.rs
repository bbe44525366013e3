//! Offers as somebody wrote them, read and not yet priced.

use goingrate_plan::offer::{Clawback, ShareTerms, Vest, WorkTime};
use goingrate_rules::Filing;
use goingrate_units::parse::{Amount, Understood};
use goingrate_units::{Currency, Date, PlaceId};

/// Years that one stays, if nothing is said: the usual time of a first grant.
pub const YEARS: u32 = 4;
/// How often offers are drawn, if nothing is said.
pub const DRAWS: usize = 100_000;

/// Offers beside each other.
#[derive(Clone, Debug)]
pub struct OfferQuestion {
    /// The offers; the first is the one that others stand beside.
    pub offers: Vec<OfferAsked>,
    /// What is lost with the present job.
    pub leaving: Vec<LeftBehind>,
    /// Years that one stays.
    pub years: u32,
    /// Whether the years are taken because nothing was said.
    pub years_taken: bool,
    /// The currency of the answer; that of the first offer if `None`.
    pub currency: Option<Currency>,
    /// How one files taxes.
    pub filing: Filing,
    /// At whose prices offers of several places are compared; at those of the first offer's place if `None`.
    pub at_prices_of: Option<PlaceId>,
    /// The day that it is.
    pub today: Date,
    /// What is assumed otherwise than the carried data do, each `name=value`.
    pub assume: Vec<String>,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

impl OfferQuestion {
    /// A question with everything as it is usually taken.
    pub fn new(offers: Vec<OfferAsked>, today: Date) -> OfferQuestion {
        OfferQuestion {
            offers,
            leaving: Vec::new(),
            years: YEARS,
            years_taken: true,
            currency: None,
            filing: Filing::Single,
            at_prices_of: None,
            today,
            assume: Vec::new(),
            draws: DRAWS,
            seed: 1,
        }
    }
}

/// One offer. An amount without a currency is in that of the offer; without a period it is one of a year
/// where it comes every year.
#[derive(Clone, Debug)]
pub struct OfferAsked {
    /// What it is called.
    pub name: Option<String>,
    /// Who is offered what work where: the profile, with where each of its fields comes from.
    pub asked: Understood,
    /// The currency of its amounts; that of its base salary, or of its place, if `None`.
    pub currency: Option<Currency>,
    /// The first working day; today if `None`.
    pub start: Option<Date>,
    /// Base salary.
    pub base: Amount,
    /// How it grows in a year beyond prices.
    pub raise: Option<f64>,
    /// The yearly bonus.
    pub bonus: Option<BonusAsked>,
    /// Payments of once.
    pub sign_on: Vec<SignOnAsked>,
    /// Grants of shares.
    pub grants: Vec<GrantAsked>,
    /// Further grants that come every year.
    pub refresher: Option<RefresherAsked>,
    /// What is said of a listed share.
    pub share: ShareTerms,
    /// Options.
    pub options: Vec<OptionsAsked>,
    /// Benefits in money, each with its name.
    pub benefits: Vec<(String, Amount)>,
    /// What it costs to take the job, each with its name.
    pub costs: Vec<(String, Amount)>,
    /// Working time.
    pub time: WorkTime,
    /// What has to be told of how it was read, as sentences.
    pub remarks: Vec<String>,
}

/// A yearly bonus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BonusAsked {
    /// The target.
    pub target: Target,
    /// The part of the target that is paid in any case, from 0 to 1.
    pub guaranteed: f64,
    /// The chance that more is paid at all, from 0 to 1.
    pub chance: f64,
    /// The part of the target that is then paid: P10, P50 and P90; as assumed if `None`.
    pub payout: Option<[f64; 3]>,
}

/// The target of a bonus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A share of base salary.
    Share(f64),
    /// An amount of a year.
    Amount(Amount),
}

/// A payment of once.
#[derive(Clone, Debug, PartialEq)]
pub struct SignOnAsked {
    /// What it is called: "sign-on", "joining bonus", "relocation".
    pub name: String,
    /// The amount.
    pub amount: Amount,
    /// When it is paid.
    pub when: When,
    /// What has to be paid back; as assumed if `None`.
    pub clawback: Option<Clawback>,
}

/// A moment of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Months after the first working day.
    Month(u32),
    /// A day.
    Day(Date),
}

/// A grant of shares.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantAsked {
    /// What is granted.
    pub of: Granted,
    /// Whether the company is listed; if `None`, a startup is not and every other one is.
    pub listed: Option<bool>,
    /// When it becomes one's own; by the employer's known schedule, or the usual one, if `None`.
    pub vests: Option<Vec<Vest>>,
    /// Years over which it vests, where nothing more is said of it: the employer's known schedule if that has as
    /// many, else equal parts.
    pub over_years: Option<f64>,
    /// The company, where shares of a private one are granted.
    pub company: CompanyAsked,
}

/// What is granted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Granted {
    /// Shares worth so much on the day of the grant.
    Value(Amount),
    /// So many shares at a price of today; the price of a private company's last round if `None`.
    Shares(f64, Option<Amount>),
}

/// Grants that come every year.
#[derive(Clone, Debug, PartialEq)]
pub struct RefresherAsked {
    /// What each is worth.
    pub value: Amount,
    /// Months after the first working day until the first.
    pub first_month: u32,
    /// When each becomes one's own; in equal quarters over four years if `None`.
    pub vests: Option<Vec<Vest>>,
}

/// Options.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionsAsked {
    /// How many.
    pub number: f64,
    /// What one costs to exercise.
    pub strike: Amount,
    /// When they become one's own; by the employer's known schedule, or the usual one, if `None`.
    pub vests: Option<Vec<Vest>>,
    /// Years over which it vests, where nothing more is said of it: the employer's known schedule if that has as
    /// many, else equal parts.
    pub over_years: Option<f64>,
    /// Months after leaving in which they may be exercised.
    pub window_months: Option<f64>,
    /// The price of a share today, of a listed company.
    pub share_price: Option<Amount>,
    /// The company.
    pub company: CompanyAsked,
}

/// A private company as an offer tells of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompanyAsked {
    /// How far it is: `seed`, `series-a`, `series-b`, `series-c`, `late`; not known if `None`.
    pub stage: Option<String>,
    /// The price of a share in the last round.
    pub preferred: Option<Amount>,
    /// All its shares.
    pub shares: Option<f64>,
    /// What the whole company was worth after the last round: an alternative to price or shares.
    pub valuation: Option<Amount>,
    /// What a common share is said to be worth today.
    pub fair_value: Option<Amount>,
    /// What is paid to preferred shares before common ones.
    pub stack: Option<Amount>,
    /// Rounds to come.
    pub rounds: Option<f64>,
    /// The part that is sold in each, from 0 to 1.
    pub dilution: Option<f64>,
    /// What may become of it.
    pub outcomes: Vec<OutcomeAsked>,
}

/// What may become of a private company.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeAsked {
    /// What it is called.
    pub name: String,
    /// Its chance, from 0 to 1.
    pub chance: f64,
    /// What the whole company is then worth.
    pub value: Amount,
    /// In how many years.
    pub years: f64,
}

/// What is lost with the present job.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftBehind {
    /// What it is called.
    pub name: String,
    /// How much.
    pub amount: Amount,
    /// The day on which one would have got it.
    pub on: Date,
}
