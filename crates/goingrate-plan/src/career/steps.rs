//! The steps of a way: how long each takes, and what it raises.

use super::answer::StepAnswer;
use super::simulate::{Draws, Model};

impl Model<'_> {
    /// The steps to each level but the first.
    pub fn steps(&self, way: usize, draws: &Draws) -> Vec<StepAnswer> {
        let levels = &self.question.ways[way].levels;
        let of = &self.of_ways[way];
        let all = self.question.draws as f64;
        let step = |at: usize| {
            let (before, level) = (&levels[at], &levels[at + 1]);
            let reached = draws.ways[way].reached[at + 1];
            StepAnswer {
                word: level.word.clone(),
                name: level.name.clone(),
                years: self.years_until(way, at),
                market: (level.ln_median[0] - before.ln_median[0]).exp() - 1.0,
                raise: self.ends(of.raises[at]),
                reached: reached.map(|count| f64::from(count) / all),
            }
        };
        (0..levels.len() - 1).map(step).collect()
    }

    /// Years at a level until the step beyond it; on the first one, what remains of them.
    fn years_until(&self, way: usize, at: usize) -> [f64; 3] {
        let input = self.of_ways[way].waits[at];
        if at > 0 {
            return self.ends(input);
        }
        let served = self.served[way];
        let remains = |p: f64| {
            let all = self.inputs.at(input, served + (1.0 - served) * p);
            (all - self.question.at_level).max(0.0)
        };
        [0.1, 0.5, 0.9].map(remains)
    }
}
