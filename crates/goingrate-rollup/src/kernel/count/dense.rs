//! Counts of groups with many amounts: a row of counters for each group, one for each code of a bin that comes
//! often. A row is found by its group, and a counter by its place: nothing is searched.

use super::layout::Key;

/// Rows of counters.
#[derive(Clone, Debug)]
pub struct Dense<K> {
    /// Counters of a row.
    width: usize,
    /// The group of each row.
    groups: Vec<K>,
    /// Rows by the slot of their group; several slots to a row.
    slots: Vec<u32>,
    counts: Vec<u32>,
}

/// No row.
const NONE: u32 = u32::MAX;

/// Counters are added by so many: as many as a line of the cache has.
const STEP: usize = 16;

impl<K: Key> Dense<K> {
    /// Rows with counters for the codes below a number.
    pub fn new(codes: usize) -> Dense<K> {
        Dense {
            width: codes.next_multiple_of(STEP),
            groups: Vec::new(),
            slots: vec![NONE; 64],
            counts: Vec::new(),
        }
    }

    /// Whether rows have a counter for a code.
    #[inline(always)]
    pub fn has(&self, code: u32) -> bool {
        (code as usize) < self.width
    }

    /// Counts a code that has a counter so many times; whether its count has gone beyond 32 bits by that.
    #[inline(always)]
    pub fn add(&mut self, group: K, code: u32, times: u32) -> bool {
        let at = self.row(group) * self.width + code as usize;
        let (sum, over) = self.counts[at].overflowing_add(times);
        self.counts[at] = sum;
        over
    }

    /// The row of a group, which is a new one if it was not met before.
    #[inline(always)]
    fn row(&mut self, group: K) -> usize {
        let slots = self.slots.len();
        let mut at = group.slot(slots);
        loop {
            let row = self.slots[at];
            if row == NONE {
                return self.new_row(group);
            }
            if self.groups[row as usize] == group {
                return row as usize;
            }
            at += 1;
            if at == slots {
                at = 0;
            }
        }
    }

    #[cold]
    fn new_row(&mut self, group: K) -> usize {
        let row = self.groups.len();
        self.groups.push(group);
        self.counts.resize(self.counts.len() + self.width, 0);
        if self.groups.len() * 4 > self.slots.len() {
            self.slots = vec![NONE; self.slots.len() * 2];
            (0..row).for_each(|row| self.place(row));
        }
        self.place(row);
        row
    }

    fn place(&mut self, row: usize) {
        let slots = self.slots.len();
        let mut at = self.groups[row].slot(slots);
        while self.slots[at] != NONE {
            at = (at + 1) % slots;
        }
        self.slots[at] = row as u32;
    }

    /// The count of a code of a group, if there is a counter.
    pub fn count_of(&mut self, group: K, code: u32) -> Option<&mut u32> {
        if !self.has(code) {
            return None;
        }
        let at = self.row(group) * self.width + code as usize;
        self.counts.get_mut(at)
    }

    /// How many groups have rows.
    pub fn rows(&self) -> usize {
        self.groups.len()
    }

    /// How many counters count something.
    pub fn held(&self) -> usize {
        self.counts.iter().filter(|count| **count > 0).count()
    }

    /// How many counters there are.
    pub fn counters(&self) -> usize {
        self.counts.len()
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        (self.counts.capacity() + self.slots.capacity()) * size_of::<u32>()
            + self.groups.capacity() * size_of::<K>()
    }

    /// Every row: its group, and its counters by code.
    pub fn each(&self) -> impl Iterator<Item = (K, &[u32])> {
        self.groups.iter().copied().zip(self.counts.chunks(self.width.max(1)))
    }
}
