//! Pricing many profiles with one book: the same percentiles and intervals as [`Estimator::percentiles`],
//! a hundred times faster.
//!
//! What only moves a distribution ([`Moves`]) is added to a distribution that was solved once, and
//! covariances of effects are worked out when they first meet and kept ([`Covariances`]). Nothing is
//! approximated.

mod covariances;
mod moves;

use goingrate_units::{PlaceId, Profile, Quantiles};
use rustc_hash::FxHashMap;

use crate::ModelError;
use crate::book::{Book, SPARE};
use crate::design::Resolver;
use crate::distribution::mixture::{Columns, Linearised};
use crate::effects::Effect;
use crate::query::answer::Uncertain;
use crate::query::batch::covariances::Covariances;
use crate::query::batch::moves::{Moves, Parting, Rest};
use crate::query::estimator::Estimator;
use crate::query::evaluation::Evaluation;
use crate::query::question::question;

/// A number for each of the five percentiles.
type Five = [f64; 5];

/// When so many sets of five numbers are kept with solved distributions, these are forgotten: a bound on
/// memory, some 100 MB a thread.
const MOST_FIVES: usize = 2 << 20;

/// Gradients over at most so many effects meet the covariances of these pair by pair, which are kept;
/// a mixture over places touches thousands.
const FEW: usize = 256;

const NONE: u32 = u32::MAX;

/// Prices many profiles; one for each thread.
#[derive(Debug)]
pub struct BatchEstimator<'a> {
    estimator: Estimator<'a>,
    parting: Parting<'a>,
    columns: FxHashMap<Effect, u32>,
    covariances: Covariances<'a>,
    moves: Moves<'a>,
    solved: FxHashMap<Rest, Solved>,
    /// Sets of five numbers that are kept in them.
    fives: usize,
    /// What is told of the countries of a place.
    foretold: FxHashMap<PlaceId, Option<String>>,
    room: Room,
}

/// Percentiles with what a reader has to know beside them: an [`Estimate`](crate::Estimate) in short.
#[derive(Clone, Debug, PartialEq)]
pub struct QuickEstimate {
    /// P10, P25, P50, P75 and P90 of a year's pay, as [`Estimate::percentiles`](crate::Estimate) has them.
    pub percentiles: Quantiles<Uncertain>,
    /// Facts that the reader has to know, each a sentence, as [`Estimate::remarks`](crate::Estimate) has
    /// them.
    pub remarks: Vec<String>,
}

/// A distribution that was solved, with what its moving needs.
#[derive(Debug)]
struct Solved {
    /// The percentiles: logs in the currency of the place's figures.
    ln: Five,
    variance: Five,
    /// Effects that no evidence speaks of.
    unseen: Vec<Effect>,
    /// Covariances with the columns of the ladder.
    ladder: Vec<Five>,
    /// Covariances with the moves that it has met, in the order of their numbers.
    toward: Vec<(u32, Five)>,
    /// The gradients, over a few effects. Of a mixture over places none are kept: it has met the
    /// moves that were known when it was solved, and is solved again for others.
    columns: Vec<u32>,
    gradient: Vec<Five>,
}

/// Room that is used again.
#[derive(Debug, Default)]
struct Room {
    /// Effect → its position in a gradient at hand, or none.
    positions: Vec<u32>,
    matrix: Vec<f64>,
    /// Moves of the profile at hand, by number, and how many times.
    moving: Vec<(usize, f64)>,
    /// Effects of the profile at hand that no evidence speaks of, and how many times.
    unseen: Vec<(Effect, f64)>,
}

/// Finds the columns of a book by hashing; see [`ColumnLookup`](crate::query::lookup::ColumnLookup).
struct HashedLookup<'f> {
    columns: &'f FxHashMap<Effect, u32>,
    unseen: Vec<Effect>,
}

impl Resolver for HashedLookup<'_> {
    fn column(&mut self, effect: Effect) -> u32 {
        if let Some(&column) = self.columns.get(&effect) {
            return column;
        }
        let at = self.unseen.iter().position(|&e| e == effect).unwrap_or_else(|| {
            self.unseen.push(effect);
            self.unseen.len() - 1
        });
        // `Evaluation::of` refuses a question with more.
        (self.columns.len() + at.min(SPARE - 1)) as u32
    }
}

impl<'a> BatchEstimator<'a> {
    /// A batch estimator on an estimator. Takes a millisecond or two.
    pub fn new(estimator: Estimator<'a>) -> BatchEstimator<'a> {
        let book = estimator.book;
        let columns = book.effects.iter().enumerate().map(|(at, effect)| (effect, at as u32));
        BatchEstimator {
            estimator,
            parting: Parting::of(estimator.design, estimator.book),
            columns: columns.collect(),
            covariances: Covariances::of(book),
            moves: Moves::of(book),
            solved: FxHashMap::default(),
            fives: 0,
            foretold: FxHashMap::default(),
            room: Room { positions: vec![NONE; book.effects.len() + SPARE], ..Room::default() },
        }
    }

    /// The estimator that it stands on.
    pub fn estimator(&self) -> &Estimator<'a> {
        &self.estimator
    }

    /// The five percentiles of a profile, as [`Estimator::percentiles`] has them.
    ///
    /// # Errors
    /// As [`Estimator::estimate`].
    pub fn percentiles(&mut self, profile: &Profile) -> Result<Quantiles<Uncertain>, ModelError> {
        self.estimator.check(profile)?;
        if !self.parting.can_part(profile) {
            return self.estimator.percentiles(profile);
        }
        match self.rest_solved(profile)? {
            Some(rest) => Ok(self.moved(&rest, profile)),
            // More than a question may name, if no evidence speaks of it: the estimator says so.
            None => self.estimator.percentiles(profile),
        }
    }

    /// The five percentiles of a profile, with what a reader has to know beside them.
    ///
    /// # Errors
    /// As [`Estimator::estimate`].
    pub fn quick(&mut self, profile: &Profile) -> Result<QuickEstimate, ModelError> {
        self.estimator.check(profile)?;
        if !self.parting.can_part(profile) {
            return self.estimator.quick(profile);
        }
        let Some(rest) = self.rest_solved(profile)? else { return self.estimator.quick(profile) };
        let percentiles = self.moved(&rest, profile);
        let solved = self.solved.get(&rest).into_iter().flat_map(|solved| &solved.unseen);
        let moving = self.room.unseen.iter().map(|(effect, _)| effect);
        let unseen: Vec<Effect> = solved.chain(moving).copied().collect();
        let years = self.years_beside_level(profile, percentiles[2].ln);
        let foretold = self.foretold(profile.place);
        let remarks = self.estimator.remarks_of(profile, &unseen, years, foretold);
        Ok(QuickEstimate { percentiles, remarks })
    }

    /// By how much years that are stated beside a level move P50, which is given, in logs.
    fn years_beside_level(&mut self, profile: &Profile, median: f64) -> Option<f64> {
        profile.level.and(profile.years)?;
        let usual = Profile { years: None, ..profile.clone() };
        Some(median - self.percentiles(&usual).ok()?[2].ln)
    }

    fn foretold(&mut self, place: PlaceId) -> Option<String> {
        let told = || self.estimator.foretold_remark(place);
        self.foretold.entry(place).or_insert_with(told).clone()
    }

    /// Solves what is left of a profile without what moves it, and gathers that; `None` where there is
    /// more that no evidence speaks of than a question may name.
    fn rest_solved(&mut self, profile: &Profile) -> Result<Option<Rest>, ModelError> {
        self.gather_moves(profile);
        let (rest, plain, year) = self.parting.rest(profile);
        let moving = &self.room.moving;
        if !self.solved.get(&rest).is_some_and(|solved| solved.can_move(moving)) {
            let solved = self.solve(&plain, year)?;
            if self.fives >= MOST_FIVES {
                self.solved.clear();
                self.fives = 0;
            }
            self.fives += solved.fives();
            self.solved.insert(rest.clone(), solved);
        }
        let unseen = self.solved.get(&rest).map_or(0, |solved| solved.unseen.len());
        Ok((unseen + self.room.unseen.len() <= SPARE).then_some(rest))
    }

    /// The percentiles of a profile whose rest is solved, and what moves it gathered.
    fn moved(&mut self, rest: &Rest, profile: &Profile) -> Quantiles<Uncertain> {
        let BatchEstimator { covariances, moves, room, estimator, .. } = self;
        let known = self.parting.known(profile);
        let Some(solved) = self.solved.get_mut(rest) else {
            // Not reached: `rest_solved` has put it there.
            return [Uncertain { ln: f64::NAN, sd: f64::NAN }; 5];
        };
        let before = solved.fives();
        let percentiles = solved.moved(estimator.book, covariances, moves, room, known);
        self.fives += solved.fives() - before;
        percentiles
    }

    /// What moves a profile, each once.
    fn gather_moves(&mut self, profile: &Profile) {
        let BatchEstimator { parting, moves, covariances, room, columns, .. } = self;
        let Room { moving, unseen, .. } = room;
        moving.clear();
        unseen.clear();
        parting.moves(profile, |effect, times| match columns.get(&effect) {
            Some(&column) => add_to(moving, moves.number(column, covariances), times),
            None => add_to(unseen, effect, times),
        });
    }

    fn solve(&mut self, plain: &Profile, year: f64) -> Result<Solved, ModelError> {
        let book = self.estimator.book;
        let shift = self.estimator.shift(plain)?;
        let mut finder = HashedLookup { columns: &self.columns, unseen: Vec::new() };
        let mixture = {
            let design = &self.estimator.design;
            design.mixture(&question(plain, book, design.taxonomy, year), &mut finder)
        };
        let evaluation = Evaluation::of(book, mixture, finder.unseen)?;
        let figures = evaluation.raw_percentiles();
        let settled = Gradient::settled(&figures, book, &evaluation, &mut self.room.positions);
        let ln = figures.map(|figure| figure.value);
        let mut solved = match settled.0.columns.len() <= FEW {
            true => self.solve_by_pairs(ln, settled),
            false => self.solve_at_once(ln, settled),
        };
        solved.unseen = evaluation.unseen;
        solved.ln.iter_mut().for_each(|ln| *ln += shift);
        Ok(solved)
    }

    /// Of gradients that touch few effects: those of one place, with all its kinds of employers.
    fn solve_by_pairs(&mut self, ln: Five, (gradient, mut variance): (Gradient, Five)) -> Solved {
        let on_ladder = &self.estimator.book.influence.ladder;
        let Gradient { columns, values } = gradient;
        self.covariances.among(&columns, &mut self.room.matrix);
        let mut ladder = vec![[0.0; 5]; on_ladder.len()];
        let rows = self.room.matrix.chunks(columns.len().max(1));
        for ((row, value), column) in rows.zip(&values).zip(&columns) {
            let mut inner = [0.0; 5];
            for (covariance, value) in row.iter().zip(&values) {
                add(&mut inner, *covariance, value);
            }
            for (variance, (value, inner)) in variance.iter_mut().zip(value.iter().zip(&inner)) {
                *variance += value * inner;
            }
            if let Ok(at) = on_ladder.binary_search(column) {
                ladder[at] = inner;
            }
        }
        let (unseen, toward) = (Vec::new(), Vec::new());
        Solved { ln, variance, unseen, ladder, toward, columns, gradient: values }
    }

    /// Of gradients that touch thousands of effects: those of a mixture over places.
    fn solve_at_once(&mut self, ln: Five, (gradient, mut variance): (Gradient, Five)) -> Solved {
        let book = self.estimator.book;
        let (covariances, reduced) = self.covariances.several(&gradient.apart());
        variance.iter_mut().enumerate().for_each(|(p, sum)| *sum += covariances[p][p]);
        let on_ladder = book.influence.ladder.iter();
        let ladder = on_ladder.map(|&column| self.covariances.toward(&reduced, column)).collect();
        let (unseen, toward, columns, gradient) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut solved = Solved { ln, variance, unseen, ladder, toward, columns, gradient };
        for (number, one) in self.moves.all.iter().enumerate() {
            let toward = self.covariances.toward(&reduced, one.column);
            solved.toward.push((number as u32, solved.turned(book, one.column, toward)));
        }
        solved
    }
}

impl Solved {
    /// Whether covariances with all of these moves are known or can be worked out.
    fn can_move(&self, moving: &[(usize, f64)]) -> bool {
        let met = |number| self.place_of(number).is_ok();
        !self.columns.is_empty() || moving.iter().all(|&(number, _)| met(number))
    }

    /// Where the covariances with a move stand, or would.
    fn place_of(&self, number: usize) -> Result<usize, usize> {
        self.toward.binary_search_by_key(&number, |(number, _)| *number as usize)
    }

    /// How many sets of five numbers it keeps.
    fn fives(&self) -> usize {
        self.ladder.len() + self.toward.len() + self.gradient.len()
    }

    /// The percentiles after what moves them.
    fn moved(
        &mut self,
        book: &Book,
        known: &mut Covariances,
        moves: &Moves,
        room: &Room,
        by: f64,
    ) -> Quantiles<Uncertain> {
        let (mut ln, mut common, mut variance) = (by, 0.0, self.variance);
        for (effect, times) in &room.unseen {
            common += (times * book.block_sd(effect.block)).powi(2);
        }
        for (at, &(number, times)) in room.moving.iter().enumerate() {
            let one = moves.all[number];
            ln += times * one.ln;
            add(&mut variance, 2.0 * times, &self.toward(book, known, (number, one.column)));
            let row = &moves.covariances[number];
            common += times * times * row[number];
            let before = room.moving[..at].iter().map(|&(other, by)| by * row[other]);
            common += 2.0 * times * before.sum::<f64>();
        }
        std::array::from_fn(|p| Uncertain {
            ln: self.ln[p] + ln,
            sd: (variance[p] + common).max(0.0).sqrt(),
        })
    }

    /// Covariances with a move.
    fn toward(&mut self, book: &Book, known: &mut Covariances, of: (usize, u32)) -> Five {
        let (number, column) = of;
        let place = match self.place_of(number) {
            Ok(known) => return self.toward[known].1,
            Err(free) => free,
        };
        let raw = known.product(&self.columns, &self.gradient, column);
        let toward = self.turned(book, column, raw);
        self.toward.insert(place, (number as u32, toward));
        toward
    }

    /// Covariances with an effect as answers see it: turned by what rows leave out of the ladder.
    fn turned(&self, book: &Book, column: u32, mut toward: Five) -> Five {
        for (ladder, back) in self.ladder.iter().zip(book.influence.of(column)) {
            add(&mut toward, -f64::from(*back), ladder);
        }
        toward
    }
}

/// The gradients of five percentiles over the same effects.
struct Gradient {
    columns: Vec<u32>,
    values: Vec<Five>,
}

impl Gradient {
    /// The gradients as the ladder's answer turns them, of what the book knows; and the variance of
    /// what it does not know.
    fn settled(
        figures: &Quantiles<Linearised>,
        book: &Book,
        evaluation: &Evaluation,
        positions: &mut [u32],
    ) -> (Gradient, Five) {
        let mut gradient = Gradient::of(figures, positions);
        let variance = gradient.unseen_variance(book, evaluation);
        gradient.converge(book, positions);
        gradient.leave(book, positions);
        (gradient, variance)
    }

    /// Adds up gradients as they come; `positions` knows where each effect stands.
    fn of(figures: &Quantiles<Linearised>, positions: &mut [u32]) -> Gradient {
        let mut gradient =
            Gradient { columns: Vec::with_capacity(80), values: Vec::with_capacity(80) };
        for (p, figure) in figures.iter().enumerate() {
            for &(column, value) in figure.gradient.iter().chain(&figure.left_out) {
                gradient.at(column, positions)[p] += value;
            }
        }
        gradient
    }

    fn at(&mut self, column: u32, positions: &mut [u32]) -> &mut Five {
        let position = &mut positions[column as usize];
        if *position == NONE {
            *position = self.columns.len() as u32;
            self.columns.push(column);
            self.values.push([0.0; 5]);
        }
        &mut self.values[*position as usize]
    }

    /// What effects that no evidence speaks of add to the variances.
    fn unseen_variance(&self, book: &Book, evaluation: &Evaluation) -> Five {
        let mut variance = [0.0; 5];
        for (column, values) in self.columns.iter().zip(&self.values) {
            if let Some(spare) = (*column as usize).checked_sub(book.effects.len())
                && let Some(effect) = evaluation.unseen.get(spare)
            {
                let own = book.block_sd(effect.block).powi(2);
                variance.iter_mut().zip(values).for_each(|(sum, v)| *sum += own * v * v);
            }
        }
        variance
    }

    /// Turns the gradients by what rows leave out of the ladder.
    fn converge(&mut self, book: &Book, positions: &mut [u32]) {
        let ladder = &book.influence.ladder;
        let mut off = vec![[0.0; 5]; ladder.len()];
        for (column, values) in self.columns.iter().zip(&self.values) {
            for (off, back) in off.iter_mut().zip(book.influence.of(*column)) {
                add(off, f64::from(*back), values);
            }
        }
        for (&column, off) in ladder.iter().zip(&off) {
            add(self.at(column, positions), -1.0, off);
        }
    }

    /// Each gradient on its own.
    fn apart(&self) -> [Columns; 5] {
        let pairs = || self.columns.iter().zip(&self.values);
        std::array::from_fn(|p| pairs().map(|(&column, values)| (column, values[p])).collect())
    }

    /// Forgets where effects stand, and those that no evidence speaks of altogether.
    fn leave(&mut self, book: &Book, positions: &mut [u32]) {
        self.columns.iter().for_each(|&column| positions[column as usize] = NONE);
        let known = |column: &u32| (*column as usize) < book.effects.len();
        let kept: Vec<bool> = self.columns.iter().map(known).collect();
        let mut keep = kept.iter();
        self.columns.retain(|_| keep.next() == Some(&true));
        let mut keep = kept.iter();
        self.values.retain(|_| keep.next() == Some(&true));
    }
}

/// Adds up how many times each thing comes.
fn add_to<T: PartialEq>(sums: &mut Vec<(T, f64)>, of: T, times: f64) {
    match sums.iter_mut().find(|known| known.0 == of) {
        Some(known) => known.1 += times,
        None => sums.push((of, times)),
    }
}

/// `sum += factor · values`.
fn add(sum: &mut Five, factor: f64, values: &Five) {
    sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += factor * value);
}
