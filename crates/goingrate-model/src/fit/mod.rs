//! Fitting: rows to effects, by Gauss-Newton on the rows, AI-REML on the variances and t weights
//! against outliers, in turn until nothing moves.

use goingrate_evidence::Evidence;
use goingrate_mixed::{Solution, System};
use goingrate_units::{Date, ExchangeRates, PlaceId, Taxonomy};

use crate::ModelError;
use crate::book::Book;
use crate::book::influence::Influence;
use crate::book::words::Words;
use crate::design::countries::Countries;
use crate::design::employment::Employment;
use crate::design::kinds::Kinds;
use crate::design::money::InDollars;
use crate::design::price_levels::PriceLevels;
use crate::design::{Design, Scale};
use crate::fit::assembly::Assembly;
use crate::fit::diagnosis::Diagnosis;
use crate::fit::fixed_point::FixedPoint;
use crate::fit::sandwich::Response;
use crate::fit::start::{EarlierFit, start};
use crate::priors::Priors;
use crate::rows::cells::Residuals;
use crate::rows::{self, Rows};

pub use options::{FitOptions, Round};

pub(crate) mod anderson;
pub(crate) mod assembly;
pub(crate) mod diagnosis;
pub(crate) mod fixed_point;
mod options;
pub(crate) mod sandwich;
pub(crate) mod start;
pub(crate) mod step_damping;
mod to_book;

/// A fitted model, with everything that it was fitted from.
#[derive(Debug)]
pub struct Fit {
    /// The words at hand, by their positions.
    pub(crate) words: Words,
    /// Rows and effects.
    pub(crate) rows: Rows,
    /// The linear system at the end.
    pub(crate) system: System,
    /// Its solution.
    pub(crate) solution: Solution,
    /// How figures lean on the ladder.
    pub(crate) influence: Influence,
    /// Employment.
    pub(crate) jobs: Employment,
    /// What countries' money buys.
    pub(crate) prices: PriceLevels,
    /// Incomes of countries, and their developers.
    pub(crate) countries: Countries,
    /// Kinds of employers by country.
    pub(crate) kinds: Kinds,
    /// Countries that the common trend is about.
    pub(crate) trended: Vec<PlaceId>,
    /// The day whose exchange rates the scale rests on.
    pub(crate) reference: Date,
    /// Currencies without a rate on that day.
    pub(crate) in_dollars: InDollars,
    /// How log pay of microdata lies around its centre.
    pub(crate) residuals: Residuals,
    /// The posterior variance of every cell's centre.
    pub(crate) centre_variances: Vec<f64>,
    /// What happened.
    pub diagnosis: Diagnosis,
}

/// Fits evidence.
///
/// # Errors
/// When a claim's currency has no rate, the system cannot be solved, or the fit does not settle.
pub fn fit(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
    options: FitOptions,
) -> Result<Fit, ModelError> {
    fit_from(evidence, taxonomy, priors, rates, options, None)
}

/// Fits evidence, starting where another book of much the same evidence ended, which saves rounds. Results from
/// different starts are near each other and not the same.
///
/// # Errors
/// As [`fit`].
pub fn fit_from(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
    options: FitOptions,
    warm_start: Option<&Book>,
) -> Result<Fit, ModelError> {
    let around = surroundings(evidence, taxonomy, priors, rates)?;
    let rows = rows::build(around.design(taxonomy, priors), evidence, around.scale(rates))?;
    fit_rows(rows, priors, evidence, around, options, warm_start)
}

/// What evidence tells a design and a scale beside the taxonomy and the priors: employment, the countries
/// that the common trend is about, the day whose exchange rates the scale rests on, and the currencies
/// that have none.
#[derive(Debug)]
pub(crate) struct Surroundings {
    pub words: Words,
    pub jobs: Employment,
    pub trended: Vec<PlaceId>,
    pub reference: Date,
    pub in_dollars: InDollars,
    pub prices: PriceLevels,
    pub countries: Countries,
    pub kinds: Kinds,
    pub microdata: bool,
}

impl Surroundings {
    /// The design with these.
    pub fn design<'a>(&'a self, taxonomy: &'a Taxonomy, priors: &'a Priors) -> Design<'a> {
        let Surroundings { jobs, trended, prices, countries, kinds, microdata, .. } = self;
        let microdata = *microdata;
        Design { taxonomy, priors, jobs, trended, prices, countries, kinds, microdata }
    }

    /// The scale with these.
    pub fn scale<'a>(&'a self, rates: &'a ExchangeRates) -> Scale<'a> {
        let Surroundings { reference, prices, in_dollars, .. } = self;
        Scale { rates, reference: *reference, prices, in_dollars }
    }
}

pub(crate) fn surroundings(
    evidence: &Evidence,
    taxonomy: &Taxonomy,
    priors: &Priors,
    rates: &ExchangeRates,
) -> Result<Surroundings, ModelError> {
    check_reaches(evidence, taxonomy)?;
    check_specialties(priors, taxonomy)?;
    let reference = reference(priors)?;
    let trended = trended(evidence, taxonomy);
    let countries = Countries::of(evidence, &trended, taxonomy);
    Ok(Surroundings {
        words: Words::of(taxonomy),
        jobs: Employment::of(evidence, taxonomy),
        kinds: Kinds::of(&priors.kinds, &countries, &trended, taxonomy)?,
        countries,
        trended,
        reference,
        in_dollars: InDollars::of(taxonomy, rates, reference),
        prices: PriceLevels::of(evidence, taxonomy, rates, reference),
        microdata: !evidence.cells.is_empty(),
    })
}

/// Whether every kind of employer that a card speaks of is one.
///
/// # Errors
/// When a card reaches a kind that the taxonomy does not have: its people would count as of all kinds.
fn check_reaches(evidence: &Evidence, taxonomy: &Taxonomy) -> Result<(), ModelError> {
    let said = evidence.cards.iter().flat_map(|card| card.reaches.iter().map(move |of| (card, of)));
    let wrong = said.into_iter().find(|(_, (word, _))| taxonomy.tier_of(word).is_none());
    wrong.map_or(Ok(()), |(card, (word, _))| {
        let what =
            format!("the card of {} reaches {word:?}, which is no tier of employers", card.slug);
        Err(ModelError::Priors(what))
    })
}

/// Whether every specialty with an sd of its own is one: a role below an official occupation.
///
/// # Errors
/// When it is no role, or an occupation itself: its sd would be used nowhere. Or when an sd is none.
fn check_specialties(priors: &Priors, taxonomy: &Taxonomy) -> Result<(), ModelError> {
    let is_specialty =
        |slug: &str| taxonomy.role_of(slug).is_some_and(|role| taxonomy.role(role).soc.is_none());
    let right = |(slug, sd): &(&String, &f64)| is_specialty(slug) && sd.is_finite() && **sd > 0.0;
    let wrong = priors.specialties.iter().find(|entry| !right(entry));
    wrong.map_or(Ok(()), |(slug, sd)| {
        Err(ModelError::Priors(format!("{slug:?} is no specialty, or {sd} no sd of one")))
    })
}

/// Fits rows.
pub(crate) fn fit_rows(
    rows: Rows,
    priors: &Priors,
    evidence: &Evidence,
    around: Surroundings,
    options: FitOptions,
    warm_start: Option<&Book>,
) -> Result<Fit, ModelError> {
    let earlier = warm_start.map(|book| EarlierFit::of(book, &rows.effects, evidence));
    let theta = earlier.as_ref().map_or_else(|| start(&rows, priors), EarlierFit::theta);
    let mut assembly = Assembly::new(rows, priors, theta, evidence)?;
    if let Some(earlier) = &earlier {
        earlier.set(&mut assembly)?;
    }
    let recall = earlier.is_some_and(|earlier| earlier.is_of_same_sources());
    let fixed_point = assembly.converge(priors, options, recall)?;
    let diagnosis = fixed_point.diagnosis();
    let FixedPoint { assembly, solution, .. } = fixed_point;
    let response = Response::of(&assembly.system, &solution, &assembly.left_out)?;
    let influence = response.influence();
    let centre_variances = assembly.centre_variances.clone();
    let spread_variances = assembly.spread_variances.clone();
    let (rows, system) = assembly.into_parts();
    let residuals =
        Residuals::of(&rows.cells, &solution.theta, &centre_variances, &spread_variances);
    Ok(Fit {
        words: around.words,
        rows,
        system,
        solution,
        influence,
        jobs: around.jobs,
        trended: around.trended,
        countries: around.countries,
        kinds: around.kinds,
        reference: around.reference,
        in_dollars: around.in_dollars,
        prices: around.prices,
        residuals,
        centre_variances,
        diagnosis,
    })
}

/// The day of the reference knot.
pub(crate) fn reference(priors: &Priors) -> Result<Date, ModelError> {
    let year = priors.knots.first + priors.knots.reference as f64;
    let month = 1 + (year.fract() * 12.0) as i8;
    Date::new(year as i16, month, 16).map_err(|e| ModelError::Priors(e.to_string()))
}

/// Countries that hold series over time.
fn trended(evidence: &Evidence, taxonomy: &Taxonomy) -> Vec<PlaceId> {
    let market_country = |mut place: PlaceId| loop {
        let at = taxonomy.place(place);
        match at.parent {
            Some(parent) if at.kind != goingrate_units::PlaceKind::Country => place = parent,
            _ => return place,
        }
    };
    let mut countries: Vec<PlaceId> =
        evidence.series.iter().map(|p| market_country(p.place)).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}
