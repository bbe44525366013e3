//! What a hire costs: ways of getting the same work done (employed, freelance, through an agency or with a
//! dedicated team, here or there), each with its pay from the book, the law of its employer, and all that
//! comes on top; drawn many times together.
//!
//! [`hire`] turns a [`HireQuestion`] and [`Assumptions`] into a [`HireAnswer`]. docs/PLANNERS.md has the
//! formulas.

mod answer;
mod crew;
mod inputs;
mod pairs;
mod question;
mod simulate;
mod step;
mod tornado;

use std::collections::BTreeMap;

use goingrate_units::{Currency, Engagement, HOURS_A_YEAR, Problem};

pub use crate::assumption::ToCurrency;
use crate::assumption::{Assumptions, For, Inputs};
use crate::chance::{Summary, quantiles};
use crew::{Crew, Turnover};
use inputs::{Assumed, Places};
use simulate::{Draws, Model, shared_hours};

pub use crate::law::EmployerLaw;
pub use answer::{
    BREAK_EVEN_MONTHS, BreakEven, HireAnswer, Pair, PeopleAnswer, Swing, SwingOf, WayAnswer,
};
pub use question::{
    Colleague, HireQuestion, LONGEST, MOST, MOST_DRAWS, MOST_PEOPLE, MarketDoubt, PayOf, People,
    Through, Way,
};
pub use step::{Ledger, STEPS, Step};

/// Fewer productive hours of a person and month are none.
const FEWEST_HOURS: f64 = 1.0;

/// Answers what ways of getting the work done cost.
///
/// # Errors
/// When the question has no way, nobody in a way, a horizon or a share out of range; when an assumption
/// has no value for a place; when the currency of one has no exchange rate. The problem names the field.
pub fn hire(
    question: &HireQuestion,
    assumptions: &Assumptions,
    exchange: ToCurrency,
) -> Result<HireAnswer, Problem> {
    question.check()?;
    let model = model(question, assumptions, exchange)?;
    model.check_hours()?;
    let draws = model.draw();
    let ways = (0..question.ways.len()).map(|way| model.way(way, &draws)).collect();
    Ok(HireAnswer {
        ways,
        pairs: pairs::pairs(&draws),
        used: model.inputs.used_once(),
        months: question.months,
        currency: question.currency,
        on: question.on,
        draws: question.draws,
        seed: question.seed,
    })
}

/// The question with the inputs of all its people.
fn model<'q>(
    question: &'q HireQuestion,
    assumptions: &Assumptions,
    exchange: ToCurrency,
) -> Result<Model<'q>, Problem> {
    let mut inputs = Inputs::default();
    let mut currencies: BTreeMap<Currency, usize> = BTreeMap::new();
    let mut take =
        |places: &[String], engagement: Engagement, level: Option<&str>, pair: Option<&str>| {
            let places: Vec<&str> = places.iter().map(String::as_str).collect();
            let of: Vec<&str> = std::iter::once(engagement.slug()).chain(level).collect();
            let who = For { places: &places, of: &of, on: question.on, exchange, apart: 0 };
            Places::take(&mut inputs, assumptions, &who, pair)
        };
    let home = &question.colleague.places;
    let colleague = take(home, Engagement::Employee, None, None)?;
    let (mut crews, mut figure) = (Vec::with_capacity(question.ways.len()), 0);
    for way in &question.ways {
        let mut of_way = Vec::with_capacity(way.people.len());
        for people in &way.people {
            let foreign = people.currency != question.currency;
            let next = currencies.len();
            let moves = foreign.then(|| *currencies.entry(people.currency).or_insert(next));
            let pair = foreign.then(|| Inputs::pair_of(people.currency, question.currency));
            let places =
                take(&people.places, people.engagement, people.level.as_deref(), pair.as_deref())?;
            of_way.push(Crew::new(people, places, figure, moves, way.through));
            figure += 1;
        }
        crews.push(of_way);
    }
    let currencies = currencies.len();
    Ok(Model { question, inputs, crews, colleague, currencies })
}

/// What an hour costs. The mean is that of the money over that of the hours: a mean of the draws' own
/// ratios would tell of the few in which hardly an hour is worked.
fn an_hour(totals: &[f64], hours: &[f64]) -> Summary {
    let each = totals.iter().zip(hours).map(|(total, hours)| total / hours);
    let hour = Summary::of(&mut each.collect::<Vec<_>>());
    Summary { mean: totals.iter().sum::<f64>() / hours.iter().sum::<f64>(), ..hour }
}

impl Model<'_> {
    fn way(&self, way: usize, draws: &Draws) -> WayAnswer {
        let question = self.question;
        let (totals, hours) = (&draws.totals[way], &draws.hours[way]);
        let mut sorted = totals.clone();
        let total = Summary::of(&mut sorted);
        let months = f64::from(question.months);
        let mut steps = Ledger::default();
        steps.add_all(&draws.steps[way], 1.0 / totals.len() as f64);
        let spent = draws.courses[way].iter().take(question.months as usize + 1);
        let (plain_hour, swings) = self.swings(way);
        WayAnswer {
            name: question.ways[way].name.clone(),
            total,
            total_p80: quantiles(&mut sorted, [0.8])[0],
            month: total.times(1.0 / months),
            year: total.times(12.0 / months),
            hour: an_hour(totals, hours),
            hours_a_year: Summary::of(&mut hours.clone()).times(12.0 / months),
            steps,
            people: self.crews[way].iter().map(|crew| self.people(crew)).collect(),
            spent: spent.map(|month| Summary::of(&mut month.clone())).collect(),
            plain_hour,
            swings,
        }
    }

    /// Where hardly an hour of a month is productive, nothing can be told of an hour.
    fn check_hours(&self) -> Result<(), Problem> {
        let values = self.inputs.all_at(0.5);
        for crew in self.crews.iter().flatten() {
            let share = crew.places.value(&values, Assumed::ProductiveShare);
            let hours = crew.hours_a_month(&values) * share;
            if hours < FEWEST_HOURS {
                let what = format!("{} would have no productive hour in a month", crew.people.who);
                return Err(Problem::of("assume", &format!("{hours:.1} hours"), what).hint(
                    "assume more working days, hours of a day or a larger productive share",
                ));
            }
        }
        Ok(())
    }

    /// What is told of people beside money: everything in its middle.
    fn people(&self, crew: &Crew) -> PeopleAnswer {
        let values = self.inputs.all_at(0.5);
        let value = |assumed| crew.places.value(&values, assumed);
        let colleague = self.question.colleague.cost(&self.colleague, &values, 0.0);
        let case = self.case(&values, colleague, 0.0, 0.0, crew);
        let employed = crew.is_employed();
        let unit = crew.people.exchange / if employed { 1.0 } else { HOURS_A_YEAR };
        let pay = |u| crew.year_of(u, 0.0) * unit;
        let person = crew.person(&case, crew.year_of(0.5, 0.0));
        let (_, worked) = crew.settle(&case, &person, &Turnover::default());
        let all = person.hours * case.months;
        let off = [Assumed::LeaveDays, Assumed::PublicHolidays, Assumed::SickDays];
        let days: f64 = off.map(value).iter().sum();
        PeopleAnswer {
            who: crew.people.who.clone(),
            count: crew.people.count,
            pay: [0.1, 0.5, 0.9].map(pay),
            by_the_hour: !employed,
            days_to_start: self.days_to_start(&crew.places),
            shared_hours: shared_hours(&values, &self.colleague, &crew.places),
            hours_a_day: value(Assumed::HoursADay),
            by_law: employed && crew.people.law.is_some(),
            paid_off: if employed { days / 260.0 } else { 0.0 },
            learning: 1.0 - worked / all.max(1.0),
            leave_a_year: value(Assumed::Attrition) + value(Assumed::Dismissal),
        }
    }

    fn days_to_start(&self, places: &Places) -> [f64; 3] {
        let at = |p| places.value(&self.inputs.all_at(p), Assumed::TimeToFill);
        [0.1, 0.5, 0.9].map(at)
    }
}
