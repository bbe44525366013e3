//! A question put to a book: its distribution, the gradients of its percentiles, and where the
//! uncertainty of each comes from.

use goingrate_units::{PERCENTILES, Quantiles};

use crate::ModelError;
use crate::block::{Block, ProfilePart};
use crate::book::{Book, MOST_SOURCES, SPARE};
use crate::design::{Design, Estimand};
use crate::distribution::Distribution;
use crate::distribution::mixture::{Columns, Linearised, Mixture};
use crate::distribution::normal;
use crate::effects::Effect;
use crate::query::answer::{Uncertain, VarianceShare};
use crate::query::lookup::{ColumnLookup, covariance};

/// A question put to a book.
pub(crate) struct Evaluation<'a> {
    book: &'a Book,
    mixture: Mixture,
    pub unseen: Vec<Effect>,
}

impl<'a> Evaluation<'a> {
    /// The distribution that a question is about.
    ///
    /// # Errors
    /// When it names more things that no evidence speaks of than there is room for.
    pub fn new(
        book: &'a Book,
        design: &Design,
        question: &Estimand,
    ) -> Result<Evaluation<'a>, ModelError> {
        let mut lookup = ColumnLookup::new(book);
        let mixture = design.mixture(question, &mut lookup);
        Evaluation::of(book, mixture, lookup.unseen)
    }

    /// The same of a mixture over the book's columns and spare ones.
    pub fn of(
        book: &'a Book,
        mixture: Mixture,
        unseen: Vec<Effect>,
    ) -> Result<Evaluation<'a>, ModelError> {
        if unseen.len() > SPARE {
            return Err(ModelError::Question {
                about: None,
                what: format!(
                    "the question names {} things that no evidence speaks of",
                    unseen.len()
                ),
                hint: "ask for fewer skills".to_owned(),
            });
        }
        Ok(Evaluation { book, mixture, unseen })
    }

    /// The distribution at the book's effects.
    pub fn distribution(&self) -> Distribution<'_> {
        self.mixture.at(&self.book.theta)
    }

    /// Covariances of figures with these gradients, row by row.
    pub fn covariance(&self, gradients: &[Columns]) -> Vec<f64> {
        covariance(self.book, &self.unseen, gradients)
    }

    /// The effect of a column.
    pub fn effect(&self, column: u32) -> Effect {
        let known = self.book.effects.len();
        match (column as usize).checked_sub(known) {
            Some(spare) => self.unseen[spare],
            None => self.book.effects.at(column as usize),
        }
    }

    /// The five percentiles with their gradients.
    pub fn percentiles(&self) -> Quantiles<Linearised> {
        self.raw_percentiles().map(Linearised::whole)
    }

    /// The five percentiles with their gradients as they come: columns in the same order in each,
    /// some of them several times.
    pub fn raw_percentiles(&self) -> Quantiles<Linearised> {
        let distribution = self.distribution();
        // In normal scores percentiles lie nearly on a line: each is searched where the two before it
        // lead to, the second a little above the first.
        let mut before: Option<(f64, f64)> = None;
        let mut slope = 0.3;
        PERCENTILES.map(|p| {
            let score = normal::quantile(p);
            let guess = before.map_or(f64::NAN, |(at, value)| value + slope * (score - at));
            let figure = distribution.linearised_quantile_near(p, guess);
            if let Some((at, value)) = before {
                slope = (figure.value - value) / (score - at);
            }
            before = Some((score, figure.value));
            figure
        })
    }

    /// Figures with the uncertainty of each.
    pub fn uncertain<const N: usize>(&self, figures: &[Linearised; N]) -> [Uncertain; N] {
        let gradients: Vec<Columns> = figures.iter().map(|f| f.gradient.clone()).collect();
        let covariance = self.covariance(&gradients);
        let sd = |i: usize| covariance[i * (N + 1)].max(0.0).sqrt();
        std::array::from_fn(|i| Uncertain { ln: figures[i].value, sd: sd(i) })
    }

    /// The sd of one figure.
    pub fn sd(&self, figure: &Linearised) -> f64 {
        self.covariance(std::slice::from_ref(&figure.gradient))[0].max(0.0).sqrt()
    }

    /// The mean of pay with its gradient.
    pub fn mean(&self) -> Linearised {
        self.distribution().linearised_expectation().whole()
    }

    /// What each part of the profile adds to the uncertainty of a figure, largest share first.
    pub fn variance_shares(&self, figure: &Linearised) -> Vec<VarianceShare> {
        let parts = self.parts(figure);
        let mut gradients = vec![figure.gradient.clone()];
        gradients.extend(parts.iter().map(|p| p.1.clone()));
        let covariance = self.covariance(&gradients);
        let m = gradients.len();
        let total = covariance[0].max(f64::MIN_POSITIVE);
        let share = |(i, (part, gradient)): (usize, &(ProfilePart, Columns))| {
            let own = covariance[(i + 1) * (m + 1)].max(0.0).sqrt();
            VarianceShare {
                part: *part,
                sd: covariance[i + 1].max(0.0).sqrt(),
                share: covariance[i + 1] / total,
                effect: self.effect_of(*part, gradient, own),
                sources: self.sources_of(gradient),
            }
        };
        let mut variance_shares: Vec<VarianceShare> = parts.iter().enumerate().map(share).collect();
        variance_shares.sort_by(|a, b| b.share.total_cmp(&a.share));
        variance_shares
    }

    /// The gradient of a figure by part of the profile.
    pub(crate) fn parts(&self, figure: &Linearised) -> Vec<(ProfilePart, Columns)> {
        let mut parts: Vec<(ProfilePart, Columns)> = Vec::new();
        for &(column, value) in &figure.gradient {
            // Sources' own terms and what only records state are no part of an answer.
            let Some(part) = self.effect(column).block.profile_part() else { continue };
            match parts.iter_mut().find(|p| p.0 == part) {
                Some((_, gradient)) => gradient.push((column, value)),
                None => parts.push((part, vec![(column, value)])),
            }
        }
        parts
    }

    /// The effect of a part against the average, for parts that have one.
    fn effect_of(&self, part: ProfilePart, gradient: &Columns, sd: f64) -> Option<Uncertain> {
        // The effect of a kind of employer lies beside a step that is known beforehand and is no
        // difference to the market at large, which `at_large` gives.
        let beside = gradient.iter().any(|c| self.effect(c.0).block == Block::TierCountry);
        let named = matches!(part, ProfilePart::Skill | ProfilePart::Industry | ProfilePart::Tier);
        // Of what no evidence speaks there is no figure: the remarks say what it is taken as.
        let own = [Block::Skill, Block::Industry, Block::Tier];
        let known = self.book.effects.len() as u32;
        let unseen = gradient.iter().any(|c| c.0 >= known && own.contains(&self.effect(c.0).block));
        let named = named && !beside && !unseen;
        let ln = gradient.iter().map(|&(c, v)| v * self.book.theta[c as usize]).sum();
        named.then_some(Uncertain { ln, sd })
    }

    /// The sources whose evidence moves one of these columns.
    fn sources_of(&self, gradient: &Columns) -> Vec<goingrate_evidence::SourceId> {
        let bits =
            gradient.iter().fold(0, |bits, &(c, _)| bits | self.book.sources_of(self.effect(c)));
        let sources = 0..self.book.sources.len();
        sources
            .filter(|s| bits >> s.min(&(MOST_SOURCES - 1)) & 1 == 1)
            .map(goingrate_evidence::SourceId)
            .collect()
    }
}
