//! What a hire costs: for each way its money and hours, step by step and over time; for each pair who is
//! cheaper until when; what matters most; everything that was assumed.

use goingrate_units::{Currency, Date};

use super::step::Ledger;
use crate::assumption::Used;
use crate::chance::Summary;

/// The answer on ways of getting the work done.
#[derive(Clone, Debug, PartialEq)]
pub struct HireAnswer {
    /// The ways, as they were asked.
    pub ways: Vec<WayAnswer>,
    /// Every two of them, the first of the plan first.
    pub pairs: Vec<Pair>,
    /// Everything that was assumed, each once.
    pub used: Vec<Used>,
    /// Months of work.
    pub months: u32,
    /// The currency of every amount.
    pub currency: Currency,
    /// The day of prices and assumptions.
    pub on: Date,
    /// How many draws.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

/// One way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayAnswer {
    /// What it is called.
    pub name: String,
    /// All costs over the horizon.
    pub total: Summary,
    /// The total that is not exceeded in 80 of 100 draws.
    pub total_p80: f64,
    /// The same for a month: the total over the months.
    pub month: Summary,
    /// The same for a year: twelve such months.
    pub year: Summary,
    /// For a productive hour; its mean is all money over all hours.
    pub hour: Summary,
    /// Productive hours a year.
    pub hours_a_year: Summary,
    /// What the total is made of, on average over the draws: its sum is the mean of the total.
    pub steps: Ledger,
    /// Its people.
    pub people: Vec<PeopleAnswer>,
    /// What has been spent at the end of each month, from the day before the first; zeros where more than
    /// ten ways are ranked.
    pub spent: Vec<Summary>,
    /// A productive hour with every input in its middle.
    pub plain_hour: f64,
    /// How much an hour moves with each input, the most first.
    pub swings: Vec<Swing>,
}

/// People of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleAnswer {
    /// Who they are.
    pub who: String,
    /// How many.
    pub count: u32,
    /// What one is paid a year, or billed for an hour, in the answer's currency: P10, P50 and P90 of people.
    pub pay: [f64; 3],
    /// Whether `pay` is for an hour.
    pub by_the_hour: bool,
    /// Days from the decision to the first working day: P10, P50 and P90.
    pub days_to_start: [f64; 3],
    /// Working hours of a day that are shared with the home place.
    pub shared_hours: f64,
    /// Hours of a working day.
    pub hours_a_day: f64,
    /// Contributions are those of the law, not of an assumption.
    pub by_law: bool,
    /// The share of paid hours that are days off and sickness; zero for who bills hours.
    pub paid_off: f64,
    /// The share of the horizon's full output that is lost while learning.
    pub learning: f64,
    /// Who leaves, or is let go, in a year: the share in the middle.
    pub leave_a_year: f64,
}

/// One input at both ends of its range, all others in their middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// Which one.
    pub of: SwingOf,
    /// An hour with the low end.
    pub at_low: f64,
    /// An hour with the high end.
    pub at_high: f64,
}

/// What is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum SwingOf {
    /// What the person found asks for: one in ten asks for less, one in ten for more.
    Person,
    /// What the market pays, within its 80 % interval.
    Market,
    /// The exchange rate over the horizon.
    Exchange,
    /// An assumption.
    Assumed(Box<Used>),
}

/// Two ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The one, by its position.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How much more the one costs over the horizon.
    pub more: Summary,
    /// In which share of draws the other is cheaper over the horizon.
    pub other_cheaper: f64,
    /// When the two have cost the same.
    pub break_even: BreakEven,
}

/// When two ways have cost the same, counted from the first working day, looked for within five years.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BreakEven {
    /// In which share of draws this happens at all.
    pub chance: f64,
    /// Months until then, of those draws; zero where there are none.
    pub months: Summary,
    /// The way that is cheaper at first in most draws: true if it is the other.
    pub other_first: bool,
    /// For how many months from the start the way that is cheaper at first stays cheaper in 90 of 100
    /// draws; `None` if in no month, [`BREAK_EVEN_MONTHS`] if throughout.
    pub sure_months: Option<u32>,
}

/// How far a break-even is looked for, in months.
pub const BREAK_EVEN_MONTHS: u32 = 60;
