//! Groups with their bins, one after another: how counts leave their tables.

use super::layout::Key;

/// Bins of a group with their counts.
pub type Bins = [(u32, i64)];

/// Groups, each with the counts of its bins.
#[derive(Clone, Debug)]
pub struct Groups<K> {
    /// The group (a key without its bin), and where its bins end.
    groups: Vec<(K, usize)>,
    /// Bins with their counts, of each group the lowest first.
    bins: Vec<(u32, i64)>,
}

impl<K> Default for Groups<K> {
    fn default() -> Groups<K> {
        Groups { groups: Vec::new(), bins: Vec::new() }
    }
}

impl<K: Key> Groups<K> {
    /// The groups of entries in any order: group, bin and count. Several may be of the same bin.
    pub fn of_entries(mut entries: Vec<(K, u32, i64)>) -> Groups<K> {
        entries.sort_unstable_by_key(|entry| (entry.0, entry.1));
        let mut groups = Groups::default();
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            let Some((first, ..)) = group.first() else { continue };
            groups.push(*first, group.iter().map(|(_, bin, count)| (*bin, *count)));
        }
        groups
    }

    /// Adds a group behind all others.
    pub fn push(&mut self, group: K, bins: impl Iterator<Item = (u32, i64)>) {
        self.bins.extend(bins);
        self.groups.push((group, self.bins.len()));
    }

    /// Every group with its bins.
    pub fn each(&self) -> impl Iterator<Item = (K, &Bins)> {
        let starts = std::iter::once(0).chain(self.groups.iter().map(|(_, end)| *end));
        let bins = |(start, (group, end)): (usize, &(K, usize))| {
            (*group, self.bins.get(start..*end).unwrap_or_default())
        };
        starts.zip(&self.groups).map(bins)
    }

    /// The same groups by other keys.
    pub fn rekeyed<L: Key>(self, mut key: impl FnMut(K) -> L) -> Groups<L> {
        let groups = self.groups.into_iter().map(|(group, end)| (key(group), end)).collect();
        Groups { groups, bins: self.bins }
    }

    /// Groups of several lists in order, each once, its bins in order with the sums of their counts; without
    /// what counts nothing.
    pub fn merged(lists: Vec<Groups<K>>) -> Groups<K> {
        Groups::summed(lists.iter().flat_map(Groups::each).collect())
    }

    /// The same of groups in any order.
    pub fn summed(mut all: Vec<(K, &Bins)>) -> Groups<K> {
        all.sort_by_key(|(group, _)| *group);
        let mut merged = Groups::default();
        let mut sums: Vec<(u32, i64)> = Vec::new();
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let Some((group, first)) = same.first() else { continue };
            sums.clear();
            sums.extend_from_slice(first);
            if same.len() > 1 {
                same[1..].iter().for_each(|(_, bins)| sums.extend_from_slice(bins));
                sums.sort_by_key(|bin| bin.0);
            }
            sums.dedup_by(|next, kept| {
                let is_same = next.0 == kept.0;
                kept.1 += if is_same { next.1 } else { 0 };
                is_same
            });
            sums.retain(|(_, count)| *count > 0);
            if !sums.is_empty() {
                merged.push(*group, sums.iter().copied());
            }
        }
        merged
    }
}
