//! Our own runs: a book without the data set plus so many of its records, asked for the rest.

use std::error::Error;
use std::time::Instant;

use goingrate::evidence::sources::Source;
use goingrate::evidence::{CellKey, ContentHash, Record};
use goingrate::model::{Book, Fit, FitOptions, Foreseen, RecordEstimator, Round, fit_from};
use serde::Serialize;

use crate::evidence::World;
use crate::score::Score;
use crate::sets::Set;

/// A run to be made.
pub struct Task<'s> {
    pub set: &'s Set<'s>,
    /// How many local records the book sees.
    pub size: usize,
    /// Whether it sees no other microdata.
    pub alone: bool,
}

/// What came out.
#[derive(Serialize)]
pub struct Run {
    pub who: &'static str,
    pub set: &'static str,
    pub n: usize,
    #[serde(flatten)]
    pub score: Score,
    pub fit_s: f64,
    pub predict_s: f64,
    pub chosen: String,
}

impl Run {
    /// In one line.
    pub fn line(&self) -> String {
        let Score { pinball, cover80, cover50, .. } = &self.score;
        format!(
            "{:20} n {:6}  pinball {pinball:.4}  cover80 {:.1} %  cover50 {:.1} %  fit {:.1} s  predict {:.2} s  {}",
            self.set,
            self.n,
            100.0 * cover80,
            100.0 * cover50,
            self.fit_s,
            self.predict_s,
            self.chosen,
        )
    }
}

/// Tells of a round where DIAGNOSIS asks for it.
fn told(round: &Round) {
    if std::env::var_os("DIAGNOSIS").is_some() {
        let Round { number, step, mover, variance_step } = round;
        eprintln!("round {number:3}  step {step:.5}  variances {variance_step:.4}  {mover:?}");
    }
}

/// Fits and scores.
pub fn run(task: &Task, world: &World, near: &Book) -> Result<Run, Box<dyn Error>> {
    let set = task.set;
    let local = set.train[..task.size].iter().map(|record| (set.file.source, *record));
    let others = world.files.iter().filter(|file| {
        file.name != set.file.name
            && !task.alone
            && std::env::var("ONLY").map_or(true, |only| file.name.contains(&only))
    });
    let others = others.flat_map(|file| file.records.iter().map(|record| (file.source, record)));
    let records: Vec<(&'static dyn Source, &Record)> = local.chain(others).collect();
    let evidence = world.with(records.into_iter(), true)?;
    let start = Instant::now();
    let options = FitOptions::with_microdata(told);
    let fitted: Fit =
        fit_from(&evidence, &world.taxonomy, &world.priors, &world.rates, options, Some(near))?;
    let book = Book::of(&fitted, &evidence, &world.priors, ContentHash(0));
    let fit_s = start.elapsed().as_secs_f64();
    let chosen = format!(
        "{} rounds, {} effects, {} lines",
        fitted.diagnosis.iterations, fitted.diagnosis.effects, fitted.diagnosis.lines
    );
    if std::env::var_os("DIAGNOSIS").is_some() {
        for group in &fitted.diagnosis.groups {
            eprintln!(
                "  {:40} {:7} {:.4}{}",
                group.name,
                group.members,
                group.sd,
                if group.held { "  held" } else { "" }
            );
        }
    }
    drop(fitted);
    let start = Instant::now();
    let mut estimator = RecordEstimator::new(&book, &world.taxonomy, &world.priors, &world.rates)?;
    let keys: Vec<&CellKey> = set.test.iter().map(|record| &record.key).collect();
    let foreseen: Vec<Foreseen> = estimator.foresee(set.file.source.slug(), &keys)?;
    let predict_s = start.elapsed().as_secs_f64();
    let score = Score::of(&foreseen, set, task.size, world);
    drop((foreseen, estimator));
    Ok(Run {
        who: if task.alone { "goingrate" } else { "goingrate-beside" },
        set: set.name,
        n: task.size,
        score,
        fit_s,
        predict_s,
        chosen,
    })
}
