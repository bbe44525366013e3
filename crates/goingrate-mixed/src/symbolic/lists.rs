//! Lists of lists in two flat arrays, as in compressed sparse rows: where each list starts, and the
//! items of all lists one after the other.

/// Lists of lists in two flat arrays.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    pub starts: Vec<usize>,
    pub items: Vec<u32>,
}

impl Lists {
    /// No list yet.
    pub fn new() -> Lists {
        Lists { starts: vec![0], items: Vec::new() }
    }

    /// The items of one list.
    pub fn of(&self, index: usize) -> &[u32] {
        &self.items[self.starts[index]..self.starts[index + 1]]
    }

    /// Ends the list that is being filled.
    pub fn close(&mut self) {
        self.starts.push(self.items.len());
    }

    /// Number of lists.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The lists of all parts, in their order.
    pub fn joined(parts: Vec<Lists>) -> Lists {
        let mut all = Lists::new();
        all.starts.reserve(parts.iter().map(Lists::len).sum());
        all.items.reserve(parts.iter().map(|part| part.items.len()).sum());
        for part in parts {
            let before = all.items.len();
            all.starts.extend(part.starts.iter().skip(1).map(|end| before + end));
            all.items.extend(part.items);
        }
        all
    }

    /// Items by their group, every group below `groups` a list, in the order given.
    pub fn grouped(pairs: &[(u32, u32)], groups: usize) -> Lists {
        let mut starts = vec![0usize; groups + 1];
        pairs.iter().for_each(|p| starts[p.0 as usize + 1] += 1);
        (0..groups).for_each(|g| starts[g + 1] += starts[g]);
        let (mut next, mut items) = (starts.clone(), vec![0u32; pairs.len()]);
        for (group, item) in pairs {
            items[next[*group as usize]] = *item;
            next[*group as usize] += 1;
        }
        Lists { starts, items }
    }

    /// The transposed relation over `columns` columns.
    pub fn transposed(&self, columns: usize) -> Lists {
        let rows = 0..self.len();
        let pairs: Vec<(u32, u32)> =
            rows.flat_map(|r| self.of(r).iter().map(move |c| (*c, r as u32))).collect();
        Lists::grouped(&pairs, columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transposed_relation_lists_rows_by_column() {
        let lists = Lists { starts: vec![0, 2, 2, 3], items: vec![3, 0, 3] };
        let transposed = lists.transposed(4);
        assert_eq!(transposed.len(), 4);
        assert_eq!(transposed.of(3), [0, 2]);
        assert_eq!(transposed.of(1), [0u32; 0]);
    }
}
