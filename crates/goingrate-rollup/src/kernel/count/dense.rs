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
    /// Counts without what was carried. Most of them are small, and the fewer bytes they have, the more of them
    /// are in the processor's cache.
    counts: Vec<u16>,
}

/// No row.
const NONE: u32 = u32::MAX;

/// Counters are added by so many: as many as a line of the cache has.
const STEP: usize = 32;

/// What one that is carried stands for: a counter goes up to one less.
pub const CARRIED: u64 = 1 << u16::BITS;

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

    /// Counts a code that has a counter once; whether its count has gone beyond its counter by that, which begins
    /// again: one is to be carried.
    #[inline(always)]
    pub fn add_one(&mut self, group: K, code: u32) -> bool {
        let at = self.row(group) * self.width + code as usize;
        let (sum, over) = self.counts[at].overflowing_add(1);
        self.counts[at] = sum;
        over
    }

    /// Adds counts of a group by code, those that have a counter; `carry` takes codes with what is to be carried.
    pub fn add(&mut self, group: K, codes: &[(u32, u64)], mut carry: impl FnMut(u32, u64)) {
        let start = self.row(group) * self.width;
        let row = &mut self.counts[start..start + self.width];
        for (code, times) in codes {
            let Some(counter) = row.get_mut(*code as usize) else { continue };
            let sum = u64::from(*counter) + times;
            *counter = (sum % CARRIED) as u16;
            if sum >= CARRIED {
                carry(*code, sum / CARRIED);
            }
        }
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
        if self.counts.capacity() < self.counts.len() + self.width {
            // By an eighth and not to the double: the counters are most of the memory of a roll-up.
            self.counts.reserve_exact(self.width * (row / 8).max(4));
        }
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

    /// The counter of a code of a group, if there is one.
    pub fn counter_of(&mut self, group: K, code: u32) -> Option<&mut u16> {
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
        self.counts.capacity() * size_of::<u16>()
            + self.slots.capacity() * size_of::<u32>()
            + self.groups.capacity() * size_of::<K>()
    }

    /// Every row: its group, and its counters by code.
    pub fn each(&self) -> impl Iterator<Item = (K, &[u16])> {
        self.groups.iter().copied().zip(self.counts.chunks(self.width.max(1)))
    }
}
