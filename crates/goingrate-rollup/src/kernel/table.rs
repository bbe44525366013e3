//! Counts by key in one open table, whose size follows what it holds.

use super::layout::Key;

/// Counts by key. A count is kept in 32 bits; what goes beyond is kept aside.
#[derive(Debug)]
pub struct Table<K> {
    keys: Vec<K>,
    counts: Vec<u32>,
    held: usize,
    /// Keys whose count has gone beyond 32 bits, once for each time.
    beyond: Vec<K>,
    /// Keys that were taken back and are not here, once for each time.
    owed: Vec<K>,
}

/// Slots of a new table.
const FIRST: usize = 64;

impl<K: Key> Default for Table<K> {
    fn default() -> Table<K> {
        Table {
            keys: Vec::new(),
            counts: Vec::new(),
            held: 0,
            beyond: Vec::new(),
            owed: Vec::new(),
        }
    }
}

impl<K: Key> Table<K> {
    /// Counts every key once.
    pub fn add_all(&mut self, keys: &[K]) {
        for key in keys {
            self.add(*key, 1);
        }
    }

    /// Counts a key so many times.
    #[inline]
    pub fn add(&mut self, key: K, times: u32) {
        // Three of four slots are filled at most, so that a free one is always near.
        if self.held * 4 >= self.keys.len() * 3 {
            self.grow();
        }
        let slots = self.keys.len();
        let mut at = key.slot(slots);
        loop {
            let found = self.keys[at];
            if found == key {
                let (sum, over) = self.counts[at].overflowing_add(times);
                self.counts[at] = sum;
                if over {
                    self.beyond.push(key);
                }
                return;
            }
            if found == K::NONE {
                self.keys[at] = key;
                self.counts[at] = times;
                self.held += 1;
                return;
            }
            at += 1;
            if at == slots {
                at = 0;
            }
        }
    }

    /// Counts a key so many times, however many.
    pub fn add_many(&mut self, key: K, times: u64) {
        const WHOLE: u64 = 1 << 32;
        self.add(key, (times % WHOLE) as u32);
        self.beyond.extend(std::iter::repeat_n(key, (times / WHOLE) as usize));
    }

    /// Takes back keys that were counted once each. What was counted in another table is owed.
    pub fn take_all(&mut self, keys: &[K]) {
        for key in keys {
            if !self.take(*key) {
                self.owed.push(*key);
            }
        }
    }

    fn take(&mut self, key: K) -> bool {
        let slots = self.keys.len();
        let mut at = if slots == 0 { return false } else { key.slot(slots) };
        while self.keys[at] != key {
            if self.keys[at] == K::NONE {
                return false;
            }
            at = (at + 1) % slots;
        }
        if self.counts[at] == 0 {
            let Some(whole) = self.beyond.iter().position(|beyond| *beyond == key) else {
                return false;
            };
            self.beyond.swap_remove(whole);
        }
        self.counts[at] = self.counts[at].wrapping_sub(1);
        true
    }

    fn grow(&mut self) {
        // Half more each time: a table that has just grown is not half empty.
        let slots = (self.keys.len() + self.keys.len() / 2).max(FIRST);
        let grown = Table {
            keys: vec![K::NONE; slots],
            counts: vec![0; slots],
            held: 0,
            beyond: std::mem::take(&mut self.beyond),
            owed: std::mem::take(&mut self.owed),
        };
        let old = std::mem::replace(self, grown);
        for (key, count) in old.keys.into_iter().zip(old.counts) {
            if key != K::NONE {
                self.add(key, count);
            }
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.keys.capacity() * (size_of::<K>() + size_of::<u32>())
            + self.beyond.capacity() * size_of::<K>()
    }

    /// Every key with its count, in no order and perhaps several times; less than none of what is owed.
    pub fn into_entries(self) -> Vec<(K, i64)> {
        let filled = self.keys.into_iter().zip(self.counts);
        let filled = filled.filter(|(key, count)| *key != K::NONE && *count > 0);
        let counted = filled.map(|(key, count)| (key, i64::from(count)));
        let beyond = self.beyond.into_iter().map(|key| (key, 1 << 32));
        counted.chain(beyond).chain(self.owed.into_iter().map(|key| (key, -1))).collect()
    }
}

/// Entries in the order of their keys, each key once, without those of no count.
pub fn merged<K: Key>(mut entries: Vec<(K, i64)>) -> Vec<(K, u64)> {
    entries.sort_unstable_by_key(|entry| entry.0);
    entries.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    let whole = |(key, count): (K, i64)| Some((key, u64::try_from(count).ok()?));
    entries.into_iter().filter_map(whole).filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn sorted<K: Key>(table: Table<K>) -> Vec<(K, u64)> {
        merged(table.into_entries())
    }

    #[test]
    fn counts_are_those_of_a_map() {
        let keys: Vec<u64> = (0..200_000u64).map(|i| i * i % 7919 << 19 | i % 5).collect();
        let mut expected: BTreeMap<u64, u64> = BTreeMap::new();
        keys.iter().for_each(|key| *expected.entry(*key).or_default() += 1);
        let mut table = Table::default();
        keys.chunks(1000).for_each(|keys| table.add_all(keys));
        assert_eq!(table.held, expected.len());
        assert_eq!(sorted(table), expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn what_is_taken_back_is_gone() {
        let mut table: Table<u128> = Table::default();
        table.add_all(&[1, 2, 2, 3]);
        table.take_all(&[2, 3]);
        assert_eq!(sorted(table), [(1, 1), (2, 1)]);
    }

    #[test]
    fn what_was_counted_elsewhere_is_owed() {
        let (mut one, mut other): (Table<u64>, Table<u64>) = Default::default();
        one.add_all(&[4, 4, 5]);
        other.add_all(&[5]);
        other.take_all(&[4, 5, 5]);
        let entries = one.into_entries().into_iter().chain(other.into_entries());
        assert_eq!(merged(entries.collect()), [(4, 1)]);
    }

    #[test]
    fn counts_go_beyond_32_bits() {
        let mut table: Table<u64> = Table::default();
        table.add(7, u32::MAX);
        table.add_all(&[7, 7]);
        table.add_many(9, 5 << 32);
        table.take_all(&[9]);
        assert_eq!(sorted(table), [(7, (1 << 32) + 1), (9, (5 << 32) - 1)]);
    }
}
