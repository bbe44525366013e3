//! People of one sort, ready to be drawn: what one of them costs a month and once, in one case of all
//! inputs, and what that comes to over a horizon.

use goingrate_units::{Engagement, HOURS_A_YEAR};

use super::inputs::{Around, Assumed, Places};
use super::question::{Colleague, PayOf, People, Through};
use super::simulate::MONTHS;
use super::step::{Ledger, Step};
use crate::chance::QuantileTable;
use crate::law::EmployerLaw;

/// Weekdays of a year.
const WEEKDAYS: f64 = 260.0;
/// Days of a month, on average.
const DAYS_A_MONTH: f64 = 365.25 / 12.0;
/// Nobody works fewer hours than this in a plan: what is divided by.
const FEWEST_HOURS: f64 = 1.0;

/// People of one sort with their inputs.
pub struct Crew<'q> {
    pub people: &'q People,
    pub places: Places,
    /// Where their middle stands in the market's doubt.
    pub figure: usize,
    /// Which exchange rate moves their pay, if one does.
    pub currency: Option<usize>,
    /// A year's pay in their own currency, by the share of people who are paid less.
    pub pay: QuantileTable,
    /// Whether an agency finds them.
    pub by_agency: bool,
}

/// One case: every input has a value.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub values: &'a [f64],
    /// What a month and an hour of a colleague at home cost.
    pub colleague: ColleagueCost,
    /// How far the market's middle lies above its best figure, in logs.
    pub shift: f64,
    /// Where the exchange rate goes, as a standard normal number.
    pub exchange: f64,
    /// Hours shared with the home place, as a part of the day.
    pub overlap: f64,
    pub months: f64,
    pub roles_around: bool,
}

/// What a colleague at home costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct ColleagueCost {
    pub month: f64,
    pub hour: f64,
}

/// What one person costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Person {
    /// A month of the first year.
    pub monthly: Ledger,
    /// Once: finding the person, the empty seat before, colleagues' time.
    pub once: Ledger,
    /// Productive hours a month once everything is learned.
    pub hours: f64,
    /// Productive hours lost while learning.
    pub lost: f64,
    /// Months that the seat is empty.
    pub gap: f64,
    /// A month's base pay, which notice and severance are counted in, and the same with all on top.
    pub base: f64,
    pub loaded: f64,
}

/// What happened to a person's seat over a horizon.
#[derive(Clone, Copy, Debug, Default)]
pub struct Turnover {
    /// How many left.
    pub leavers: f64,
    /// Months without anybody.
    pub absent: f64,
    /// Notice and severance.
    pub parting: f64,
}

impl<'q> Crew<'q> {
    /// What all people of the crew get who are found by the firm or an agency.
    pub fn new(
        people: &'q People,
        places: Places,
        figure: usize,
        currency: Option<usize>,
        through: Through,
    ) -> Crew<'q> {
        let pay = match &people.pay {
            PayOf::Agreed(pay) => QuantileTable::of(|_| *pay),
            PayOf::Market(market) => {
                let ln = |u| market.ln_quantile(u).unwrap_or_default();
                QuantileTable::of(ln).map(f64::exp)
            }
        };
        let by_agency = through == Through::Agency && people.engagement == Engagement::Employee;
        Crew { people, places, figure, currency, pay, by_agency }
    }

    /// Whether they are employed.
    pub fn is_employed(&self) -> bool {
        self.people.engagement == Engagement::Employee
    }

    fn has_market_pay(&self) -> bool {
        matches!(self.people.pay, PayOf::Market(_))
    }

    /// A year's full-time pay in their own currency of somebody at a place of the distribution.
    pub fn year_of(&self, u: f64, shift: f64) -> f64 {
        let moved = if self.has_market_pay() { shift.exp() } else { 1.0 };
        self.pay.at(u) * moved
    }

    /// Hours a month that one of them works, or bills.
    pub fn hours_a_month(&self, values: &[f64]) -> f64 {
        working_days(&self.places, values) * self.places.value(values, Assumed::HoursADay) / 12.0
            * self.people.share
    }

    /// What somebody with this yearly pay costs.
    pub fn person(&self, case: &Case, year: f64) -> Person {
        let mut person = Person::default();
        if self.is_employed() {
            self.salary(case, year, &mut person);
        } else {
            self.billed(case, year, &mut person);
        }
        self.tools(case, &mut person);
        self.management(case, &mut person);
        self.finding(case, year, &mut person);
        self.output(case, &mut person);
        person
    }

    fn salary(&self, case: &Case, year: f64, person: &mut Person) {
        let value = |assumed| self.places.value(case.values, assumed);
        let own = year * self.people.share;
        let gross = own * (1.0 + value(Assumed::Bonus));
        let (contributions, benefits) = on_top(self.people.law.as_ref(), gross, own, &value);
        let a_month = self.people.exchange / 12.0;
        let monthly = &mut person.monthly;
        monthly.add(Step::Pay, own * a_month);
        monthly.add(Step::Bonus, (gross - own) * a_month);
        monthly.add(Step::Contributions, contributions * a_month);
        monthly.add(Step::Benefits, benefits * a_month);
        person.base = own * a_month;
        person.loaded = monthly.total();
        let abroad =
            if self.people.abroad { value(Assumed::EorFee) } else { value(Assumed::PayrollFee) };
        monthly.add(Step::Fees, abroad);
        if self.currency.is_some() {
            monthly.add(Step::Fees, person.loaded * value(Assumed::FxSpread));
        }
    }

    fn billed(&self, case: &Case, year: f64, person: &mut Person) {
        let value = |assumed| self.places.value(case.values, assumed);
        let hour = year / HOURS_A_YEAR * self.people.exchange;
        let billed = hour * self.hours_a_month(case.values);
        person.monthly.add(Step::Pay, billed);
        (person.base, person.loaded) = (billed, billed);
        if self.people.engagement == Engagement::Freelance {
            person.monthly.add(Step::Fees, billed * value(Assumed::PlatformFee));
            person.monthly.add(Step::Fees, value(Assumed::ContractAdmin));
        }
        if self.currency.is_some() {
            person.monthly.add(Step::Fees, billed * value(Assumed::FxSpread));
        }
    }

    /// Outsiders bring their own equipment, desk and courses; seats of the client's software they need too.
    fn tools(&self, case: &Case, person: &mut Person) {
        let value = |assumed| self.places.value(case.values, assumed);
        let monthly = &mut person.monthly;
        monthly.add(Step::Tools, value(Assumed::Software) + value(Assumed::Cloud));
        if !self.is_employed() {
            return;
        }
        monthly.add(Step::Tools, value(Assumed::Equipment) / 12.0);
        let desk = if self.people.office { Assumed::Office } else { Assumed::HomeOffice };
        monthly.add(Step::Desk, value(desk) / 12.0);
        monthly.add(Step::Training, value(Assumed::Training) / 12.0);
    }

    fn management(&self, case: &Case, person: &mut Person) {
        let value = |assumed| self.places.value(case.values, assumed);
        let ratio = |around| self.places.around(case.values, around);
        let share = self.people.share;
        let managed = value(Assumed::ManagerShare) * ratio(Around::Manager);
        person.monthly.add(Step::Management, managed * case.colleague.month * share);
        if case.roles_around {
            // Coordination is the firm's own; testing, operations and design sit beside the developer.
            let coordinated = value(Assumed::PmShare) * ratio(Around::Pm) * share;
            person.monthly.add(Step::RolesAround, coordinated * case.colleague.month);
            let around = value(Assumed::QaShare) * ratio(Around::Qa)
                + value(Assumed::DevopsShare) * ratio(Around::Devops)
                + value(Assumed::DesignShare) * ratio(Around::Design);
            person.monthly.add(Step::RolesAround, around * person.loaded);
        }
    }

    fn finding(&self, case: &Case, year: f64, person: &mut Person) {
        let value = |assumed| self.places.value(case.values, assumed);
        let hour = case.colleague.hour;
        let once = &mut person.once;
        once.add(Step::Recruiting, value(Assumed::InterviewHours) * hour);
        if self.by_agency {
            let salary = year * self.people.share * self.people.exchange;
            once.add(Step::Recruiting, value(Assumed::AgencyFee) * salary);
        } else {
            let recruiter = hour * self.places.around(case.values, Around::Recruiter);
            once.add(Step::Recruiting, value(Assumed::RecruiterHours) * recruiter);
            once.add(Step::Recruiting, value(Assumed::JobAds) + value(Assumed::HiringTools));
        }
        person.gap = value(Assumed::TimeToFill) / DAYS_A_MONTH;
        let over = (value(Assumed::VacancyFactor) - 1.0).max(0.0);
        once.add(Step::EmptySeat, over * person.loaded * person.gap);
        let mentored = value(Assumed::MentorShare) * value(Assumed::RampMonths).min(case.months);
        once.add(Step::Learning, mentored * case.colleague.month);
    }

    fn output(&self, case: &Case, person: &mut Person) {
        let value = |assumed| self.places.value(case.values, assumed);
        let heard = 1.0 - value(Assumed::OverlapLoss) * (1.0 - case.overlap);
        let productive = value(Assumed::ProductiveShare) * heard.clamp(0.0, 1.0);
        person.hours = self.hours_a_month(case.values) * productive;
        // Output grows evenly from the first day's to the full one.
        let (start, ramp) = (value(Assumed::RampStart).min(1.0), value(Assumed::RampMonths));
        let learned = ramp.min(case.months);
        let end = if ramp > 0.0 { start + (1.0 - start) * learned / ramp } else { 1.0 };
        person.lost = person.hours * learned * (1.0 - (start + end) / 2.0);
    }

    /// Notice and severance, in months of pay, of somebody let go after so many years.
    pub fn parting(&self, case: &Case, person: &Person, years: f64) -> f64 {
        let value = |assumed| self.places.value(case.values, assumed);
        let severance = value(Assumed::SeveranceFixed) + value(Assumed::SeverancePerYear) * years;
        value(Assumed::NoticeMonths) * person.loaded + severance * person.base
    }

    /// The costs and the productive hours of one person's seat over the months of a case.
    pub fn settle(&self, case: &Case, person: &Person, turnover: &Turnover) -> (Ledger, f64) {
        let months = case.months;
        let mut sum = person.once;
        let flow = self.flow(case, months, turnover.absent);
        for step in Step::ALL {
            sum.add(step, person.monthly.of(step) * flow.of(step));
        }
        sum.add(Step::Leaving, turnover.leavers * person.once.total() + turnover.parting);
        // However often somebody new begins, output is never below that of a first day.
        let present = person.hours * (months - turnover.absent).max(0.0);
        let learned = present - person.lost * (1.0 + turnover.leavers);
        let hours =
            learned.max(present * self.places.value(case.values, Assumed::RampStart).min(1.0));
        (sum, hours.max(FEWEST_HOURS))
    }

    /// The same at the end of each month that is looked at, if nobody leaves.
    pub fn flows(&self, case: &Case) -> [Flow; MONTHS] {
        let value = |assumed| self.places.value(case.values, assumed);
        let (raise, volatility) = (value(Assumed::Raise), value(Assumed::FxVolatility));
        let (mut whole, mut raised_by) = (0.0, 1.0);
        std::array::from_fn(|month| {
            let months = month as f64;
            // A year's raise is worked out once, as its first month is reached.
            if month > 0 && month % 12 == 0 {
                whole += 12.0 * raised_by;
                raised_by = (1.0 + raise).powi(month as i32 / 12);
            }
            let raised = whole + f64::from(month as u32 % 12) * raised_by;
            let exchange = self.exchange(volatility, months, case.exchange);
            Flow { flat: months, raised, local: raised * exchange }
        })
    }

    /// How much more a unit of their currency is on average over so many months than at first.
    fn exchange(&self, volatility: f64, months: f64, normal: f64) -> f64 {
        match self.currency {
            // The mean of a random walk over a time has a third of its variance at the end.
            Some(_) => (volatility * (months / 36.0).sqrt() * normal).exp(),
            None => 1.0,
        }
    }

    /// How many of the first month each step comes to in so many months.
    pub fn flow(&self, case: &Case, months: f64, absent: f64) -> Flow {
        let present = if months > 0.0 { (1.0 - absent / months).max(0.0) } else { 0.0 };
        let raised = grown(months, self.places.value(case.values, Assumed::Raise)) * present;
        let volatility = self.places.value(case.values, Assumed::FxVolatility);
        let exchange = self.exchange(volatility, months, case.exchange);
        Flow { flat: months * present, raised, local: raised * exchange }
    }
}

/// How many of the first month a step comes to.
#[derive(Clone, Copy)]
pub struct Flow {
    flat: f64,
    raised: f64,
    local: f64,
}

impl Flow {
    #[inline]
    pub fn of(&self, step: Step) -> f64 {
        match (step.is_in_local_money(), step.grows()) {
            (true, _) => self.local,
            (false, true) => self.raised,
            _ => self.flat,
        }
    }
}

/// Months, each counted with the raises of the years before it.
fn grown(months: f64, raise: f64) -> f64 {
    let years = (months / 12.0) as i32;
    let whole: f64 = (0..years).map(|year| 12.0 * (1.0 + raise).powi(year)).sum();
    whole + (months - f64::from(years) * 12.0) * (1.0 + raise).powi(years)
}

fn working_days(places: &Places, values: &[f64]) -> f64 {
    let off = [Assumed::LeaveDays, Assumed::PublicHolidays, Assumed::SickDays];
    (WEEKDAYS - off.map(|days| places.value(values, days)).iter().sum::<f64>()).max(1.0)
}

/// What an employer pays on top of a year's pay, in the money of the pay: by the law, or as assumed.
fn on_top(
    law: Option<&EmployerLaw>,
    gross: f64,
    salary: f64,
    value: &dyn Fn(Assumed) -> f64,
) -> (f64, f64) {
    let by_custom = || salary * value(Assumed::Benefits);
    match law {
        Some(law) => {
            let (contributions, benefits) = law.at(gross);
            (contributions, if law.has_benefits() { benefits } else { by_custom() })
        }
        None => (gross * value(Assumed::EmployerContributions), by_custom()),
    }
}

impl Colleague {
    /// What a month and an hour of a colleague cost, with the market's middle moved by `shift`.
    pub(super) fn cost(&self, places: &Places, values: &[f64], shift: f64) -> ColleagueCost {
        let value = |assumed| places.value(values, assumed);
        let salary = self.salary * shift.exp() / self.exchange;
        let gross = salary * (1.0 + value(Assumed::Bonus));
        let (contributions, benefits) = on_top(self.law.as_ref(), gross, salary, &value);
        let year = (gross + contributions + benefits) * self.exchange;
        let hours = working_days(places, values) * value(Assumed::HoursADay);
        ColleagueCost { month: year / 12.0, hour: year / hours.max(1.0) }
    }
}

/// A person's months by how they grow: what the course of a plan needs of them.
pub struct Flows {
    flat: f64,
    raised: f64,
    local: f64,
}

impl Person {
    /// The sums of the monthly steps that grow alike.
    pub fn flows(&self) -> Flows {
        let mut flows = Flows { flat: 0.0, raised: 0.0, local: 0.0 };
        for step in Step::ALL {
            let amount = self.monthly.of(step);
            match (step.is_in_local_money(), step.grows()) {
                (true, _) => flows.local += amount,
                (false, true) => flows.raised += amount,
                _ => flows.flat += amount,
            }
        }
        flows
    }
}

impl Flows {
    /// What they come to.
    #[inline]
    pub fn over(&self, flow: &Flow) -> f64 {
        self.flat * flow.flat + self.raised * flow.raised + self.local * flow.local
    }
}
