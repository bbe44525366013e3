//! What the model is told beforehand, from `data/model/priors.toml`: the prior of every block, the
//! ladders with their steps and shares, the knots of time. Each entry has its reason in the file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ModelError;
use crate::block::{BLOCKS, Block, PriorKind};

/// The prior of one block's sd τ.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockPrior {
    /// What its effects are drawn towards: zero if not given, and for most blocks.
    #[serde(default)]
    pub mean: f64,
    /// Value of τ where it is held, centre of its prior elsewhere. Unit: logs.
    pub sd: f64,
    /// Where the search for τ starts; `sd` if not given.
    pub start: Option<f64>,
    /// Whether τ stays at `sd`.
    #[serde(default)]
    pub held: bool,
    /// Weight of `sd` as a prior on τ, in effects; 0 for none.
    #[serde(default)]
    pub degrees: f64,
}

/// The prior of one source's reading error ω.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorPrior {
    /// Centre of the prior of ω. Unit: logs.
    pub sd: f64,
    /// Where the search for ω starts; `sd` if not given.
    pub start: Option<f64>,
    /// Weight of `sd` as a prior on ω, in lines; 0 for none.
    pub degrees: f64,
}

/// A level of a ladder: its step from the level below and its share.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelPrior {
    /// Size of the step from the level below, in logs; 0 for the lowest.
    #[serde(default)]
    pub step: f64,
    /// Sd of the logarithm of the step.
    #[serde(default)]
    pub step_sd: f64,
    /// Of the people who have had the level for its usual years, the part that stays at it: a career
    /// does not climb the ladder by itself.
    #[serde(default)]
    pub stays: f64,
    /// Share of people at this level where the level is left open.
    pub share: f64,
    /// Sd of the share's logit.
    pub share_sd: f64,
}

/// A ladder: its reference level and its levels by slug.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LadderPrior {
    /// The level whose height is zero.
    pub reference: String,
    /// How far the mean of its people stands above that of the other ladder, in logs; only the
    /// management ladder says so.
    #[serde(default)]
    pub above: f64,
    /// Levels by slug.
    pub levels: BTreeMap<String, LevelPrior>,
}

/// The knots of time.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnotsPrior {
    /// Decimal year of the first knot.
    pub first: f64,
    /// How many, a year apart.
    pub count: usize,
    /// Which knot is the zero of the market's level, from 0.
    pub reference: usize,
    /// Sd of the growth at the first knot, around zero.
    pub first_growth_sd: f64,
    /// How far after the last knot an answer may reach, in years.
    pub horizon: f64,
}

/// Shares of kinds of employers, in the order of [`KindsPrior::order`], and what each pays against the
/// country's median.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindShares {
    /// Shares of developers; they are made to add up to one.
    pub share: Vec<f64>,
    /// Median pay against the country's, as a ratio.
    pub ratio: Vec<f64>,
}

/// Kinds of employers as a country's income foretells them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindsOfIncome {
    /// Income a head, as a part of the reference country's.
    pub income: f64,
    /// Shares of developers.
    pub share: Vec<f64>,
    /// Median pay against the country's.
    pub ratio: Vec<f64>,
}

/// Kinds of employers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindsPrior {
    /// The kinds: words of tiers of employers.
    pub order: Vec<String>,
    /// Those of them that an employer is outside its home country only.
    pub abroad: Vec<String>,
    /// Incomes, lowest first, between which shares and logs of ratios go with the log of income.
    pub income: Vec<KindsOfIncome>,
    /// Countries of which more is known, by their word.
    pub country: BTreeMap<String, KindShares>,
}

impl KindsPrior {
    /// What an income foretells, as a part of the reference country's.
    pub(crate) fn foretold(&self, income: f64) -> Option<KindShares> {
        let above = self.income.partition_point(|of| of.income <= income);
        let above = above.clamp(1, self.income.len().checked_sub(1)?.max(1));
        let (low, high) = (self.income.get(above - 1)?, self.income.get(above)?);
        let along = (income / low.income).ln() / (high.income / low.income).ln();
        let along = along.clamp(0.0, 1.0);
        let between = |a: f64, b: f64| a + along * (b - a);
        let share = low.share.iter().zip(&high.share).map(|(&a, &b)| between(a, b));
        let ratio = low.ratio.iter().zip(&high.ratio).map(|(a, b)| between(a.ln(), b.ln()).exp());
        Some(KindShares { share: share.collect(), ratio: ratio.collect() })
    }
}

/// A part of pay that is stated by itself, and of whom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedPart {
    /// The part of pay, by its word.
    pub component: String,
    /// The lowest level of its ladder of which it is stated, by its word.
    pub level: String,
    /// The tier of employers, by its word.
    pub tier: String,
    /// The country, by its word.
    pub country: String,
}

/// Everything the model is told beforehand.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priors {
    /// Degrees of freedom of the t distribution of δ.
    pub robust_degrees: f64,
    /// Years over which membership of a level fades at the ends of its range of years.
    pub years_softness: f64,
    /// How many years people have written code before they are paid for it.
    pub coding_before_work: f64,
    /// Where the search for the spread within a level starts: sd in logs.
    pub start_spread: f64,
    /// Centre of the logarithm of an area's jobs.
    pub area_size_centre: f64,
    /// Lumpiness of official area percentiles, P10 to P90: sd in logs.
    pub lumpiness: [f64; 5],
    /// The knots of time.
    pub knots: KnotsPrior,
    /// Reading errors ω of claims, by source.
    pub claims: ErrorPrior,
    /// Error ω of official area cells.
    pub official_area: ErrorPrior,
    /// Error ω of official national cells.
    pub official_nation: ErrorPrior,
    /// Error ω of official industry cells.
    pub official_industry: ErrorPrior,
    /// Official cells of other nations' classifications.
    pub official_abroad: ErrorPrior,
    /// Error ω of series.
    pub series: ErrorPrior,
    /// The individual ladder.
    pub individual: LadderPrior,
    /// The management ladder.
    pub management: LadderPrior,
    /// Kinds of employers by country.
    pub kinds: KindsPrior,
    /// Parts of pay that are stated by themselves; all others are only parts of a total.
    #[serde(default)]
    pub stated: Vec<StatedPart>,
    /// Specialties that may lie further from their occupation than the block of specialties says: by
    /// the role's word, the sd of its effect, in logs.
    #[serde(default)]
    pub specialties: BTreeMap<String, f64>,
    /// Priors of blocks by slug.
    blocks: BTreeMap<String, BlockPrior>,
}

impl Priors {
    /// Reads `data/model/priors.toml`.
    ///
    /// # Errors
    /// When it is no TOML of this shape, or a block has no prior, or there is a prior for a block
    /// that does not exist.
    pub fn read(text: &str) -> Result<Priors, ModelError> {
        let priors: Priors = toml::from_str(text).map_err(|e| ModelError::Priors(e.to_string()))?;
        let unknown = priors.blocks.keys().find(|k| !BLOCKS.iter().any(|b| b.slug() == *k));
        if let Some(name) = unknown {
            return Err(ModelError::Priors(format!("there is no block {name:?}")));
        }
        for block in BLOCKS {
            let has_none = matches!(block.prior_kind(), PriorKind::Flat | PriorKind::Own);
            if !has_none && !priors.blocks.contains_key(block.slug()) {
                return Err(ModelError::Priors(format!("block {:?} has no prior", block.slug())));
            }
        }
        Ok(priors)
    }

    /// The prior of a block; `None` where it is flat or each effect has its own.
    pub fn block(&self, block: Block) -> Option<BlockPrior> {
        self.blocks.get(block.slug()).copied()
    }

    /// The prior of a level by its slug.
    pub fn level(&self, slug: &str) -> Option<&LevelPrior> {
        self.individual.levels.get(slug).or_else(|| self.management.levels.get(slug))
    }
}
