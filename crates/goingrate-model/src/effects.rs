//! The columns of the model: every effect by its block and what it belongs to.

use crate::block::{BLOCKS, Block};

/// An effect: its block and one or two positions in the taxonomy or the list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Effect {
    /// The block.
    pub block: Block,
    /// What it belongs to: the index of a role, place, skill, source …; 0 where there is one only.
    pub of: u32,
    /// The second thing of a crossed effect (the area of `role:area`); 0 elsewhere.
    pub and: u32,
}

impl Effect {
    /// An effect of one thing.
    pub fn of(block: Block, of: usize) -> Effect {
        Effect::crossed(block, of, 0)
    }

    /// An effect of two things.
    pub fn crossed(block: Block, of: usize, and: usize) -> Effect {
        // Lists of the taxonomy hold at most 65,535 entries by construction of their ids.
        Effect { block, of: of as u32, and: and as u32 }
    }

    /// The effect of something that only has a name (an employer, a title in a source's own words),
    /// by a hash of it: a book holds no names.
    pub fn named(block: Block, hash: u64) -> Effect {
        Effect { block, of: (hash >> 32) as u32, and: hash as u32 }
    }

    /// The only effect of a block.
    pub fn only(block: Block) -> Effect {
        Effect::of(block, 0)
    }
}

/// Blocks of fewer effects than this count as shared.
const SHARED: usize = 256;

/// All effects of a fit; a column is a position. A fit has them sorted. A book has them in the order
/// of its own fit, which is another where a list has changed since.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    list: Vec<Effect>,
    /// The columns in the order of their effects; nothing where that is the order of the columns.
    sorted: Vec<u32>,
    /// Where the effects of each block start in that order, and the end.
    starts: Vec<u32>,
}

impl Effects {
    /// The effects of a list, in any order and with repetitions.
    pub fn new(mut effects: Vec<Effect>) -> Effects {
        effects.sort_unstable();
        effects.dedup();
        Effects::with_starts(effects, Vec::new())
    }

    /// The effects in the order of their columns; `None` where one is there twice.
    pub(crate) fn in_order(list: Vec<Effect>) -> Option<Effects> {
        if list.is_sorted_by(|a, b| a < b) {
            return Some(Effects::with_starts(list, Vec::new()));
        }
        let mut sorted: Vec<u32> = (0..list.len() as u32).collect();
        sorted.sort_unstable_by_key(|&column| list[column as usize]);
        let once = sorted.windows(2).all(|pair| list[pair[0] as usize] != list[pair[1] as usize]);
        once.then(|| Effects::with_starts(list, sorted))
    }

    fn with_starts(list: Vec<Effect>, sorted: Vec<u32>) -> Effects {
        let mut effects = Effects { list, sorted, starts: Vec::new() };
        let mut starts = vec![0; BLOCKS.len() + 1];
        for effect in &effects.list {
            starts[effect.block as usize + 1] += 1;
        }
        for block in 0..BLOCKS.len() {
            starts[block + 1] += starts[block];
        }
        effects.starts = starts;
        effects
    }

    /// Where the effects of a block stand in the order of effects.
    fn span(&self, block: Block) -> std::ops::Range<usize> {
        let start = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        start(block as usize)..start(block as usize + 1)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The column of an effect; `None` where no evidence speaks of it.
    pub fn column(&self, effect: Effect) -> Option<usize> {
        let span = self.span(effect.block);
        if self.sorted.is_empty() {
            let own = &self.list[span.clone()];
            let found = own.binary_search_by_key(&(effect.of, effect.and), |e| (e.of, e.and));
            return found.ok().map(|at| span.start + at);
        }
        let own = &self.sorted[span];
        let found = own.binary_search_by_key(&effect, |&column| self.list[column as usize]);
        found.ok().map(|at| own[at] as usize)
    }

    /// The effects in the order of their columns.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Effect> + '_ {
        self.list.iter().copied()
    }

    /// The effect of a column.
    pub fn at(&self, column: usize) -> Effect {
        self.list[column]
    }

    /// The columns of blocks with few effects: those that many rows, and all questions, share.
    pub fn shared(&self) -> Vec<usize> {
        let blocks = BLOCKS.iter().map(|&block| self.block(block));
        blocks.filter(|columns| columns.len() < SHARED).flatten().collect()
    }

    /// The columns of a block: in every order they stand together.
    pub fn block(&self, block: Block) -> std::ops::Range<usize> {
        let span = self.span(block);
        if self.sorted.is_empty() {
            return span;
        }
        let own = &self.sorted[span];
        let first = own.iter().min().map_or(0, |&column| column as usize);
        first..first + own.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_are_found_in_any_order() {
        let effect = |block, of| Effect::of(block, of);
        let list = vec![
            effect(Block::Skill, 4),
            effect(Block::Skill, 2),
            effect(Block::Occupation, 9),
            effect(Block::Occupation, 1),
            effect(Block::Area, 3),
        ];
        let effects = Effects::in_order(list.clone()).unwrap();
        for (column, &effect) in list.iter().enumerate() {
            assert_eq!(effects.column(effect), Some(column));
            assert_eq!(effects.at(column), effect);
        }
        assert_eq!(effects.column(effect(Block::Skill, 3)), None);
        assert_eq!(effects.block(Block::Skill), 0..2);
        assert_eq!(effects.block(Block::Occupation), 2..4);
        assert!(effects.block(Block::Tier).is_empty());
        assert_eq!(Effects::new(list.clone()).block(Block::Area), 2..3);
        let twice = [list.clone(), list].concat();
        assert_eq!(Effects::in_order(twice), None);
    }
}
