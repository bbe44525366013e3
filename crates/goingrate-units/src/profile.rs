//! What is priced: a role, and as much as is known about the work around it.

use crate::{
    Component, Date, EmployerId, Engagement, IndustryId, LevelId, PlaceId, RoleId, RungId, SkillId,
    TierId,
};

/// Years of experience, a closed range; a single figure has equal ends.
///
/// Unit: years. Range: `0 ≤ low ≤ high ≤ 60`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Years {
    /// At least this many.
    pub low: f64,
    /// At most this many.
    pub high: f64,
}

/// A piece of work to be priced. A field that is `None` is *left open*: the answer is then the
/// mixture over that field with the book's shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The role, at any depth of the hierarchy.
    pub role: RoleId,
    /// The level; open if `None`.
    pub level: Option<LevelId>,
    /// Years of experience; they narrow the level where it is open.
    pub years: Option<Years>,
    /// The place. Never open: parsing fills in the default and says so.
    pub place: PlaceId,
    /// Skills and frameworks, each at most once, in the order given.
    pub skills: Vec<SkillId>,
    /// The industry; open if `None`.
    pub industry: Option<IndustryId>,
    /// The tier of the employer; open if `None`.
    pub tier: Option<TierId>,
    /// The employer; any one if `None`.
    pub employer: Option<EmployerId>,
    /// The level of the employer's own ladder. It stands for a mixture of levels, of which `level` is
    /// the likeliest.
    pub rung: Option<RungId>,
    /// How the work is engaged.
    pub engagement: Engagement,
    /// Which part of pay is asked for.
    pub component: Component,
    /// The day the estimate is for.
    pub as_of: Date,
}
