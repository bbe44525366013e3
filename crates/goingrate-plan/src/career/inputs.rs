//! The assumptions of a career, and where their draws stand.

use goingrate_units::Problem;

use super::question::{Start, Way, Work};
use crate::assumption::{Assumptions, For, Inputs};

/// Where the draws of what all ways share stand.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    pub discount: usize,
    pub growth: usize,
    pub extra: usize,
    pub kept: usize,
    pub gap: usize,
    pub between: usize,
}

/// Where the draws of a way stand.
#[derive(Clone, Debug)]
pub struct OfWay {
    /// Years until the step to each level but the first.
    pub waits: Vec<usize>,
    /// The raise at each of these steps.
    pub raises: Vec<usize>,
    /// Months of learning, and its cost; `None` for who stays.
    pub learning: Option<[usize; 2]>,
    pub moving: Option<usize>,
    /// The share billed, and costs.
    pub freelance: Option<[usize; 2]>,
    /// Pay, years, chance of nothing, exit.
    pub founder: Option<[usize; 4]>,
}

impl Common {
    /// Takes what all ways share.
    ///
    /// # Errors
    /// When a value is not carried, or its currency has no exchange rate.
    pub fn take(inputs: &mut Inputs, known: &Assumptions, who: &For) -> Result<Common, Problem> {
        let mut take = |name: &str| inputs.take(known, name, who);
        Ok(Common {
            discount: take("discount-rate")?,
            growth: take("real-growth")?,
            extra: take("changer-extra")?,
            kept: take("position-kept")?,
            gap: take("months-between-jobs")?,
            between: take("years-between-jobs")?,
        })
    }
}

impl OfWay {
    /// Takes what one way needs.
    ///
    /// # Errors
    /// When a value is not carried, or its currency has no exchange rate.
    pub fn take(
        inputs: &mut Inputs,
        known: &Assumptions,
        who: &For,
        way: &Way,
    ) -> Result<OfWay, Problem> {
        let mut take = |name: &str, of: &str| inputs.take(known, name, &For { of: &[of], ..*who });
        let (mut waits, mut raises) = (Vec::new(), Vec::new());
        for level in &way.levels[1..] {
            waits.push(take("years-to-step", &level.word)?);
            raises.push(take("promotion-raise", &level.word)?);
        }
        let (learning, moving) = match &way.start {
            Start::AsNow => (None, None),
            Start::Move { learns, home } => {
                let learning = [take("learning-months", learns)?, take("learning-cost", learns)?];
                let moving = if *home { Some(take("moving-cost", learns)?) } else { None };
                (Some(learning), moving)
            }
        };
        let (mut freelance, mut founder) = (None, None);
        match way.work {
            Work::Employed => {}
            Work::Freelance => {
                freelance = Some([take("billed-share", "")?, take("freelance-costs", "")?]);
            }
            Work::Founder => {
                let [pay, years] = ["founder-pay", "founder-years"].map(|name| take(name, ""));
                let [nothing, exit] = ["founder-nothing", "founder-exit"].map(|n| take(n, ""));
                founder = Some([pay?, years?, nothing?, exit?]);
            }
        }
        Ok(OfWay { waits, raises, learning, moving, freelance, founder })
    }
}
