//! The blocks of effects: which parts the model has, one visible list.
//!
//! A block is a set of effects of one kind (all roles, all skills, all role × area pairs). Each is
//! partially pooled: its effects share one prior sd τ, whose start, prior or fixed value stands in
//! `data/model/priors.toml` under the block's name. An effect acts on one *axis* of the
//! distribution. To add a block: a line in [`Block`], one in `BLOCKS`, a paragraph in
//! docs/METHOD.md and its prior in data.

/// What an effect moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Location: `m`, the centre of log pay at the ladder's reference level.
    Location,
    /// Spread: `ln σ` of log pay within one level.
    Spread,
    /// Skew `ε` of the shape.
    Skew,
    /// Tail weight `t` of the shape.
    Tail,
    /// The logarithm of one step of a ladder, so that every step is positive.
    Step,
    /// The logarithm of a stretch of the whole ladder.
    Stretch,
    /// The slope of `ln σ` along the ladder.
    Slope,
    /// The logit of a level's share.
    Share,
    /// The market's level in time.
    Trend,
    /// A source's own term: part of what it says, never of an answer.
    Source,
}

macro_rules! blocks {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $axis:ident;)*) => {
        /// A block of effects.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Block { $($(#[$doc])* $name,)* }

        /// Every block, in the order in which diagnostics list them.
        pub const BLOCKS: &[Block] = &[$(Block::$name,)*];

        impl Block {
            /// The word of `data/model/priors.toml` and of diagnostics.
            pub fn slug(self) -> &'static str {
                match self { $(Block::$name => $slug,)* }
            }

            /// What its effects move.
            pub fn axis(self) -> Axis {
                match self { $(Block::$name => Axis::$axis,)* }
            }
        }
    };
}

blocks! {
    /// The one effect with a flat prior: log pay of a United States dollar earner at the
    /// reference of every other block.
    Intercept = "intercept", Location;
    /// Groups and official occupations of the role hierarchy.
    Occupation = "occupation", Location;
    /// Specialties below an official occupation; no source holds both, so the prior is given.
    Specialty = "specialty", Location;
    /// Parts of the world and countries.
    Country = "country", Location;
    /// States of a country.
    State = "state", Location;
    /// Metropolitan and non-metropolitan areas.
    Area = "area", Location;
    /// How pay rises with the logarithm of an area's jobs.
    AreaSize = "area-size", Location;
    /// An occupation in a state.
    RoleState = "role:state", Location;
    /// An occupation in an area.
    RoleArea = "role:area", Location;
    /// An occupation's jobs of a nation that no area holds.
    Remainder = "role:remainder", Location;
    /// Working from anywhere, against the nation.
    Remote = "remote", Location;
    /// Industries.
    Industry = "industry", Location;
    /// An occupation in an industry.
    RoleIndustry = "role:industry", Location;
    /// Tiers of employers.
    Tier = "tier", Location;
    /// Skills, in families.
    Skill = "skill", Location;
    /// Forms of engagement, against employment.
    Engagement = "engagement", Location;
    /// A form of engagement in a part of the world.
    EngagementRegion = "engagement:region", Location;
    /// Parts of pay, against the base salary.
    Component = "component", Location;
    /// Where the management ladder stands against the individual one.
    LadderBase = "ladder", Location;
    /// Steps of the ladders.
    Step = "step", Step;
    /// How much an engagement stretches the ladder.
    EngagementStretch = "engagement:ladder", Stretch;
    /// How much a part of pay stretches the ladder.
    ComponentStretch = "component:ladder", Stretch;
    /// The spread at the reference of every other block; flat prior.
    Spread = "spread", Spread;
    /// How spread changes along a ladder.
    SpreadSlope = "spread:ladder", Slope;
    /// An occupation's spread.
    SpreadRole = "spread:role", Spread;
    /// An area's spread.
    SpreadArea = "spread:area", Spread;
    /// An occupation's spread in an area.
    SpreadRoleArea = "spread:role:area", Spread;
    /// The spread of an occupation's jobs that no area holds.
    SpreadRemainder = "spread:remainder", Spread;
    /// An industry's spread.
    SpreadIndustry = "spread:industry", Spread;
    /// An occupation's spread in an industry.
    SpreadRoleIndustry = "spread:role:industry", Spread;
    /// A country's spread.
    SpreadCountry = "spread:country", Spread;
    /// The spread of a form of engagement.
    SpreadEngagement = "spread:engagement", Spread;
    /// The spread of a part of pay.
    SpreadComponent = "spread:component", Spread;
    /// The skew of the shape.
    Skew = "skew", Skew;
    /// An occupation's skew.
    SkewRole = "skew:role", Skew;
    /// An occupation's skew in an area.
    SkewRoleArea = "skew:role:area", Skew;
    /// The tail weight of the shape.
    Tail = "tail", Tail;
    /// Shares of levels where the level is left open.
    Share = "share", Share;
    /// The market's level at each knot of time.
    TrendLevel = "trend:level", Trend;
    /// The market's yearly growth at each knot of time.
    TrendGrowth = "trend:growth", Trend;
    /// Yearly growth of a country apart from the common trend.
    TrendCountry = "trend:country", Trend;
    /// A source's offset.
    SourceOffset = "source", Source;
    /// A source's offset at a level.
    SourceLevel = "source:level", Source;
    /// A source's offset in a country.
    SourceCountry = "source:country", Source;
    /// A source's own spread.
    SourceSpread = "source:spread", Source;
    /// How an official percentile of areas, by occupation, lies off the model's shape.
    OfficialPercentile = "official:percentile", Source;
    /// A series' growth apart from the market's.
    SourceGrowth = "source:growth", Source;
}

impl Block {
    /// The block at a position of [`BLOCKS`].
    pub fn from_index(index: usize) -> Option<Block> {
        BLOCKS.get(index).copied()
    }
}
