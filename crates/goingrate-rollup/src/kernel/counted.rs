//! What was counted: groups in order, with the words of their dimensions and the counts of their bins.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::bins::BinCodes;
use super::count::grouping::Grouping;
use super::count::groups::Groups;
use super::count::layout::{Key, Layout, NARROW};
use super::count::tables::PARTITIONS;
use super::source::TableError;
use super::{Shared, SharedWords};
use crate::archive::Damaged;

/// The counts of a table, or of some of its parts.
pub struct Counted {
    /// Rows that were read.
    pub scanned: u64,
    /// Rows of them that the question leaves out.
    pub left_out: u64,
    /// Parts that were begun, by position; all of them were finished.
    pub parts: Vec<usize>,
    /// What could not be read; its rows are in no count.
    pub damaged: Vec<Damaged>,
    words: Vec<Ranked>,
    known: SharedWords,
    bins: BinCodes,
    counted: Vec<Grouping>,
    /// The groupings of the question.
    groupings: Vec<Vec<usize>>,
    figures: usize,
}

/// The words of a dimension in their order, and the place of each code in it.
struct Ranked {
    words: Vec<Box<str>>,
    ranks: Vec<u32>,
}

/// A group and one of its figures.
#[derive(Clone, Copy, Debug)]
pub struct Group<'g> {
    /// The place of each dimension's word among all words of it, in the order of the grouping.
    pub words: &'g [u32],
    /// The figure, by its position in the question.
    pub figure: u32,
    /// Bins and their counts, the lowest first: [`of_bin`](super::of_bin) says what a bin is.
    pub bins: &'g [(u32, u64)],
}

/// Takes the groups of a partition of a grouping, in order.
pub trait Take: Send {
    /// Takes a group.
    fn take(&mut self, group: Group<'_>);
}

pub(super) fn finish(shared: Shared<'_>) -> Result<Counted, TableError> {
    let failed = shared.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = failed {
        return Err(error);
    }
    let pieces = shared.pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
    let words = shared.words.dimensions.iter().map(|words| Ranked::of(words.all())).collect();
    Ok(Counted {
        scanned: shared.scanned.load(Ordering::Relaxed),
        left_out: shared.left_out.load(Ordering::Relaxed),
        parts: pieces.begun,
        damaged: pieces.damaged,
        words,
        known: shared.words,
        bins: shared.bins,
        counted: shared.groupings,
        groupings: shared.question.groupings.clone(),
        figures: shared.question.columns.figures.len(),
    })
}

impl Counted {
    /// The words of a dimension in their order; the first is empty, for what is not stated.
    pub fn words(&self, dimension: usize) -> &[Box<str>] {
        self.words.get(dimension).map(|ranked| ranked.words.as_slice()).unwrap_or_default()
    }

    /// Gives the groups of all groupings to takers: one for each partition of a grouping, made by `taker` of
    /// the grouping's position. The counts are gone then.
    ///
    /// # Errors
    /// When counts on disk cannot be read back.
    pub fn each<T: Take>(
        &self,
        taker: impl Fn(usize) -> T + Sync,
    ) -> Result<Vec<(usize, T)>, TableError> {
        let mut all = Vec::new();
        for fine in &self.counted {
            let coarser = self.coarser(fine);
            all.extend(self.drain(fine, Codes::OfWords(&self.words), &coarser, &taker)?);
            for coarse in &coarser {
                all.extend(self.drain(coarse, Codes::Places, &[], &taker)?);
            }
        }
        Ok(all)
    }

    /// Groupings of the question that are made of the counts of this one: those that no finer one before it
    /// makes.
    fn coarser(&self, fine: &Grouping) -> Vec<Grouping> {
        let makes = |of: &Grouping, by: &[usize]| by.iter().all(|one| of.dimensions.contains(one));
        let first = |by: &[usize]| self.counted.iter().find(|of| makes(of, by));
        let is_counted = |by: &[usize]| self.counted.iter().any(|of| of.dimensions == by);
        let mut made: Vec<&[usize]> = Vec::new();
        for by in &self.groupings {
            let mine = first(by).is_some_and(|of| of.dimensions == fine.dimensions);
            if mine && !is_counted(by) && !made.contains(&by.as_slice()) {
                made.push(by);
            }
        }
        made.into_iter().map(|by| Grouping::new(by.to_vec(), self.figures)).collect()
    }

    fn drain<T: Take>(
        &self,
        grouping: &Grouping,
        codes: Codes<'_>,
        coarser: &[Grouping],
        taker: &(impl Fn(usize) -> T + Sync),
    ) -> Result<Vec<(usize, T)>, TableError> {
        let layout = grouping.exact(&self.known.known(&grouping.dimensions), self.bins.len());
        let partitions = (0..PARTITIONS).into_par_iter();
        let narrow = layout.bits() <= NARROW;
        let order = self.bins.order();
        let one = |partition: usize| {
            let drained = grouping.drained(partition, &order)?;
            let task = Task { counted: self, grouping, layout: &layout, codes, coarser };
            Ok(match narrow {
                true => task.give::<u64, T>(drained, taker),
                false => task.give::<u128, T>(drained, taker),
            })
        };
        let all: Result<Vec<_>, TableError> = partitions.map(one).collect();
        Ok(all?.into_iter().flatten().collect())
    }
}

/// What the codes of a grouping's keys are.
#[derive(Clone, Copy)]
enum Codes<'r> {
    /// Those of words, in the order in which they were met.
    OfWords(&'r [Ranked]),
    /// The places of words in their order.
    Places,
}

/// One partition of a grouping.
struct Task<'t> {
    counted: &'t Counted,
    grouping: &'t Grouping,
    layout: &'t Layout,
    codes: Codes<'t>,
    coarser: &'t [Grouping],
}

impl Task<'_> {
    /// Gives its groups to a taker of each grouping of the question that is this one.
    fn give<K: Key, T: Take>(
        &self,
        drained: Vec<(Layout, Groups<u128>)>,
        taker: &(impl Fn(usize) -> T + Sync),
    ) -> Vec<(usize, T)> {
        let placed = drained.into_iter().map(|(from, groups)| self.placed::<K>(&from, groups));
        let groups = Groups::merged(placed.collect());
        for coarse in self.coarser {
            self.add_to(coarse, &groups);
        }
        let same = |(_, by): &(usize, &Vec<usize>)| **by == self.grouping.dimensions;
        let asked = self.counted.groupings.iter().enumerate().filter(same);
        asked.map(|(at, _)| (at, self.take(&groups, taker(at)))).collect()
    }

    /// Groups with the places of words as codes.
    fn placed<K: Key>(&self, from: &Layout, groups: Groups<u128>) -> Groups<K> {
        let mut codes = vec![0; self.grouping.dimensions.len()];
        groups.rekeyed(|group| {
            let figure = from.parts(group, &mut codes);
            self.place(&mut codes);
            self.layout.group(codes.iter().copied(), figure)
        })
    }

    fn place(&self, codes: &mut [u32]) {
        let Codes::OfWords(words) = self.codes else { return };
        for (code, dimension) in codes.iter_mut().zip(&self.grouping.dimensions) {
            let ranks = words.get(*dimension).map(|ranked| ranked.ranks.as_slice());
            *code = ranks.and_then(|ranks| ranks.get(*code as usize)).copied().unwrap_or(*code);
        }
    }

    /// Adds groups to a coarser grouping.
    fn add_to<K: Key>(&self, coarse: &Grouping, groups: &Groups<K>) {
        let kept = coarse.dimensions.iter();
        let at = |one: &usize| self.grouping.dimensions.iter().position(|other| other == one);
        let kept: Vec<usize> = kept.filter_map(at).collect();
        let known = self.counted.known.known(&coarse.dimensions);
        let layout = coarse.exact(&known, self.counted.bins.len());
        let mut codes = vec![0; self.grouping.dimensions.len()];
        let coarser = groups.each().map(|(group, bins)| {
            let figure = self.layout.parts(group, &mut codes);
            (layout.group::<u128>(kept.iter().map(|at| codes[*at]), figure), bins)
        });
        let sums = Groups::summed(coarser.collect());
        coarse.put(&known, &self.counted.bins, &layout, &sums);
    }

    /// Gives groups to a taker, one by one.
    fn take<K: Key, T: Take>(&self, groups: &Groups<K>, mut taker: T) -> T {
        let mut words = vec![0; self.grouping.dimensions.len()];
        let mut counts: Vec<(u32, u64)> = Vec::new();
        for (group, bins) in groups.each() {
            let figure = self.layout.parts(group, &mut words);
            counts.clear();
            let whole = |count: i64| u64::try_from(count).unwrap_or(0);
            counts.extend(bins.iter().map(|(bin, count)| (*bin, whole(*count))));
            taker.take(Group { words: &words, figure, bins: &counts });
        }
        taker
    }
}

impl Ranked {
    fn of(met: Vec<Box<str>>) -> Ranked {
        let mut order: Vec<u32> = (0..met.len() as u32).collect();
        order.sort_unstable_by(|a, b| met[*a as usize].cmp(&met[*b as usize]));
        let mut ranks = vec![0; met.len()];
        for (rank, code) in order.iter().enumerate() {
            ranks[*code as usize] = rank as u32;
        }
        let words = order.iter().map(|code| met[*code as usize].clone()).collect();
        Ranked { words, ranks }
    }
}
