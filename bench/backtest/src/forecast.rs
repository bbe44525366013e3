//! The model: national levels by occupation that drift with a common growth, areas and pairs of
//! area and occupation that stand off them and wander, and noise that grows as jobs get fewer.
//!
//! ```text
//! ln national(o, s) = L(o, s) + noise          ln median(a, o, s) = L(o, s) + A(a, s) + B(a, o, s) + noise
//! L(o, s+1) = L(o, s) + G(s) + step            G(s+1) = G(s) + step
//! A(a, s)   = A(a) + wandering, which keeps ρ a year; B likewise
//! ```
//!
//! All variances by REML of `goingrate-mixed`, on the years up to the one that is forecast from.

use std::collections::BTreeMap;
use std::error::Error;

use goingrate_mixed::{
    Group, GroupId, Piece, RemlOptions, Solution, System, Tails, joint_step, reml, solve,
};

use crate::panel::{Pair, Panel};

/// A choice of structure; made on the early years.
#[derive(Clone, Copy, Debug)]
pub struct Structure {
    /// Share of a wandering that is left after a year.
    pub keeps: f64,
    /// Degrees of freedom of the noise and of the steps of pairs; none for normal ones.
    pub tails: Option<f64>,
    /// Whether areas wander as a whole.
    pub areas_wander: bool,
    /// Sd of noise that is gone a year later, held, as a share of the usual step of a pair. The
    /// survey's sample rolls over three years, so that most of what moves a median stays in it; and a
    /// few years cannot tell the two apart.
    pub noise: f64,
}

/// The survey changed its method and its codes between these years: steps over it are of their own.
const BREAK: i32 = 2020;

/// A forecast: mean and sd of the log of next year's median.
#[derive(Clone, Copy, Debug)]
pub struct Forecast {
    pub ln: f64,
    pub sd: f64,
}

/// Classes of size by jobs: noise differs between them.
const SIZES: [f64; 4] = [100.0, 300.0, 1000.0, 3000.0];

fn size(jobs: Option<f64>) -> usize {
    jobs.map_or(0, |jobs| SIZES.iter().filter(|&&limit| jobs >= limit).count())
}

/// Numbers the unknowns.
#[derive(Default)]
struct Columns {
    numbers: BTreeMap<Unknown, u32>,
}

/// An unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unknown {
    Level(String, i32),
    Growth(i32),
    Area(String),
    Pair(Pair),
    AreaAt(String, i32),
    PairAt(Pair, i32),
}

impl Columns {
    fn of(&mut self, unknown: Unknown) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(unknown).or_insert(next)
    }
}

/// A fitted model.
pub struct Model {
    solution: Solution,
    columns: Columns,
    noise: Vec<f64>,
    sizes: BTreeMap<Pair, usize>,
    next: i32,
    areas_wander: bool,
    pub variances: Vec<(String, f64)>,
}

/// Starting sds and what they are worth, in observations: five, so that two years of data cannot
/// drive a variance to nothing.
const WORTH: f64 = 5.0;

struct Groups {
    noise: Vec<GroupId>,
    nation: GroupId,
    level: GroupId,
    step: GroupId,
    step_break: GroupId,
    growth_start: GroupId,
    growth: GroupId,
    area: GroupId,
    area_step: GroupId,
    area_start: GroupId,
    pair: GroupId,
    pair_step: Vec<GroupId>,
    pair_break: Vec<GroupId>,
    pair_start: Vec<GroupId>,
}

impl Groups {
    fn new(system: &mut System, structure: Structure) -> Result<Groups, Box<dyn Error>> {
        let around = |group: Group| {
            let variance = group.variance;
            group.with_prior(WORTH, variance)
        };
        let mut add = |group: Group| system.add_group(group);
        let sds = [0.08, 0.06, 0.05, 0.04, 0.03];
        let mut noise = Vec::new();
        let (mut pair_step, mut pair_break, mut pair_start) = (Vec::new(), Vec::new(), Vec::new());
        for (class, sd) in sds.iter().enumerate() {
            let noisy = (structure.noise * sd).powi(2);
            noise.push(add(Group::data(&format!("noise {class}"), noisy).held())?);
            let name = format!("pair step {class}");
            pair_step.push(add(around(Group::effects(&name, sd * sd)))?);
            let name = format!("pair break {class}");
            pair_break.push(add(around(Group::effects(&name, sd * sd)))?);
            let name = format!("pair start {class}");
            let stationary = sd * sd / (1.0 - structure.keeps.powi(2)).max(0.1);
            pair_start.push(add(around(Group::effects(&name, stationary)))?);
        }
        Ok(Groups {
            noise,
            pair_step,
            pair_break,
            pair_start,
            nation: add(around(Group::data("nation", 0.003f64.powi(2))).held())?,
            level: add(Group::effects("level", 100.0).held())?,
            step: add(around(Group::effects("level step", 0.025f64.powi(2))))?,
            step_break: add(around(Group::effects("level break", 0.05f64.powi(2))))?,
            growth_start: add(Group::effects("growth start", 0.02f64.powi(2)).held())?,
            growth: add(around(Group::effects("growth step", 0.01f64.powi(2))))?,
            area: add(around(Group::effects("area", 0.1f64.powi(2))))?,
            area_step: add(around(Group::effects("area step", 0.01f64.powi(2))))?,
            area_start: add(around(Group::effects("area start", 0.015f64.powi(2))))?,
            pair: add(around(Group::effects("pair", 0.08f64.powi(2))))?,
        })
    }
}

/// What growth is held to be before any is seen: a year's nominal growth, loosely.
const GROWTH: f64 = 0.03;

impl Model {
    /// Fits what a panel holds.
    pub fn fit(panel: &Panel, structure: Structure) -> Result<Model, Box<dyn Error>> {
        let years: Vec<i32> = panel.metros.keys().copied().collect();
        let next = years.last().ok_or("no year")? + 1;
        let mut sizes: BTreeMap<Pair, usize> = BTreeMap::new();
        for of in panel.metros.values() {
            sizes.extend(of.iter().map(|(pair, median)| (pair.clone(), size(median.jobs))));
        }
        let mut columns = Columns::default();
        let rows = rows(panel, &sizes, next, structure, &mut columns);
        let mut system = System::new(columns.numbers.len());
        let groups = Groups::new(&mut system, structure)?;
        for row in rows {
            let group = row.group.of(&groups);
            system.push(Piece::line(group, &row.terms, row.value))?;
        }
        let options = RemlOptions { tolerance: 1e-3, iterations: 100, ..RemlOptions::default() };
        let mut solution = reml(&mut system, &options)?.solution;
        if let Some(degrees) = structure.tails {
            let heavy = groups.pair_step.iter().chain(&groups.pair_break);
            let tails: Vec<Tails> = heavy.map(|&group| Tails { group, degrees }).collect();
            for _ in 0..30 {
                let (_, moved) = joint_step(&mut system, &solution, &tails)?;
                solution = solve(&system, Some(&solution.factor.symbolic()))?;
                if moved < 0.05 {
                    break;
                }
            }
        }
        let variances = system.groups().iter().map(|g| (g.name.clone(), g.variance.sqrt()));
        let variances = variances.collect();
        let noise = groups.noise.iter().map(|&group| system.group(group).variance).collect();
        let areas_wander = structure.areas_wander;
        Ok(Model { solution, columns, noise, sizes, next, areas_wander, variances })
    }

    /// The forecast of a pair; none where nothing is known of it.
    pub fn forecast(&self, pair: &Pair) -> Result<Option<Forecast>, Box<dyn Error>> {
        let of = |unknown: Unknown| self.columns.numbers.get(&unknown).copied();
        let level = of(Unknown::Level(pair.1.clone(), self.next));
        let (Some(level), Some(own)) = (level, of(Unknown::Pair(pair.clone()))) else {
            return Ok(None);
        };
        let mut form = vec![(level, 1.0), (own, 1.0)];
        form.extend(of(Unknown::Area(pair.0.clone())).map(|column| (column, 1.0)));
        form.extend(of(Unknown::PairAt(pair.clone(), self.next)).map(|column| (column, 1.0)));
        if self.areas_wander {
            form.extend(of(Unknown::AreaAt(pair.0.clone(), self.next)).map(|c| (c, 1.0)));
        }
        let theta = &self.solution.theta;
        let ln = form.iter().map(|&(column, value)| value * theta[column as usize]).sum();
        let known = self.solution.factor.variance(&form)?;
        let size = self.sizes.get(pair).copied().unwrap_or(0);
        Ok(Some(Forecast { ln, sd: (known + self.noise[size]).sqrt() }))
    }
}

#[derive(Clone, Copy)]
enum Of {
    Noise(usize),
    Nation,
    Level,
    Step,
    StepBreak,
    GrowthStart,
    Growth,
    Area,
    AreaStart,
    AreaStep,
    Pair,
    PairStart(usize),
    PairStep(usize),
    PairBreak(usize),
}

impl Of {
    fn of(self, groups: &Groups) -> GroupId {
        match self {
            Of::Noise(size) => groups.noise[size],
            Of::Nation => groups.nation,
            Of::Level => groups.level,
            Of::Step => groups.step,
            Of::StepBreak => groups.step_break,
            Of::GrowthStart => groups.growth_start,
            Of::Growth => groups.growth,
            Of::Area => groups.area,
            Of::AreaStart => groups.area_start,
            Of::AreaStep => groups.area_step,
            Of::Pair => groups.pair,
            Of::PairStart(size) => groups.pair_start[size],
            Of::PairStep(size) => groups.pair_step[size],
            Of::PairBreak(size) => groups.pair_break[size],
        }
    }
}

struct Row {
    group: Of,
    terms: Vec<(u32, f64)>,
    value: f64,
}

fn row(group: Of, terms: Vec<(u32, f64)>, value: f64) -> Row {
    Row { group, terms, value }
}

/// When something is first spoken of.
type Begins<T> = BTreeMap<T, i32>;

/// All rows of the system: what was published, then how unknowns go on from year to year.
fn rows(
    panel: &Panel,
    sizes: &BTreeMap<Pair, usize>,
    next: i32,
    structure: Structure,
    columns: &mut Columns,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let (pairs, occupations) = published_rows(&mut rows, panel, structure, columns);
    growth_rows(&mut rows, &occupations, next, columns);
    let mut areas: Begins<String> = BTreeMap::new();
    for (pair, &begin) in &pairs {
        let first = areas.entry(pair.0.clone()).or_insert(begin);
        *first = begin.min(*first);
        pair_rows(&mut rows, pair, (begin, next), (sizes[pair], structure), columns);
    }
    for (area, &begin) in &areas {
        area_rows(&mut rows, area, (begin, next), structure, columns);
    }
    rows
}

/// What was published; when each pair and each occupation begins.
fn published_rows(
    rows: &mut Vec<Row>,
    panel: &Panel,
    structure: Structure,
    columns: &mut Columns,
) -> (Begins<Pair>, Begins<String>) {
    let (mut begins, mut occupations) = (Begins::new(), Begins::new());
    for (&year, medians) in &panel.metros {
        for (pair, median) in medians {
            begins.entry(pair.clone()).or_insert(year);
            occupations.entry(pair.1.clone()).or_insert(year);
            // A bound says too little to be worth a row of its own kind: there are two.
            if median.is_bound {
                continue;
            }
            let mut terms = vec![
                (columns.of(Unknown::Level(pair.1.clone(), year)), 1.0),
                (columns.of(Unknown::Area(pair.0.clone())), 1.0),
                (columns.of(Unknown::Pair(pair.clone())), 1.0),
                (columns.of(Unknown::PairAt(pair.clone(), year)), 1.0),
            ];
            if structure.areas_wander {
                terms.push((columns.of(Unknown::AreaAt(pair.0.clone(), year)), 1.0));
            }
            rows.push(row(Of::Noise(size(median.jobs)), terms, median.pay.ln()));
        }
        for (occupation, median) in panel.nation.get(&year).into_iter().flatten() {
            if occupations.contains_key(occupation) && !median.is_bound {
                let level = columns.of(Unknown::Level(occupation.clone(), year));
                rows.push(row(Of::Nation, vec![(level, 1.0)], median.pay.ln()));
            }
        }
    }
    (begins, occupations)
}

/// How a pair lies apart from its area and occupation, and how that goes on from its first year.
fn pair_rows(
    rows: &mut Vec<Row>,
    pair: &Pair,
    (begin, next): (i32, i32),
    (class, structure): (usize, Structure),
    columns: &mut Columns,
) {
    let own = columns.of(Unknown::Pair(pair.clone()));
    rows.push(row(Of::Pair, vec![(own, 1.0)], 0.0));
    let start = columns.of(Unknown::PairAt(pair.clone(), begin));
    rows.push(row(Of::PairStart(class), vec![(start, 1.0)], 0.0));
    for year in begin..next {
        let from = columns.of(Unknown::PairAt(pair.clone(), year));
        let to = columns.of(Unknown::PairAt(pair.clone(), year + 1));
        let step = if year == BREAK { Of::PairBreak(class) } else { Of::PairStep(class) };
        rows.push(row(step, vec![(to, 1.0), (from, -structure.keeps)], 0.0));
    }
}

/// How an area lies apart, and how that goes on from its first year.
fn area_rows(
    rows: &mut Vec<Row>,
    area: &str,
    (begin, next): (i32, i32),
    structure: Structure,
    columns: &mut Columns,
) {
    let own = columns.of(Unknown::Area(area.to_owned()));
    rows.push(row(Of::Area, vec![(own, 1.0)], 0.0));
    if !structure.areas_wander {
        return;
    }
    let start = columns.of(Unknown::AreaAt(area.to_owned(), begin));
    rows.push(row(Of::AreaStart, vec![(start, 1.0)], 0.0));
    for year in begin..next {
        let from = columns.of(Unknown::AreaAt(area.to_owned(), year));
        let to = columns.of(Unknown::AreaAt(area.to_owned(), year + 1));
        rows.push(row(Of::AreaStep, vec![(to, 1.0), (from, -structure.keeps)], 0.0));
    }
}

/// Levels of occupations drift with a common growth that changes slowly.
fn growth_rows(
    rows: &mut Vec<Row>,
    occupations: &BTreeMap<String, i32>,
    next: i32,
    columns: &mut Columns,
) {
    let first = occupations.values().copied().min().unwrap_or(next);
    for (occupation, &begin) in occupations {
        let start = columns.of(Unknown::Level(occupation.clone(), begin));
        rows.push(row(Of::Level, vec![(start, 1.0)], 11.0));
        for year in begin..next {
            let from = columns.of(Unknown::Level(occupation.clone(), year));
            let to = columns.of(Unknown::Level(occupation.clone(), year + 1));
            let growth = columns.of(Unknown::Growth(year));
            let step = if year == BREAK { Of::StepBreak } else { Of::Step };
            rows.push(row(step, vec![(to, 1.0), (from, -1.0), (growth, -1.0)], 0.0));
        }
    }
    let start = columns.of(Unknown::Growth(first));
    rows.push(row(Of::GrowthStart, vec![(start, 1.0)], GROWTH));
    for year in first..next - 1 {
        let (from, to) = (columns.of(Unknown::Growth(year)), columns.of(Unknown::Growth(year + 1)));
        rows.push(row(Of::Growth, vec![(to, 1.0), (from, -1.0)], 0.0));
    }
}
