//! Forecasts against what was published a year later.

use std::error::Error;

use crate::forecast::Model;
use crate::panel::Panel;

/// The error of one forecast by each way, and whether its band held.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    /// |published / forecast − 1|.
    carried: f64,
    with_growth: f64,
    ours: f64,
    inside: bool,
    /// Half the width of the band, in logs.
    half_width: f64,
}

/// One year ahead, over all pairs that were published in both years.
#[derive(Clone, Debug)]
pub struct Step {
    /// The year that is forecast from.
    pub from: i32,
    outcomes: Vec<Outcome>,
}

/// Upper end of the middle 80 % of a standard normal.
const Z80: f64 = 1.281_551_565_544_600_4;

impl Step {
    /// Scores a model fitted on the years up to `from`.
    pub fn of(panel: &Panel, from: i32, model: &Model) -> Result<Step, Box<dyn Error>> {
        let growth = growth(panel, from);
        let mut outcomes = Vec::new();
        for (pair, published) in &panel.metros[&(from + 1)] {
            let Some(before) = panel.metros[&from].get(pair) else { continue };
            let Some(forecast) = model.forecast(pair)? else { continue };
            let off = |value: f64| (published.pay / value - 1.0).abs();
            let half_width = Z80 * forecast.sd;
            let ln = published.pay.ln();
            // Of a bound only this is known: that the median is not below it.
            let above = published.is_bound && ln <= forecast.ln + half_width;
            outcomes.push(Outcome {
                carried: off(before.pay),
                with_growth: off(before.pay * growth),
                ours: off(forecast.ln.exp()),
                inside: above || (ln - forecast.ln).abs() <= half_width,
                half_width,
            });
        }
        Ok(Step { from, outcomes })
    }

    /// All of several steps together.
    pub fn pooled<'s>(steps: impl Iterator<Item = &'s Step>) -> Step {
        let outcomes = steps.flat_map(|step| step.outcomes.iter().copied()).collect();
        Step { from: 0, outcomes }
    }

    /// How many medians were forecast.
    pub fn count(&self) -> usize {
        self.outcomes.len()
    }

    /// Median absolute errors in percent: carried forward, carried with last year's national growth
    /// of all occupations, ours.
    pub fn errors(&self) -> [f64; 3] {
        let of = |pick: fn(&Outcome) -> f64| 100.0 * median(self.outcomes.iter().map(pick));
        [of(|o| o.carried), of(|o| o.with_growth), of(|o| o.ours)]
    }

    /// Share of the bands that held, in percent.
    pub fn coverage(&self) -> f64 {
        let inside = self.outcomes.iter().filter(|o| o.inside).count();
        100.0 * inside as f64 / self.count().max(1) as f64
    }

    /// Median half-width of the bands, in percent.
    pub fn half_width(&self) -> f64 {
        100.0 * median(self.outcomes.iter().map(|o| o.half_width)).exp_m1()
    }

    /// How much smaller our median error is than that of carrying forward, in percent.
    pub fn better(&self) -> f64 {
        let [carried, _, ours] = self.errors();
        100.0 * (1.0 - ours / carried)
    }
}

/// National growth of the year before, known when the forecast is made: the median over occupations
/// of this year's national median over last year's; 1 where there is no year before.
fn growth(panel: &Panel, from: i32) -> f64 {
    let Some(before) = panel.nation.get(&(from - 1)) else { return 1.0 };
    let now = &panel.nation[&from];
    let ratios = before.iter().filter_map(|(o, then)| Some(now.get(o)?.pay / then.pay));
    median(ratios)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => 0.5 * (values[n / 2 - 1] + values[n / 2]),
    }
}
