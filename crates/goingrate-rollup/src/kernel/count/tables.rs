//! The counts of one grouping, shared by all threads: many small tables, so that the one in hand stays in the
//! processor's cache and no two threads wait for each other long.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::groups::{Bins, Groups};
use super::layout::{Key, Layout, NARROW, SHORTEST};
use super::table::Table;
use crate::kernel::bins::{BinCodes, BinOrder};

/// How many tables share the keys of a grouping. A group is in one of them, with all its bins.
pub const PARTITIONS: usize = 256;

/// The partition of a hash.
#[inline]
pub fn partition_of(hash: u32) -> usize {
    (hash >> (u32::BITS - PARTITIONS.trailing_zeros())) as usize
}

/// Tables of a partition each.
pub type Partitions<K> = Vec<Mutex<Table<K>>>;

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
    Short(Partitions<u32>),
    Narrow(Partitions<u64>),
    Wide(Partitions<u128>),
}

/// Does the same with tables of whichever keys.
macro_rules! with_store {
    ($store:expr, $tables:ident => $result:expr) => {
        match $store {
            Store::Short($tables) => $result,
            Store::Narrow($tables) => $result,
            Store::Wide($tables) => $result,
        }
    };
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
        let store = match layout.bits() {
            bits if bits <= SHORTEST => Store::Short(empty(layout.bins)),
            bits if bits <= NARROW => Store::Narrow(empty(layout.bins)),
            _ => Store::Wide(empty(layout.bins)),
        };
        Tables { layout, store, bytes: AtomicUsize::new(0) }
    }

    /// Bytes that the tables take.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Changes one of the tables, and knows afterwards what it takes.
    fn change<K: Key>(&self, table: &Mutex<Table<K>>, change: impl FnOnce(&mut Table<K>)) {
        let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
        let before = table.bytes();
        change(&mut table);
        let after = table.bytes();
        self.bytes.fetch_add(after.wrapping_sub(before), Ordering::Relaxed);
    }

    /// The groups of a partition, which are then gone, with the keys of this layout as wide ones.
    pub fn drained(&self, partition: usize, order: &BinOrder) -> Vec<Groups<u128>> {
        with_store!(&self.store, tables => {
            let Some(table) = tables.get(partition) else { return Vec::new() };
            let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
            let taken = std::mem::replace(&mut *table, Table::new(self.layout.bins));
            taken.into_groups(order).into_iter().map(|groups| groups.rekeyed(Key::wide)).collect()
        })
    }

    /// Counts bins of groups of a partition that were counted elsewhere.
    pub fn put<'g>(
        &self,
        partition: usize,
        bins: &BinCodes,
        groups: impl Iterator<Item = (u128, &'g Bins)>,
    ) {
        with_store!(&self.store, tables => {
            let Some(table) = tables.get(partition) else { return };
            self.change(table, |table| {
                let mut codes = Vec::new();
                for (group, counted) in groups {
                    let code = |(bin, count): &(u32, i64)| {
                        (bins.code(*bin), u64::try_from(*count).unwrap_or(0))
                    };
                    codes.clear();
                    codes.extend(counted.iter().map(code));
                    table.add_group(Key::of_wide(group), &codes);
                }
            });
        });
    }
}

fn empty<K: Key>(bins: u32) -> Partitions<K> {
    (0..PARTITIONS).map(|_| Mutex::new(Table::new(bins))).collect()
}

/// What a thread keeps before it locks a table: keys by partition.
pub struct Buffers<K> {
    /// Room for the keys of each partition, one after another.
    keys: Vec<K>,
    /// How many keys of its room each partition has.
    held: Box<[u32; PARTITIONS]>,
    row: Vec<K>,
}

/// Keys of a partition that are counted together: so many that each line of its table that is fetched is used
/// several times.
const TOGETHER: usize = 16384;

impl<K: Key> Buffers<K> {
    pub fn new() -> Buffers<K> {
        let keys = vec![K::ZERO; PARTITIONS * TOGETHER];
        Buffers { keys, held: Box::new([0; PARTITIONS]), row: Vec::new() }
    }

    /// Takes rows: their hashes, the codes of each dimension, the figure's number and bins.
    pub fn take(&mut self, rows: &Rows<'_>, tables: &Tables, store: &Partitions<K>, way: Way) {
        self.make_keys(rows, &tables.layout);
        for (key, hash) in self.row.iter().zip(rows.hashes) {
            let partition = partition_of(*hash);
            let held = self.held[partition] as usize;
            self.keys[partition * TOGETHER + held] = *key;
            self.held[partition] = held as u32 + 1;
            if held + 1 == TOGETHER {
                self.held[partition] = 0;
                let from = partition * TOGETHER;
                count(&self.keys[from..from + TOGETHER], tables, &store[partition], way);
            }
        }
    }

    fn make_keys(&mut self, rows: &Rows<'_>, layout: &Layout) {
        self.row.clear();
        let figure = K::ZERO.with(rows.figure, layout.figure_shift()).raised(layout.bins);
        self.row.extend(rows.bins.iter().map(|bin| figure.with(*bin, 0)));
        for (at, codes) in rows.codes.iter().enumerate() {
            let shift = layout.shift(at) + layout.bins;
            for (key, code) in self.row.iter_mut().zip(*codes) {
                *key = key.with(*code, shift);
            }
        }
    }

    /// Counts all that is kept.
    pub fn flush(&mut self, tables: &Tables, store: &Partitions<K>, way: Way) {
        let rooms = self.keys.chunks(TOGETHER).zip(self.held.iter_mut());
        for ((keys, held), table) in rooms.zip(store) {
            count(&keys[..*held as usize], tables, table, way);
            *held = 0;
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
    /// The codes of the amounts' bins.
    pub bins: &'r [u32],
}

fn count<K: Key>(keys: &[K], tables: &Tables, table: &Mutex<Table<K>>, way: Way) {
    if keys.is_empty() {
        return;
    }
    tables.change(table, |table| match way {
        Way::Count => table.add_all(keys),
        Way::TakeBack => table.take_all(keys),
    });
}
