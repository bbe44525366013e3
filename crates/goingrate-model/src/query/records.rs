//! Records as questions: what the book would have said of a record before it was seen, as the
//! record's source sees the market.

use goingrate_evidence::CellKey;
use goingrate_units::{ExchangeRates, PlaceId, RoleId, Taxonomy};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::ModelError;
use crate::block::{Block, PriorKind};
use crate::book::Book;
use crate::design::trend::nearest_known;
use crate::design::{Design, Resolver};
use crate::distribution::mixture::{Columns, compress};
use crate::effects::Effect;
use crate::priors::Priors;
use crate::rows::cells::form::CellForm;
use crate::rows::cells::form_builder::FormBuilder;
use crate::rows::cells::rows::{CellFigure, CellRows, Nation, shift_of};
use crate::rows::cells::shape;
use crate::rows::cells::source_measure::SourceMeasure;
use crate::rows::cells::state::{CellAt, ROUNDING};

/// The distribution that a book foresees for a record: of log pay a year, in the record's own
/// currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreseen<'b> {
    /// Centre of log pay.
    pub centre: f64,
    /// Spread across people with this profile, in logs.
    pub spread: f64,
    /// Sd of the centre: what the book does not know.
    pub sd: f64,
    shape: &'b [f64],
}

impl Foreseen<'_> {
    /// The quantile of log pay of a person drawn from the market: spread and uncertainty together.
    pub fn quantile(&self, p: f64) -> f64 {
        self.centre + self.width() * shape::quantile(self.shape, p)
    }

    /// The probability of less than this log pay.
    pub fn probability(&self, ln_pay: f64) -> f64 {
        shape::probability(self.shape, (ln_pay - self.centre) / self.width())
    }

    fn width(&self) -> f64 {
        self.spread.hypot(self.sd).hypot(ROUNDING)
    }
}

/// A book opened for records.
#[derive(Debug)]
pub struct RecordEstimator<'a> {
    book: &'a Book,
    design: Design<'a>,
    rates: &'a ExchangeRates,
    /// Ladders and nations, found among the book's effects.
    rows: CellRows,
}

/// Finds the columns of a book; an effect that it does not know has none.
struct Known<'a>(&'a Book);

/// An effect that has to be shared by more records than this is one that single records lack.
const RARE: f64 = 2.0;

/// No effect.
const NONE: u32 = u32::MAX;

impl Resolver for Known<'_> {
    fn column(&mut self, effect: Effect) -> u32 {
        self.0.effects.column(effect).map_or(NONE, |column| column as u32)
    }
}

/// A record's place among the effects, and what effects that nobody speaks of add to its variance.
struct Placed {
    figure: CellFigure,
    measure: Option<usize>,
    unseen: f64,
    unseen_spread: f64,
    shift: f64,
}

impl<'a> RecordEstimator<'a> {
    /// Opens a book for records.
    ///
    /// # Errors
    /// When it was fitted without microdata: it then knows nothing of what surveys state.
    pub fn new(
        book: &'a Book,
        taxonomy: &'a Taxonomy,
        priors: &'a Priors,
        rates: &'a ExchangeRates,
    ) -> Result<RecordEstimator<'a>, ModelError> {
        let design = book.design(taxonomy, priors);
        if book.measures.is_empty() {
            return Err(ModelError::Book(
                "it was fitted without microdata, so it cannot foresee records".to_owned(),
            ));
        }
        let ladders = [goingrate_units::Ladder::Individual, goingrate_units::Ladder::Management];
        let ladders = ladders.map(|ladder| design.ladder_form(ladder, &mut Known(book))).to_vec();
        let rows = CellRows { ladders, ..CellRows::default() };
        Ok(RecordEstimator { book, design, rates, rows })
    }

    /// What the book foresees for records of a source, in their order.
    ///
    /// # Errors
    /// When a currency has no rate at a record's date.
    pub fn foresee(
        &mut self,
        source: &str,
        keys: &[&CellKey],
    ) -> Result<Vec<Foreseen<'a>>, ModelError> {
        let (distinct, of) = distinct(keys);
        let foreseen = self.foresee_distinct(source, &distinct)?;
        Ok(of.into_iter().map(|at| foreseen[at].clone()).collect())
    }

    fn foresee_distinct(
        &mut self,
        source: &str,
        keys: &[&CellKey],
    ) -> Result<Vec<Foreseen<'a>>, ModelError> {
        let placed = self.place(source, keys)?;
        let around = self.rows.around(&self.book.theta);
        let book = self.book;
        let gradients: Vec<Columns> = placed
            .par_iter()
            .map(|placed| {
                let mut gradient = placed.figure.location.clone();
                gradient.extend(placed.figure.ladder_gradient(&around, &book.theta));
                compress(&mut gradient);
                book.influence.settled(&gradient)
            })
            .collect();
        let variances = book.posterior.variances(&gradients);
        let foreseen = |(placed, variance): (&Placed, f64)| {
            let at = placed.figure.at(&around, &book.theta);
            // A log-normal spread is a little wider than its median.
            let ln_spread = at.ln_spread + 0.5 * placed.unseen_spread;
            Foreseen {
                centre: at.centre - placed.shift,
                spread: CellAt { ln_spread, ..at }.spread(),
                sd: (variance + placed.unseen).sqrt(),
                shape: book.residuals.of_measure(placed.measure),
            }
        };
        Ok(placed.iter().zip(variances).map(foreseen).collect())
    }

    /// Whether a record's money can be placed at its date.
    pub fn can_foresee(&self, key: &CellKey) -> bool {
        let scale = self.book.scale(self.rates);
        shift_of(key, self.design.taxonomy, scale).is_some()
    }

    /// Whether the book was fitted with records of a measure.
    pub fn has_heard(&self, measure: &SourceMeasure) -> bool {
        self.book.measures.binary_search(measure).is_ok()
    }

    fn place(&mut self, source: &str, keys: &[&CellKey]) -> Result<Vec<Placed>, ModelError> {
        let design = self.design;
        let mut forms = FormBuilder::new(&design);
        let scale = self.book.scale(self.rates);
        let mut placed = Vec::with_capacity(keys.len());
        let known = self.book.sources.iter().find(|card| card.slug == source);
        let reach = known.map(|card| design.reach(&card.reaches)).unwrap_or_default();
        for key in keys {
            let measure = SourceMeasure::of(source, key);
            let form = forms.form(key, measure.id(), &reach);
            let measure = self.book.measures.binary_search(&measure).ok();
            let nation = form.nation.map(|nation| self.nation(nation));
            let (location, unseen) = self.columns(&form.location, measure.is_some());
            let (spread, unseen_spread) = self.columns(&form.spread, measure.is_some());
            let (stretch, _) = self.columns(&form.stretch, true);
            let mut figure =
                CellFigure { location, spread, stretch, nation, ..CellFigure::default() };
            figure.taught = figure.stretch.clone();
            self.climb(&mut figure, &form);
            let shift = shift_of(key, design.taxonomy, scale).ok_or_else(|| no_rate(key))?;
            let shift = shift - key.period.a_year().ln() - form.known;
            placed.push(Placed { figure, measure, unseen, unseen_spread, shift });
        }
        Ok(placed)
    }

    fn climb(&self, figure: &mut CellFigure, form: &CellForm) {
        figure.climb(form, &self.design, &mut Known(self.book));
        figure.steps.retain(|step| step.0 != NONE);
        figure.across.retain(|step| step.0 != NONE);
    }

    /// The book's columns of terms, and the variance of those that it does not know. What few share
    /// has no effect of its own in a fit: a measure that was heard has the variance of such effects in
    /// its spread already.
    fn columns(&self, terms: &[(Effect, f64)], heard: bool) -> (Columns, f64) {
        let (mut columns, mut unseen) = (Columns::new(), 0.0);
        for &(effect, weight) in terms {
            match self.book.effects.column(effect) {
                Some(column) => columns.push((column as u32, weight)),
                None if effect.block == Block::CountryYear => {
                    let (known, steps) = nearest_known(effect, |e| self.book.effects.column(e));
                    columns.extend(known.map(|column| (column as u32, weight)));
                    // The two years of a moment share their steps, so these are not independent: their
                    // variances are added by weight and not by its square, which is never too little.
                    unseen += f64::from(steps) * self.unseen(effect, weight.abs().sqrt());
                }
                None if heard && effect.block.least_records() > RARE => {}
                None if effect.block.prior_kind() == PriorKind::Curve => {
                    unseen += self.unseen(effect, weight * weight)
                }
                None => unseen += self.unseen(effect, weight),
            }
        }
        (columns, unseen)
    }

    fn unseen(&self, effect: Effect, weight: f64) -> f64 {
        (weight * self.book.block_sd(effect.block)).powi(2)
    }

    fn nation(&mut self, (occupation, place): (RoleId, PlaceId)) -> usize {
        let known = |n: &Nation| (n.occupation, n.place) == (occupation, place);
        let found = self.rows.nations.iter().position(known);
        found.unwrap_or_else(|| {
            let mut nation = Nation::of((occupation, place), &self.design, &mut Known(self.book));
            nation.forget_unknown();
            self.rows.nations.push(nation);
            self.rows.nations.len() - 1
        })
    }
}

/// The distinct keys in the order in which they are first met, and for every key which of them it is:
/// records of one profile have one forecast.
fn distinct<'k>(keys: &[&'k CellKey]) -> (Vec<&'k CellKey>, Vec<usize>) {
    let (mut known, mut distinct) = (FxHashMap::default(), Vec::new());
    let mut of = Vec::with_capacity(keys.len());
    for &key in keys {
        let at = *known.entry(key).or_insert(distinct.len());
        if at == distinct.len() {
            distinct.push(key);
        }
        of.push(at);
    }
    (distinct, of)
}

/// What to say of a record whose money has no rate.
fn no_rate(key: &CellKey) -> ModelError {
    ModelError::Question {
        about: None,
        what: format!("there is no exchange rate of {} in {}", key.currency.code(), key.year),
        hint: "give a later year, or the amount in another currency".to_owned(),
    }
}

impl Nation {
    /// Drops what the book does not know: zero.
    fn forget_unknown(&mut self) {
        for mixture in [&mut self.mixture, &mut self.average] {
            for node in &mut mixture.components {
                node.location.retain(|term| term.0 != NONE);
            }
        }
    }
}
