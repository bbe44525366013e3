//! Outcomes of a project: each draw is one way that it may go, cost and time together.

use goingrate_model::SeededRng;

use super::capacity::{Speed, WORKING_DAYS, full_speed, shortest_months};
use super::composition::Composition;
use super::{Member, Paid, Question};

/// Nobody's price is averaged over more people than these.
const MOST_PRICED: f64 = 8.0;

/// What somebody assumes may have no bounds; days, months and money have these, far beyond any project.
const MOST: f64 = 1e12;
/// No year has fewer working days: with none, nothing would ever end.
const LEAST_DAYS: f64 = 12.0;

/// One way that a project may go.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Days of the middle level that it needed.
    pub days: f64,
    /// Working days that the team worked on it.
    pub work: f64,
    /// Months between start and end.
    pub months: f64,
    /// What it cost.
    pub cost: f64,
    /// What each member cost, and the days that were paid.
    pub members: Vec<(f64, f64)>,
    /// The team's speed.
    pub speed: Speed,
    /// Whether more people would not have made it faster.
    pub at_the_shortest: bool,
    /// Maintenance of the year after.
    pub maintenance: f64,
    /// Hosting of the year after.
    pub hosting: f64,
}

impl Outcome {
    /// Days that are paid, of all members together.
    pub fn paid_days(&self) -> f64 {
        self.members.iter().map(|(_, days)| days).sum()
    }
}

/// Draws outcomes of a version in which a share of each piece is built. The same seed gives the same
/// circumstances for every version and every price, so that differences are differences.
pub fn simulate(question: &Question, kept: &[f64], draws: usize) -> Vec<Outcome> {
    let whole = Composition::of(&question.pieces, kept, &question.basis.overrun);
    let one = |at: usize| {
        // Circumstances, prices and features have streams of their own: another team meets the same
        // circumstances.
        let stream = |of: u64| SeededRng::stream(question.seed, 3 * at as u64 + of);
        outcome(question, kept, &whole, [stream(0), stream(1), stream(2)])
    };
    (0..draws).map(one).collect()
}

/// The circumstances of one draw, before what is built and who is paid what.
struct Circumstances {
    error: f64,
    speed: Speed,
    shortest: f64,
    days_a_month: f64,
    waiting: f64,
    maintenance: f64,
    hosting: f64,
}

fn outcome(
    question: &Question,
    kept: &[f64],
    whole: &Composition,
    [mut of_all, mut of_prices, mut of_pieces]: [SeededRng; 3],
) -> Outcome {
    let now = circumstances(question, whole, &mut of_all);
    let prices = prices(question, &mut of_prices);
    let pieces = question.pieces.iter().zip(kept);
    let built: f64 = pieces.map(|(piece, kept)| piece.days.at(of_pieces.normal()) * kept).sum();
    let days = (built * whole.centre * now.error).clamp(1e-6, MOST);
    let work = now.speed.days_for(days).min(MOST);
    let shortest = shortest_months(now.shortest, &question.basis, days, now.days_a_month);
    let wanted = work / now.days_a_month * now.waiting;
    let months = wanted.max(shortest).min(MOST);
    let paid = |member: &Member| match member.paid {
        Paid::Worked => work,
        Paid::Present => months * now.days_a_month,
        Paid::Calendar => months * WORKING_DAYS / 12.0,
        Paid::Nothing => 0.0,
    };
    let cost_of = |(member, price): (&Member, &f64)| {
        let days = paid(member) * member.people();
        ((days * price).min(MOST), days)
    };
    let members: Vec<(f64, f64)> = question.members.iter().zip(&prices).map(cost_of).collect();
    let cost: f64 = members.iter().map(|(cost, _)| cost).sum();
    Outcome {
        days,
        work,
        months,
        cost,
        members,
        speed: now.speed,
        at_the_shortest: shortest > wanted,
        maintenance: (cost * now.maintenance).min(MOST),
        hosting: (12.0 * now.hosting).min(MOST),
    }
}

fn circumstances(question: &Question, whole: &Composition, rng: &mut SeededRng) -> Circumstances {
    let basis = &question.basis;
    let overrun = basis.overrun.ln_at(rng.normal(), whole.factor).exp();
    let scope = question.scope.at(rng.normal());
    let management = basis.management.at(rng.normal());
    let loss = basis.communication.at(rng.normal());
    let ramp = basis.ramp_days.at(rng.normal());
    // Nobody begins with less than a twentieth of their speed: the work would never end.
    let start = basis.ramp_start.at(rng.normal()).clamp(0.05, 1.0);
    let shortest = basis.shortest.at(rng.normal());
    let days_off = basis.days_off.at(rng.normal());
    let days_a_month = (WORKING_DAYS - days_off).max(LEAST_DAYS) / 12.0;
    let waiting = basis.waiting.at(rng.normal()).max(1.0);
    let (maintenance, hosting) =
        (basis.maintenance.at(rng.normal()), basis.hosting.at(rng.normal()));
    let levels: Vec<f64> =
        question.members.iter().map(|member| member.productivity.at(rng.normal())).collect();
    let full = full_speed(&question.members, |at| levels[at].max(0.01), loss);
    Circumstances {
        error: overrun * scope * (1.0 + management),
        speed: Speed { full, ramp, start },
        shortest,
        days_a_month,
        waiting,
        maintenance,
        hosting,
    }
}

/// What a day of each member costs: people drawn, in a market that may be other than the book has it.
fn prices(question: &Question, rng: &mut SeededRng) -> Vec<f64> {
    let market = question.market.as_ref().map(|joint| (joint, joint.draw(rng)));
    let price = |member: &Member| {
        let people = member.count.ceil().clamp(1.0, MOST_PRICED);
        let drawn: f64 = (0..people as usize).map(|_| member.price.people.at(rng.uniform())).sum();
        let moved = match (&market, member.price.market) {
            (Some((joint, drawn)), Some(at)) => (drawn[at][2] - joint.median(at).ln).exp(),
            _ => 1.0,
        };
        drawn / people * moved
    };
    question.members.iter().map(price).collect()
}
