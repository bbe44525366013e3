//! One grouping that is counted: its tables now, and those that came before them (with a shorter layout, or
//! written to disk because memory was full).

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::layout::{Key, Layout, bits_of, partition_factors};
use super::tables::{Buffers, PARTITIONS, Rows, Store, Tables, Way, partition_of, parts};

/// Bytes that can be written and read again, which are gone when it is dropped.
pub trait ScratchFile: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> ScratchFile for T {}

/// Makes files for what does not fit into memory.
pub type Scratch<'s> = &'s (dyn Fn() -> io::Result<Box<dyn ScratchFile>> + Sync);

/// A grouping in the making.
pub struct Grouping {
    /// The dimensions that it groups by, by their position in the question.
    pub dimensions: Vec<usize>,
    figures: u32,
    factors: Vec<u32>,
    now: RwLock<Arc<Tables>>,
    /// Tables that a thread may still be filling.
    before: Mutex<Vec<Arc<Tables>>>,
    written: Mutex<Vec<Written>>,
}

/// Entries on disk: the place of each partition, and how many it has.
pub struct Written {
    layout: Layout,
    file: Box<dyn ScratchFile>,
    partitions: Vec<(u64, u64)>,
}

/// Bytes of an entry on disk.
const ENTRY: usize = 24;

impl Grouping {
    pub fn new(dimensions: Vec<usize>, figures: usize) -> Grouping {
        let figures = bits_of(figures);
        let layout = Layout { dimensions: vec![0; dimensions.len()], figures };
        Grouping {
            factors: partition_factors(dimensions.len()),
            figures,
            dimensions,
            now: RwLock::new(Arc::new(Tables::new(layout))),
            before: Mutex::default(),
            written: Mutex::default(),
        }
    }

    /// The tables that are filled now, with room for codes below these numbers.
    pub fn now(&self, codes: &[usize]) -> Arc<Tables> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        if now.layout.fits(codes) {
            return Arc::clone(&now);
        }
        drop(now);
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if !now.layout.fits(codes) {
            self.replace(&mut now, self.layout(codes));
        }
        Arc::clone(&now)
    }

    /// A layout with twice the room that is needed, so that it lasts; without, where keys would be longer
    /// for it.
    fn layout(&self, codes: &[usize]) -> Layout {
        let (roomy, exact) = (self.layout_of(codes, 1), self.layout_of(codes, 0));
        let longer = |bits: u32| roomy.bits() > bits && exact.bits() <= bits;
        if longer(u64::BITS) || longer(u128::BITS) { exact } else { roomy }
    }

    fn layout_of(&self, codes: &[usize], more: u32) -> Layout {
        let dimensions = codes.iter().map(|codes| bits_of(*codes) + more).collect();
        Layout { dimensions, figures: self.figures }
    }

    /// The layout of keys that are as short as can be.
    pub fn exact(&self, codes: &[usize]) -> Layout {
        self.layout_of(codes, 0)
    }

    /// Begins with empty tables, so that those of now can be written to disk.
    pub fn set_aside(&self) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let layout = now.layout.clone();
        self.replace(&mut now, layout);
    }

    fn replace(&self, now: &mut Arc<Tables>, layout: Layout) {
        let old = std::mem::replace(now, Arc::new(Tables::new(layout)));
        self.before.lock().unwrap_or_else(PoisonError::into_inner).push(old);
    }

    /// Bytes that its tables take.
    pub fn bytes(&self) -> usize {
        self.now.read().unwrap_or_else(PoisonError::into_inner).bytes()
    }

    /// Writes tables to disk that no thread fills any more.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write_out(&self, scratch: Scratch<'_>) -> io::Result<()> {
        let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        let (free, busy) = before.drain(..).partition(|tables| Arc::strong_count(tables) == 1);
        *before = busy;
        drop(before);
        let free: Vec<Arc<Tables>> = free;
        for tables in free {
            let written = Written::of(&tables, scratch()?)?;
            self.written.lock().unwrap_or_else(PoisonError::into_inner).push(written);
        }
        Ok(())
    }

    /// The hash of each row's group.
    pub fn hashes(&self, codes: &[&[u32]], out: &mut Vec<u32>, rows: usize) {
        out.clear();
        out.resize(rows, 0);
        for (factor, codes) in self.factors.iter().zip(codes) {
            for (hash, code) in out.iter_mut().zip(*codes) {
                *hash = hash.wrapping_add(code.wrapping_mul(*factor));
            }
        }
    }

    /// The hash of one group.
    pub fn hash(&self, codes: impl Iterator<Item = u32>) -> u32 {
        let each = self.factors.iter().zip(codes);
        each.fold(0, |hash, (factor, code)| hash.wrapping_add(code.wrapping_mul(*factor)))
    }

    /// All entries of a partition, each with the layout of its key, which are then gone. Some keys come
    /// several times.
    ///
    /// # Errors
    /// When what was written to disk cannot be read back.
    pub fn drained(&self, partition: usize) -> io::Result<Vec<(Layout, Vec<(u128, i64)>)>> {
        let mut all = self.before.lock().unwrap_or_else(PoisonError::into_inner).clone();
        all.push(Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner)));
        let held = all.iter().map(|tables| (tables.layout.clone(), tables.drained(partition)));
        let mut entries: Vec<_> = held.collect();
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        for written in written.iter_mut() {
            entries.push(written.read(partition)?);
        }
        Ok(entries)
    }

    /// Counts entries that were counted elsewhere, in keys of `layout`. `known` has how many codes each
    /// dimension has.
    pub fn put(&self, known: &[usize], layout: &Layout, entries: Vec<(u128, u64)>) {
        let tables = self.now(known);
        let mut codes = vec![0; self.dimensions.len()];
        let keyed = |(key, count): (u128, u64)| {
            let (figure, bin) = parts(key, layout, &mut codes);
            let partition = partition_of(self.hash(codes.iter().copied()));
            let key = 0u128.with(bin, 0).with(figure, tables.layout.figure_shift());
            let codes = codes.iter().enumerate();
            let key = codes.fold(key, |key, (at, code)| key.with(*code, tables.layout.shift(at)));
            (partition, key, count)
        };
        let mut keyed: Vec<(usize, u128, u64)> = entries.into_iter().map(keyed).collect();
        keyed.sort_unstable_by_key(|entry| entry.0);
        for same in keyed.chunk_by(|a, b| a.0 == b.0) {
            let partition = same.first().map_or(0, |first| first.0);
            tables.put(partition, same.iter().map(|(_, key, count)| (*key, *count)));
        }
    }
}

impl Written {
    fn of(tables: &Tables, mut file: Box<dyn ScratchFile>) -> io::Result<Written> {
        let mut partitions = Vec::with_capacity(PARTITIONS);
        let (mut at, mut bytes) = (0u64, Vec::new());
        for partition in 0..PARTITIONS {
            let entries = tables.drained(partition);
            bytes.clear();
            for (key, count) in &entries {
                bytes.extend_from_slice(&key.to_le_bytes());
                bytes.extend_from_slice(&count.to_le_bytes());
            }
            file.write_all(&bytes)?;
            partitions.push((at, entries.len() as u64));
            at += bytes.len() as u64;
        }
        file.flush()?;
        Ok(Written { layout: tables.layout.clone(), file, partitions })
    }

    /// The entries of a partition, with their layout.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub fn read(&mut self, partition: usize) -> io::Result<(Layout, Vec<(u128, i64)>)> {
        let (at, count) = self.partitions.get(partition).copied().unwrap_or_default();
        let mut bytes = vec![0; count as usize * ENTRY];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut bytes)?;
        let entry = |entry: &[u8; ENTRY]| {
            let (mut key, mut count) = ([0; 16], [0; 8]);
            key.copy_from_slice(&entry[..16]);
            count.copy_from_slice(&entry[16..]);
            (u128::from_le_bytes(key), i64::from_le_bytes(count))
        };
        let entries = bytes.as_chunks::<ENTRY>().0.iter().map(entry).collect();
        Ok((self.layout.clone(), entries))
    }
}

/// What one thread keeps of a grouping: the tables that it fills, and keys that wait for them.
pub struct Filling {
    tables: Arc<Tables>,
    buffers: Waiting,
    hashes: Vec<u32>,
}

enum Waiting {
    Narrow(Buffers<u64>),
    Wide(Buffers<u128>),
}

impl Filling {
    pub fn new(grouping: &Grouping) -> Filling {
        let tables = grouping.now(&[]);
        Filling { buffers: Waiting::of(&tables), tables, hashes: Vec::new() }
    }

    /// Counts rows: the codes of all dimensions of the question, and the bins of each figure. `known` has how
    /// many codes each dimension of the grouping has.
    pub fn take(
        &mut self,
        grouping: &Grouping,
        known: &[usize],
        codes: &[&[u32]],
        bins: &[Vec<u32>],
        way: Way,
    ) {
        self.renew(grouping, known, way);
        let rows = bins.first().map_or(0, Vec::len);
        grouping.hashes(codes, &mut self.hashes, rows);
        for (figure, bins) in bins.iter().enumerate() {
            let rows = Rows { hashes: &self.hashes, codes, figure: figure as u32, bins };
            match (&mut self.buffers, &self.tables.store) {
                (Waiting::Narrow(keys), Store::Narrow(store)) => {
                    keys.take(&rows, &self.tables, store, way);
                }
                (Waiting::Wide(keys), Store::Wide(store)) => {
                    keys.take(&rows, &self.tables, store, way);
                }
                _ => {}
            }
        }
    }

    /// Goes over to the tables of now where they are others, with what waits put into the old ones.
    fn renew(&mut self, grouping: &Grouping, known: &[usize], way: Way) {
        let now = grouping.now(known);
        if !Arc::ptr_eq(&now, &self.tables) {
            self.flush(way);
            self.buffers = Waiting::of(&now);
            self.tables = now;
        }
    }

    /// Puts all that waits into the tables.
    pub fn flush(&mut self, way: Way) {
        match (&mut self.buffers, &self.tables.store) {
            (Waiting::Narrow(keys), Store::Narrow(store)) => keys.flush(&self.tables, store, way),
            (Waiting::Wide(keys), Store::Wide(store)) => keys.flush(&self.tables, store, way),
            _ => {}
        }
    }
}

impl Waiting {
    fn of(tables: &Tables) -> Waiting {
        match tables.store {
            Store::Narrow(_) => Waiting::Narrow(Buffers::new()),
            Store::Wide(_) => Waiting::Wide(Buffers::new()),
        }
    }
}
