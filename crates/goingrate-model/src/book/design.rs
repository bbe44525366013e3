//! A book as questions meet it: the design of its distributions, and the scale of its amounts.

use goingrate_units::{ExchangeRates, Taxonomy};

use crate::book::Book;
use crate::design::{Design, Scale};
use crate::priors::Priors;

impl Book {
    /// The design of the book's distributions.
    pub(crate) fn design<'a>(&'a self, taxonomy: &'a Taxonomy, priors: &'a Priors) -> Design<'a> {
        Design {
            taxonomy,
            priors,
            jobs: &self.jobs,
            trended: &self.trended,
            prices: &self.prices,
            countries: &self.countries,
            kinds: &self.kinds,
            microdata: !self.measures.is_empty(),
        }
    }

    /// The scale of the book's amounts.
    pub(crate) fn scale<'a>(&'a self, rates: &'a ExchangeRates) -> Scale<'a> {
        let Book { reference, prices, in_dollars, .. } = self;
        Scale { rates, reference: *reference, prices, in_dollars }
    }
}
