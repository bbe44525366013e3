//! What matters most: what an offer is worth on average over the fifth of draws in which an input is lowest,
//! and over that in which it is highest.

use super::answer::{Swing, SwingOf};
use super::model::OfferModel;
use super::options::Of;
use super::settle::Case;
use crate::assumption::Inputs;
use crate::chance::quantiles;

/// Moves below this part of the offer's worth are not told.
const LEAST: f64 = 5e-4;
/// Moves below so many standard errors of the draws may be chance alone and are not told.
const ERRORS: f64 = 4.0;

/// Sums over the draws of one fifth.
#[derive(Clone, Copy, Debug, Default)]
struct Fifth {
    count: f64,
    total: f64,
    squares: f64,
    input: f64,
}

impl Fifth {
    #[inline]
    fn add(&mut self, total: f64, input: f64) {
        self.count += 1.0;
        self.total += total;
        self.squares += total * total;
        self.input += input;
    }

    fn mean(&self) -> f64 {
        self.total / self.count
    }

    /// The square of the mean's standard error.
    fn error(&self) -> f64 {
        (self.squares / self.count - self.mean().powi(2)).max(0.0) / self.count
    }
}

/// Both outer fifths of an input, whose ends are known before the draws.
#[derive(Clone, Copy, Debug)]
struct Ends {
    low: f64,
    high: f64,
    fifths: [Fifth; 2],
}

impl Ends {
    fn new([low, high]: [f64; 2]) -> Ends {
        Ends { low, high, fifths: [Fifth::default(); 2] }
    }

    #[inline]
    fn add(&mut self, total: f64, input: f64) {
        if input <= self.low {
            self.fifths[0].add(total, input);
        } else if input >= self.high {
            self.fifths[1].add(total, input);
        }
    }

    /// What is told, if it is more than chance and rounding.
    fn swing(&self, of: SwingOf, mean: f64) -> Option<Swing> {
        let [low, high] = &self.fifths;
        if low.count == 0.0 || high.count == 0.0 || self.low >= self.high {
            return None;
        }
        let (at_low, at_high) = (low.mean(), high.mean());
        let moved = (at_high - at_low).abs();
        let chance = ERRORS * (low.error() + high.error()).sqrt();
        let told = moved > LEAST * mean.abs() && moved > chance;
        let ends = (low.input / low.count, high.input / high.count);
        told.then_some(Swing { of, at_low, at_high, low: ends.0, high: ends.1 })
    }
}

/// Inputs whose fifths are known before the draws.
pub struct Watch {
    inputs: Vec<(usize, Ends)>,
    share: Option<Ends>,
}

impl Watch {
    /// The assumptions of an offer that are in doubt, and its share.
    pub fn of(offer: &OfferModel, inputs: &Inputs) -> Watch {
        let (doubtful, own) = (inputs.doubtful(), offer.inputs());
        let own = own.into_iter().filter(|input| doubtful.contains(input));
        let ends = |input| Ends::new([inputs.at(input, 0.2), inputs.at(input, 0.8)]);
        let share = offer.share.as_ref().filter(|share| share.walk.volatility > 0.0);
        Watch {
            inputs: own.map(|input| (input, ends(input))).collect(),
            share: share.map(|share| Ends::new(share.walk.fifths(offer.time.years as f64))),
        }
    }

    /// One draw.
    pub fn add(&mut self, total: f64, values: &[f64], case: &Case) {
        for (input, ends) in &mut self.inputs {
            ends.add(total, values[*input]);
        }
        if let Some(share) = &mut self.share {
            share.add(total, case.share);
        }
    }
}

/// Inputs whose fifths are known after the draws only.
#[derive(Default)]
pub struct Columns {
    exit: Option<Vec<f64>>,
    bonus: Option<Vec<f64>>,
    exchange: Option<Vec<f64>>,
}

impl Columns {
    /// Those that an offer has.
    pub fn of(offer: &OfferModel) -> Columns {
        let column = |has: bool| has.then(Vec::new);
        Columns {
            exit: column(offer.has_exit()),
            bonus: column(offer.bonus.is_some()),
            exchange: column(offer.exchange.is_some()),
        }
    }

    /// One draw.
    pub fn add(&mut self, case: &Case, offer: &OfferModel) {
        let years = offer.time.years;
        let mean = |all: &[f64]| all[..years].iter().sum::<f64>() / years as f64;
        if let Some(exit) = &mut self.exit {
            let private =
                |options: &super::options::OptionsModel| matches!(options.of, Of::Private(_));
            let first = offer.options.iter().position(private).unwrap_or_default();
            exit.push(case.exits[first].value * offer.offer.exchange);
        }
        if let Some(bonus) = &mut self.bonus {
            bonus.push(mean(&case.bonus));
        }
        if let Some(exchange) = &mut self.exchange {
            exchange.push(mean(&case.exchange));
        }
    }
}

/// How the worth of an offer moves with each input, most first.
pub fn swings(
    totals: &[f64],
    mean: f64,
    watch: &Watch,
    columns: &Columns,
    of: &Inputs,
) -> Vec<Swing> {
    let assumed = |input: usize| SwingOf::Assumed(Box::new(of.used()[input].clone()));
    let inputs = watch.inputs.iter().map(|(input, ends)| ends.swing(assumed(*input), mean));
    let share = watch.share.iter().map(|ends| ends.swing(SwingOf::Share, mean));
    let drawn = [
        (SwingOf::Exit, &columns.exit),
        (SwingOf::Bonus, &columns.bonus),
        (SwingOf::Exchange, &columns.exchange),
    ];
    let drawn = drawn.into_iter().filter_map(|(of, column)| Some((of, column.as_ref()?)));
    let drawn = drawn.map(|(of, column)| after(totals, column).swing(of, mean));
    let mut swings: Vec<Swing> = inputs.chain(share).chain(drawn).flatten().collect();
    let width = |swing: &Swing| (swing.at_high - swing.at_low).abs();
    swings.sort_by(|a, b| width(b).total_cmp(&width(a)));
    swings
}

/// The fifths of a column.
fn after(totals: &[f64], column: &[f64]) -> Ends {
    let mut ends = Ends::new(quantiles(&mut column.to_vec(), [0.2, 0.8]));
    totals.iter().zip(column).for_each(|(total, input)| ends.add(*total, *input));
    ends
}
