//! Counts by key in one open table, whose size follows what it holds: for groups of few amounts.

use super::layout::Key;

/// Counts by key, in 32 bits each.
#[derive(Clone, Debug)]
pub struct Sparse<K> {
    keys: Vec<K>,
    counts: Vec<u32>,
    held: usize,
}

/// Slots of a new table.
const FIRST: usize = 64;

impl<K: Key> Default for Sparse<K> {
    fn default() -> Sparse<K> {
        Sparse { keys: Vec::new(), counts: Vec::new(), held: 0 }
    }
}

impl<K: Key> Sparse<K> {
    /// Whether the next new key makes it grow.
    #[inline]
    pub fn is_full(&self) -> bool {
        // Three of four slots are filled at most, so that a free one is always near.
        self.held * 4 >= self.keys.len() * 3
    }

    /// How many keys it holds.
    pub fn held(&self) -> usize {
        self.held
    }

    /// Its keys with their counts, in no order.
    pub fn entries(&self) -> impl Iterator<Item = (K, u32)> {
        let all = self.keys.iter().copied().zip(self.counts.iter().copied());
        all.filter(|(key, _)| *key != K::NONE)
    }

    /// Counts a key so many times; whether its count has gone beyond 32 bits by that.
    #[inline(always)]
    pub fn add(&mut self, key: K, times: u32) -> bool {
        if self.is_full() {
            self.grow();
        }
        let slots = self.keys.len();
        let mut at = key.slot(slots);
        loop {
            let found = self.keys[at];
            if found == key {
                let (sum, over) = self.counts[at].overflowing_add(times);
                self.counts[at] = sum;
                return over;
            }
            if found == K::NONE {
                self.keys[at] = key;
                self.counts[at] = times;
                self.held += 1;
                return false;
            }
            at += 1;
            if at == slots {
                at = 0;
            }
        }
    }

    /// The count of a key, if it is here.
    pub fn count_of(&mut self, key: K) -> Option<&mut u32> {
        let slots = self.keys.len();
        let mut at = if slots == 0 { return None } else { key.slot(slots) };
        while self.keys[at] != key {
            if self.keys[at] == K::NONE {
                return None;
            }
            at = (at + 1) % slots;
        }
        self.counts.get_mut(at)
    }

    #[cold]
    fn grow(&mut self) {
        // Half more each time: a table that has just grown is not half empty.
        let slots = (self.keys.len() + self.keys.len() / 2).max(FIRST);
        let grown = Sparse { keys: vec![K::NONE; slots], counts: vec![0; slots], held: 0 };
        let old = std::mem::replace(self, grown);
        for (key, count) in old.entries() {
            self.add(key, count);
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.keys.capacity() * (size_of::<K>() + size_of::<u32>())
    }
}
