//! The question: offers as amounts, dates as months from the first working day, and over how many years they
//! are compared.

use goingrate_units::{Currency, Date};

use crate::law::TakeHomeLaw;

/// Offers beside each other.
#[derive(Clone, Debug)]
pub struct OfferQuestion {
    /// The offers; the first is the one that others stand beside.
    pub offers: Vec<Offer>,
    /// Years that one stays, and over which offers are compared: 1 to [`MOST_YEARS`].
    pub years: u32,
    /// The currency of the answer.
    pub currency: Currency,
    /// The day that amounts are told for.
    pub on: Date,
    /// How many draws, up to [`MOST_DRAWS`].
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// The longest stay.
pub const MOST_YEARS: u32 = 10;
/// The most offers in one question.
pub const MOST_OFFERS: usize = 10;
/// The most draws.
pub const MOST_DRAWS: usize = 2_000_000;

/// One offer. Its amounts are in its own money.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it is called.
    pub name: String,
    /// The words of its place and of all that this lies in, the narrowest first, for assumptions.
    pub places: Vec<String>,
    /// What else assumptions may be said of: the employer, the kind of employer, the level.
    pub of: Vec<String>,
    /// The word of its company. Offers of one company see the same prices of its share, the same exit and the
    /// same years of good and bad bonuses; `None` is a company of its own.
    pub company: Option<String>,
    /// Its money.
    pub currency: Currency,
    /// How much of the answer's money one unit of its money is.
    pub exchange: f64,
    /// Whether it is paid in another money than that of the place where one lives: its rate of exchange then moves
    /// over the years. Who earns and spends the same money is not moved by a rate.
    pub paid_abroad: bool,
    /// What is left of gross pay where it is worked; every offer has one or none has, and amounts are then
    /// before tax.
    pub law: Option<TakeHomeLaw>,
    /// By what an amount that is left is multiplied to buy the same at the prices that offers are compared at:
    /// 1 where these are the offer's own, above 1 where life is cheaper than there.
    pub prices: f64,
    /// Base salary of a year.
    pub base: f64,
    /// How it grows in a year beyond prices; as assumed if `None`.
    pub raise: Option<f64>,
    /// The yearly bonus.
    pub bonus: Option<Bonus>,
    /// Payments of once: sign-on, relocation, and what is left behind, which is below zero.
    pub payments: Vec<Payment>,
    /// Grants of shares of a listed company.
    pub grants: Vec<Grant>,
    /// The listed share, where it differs from what is assumed.
    pub share: ShareTerms,
    /// Further grants that come every year.
    pub refresher: Option<Refresher>,
    /// Options or shares of a private company, or options of a listed one.
    pub options: Vec<Options>,
    /// Benefits in money, a year: not taxed.
    pub benefits: f64,
    /// What it costs to take the job, a year, from what is left of pay: a commute, an own insurance.
    pub costs: f64,
    /// Working time.
    pub time: WorkTime,
}

impl Offer {
    /// A base salary and nothing else, in the answer's own money, before tax and at its own prices: what all
    /// else is added to.
    pub fn salary(currency: Currency, base: f64) -> Offer {
        Offer {
            name: String::new(),
            places: Vec::new(),
            of: Vec::new(),
            company: None,
            currency,
            exchange: 1.0,
            paid_abroad: false,
            law: None,
            prices: 1.0,
            base,
            raise: None,
            bonus: None,
            payments: Vec::new(),
            grants: Vec::new(),
            share: ShareTerms::default(),
            refresher: None,
            options: Vec::new(),
            benefits: 0.0,
            costs: 0.0,
            time: WorkTime::default(),
        }
    }
}

/// A yearly bonus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bonus {
    /// The target, as a share of base salary.
    pub target: f64,
    /// The part of the target that is paid in any case.
    pub guaranteed: f64,
    /// The chance that more than the guaranteed part is paid at all.
    pub chance: f64,
    /// What part of the rest, `target · (1 - guaranteed)`, is then paid: P10, P50 and P90, drawn anew every
    /// year; as assumed if `None`. It may be above 1. A guaranteed part of 1 therefore pays the target exactly.
    pub payout: Option<[f64; 3]>,
}

/// Money that is paid once.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// Which part of the offer it is.
    pub part: Part,
    /// What it is called.
    pub name: String,
    /// The month after the first working day, from 0.
    pub month: u32,
    /// The amount; below zero for what is lost.
    pub amount: f64,
    /// What has to be paid back by whom leaves early.
    pub clawback: Option<Clawback>,
    /// Whether it is taxed as pay.
    pub taxed: bool,
}

/// What has to be paid back of a payment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clawback {
    /// For how many months after it was paid.
    pub months: u32,
    /// Whether only the part of the months that lack; else all of it.
    pub pro_rata: bool,
}

/// A part of an offer, in the order in which parts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Base salary.
    Base,
    /// Yearly bonus.
    Bonus,
    /// Payments of once: sign-on, relocation, joining bonus.
    SignOn,
    /// Shares of a listed company.
    Shares,
    /// Options and shares of a private company, and options of a listed one.
    Options,
    /// Benefits in money.
    Benefits,
    /// What is left behind in the present job, below zero.
    LeftBehind,
    /// What it costs to take the job, below zero.
    Costs,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 8] = [
        Part::Base,
        Part::Bonus,
        Part::SignOn,
        Part::Shares,
        Part::Options,
        Part::Benefits,
        Part::LeftBehind,
        Part::Costs,
    ];

    /// The word in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Part::Base => "base",
            Part::Bonus => "bonus",
            Part::SignOn => "sign-on",
            Part::Shares => "shares",
            Part::Options => "options",
            Part::Benefits => "benefits",
            Part::LeftBehind => "left-behind",
            Part::Costs => "costs",
        }
    }
}

/// A part of a grant that becomes one's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vest {
    /// The month after the grant, from 0; 12 is the end of the first year.
    pub month: u32,
    /// The part of the grant; those of a schedule add up to 1.
    pub share: f64,
}

/// Shares of a listed company.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// What it is worth at the price of the day of the grant.
    pub value: f64,
    /// The month after the first working day in which it is granted.
    pub month: u32,
    /// When it becomes one's own.
    pub vests: Vec<Vest>,
}

/// What is said of a listed share beside what is assumed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ShareTerms {
    /// The standard deviation of the logarithm of its price in a year.
    pub volatility: Option<f64>,
    /// What it brings in a year, dividends and growth of its price together, on average; above -1.
    pub drift: Option<f64>,
    /// Dividends of a year over the price: who holds no share yet does not get them, so that the price alone
    /// grows by `(1 + drift) / (1 + dividend)`.
    pub dividend: Option<f64>,
}

/// Grants that come every year from the first on, each worth the same at the price of its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Refresher {
    /// What each is worth.
    pub value: f64,
    /// The month of the first; the others follow every twelve months while one stays.
    pub month: u32,
    /// When each becomes one's own.
    pub vests: Vec<Vest>,
}

/// Options, or shares with a strike of zero.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many.
    pub number: f64,
    /// What one costs to exercise; zero for shares.
    pub strike: f64,
    /// When they become one's own.
    pub vests: Vec<Vest>,
    /// Months after leaving in which they may be exercised; as assumed if `None`.
    pub window_months: Option<f64>,
    /// Of which company.
    pub company: Company,
}

/// The company that options are of.
#[derive(Clone, Debug)]
pub enum Company {
    /// A listed one: its share price today.
    Listed {
        /// The price of one share.
        price: f64,
    },
    /// A private one.
    Private(PrivateCompany),
}

/// A private company.
#[derive(Clone, Debug)]
pub struct PrivateCompany {
    /// The word of its last round, for assumptions that differ by it: `seed`, `series-a`.
    pub stage: Option<String>,
    /// The price of a share in the last round.
    pub preferred: f64,
    /// All its shares, options included.
    pub shares: f64,
    /// What a common share is said to be worth today (in the United States by section 409A); as assumed if
    /// `None`.
    pub fair_value: Option<f64>,
    /// What is paid to preferred shares before common ones; as assumed if `None`.
    pub stack: Option<f64>,
    /// Rounds to come before the exit; as assumed if `None`.
    pub rounds: Option<f64>,
    /// The part of the company that is sold in each; as assumed if `None`.
    pub dilution: Option<f64>,
    /// What may become of it; as assumed if empty. What the chances lack to one is that nothing is left.
    pub outcomes: Vec<Outcome>,
}

/// What may become of a private company.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What it is called: "sold", "listed".
    pub name: String,
    /// Its chance.
    pub chance: f64,
    /// What the whole company is then worth.
    pub value: f64,
    /// In how many years.
    pub years: f64,
}

/// Working time of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WorkTime {
    /// Hours of a week; as assumed if `None`.
    pub hours_a_week: Option<f64>,
    /// Days of paid leave; as assumed if `None`.
    pub leave_days: Option<f64>,
    /// Hours of a commute there and back.
    pub commute_hours: f64,
    /// Days of a week in the office.
    pub office_days: f64,
}
