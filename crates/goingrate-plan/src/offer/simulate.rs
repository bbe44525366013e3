//! The draws: what all offers share, rates of exchange, prices of shares, bonuses, exits. All offers see the
//! same draw of what they share, so that their difference is as sure as it is.

use goingrate_model::SeededRng;

use super::model::{Model, OfferModel, PARTS, Years};
use super::options::Of;
use super::question::MOST_YEARS;
use super::settle::{Case, Change, Settled};
use super::share::{MONTHS, QUARTERS, normals};
use super::tornado::{Columns, Watch};

/// Draws that are kept whole, to search what would make two offers equal.
pub const KEPT: usize = 4_000;

/// What the draws came to.
pub struct Draws {
    pub offers: Vec<OfferDraws>,
}

/// What the draws of one offer came to.
pub struct OfferDraws {
    pub total: Vec<f64>,
    pub total_gross: Vec<f64>,
    pub equity: Vec<f64>,
    /// Of each year, and of the one after the stay.
    pub gross: Vec<Vec<f64>>,
    pub net: Vec<Vec<f64>>,
    /// Sums of each year's parts.
    pub parts: Vec<[f64; PARTS]>,
    pub options: Vec<OptionsDraws>,
    pub watch: Watch,
    pub columns: Columns,
    /// The first draws.
    pub kept: Vec<Case>,
}

/// What the draws of one line of options came to.
#[derive(Default)]
pub struct OptionsDraws {
    pub payoff: Vec<f64>,
    pub shares: Vec<f64>,
    pub early: usize,
    pub lapsed: usize,
}

impl Model<'_> {
    /// Draws.
    pub fn draw(&self) -> Draws {
        let mut rng = SeededRng::new(self.question.seed);
        let mut room = Room::of(self);
        let mut offers: Vec<OfferDraws> = self.offers.iter().map(|o| self.columns(o)).collect();
        let mut settled = Settled::default();
        for draw in 0..self.question.draws {
            room.fill(self, &mut rng);
            for (offer, to) in self.offers.iter().zip(&mut offers) {
                offer.case(&mut room);
                offer.settle(&room.case, &Change::NONE, &mut settled);
                to.add(&settled, &room, offer);
                if draw < KEPT && self.offers.len() > 1 {
                    to.kept.push(room.case.clone());
                }
            }
        }
        Draws { offers }
    }

    fn columns(&self, offer: &OfferModel) -> OfferDraws {
        let (draws, years) = (self.question.draws, offer.time.years + 1);
        let column = || Vec::with_capacity(draws);
        let yearly = || (0..years).map(|_| Vec::with_capacity(draws)).collect();
        OfferDraws {
            total: column(),
            total_gross: column(),
            equity: column(),
            gross: yearly(),
            net: yearly(),
            parts: vec![[0.0; PARTS]; years],
            options: offer.options.iter().map(|_| OptionsDraws::default()).collect(),
            watch: Watch::of(offer, &self.assumed.drawn),
            columns: Columns::of(offer),
            kept: Vec::new(),
        }
    }
}

impl OfferDraws {
    fn add(&mut self, settled: &Settled, room: &Room, offer: &OfferModel) {
        self.total.push(settled.total);
        self.total_gross.push(settled.total_gross);
        self.equity.push(settled.equity);
        for year in 0..self.gross.len() {
            self.gross[year].push(settled.gross[year]);
            self.net[year].push(settled.net[year]);
            for (sum, part) in self.parts[year].iter_mut().zip(&settled.parts[year]) {
                *sum += part;
            }
        }
        for (to, draw) in self.options.iter_mut().zip(&settled.options) {
            to.payoff.push(draw.payoff);
            to.shares.push(draw.shares);
            to.early += usize::from(draw.early);
            to.lapsed += usize::from(draw.lapsed);
        }
        self.watch.add(settled.total, &room.values, &room.case);
        self.columns.add(&room.case, offer);
    }
}

/// What happens in one company in one draw, as plain numbers.
#[derive(Clone, Debug)]
struct Fate {
    /// Normal numbers of the price of its share, for each quarter.
    normals: [f64; MOST_YEARS as usize * QUARTERS],
    /// Uniform numbers of each year's bonus: whether it is paid, and how much.
    bonus: [[f64; 2]; MOST_YEARS as usize + 1],
    /// A uniform number that decides what becomes of a private company.
    exit: f64,
}

impl Default for Fate {
    fn default() -> Fate {
        Fate {
            normals: [0.0; MOST_YEARS as usize * QUARTERS],
            bonus: [[0.5; 2]; MOST_YEARS as usize + 1],
            exit: 0.5,
        }
    }
}

/// Numbers of one draw, kept for the next.
pub struct Room {
    pub values: Vec<f64>,
    /// Normal numbers that listed shares have in common, for each quarter.
    common: Vec<f64>,
    /// Of each currency: a standard random walk at the middle of each year and one after the stay, and a
    /// normal number for what comes later.
    walks: Vec<(Years, f64)>,
    /// What happens in each company.
    fates: Vec<Fate>,
    path: [f64; MONTHS],
    pub case: Case,
}

impl Room {
    fn of(model: &Model) -> Room {
        let quarters = model.question.years as usize * QUARTERS;
        Room {
            values: model.assumed.drawn.all_at(0.5),
            common: vec![0.0; if model.correlation.is_some() { quarters } else { 0 }],
            walks: vec![Default::default(); model.currencies],
            fates: vec![Fate::default(); model.companies.len()],
            path: [1.0; MONTHS],
            case: Case::default(),
        }
    }

    /// Draws what the offers share. The order is fixed, so that other values of an input leave all other
    /// draws as they are.
    fn fill(&mut self, model: &Model, rng: &mut SeededRng) {
        model.assumed.drawn.draw(rng, &mut self.values);
        self.common.fill_with(|| rng.quick_normal());
        for (walk, later) in &mut self.walks {
            let mut at = rng.normal() * 0.5f64.sqrt();
            for moved in walk.iter_mut().take(model.question.years as usize + 1) {
                *moved = at;
                at += rng.normal();
            }
            *later = rng.normal();
        }
        let years = model.question.years as usize;
        for (fate, needs) in self.fates.iter_mut().zip(&model.companies) {
            if needs.bonus {
                fate.bonus[..=years].fill_with(|| [rng.uniform(), rng.uniform()]);
            }
            if needs.share {
                let together = model.correlation.unwrap_or_default();
                normals(rng, &self.common, together, &mut fate.normals[..years * QUARTERS]);
            }
            if needs.exit {
                fate.exit = rng.uniform();
            }
        }
    }
}

impl OfferModel<'_> {
    /// What a draw means for this offer.
    fn case(&self, room: &mut Room) {
        let years = self.time.years;
        let Room { values, walks, fates, path, case, .. } = room;
        let fate = &fates[self.company];
        let mut growth = 1.0;
        let raise = self.raise.at(values);
        for year in case.growth.iter_mut().take(years + 1) {
            *year = growth;
            growth *= 1.0 + raise;
        }
        if let Some(bonus) = &self.bonus {
            for (paid, [chance, payout]) in case.bonus.iter_mut().zip(fate.bonus).take(years + 1) {
                *paid = bonus.paid(chance, payout);
            }
        }
        if let Some(share) = &self.share {
            share.walk.path(&fate.normals[..years * QUARTERS], path);
            case.grants = share.grants.paid(path);
            case.refreshers = share.refreshers.paid(path);
            case.share = path[years * 12];
        } else {
            (case.grants, case.refreshers, case.share) = Default::default();
        }
        self.exits(values, fate.exit, case);
        self.exchanges(values, walks, case);
    }

    /// What becomes of private companies; one number decides for all lines of a company.
    fn exits(&self, values: &[f64], uniform: f64, case: &mut Case) {
        case.exits.clear();
        case.windows.clear();
        for options in &self.options {
            case.exits.push(match &options.of {
                Of::Listed(_) => Default::default(),
                Of::Private(company) => company.exit(values, uniform),
            });
            case.windows.push(options.window.at(values));
        }
    }

    /// Rates of exchange over today's, one on average: a random walk of the logarithm.
    fn exchanges(&self, values: &[f64], walks: &[(Years, f64)], case: &mut Case) {
        let years = self.time.years;
        let Some((currency, volatility)) = self.exchange else {
            case.exchange[..=years].fill(1.0);
            case.exchange_later = 1.0;
            return;
        };
        let sd = volatility.at(values);
        let (walk, later) = &walks[currency];
        let rate = |moved: f64, time: f64| (sd * moved - 0.5 * sd * sd * time).exp();
        for (year, exchange) in case.exchange.iter_mut().take(years + 1).enumerate() {
            *exchange = rate(walk[year], year as f64 + 0.5);
        }
        let last = years as f64 - 0.5;
        let end = case.exits.iter().map(|exit| exit.years).fold(last, f64::max);
        case.exchange_later = rate(walk[years - 1] + later * (end - last).sqrt(), end);
    }
}
