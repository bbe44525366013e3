//! What is asked of a hire: ways of getting the work done, each with its people, and for how long.

use goingrate_model::PayDistribution;
use goingrate_units::{Currency, Date, Engagement, Problem};

use crate::law::EmployerLaw;

/// Nobody plans longer than this, in months.
pub const LONGEST: u32 = 120;
/// No plan has more ways, and no way more lines.
pub const MOST: usize = 120;
/// No line has more people.
pub const MOST_PEOPLE: u32 = 500;
/// No plan is drawn more often.
pub const MOST_DRAWS: usize = 2_000_000;

/// Ways of getting the same work done, to be compared.
#[derive(Clone, Debug)]
pub struct HireQuestion {
    /// The ways; the first is the one that others stand beside.
    pub ways: Vec<Way>,
    /// How uncertain the market's figures are, in the order of all people of all ways, then the colleague.
    pub market: MarketDoubt,
    /// Whose time interviews, mentoring and management take.
    pub colleague: Colleague,
    /// Months of work, from the first working day: 1 to 120.
    pub months: u32,
    /// The currency of every amount of the answer.
    pub currency: Currency,
    /// The day of prices and assumptions.
    pub on: Date,
    /// Whether the work ends with the horizon: notice and severance are then due.
    pub ends: bool,
    /// Whether testing, operations and design that come with a developer are counted.
    pub roles_around: bool,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// How people are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Through {
    /// By the firm's own search.
    #[default]
    Own,
    /// By a recruiting agency, for a share of the first year's salary of an employee.
    Agency,
}

/// One way of getting the work done.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it is called.
    pub name: String,
    /// How its people are found.
    pub through: Through,
    /// Its people.
    pub people: Vec<People>,
}

/// People of one sort in one way.
#[derive(Clone, Debug)]
pub struct People {
    /// Who they are, in words.
    pub who: String,
    /// How many.
    pub count: u32,
    /// The part of a full-time week that each works, above 0, at most 1.
    pub share: f64,
    /// How they are engaged.
    pub engagement: Engagement,
    /// Their level, by its word, for assumptions that differ by level.
    pub level: Option<String>,
    /// Where they work: words of the taxonomy, the narrowest first.
    pub places: Vec<String>,
    /// Their country is not the home country, so that an employee needs an employer of record there.
    pub abroad: bool,
    /// They have a desk in an office.
    pub office: bool,
    /// What they are paid.
    pub pay: PayOf,
    /// The currency that they are paid in.
    pub currency: Currency,
    /// How much of the answer's currency one unit of theirs is.
    pub exchange: f64,
    /// The law of their employer; by assumption if `None`.
    pub law: Option<EmployerLaw>,
}

/// What people are paid a year of full-time work, in their own currency; of rates, 2,080 times an hour.
#[derive(Clone, Debug)]
pub enum PayOf {
    /// What the market pays: a person drawn, and how sure the market's figures are.
    Market(PayDistribution),
    /// What was agreed.
    Agreed(f64),
}

/// An employee at home who does similar work.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// What they earn a year, in the answer's currency, in the middle of the market.
    pub salary: f64,
    /// The money of their law, in the answer's currency.
    pub exchange: f64,
    /// The law of their employer; by assumption if `None`.
    pub law: Option<EmployerLaw>,
    /// Where they work: words of the taxonomy, the narrowest first.
    pub places: Vec<String>,
}

/// How uncertain the market's middles are, and how this goes together: logs, jointly normal around zero.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketDoubt {
    size: usize,
    /// Lower triangle `L` with `LL' = covariance`, row by row.
    root: Vec<f64>,
}

impl MarketDoubt {
    /// By the covariance of log medians, row by row
    /// ([`Estimator::median_covariances`](goingrate_model::Estimator::median_covariances)).
    ///
    /// # Panics
    /// When there are not as many covariances as `size` times `size`.
    pub fn of(size: usize, covariances: &[f64]) -> MarketDoubt {
        assert_eq!(covariances.len(), size * size, "a square of covariances");
        MarketDoubt::by(size, |row, column| covariances[row * size + column])
    }

    /// No doubt about any of so many figures.
    pub fn none(size: usize) -> MarketDoubt {
        MarketDoubt { size, root: vec![0.0; size * size] }
    }

    /// By a covariance, by Cholesky's method; a direction without variance stays without.
    fn by(size: usize, covariance: impl Fn(usize, usize) -> f64) -> MarketDoubt {
        let mut root = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let known: f64 =
                    (0..column).map(|k| root[row * size + k] * root[column * size + k]).sum();
                let rest = covariance(row, column) - known;
                let pivot = root[column * size + column];
                root[row * size + column] = match row == column {
                    true => rest.max(0.0).sqrt(),
                    false if pivot > 1e-9 => rest / pivot,
                    false => 0.0,
                };
            }
        }
        MarketDoubt { size, root }
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.size
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// The standard deviation of one figure, in logs.
    pub fn sd(&self, figure: usize) -> f64 {
        self.row(figure).iter().map(|root| root * root).sum::<f64>().sqrt()
    }

    fn row(&self, figure: usize) -> &[f64] {
        &self.root[figure * self.size..(figure + 1) * self.size]
    }

    /// One draw: from standard normals to shifts of all figures.
    pub(crate) fn draw(&self, normals: &[f64], shifts: &mut [f64]) {
        for (figure, shift) in shifts.iter_mut().enumerate() {
            *shift = self.row(figure).iter().zip(normals).map(|(root, z)| root * z).sum();
        }
    }
}

impl HireQuestion {
    /// Everything that cannot be asked, with its field.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let months = || self.months.to_string();
        if self.months == 0 || self.months > LONGEST {
            let what = "a plan has 1 to 120 months";
            return Err(Problem::of("months", &months(), what).hint("write 18mo or 2y"));
        }
        if self.ways.is_empty() || self.ways.len() > MOST {
            let what = format!("a plan has 1 to {MOST} ways");
            return Err(Problem::of("ways", &self.ways.len().to_string(), what));
        }
        if self.draws == 0 || self.draws > MOST_DRAWS {
            let what = format!("a plan has 1 to {MOST_DRAWS} draws");
            return Err(Problem::of("draws", &self.draws.to_string(), what));
        }
        let people = self.ways.iter().map(|way| way.people.len()).sum::<usize>();
        if self.market.len() != people + 1 {
            let what = "the market's doubt is not about these people and their colleague";
            return Err(Problem::of("market", &self.market.len().to_string(), what));
        }
        self.ways.iter().try_for_each(Way::check)
    }
}

impl Way {
    fn check(&self) -> Result<(), Problem> {
        if self.people.is_empty() || self.people.len() > MOST {
            return Err(Problem::of("people", &self.name, "nobody does the work")
                .hint("name at least one person"));
        }
        self.people.iter().try_for_each(People::check)
    }
}

impl People {
    fn check(&self) -> Result<(), Problem> {
        let People { count, share, exchange, .. } = *self;
        if count == 0 || count > MOST_PEOPLE {
            let what = format!("a line has 1 to {MOST_PEOPLE} people");
            return Err(Problem::of("count", &count.to_string(), what));
        }
        if !(share > 0.0 && share <= 1.0) {
            let what = "the part of a full-time week has to be above 0 % and at most 100 %";
            return Err(Problem::of("share", &share.to_string(), what).hint("write 50%"));
        }
        let pay = match &self.pay {
            PayOf::Agreed(pay) => *pay,
            PayOf::Market(_) => 1.0,
        };
        if !(pay > 0.0 && pay.is_finite() && exchange > 0.0 && exchange.is_finite()) {
            return Err(Problem::of("pay", &pay.to_string(), "has to be an amount above zero"));
        }
        Ok(())
    }
}
