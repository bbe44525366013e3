//! The draws: every input, the market, exchange rates, each person, who leaves when. All ways see the same
//! draw of what they share, so that their difference is as sure as it is.

use goingrate_model::SeededRng;

use super::answer::BREAK_EVEN_MONTHS;
use super::crew::{Case, ColleagueCost, Crew, Flow, Person, Turnover};
use super::inputs::{Assumed, Places};
use super::question::HireQuestion;
use super::step::Ledger;
use crate::assumption::Inputs;

/// Draws of which the whole course is kept: a share of 90 % is then known to 0.3 %.
const COURSES: usize = 10_000;

/// Of more ways than this no course is kept: they are ranked.
const MOST_FOLLOWED: usize = 10;

/// Ends of months that are looked at, with the day before the first.
pub const MONTHS: usize = BREAK_EVEN_MONTHS as usize + 1;

/// A question with everything that its draws need.
pub struct Model<'q> {
    pub question: &'q HireQuestion,
    pub inputs: Inputs,
    /// Of each way.
    pub crews: Vec<Vec<Crew<'q>>>,
    pub colleague: Places,
    /// How many exchange rates move.
    pub currencies: usize,
}

/// What the draws came to.
pub struct Draws {
    /// Of each way: all costs over the horizon, draw by draw.
    pub totals: Vec<Vec<f64>>,
    /// Of each way: productive hours over the horizon.
    pub hours: Vec<Vec<f64>>,
    /// Of each way: the sum of all draws' steps.
    pub steps: Vec<Ledger>,
    /// Of each way: what had been spent at the end of each month, from 0 to the last one looked at; month
    /// by month, of the first draws.
    pub courses: Vec<Vec<Vec<f64>>>,
}

/// Somebody who leaves.
#[derive(Clone, Copy)]
struct Leaving {
    /// Months from the start.
    at: f64,
    /// Notice and severance.
    parting: f64,
}

impl Model<'_> {
    /// Draws.
    pub fn draw(&self) -> Draws {
        let question = self.question;
        let ways = self.crews.len();
        let columns = || vec![Vec::with_capacity(question.draws); ways];
        let followed = if ways > MOST_FOLLOWED { 0 } else { question.draws.min(COURSES) };
        let months = || (0..MONTHS).map(|_| Vec::with_capacity(followed)).collect();
        let mut draws = Draws {
            totals: columns(),
            hours: columns(),
            steps: vec![Ledger::default(); ways],
            courses: (0..ways).map(|_| months()).collect(),
        };
        let (mut room, mut seat) = (Room::of(self), Seat::default());
        let mut rng = SeededRng::new(question.seed);
        for draw in 0..question.draws {
            room.fill(self, &mut rng);
            seat.is_followed = draw < followed;
            for way in 0..ways {
                self.one(way, &room, &mut seat, &mut rng, &mut draws);
            }
        }
        draws
    }

    /// One draw of one way.
    fn one(&self, way: usize, room: &Room, seat: &mut Seat, rng: &mut SeededRng, to: &mut Draws) {
        let (mut sum, mut hours) = (Ledger::default(), 0.0);
        seat.spent = [0.0; MONTHS];
        for crew in &self.crews[way] {
            let case = room.case(self, crew);
            let flows = seat.is_followed.then(|| crew.flows(&case));
            for _ in 0..crew.people.count {
                let person = crew.person(&case, crew.year_of(rng.uniform(), case.shift));
                seat.leave(crew, &case, &person, rng);
                let turnover = turnover(&seat.leavings, &person, case.months);
                let turnover = self.ended(crew, &case, &person, turnover);
                let (ledger, worked) = crew.settle(&case, &person, &turnover);
                sum.add_all(&ledger, 1.0);
                hours += worked;
                if let Some(flows) = &flows {
                    seat.spend(&person, flows);
                }
            }
        }
        to.totals[way].push(sum.total());
        to.hours[way].push(hours);
        to.steps[way].add_all(&sum, 1.0);
        if seat.is_followed {
            for (month, spent) in to.courses[way].iter_mut().zip(&seat.spent) {
                month.push(*spent);
            }
        }
    }

    /// Where the work ends with the horizon, everybody who is employed then is let go.
    pub fn ended(&self, crew: &Crew, case: &Case, person: &Person, so_far: Turnover) -> Turnover {
        if !self.question.ends || !crew.is_employed() {
            return so_far;
        }
        let parting = so_far.parting + crew.parting(case, person, case.months / 12.0);
        Turnover { parting, ..so_far }
    }
}

/// Numbers of one draw, kept for the next.
struct Room {
    values: Vec<f64>,
    shifts: Vec<f64>,
    normals: Vec<f64>,
    exchanges: Vec<f64>,
    colleague: ColleagueCost,
}

impl Room {
    fn of(model: &Model) -> Room {
        let figures = model.question.market.len();
        Room {
            values: model.inputs.all_at(0.5),
            shifts: vec![0.0; figures],
            normals: vec![0.0; figures],
            exchanges: vec![0.0; model.currencies],
            colleague: ColleagueCost::default(),
        }
    }

    /// Draws what the ways share. The order is fixed, so that other values of an input leave all other
    /// draws as they are.
    fn fill(&mut self, model: &Model, rng: &mut SeededRng) {
        self.normals.fill_with(|| rng.normal());
        self.exchanges.fill_with(|| rng.normal());
        model.inputs.draw(rng, &mut self.values);
        model.question.market.draw(&self.normals, &mut self.shifts);
        let shift = self.shifts.last().copied().unwrap_or_default();
        self.colleague = model.question.colleague.cost(&model.colleague, &self.values, shift);
    }

    fn case<'r>(&'r self, model: &Model, crew: &Crew) -> Case<'r> {
        let exchange = crew.currency.map_or(0.0, |at| self.exchanges[at]);
        model.case(&self.values, self.colleague, self.shifts[crew.figure], exchange, crew)
    }
}

impl Model<'_> {
    /// A case of a crew.
    pub fn case<'v>(
        &self,
        values: &'v [f64],
        colleague: ColleagueCost,
        shift: f64,
        exchange: f64,
        crew: &Crew,
    ) -> Case<'v> {
        let overlap = shared_hours(values, &self.colleague, &crew.places)
            / crew.places.value(values, Assumed::HoursADay).max(1.0);
        Case {
            values,
            colleague,
            shift,
            exchange,
            overlap: overlap.clamp(0.0, 1.0),
            months: f64::from(self.question.months),
            roles_around: self.question.roles_around,
        }
    }
}

/// Hours of the working day that two places share.
pub fn shared_hours(values: &[f64], home: &Places, there: &Places) -> f64 {
    let span = |places: &Places| {
        let offset = places.value(values, Assumed::UtcOffset);
        let start = places.value(values, Assumed::WorkdayStart) - offset;
        (start, places.value(values, Assumed::HoursADay))
    };
    let ((start, hours), (other, others)) = (span(home), span(there));
    // Days follow one another: the other's working day may be met today or on the day before or after.
    let met = |days: f64| {
        let other = other + 24.0 * days;
        ((start + hours).min(other + others) - start.max(other)).max(0.0)
    };
    met(-1.0) + met(0.0) + met(1.0)
}

fn turnover(leavings: &[Leaving], person: &Person, months: f64) -> Turnover {
    let mut sum = Turnover::default();
    for leaving in leavings.iter().filter(|leaving| leaving.at < months) {
        sum.leavers += 1.0;
        sum.parting += leaving.parting;
        sum.absent += person.gap.min(months - leaving.at);
    }
    sum
}

/// One person's seat over time, kept for the next person.
struct Seat {
    /// Whether what is spent is followed month by month.
    is_followed: bool,
    leavings: Vec<Leaving>,
    /// What all seats of a way have cost at the end of each month.
    spent: [f64; MONTHS],
}

impl Default for Seat {
    fn default() -> Seat {
        Seat { is_followed: false, leavings: Vec::new(), spent: [0.0; MONTHS] }
    }
}

impl Seat {
    /// Who leaves over the horizon, or over the whole time that is looked at.
    fn leave(&mut self, crew: &Crew, case: &Case, person: &Person, rng: &mut SeededRng) {
        self.leavings.clear();
        let value = |assumed| crew.places.value(case.values, assumed) / 12.0;
        let (own_will, let_go) = (value(Assumed::Attrition), value(Assumed::Dismissal));
        let rate = own_will + let_go;
        let followed = if self.is_followed { f64::from(BREAK_EVEN_MONTHS) } else { 0.0 };
        let (end, mut at) = (case.months.max(followed), 0.0);
        if rate <= 0.0 {
            return;
        }
        loop {
            let stayed = -rng.uniform().ln() / rate;
            at += stayed;
            if at >= end {
                return;
            }
            let dismissed = rng.uniform() * rate < let_go;
            let parting = if dismissed { crew.parting(case, person, stayed / 12.0) } else { 0.0 };
            self.leavings.push(Leaving { at, parting });
            // A seat that is filled at once and left at once would never end.
            at += person.gap.max(0.25);
        }
    }

    /// Adds what the seat has cost at the end of each month.
    fn spend(&mut self, person: &Person, flows: &[Flow]) {
        let (once, sums) = (person.once.total(), person.flows());
        for (month, (spent, flow)) in self.spent.iter_mut().zip(flows).enumerate() {
            let sum = match self.leavings.first() {
                Some(first) if first.at < month as f64 => {
                    turnover(&self.leavings, person, month as f64)
                }
                _ => {
                    *spent += once + sums.over(flow);
                    continue;
                }
            };
            let present = 1.0 - sum.absent / (month as f64).max(1.0);
            *spent += once * (1.0 + sum.leavers) + sum.parting + sums.over(flow) * present.max(0.0);
        }
    }
}
