//! What the draws come to: quantiles, chances, curves for pictures, what each piece and each member is.

use goingrate_model::normal_quantile;

use super::draws::Outcome;
use super::{Fits, Question};
use crate::{Summary, quantiles};

/// Points of the cloud of cost and time.
const CLOUD: usize = 200;
/// Moments of the burn-up after the start.
const MOMENTS: usize = 12;

/// An amount as it may turn out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// One in ten lies below.
    pub p10: f64,
    /// One in five lies below.
    pub p20: f64,
    /// The middle.
    pub p50: f64,
    /// Four in five lie below.
    pub p80: f64,
    /// Nine in ten lie below.
    pub p90: f64,
    /// Nineteen in twenty lie below.
    pub p95: f64,
    /// The average.
    pub mean: f64,
    /// P1 to P99.
    pub curve: Vec<f64>,
}

impl Outlook {
    /// Of draws; zero without any.
    pub fn of(draws: impl Iterator<Item = f64>) -> Outlook {
        let mut draws: Vec<f64> = draws.collect();
        if draws.is_empty() {
            return Outlook::default();
        }
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let curve: [f64; 99] =
            quantiles(&mut draws, std::array::from_fn(|at| (at + 1) as f64 / 100.0));
        let at = |percent: usize| curve[percent - 1];
        let (p10, p20, p50, p80, p90, p95) = (at(10), at(20), at(50), at(80), at(90), at(95));
        Outlook { p10, p20, p50, p80, p90, p95, mean, curve: curve.to_vec() }
    }
}

/// A piece in the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceAnswer {
    /// P10, P50 and P90 of its days, before management and the error of the whole.
    pub days: [f64; 3],
    /// The part of the days of all pieces that it is, in the middle.
    pub share: f64,
    /// The part of the pieces' own doubt (their variance) that it brings.
    pub doubt: f64,
}

/// A member in the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberAnswer {
    /// What they cost.
    pub cost: Summary,
    /// Days that are paid.
    pub days: Summary,
    /// What a day costs.
    pub day: Summary,
}

/// The year after the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearAfter {
    /// Maintenance.
    pub maintenance: Summary,
    /// Hosting.
    pub hosting: Summary,
    /// Both.
    pub both: Summary,
}

/// How far the project is at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurnUp {
    /// Months after the start.
    pub month: f64,
    /// The share that is done: P10, P50, P90.
    pub done: [f64; 3],
    /// What is spent: P10, P50, P90.
    pub spent: [f64; 3],
    /// The share of projects that are finished.
    pub finished: f64,
}

/// What a project costs and how long it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What it costs.
    pub cost: Outlook,
    /// Months from start to end.
    pub months: Outlook,
    /// Days of the middle level that it needs.
    pub days: Outlook,
    /// Days that are paid, of all members together.
    pub paid_days: Outlook,
    /// The sum of the middle days of its pieces, before management and errors.
    pub estimate: f64,
    /// The chance to cost more than the budget.
    pub over_budget: Option<f64>,
    /// The chance to end later than is asked for.
    pub late: Option<f64>,
    /// The chance to stay within both.
    pub within_both: Option<f64>,
    /// The share of draws in which no larger team would have been faster.
    pub at_the_shortest: f64,
    /// The year after.
    pub year_after: YearAfter,
    /// Cost and months of some draws.
    pub cloud: Vec<[f64; 2]>,
    /// How it goes, month by month.
    pub burn_up: Vec<BurnUp>,
    /// The pieces, in the order of the question.
    pub pieces: Vec<PieceAnswer>,
    /// The members, in the order of the question.
    pub members: Vec<MemberAnswer>,
    /// The version that fits the limits; none without a limit, or where nothing fits.
    pub fits: Option<Fits>,
}

pub(super) fn answer(question: &Question, outcomes: &[Outcome], fits: Option<Fits>) -> Answer {
    let chance = |is: &dyn Fn(&Outcome) -> bool| {
        outcomes.iter().filter(|outcome| is(outcome)).count() as f64 / outcomes.len() as f64
    };
    let over = question.budget.map(|limit| chance(&|o| o.cost > limit));
    let late = question.months.map(|limit| chance(&|o| o.months > limit));
    let both = question.budget.zip(question.months);
    let summary =
        |of: fn(&Outcome) -> f64| Summary::of(&mut outcomes.iter().map(of).collect::<Vec<_>>());
    let months = Outlook::of(outcomes.iter().map(|outcome| outcome.months));
    Answer {
        cost: Outlook::of(outcomes.iter().map(|outcome| outcome.cost)),
        days: Outlook::of(outcomes.iter().map(|outcome| outcome.days)),
        paid_days: Outlook::of(outcomes.iter().map(Outcome::paid_days)),
        estimate: question.pieces.iter().map(|piece| piece.days.middle()).sum(),
        over_budget: over,
        late,
        within_both: both.map(|(money, time)| chance(&|o| o.cost <= money && o.months <= time)),
        at_the_shortest: chance(&|o| o.at_the_shortest),
        year_after: YearAfter {
            maintenance: summary(|o| o.maintenance),
            hosting: summary(|o| o.hosting),
            both: summary(|o| o.maintenance + o.hosting),
        },
        cloud: outcomes.iter().take(CLOUD).map(|o| [o.cost, o.months]).collect(),
        burn_up: burn_up(outcomes, months.p95),
        pieces: pieces(question),
        members: members(question, outcomes),
        months,
        fits,
    }
}

fn pieces(question: &Question) -> Vec<PieceAnswer> {
    let middle = |piece: &super::Piece| piece.days.middle();
    let variance = |piece: &super::Piece| {
        let sd = (piece.days.high() / piece.days.low()).ln() / (2.0 * normal_quantile(0.9));
        (piece.days.middle() * (sd * sd / 2.0).exp()).powi(2) * (sd * sd).exp_m1()
    };
    let total: f64 = question.pieces.iter().map(middle).sum();
    let doubt: f64 = question.pieces.iter().map(variance).sum();
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let piece = |piece: &super::Piece| PieceAnswer {
        days: [piece.days.low(), piece.days.middle(), piece.days.high()],
        share: share(middle(piece), total),
        doubt: share(variance(piece), doubt),
    };
    question.pieces.iter().map(piece).collect()
}

fn members(question: &Question, outcomes: &[Outcome]) -> Vec<MemberAnswer> {
    let of = |at: usize| {
        let draws = |pick: &dyn Fn(&(f64, f64)) -> f64| {
            Summary::of(&mut outcomes.iter().map(|o| pick(&o.members[at])).collect::<Vec<_>>())
        };
        MemberAnswer {
            cost: draws(&|(cost, _)| *cost),
            days: draws(&|(_, days)| *days),
            day: draws(&|(cost, days)| if *days > 0.0 { cost / days } else { 0.0 }),
        }
    };
    (0..question.members.len()).map(of).collect()
}

/// From the start until 19 in 20 are done.
fn burn_up(outcomes: &[Outcome], last: f64) -> Vec<BurnUp> {
    let three = |draws: &mut Vec<f64>| quantiles(draws, [0.1, 0.5, 0.9]);
    let at = |moment: usize| {
        let month = last * moment as f64 / MOMENTS as f64;
        let gone = |o: &Outcome| (month / o.months).min(1.0);
        let done = |o: &Outcome| o.speed.done(o.work * gone(o)) / o.speed.done(o.work);
        BurnUp {
            month,
            done: three(&mut outcomes.iter().map(done).collect()),
            spent: three(&mut outcomes.iter().map(|o| o.cost * gone(o)).collect()),
            finished: outcomes.iter().filter(|o| o.months <= month).count() as f64
                / outcomes.len() as f64,
        }
    };
    (0..=MOMENTS).map(at).collect()
}
