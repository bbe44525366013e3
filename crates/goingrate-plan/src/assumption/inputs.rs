//! What a plan assumes: each assumption of each sort of people once, as a table to draw from. Two sorts
//! for whom the same value is said share its draw, because they share the doubt.

use goingrate_model::SeededRng;
use goingrate_units::{Currency, Date, Problem};

use super::{Assumptions, At, Used};
use crate::chance::QuantileTable;

/// The word of an assumption, which carried value of it holds, for what alone a reader's own value is said,
/// and what is taken apart.
type Key = (String, Option<usize>, Option<String>, usize);

/// What exchanges an amount of another currency into the answer's.
pub type ToCurrency<'a> = &'a dyn Fn(Currency) -> Result<f64, Problem>;

/// All inputs of a plan.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    used: Vec<Used>,
    tables: Vec<QuantileTable>,
    certain: Vec<bool>,
    keys: Vec<Key>,
}

/// For whom inputs are taken.
#[derive(Clone, Copy)]
pub struct For<'a> {
    /// Words of places, the narrowest first.
    pub places: &'a [&'a str],
    /// The engagement, the level, a kind.
    pub of: &'a [&'a str],
    /// The day.
    pub on: Date,
    /// How much of the answer's currency one unit of another is.
    pub exchange: ToCurrency<'a>,
    /// Inputs taken apart from each other, by a number, never share a draw: what happens in one company does
    /// not happen in another.
    pub apart: usize,
}

impl Inputs {
    /// Takes one assumption, and says where its draws stand.
    ///
    /// # Errors
    /// When a value is not carried for them, or its currency has no exchange rate.
    pub fn take(&mut self, known: &Assumptions, name: &str, who: &For) -> Result<usize, Problem> {
        let at = At { places: who.places, of: who.of, on: who.on };
        let used = known.used(name, &at)?;
        // By the carried value: what a reader puts in its place leaves all other draws as they are.
        let key = (name.to_owned(), known.position(name, &at), used.of.clone(), who.apart);
        if let Some(at) = self.keys.iter().position(|other| *other == key) {
            return Ok(at);
        }
        self.keys.push(key);
        let factor = used.currency().map_or(Ok(1.0), |currency| (who.exchange)(currency))?;
        let spread = used.spread().times(factor);
        self.tables.push(QuantileTable::of(|u| spread.quantile(u)));
        self.certain.push(spread.is_certain());
        self.used.push(used);
        Ok(self.used.len() - 1)
    }

    /// The word of a pair of currencies, for `fx-volatility`: their codes in the order of letters.
    pub(crate) fn pair_of(one: Currency, other: Currency) -> String {
        let (one, other) = (one.code(), other.code());
        if one < other { format!("{one}-{other}") } else { format!("{other}-{one}") }
    }

    /// What was taken.
    pub fn used(&self) -> &[Used] {
        &self.used
    }

    /// The same, each once: a reader's own value may stand in the place of several.
    pub fn used_once(&self) -> Vec<Used> {
        let mut once: Vec<Used> = Vec::with_capacity(self.used.len());
        for used in &self.used {
            if !once.contains(used) {
                once.push(used.clone());
            }
        }
        once
    }

    /// The inputs that are not certain.
    pub fn doubtful(&self) -> Vec<usize> {
        (0..self.used.len()).filter(|at| !self.certain[*at]).collect()
    }

    /// Everything at one place of its distribution, `0 < p < 1`.
    pub fn all_at(&self, p: f64) -> Vec<f64> {
        self.tables.iter().map(|table| table.at(p)).collect()
    }

    /// One input at a place of its distribution.
    #[inline]
    pub fn at(&self, input: usize, p: f64) -> f64 {
        self.tables[input].at(p)
    }

    /// Draws the inputs that are in doubt; the others stay as they are. Each has its own uniform number,
    /// in a fixed order, so that another value of one leaves the draws of all others as they are.
    #[inline]
    pub fn draw(&self, rng: &mut SeededRng, values: &mut [f64]) {
        for ((value, table), certain) in values.iter_mut().zip(&self.tables).zip(&self.certain) {
            let u = rng.uniform();
            if !certain {
                *value = table.at(u);
            }
        }
    }
}
