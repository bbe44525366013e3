//! What the two numbers of an effect count, block by block: positions in lists that grow, which a
//! book has to keep as words, or numbers that mean the same in every book.

use crate::block::Block;

/// What a number of an effect counts. The first ten are positions in lists that can change between
/// the fit of a book and its reading, so a book keeps them as words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    /// A role of the taxonomy.
    Role,
    /// A level of the taxonomy.
    Level,
    /// A place of the taxonomy.
    Place,
    /// A skill of the taxonomy.
    Skill,
    /// An industry of the taxonomy.
    Industry,
    /// A tier of the taxonomy.
    Tier,
    /// A form of engagement.
    Engagement,
    /// A part of pay.
    Component,
    /// An education.
    Education,
    /// Where the work is done.
    Workplace,
    /// A source of the book, by its position in the book's own list, which has their words.
    Source,
    /// A measure, by a hash of its name.
    Measure,
    /// A knot of years of experience, of years of coding (from 16 on), or of time.
    Knot,
    /// The first or the second part of a career.
    Part,
    /// A band of sizes of employers or of numbers of skills.
    Band,
    /// One of the five percentiles.
    Percentile,
    /// A year or half of a year, from a fixed one.
    Year,
    /// Half of a hash of words.
    Hash,
    /// Nothing: there is one effect only.
    One,
}

impl Key {
    /// Those that a book keeps as words, in the order of their numbers.
    pub const WORDS: [Key; 10] = [
        Key::Role,
        Key::Level,
        Key::Place,
        Key::Skill,
        Key::Industry,
        Key::Tier,
        Key::Engagement,
        Key::Component,
        Key::Education,
        Key::Workplace,
    ];

    /// Its position among [`WORDS`](Self::WORDS); `None` where the number means the same everywhere.
    pub fn list(self) -> Option<usize> {
        Key::WORDS.iter().position(|&key| key == self)
    }

    /// What messages call it, and its mark in a book.
    pub fn name(self) -> &'static str {
        match self {
            Key::Role => "role",
            Key::Level => "level",
            Key::Place => "place",
            Key::Skill => "skill",
            Key::Industry => "industry",
            Key::Tier => "tier",
            Key::Engagement => "engagement",
            Key::Component => "component",
            Key::Education => "education",
            Key::Workplace => "workplace",
            Key::Source => "source",
            Key::Measure => "measure",
            Key::Knot => "knot",
            Key::Part => "part",
            Key::Band => "band",
            Key::Percentile => "percentile",
            Key::Year => "year",
            Key::Hash => "hash",
            Key::One => "one",
        }
    }
}

impl Block {
    /// What the two numbers of its effects count.
    pub(crate) fn keys(self) -> [Key; 2] {
        use Key::*;
        match self {
            Block::Intercept
            | Block::CountryIncome
            | Block::LadderIncome
            | Block::AreaSize
            | Block::LadderBase
            | Block::Spread
            | Block::SpreadSlope
            | Block::Skew
            | Block::Tail => [One, One],
            Block::Occupation
            | Block::Specialty
            | Block::RoleYears
            | Block::SpreadRole
            | Block::SkewRole => [Role, One],
            Block::Country
            | Block::State
            | Block::Area
            | Block::Remote
            | Block::CountryMoney
            | Block::SpreadArea
            | Block::CountryStretch
            | Block::SpreadCountry
            | Block::TrendCountry => [Place, One],
            Block::RoleState
            | Block::RoleArea
            | Block::Remainder
            | Block::RoleCountry
            | Block::SpreadRoleArea
            | Block::SpreadRemainder
            | Block::SkewRoleArea => [Role, Place],
            Block::Industry | Block::SpreadIndustry => [Industry, One],
            Block::RoleIndustry | Block::SpreadRoleIndustry => [Role, Industry],
            Block::Tier | Block::TierStretch => [Tier, One],
            Block::TierCountry => [Place, Tier],
            Block::ComponentTier | Block::ComponentTierStretch => [Component, Tier],
            Block::Skill | Block::SkillYears => [Skill, One],
            Block::SkillCountry => [Skill, Place],
            Block::SkillRole => [Skill, Role],
            Block::SkillCount | Block::Headcount => [Band, One],
            Block::Years | Block::YearsBeside | Block::SpreadYears => [Knot, One],
            Block::CountryYears => [Place, Part],
            Block::Education | Block::EducationYears => [Education, One],
            Block::EducationCountry => [Education, Place],
            Block::CountryLevel => [Place, Level],
            Block::Workplace => [Workplace, One],
            Block::CountryYear => [Place, Year],
            Block::Engagement
            | Block::EngagementIncome
            | Block::EngagementStretch
            | Block::SpreadEngagement => [Engagement, One],
            Block::EngagementRegion => [Engagement, Place],
            Block::Component | Block::ComponentStretch | Block::SpreadComponent => [Component, One],
            Block::Step | Block::Share => [Level, One],
            Block::TrendLevel | Block::TrendGrowth => [Knot, One],
            Block::SourceOffset
            | Block::SourceSharedError
            | Block::SourceSpread
            | Block::SourceGrowth => [Source, One],
            Block::SourceLevel => [Source, Level],
            Block::SourceCountry => [Source, Place],
            Block::SourceYears => [Source, Knot],
            Block::Measure | Block::MeasureIncome | Block::MeasureSpread => [Measure, One],
            Block::MeasureLevel | Block::MeasureSpreadLevel => [Measure, Level],
            Block::MeasureCountry | Block::MeasurePlace | Block::MeasureSpreadCountry => {
                [Measure, Place]
            }
            Block::MeasureRole | Block::MeasureSpreadRole => [Measure, Role],
            Block::MeasureYears | Block::MeasureTenure | Block::MeasureSpreadYears => {
                [Measure, Knot]
            }
            Block::MeasureEducation => [Measure, Education],
            Block::MeasureSkill => [Measure, Skill],
            Block::MeasureHeadcount => [Measure, Band],
            Block::MeasureWorkplace => [Measure, Workplace],
            Block::MeasureEngagement => [Measure, Engagement],
            Block::MeasureYear => [Measure, Year],
            Block::OfficialPercentile => [Role, Percentile],
            Block::Employer
            | Block::ComponentEmployer
            | Block::MeasureTitle
            | Block::MeasureLevelYears
            | Block::MeasureRoleLevel
            | Block::MeasurePlaceLevel
            | Block::MeasurePlaceYears
            | Block::MeasureLevelText
            | Block::MeasureEmployer
            | Block::MeasureEmployerLevel
            | Block::MeasureEmployerPlace
            | Block::MeasureCell
            | Block::MeasureSpreadEmployer => [Hash, Hash],
        }
    }
}
