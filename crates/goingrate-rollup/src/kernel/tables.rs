//! The counts of one grouping, shared by all threads: many small tables, so that the one in hand stays in the
//! processor's cache and no two threads wait for each other long.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::bins;
use super::layout::{Key, Layout};
use super::table::Table;

/// How many tables share the keys of a grouping. A group is in one of them, with all its bins.
pub const PARTITIONS: usize = 256;

/// The partition of a hash.
#[inline]
pub fn partition_of(hash: u32) -> usize {
    (hash >> (u32::BITS - PARTITIONS.trailing_zeros())) as usize
}

/// The tables of a grouping under one layout of keys.
#[derive(Debug)]
pub struct Tables {
    pub layout: Layout,
    pub store: Store,
    bytes: AtomicUsize,
}

/// Tables with keys as long as the layout needs.
#[derive(Debug)]
pub enum Store {
    Narrow(Vec<Mutex<Table<u64>>>),
    Wide(Vec<Mutex<Table<u128>>>),
}

/// What is done with keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Count,
    /// Counted keys of a row group that turned out to be damaged.
    TakeBack,
}

impl Tables {
    pub fn new(layout: Layout) -> Tables {
        let store = match layout.bits() <= u64::BITS {
            true => Store::Narrow(empty()),
            false => Store::Wide(empty()),
        };
        Tables { layout, store, bytes: AtomicUsize::new(0) }
    }

    /// Bytes that the tables take.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Changes one of the tables, and knows afterwards what it takes.
    pub fn change<K: Key>(&self, table: &Mutex<Table<K>>, change: impl FnOnce(&mut Table<K>)) {
        let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
        let before = table.bytes();
        change(&mut table);
        let after = table.bytes();
        self.bytes.fetch_add(after.wrapping_sub(before), Ordering::Relaxed);
    }

    /// The entries of a partition, which are then gone, with the keys of this layout as wide ones.
    pub fn drained(&self, partition: usize) -> Vec<(u128, i64)> {
        match &self.store {
            Store::Narrow(tables) => {
                let entries = tables.get(partition).map(taken).unwrap_or_default();
                entries.into_iter().map(|(key, count)| (u128::from(key), count)).collect()
            }
            Store::Wide(tables) => tables.get(partition).map(taken).unwrap_or_default(),
        }
    }

    /// Counts entries of a partition that were counted elsewhere.
    pub fn put(&self, partition: usize, entries: impl Iterator<Item = (u128, u64)>) {
        match &self.store {
            Store::Narrow(tables) => {
                let Some(table) = tables.get(partition) else { return };
                // A narrow layout has no bits beyond those of narrow keys.
                self.change(table, |table| {
                    entries.for_each(|(key, n)| table.add_many(key as u64, n))
                });
            }
            Store::Wide(tables) => {
                let Some(table) = tables.get(partition) else { return };
                self.change(table, |table| entries.for_each(|(key, n)| table.add_many(key, n)));
            }
        }
    }
}

fn empty<K: Key>() -> Vec<Mutex<Table<K>>> {
    (0..PARTITIONS).map(|_| Mutex::new(Table::default())).collect()
}

/// The entries of a table, which is empty then.
fn taken<K: Key>(table: &Mutex<Table<K>>) -> Vec<(K, i64)> {
    let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *table).into_entries()
}

/// What a thread keeps before it locks a table: keys by partition.
pub struct Buffers<K> {
    keys: Vec<Vec<K>>,
    row: Vec<K>,
}

/// Keys of a partition that are counted together.
const TOGETHER: usize = 2048;

impl<K: Key> Buffers<K> {
    pub fn new() -> Buffers<K> {
        Buffers { keys: vec![Vec::new(); PARTITIONS], row: Vec::new() }
    }

    /// Takes rows: their hashes, the codes of each dimension, the figure's number and bins.
    pub fn take(&mut self, rows: &Rows<'_>, tables: &Tables, store: &[Mutex<Table<K>>], way: Way) {
        self.make_keys(rows, &tables.layout);
        for (key, hash) in self.row.iter().zip(rows.hashes) {
            let partition = partition_of(*hash);
            let Some(keys) = self.keys.get_mut(partition) else { continue };
            if keys.capacity() == 0 {
                keys.reserve_exact(TOGETHER);
            }
            keys.push(*key);
            if keys.len() == TOGETHER {
                count(keys, tables, &store[partition], way);
            }
        }
    }

    fn make_keys(&mut self, rows: &Rows<'_>, layout: &Layout) {
        self.row.clear();
        let figure = K::zero().with(rows.figure, layout.figure_shift());
        self.row.extend(rows.bins.iter().map(|bin| figure.with(*bin, 0)));
        for (at, codes) in rows.codes.iter().enumerate() {
            let shift = layout.shift(at);
            for (key, code) in self.row.iter_mut().zip(*codes) {
                *key = key.with(*code, shift);
            }
        }
    }

    /// Counts all that is kept.
    pub fn flush(&mut self, tables: &Tables, store: &[Mutex<Table<K>>], way: Way) {
        for (keys, table) in self.keys.iter_mut().zip(store) {
            count(keys, tables, table, way);
        }
    }
}

/// Rows of one figure, as codes.
pub struct Rows<'r> {
    /// The hash of each row's group, the same for all layouts.
    pub hashes: &'r [u32],
    /// The codes of each dimension.
    pub codes: &'r [&'r [u32]],
    pub figure: u32,
    pub bins: &'r [u32],
}

fn count<K: Key>(keys: &mut Vec<K>, tables: &Tables, table: &Mutex<Table<K>>, way: Way) {
    if keys.is_empty() {
        return;
    }
    tables.change(table, |table| match way {
        Way::Count => table.add_all(keys),
        Way::TakeBack => table.take_all(keys),
    });
    keys.clear();
}

/// The codes of a key's dimensions, with its figure and bin.
pub fn parts<K: Key>(key: K, layout: &Layout, codes: &mut [u32]) -> (u32, u32) {
    let mut shift = bins::BITS;
    for (code, bits) in codes.iter_mut().zip(&layout.dimensions).rev() {
        *code = key.part(shift, *bits);
        shift += bits;
    }
    (key.part(shift, layout.figures), key.part(0, bins::BITS))
}
