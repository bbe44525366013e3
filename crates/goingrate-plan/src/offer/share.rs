//! The price of a listed share: a geometric Brownian motion at the ends of quarters, and what grants of shares
//! bring in each year of the stay.

use goingrate_model::SeededRng;

use super::question::{Grant, MOST_YEARS, Refresher, Vest};
use super::time::{Time, year_of_end};

/// Months of a quarter: prices are drawn at its end.
const QUARTER: usize = 3;
/// A quarter in years.
const QUARTER_YEARS: f64 = 0.25;
/// Quarters of a year.
pub const QUARTERS: usize = 4;
/// The latest month of a stay, and the day before the first.
pub const MONTHS: usize = MOST_YEARS as usize * 12 + 1;

/// How a price moves.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// The logarithm by which the price grows in a year on average, without dividends.
    pub growth: f64,
    /// The standard deviation of the logarithm in a year.
    pub volatility: f64,
}

impl Walk {
    /// By how much a share is worth at a month, as a multiple of today, on average.
    pub fn expected(&self, months: f64) -> f64 {
        (self.growth * months / 12.0).exp()
    }

    /// A path: the price at each month as a multiple of today's. Ends of quarters are drawn exactly; months
    /// between them lie on a straight line of the logarithm, which [`Walk::between`] puts right on average.
    pub fn path(&self, normals: &[f64], path: &mut [f64; MONTHS]) {
        let half = 0.5 * self.volatility * self.volatility;
        let (drift, sd) = (self.growth - half, self.volatility * QUARTER_YEARS.sqrt());
        path[0] = 1.0;
        for (quarter, z) in normals.iter().enumerate() {
            let month = quarter * QUARTER;
            let step = ((drift * QUARTER_YEARS + sd * z) / QUARTER as f64).exp();
            path[month + 1] = path[month] * step;
            path[month + 2] = path[month + 1] * step;
            path[month + 3] = path[month + 2] * step;
        }
    }

    /// The factor by which `path[to] / path[from]` is multiplied to be the expectation of the price at `to`
    /// over that at `from`, given the ends of quarters: `exp(σ²/2 · v)`, where `v` is the variance of the
    /// difference of a Brownian bridge at both (Glasserman 2004, Monte Carlo Methods in Financial
    /// Engineering, section 3.1.1).
    fn between(&self, from: usize, to: usize) -> f64 {
        let variance = |part: f64| QUARTER_YEARS * part * (1.0 - part);
        let part = |month: usize| (month % QUARTER) as f64 / QUARTER as f64;
        let end_of_quarter = (from / QUARTER + 1) * QUARTER;
        let v = match to <= end_of_quarter {
            true => variance((to - from) as f64 / QUARTER as f64),
            false => variance(part(from)) + variance(part(to)),
        };
        (0.5 * self.volatility * self.volatility * v).exp()
    }

    /// The price at the end of so many years that one path in five lies below, and above.
    pub fn fifths(&self, years: f64) -> [f64; 2] {
        let half = 0.5 * self.volatility * self.volatility;
        let spread = self.volatility * years.sqrt() * goingrate_model::normal_quantile(0.8);
        [-spread, spread].map(|moved| ((self.growth - half) * years + moved).exp())
    }
}

/// What one grant brings, month by month, times the price of that month over the price of the grant's.
#[derive(Clone, Debug)]
struct Lot {
    /// The month of the grant.
    month: usize,
    /// Of each year of the stay, for its twelve ends of months.
    amounts: Vec<[f64; 12]>,
    /// The same amounts, times what they gain by coming earlier than the middle of the year.
    timing: Vec<[f64; 12]>,
}

/// Amounts of the years of a stay.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paid {
    /// What comes in each year.
    pub amounts: [f64; MOST_YEARS as usize],
    /// The same, times how much more a payment on its day is worth than one in the middle of the year.
    pub timing: [f64; MOST_YEARS as usize],
}

/// All grants of one sort.
#[derive(Clone, Debug, Default)]
pub struct Lots {
    lots: Vec<Lot>,
    /// What becomes one's own in the month of its grant, and so moves with no price.
    certain: Paid,
}

impl Lots {
    /// Grants of once.
    pub fn of_grants(grants: &[Grant], walk: &Walk, time: &Time) -> Lots {
        let mut lots = Lots::default();
        for grant in grants {
            lots.add(grant.value, grant.month as usize, &grant.vests, walk, time);
        }
        lots
    }

    /// Grants of every year.
    pub fn of_refreshers(refresher: &Refresher, walk: &Walk, time: &Time) -> Lots {
        let mut lots = Lots::default();
        for month in (refresher.month as usize..time.months()).step_by(12) {
            lots.add(refresher.value, month, &refresher.vests, walk, time);
        }
        lots
    }

    fn add(&mut self, value: f64, month: usize, vests: &[Vest], walk: &Walk, time: &Time) {
        let years = time.years;
        let mut lot =
            Lot { month, amounts: vec![[0.0; 12]; years], timing: vec![[0.0; 12]; years] };
        for vest in vests {
            let at = month + vest.month as usize;
            if at > time.months() {
                continue;
            }
            let (year, gain) = (year_of_end(at), time.gain(at as f64 / 12.0, year_of_end(at)));
            if vest.month == 0 {
                let amount = value * vest.share;
                self.certain.amounts[year] += amount;
                self.certain.timing[year] += amount * gain;
            } else {
                let amount = value * vest.share * walk.between(month, at);
                lot.amounts[year][(at - 1) % 12] += amount;
                lot.timing[year][(at - 1) % 12] += amount * gain;
            }
        }
        self.join(lot);
    }

    /// Grants of the same month move with the same prices.
    fn join(&mut self, lot: Lot) {
        let Some(same) = self.lots.iter_mut().find(|other| other.month == lot.month) else {
            return self.lots.push(lot);
        };
        let add = |to: &mut [[f64; 12]], more: &[[f64; 12]]| {
            to.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(a, b)| *a += b);
        };
        add(&mut same.amounts, &lot.amounts);
        add(&mut same.timing, &lot.timing);
    }

    /// What the grants bring on a path.
    pub fn paid(&self, path: &[f64; MONTHS]) -> Paid {
        let mut paid = self.certain;
        for lot in &self.lots {
            let first = 1.0 / path[lot.month];
            for (year, (amounts, timing)) in lot.amounts.iter().zip(&lot.timing).enumerate() {
                let prices = &path[12 * year + 1..12 * year + 13];
                let [amount, gain] = twice(amounts, timing, prices);
                paid.amounts[year] += amount * first;
                paid.timing[year] += gain * first;
            }
        }
        paid
    }
}

/// Two sums of products with the same prices, in four lanes each, which do not wait for each other.
fn twice(one: &[f64; 12], other: &[f64; 12], prices: &[f64]) -> [f64; 2] {
    let (mut a, mut b) = ([0.0; 4], [0.0; 4]);
    for ((ones, others), prices) in
        one.as_chunks::<4>().0.iter().zip(other.as_chunks::<4>().0).zip(prices.as_chunks::<4>().0)
    {
        for lane in 0..4 {
            a[lane] += ones[lane] * prices[lane];
            b[lane] += others[lane] * prices[lane];
        }
    }
    [a, b].map(|lanes| (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
}

/// A listed share and the grants of it.
#[derive(Clone, Debug)]
pub struct Share {
    pub walk: Walk,
    pub grants: Lots,
    pub refreshers: Lots,
    /// What grants of every year bring in a year when as many begin as end, on average.
    pub steady: f64,
}

impl Share {
    pub fn new(walk: Walk, grants: &[Grant], more: Option<&Refresher>, time: &Time) -> Share {
        let steady = more.map_or(0.0, |more| {
            let vests = more.vests.iter();
            let each = vests.map(|vest| vest.share * walk.expected(f64::from(vest.month)));
            more.value * each.sum::<f64>()
        });
        let refreshers = more.map(|more| Lots::of_refreshers(more, &walk, time));
        let grants = Lots::of_grants(grants, &walk, time);
        Share { walk, grants, refreshers: refreshers.unwrap_or_default(), steady }
    }
}

/// Normal numbers of a path; where several listed shares move together, a part of each is common.
pub fn normals(rng: &mut SeededRng, common: &[f64], correlation: f64, normals: &mut [f64]) {
    let (together, alone) = (correlation.sqrt(), (1.0 - correlation).sqrt());
    for (quarter, z) in normals.iter_mut().enumerate() {
        let own = rng.quick_normal();
        *z = match common.get(quarter) {
            Some(common) => together * common + alone * own,
            None => own,
        };
    }
}
