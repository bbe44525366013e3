//! The next steps of a career as money over time: ways of going on (staying, other levels, roles, skills,
//! places, employers, freelancing, founding), each with its pay by year, drawn many times together.
//!
//! [`career`] turns a [`CareerQuestion`] and [`Assumptions`] into a [`CareerAnswer`]. docs/PLANNERS.md has the
//! formulas.

mod answer;
mod break_even;
mod inputs;
mod path;
mod question;
mod simulate;
mod steps;

use goingrate_units::{Currency, Problem};

use crate::assumption::Assumptions;
use crate::chance::{QuantileTable, Spread, Summary, share_below};
use simulate::{Draws, Model};

pub use answer::{CareerAnswer, GoalAnswer, MustPay, StepAnswer, WayAnswer};
pub use question::{
    CareerQuestion, Level, MOST_DRAWS, MOST_LEVELS, MOST_WAYS, Own, Start, Way, Work, YEARS,
};

/// What exchanges an amount of another currency into the answer's.
pub type ToCurrency<'a> = &'a dyn Fn(Currency) -> Result<f64, Problem>;

/// The horizons of sums and chances beside the one that is asked for, in years.
pub const HORIZONS: [usize; 3] = [5, 10, 15];

/// Answers what ways of going on bring.
///
/// # Errors
/// When the question has no way, a way no level, a horizon, a pay, a goal or a discount rate out of range; when
/// an assumption has no value for a place; when the currency of one has no exchange rate. The problem names the
/// field.
pub fn career(
    question: &CareerQuestion,
    assumptions: &Assumptions,
    exchange: ToCurrency,
) -> Result<CareerAnswer, Problem> {
    question.check()?;
    let model = Model::of(question, assumptions, exchange)?;
    let draws = model.draw();
    let ways = (0..question.ways.len()).map(|way| model.way(way, &draws)).collect();
    Ok(CareerAnswer {
        ways,
        today: Summary::of(&mut draws.today.clone()),
        used: model.inputs.used_once(),
        years: question.years,
        discount: model.discount_used(),
        goal: question.goal,
        currency: question.currency,
        on: question.on,
        draws: question.draws,
        seed: question.seed,
    })
}

impl Model<'_> {
    fn way(&self, way: usize, draws: &Draws) -> WayAnswer {
        let of = &draws.ways[way];
        let stay = &draws.ways[0];
        let all = self.question.draws as f64;
        let share = |counts: &[u32; YEARS]| counts.map(|count| f64::from(count) / all);
        let more = |own: &[f64], first: &[f64]| {
            let more = own.iter().zip(first).map(|(own, first)| own - first);
            Summary::of(&mut more.collect::<Vec<_>>())
        };
        let pay = of.pay.iter().map(|year| Summary::of(&mut year.clone())).collect::<Vec<_>>();
        let goal = self.question.goal.map(|goal| GoalAnswer {
            median: pay.iter().position(|year| year.p50 >= goal),
            chance: HORIZONS.map(|years| share_below(&of.reached_goal, years as f64)),
        });
        WayAnswer {
            name: self.question.ways[way].name.clone(),
            sums: [0, 1, 2].map(|at| Summary::of(&mut of.sums[at].clone())),
            total: Summary::of(&mut of.total.clone()),
            gross: Summary::of(&mut of.gross.clone()),
            worth: Summary::of(&mut of.worth.clone()),
            more: more(&of.total, &stay.total),
            worth_more: more(&of.worth, &stay.worth),
            beats: share(&of.beats),
            equals: share(&of.equals),
            must_pay: break_even::must_pay(self, way, draws),
            steps: self.steps(way, draws),
            goal,
            pay,
        }
    }
}

/// A distribution as a table to draw from.
fn table(spread: Spread) -> QuantileTable {
    QuantileTable::of(|u| spread.quantile(u))
}
