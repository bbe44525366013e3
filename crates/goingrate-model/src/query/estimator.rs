//! A book opened on an estimator, with the taxonomy and the exchange rates: the place to ask.

use goingrate_units::{
    Currency, ExchangeRates, PERCENTILES, PlaceId, PlaceKind, Profile, Quantiles, Taxonomy,
};

use crate::ModelError;
use crate::book::Book;
use crate::design::Design;
use crate::distribution::mixture::Linearised;
use crate::priors::Priors;
use crate::query::answer::{Estimate, Uncertain};
use crate::query::batch::QuickEstimate;
use crate::query::evaluation::Evaluation;
use crate::query::pay_distribution::PayDistribution;
use crate::query::question::{check_date, question};

/// A book opened, with what is needed to ask it.
#[derive(Clone, Copy, Debug)]
pub struct Estimator<'a> {
    pub(crate) book: &'a Book,
    pub(crate) rates: &'a ExchangeRates,
    pub(crate) design: Design<'a>,
}

impl<'a> Estimator<'a> {
    /// Opens a book.
    pub fn new(
        book: &'a Book,
        taxonomy: &'a Taxonomy,
        priors: &'a Priors,
        rates: &'a ExchangeRates,
    ) -> Estimator<'a> {
        let design = book.design(taxonomy, priors);
        Estimator { book, rates, design }
    }

    /// The five percentiles of a profile on their own: what [`estimate`](Self::estimate) spends
    /// the least time on.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn percentiles(&self, profile: &Profile) -> Result<Quantiles<Uncertain>, ModelError> {
        let evaluation = self.evaluate(profile)?;
        self.percentiles_of(profile, &evaluation)
    }

    fn percentiles_of(
        &self,
        profile: &Profile,
        evaluation: &Evaluation,
    ) -> Result<Quantiles<Uncertain>, ModelError> {
        let shift = self.shift(profile)?;
        let percentiles = evaluation.percentiles();
        Ok(evaluation.uncertain(&percentiles).map(|u| Uncertain { ln: u.ln + shift, ..u }))
    }

    /// The percentiles of a profile, with what a reader has to know beside them.
    pub(crate) fn quick(&self, profile: &Profile) -> Result<QuickEstimate, ModelError> {
        let evaluation = self.evaluate(profile)?;
        let percentiles = self.percentiles_of(profile, &evaluation)?;
        Ok(QuickEstimate { percentiles, remarks: self.remarks(profile, &evaluation) })
    }

    /// What the market pays for a profile.
    ///
    /// # Errors
    /// When the date lies outside what the book can tell, when no evidence speaks of the part of
    /// pay, or when a currency has no rate.
    pub fn estimate(&self, profile: &Profile) -> Result<Estimate, ModelError> {
        let evaluation = self.evaluate(profile)?;
        let shift = self.shift(profile)?;
        let [p10, p25, p50, p75, p90] = evaluation.percentiles();
        let median = p50.value;
        let variance_shares = evaluation.variance_shares(&p50);
        let figures = [p10, p25, p50, p75, p90, evaluation.mean()];
        let [p10, p25, p50, p75, p90, mean] =
            evaluation.uncertain(&figures).map(|u| Uncertain { ln: u.ln + shift, ..u });
        let curve = evaluation.distribution().curve(median);
        Ok(Estimate {
            profile: profile.clone(),
            currency: self.money_of(profile.place),
            percentiles: [p10, p25, p50, p75, p90],
            mean,
            curve: curve.into_iter().map(|ln| ln + shift).collect(),
            variance_shares,
            jobs: self.jobs(profile),
            remarks: self.remarks(profile, &evaluation),
            footnotes: self.footnotes(profile),
        })
    }

    /// What people of a profile are paid: the market's distribution at the book's best figures, without
    /// the uncertainty of these (see [`jointly`](Self::jointly) for that).
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    ///
    /// # Example
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/carried/mod.rs"));
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let carried = Carried::open();
    /// # let (estimator, profile) = (carried.estimator(), carried.profile("senior backend, Austin"));
    /// let pay = estimator.distribution(&profile)?;
    /// let median = pay.quantile(0.5)?;
    /// assert!((pay.cdf(median)? - 0.5).abs() < 1e-9);
    /// assert!(pay.mean().amount() > median.amount());
    /// let mut rng = goingrate_model::SeededRng::new(1);
    /// assert!(pay.draw(&mut rng).amount() > 0.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn distribution(&self, profile: &Profile) -> Result<PayDistribution, ModelError> {
        let evaluation = self.evaluate(profile)?;
        let parts = evaluation.distribution().into_parts();
        Ok(PayDistribution::new(parts, self.shift(profile)?, self.money_of(profile.place)))
    }

    /// Whether the book can answer about the day and the part of pay of a profile.
    pub(crate) fn check(&self, profile: &Profile) -> Result<(), ModelError> {
        check_date(profile.as_of, &self.design)?;
        self.check_component(profile)
    }

    pub(crate) fn evaluate(&self, profile: &Profile) -> Result<Evaluation<'a>, ModelError> {
        self.check(profile)?;
        Evaluation::new(
            self.book,
            &self.design,
            &question(profile, self.book, self.design.taxonomy, profile.as_of.decimal_year()),
        )
    }

    pub(crate) fn evaluate_at(
        &self,
        profile: &Profile,
        year: f64,
    ) -> Result<Evaluation<'a>, ModelError> {
        Evaluation::new(
            self.book,
            &self.design,
            &question(profile, self.book, self.design.taxonomy, year),
        )
    }

    /// The currency of a place's figures: its own, or US dollars where that had no exchange rate
    /// when the book was fitted.
    pub fn money_of(&self, place: PlaceId) -> Currency {
        self.book.in_dollars.money_for(self.design.taxonomy.place(place).currency)
    }

    /// The currency that a profile's pay is told in unless another is asked for: its place's own;
    /// where figures are in dollars instead, that takes a rate of it on the profile's day.
    pub fn told_in(&self, profile: &Profile) -> Currency {
        let (own, kept) =
            (self.design.taxonomy.place(profile.place).currency, self.money_of(profile.place));
        let can_be = own == kept || self.rates.units_per_usd(own, profile.as_of).is_ok();
        if can_be { own } else { kept }
    }

    /// From the model's scale to the log of money in the currency of the place's figures.
    pub(crate) fn shift(&self, profile: &Profile) -> Result<f64, ModelError> {
        let money = self.money_of(profile.place);
        Ok(self.rates.units_per_usd(money, self.book.reference)?.ln())
    }

    /// From the currency of the place's figures to US dollars on the profile's day.
    pub(crate) fn dollars_of(&self, profile: &Profile) -> Result<f64, ModelError> {
        let money = self.money_of(profile.place);
        Ok(-self.rates.units_per_usd(money, profile.as_of)?.ln())
    }

    /// Jobs that official statistics count for the occupation in the place.
    pub(crate) fn jobs(&self, profile: &Profile) -> Option<f64> {
        let (taxonomy, jobs) = (self.design.taxonomy, &self.book.jobs);
        let occupation = self.design.occupation(profile.role);
        match taxonomy.place(profile.place).kind {
            PlaceKind::State => jobs.in_state(occupation, profile.place),
            PlaceKind::Metro | PlaceKind::NonMetro => jobs.at(occupation, profile.place),
            _ => {
                let inside = jobs.of_role(occupation).iter();
                let inside = inside.filter(|e| taxonomy.contains(profile.place, e.place));
                let total: f64 = inside.map(|e| e.jobs).sum();
                (total > 0.0).then_some(total)
            }
        }
    }
}

/// The median of a question with its gradient.
pub(crate) fn median(evaluation: &Evaluation) -> Linearised {
    evaluation.distribution().linearised_quantile(PERCENTILES[2]).whole()
}
