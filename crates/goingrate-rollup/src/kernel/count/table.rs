//! Counts by key: sparse while groups have few amounts, dense from when many counters of a row count
//! something. Either way the counts are the same.

use super::dense::{CARRIED, Dense};
use super::groups::Groups;
use super::layout::Key;
use super::sparse::Sparse;
use crate::kernel::bins::BinOrder;

/// Counts by key.
#[derive(Clone, Debug)]
pub struct Table<K> {
    /// Bits of a key that are the code of its bin.
    bins: u32,
    counts: Counts<K>,
    /// Keys whose count has gone beyond 32 bits, once for each time, while the table was sparse or in `outside`.
    beyond: Vec<K>,
    /// Keys that were taken back and are not here, once for each time.
    owed: Vec<K>,
}

#[derive(Clone, Debug)]
enum Counts<K> {
    Sparse(Sparse<K>),
    Dense(Box<Both<K>>),
}

/// Rows of counters, and what has none.
#[derive(Clone, Debug)]
struct Both<K> {
    dense: Dense<K>,
    /// How often a counter of a key has begun again. A key that did so 2³² times would be counted 2⁴⁸ times.
    carried: Sparse<K>,
    outside: Sparse<K>,
    /// When they are looked at again: at so many rows, or keys outside.
    next_rows: usize,
    next_outside: usize,
}

/// Tables of fewer keys stay sparse.
const FEW: usize = 1024;

/// One counter in so many has to count something in a dense table. A counter takes a sixth or less of what a key
/// and its count take in a sparse one, and is found sooner.
const ONE_IN: usize = 12;

/// Of so many amounts, one may have no counter in its row.
const OUTSIDE: u64 = 200;

impl<K: Key> Both<K> {
    fn new(dense: Dense<K>) -> Both<K> {
        let (carried, outside) = (Sparse::default(), Sparse::default());
        Both { dense, carried, outside, next_rows: 0, next_outside: 0 }
    }

    /// Counts a key once; whether its count outside has gone beyond 32 bits by that.
    #[inline(always)]
    fn add_one(&mut self, key: K, bins: u32) -> bool {
        let code = key.part(0, bins);
        if !self.dense.has(code) {
            return self.outside.add(key, 1);
        }
        if self.dense.add_one(key.without(bins), code) {
            self.carry(key);
        }
        false
    }

    /// Counts the codes of a group so many times each. Takes keys whose count outside has gone beyond 32 bits by
    /// that, once for each time.
    fn add(&mut self, group: K, bins: u32, codes: &[(u32, u64)], beyond: &mut Vec<K>) {
        let key = |code: u32| group.raised(bins).with(code, 0);
        if codes.iter().any(|(code, _)| self.dense.has(*code)) {
            let carried = &mut self.carried;
            self.dense.add(group, codes, |code, times| {
                add_sparse(carried, key(code), times);
            });
        }
        for (code, times) in codes.iter().filter(|(code, _)| !self.dense.has(*code)) {
            let over = add_sparse(&mut self.outside, key(*code), *times);
            beyond.extend(std::iter::repeat_n(key(*code), over as usize));
        }
    }

    #[cold]
    fn carry(&mut self, key: K) {
        self.carried.add(key, 1);
    }

    /// Takes a key back once; whether it was there.
    fn take(&mut self, key: K, bins: u32) -> bool {
        let Some(counter) = self.dense.counter_of(key.without(bins), key.part(0, bins)) else {
            return take_sparse(&mut self.outside, key);
        };
        let is_carried = *counter == 0 && take_sparse(&mut self.carried, key);
        let was_there = is_carried || *counter > 0;
        // A counter of nothing goes round to its largest number.
        *counter = counter.wrapping_sub(u16::from(was_there));
        was_there
    }

    /// Every key that counts something with its count; some keys come more than once.
    fn entries(&self, bins: u32) -> impl Iterator<Item = (K, u64)> {
        let counters = self.dense.each().flat_map(move |(group, counts)| {
            let key = move |code: usize| group.raised(bins).with(code as u32, 0);
            let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
            counted.map(move |(code, count)| (key(code), u64::from(*count)))
        });
        let carried = self.carried.entries().map(|(key, times)| (key, u64::from(times) * CARRIED));
        let outside = self.outside.entries().map(|(key, count)| (key, u64::from(count)));
        counters.chain(carried).chain(outside)
    }
}

/// What a count of 32 bits begins again after.
const WHOLE: u64 = 1 << 32;

/// Counts a key so many times; how often its count has gone beyond 32 bits by that.
fn add_sparse<K: Key>(sparse: &mut Sparse<K>, key: K, times: u64) -> u64 {
    let over = sparse.add(key, (times % WHOLE) as u32);
    times / WHOLE + u64::from(over)
}

/// Takes a key back once; whether it was there.
fn take_sparse<K: Key>(sparse: &mut Sparse<K>, key: K) -> bool {
    match sparse.count_of(key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

impl<K: Key> Table<K> {
    /// A table of keys with so many bits for bins.
    pub fn new(bins: u32) -> Table<K> {
        let counts = Counts::Sparse(Sparse::default());
        Table { bins, counts, beyond: Vec::new(), owed: Vec::new() }
    }

    /// Counts every key once.
    pub fn add_all(&mut self, keys: &[K]) {
        let mut keys = keys;
        if let Counts::Sparse(sparse) = &mut self.counts {
            let room = keys.iter().position(|key| {
                let full = sparse.is_full() && sparse.held() >= FEW;
                if !full && sparse.add(*key, 1) {
                    self.beyond.push(*key);
                }
                full
            });
            let Some(room) = room else { return };
            keys = &keys[room..];
            self.look();
        }
        match &mut self.counts {
            Counts::Sparse(_) => keys.iter().for_each(|key| self.add(*key, 1)),
            Counts::Dense(both) => {
                for key in keys {
                    if both.add_one(*key, self.bins) {
                        self.beyond.push(*key);
                    }
                }
                self.look();
            }
        }
    }

    fn add(&mut self, key: K, times: u64) {
        let (group, code) = (key.without(self.bins), key.part(0, self.bins));
        self.add_group(group, &[(code, times)]);
    }

    /// Counts the codes of a group so many times each, however many.
    pub fn add_group(&mut self, group: K, codes: &[(u32, u64)]) {
        self.look();
        match &mut self.counts {
            Counts::Sparse(sparse) => {
                for (code, times) in codes {
                    let key = group.raised(self.bins).with(*code, 0);
                    let over = add_sparse(sparse, key, *times);
                    self.beyond.extend(std::iter::repeat_n(key, over as usize));
                }
            }
            Counts::Dense(both) => both.add(group, self.bins, codes, &mut self.beyond),
        }
    }

    /// Takes back keys that were counted once each. What was counted in another table is owed.
    pub fn take_all(&mut self, keys: &[K]) {
        for key in keys {
            if self.take(*key) {
                continue;
            }
            match self.beyond.iter().position(|beyond| beyond == key) {
                Some(whole) => {
                    self.beyond.swap_remove(whole);
                    self.add(*key, WHOLE - 1);
                }
                None => self.owed.push(*key),
            }
        }
    }

    fn take(&mut self, key: K) -> bool {
        match &mut self.counts {
            Counts::Sparse(sparse) => take_sparse(sparse, key),
            Counts::Dense(both) => both.take(key, self.bins),
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        let counts = match &self.counts {
            Counts::Sparse(sparse) => sparse.bytes(),
            Counts::Dense(both) => both.dense.bytes() + both.carried.bytes() + both.outside.bytes(),
        };
        counts + (self.beyond.capacity() + self.owed.capacity()) * size_of::<K>()
    }

    /// Becomes dense where that takes less memory, and sparse where it does not any more.
    #[inline]
    fn look(&mut self) {
        let is_due = match &self.counts {
            Counts::Sparse(sparse) => sparse.is_full() && sparse.held() >= FEW,
            Counts::Dense(both) => {
                both.dense.rows() >= both.next_rows || both.outside.held() >= both.next_outside
            }
        };
        if is_due {
            self.look_closely();
        }
    }

    #[cold]
    fn look_closely(&mut self) {
        match &mut self.counts {
            Counts::Sparse(_) => {
                if let Some(codes) = self.dense_codes() {
                    self.become_dense(codes);
                }
            }
            Counts::Dense(both) if both.dense.rows() >= both.next_rows => {
                both.next_rows = both.dense.rows() * 2;
                if both.dense.held() * ONE_IN * 2 < both.dense.counters() {
                    self.become_sparse();
                }
            }
            Counts::Dense(both) => {
                both.next_outside = both.outside.held() * 4;
                if let Some(codes) = self.dense_codes() {
                    self.become_dense(codes);
                }
            }
        }
    }

    /// How many codes rows need counters for, where enough of these would count something.
    fn dense_codes(&self) -> Option<usize> {
        let entries = self.entries();
        let mut by_code: Vec<u64> = Vec::new();
        for (key, count) in &entries {
            let code = key.part(0, self.bins) as usize;
            by_code.resize(by_code.len().max(code + 1), 0);
            by_code[code] += count;
        }
        // Codes are numbered as they are met, so that the rarest have the highest numbers.
        let mut outside = by_code.iter().sum::<u64>() / OUTSIDE;
        let rare = by_code.iter().rev().take_while(|count| {
            let is_rare = **count <= outside;
            outside = outside.saturating_sub(**count);
            is_rare
        });
        let codes = by_code.len() - rare.count();
        let mut groups: Vec<K> = entries.iter().map(|(key, _)| key.without(self.bins)).collect();
        groups.sort_unstable();
        groups.dedup();
        // Where all was taken back there is no code, and a row of no counters would be looked at for ever.
        (codes > 0 && groups.len() * codes <= entries.len() * ONE_IN).then_some(codes)
    }

    fn become_dense(&mut self, codes: usize) {
        let mut both = Box::new(Both::new(Dense::new(codes)));
        for (key, count) in self.entries() {
            let code = [(key.part(0, self.bins), count)];
            both.add(key.without(self.bins), self.bins, &code, &mut self.beyond);
        }
        both.next_rows = both.dense.rows() * 2;
        both.next_outside = both.outside.held() * 4 + FEW;
        self.counts = Counts::Dense(both);
    }

    fn become_sparse(&mut self) {
        let mut sparse = Sparse::default();
        for (key, count) in self.entries() {
            let over = add_sparse(&mut sparse, key, count);
            self.beyond.extend(std::iter::repeat_n(key, over as usize));
        }
        self.counts = Counts::Sparse(sparse);
    }

    /// Every key that counts something with its count, without what goes beyond 32 bits. Some keys come more than
    /// once.
    fn entries(&self) -> Vec<(K, u64)> {
        match &self.counts {
            Counts::Sparse(sparse) => {
                sparse.entries().map(|(key, count)| (key, u64::from(count))).collect()
            }
            Counts::Dense(both) => both.entries(self.bins).collect(),
        }
    }

    /// All groups with their bins and counts, in several lists; some groups are in more than one. Less than
    /// none of what is owed.
    pub fn into_groups(self, order: &BinOrder) -> Vec<Groups<K>> {
        let entry =
            |key: K, count: i64| (key.without(self.bins), order.bin(key.part(0, self.bins)), count);
        let beyond = self.beyond.iter().map(|key| entry(*key, WHOLE as i64));
        let owed = self.owed.iter().map(|key| entry(*key, -1));
        let mut rest: Vec<(K, u32, i64)> = beyond.chain(owed).collect();
        match &self.counts {
            Counts::Sparse(sparse) => {
                let counted = sparse.entries().filter(|(_, count)| *count > 0);
                rest.extend(counted.map(|(key, count)| entry(key, i64::from(count))));
                vec![Groups::of_entries(rest)]
            }
            Counts::Dense(both) => {
                let outside = both.outside.entries().filter(|(_, count)| *count > 0);
                rest.extend(outside.map(|(key, count)| entry(key, i64::from(count))));
                let carried = both.carried.entries().filter(|(_, times)| *times > 0);
                let carried = carried.map(|(key, times)| (key, i64::from(times) * CARRIED as i64));
                rest.extend(carried.map(|(key, count)| entry(key, count)));
                let counters: Vec<(u32, u32)> =
                    order.each().filter(|(code, _)| both.dense.has(*code)).collect();
                let mut rows = Groups::default();
                for (group, counts) in both.dense.each() {
                    let count = |code: u32| counts.get(code as usize).copied().unwrap_or(0);
                    let bins = counters.iter().map(|(code, bin)| (*bin, i64::from(count(*code))));
                    rows.push(group, bins.filter(|(_, count)| *count > 0));
                }
                vec![rows, Groups::of_entries(rest)]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::kernel::bins::BinCodes;

    const BITS: u32 = 10;

    /// The keys of tables with their counts. Bins are met in such an order that codes are not in theirs.
    fn sorted<K: Key>(tables: Vec<Table<K>>) -> Vec<(K, i64)> {
        let codes = BinCodes::new();
        (3..1000).rev().for_each(|bin| {
            codes.code(bin);
        });
        let order = codes.order();
        let lists = tables.into_iter().flat_map(|table| table.into_groups(&order)).collect();
        let merged = Groups::merged(lists);
        let keys = |(group, bins): (K, &[(u32, i64)])| {
            assert!(bins.is_sorted());
            bins.iter().map(|(bin, n)| (group.raised(BITS).with(codes.code(*bin), 0), *n)).collect()
        };
        let mut keys: Vec<(K, i64)> = merged.each().flat_map::<Vec<_>, _>(keys).collect();
        keys.sort_unstable();
        keys
    }

    /// Keys of so many groups.
    fn keys(groups: u64) -> Vec<u64> {
        (0..300_000u64).map(|i| ((i * 7919 % groups) << BITS) | (i * i % 307)).collect()
    }

    #[test]
    fn counts_are_those_of_a_map_whether_dense_or_sparse() {
        let check = |groups: u64, is_dense: bool| {
            let keys = keys(groups);
            let mut expected: BTreeMap<u64, i64> = BTreeMap::new();
            keys.iter().for_each(|key| *expected.entry(*key).or_default() += 1);
            let mut table: Table<u64> = Table::new(BITS);
            keys.chunks(1000).for_each(|keys| table.add_all(keys));
            assert_eq!(matches!(table.counts, Counts::Dense(..)), is_dense, "{groups}");
            assert_eq!(sorted(vec![table]), expected.into_iter().collect::<Vec<_>>());
        };
        check(50, true);
        check(100_000, false);
    }

    #[test]
    fn a_dense_table_that_thins_out_becomes_sparse() {
        let mut table: Table<u64> = Table::new(BITS);
        keys(20).chunks(1000).for_each(|keys| table.add_all(keys));
        assert!(matches!(table.counts, Counts::Dense(..)));
        let lone: Vec<u64> = (1000..50_000u64).map(|group| (group << BITS) | 7).collect();
        lone.chunks(1000).for_each(|keys| table.add_all(keys));
        assert!(matches!(table.counts, Counts::Sparse(_)));
        let sum: i64 = sorted(vec![table]).iter().map(|(_, count)| count).sum();
        assert_eq!(sum, 349_000);
    }

    #[test]
    fn rows_grow_wider() {
        let mut table: Table<u32> = Table::new(BITS);
        let low: Vec<u32> = (0..100_000).map(|i| ((i % 10) << BITS) | (i % 200)).collect();
        table.add_all(&low);
        table.add_all(&[(5 << BITS) | 999]);
        let found = sorted(vec![table]);
        assert_eq!((found.len(), found.contains(&((5 << BITS) | 999, 1))), (10 * 20 + 1, true));
    }

    #[test]
    fn what_is_taken_back_is_gone() {
        for groups in [50, 100_000] {
            let mut table: Table<u64> = Table::new(BITS);
            let keys = keys(groups);
            table.add_all(&keys);
            table.add_all(&keys[..1000]);
            table.take_all(&keys[..1000]);
            let mut once: Table<u64> = Table::new(BITS);
            once.add_all(&keys);
            assert_eq!(sorted(vec![table]), sorted(vec![once]));
        }
    }

    #[test]
    fn what_was_counted_elsewhere_is_owed() {
        let (mut one, mut other): (Table<u128>, Table<u128>) = (Table::new(BITS), Table::new(BITS));
        one.add_all(&[4, 4, 5]);
        other.add_all(&[5]);
        other.take_all(&[4, 5, 5]);
        assert_eq!(sorted(vec![one, other]), [(4, 1)]);
    }

    #[test]
    fn counts_go_beyond_their_counter() {
        let mut table: Table<u64> = Table::new(BITS);
        table.add_all(&keys(20));
        assert!(matches!(table.counts, Counts::Dense(..)));
        let (one, other) = ((3 << BITS) | 4, (3 << BITS) | 5);
        let before = sorted(vec![table.clone()]);
        let times = 5 * CARRIED as usize;
        table.add_all(&vec![one; times]);
        table.add(other, 1 << 33);
        let more = |before: &[(u64, i64)], key: u64| {
            before.iter().find(|entry| entry.0 == key).map_or(0, |entry| entry.1)
        };
        let after = sorted(vec![table.clone()]);
        assert_eq!(more(&after, one), more(&before, one) + times as i64);
        assert_eq!(more(&after, other), more(&before, other) + (1 << 33));
        // Back across several counters, as a sparse table, and more than there are.
        table.take_all(&vec![one; times]);
        table.take_all(&[other]);
        table.become_sparse();
        let back = sorted(vec![table.clone()]);
        assert_eq!(more(&back, one), more(&before, one));
        assert_eq!(more(&back, other), more(&before, other) + (1 << 33) - 1);
        table.become_dense(1000);
        assert_eq!(sorted(vec![table.clone()]), back);
        let all: Vec<u64> = vec![one; more(&back, one) as usize + 7];
        table.take_all(&all);
        assert_eq!(table.owed, [one; 7]);
    }

    #[test]
    fn counts_go_beyond_32_bits() {
        let mut table: Table<u64> = Table::new(BITS);
        table.add(7, u64::from(u32::MAX));
        table.add_all(&[7, 7]);
        table.add(9, 5 << 32);
        table.take_all(&[9]);
        assert_eq!(sorted(vec![table]), [(7, (1 << 32) + 1), (9, (5 << 32) - 1)]);
    }
}
