//! The steps from what somebody is paid to what the work costs, in the order in which they are told.

/// One part of the cost of a hire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Base salary, or what is billed for hours.
    Pay,
    /// Bonus of an employee.
    Bonus,
    /// What the law makes an employer pay.
    Contributions,
    /// Insurance, pension and other benefits by custom.
    Benefits,
    /// Platforms, payroll, employer of record, exchange of money.
    Fees,
    /// Equipment, software, cloud.
    Tools,
    /// A desk in an office, or one at home.
    Desk,
    /// Courses and conferences.
    Training,
    /// The share of a manager.
    Management,
    /// Product management, testing, operations and design that come with a developer.
    RolesAround,
    /// Finding the person.
    Recruiting,
    /// What is lost while nobody does the work.
    EmptySeat,
    /// Colleagues' time while the person learns.
    Learning,
    /// People who leave: finding others, notice, severance.
    Leaving,
}

/// How many steps there are.
pub const STEPS: usize = Step::ALL.len();

impl Step {
    /// Every step, in the order in which they are told.
    pub const ALL: [Step; 14] = [
        Step::Pay,
        Step::Bonus,
        Step::Contributions,
        Step::Benefits,
        Step::Fees,
        Step::Tools,
        Step::Desk,
        Step::Training,
        Step::Management,
        Step::RolesAround,
        Step::Recruiting,
        Step::EmptySeat,
        Step::Learning,
        Step::Leaving,
    ];

    /// Its word in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Step::Pay => "pay",
            Step::Bonus => "bonus",
            Step::Contributions => "contributions",
            Step::Benefits => "benefits",
            Step::Fees => "fees",
            Step::Tools => "tools",
            Step::Desk => "desk",
            Step::Training => "training",
            Step::Management => "management",
            Step::RolesAround => "roles-around",
            Step::Recruiting => "recruiting",
            Step::EmptySeat => "empty-seat",
            Step::Learning => "learning",
            Step::Leaving => "leaving",
        }
    }

    /// Whether it is paid in the money of the place where the work is done, and so moves with the
    /// exchange rate.
    pub(super) fn is_in_local_money(self) -> bool {
        matches!(self, Step::Pay | Step::Bonus | Step::Contributions | Step::Benefits)
    }

    /// Whether it grows with raises.
    pub(super) fn grows(self) -> bool {
        self.is_in_local_money() || matches!(self, Step::Management | Step::RolesAround)
    }
}

/// An amount for each step, in the order of [`Step::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ledger(pub [f64; STEPS]);

impl Ledger {
    /// The amount of a step.
    pub fn of(&self, step: Step) -> f64 {
        self.0[step as usize]
    }

    /// Adds to a step.
    pub(super) fn add(&mut self, step: Step, amount: f64) {
        self.0[step as usize] += amount;
    }

    /// The sum of all steps.
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    /// Adds another ledger, times a factor.
    pub(super) fn add_all(&mut self, other: &Ledger, factor: f64) {
        for (amount, more) in self.0.iter_mut().zip(&other.0) {
            *amount += more * factor;
        }
    }
}
