//! Pricing many profiles with one book: the same percentiles and intervals as [`Desk::percentiles`],
//! some fifty times faster once a place has been met.
//!
//! A gradient touches some forty effects. Most are shared by all questions (occupation, ladder,
//! skills, trend): their covariance is one small dense block. The few others belong to the asked
//! occupation and place alone: their covariances with the shared ones and with each other are
//! worked out when they are first met, and kept. Nothing is approximated.

use std::collections::HashMap;

use goingrate_units::{
    Component, Date, Engagement, IndustryId, LevelId, PlaceId, Profile, Quantiles, RoleId, SkillId,
    TierId,
};

use crate::ModelError;
use crate::answer::Uncertain;
use crate::block::Axis;
use crate::book::Book;
use crate::desk::Desk;
use crate::estimate::Asked;
use crate::functional::{Columns, Linearised};
use crate::posterior::{Met, Spanned};

/// Prices many profiles; one for each thread.
#[derive(Debug)]
pub struct Pricer<'a> {
    desk: Desk<'a>,
    shared: Shared,
    met: HashMap<Vec<u32>, Met>,
    mixtures: HashMap<Key, Quantiles<Uncertain>>,
}

/// Questions about one occupation and place touch fewer other effects than this.
const MOST_OWN: usize = 16;

/// When this many places or mixtures are kept, all are forgotten: a bound on memory, some 100 MB.
const MOST_MET: usize = 16_384;

/// The effects that all questions share, with their covariance.
#[derive(Debug)]
struct Shared {
    /// Effect → its slot, or none.
    slots: Vec<u32>,
    spanned: Spanned,
}

const NONE: u32 = u32::MAX;

/// What tells two profiles apart.
type Key = (
    (RoleId, PlaceId, Option<LevelId>, Option<[u64; 2]>, Vec<SkillId>),
    (Option<IndustryId>, Option<TierId>, Engagement, Component, Date),
);

fn key(p: &Profile) -> Key {
    let years = p.years.map(|y| [y.low.to_bits(), y.high.to_bits()]);
    (
        (p.role, p.place, p.level, years, p.skills.clone()),
        (p.industry, p.tier, p.engagement, p.component, p.as_of),
    )
}

impl Shared {
    fn of(book: &Book) -> Shared {
        let mut slots = vec![NONE; book.effects.len()];
        let of_answers = |&column: &usize| book.effects.at(column).block.axis() != Axis::Source;
        let columns = book.effects.shared().into_iter().filter(of_answers).map(|c| c as u32);
        let columns: Vec<u32> = columns.collect();
        for (slot, &column) in columns.iter().enumerate() {
            slots[column as usize] = slot as u32;
        }
        Shared { slots, spanned: book.posterior.span(&columns) }
    }
}

impl<'a> Pricer<'a> {
    /// A pricer on a desk. Takes some ten milliseconds.
    pub fn new(desk: Desk<'a>) -> Pricer<'a> {
        let shared = Shared::of(desk.book);
        Pricer { desk, shared, met: HashMap::new(), mixtures: HashMap::new() }
    }

    /// The five percentiles of a profile, as [`Desk::percentiles`] has them.
    ///
    /// # Errors
    /// As [`Desk::estimate`].
    pub fn percentiles(&mut self, profile: &Profile) -> Result<Quantiles<Uncertain>, ModelError> {
        if let Some(known) = self.mixtures.get(&key(profile)) {
            return Ok(*known);
        }
        let asked = self.desk.ask(profile)?;
        let shift = self.desk.shift(profile)?;
        let percentiles = asked.percentiles();
        let own = self.own_columns(&percentiles);
        let uncertain = if own.len() <= MOST_OWN {
            self.quick(&asked, &percentiles, own)
        } else {
            asked.uncertain(&percentiles)
        };
        let answer = uncertain.map(|u| Uncertain { ln: u.ln + shift, ..u });
        if asked.is_mixture() {
            forget_if_many(&mut self.mixtures);
            self.mixtures.insert(key(profile), answer);
        }
        Ok(answer)
    }

    /// The effects of gradients that are not shared, ascending. All percentiles of a question touch
    /// the same ones.
    fn own_columns(&self, percentiles: &Quantiles<Linearised>) -> Vec<u32> {
        let columns = percentiles[0].gradient.iter().map(|g| g.0);
        columns.filter(|&c| self.shared.slots.get(c as usize) == Some(&NONE)).collect()
    }

    fn quick(
        &mut self,
        asked: &Asked,
        percentiles: &Quantiles<Linearised>,
        own: Vec<u32>,
    ) -> Quantiles<Uncertain> {
        if !self.met.contains_key(&own) {
            forget_if_many(&mut self.met);
            let met = self.desk.book.posterior.meet(&self.shared.spanned, &own);
            self.met.insert(own.clone(), met);
        }
        let met = &self.met[&own];
        percentiles.each_ref().map(|figure| {
            let settled = self.desk.book.influence.settled(&figure.gradient);
            let (ours, shared) = self.split(&settled, &own);
            let known = met.variance(&self.shared.spanned, &ours, &shared);
            let variance = known + asked.unseen_variance(&figure.gradient);
            Uncertain { ln: figure.value, sd: variance.max(0.0).sqrt() }
        })
    }

    /// A gradient over the question's own effects (by position) and the shared ones (by slot).
    fn split(&self, gradient: &Columns, own: &[u32]) -> (Columns, Columns) {
        let (mut ours, mut shared) = (Vec::with_capacity(own.len()), Vec::with_capacity(48));
        for &(column, value) in gradient {
            match self.shared.slots.get(column as usize) {
                Some(&NONE) => ours.push((ours.len() as u32, value)),
                Some(&slot) => shared.push((slot, value)),
                None => {}
            }
        }
        (ours, shared)
    }
}

fn forget_if_many<K, V>(kept: &mut HashMap<K, V>) {
    if kept.len() >= MOST_MET {
        kept.clear();
    }
}
