//! Scores of forecasts: pinball loss, coverage, and where the truth fell.

use std::collections::HashMap;

use goingrate::model::{Foreseen, Scores};
use serde::Serialize;

use crate::evidence::World;
use crate::sets::{Set, cohort};

/// Coverage of the test rows whose cell has so many training rows.
#[derive(Serialize)]
pub struct Bin {
    pub bin: &'static str,
    pub rows: usize,
    pub cover80: Option<f64>,
    pub cover50: Option<f64>,
}

/// The score of one run.
#[derive(Serialize)]
pub struct Score {
    pub rows_test: usize,
    pub pinball: f64,
    pub pinball_by: [f64; 5],
    pub cover80: f64,
    pub cover50: f64,
    pub bins: Vec<Bin>,
    pub six: [usize; 6],
    pub pit: Vec<usize>,
}

/// Sizes of a cell in the training rows, from … on.
const BINS: [(&str, usize); 5] = [("0", 0), ("1-4", 1), ("5-9", 5), ("10-19", 10), ("20+", 20)];

impl Score {
    /// Scores forecasts of a set's test rows.
    pub fn of(foreseen: &[Foreseen], set: &Set, size: usize, world: &World) -> Score {
        let mut cells: HashMap<String, usize> = HashMap::new();
        for record in &set.train[..size] {
            *cells.entry(cohort(record, &world.taxonomy)).or_default() += 1;
        }
        let mut scores = Scores::default();
        let mut bins: [Scores; 5] = Default::default();
        for (foreseen, record) in foreseen.iter().zip(&set.test) {
            let y = (record.amount * record.key.period.a_year()).ln();
            let held = cells.get(&cohort(record, &world.taxonomy)).copied().unwrap_or(0);
            scores.add(foreseen, y);
            bins[BINS.iter().rposition(|&(_, from)| held >= from).unwrap_or(0)].add(foreseen, y);
        }
        let bin = |((bin, _), scores): (&(&'static str, usize), &Scores)| Bin {
            bin,
            rows: scores.rows,
            cover80: scores.coverage().map(|covered| covered[0]),
            cover50: scores.coverage().map(|covered| covered[1]),
        };
        let [cover80, cover50] = scores.coverage().unwrap_or_default();
        Score {
            rows_test: scores.rows,
            pinball: scores.pinball(),
            pinball_by: scores.pinball_by,
            cover80,
            cover50,
            bins: BINS.iter().zip(&bins).map(bin).collect(),
            six: scores.six,
            pit: scores.pit.to_vec(),
        }
    }
}
