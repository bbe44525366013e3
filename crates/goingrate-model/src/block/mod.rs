//! The blocks of effects: which parts the model has, one visible list.
//!
//! A block is a set of effects of one kind (all roles, all skills, all role × area pairs). Each is
//! partially pooled: its effects share one prior sd τ, whose start, prior or fixed value stands in
//! `data/model/priors.toml` under the block's name. An effect acts on one *axis* of the
//! distribution. To add a block: a row of the table below, its prior in data, where it acts
//! (`design/terms`), a case in which a fit recovers it, and its row in docs/METHOD.md; nothing else.

pub(crate) mod keys;
mod profile_part;

pub use profile_part::ProfilePart;

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

/// What of a distribution of log pay an effect moves, whosever distribution it is: an answer's, or one
/// that a source describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// Where it is centred, ladders and shares of levels included.
    Centre,
    /// How far it is spread: the effect is a logarithm.
    Spread,
    /// Its skew or its tails.
    Shape,
}

/// What the effects of a block are drawn towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriorKind {
    /// Nothing: a flat prior.
    Flat,
    /// Zero, each with an sd of its own, from its level.
    Own,
    /// Zero, all with the sd of the block.
    Pooled,
    /// The same with a heavy tail, so that one far effect does not make all others uncertain.
    Heavy,
    /// The knot beside it: the effects are the knots of a smooth curve.
    Curve,
    /// The year before it: the effects are the years of a random walk.
    Walk,
    /// The local linear trend of the market.
    Trend,
}

macro_rules! blocks {
    ($(
        $(#[$doc:meta])*
        $name:ident = $slug:literal, $axis:ident, $moment:ident, $part:expr, $prior:ident, $least:literal;
    )*) => {
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

            /// Whether its effects move the centre, the spread or the shape of log pay.
            pub fn moment(self) -> Moment {
                match self { $(Block::$name => Moment::$moment,)* }
            }

            /// The part of a profile whose uncertainty its effects are; none where no profile has them:
            /// a source's own terms, and what only records state.
            pub fn profile_part(self) -> Option<ProfilePart> {
                use ProfilePart::*;
                match self { $(Block::$name => $part,)* }
            }

            /// What its effects are drawn towards.
            pub fn prior_kind(self) -> PriorKind {
                match self { $(Block::$name => PriorKind::$prior,)* }
            }

            /// How many records have to share one of its effects before it is worth one: an effect that
            /// fewer share is zero but for a hair, and every one costs time. Where the sd of a block is
            /// a tenth of the spread of pay, a hundred records are half of what an effect is worth; the
            /// least is well below that. Found on rows held out of the training rows, never on test rows
            /// (bench/accuracy, `--validate`).
            pub fn least_records(self) -> f64 {
                match self { $(Block::$name => f64::from($least as u8),)* }
            }
        }
    };
}

// Name = word, axis, moment, part of a profile, prior, least records.
blocks! {
    /// The one effect with a flat prior: log pay of a United States dollar earner at the
    /// reference of every other block.
    Intercept = "intercept", Location, Centre, Some(Role), Flat, 2;
    /// Groups and official occupations of the role hierarchy.
    Occupation = "occupation", Location, Centre, Some(Role), Pooled, 2;
    /// Specialties below an official occupation; no source holds both, so the prior is given.
    Specialty = "specialty", Location, Centre, Some(Role), Pooled, 2;
    /// Parts of the world and countries.
    Country = "country", Location, Centre, Some(Place), Pooled, 2;
    /// How pay goes with a country's income a head.
    CountryIncome = "country-income", Location, Centre, Some(Place), Pooled, 2;
    /// States of a country.
    State = "state", Location, Centre, Some(Place), Pooled, 2;
    /// Metropolitan and non-metropolitan areas.
    Area = "area", Location, Centre, Some(Place), Pooled, 2;
    /// How pay rises with the logarithm of an area's jobs.
    AreaSize = "area-size", Location, Centre, Some(Place), Pooled, 2;
    /// An occupation in a state.
    RoleState = "role:state", Location, Centre, Some(Place), Pooled, 2;
    /// An occupation in an area.
    RoleArea = "role:area", Location, Centre, Some(Place), Pooled, 2;
    /// An occupation's jobs of a nation that no area holds.
    Remainder = "role:remainder", Location, Centre, Some(Place), Pooled, 2;
    /// Working from anywhere, against the nation.
    Remote = "remote", Location, Centre, Some(Place), Pooled, 2;
    /// Industries.
    Industry = "industry", Location, Centre, Some(Industry), Pooled, 2;
    /// An occupation in an industry.
    RoleIndustry = "role:industry", Location, Centre, Some(Industry), Pooled, 2;
    /// Tiers of employers.
    Tier = "tier", Location, Centre, Some(Tier), Pooled, 2;
    /// How much steeper the ladder is at a tier of employers.
    TierStretch = "tier:ladder", Stretch, Centre, Some(Tier), Pooled, 2;
    /// What a part of pay is beyond base pay at a tier of employers.
    ComponentTier = "component:tier", Location, Centre, Some(Tier), Pooled, 2;
    /// How much steeper a part of pay rises along the ladder at a tier of employers.
    ComponentTierStretch = "component:tier:ladder", Stretch, Centre, Some(Tier), Pooled, 2;
    /// What a part of pay is beyond base pay at an employer.
    ComponentEmployer = "component:employer", Location, Centre, Some(Employer), Pooled, 3;
    /// A kind of employer in a country where kinds are told apart.
    TierCountry = "tier:country", Location, Centre, Some(Tier), Pooled, 2;
    /// Skills, in families.
    Skill = "skill", Location, Centre, Some(Skill), Pooled, 2;
    /// A skill in a country.
    SkillCountry = "skill:country", Location, Centre, Some(Skill), Pooled, 40;
    /// A skill in an occupation.
    SkillRole = "skill:role", Location, Centre, Some(Skill), Pooled, 40;
    /// How a skill's worth changes with years.
    SkillYears = "skill:years", Location, Centre, Some(Skill), Pooled, 2;
    /// How many skills somebody names.
    SkillCount = "skill-count", Location, Centre, None, Pooled, 2;
    /// Pay by years where no level is stated, by knot: beyond what the levels explain.
    Years = "years", Location, Centre, Some(Level), Curve, 2;
    /// Pay by years beside a stated level, by knot.
    YearsBeside = "years:level", Location, Centre, None, Curve, 2;
    /// The curve of years in a country: how steep it is early and late.
    CountryYears = "country:years", Location, Centre, Some(Level), Pooled, 10;
    /// The curve of years in an occupation.
    RoleYears = "role:years", Location, Centre, Some(Level), Pooled, 2;
    /// Education.
    Education = "education", Location, Centre, None, Pooled, 2;
    /// Education in a country.
    EducationCountry = "education:country", Location, Centre, None, Pooled, 30;
    /// How the worth of an education changes with years.
    EducationYears = "education:years", Location, Centre, None, Pooled, 2;
    /// An occupation in a country outside those that define it.
    RoleCountry = "role:country", Location, Centre, Some(Place), Pooled, 8;
    /// A level in a country outside those that define the ladder.
    CountryLevel = "country:level", Location, Centre, Some(Level), Pooled, 8;
    /// Employers by headcount.
    Headcount = "headcount", Location, Centre, None, Pooled, 2;
    /// Where the work is done: at the employer's, at home, or both.
    Workplace = "workplace", Location, Centre, None, Pooled, 2;
    /// Employers by name; those of the taxonomy have an effect a country.
    Employer = "employer", Location, Centre, Some(Employer), Pooled, 3;
    /// How the pay of a country whose money has no exchange rate has moved away from its trend since
    /// the reference, by year.
    CountryYear = "country:year", Location, Centre, Some(Date), Walk, 0;
    /// How far the dollars that a country's money would buy goods for lie from dollars, where pay is
    /// stated in money without an exchange rate.
    CountryMoney = "country:money", Location, Centre, Some(Place), Pooled, 2;
    /// Forms of engagement, against employment.
    Engagement = "engagement", Location, Centre, Some(Engagement), Pooled, 2;
    /// A form of engagement in a part of the world.
    EngagementRegion = "engagement:region", Location, Centre, Some(Engagement), Pooled, 2;
    /// How a form of engagement's pay goes with a country's income, beside what its salaries do.
    EngagementIncome = "engagement:income", Location, Centre, Some(Engagement), Pooled, 2;
    /// Parts of pay, against the base salary.
    Component = "component", Location, Centre, Some(Component), Pooled, 2;
    /// Where the management ladder stands against the individual one.
    LadderBase = "ladder", Step, Centre, Some(Level), Pooled, 2;
    /// Steps of the ladders.
    Step = "step", Step, Centre, Some(Level), Own, 2;
    /// How the stretch of the ladder goes with a country's income.
    LadderIncome = "ladder:income", Stretch, Centre, Some(Level), Pooled, 2;
    /// How much a country stretches the ladder.
    CountryStretch = "country:ladder", Stretch, Centre, Some(Level), Pooled, 2;
    /// How much an engagement stretches the ladder.
    EngagementStretch = "engagement:ladder", Stretch, Centre, Some(Engagement), Pooled, 2;
    /// How much a part of pay stretches the ladder.
    ComponentStretch = "component:ladder", Stretch, Centre, Some(Component), Pooled, 2;
    /// The spread at the reference of every other block; flat prior.
    Spread = "spread", Spread, Spread, Some(Spread), Flat, 2;
    /// How spread changes along a ladder.
    SpreadSlope = "spread:ladder", Slope, Spread, Some(Spread), Pooled, 2;
    /// An occupation's spread.
    SpreadRole = "spread:role", Spread, Spread, Some(Spread), Pooled, 2;
    /// An area's spread.
    SpreadArea = "spread:area", Spread, Spread, Some(Spread), Pooled, 2;
    /// An occupation's spread in an area.
    SpreadRoleArea = "spread:role:area", Spread, Spread, Some(Spread), Pooled, 2;
    /// The spread of an occupation's jobs that no area holds.
    SpreadRemainder = "spread:remainder", Spread, Spread, Some(Spread), Pooled, 2;
    /// An industry's spread.
    SpreadIndustry = "spread:industry", Spread, Spread, Some(Spread), Pooled, 2;
    /// An occupation's spread in an industry.
    SpreadRoleIndustry = "spread:role:industry", Spread, Spread, Some(Spread), Pooled, 2;
    /// A country's spread.
    SpreadCountry = "spread:country", Spread, Spread, Some(Spread), Pooled, 2;
    /// The spread of a form of engagement.
    SpreadEngagement = "spread:engagement", Spread, Spread, Some(Spread), Pooled, 2;
    /// The spread of a part of pay.
    SpreadComponent = "spread:component", Spread, Spread, Some(Spread), Pooled, 2;
    /// Spread by years, by knot.
    SpreadYears = "spread:years", Spread, Spread, Some(Spread), Curve, 2;
    /// The skew of the shape.
    Skew = "skew", Skew, Shape, Some(Spread), Pooled, 2;
    /// An occupation's skew.
    SkewRole = "skew:role", Skew, Shape, Some(Spread), Pooled, 2;
    /// An occupation's skew in an area.
    SkewRoleArea = "skew:role:area", Skew, Shape, Some(Spread), Pooled, 2;
    /// The tail weight of the shape.
    Tail = "tail", Tail, Shape, Some(Spread), Pooled, 2;
    /// Shares of levels where the level is left open.
    Share = "share", Share, Centre, Some(Level), Own, 2;
    /// The market's level at each knot of time.
    TrendLevel = "trend:level", Trend, Centre, Some(Date), Trend, 2;
    /// The market's yearly growth at each knot of time.
    TrendGrowth = "trend:growth", Trend, Centre, Some(Date), Trend, 2;
    /// Yearly growth of a country apart from the common trend.
    TrendCountry = "trend:country", Trend, Centre, Some(Date), Pooled, 2;
    /// A source's offset.
    SourceOffset = "source", Source, Centre, None, Pooled, 2;
    /// How far an official source may be off, against the sd that its card states.
    SourceSharedError = "source:shared-error", Source, Centre, None, Pooled, 2;
    /// A source's offset at a level.
    SourceLevel = "source:level", Source, Centre, None, Pooled, 2;
    /// A source's offset in a country.
    SourceCountry = "source:country", Source, Centre, None, Heavy, 2;
    /// A report's own curve of years, by knot, beside microdata.
    SourceYears = "source:years", Source, Centre, None, Pooled, 2;
    /// A source's own spread.
    SourceSpread = "source:spread", Source, Spread, None, Pooled, 2;
    /// A measure of microdata (a source, part of pay, basis and sort of figure): its offset.
    Measure = "measure", Source, Centre, None, Pooled, 2;
    /// A measure's offset at a level.
    MeasureLevel = "measure:level", Source, Centre, None, Pooled, 2;
    /// How a measure's offset goes with a country's income: in poor countries those who answer a survey
    /// are further from the market.
    MeasureIncome = "measure:income", Source, Centre, None, Pooled, 2;
    /// A measure's offset in a country.
    MeasureCountry = "measure:country", Source, Centre, None, Heavy, 2;
    /// A measure's offset in a place below a country.
    MeasurePlace = "measure:place", Source, Centre, None, Pooled, 4;
    /// A measure's offset for an occupation.
    MeasureRole = "measure:role", Source, Centre, None, Pooled, 2;
    /// A measure's own curve of years, by knot.
    MeasureYears = "measure:years", Source, Centre, None, Curve, 2;
    /// A measure's offset for an education.
    MeasureEducation = "measure:education", Source, Centre, None, Pooled, 2;
    /// A measure's offset for a skill.
    MeasureSkill = "measure:skill", Source, Centre, None, Pooled, 2;
    /// A measure's offset for a size of employer.
    MeasureHeadcount = "measure:headcount", Source, Centre, None, Pooled, 2;
    /// A measure's offset for where the work is done.
    MeasureWorkplace = "measure:workplace", Source, Centre, None, Pooled, 2;
    /// A measure's offset for a form of engagement.
    MeasureEngagement = "measure:engagement", Source, Centre, None, Pooled, 2;
    /// A measure's curve of years at the present employer, by knot.
    MeasureTenure = "measure:tenure", Source, Centre, None, Curve, 2;
    /// A measure's offset in a half of a year: a survey's wave.
    MeasureYear = "measure:year", Source, Centre, None, Pooled, 2;
    /// A title in a measure's own words.
    MeasureTitle = "measure:title", Source, Centre, None, Pooled, 4;
    /// How steep years are at a level, as a measure sees it.
    MeasureLevelYears = "measure:level:years", Source, Centre, None, Pooled, 2;
    /// An occupation at a level, as a measure sees it.
    MeasureRoleLevel = "measure:role:level", Source, Centre, None, Pooled, 30;
    /// A place at a level, as a measure sees it.
    MeasurePlaceLevel = "measure:place:level", Source, Centre, None, Pooled, 30;
    /// How steep years are in a place, as a measure sees it.
    MeasurePlaceYears = "measure:place:years", Source, Centre, None, Pooled, 25;
    /// A level in a measure's own words.
    MeasureLevelText = "measure:level-text", Source, Centre, None, Pooled, 4;
    /// An employer as a measure sees it.
    MeasureEmployer = "measure:employer", Source, Centre, None, Pooled, 3;
    /// An employer's own level.
    MeasureEmployerLevel = "measure:employer:level", Source, Centre, None, Pooled, 3;
    /// An employer in a place.
    MeasureEmployerPlace = "measure:employer:place", Source, Centre, None, Pooled, 5;
    /// A profile as a whole, where many people have the same one.
    MeasureCell = "measure:cell", Source, Centre, None, Pooled, 4;
    /// A measure's own spread.
    MeasureSpread = "spread:measure", Source, Spread, None, Pooled, 2;
    /// A measure's spread in a country.
    MeasureSpreadCountry = "spread:measure:country", Source, Spread, None, Pooled, 20;
    /// A measure's spread for an occupation.
    MeasureSpreadRole = "spread:measure:role", Source, Spread, None, Pooled, 20;
    /// A measure's spread by years, by knot.
    MeasureSpreadYears = "spread:measure:years", Source, Spread, None, Curve, 2;
    /// A measure's spread at a level.
    MeasureSpreadLevel = "spread:measure:level", Source, Spread, None, Pooled, 20;
    /// A measure's spread of an employer.
    MeasureSpreadEmployer = "spread:measure:employer", Source, Spread, None, Pooled, 30;
    /// How an official percentile of areas, by occupation, lies off the model's shape.
    OfficialPercentile = "official:percentile", Source, Centre, None, Pooled, 2;
    /// A series' growth apart from the market's.
    SourceGrowth = "source:growth", Source, Centre, None, Pooled, 2;
}

impl Block {
    /// The block of a [`slug`](Self::slug); `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Block> {
        BLOCKS.iter().copied().find(|block| block.slug() == slug)
    }
}
