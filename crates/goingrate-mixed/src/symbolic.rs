//! Everything about a system that depends on its pattern alone: the order of
//! elimination, the pattern of L, and where each piece lands in it. Computed once,
//! reused while only numbers change.

use std::sync::Arc;

use crate::error::MixedError;
use crate::graph::{Graph, Lists};
use crate::order::{Order, order};
use crate::system::System;

/// Order and structure of a system's factor; cheap to clone.
///
/// Unknowns are numbered `0..n` (columns θ) and `n..n+w` (one for every wide line).
/// They are eliminated as: leading θ (sparse), all wide unknowns, tail θ (dense).
#[derive(Debug, Clone)]
pub struct Symbolic {
    pub(crate) inner: Arc<Structure>,
}

/// One store of numbers has three parts: `leading` diagonals, the entries of the
/// leading columns below them, and the tail as a full column-major square. K, L and
/// the selected inverse all use this layout, so one list of slots serves all three.
#[derive(Debug)]
pub(crate) struct Structure {
    pub pattern: u64,
    pub columns: usize,
    /// Position → unknown, and back.
    pub order: Vec<u32>,
    pub place: Vec<u32>,
    /// Leading positions (θ and wide), and how many of them are θ.
    pub leading: usize,
    pub leading_columns: usize,
    pub tail: usize,
    /// Entries of the leading columns of L below the diagonal, rows ascending.
    pub pointers: Vec<usize>,
    pub rows: Vec<u32>,
    /// Where the rows of a leading column reach the tail.
    pub tail_from: Vec<usize>,
    /// First wide unknown of a piece (numbered from 0), if wide.
    pub wide: Vec<Option<u32>>,
    /// Number of distinct columns of each piece.
    pub widths: Vec<u32>,
    /// For each coefficient, the place of its column within its narrow piece.
    pub local: Vec<u32>,
    /// Slots of all pairs of a narrow piece (packed lower triangle); for a wide
    /// piece, of every coefficient and then of the packed pairs of its lines.
    pub slots: Vec<u32>,
    pub slot_starts: Vec<usize>,
    pub degrees: f64,
}

impl Symbolic {
    /// Analyses the pattern of a system.
    ///
    /// # Errors
    /// [`MixedError::TooLarge`] where the dense tail would exceed 2³² numbers.
    pub fn of(system: &System) -> Result<Symbolic, MixedError> {
        let graph = Graph::of(system);
        let order = order(&graph, &system.fixed_effects());
        let mut structure = Structure::start(system, &graph, &order);
        structure.eliminate(&graph);
        structure.check_size()?;
        structure.place_pieces(system, &graph);
        Ok(Symbolic { inner: Arc::new(structure) })
    }

    /// Unknowns in the sparse leading part, wide lines included.
    pub fn leading(&self) -> usize {
        self.inner.leading
    }

    /// Unknowns in the dense tail.
    pub fn tail(&self) -> usize {
        self.inner.tail
    }

    /// Entries of L below the diagonal in the leading part.
    pub fn entries(&self) -> usize {
        self.inner.rows.len()
    }

    /// Lines kept as extra unknowns.
    pub fn wide_lines(&self) -> usize {
        self.inner.leading - self.inner.leading_columns
    }
}

impl Structure {
    fn start(system: &System, graph: &Graph, order: &Order) -> Structure {
        let (n, w) = (system.columns as u32, graph.wide_lines.len() as u32);
        let all: Vec<u32> = order
            .leading
            .iter()
            .copied()
            .chain(n..n + w)
            .chain(order.tail.iter().copied())
            .collect();
        let mut place = vec![0; all.len()];
        all.iter().enumerate().for_each(|(p, u)| place[*u as usize] = p as u32);
        Structure {
            pattern: system.pattern(),
            columns: system.columns,
            order: all,
            place,
            leading: order.leading.len() + w as usize,
            leading_columns: order.leading.len(),
            tail: order.tail.len(),
            pointers: vec![0],
            rows: Vec::new(),
            tail_from: Vec::new(),
            wide: graph.wide.clone(),
            widths: (0..graph.unions.len()).map(|p| graph.unions.of(p).len() as u32).collect(),
            local: vec![0; system.indices.len()],
            slots: Vec::new(),
            slot_starts: vec![0],
            degrees: system.residual_degrees(),
        }
    }

    pub fn unknowns(&self) -> usize {
        self.order.len()
    }

    /// Size of one store of numbers.
    pub fn size(&self) -> usize {
        self.leading + self.rows.len() + self.tail * self.tail
    }

    fn check_size(&self) -> Result<(), MixedError> {
        let fits = u32::try_from(self.size()).is_ok();
        if fits { Ok(()) } else { Err(MixedError::TooLarge { unknowns: self.tail }) }
    }

    /// Pattern of each leading column of L: that of K, and of the columns whose
    /// first entry it is.
    fn eliminate(&mut self, graph: &Graph) {
        let touching = graph.wide_lines.transposed(self.columns);
        let siblings = wide_siblings(graph);
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); self.leading];
        let mut marks = vec![u32::MAX; self.unknowns()];
        for position in 0..self.leading {
            let mut rows = Vec::new();
            marks[position] = position as u32;
            let mut take = |row: u32| {
                if row as usize > position && marks[row as usize] != position as u32 {
                    marks[row as usize] = position as u32;
                    rows.push(row);
                }
            };
            self.unknown_neighbours(position, graph, &touching, &siblings).for_each(&mut take);
            for child in &children[position] {
                self.below(*child as usize).iter().copied().for_each(&mut take);
            }
            rows.sort_unstable();
            if let Some(parent) = rows.first().filter(|r| (**r as usize) < self.leading) {
                children[*parent as usize].push(position as u32);
            }
            self.tail_from
                .push(self.rows.len() + rows.partition_point(|r| (*r as usize) < self.leading));
            self.rows.extend(rows);
            self.pointers.push(self.rows.len());
        }
    }

    fn unknown_neighbours<'a>(
        &'a self,
        position: usize,
        graph: &'a Graph,
        touching: &'a Lists,
        siblings: &'a Lists,
    ) -> Box<dyn Iterator<Item = u32> + 'a> {
        let (unknown, n) = (self.order[position] as usize, self.columns);
        let place = |u: u32| self.place[u as usize];
        if unknown < n {
            let wide = touching.of(unknown).iter().map(move |w| place(w + n as u32));
            Box::new(graph.neighbours.of(unknown).iter().map(move |c| place(*c)).chain(wide))
        } else {
            let lines = siblings.of(unknown - n).iter().map(move |w| place(w + n as u32));
            Box::new(graph.wide_lines.of(unknown - n).iter().map(move |c| place(*c)).chain(lines))
        }
    }

    pub fn below(&self, position: usize) -> &[u32] {
        &self.rows[self.pointers[position]..self.pointers[position + 1]]
    }

    /// Slot of the entry of two positions, if it is in the pattern.
    pub fn slot(&self, a: usize, b: usize) -> Option<usize> {
        let (column, row) = (a.min(b), a.max(b));
        if column >= self.leading {
            let (c, r) = (column - self.leading, row - self.leading);
            return Some(self.leading + self.rows.len() + c * self.tail + r);
        }
        if row == column {
            return Some(column);
        }
        let found = self.below(column).binary_search(&(row as u32)).ok()?;
        Some(self.leading + self.pointers[column] + found)
    }

    fn push_slot(&mut self, a: u32, b: u32) {
        let slot = self.slot(a as usize, b as usize);
        debug_assert!(slot.is_some(), "every pair of a piece is in the pattern");
        self.slots.push(slot.unwrap_or(0) as u32);
    }

    fn place_pieces(&mut self, system: &System, graph: &Graph) {
        for piece in 0..system.pieces.len() {
            match self.wide[piece] {
                None => self.place_narrow(system, piece, graph.unions.of(piece)),
                Some(first) => self.place_wide(system, piece, first),
            }
            self.slot_starts.push(self.slots.len());
        }
    }

    fn place_narrow(&mut self, system: &System, piece: usize, union: &[u32]) {
        let mut places: Vec<u32> = union.iter().map(|c| self.place[*c as usize]).collect();
        places.sort_unstable();
        for line in system.lines_of(piece) {
            for at in system.span(line) {
                let place = self.place[system.indices[at] as usize];
                self.local[at] = places.partition_point(|p| *p < place) as u32;
            }
        }
        for a in 0..places.len() {
            (0..=a).for_each(|b| self.push_slot(places[a], places[b]));
        }
    }

    fn place_wide(&mut self, system: &System, piece: usize, first: u32) {
        let unknown = |line: usize| (self.columns + first as usize + line) as u32;
        let places: Vec<u32> =
            (0..system.lines_of(piece).len()).map(|l| self.place[unknown(l) as usize]).collect();
        for (line, place) in system.lines_of(piece).zip(&places) {
            for column in system.row(line).0 {
                self.push_slot(*place, self.place[*column as usize]);
            }
        }
        for a in 0..places.len() {
            (0..=a).for_each(|b| self.push_slot(places[a], places[b]));
        }
    }

    pub fn slots_of(&self, piece: usize) -> &[u32] {
        &self.slots[self.slot_starts[piece]..self.slot_starts[piece + 1]]
    }
}

/// For each wide unknown, the wide unknowns of its piece.
fn wide_siblings(graph: &Graph) -> Lists {
    let firsts: Vec<u32> = graph.wide.iter().flatten().copied().collect();
    let mut siblings = Lists::new();
    for (index, first) in firsts.iter().enumerate() {
        let end = firsts.get(index + 1).copied().unwrap_or(graph.wide_lines.len() as u32);
        for _ in *first..end {
            siblings.items.extend(*first..end);
            siblings.close();
        }
    }
    siblings
}
