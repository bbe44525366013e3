//! Which ready-made percentiles are no evidence of their own, and why.

use goingrate_evidence::{Basis, CellKey, SourceId, Stated, SummaryQuantiles};
use goingrate_units::{Component, PlaceId};
use rustc_hash::FxHashSet;

use crate::rows::builder::Builder;
use crate::rows::cells::SourceMeasure;

/// Why a row of ready-made percentiles is not fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// A formula made it out of other evidence.
    Computed,
    /// It is of ends of ranges, or of what may be charged at most.
    NotPay,
    /// It is of bonus, equity or a sign-on payment by itself: the positive part of a mixture with zero.
    PartOfPay,
    /// It is after tax.
    AfterTax,
    /// It is of a reference, in a country whose official statistics are evidence already.
    OfficialAlready,
    /// Records of the same source, part of pay and year are evidence.
    RecordsAlready,
    /// The same row of the same source came in another file.
    Repeated,
    /// Its role is not known, or is one of several on different ladders.
    UnclearRole,
    /// Its currency has no exchange rate at its date.
    NoExchangeRate,
    /// It has no percentile near enough to the middle (P5 to P95; of one level in several areas P25 to
    /// P75) and no mean.
    NothingWithin,
}

impl LeftOut {
    /// The reason in words, after "not fitted:".
    pub fn words(self) -> &'static str {
        match self {
            LeftOut::Computed => "computed by a formula from other evidence",
            LeftOut::NotPay => "ends of ranges or ceilings, not pay",
            LeftOut::PartOfPay => "bonus, equity or sign-on by itself",
            LeftOut::AfterTax => "after tax",
            LeftOut::OfficialAlready => {
                "of a reference, where official statistics are evidence already: the same survey, or \
                 years of it that share its sample"
            }
            LeftOut::RecordsAlready => "records of the same source and year are fitted",
            LeftOut::Repeated => "the same row came in another file",
            LeftOut::UnclearRole => "the role is not known, or one of several on different ladders",
            LeftOut::NoExchangeRate => "no exchange rate at their date",
            LeftOut::NothingWithin => {
                "no mean and no percentile from P5 to P95 (of one level in several areas, P25 to P75)"
            }
        }
    }
}

/// What other evidence has that ready-made percentiles may repeat.
pub(super) struct Known {
    /// Countries with official cells.
    official: FxHashSet<PlaceId>,
    /// Source, part of pay, basis and year of records.
    records: FxHashSet<(SourceId, Component, Basis, i16)>,
}

impl Known {
    pub fn of(builder: &Builder) -> Known {
        let Builder { evidence, design, .. } = builder;
        let records = evidence.cells.iter();
        Known {
            official: evidence.official.iter().map(|c| design.country(c.place)).collect(),
            records: records.map(|c| kind(c.source, &c.key)).collect(),
        }
    }

    /// Why a row is not evidence of its own, if it is not.
    pub fn left_out(
        &self,
        source: SourceId,
        published: &SummaryQuantiles,
        builder: &Builder,
    ) -> Option<LeftOut> {
        let (key, card) = (&published.key, builder.evidence.card(source));
        let is_official = || self.official.contains(&builder.design.country(key.place));
        match key.stated {
            Stated::Computed => return Some(LeftOut::Computed),
            Stated::Pay => {}
            Stated::RangeLow | Stated::RangeHigh | Stated::Ceiling => return Some(LeftOut::NotPay),
        }
        if !SourceMeasure::of(&card.slug, key).is_fitted() {
            return Some(LeftOut::PartOfPay);
        }
        if key.basis == Basis::Net {
            return Some(LeftOut::AfterTax);
        }
        if card.reference && is_official() {
            return Some(LeftOut::OfficialAlready);
        }
        self.records.contains(&kind(source, key)).then_some(LeftOut::RecordsAlready)
    }
}

/// Source, part of pay, basis and year of a key.
fn kind(source: SourceId, key: &CellKey) -> (SourceId, Component, Basis, i16) {
    (source, key.component, key.basis, key.year)
}
