//! Where a row comes from, and which rows share an error.

use goingrate_evidence::{Evidence, SourceId};
use goingrate_units::RoleId;

use crate::block::Block;

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A claim, by its position in the evidence.
    Claim(usize),
    /// An official cell, by its position in the evidence.
    Official(usize),
    /// The steps over one year of a source's series of one kind.
    Series(usize, SeriesStep),
    /// A cell of microdata, by its position in the evidence.
    Cell(usize),
    /// Percentiles that a source publishes ready-made, by their position in the evidence.
    SummaryQuantiles(usize),
    /// The prior of a block.
    Prior(Block),
}

/// A year's step of the series of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesStep {
    /// The occupation; none where the series is of all work.
    pub role: Option<RoleId>,
    /// Whether it is the mean step of areas, and not the nation's.
    pub areas: bool,
    /// The moment to which the step leads, in thousandths of a year.
    pub to: i64,
}

/// The variance group of a row: rows of one group share the error sd ω (or τ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Reading errors of a source's claims.
    Claims(usize),
    /// Official cells of areas.
    OfficialArea,
    /// Official cells of nations.
    OfficialNation,
    /// Official cells of industries.
    OfficialIndustry,
    /// Official cells of other nations' classifications.
    OfficialAbroad,
    /// A source's series.
    Series(usize),
    /// Percentiles that a source of a store publishes ready-made.
    SummaryQuantiles(usize),
    /// Cells of microdata: their error is their own spread, an effect like others.
    Cells,
    /// The effects of a block.
    Block(Block),
    /// Effects whose own prior variance is given.
    Given,
}

impl Group {
    /// Whether its lines err beyond their sampling: what claims, statistics and series say, not
    /// cells of people nor priors.
    pub(crate) fn is_error(self) -> bool {
        !matches!(self, Group::Cells | Group::Block(_) | Group::Given)
    }

    /// Whether its lines are errors of evidence that every book has: what a store adds comes after
    /// it in the system, and priors last.
    pub(crate) fn is_error_of_carried(self) -> bool {
        self.is_error() && !matches!(self, Group::SummaryQuantiles(_))
    }
}

/// The source of a row of evidence.
pub(crate) fn source_of(origin: Origin, evidence: &Evidence) -> Option<SourceId> {
    match origin {
        Origin::Claim(index) => Some(evidence.claims[index].source),
        Origin::Official(index) => Some(evidence.official[index].source),
        Origin::Series(source, _) => Some(SourceId(source)),
        Origin::Cell(index) => Some(evidence.cells[index].source),
        Origin::SummaryQuantiles(index) => Some(evidence.published[index].0),
        Origin::Prior(_) => None,
    }
}
