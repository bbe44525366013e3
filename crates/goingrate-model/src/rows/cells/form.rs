//! What a record's profile involves: which effects, with which weights.

use goingrate_evidence::CellKey;
use goingrate_units::{Ladder, LevelId, PlaceId, RoleId};

use crate::design::terms::{Target, Term};
use crate::design::{Design, knots};
use crate::effects::Effect;

/// Effects with their weights.
pub(crate) type Terms = Vec<(Effect, f64)>;

/// What a profile involves.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellForm {
    /// Terms of the centre of log pay, at the reference level.
    pub location: Terms,
    /// Terms of the log of the spread.
    pub spread: Terms,
    /// Terms of the log of the ladder's stretch.
    pub stretch: Terms,
    /// Levels with their probabilities; none where nothing is known of the level.
    pub levels: Vec<(LevelId, f64)>,
    /// The ladder of the role, where it is known.
    pub ladder: Option<Ladder>,
    /// Whether the level is stated: only then does the record teach the ladder.
    pub level_stated: bool,
    /// The occupation and country where the record stands for a whole country that is a mixture of
    /// areas.
    pub nation: Option<(RoleId, PlaceId)>,
    /// What is known beforehand: of the kinds of employers whom the source reaches, against the market
    /// at large, and of the country's trend.
    pub known: f64,
    /// How many records have it.
    pub records: f64,
}

impl CellForm {
    /// Adds a term. The shape of records is learned from their histograms, so skew has none.
    pub fn add(&mut self, Term { effect, weight, target }: Term) {
        match target {
            Target::Location => self.location.push((effect, weight)),
            Target::Spread => self.spread.push((effect, weight)),
            Target::Stretch => self.stretch.push((effect, weight)),
            Target::Scale => {
                self.spread.push((effect, weight));
                self.stretch.push((effect, weight));
            }
            Target::Skew => {}
        }
    }

    /// Sorts the terms and adds up those of the same effect.
    pub fn compress(&mut self) {
        compress(&mut self.location);
        compress(&mut self.spread);
        compress(&mut self.stretch);
    }
}

/// The moment of a key: the middle of its year where no month is stated.
pub(crate) fn moment(key: &CellKey) -> f64 {
    f64::from(key.year) + key.month.map_or(0.5, |month| (f64::from(month) - 0.5) / 12.0)
}

/// Years of experience, or else of coding: the number tells them apart.
pub(super) fn career(key: &CellKey) -> Option<(f64, usize)> {
    let experience = key.years.map(|years| (knots::middle(years), 0));
    experience.or_else(|| key.years_coding.map(|years| (knots::middle(years), 1)))
}

/// Occupations with their probabilities.
pub(super) fn occupations(key: &CellKey, design: &Design) -> Vec<(RoleId, f64)> {
    let of =
        |&(role, percent): &(RoleId, u8)| (design.occupation(role), f64::from(percent) / 100.0);
    key.role.all().iter().map(of).collect()
}

/// Sorts terms and adds up those of the same effect.
fn compress(terms: &mut Terms) {
    terms.sort_unstable_by_key(|term| term.0);
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    terms.retain(|term| term.1 != 0.0);
}
