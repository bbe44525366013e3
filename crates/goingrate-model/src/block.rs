//! The blocks of effects: which parts the model has, one visible list.
//!
//! A block is a set of effects of one kind (all roles, all skills, all role × area pairs). Each is
//! partially pooled: its effects share one prior sd τ, whose start, prior or fixed value stands in
//! `data/model/priors.toml` under the block's name. An effect acts on one *axis* of the
//! distribution. To add a block: a line in [`Block`], one in `BLOCKS`, a paragraph in
//! docs/METHOD.md and its prior in data.

pub(crate) mod keys;

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
    /// How pay goes with a country's price level.
    CountryPrices = "country-prices", Location;
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
    /// A skill in a country.
    SkillCountry = "skill:country", Location;
    /// A skill in an occupation.
    SkillRole = "skill:role", Location;
    /// How a skill's worth changes with years.
    SkillYears = "skill:years", Location;
    /// How many skills somebody names.
    SkillCount = "skill-count", Location;
    /// Pay by years where no level is stated, by knot: beyond what the levels explain.
    Years = "years", Location;
    /// Pay by years beside a stated level, by knot.
    YearsBeside = "years:level", Location;
    /// The curve of years in a country: how steep it is early and late.
    CountryYears = "country:years", Location;
    /// The curve of years in an occupation.
    RoleYears = "role:years", Location;
    /// Education.
    Education = "education", Location;
    /// Education in a country.
    EducationCountry = "education:country", Location;
    /// How the worth of an education changes with years.
    EducationYears = "education:years", Location;
    /// An occupation in a country outside those that define it.
    RoleCountry = "role:country", Location;
    /// A level in a country outside those that define the ladder.
    CountryLevel = "country:level", Location;
    /// Employers by headcount.
    Headcount = "headcount", Location;
    /// Where the work is done: at the employer's, at home, or both.
    Workplace = "workplace", Location;
    /// Employers by name.
    Employer = "employer", Location;
    /// How the pay of a country whose money has no exchange rate has moved away from its trend since
    /// the reference, by year.
    CountryYear = "country:year", Location;
    /// How far the dollars that a country's money would buy goods for lie from dollars, where pay is
    /// stated in money without an exchange rate.
    CountryMoney = "country:money", Location;
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
    /// Spread by years, by knot.
    SpreadYears = "spread:years", Spread;
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
    /// A report's own curve of years, by knot, beside microdata.
    SourceYears = "source:years", Source;
    /// A source's own spread.
    SourceSpread = "source:spread", Source;
    /// A measure of microdata (a source, part of pay, basis and sort of figure): its offset.
    Measure = "measure", Source;
    /// A measure's offset at a level.
    MeasureLevel = "measure:level", Source;
    /// A measure's offset in a country.
    MeasureCountry = "measure:country", Source;
    /// A measure's offset in a place below a country.
    MeasurePlace = "measure:place", Source;
    /// A measure's offset for an occupation.
    MeasureRole = "measure:role", Source;
    /// A measure's own curve of years, by knot.
    MeasureYears = "measure:years", Source;
    /// A measure's offset for an education.
    MeasureEducation = "measure:education", Source;
    /// A measure's offset for a skill.
    MeasureSkill = "measure:skill", Source;
    /// A measure's offset for a size of employer.
    MeasureHeadcount = "measure:headcount", Source;
    /// A measure's offset for where the work is done.
    MeasureWorkplace = "measure:workplace", Source;
    /// A measure's offset for a form of engagement.
    MeasureEngagement = "measure:engagement", Source;
    /// A measure's curve of years at the present employer, by knot.
    MeasureTenure = "measure:tenure", Source;
    /// A measure's offset in a half of a year: a survey's wave.
    MeasureYear = "measure:year", Source;
    /// A title in a measure's own words.
    MeasureTitle = "measure:title", Source;
    /// A title in a measure's own words, at a level in its own words.
    MeasureTitleLevel = "measure:title:level", Source;
    /// A title in a measure's own words, in a place.
    MeasureTitlePlace = "measure:title:place", Source;
    /// How steep years are for a title in a measure's own words.
    MeasureTitleYears = "measure:title:years", Source;
    /// How steep years are at a level, as a measure sees it.
    MeasureLevelYears = "measure:level:years", Source;
    /// An occupation at a level, as a measure sees it.
    MeasureRoleLevel = "measure:role:level", Source;
    /// A place at a level, as a measure sees it.
    MeasurePlaceLevel = "measure:place:level", Source;
    /// A size of employer at a level, as a measure sees it.
    MeasureHeadcountLevel = "measure:headcount:level", Source;
    /// How steep years are in a place, as a measure sees it.
    MeasurePlaceYears = "measure:place:years", Source;
    /// A level in a measure's own words.
    MeasureLevelText = "measure:level-text", Source;
    /// An employer as a measure sees it.
    MeasureEmployer = "measure:employer", Source;
    /// An employer's own level.
    MeasureEmployerLevel = "measure:employer:level", Source;
    /// An employer in a place.
    MeasureEmployerPlace = "measure:employer:place", Source;
    /// A profile as a whole, where many people have the same one.
    MeasureCell = "measure:cell", Source;
    /// A measure's own spread.
    MeasureSpread = "spread:measure", Source;
    /// A measure's spread in a country.
    MeasureSpreadCountry = "spread:measure:country", Source;
    /// A measure's spread for an occupation.
    MeasureSpreadRole = "spread:measure:role", Source;
    /// A measure's spread by years, by knot.
    MeasureSpreadYears = "spread:measure:years", Source;
    /// A measure's spread at a level.
    MeasureSpreadLevel = "spread:measure:level", Source;
    /// A measure's spread of a title in its own words.
    MeasureSpreadTitle = "spread:measure:title", Source;
    /// A measure's spread of an employer.
    MeasureSpreadEmployer = "spread:measure:employer", Source;
    /// How an official percentile of areas, by occupation, lies off the model's shape.
    OfficialPercentile = "official:percentile", Source;
    /// A series' growth apart from the market's.
    SourceGrowth = "source:growth", Source;
}

impl Block {
    /// Whether its effects are logarithms of a spread, whoever's.
    pub fn is_spread(self) -> bool {
        self.slug().split(':').any(|word| word == "spread")
    }

    /// The block of a [`slug`](Self::slug); `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Block> {
        BLOCKS.iter().copied().find(|block| block.slug() == slug)
    }
}
