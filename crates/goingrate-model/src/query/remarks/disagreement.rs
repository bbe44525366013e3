//! Which sources read off the book about a profile, and how far.

use goingrate_evidence::SourceId;
use goingrate_units::{LevelId, Profile};

use crate::block::Block;
use crate::distribution::mixture::Columns;
use crate::effects::Effect;
use crate::query::answer::{Disagreement, Uncertain};
use crate::query::estimator::Estimator;
use crate::query::lookup::covariance;

impl Estimator<'_> {
    /// How far sources read off the book about a profile's level, the surest first.
    pub fn disagreements(&self, profile: &Profile) -> Vec<Disagreement> {
        let sources = (0..self.book.sources.len()).map(SourceId);
        let offsets: Vec<_> = sources.filter_map(|source| self.offset(source, profile)).collect();
        let gradients: Vec<Columns> = offsets.iter().map(|o| o.2.clone()).collect();
        let covariance = covariance(self.book, &[], &gradients);
        let disagreement = |(i, (source, level, gradient)): (usize, (SourceId, _, Columns))| {
            let ln = gradient.iter().map(|&(c, v)| v * self.book.theta[c as usize]).sum();
            let sd = covariance[i * (gradients.len() + 1)].max(0.0).sqrt();
            Disagreement { source, offset: Uncertain { ln, sd }, level }
        };
        let mut found: Vec<Disagreement> =
            offsets.into_iter().enumerate().map(disagreement).collect();
        found.sort_by(|a, b| {
            (b.offset.ln.abs() / b.offset.sd).total_cmp(&(a.offset.ln.abs() / a.offset.sd))
        });
        found
    }

    /// A source's own terms for a profile's country and level, if it has spoken of that country:
    /// the level that they are about, and the form that adds them up.
    fn offset(
        &self,
        source: SourceId,
        profile: &Profile,
    ) -> Option<(SourceId, Option<LevelId>, Columns)> {
        let column = |effect| self.book.effects.column(effect).map(|c| (c as u32, 1.0));
        let country = self.design.country(profile.place).index();
        let mut gradient = vec![column(Effect::of(Block::SourceOffset, source.0))?];
        gradient.push(column(Effect::crossed(Block::SourceCountry, source.0, country))?);
        let at_level = profile.level.filter(|level| {
            let own = column(Effect::crossed(Block::SourceLevel, source.0, level.index()));
            gradient.extend(own);
            own.is_some()
        });
        Some((source, at_level, gradient))
    }
}
