//! One grouping that is counted: its tables now, and those that came before them (with a shorter layout, or
//! written to disk because memory was full).

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::groups::{Bins, Groups};
use super::layout::{Layout, NARROW, SHORTEST, WIDEST, bits_of, partition_factors};
use super::tables::{Buffers, PARTITIONS, Rows, Store, Tables, Way, partition_of};
use crate::kernel::bins::{BinCodes, BinOrder};

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

/// Groups on disk: the place of each partition, and how many bytes it has.
pub struct Written {
    layout: Layout,
    file: Box<dyn ScratchFile>,
    partitions: Vec<(u64, usize)>,
}

impl Grouping {
    pub fn new(dimensions: Vec<usize>, figures: usize) -> Grouping {
        let figures = bits_of(figures);
        let layout = Layout { bins: 0, dimensions: vec![0; dimensions.len()], figures };
        Grouping {
            factors: partition_factors(dimensions.len()),
            figures,
            dimensions,
            now: RwLock::new(Arc::new(Tables::new(layout))),
            before: Mutex::default(),
            written: Mutex::default(),
        }
    }

    /// The tables that are filled now, with room for codes of dimensions and bins below these numbers.
    pub fn now(&self, codes: &[usize], bins: usize) -> Arc<Tables> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        if now.layout.fits(codes, bins) {
            return Arc::clone(&now);
        }
        drop(now);
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if !now.layout.fits(codes, bins) {
            self.replace(&mut now, self.layout(codes, bins));
        }
        Arc::clone(&now)
    }

    /// A layout with twice the room that is needed, so that it lasts; with less, where keys would be longer
    /// for it.
    fn layout(&self, codes: &[usize], bins: usize) -> Layout {
        let exact = self.layout_of(codes, bins, 0, 0);
        let kinds = [SHORTEST, NARROW, WIDEST];
        let kind = kinds.into_iter().find(|bits| exact.bits() <= *bits).unwrap_or(WIDEST);
        let roomy = [(1, 1), (0, 1)].map(|(more, bin)| self.layout_of(codes, bins, more, bin));
        roomy.into_iter().find(|layout| layout.bits() <= kind).unwrap_or(exact)
    }

    fn layout_of(&self, codes: &[usize], bins: usize, more: u32, more_bins: u32) -> Layout {
        let dimensions = codes.iter().map(|codes| bits_of(*codes) + more).collect();
        Layout { bins: bits_of(bins) + more_bins, dimensions, figures: self.figures }
    }

    /// The layout of keys that are as short as can be.
    pub fn exact(&self, codes: &[usize], bins: usize) -> Layout {
        self.layout_of(codes, bins, 0, 0)
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

    /// Bytes that its tables take, those with them that wait to be written to disk.
    pub fn bytes(&self) -> usize {
        self.bytes_before() + self.now.read().unwrap_or_else(PoisonError::into_inner).bytes()
    }

    /// The lock is given back before that of `now` is taken: `replace` takes them the other way round.
    fn bytes_before(&self) -> usize {
        let before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        before.iter().map(|tables| tables.bytes()).sum()
    }

    /// Writes tables to disk that no thread fills any more.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write_out(&self, scratch: Scratch<'_>, bins: &BinCodes) -> io::Result<()> {
        let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        let (free, busy) = before.drain(..).partition(|tables| Arc::strong_count(tables) == 1);
        *before = busy;
        drop(before);
        let free: Vec<Arc<Tables>> = free;
        // Nobody fills these tables any more: every bin in them has its code by now.
        let order = bins.order();
        for tables in free {
            let written = Written::of(&tables, scratch()?, &order)?;
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

    /// All groups of a partition, each list with the layout of its keys, which are then gone. Some groups are
    /// in several lists.
    ///
    /// # Errors
    /// When what was written to disk cannot be read back.
    pub fn drained(
        &self,
        partition: usize,
        order: &BinOrder,
    ) -> io::Result<Vec<(Layout, Groups<u128>)>> {
        let mut all = self.before.lock().unwrap_or_else(PoisonError::into_inner).clone();
        all.push(Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner)));
        let of = |tables: &Arc<Tables>| {
            let lists = tables.drained(partition, order).into_iter();
            lists.map(|groups| (tables.layout.clone(), groups)).collect::<Vec<_>>()
        };
        let mut lists: Vec<_> = all.iter().flat_map(of).collect();
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        for written in written.iter_mut() {
            lists.push((written.layout.clone(), written.read(partition)?));
        }
        Ok(lists)
    }

    /// Counts groups that were counted elsewhere, with keys of `layout`. `known` has how many codes each
    /// dimension has.
    pub fn put(&self, known: &[usize], bins: &BinCodes, layout: &Layout, groups: &Groups<u128>) {
        let tables = self.now(known, bins.len());
        let mut codes = vec![0; self.dimensions.len()];
        let keyed = |(group, bins)| {
            let figure = layout.parts(group, &mut codes);
            let partition = partition_of(self.hash(codes.iter().copied()));
            (partition, tables.layout.group::<u128>(codes.iter().copied(), figure), bins)
        };
        let mut keyed: Vec<(usize, u128, &Bins)> = groups.each().map(keyed).collect();
        keyed.sort_unstable_by_key(|entry| entry.0);
        for same in keyed.chunk_by(|a, b| a.0 == b.0) {
            let partition = same.first().map_or(0, |first| first.0);
            tables.put(partition, bins, same.iter().map(|(_, group, bins)| (*group, *bins)));
        }
    }
}

impl Written {
    fn of(
        tables: &Tables,
        mut file: Box<dyn ScratchFile>,
        order: &BinOrder,
    ) -> io::Result<Written> {
        let mut partitions = Vec::with_capacity(PARTITIONS);
        let (mut at, mut bytes) = (0u64, Vec::new());
        for partition in 0..PARTITIONS {
            bytes.clear();
            let lists = tables.drained(partition, order);
            lists.iter().flat_map(Groups::each).for_each(|group| write_group(group, &mut bytes));
            file.write_all(&bytes)?;
            partitions.push((at, bytes.len()));
            at += bytes.len() as u64;
        }
        file.flush()?;
        Ok(Written { layout: tables.layout.clone(), file, partitions })
    }

    /// The groups of a partition.
    ///
    /// # Errors
    /// When they cannot be read back.
    fn read(&mut self, partition: usize) -> io::Result<Groups<u128>> {
        let (at, length) = self.partitions.get(partition).copied().unwrap_or_default();
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut bytes)?;
        let (mut groups, mut rest) = (Groups::default(), bytes.as_slice());
        while !rest.is_empty() {
            rest = read_group(rest, &mut groups).ok_or(io::ErrorKind::InvalidData)?;
        }
        Ok(groups)
    }
}

/// A group as bytes: its key, how many bins it has, and each bin with its count.
fn write_group((group, bins): (u128, &Bins), bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&group.to_le_bytes());
    bytes.extend_from_slice(&(bins.len() as u32).to_le_bytes());
    for (bin, count) in bins {
        bytes.extend_from_slice(&bin.to_le_bytes());
        bytes.extend_from_slice(&count.to_le_bytes());
    }
}

/// Reads a group off the front of bytes; what is behind it.
fn read_group<'b>(bytes: &'b [u8], groups: &mut Groups<u128>) -> Option<&'b [u8]> {
    const BIN: usize = 12;
    let (group, bytes) = bytes.split_first_chunk::<16>()?;
    let (count, bytes) = bytes.split_first_chunk::<4>()?;
    let (bins, rest) = bytes.split_at_checked(u32::from_le_bytes(*count) as usize * BIN)?;
    let bin = |bytes: &[u8; BIN]| {
        let (mut bin, mut count) = ([0; 4], [0; 8]);
        bin.copy_from_slice(&bytes[..4]);
        count.copy_from_slice(&bytes[4..]);
        (u32::from_le_bytes(bin), i64::from_le_bytes(count))
    };
    groups.push(u128::from_le_bytes(*group), bins.as_chunks::<BIN>().0.iter().map(bin));
    Some(rest)
}

/// What one thread keeps of a grouping: the tables that it fills, and keys that wait for them.
pub struct Filling {
    tables: Arc<Tables>,
    buffers: Waiting,
    hashes: Vec<u32>,
}

enum Waiting {
    Short(Buffers<u32>),
    Narrow(Buffers<u64>),
    Wide(Buffers<u128>),
}

/// Does the same with keys of whichever kind and the tables that they wait for.
macro_rules! with_both {
    ($waiting:expr, $store:expr, ($keys:ident, $tables:ident) => $result:expr) => {
        match ($waiting, $store) {
            (Waiting::Short($keys), Store::Short($tables)) => $result,
            (Waiting::Narrow($keys), Store::Narrow($tables)) => $result,
            (Waiting::Wide($keys), Store::Wide($tables)) => $result,
            // Keys wait for the tables that they were made for.
            _ => {}
        }
    };
}

impl Filling {
    pub fn new(grouping: &Grouping) -> Filling {
        let tables = grouping.now(&[], 0);
        Filling { buffers: Waiting::of(&tables), tables, hashes: Vec::new() }
    }

    /// Counts rows: the codes of the grouping's dimensions, and those of the bins of each figure. `known` has
    /// how many codes each dimension has, and how many bins have one.
    pub fn take(
        &mut self,
        grouping: &Grouping,
        known: (&[usize], usize),
        codes: &[&[u32]],
        bins: &[Vec<u32>],
        way: Way,
    ) {
        self.renew(grouping, known, way);
        let rows = bins.first().map_or(0, Vec::len);
        grouping.hashes(codes, &mut self.hashes, rows);
        for (figure, bins) in bins.iter().enumerate() {
            let rows = Rows { hashes: &self.hashes, codes, figure: figure as u32, bins };
            with_both!(&mut self.buffers, &self.tables.store, (keys, store) => {
                keys.take(&rows, &self.tables, store, way);
            });
        }
    }

    /// Goes over to the tables of now where they are others, with what waits put into the old ones.
    fn renew(&mut self, grouping: &Grouping, (codes, bins): (&[usize], usize), way: Way) {
        let now = grouping.now(codes, bins);
        if !Arc::ptr_eq(&now, &self.tables) {
            self.flush(way);
            self.buffers = Waiting::of(&now);
            self.tables = now;
        }
    }

    /// Puts all that waits into the tables.
    pub fn flush(&mut self, way: Way) {
        with_both!(&mut self.buffers, &self.tables.store, (keys, store) => {
            keys.flush(&self.tables, store, way);
        });
    }
}

impl Waiting {
    fn of(tables: &Tables) -> Waiting {
        match tables.store {
            Store::Short(_) => Waiting::Short(Buffers::new()),
            Store::Narrow(_) => Waiting::Narrow(Buffers::new()),
            Store::Wide(_) => Waiting::Wide(Buffers::new()),
        }
    }
}
