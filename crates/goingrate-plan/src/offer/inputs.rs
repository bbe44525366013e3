//! The assumptions of an offer: only those that it needs. Some are drawn, because they are in doubt; others
//! are parameters of the draws or choices of the reader and are taken in their middle.

use goingrate_units::Problem;

use super::question::{Company, Offer, OfferQuestion, PrivateCompany};
use crate::assumption::{Assumptions, For, Inputs, ToCurrency, Used};

/// A figure of an offer: said, or an assumption that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// Said, or taken in its middle.
    Known(f64),
    /// The draw of an assumption, times a factor.
    Drawn { input: usize, times: f64 },
}

impl Figure {
    /// Its value in a draw.
    #[inline]
    pub fn at(self, values: &[f64]) -> f64 {
        match self {
            Figure::Known(value) => value,
            Figure::Drawn { input, times } => values[input] * times,
        }
    }

    /// The input that it is drawn from.
    pub fn input(self) -> Option<usize> {
        match self {
            Figure::Known(_) => None,
            Figure::Drawn { input, .. } => Some(input),
        }
    }
}

/// What is assumed of all offers.
#[derive(Debug, Default)]
pub struct Assumed {
    /// What is drawn.
    pub drawn: Inputs,
    /// What is taken in its middle, and the distribution of bonuses, which are drawn anew every year.
    pub fixed: Inputs,
}

impl Assumed {
    /// All that was taken, each once.
    pub fn used(&self) -> Vec<Used> {
        let mut used = self.drawn.used_once();
        for other in self.fixed.used_once() {
            if !used.contains(&other) {
                used.push(other);
            }
        }
        used
    }
}

/// Takes assumptions for one offer.
pub struct Taker<'a, 'q> {
    pub assumed: &'a mut Assumed,
    pub known: &'a Assumptions,
    pub exchange: ToCurrency<'a>,
    pub question: &'q OfferQuestion,
    pub offer: &'q Offer,
    /// The number of the offer's company, from 0: what happens in it happens in no other.
    pub company: usize,
}

impl Taker<'_, '_> {
    /// One assumption; `apart` as in [`For`].
    fn take(
        &mut self,
        name: &str,
        of: &[&str],
        apart: usize,
        drawn: bool,
    ) -> Result<usize, Problem> {
        let places: Vec<&str> = self.offer.places.iter().map(String::as_str).collect();
        let (on, exchange) = (self.question.on, self.exchange);
        let who = For { places: &places, of, on, exchange, apart };
        let inputs = if drawn { &mut self.assumed.drawn } else { &mut self.assumed.fixed };
        inputs.take(self.known, name, &who)
    }

    /// The words of the offer's employer and level, then the stage of its company.
    fn of<'w>(offer: &'w Offer, stage: Option<&'w str>) -> Vec<&'w str> {
        stage.into_iter().chain(offer.of.iter().map(String::as_str)).collect()
    }

    /// What is said, or a drawn assumption that the offers share.
    pub fn shared(&mut self, said: Option<f64>, name: &str) -> Result<Figure, Problem> {
        self.drawn(said, name, None, 0, 1.0)
    }

    /// What is said, or a drawn assumption of a private company, times a factor.
    pub fn of_company(
        &mut self,
        said: Option<f64>,
        name: &str,
        company: &PrivateCompany,
        times: f64,
    ) -> Result<Figure, Problem> {
        self.drawn(said, name, company.stage.as_deref(), self.company + 1, times)
    }

    fn drawn(
        &mut self,
        said: Option<f64>,
        name: &str,
        stage: Option<&str>,
        apart: usize,
        times: f64,
    ) -> Result<Figure, Problem> {
        if let Some(said) = said {
            return Ok(Figure::Known(said));
        }
        let of = Taker::of(self.offer, stage);
        let input = self.take(name, &of, apart, true)?;
        Ok(Figure::Drawn { input, times })
    }

    /// What is said, or the middle of an assumption.
    pub fn middle(&mut self, said: Option<f64>, name: &str) -> Result<f64, Problem> {
        if let Some(said) = said {
            return Ok(said);
        }
        let at = self.fixed(name)?;
        Ok(self.assumed.fixed.used()[at].typical)
    }

    /// An assumption that is not drawn once a draw, by where it stands among these.
    pub fn fixed(&mut self, name: &str) -> Result<usize, Problem> {
        let of = Taker::of(self.offer, None);
        self.take(name, &of, 0, false)
    }

    /// How far the rate of exchange of the offer's money moves in a year.
    pub fn exchange_volatility(&mut self) -> Result<Figure, Problem> {
        let (own, other) = (self.offer.currency, self.question.currency);
        let pair = (own != other).then(|| Inputs::pair_of(own, other));
        let of: Vec<&str> = pair.as_deref().into_iter().collect();
        let input = self.take("fx-volatility", &of, 0, true)?;
        Ok(Figure::Drawn { input, times: 1.0 })
    }
}

/// Whether an offer has anything that moves with a listed share.
pub fn has_share(offer: &Offer) -> bool {
    let is_listed = |company: &Company| matches!(company, Company::Listed { .. });
    let options = offer.options.iter().any(|options| is_listed(&options.company));
    let refreshed = offer.refresher.as_ref().is_some_and(|refresher| refresher.value > 0.0);
    options || refreshed || offer.grants.iter().any(|grant| grant.value > 0.0)
}
