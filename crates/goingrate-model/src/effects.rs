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

/// All effects of a fit, sorted; a column is a position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects(Vec<Effect>);

impl Effects {
    /// The effects of a list, in any order and with repetitions.
    pub fn new(mut effects: Vec<Effect>) -> Effects {
        effects.sort_unstable();
        effects.dedup();
        Effects(effects)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The column of an effect; `None` where no evidence speaks of it.
    pub fn column(&self, effect: Effect) -> Option<usize> {
        self.0.binary_search(&effect).ok()
    }

    /// The effects in the order of their columns.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Effect> + '_ {
        self.0.iter().copied()
    }

    /// The effect of a column.
    pub fn at(&self, column: usize) -> Effect {
        self.0[column]
    }

    /// The columns of blocks with few effects: those that many rows, and all questions, share.
    pub fn shared(&self) -> Vec<usize> {
        let blocks = BLOCKS.iter().map(|&block| self.block(block));
        blocks.filter(|columns| columns.len() < SHARED).flatten().collect()
    }

    /// The columns of a block.
    pub fn block(&self, block: Block) -> std::ops::Range<usize> {
        let start = self.0.partition_point(|e| e.block < block);
        let end = self.0.partition_point(|e| e.block <= block);
        start..end
    }
}
