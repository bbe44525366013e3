//! What is asked of a project: its pieces, its team with what a day of each costs, and the limits.

use goingrate_model::Joint;
use goingrate_units::Problem;

use super::Basis;
use crate::{QuantileTable, Spread};

/// The most draws of an answer.
pub const MOST_DRAWS: usize = 1_000_000;
/// The most pieces of a project, each part of a repeated feature counted.
const MOST_PIECES: usize = 300;
/// The most people of a team.
const MOST_PEOPLE: f64 = 500.0;

/// A feature of the project.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its word, by which others need it.
    pub name: String,
    /// Its days of work, all of its repetitions together: P10, P50, P90; above zero.
    pub days: Spread,
    /// How often it is built: twelve kinds of records.
    pub count: u32,
    /// What it is worth to a first version, from 0 to 100.
    pub value: u32,
    /// The positions of the pieces that have to be there first.
    pub needs: Vec<usize>,
    /// Whether it is in every version.
    pub required: bool,
}

impl Piece {
    /// A piece of its own, of middle value.
    pub fn new(name: &str, days: Spread) -> Piece {
        let (name, needs) = (name.to_owned(), Vec::new());
        Piece { name, days, count: 1, value: 3, needs, required: false }
    }
}

/// For which time somebody is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paid {
    /// For days that are worked on the project.
    Worked,
    /// For every working day between start and end, but not for days off.
    Present,
    /// For every working day between start and end, and for days off: employees.
    Calendar,
    /// Not at all: a founder.
    Nothing,
}

/// What a day of somebody costs.
#[derive(Clone, Debug, PartialEq)]
pub struct DayPrice {
    /// What people differ in: the price of a day by a uniform number.
    pub people: QuantileTable,
    /// The position in [`Question::market`] of the figures that are in doubt; none for a known price.
    pub market: Option<usize>,
}

impl DayPrice {
    /// A price without doubt.
    pub fn fixed(price: f64) -> DayPrice {
        DayPrice::spread(Spread::certain(price))
    }

    /// A price by its P10, P50 and P90.
    pub fn spread(price: Spread) -> DayPrice {
        DayPrice { people: QuantileTable::of(|u| price.quantile(u)), market: None }
    }
}

/// People of one sort in the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What they are called.
    pub name: String,
    /// How many there are, above zero.
    pub count: f64,
    /// Which share of their time they give, above 0 and up to 1.
    pub share: f64,
    /// What one of them does in a day, in days of the middle level.
    pub productivity: Spread,
    /// For which time they are paid.
    pub paid: Paid,
    /// What a day costs.
    pub price: DayPrice,
}

impl Member {
    /// Somebody of the middle level with all their time.
    pub fn new(name: &str, count: f64, paid: Paid, price: DayPrice) -> Member {
        let (name, productivity) = (name.to_owned(), Spread::certain(1.0));
        Member { name, count, share: 1.0, productivity, paid, price }
    }

    /// Full-time people that they come to.
    pub fn people(&self) -> f64 {
        self.count * self.share
    }
}

/// A project. Amounts are in one currency, that of the prices of days.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is built.
    pub pieces: Vec<Piece>,
    /// How far the scope as a whole may be off, where it is that of a usual project: a factor.
    pub scope: Spread,
    /// Who builds it.
    pub members: Vec<Member>,
    /// What is not known about the market's figures.
    pub market: Option<Joint>,
    /// What is assumed.
    pub basis: Basis,
    /// The most it may cost.
    pub budget: Option<f64>,
    /// In how many months from the start it has to be done.
    pub months: Option<f64>,
    /// How sure a version has to be to stay within the limits: 0.8 is 8 times in 10.
    pub confidence: f64,
    /// The seed of the random numbers.
    pub seed: u64,
    /// How many outcomes are drawn.
    pub draws: usize,
}

impl Question {
    /// A question without limits, with 10,000 draws.
    pub fn new(pieces: Vec<Piece>, members: Vec<Member>, basis: Basis) -> Question {
        let (scope, market) = (Spread::certain(1.0), None);
        let (budget, months, confidence) = (None, None, 0.8);
        Question {
            pieces,
            scope,
            members,
            market,
            basis,
            budget,
            months,
            confidence,
            seed: 1,
            draws: 10_000,
        }
    }

    /// Whether it can be answered.
    ///
    /// # Errors
    /// By field: `features`, `team`, `count`, `share`, `budget`, `by`, `confidence`, `draws`.
    pub fn check(&self) -> Result<(), Problem> {
        self.check_pieces()?;
        self.check_team()?;
        let limits = [("budget", self.budget), ("by", self.months)];
        for (field, limit) in limits {
            if let Some(limit) = limit.filter(|limit| !(limit.is_finite() && *limit > 0.0)) {
                let what = "has to be above zero";
                return Err(Problem::of(field, &limit.to_string(), what)
                    .hint("write 60k for a budget, or a day such as 2027-06-01"));
            }
        }
        if !(0.5..=0.99).contains(&self.confidence) {
            let what = "has to lie between 50 % and 99 %";
            return Err(Problem::of("confidence", &self.confidence.to_string(), what)
                .hint("80 % holds 8 times in 10"));
        }
        if !(100..=MOST_DRAWS).contains(&self.draws) {
            let what = format!("has to lie between 100 and {MOST_DRAWS}");
            return Err(Problem::of("draws", &self.draws.to_string(), what).hint("write 10000"));
        }
        Ok(())
    }

    fn check_pieces(&self) -> Result<(), Problem> {
        let refuse = |field: &str, value: &str, what: &str| {
            Err(Problem::of(field, value, what).hint("name features: payments, admin pages"))
        };
        if self.pieces.is_empty() {
            return refuse("features", "", "nothing is to be built");
        }
        let count: usize = self.pieces.iter().map(|piece| piece.count as usize).sum();
        if count > MOST_PIECES {
            let what = format!("are more than {MOST_PIECES}, each repetition counted");
            return Err(Problem::of("features", &count.to_string(), what)
                .hint("build fewer of each, or take one with days of its own for many"));
        }
        for (at, piece) in self.pieces.iter().enumerate() {
            let days = [piece.days.low(), piece.days.middle(), piece.days.high()];
            let rising = days[0] > 0.0 && days[0] <= days[1] && days[1] <= days[2];
            if !(rising && days[2] < 1e6) {
                let value = format!("{} {} {}", days[0], days[1], days[2]);
                return refuse("days", &value, "have to be above zero and in rising order");
            }
            if piece.count == 0
                || piece.needs.iter().any(|need| *need >= self.pieces.len() || *need == at)
            {
                return refuse("features", &piece.name, "is built no times, or needs itself");
            }
        }
        Ok(())
    }

    fn check_team(&self) -> Result<(), Problem> {
        let hint = "write: 2 senior, 1 mid, Eastern Europe, agency";
        if self.members.is_empty() {
            return Err(Problem::of("team", "", "nobody is there to build it").hint(hint));
        }
        for member in &self.members {
            if !(member.count > 0.0 && member.count <= MOST_PEOPLE) {
                let what = "has to be above zero, and no more than 500 people";
                return Err(Problem::of("count", &member.count.to_string(), what).hint(hint));
            }
            if !(member.share > 0.0 && member.share <= 1.0) {
                let what = "of somebody's time has to be above 0 and up to 1";
                return Err(Problem::of("share", &member.share.to_string(), what)
                    .hint("0.5 is half of their time"));
            }
        }
        let people: f64 = self.members.iter().map(Member::people).sum();
        if people > MOST_PEOPLE {
            let what = "are more people than the planner was made for, which is 500";
            return Err(Problem::of("team", &people.to_string(), what).hint(hint));
        }
        Ok(())
    }
}
