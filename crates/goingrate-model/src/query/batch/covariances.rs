//! Covariances of effects, worked out when they are first asked for, and kept.
//!
//! Effects that many questions share (ladder, skills, trend) have a slot, and all covariances among
//! slots are at hand. Of the many others (an occupation's in an area) each keeps its covariances
//! with the slots that it has met, and pairs that have met are kept too. Nothing is approximated.

use rustc_hash::FxHashMap;

use crate::block::Block;
use crate::book::Book;
use crate::book::posterior::{Block as Lanes, Reduced, Scratch, Single};
use crate::distribution::mixture::Columns;

/// When this many effects that are not shared are known, they are forgotten: a bound on memory,
/// some 100 MB.
const MOST_OWN: usize = 8_192;

/// Blocks with more effects than this are met by few questions each: no image is kept of them.
const NARROW: usize = 2_000;

/// In place of a slot: a shared effect that nobody asked for, and one that is not shared.
const UNASKED: u32 = u32::MAX;
const OWN: u32 = u32::MAX - 1;

/// A shared effect.
#[derive(Debug)]
struct Shared {
    single: Single,
    image: Vec<f64>,
    /// Covariances with all slots.
    row: Vec<f64>,
}

/// An effect that few questions share.
#[derive(Debug)]
struct Own {
    single: Single,
    image: Option<Vec<f64>>,
    /// Covariances with slots; NaN where they have not met.
    row: Vec<f64>,
}

/// What is known of the covariances of a book.
#[derive(Debug)]
pub(crate) struct Covariances<'a> {
    book: &'a Book,
    scratch: Scratch,
    /// Effect → its slot, [`UNASKED`] or [`OWN`].
    slots: Vec<u32>,
    shared: Vec<Shared>,
    own: FxHashMap<u32, Own>,
    /// Covariances of two that are not shared; the smaller column first.
    pairs: FxHashMap<(u32, u32), f64>,
}

impl<'a> Covariances<'a> {
    /// Of a book; nothing is known yet.
    pub fn of(book: &'a Book) -> Covariances<'a> {
        let mut slots = vec![OWN; book.effects.len()];
        book.effects.shared().into_iter().for_each(|column| slots[column] = UNASKED);
        Covariances {
            book,
            scratch: book.posterior.scratch(),
            slots,
            shared: Vec::new(),
            own: FxHashMap::default(),
            pairs: FxHashMap::default(),
        }
    }

    fn block(&self, column: u32) -> Block {
        self.book.effects.at(column as usize).block
    }

    /// The covariances among effects, row by row.
    pub fn among(&mut self, columns: &[u32], into: &mut Vec<f64>) {
        if self.own.len() + columns.len() > MOST_OWN {
            self.own.clear();
            self.pairs.clear();
        }
        let (mut slots, mut own) = (Vec::with_capacity(64), Vec::with_capacity(16));
        for (at, &column) in columns.iter().enumerate() {
            match self.slots[column as usize] {
                OWN => own.push((at, column)),
                _ => slots.push((at, self.slot(column))),
            }
        }
        self.meet(&own);
        let n = columns.len();
        into.clear();
        into.resize(n * n, 0.0);
        for &(i, slot) in &slots {
            let (row, to) = (&self.shared[slot].row, &mut into[i * n..(i + 1) * n]);
            slots.iter().for_each(|&(j, other)| to[j] = row[other]);
        }
        for (at, &(i, column)) in own.iter().enumerate() {
            self.meet_slots(column, &slots);
            let row = self.own.get(&column).map_or(&[][..], |own| &own.row);
            for &(j, slot) in &slots {
                let value = row.get(slot).copied().unwrap_or(f64::NAN);
                into[i * n + j] = value;
                into[j * n + i] = value;
            }
            for &(j, other) in &own[..=at] {
                let value = self.pairs[&ordered(column, other)];
                into[i * n + j] = value;
                into[j * n + i] = value;
            }
        }
    }

    /// Makes the covariances of an effect of its own with slots known.
    fn meet_slots(&mut self, column: u32, slots: &[(usize, usize)]) {
        let Some(own) = self.own.get_mut(&column) else { return };
        own.row.resize(self.shared.len(), f64::NAN);
        for &(_, slot) in slots {
            if own.row[slot].is_nan() {
                let Shared { single, image, .. } = &self.shared[slot];
                own.row[slot] = self.book.posterior.across(&own.single, single, image);
            }
        }
    }

    /// The slot of an effect; one that had none counts as shared from now on.
    fn slot(&mut self, column: u32) -> usize {
        match self.slots[column as usize] {
            UNASKED | OWN => self.new_slot(column),
            known => known as usize,
        }
    }

    fn new_slot(&mut self, column: u32) -> usize {
        let posterior = &self.book.posterior;
        let single = posterior.single(column, &mut self.scratch);
        let image = posterior.image(&single);
        let row = self.shared.iter().map(|other| posterior.across(&other.single, &single, &image));
        let mut row: Vec<f64> = row.collect();
        for (other, &value) in self.shared.iter_mut().zip(&row) {
            other.row.push(value);
        }
        row.push(posterior.across(&single, &single, &image));
        let slot = self.shared.len();
        self.shared.push(Shared { single, image, row });
        self.slots[column as usize] = slot as u32;
        slot
    }

    /// The covariance of an effect of its own with a slot.
    fn across(&mut self, column: u32, slot: usize) -> f64 {
        let known = self.own.get(&column).and_then(|own| own.row.get(slot).copied());
        if let Some(known) = known.filter(|known| !known.is_nan()) {
            return known;
        }
        if !self.own.contains_key(&column) {
            let known = self.known(column);
            self.own.insert(column, known);
        }
        self.meet_slots(column, &[(0, slot)]);
        self.own.get(&column).map_or(f64::NAN, |own| own.row[slot])
    }

    /// Makes effects that are not shared known, and their covariances with each other.
    fn meet(&mut self, own: &[(usize, u32)]) {
        for &(_, column) in own {
            if !self.own.contains_key(&column) {
                let known = self.known(column);
                self.own.insert(column, known);
            }
        }
        let mut narrow = Vec::new();
        for (at, &(_, a)) in own.iter().enumerate() {
            for &(_, b) in &own[..=at] {
                if self.pairs.contains_key(&ordered(a, b)) {
                    continue;
                }
                let (one, other) = (&self.own[&a], &self.own[&b]);
                let posterior = &self.book.posterior;
                let value = match (&one.image, &other.image) {
                    (_, Some(image)) => posterior.across(&one.single, &other.single, image),
                    (Some(image), None) => posterior.across(&other.single, &one.single, image),
                    (None, None) => {
                        narrow.extend([a, b]);
                        continue;
                    }
                };
                self.pairs.insert(ordered(a, b), value);
            }
        }
        narrow.sort_unstable();
        narrow.dedup();
        self.meet_without_images(&narrow);
    }

    fn known(&mut self, column: u32) -> Own {
        let single = self.book.posterior.single(column, &mut self.scratch);
        let wide = self.book.effects.block(self.block(column)).len() <= NARROW;
        let image = wide.then(|| self.book.posterior.image(&single));
        Own { single, image, row: Vec::new() }
    }

    fn meet_without_images(&mut self, columns: &[u32]) {
        if columns.is_empty() {
            return;
        }
        let singles: Vec<&Single> = columns.iter().map(|column| &self.own[column].single).collect();
        let covariances = self.book.posterior.among(&singles);
        for (i, &a) in columns.iter().enumerate() {
            for (j, &b) in columns.iter().enumerate().take(i + 1) {
                self.pairs.insert(ordered(a, b), covariances[i * columns.len() + j]);
            }
        }
    }

    /// Covariances among a few gradients of any length, with what their meeting others needs.
    pub fn several(&mut self, gradients: &[Columns]) -> (Lanes, Reduced) {
        self.book.posterior.several(gradients, &mut self.scratch)
    }

    /// Covariances of gradients, over effects that have met, with another effect.
    pub fn product(&mut self, columns: &[u32], values: &[[f64; 5]], other: u32) -> [f64; 5] {
        let slot = self.slot(other);
        let mut sum = [0.0; 5];
        for (&column, value) in columns.iter().zip(values) {
            let covariance = match self.slots[column as usize] {
                OWN => self.across(column, slot),
                UNASKED => {
                    let of = self.slot(column);
                    self.shared[slot].row[of]
                }
                of => self.shared[slot].row[of as usize],
            };
            sum.iter_mut().zip(value).for_each(|(sum, value)| *sum += covariance * value);
        }
        sum
    }

    /// Covariances of such gradients with a shared effect.
    pub fn toward(&mut self, of: &Reduced, column: u32) -> [f64; 5] {
        let slot = self.slot(column);
        let Shared { single, image, .. } = &self.shared[slot];
        let [a, b, c, d, e, ..] = self.book.posterior.toward(of, single, image);
        [a, b, c, d, e]
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
