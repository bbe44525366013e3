//! Bands: groups of levels for which the same texts hold, and what is taken where a band has none.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A group of levels for which the same texts hold.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Interns and juniors.
    Junior,
    /// Who works alone on features.
    Mid,
    /// Who owns a part of a system, and leads of small teams.
    Senior,
    /// Who sets the direction of several teams.
    Staff,
    /// Who answers for a team.
    Manager,
    /// Who answers for several teams.
    Director,
}

impl Band {
    /// The word in files and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Band::Junior => "junior",
            Band::Mid => "mid",
            Band::Senior => "senior",
            Band::Staff => "staff",
            Band::Manager => "manager",
            Band::Director => "director",
        }
    }

    /// Whether somebody of the band manages people.
    pub fn is_management(self) -> bool {
        matches!(self, Band::Manager | Band::Director)
    }

    /// The band itself and those whose texts stand in for it, nearest first.
    pub(super) fn nearest(self) -> [Band; 6] {
        use Band::{Director, Junior, Manager, Mid, Senior, Staff};
        match self {
            Junior => [Junior, Mid, Senior, Staff, Manager, Director],
            Mid => [Mid, Senior, Junior, Staff, Manager, Director],
            Senior => [Senior, Mid, Staff, Junior, Manager, Director],
            Staff => [Staff, Senior, Mid, Junior, Manager, Director],
            Manager => [Manager, Director, Senior, Staff, Mid, Junior],
            Director => [Director, Manager, Staff, Senior, Mid, Junior],
        }
    }

    /// Whether the band lies between two others, both included. Managers are asked what seniors are.
    pub fn is_within(self, from: Band, to: Band) -> bool {
        let lies = |band: Band| from <= band && band <= to;
        lies(self) || (self.is_management() && lies(Band::Senior))
    }
}

/// Something for some of the bands.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(transparent)]
pub struct ByBand<T>(BTreeMap<Band, T>);

impl<T> Default for ByBand<T> {
    fn default() -> ByBand<T> {
        ByBand(BTreeMap::new())
    }
}

impl<T> ByBand<T> {
    /// What is said of the band itself.
    pub fn of(&self, band: Band) -> Option<&T> {
        self.0.get(&band)
    }

    /// What is said of the band, or of the nearest one that something is said of.
    pub fn nearest(&self, band: Band) -> Option<&T> {
        band.nearest().into_iter().find_map(|near| self.0.get(&near))
    }

    /// All of it, by band.
    pub fn all(&self) -> impl Iterator<Item = (Band, &T)> {
        self.0.iter().map(|(&band, of)| (band, of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn managers_are_asked_what_seniors_are() {
        let check = |band: Band, from, to, expected| {
            assert_eq!(band.is_within(from, to), expected, "{band:?} in {from:?} to {to:?}");
        };
        check(Band::Mid, Band::Junior, Band::Mid, true);
        check(Band::Senior, Band::Junior, Band::Mid, false);
        check(Band::Manager, Band::Senior, Band::Staff, true);
        check(Band::Manager, Band::Junior, Band::Mid, false);
        check(Band::Director, Band::Director, Band::Director, true);
    }

    #[test]
    fn a_band_without_a_text_takes_the_nearest() {
        let texts = ByBand(BTreeMap::from([(Band::Mid, "mid"), (Band::Staff, "staff")]));
        assert_eq!(texts.nearest(Band::Senior), Some(&"mid"));
        assert_eq!(texts.nearest(Band::Director), Some(&"staff"));
        assert_eq!(texts.of(Band::Senior), None);
        assert_eq!(ByBand::<u8>::default().nearest(Band::Mid), None);
    }
}
