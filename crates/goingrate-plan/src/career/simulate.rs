//! The draws: every input, the market, one's own position, how soon steps and changes of job come. All ways see
//! the same draw of what they share, so that their difference is as sure as it is.

use goingrate_model::SeededRng;
use goingrate_units::Problem;

use super::inputs::{Common, OfWay};
use super::path::{CHANGES, Path};
use super::question::{CareerQuestion, MOST_LEVELS, Own, YEARS};
use super::{HORIZONS, ToCurrency, table};
use crate::assumption::{Assumptions, For, Inputs};

/// Draws of which pay is kept year by year: a share of 90 % is then known to 0.3 %.
const FOLLOWED: usize = 10_000;
/// Draws in which the pay is looked for that makes a move worth as much as staying.
pub const SEARCHED: usize = 1_000;
/// Two amounts that differ by less than this part are the same.
const SAME: f64 = 1e-9;

/// A question with everything that its draws need.
pub struct Model<'q> {
    pub question: &'q CareerQuestion,
    pub inputs: Inputs,
    pub common: Common,
    pub of_ways: Vec<OfWay>,
    /// Of each way: the share of people who have stepped up before they were at the present level for so long.
    pub served: Vec<f64>,
}

/// What the ways of one draw share.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub values: Vec<f64>,
    pub shifts: Vec<f64>,
    /// ln of own pay over the market's middle, now.
    pub position: f64,
    /// Own pay a year, now, in the money of the first way.
    pub today: f64,
    /// ln of what a change of job brings on top.
    pub extra: f64,
    pub growth: [f64; YEARS + 1],
    pub waits: [f64; MOST_LEVELS],
    pub jobs: [f64; CHANGES],
    pub jobs_z: [f64; CHANGES],
    pub first_z: f64,
    /// How much of the present job lies before us.
    pub phase: f64,
    /// Whether a company brings its founder nothing.
    pub outcome: f64,
}

/// What the draws of one way came to.
#[derive(Clone, Debug, Default)]
pub struct OfDraws {
    /// Pay, now and after each year, draw by draw.
    pub pay: Vec<Vec<f64>>,
    pub sums: [Vec<f64>; 3],
    pub total: Vec<f64>,
    pub gross: Vec<f64>,
    pub worth: Vec<f64>,
    pub beats: [u32; YEARS],
    pub equals: [u32; YEARS],
    /// Years until the goal is reached.
    pub reached_goal: Vec<f64>,
    /// How often each level is reached within the horizons.
    pub reached: [[u32; 3]; MOST_LEVELS],
}

/// What all draws came to.
pub struct Draws {
    pub ways: Vec<OfDraws>,
    pub today: Vec<f64>,
    /// The first draws, to be followed again.
    pub cases: Vec<Case>,
}

impl<'q> Model<'q> {
    /// Takes the assumptions of a question.
    ///
    /// # Errors
    /// When a value is not carried, or its currency has no exchange rate.
    pub fn of(
        question: &'q CareerQuestion,
        known: &Assumptions,
        exchange: ToCurrency,
    ) -> Result<Model<'q>, Problem> {
        let places: Vec<&str> = question.places.iter().map(String::as_str).collect();
        let who = For { places: &places, of: &[], on: question.on, exchange, apart: 0 };
        let mut inputs = Inputs::default();
        let common = Common::take(&mut inputs, known, &who)?;
        let of_ways = question
            .ways
            .iter()
            .map(|way| OfWay::take(&mut inputs, known, &who, way))
            .collect::<Result<Vec<_>, _>>()?;
        let served = of_ways.iter().map(|of| served(&inputs, of, question.at_level)).collect();
        Ok(Model { question, inputs, common, of_ways, served })
    }

    /// The discount rate in the middle.
    pub fn discount_used(&self) -> f64 {
        self.question.discount.unwrap_or_else(|| self.inputs.at(self.common.discount, 0.5))
    }

    /// Draws.
    pub fn draw(&self) -> Draws {
        let question = self.question;
        let followed = question.draws.min(FOLLOWED);
        let of_way = || {
            let pay = (0..=YEARS).map(|_| Vec::with_capacity(followed)).collect();
            OfDraws { pay, ..OfDraws::default() }
        };
        let mut draws = Draws {
            ways: (0..question.ways.len()).map(|_| of_way()).collect(),
            today: Vec::with_capacity(question.draws),
            cases: Vec::with_capacity(SEARCHED),
        };
        let mut rng = SeededRng::new(question.seed);
        let mut case = self.room();
        let mut normals = vec![0.0; question.market.len()];
        let (mut path, mut stay) = (Path::default(), [0.0; YEARS]);
        let mut left = [0.0; YEARS];
        for draw in 0..question.draws {
            self.fill(&mut case, &mut normals, &mut rng);
            draws.today.push(case.today * question.ways[0].exchange);
            if draw < SEARCHED {
                draws.cases.push(case.clone());
            }
            for (way, of) in draws.ways.iter_mut().enumerate() {
                self.follow(way, &case, 0.0, &mut path);
                let mut sum = 0.0;
                for (so_far, year) in left.iter_mut().zip(&path.left) {
                    sum += year;
                    *so_far = sum;
                }
                if way == 0 {
                    stay = left;
                }
                of.add(&path, &left, &stay, question);
                of.worth.push(self.worth(&case, &path));
                if draw < followed {
                    of.pay.iter_mut().zip(&path.pay).for_each(|(year, pay)| year.push(*pay));
                }
            }
        }
        draws
    }

    /// Net present value of what is left over the years that are asked for, each year's at its middle.
    pub fn worth(&self, case: &Case, path: &Path) -> f64 {
        let rate = self.question.discount.unwrap_or(case.values[self.common.discount]);
        let factor = 1.0 / (1.0 + rate);
        let (mut weight, mut worth) = (factor.sqrt(), 0.0);
        for left in &path.left[..self.question.years as usize] {
            worth += left * weight;
            weight *= factor;
        }
        worth
    }

    fn room(&self) -> Case {
        Case {
            values: self.inputs.all_at(0.5),
            shifts: vec![0.0; self.question.market.len()],
            ..Case::default()
        }
    }

    /// Draws what the ways share. The order is fixed, so that other values of an input leave all other draws
    /// as they are.
    fn fill(&self, case: &mut Case, normals: &mut [f64], rng: &mut SeededRng) {
        let first = &self.question.ways[0];
        let own = rng.normal();
        case.first_z = rng.normal();
        (case.phase, case.outcome) = (rng.uniform(), rng.uniform());
        case.waits.fill_with(|| rng.uniform());
        case.jobs.fill_with(|| rng.uniform());
        case.jobs_z.fill_with(|| rng.normal());
        self.inputs.draw(rng, &mut case.values);
        normals.fill_with(|| rng.normal());
        self.question.market.draw(normals, &mut case.shifts);
        let middle = first.levels[0].ln_median[0] + case.shifts[first.levels[0].figure];
        case.position = match self.question.own {
            Own::Pay(pay) => pay.ln() - middle,
            Own::Drawn => own * first.sd,
        };
        case.today = (middle + case.position).exp();
        case.extra = case.values[self.common.extra].max(-0.99).ln_1p();
        let grown = 1.0 + case.values[self.common.growth].max(-0.99);
        let mut factor = 1.0;
        for year in &mut case.growth {
            *year = factor;
            factor *= grown;
        }
    }
}

impl OfDraws {
    fn add(
        &mut self,
        path: &Path,
        left: &[f64; YEARS],
        stay: &[f64; YEARS],
        question: &CareerQuestion,
    ) {
        let years = question.years as usize;
        for (sums, horizon) in self.sums.iter_mut().zip(HORIZONS) {
            sums.push(left[horizon - 1]);
        }
        self.total.push(left[years - 1]);
        self.gross.push(path.gross[..years].iter().sum());
        for year in 0..YEARS {
            let more = left[year] - stay[year];
            let same = more.abs() <= SAME * stay[year].abs();
            self.equals[year] += u32::from(same);
            self.beats[year] += u32::from(!same && more > 0.0);
        }
        for (counts, at) in self.reached.iter_mut().zip(&path.reached) {
            for (count, horizon) in counts.iter_mut().zip(HORIZONS) {
                *count += u32::from(*at < horizon as f64);
            }
        }
        if let Some(goal) = question.goal {
            let first = path.pay.iter().position(|pay| *pay >= goal);
            self.reached_goal.push(first.map_or(f64::INFINITY, |year| year as f64));
        }
    }
}

/// The share of people who have stepped up before they were at the first level for so long.
fn served(inputs: &Inputs, of: &OfWay, at_level: f64) -> f64 {
    let Some(&input) = of.waits.first() else { return 0.0 };
    let share = |u: f64| inputs.at(input, u);
    let (mut low, mut high) = (0.0, 0.999);
    if share(low) >= at_level {
        return 0.0;
    }
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if share(middle) < at_level { low = middle } else { high = middle }
    }
    low
}

impl Model<'_> {
    /// P10, P50 and P90 of an input.
    pub fn ends(&self, input: usize) -> [f64; 3] {
        let spread = self.inputs.used()[input].spread();
        let table = table(spread);
        [0.1, 0.5, 0.9].map(|p| table.at(p))
    }
}
