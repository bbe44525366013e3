//! Everything about a system that depends on its pattern alone: the order of
//! elimination, the fronts, and where each piece lands in them. Computed once, reused
//! while only numbers change.

use std::sync::Arc;

use crate::error::MixedError;
use crate::fronts::{Builder, Fronts, Plan};
use crate::graph::{Graph, Lists};
use crate::order::order;
use crate::spare::Spare;
use crate::supernode::supernodes;
use crate::system::System;

/// Order and structure of a system's factor; cheap to clone.
///
/// Unknowns are numbered `0..n` (columns θ) and `n..n+w` (one for every wide line).
/// They are eliminated as: leading θ (sparse), all wide unknowns, tail θ (dense).
#[derive(Debug, Clone)]
pub struct Symbolic {
    pub(crate) inner: Arc<Structure>,
}

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
    pub fronts: Fronts,
    /// First wide unknown of a piece (numbered from 0), if wide.
    pub wide: Vec<Option<u32>>,
    /// Narrow pieces of every front: those whose first column it eliminates.
    pub pieces: Lists,
    /// Rows of its front where the distinct columns of a narrow piece stand.
    pub seats: Lists,
    /// For each coefficient, the place of its column among those of its narrow piece;
    /// of a wide line, its offset in the matrix of its front.
    pub local: Vec<u32>,
    /// Coefficients of wide lines that a front takes in.
    pub wide_entries: Lists,
    pub degrees: f64,
    /// Memory that one solve leaves to the next.
    pub spare: Spare,
}

impl Symbolic {
    /// Analyses the pattern of a system.
    ///
    /// # Errors
    /// [`MixedError::TooLarge`] where a dense block would exceed 2³² numbers.
    pub fn of(system: &System) -> Result<Symbolic, MixedError> {
        let graph = Graph::of(system);
        let mut structure = Structure::start(system, &graph);
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
        (0..self.inner.leading).map(|p| self.inner.fronts.column(p).0.len()).sum()
    }

    /// Lines kept as extra unknowns.
    pub fn wide_lines(&self) -> usize {
        self.inner.leading - self.inner.leading_columns
    }
}

impl Structure {
    fn start(system: &System, graph: &Graph) -> Structure {
        let (n, w) = (system.columns as u32, graph.wide_lines.len() as u32);
        let order = order(graph, &system.fixed_effects());
        let plan = Plan::of(supernodes(&order.tree));
        let leading =
            plan.nodes.iter().flat_map(|n| &n.columns).map(|c| order.leading[*c as usize]);
        let all: Vec<u32> = leading.chain(n..n + w).chain(order.tail.iter().copied()).collect();
        let mut place = vec![0; all.len()];
        all.iter().enumerate().for_each(|(p, u)| place[*u as usize] = p as u32);
        let builder = Builder { graph, place: &place, order: &all, columns: system.columns };
        let own = plan.nodes.iter().map(|n| n.columns.len());
        let last = [w as usize, order.tail.len()].into_iter().skip(usize::from(w == 0));
        let fronts = builder.build(&own.chain(last).collect::<Vec<_>>(), plan.tasks);
        Structure {
            pattern: system.pattern(),
            columns: system.columns,
            leading: order.leading.len() + w as usize,
            leading_columns: order.leading.len(),
            tail: order.tail.len(),
            fronts,
            order: all,
            place,
            wide: graph.wide.clone(),
            pieces: Lists::default(),
            seats: Lists::new(),
            local: vec![0; system.indices.len()],
            wide_entries: Lists::default(),
            degrees: system.residual_degrees(),
            spare: Spare::default(),
        }
    }

    pub fn unknowns(&self) -> usize {
        self.order.len()
    }

    fn check_size(&self) -> Result<(), MixedError> {
        let largest = self.fronts.list.iter().map(|f| f.size()).max().unwrap_or(0);
        let fits = u32::try_from(largest * largest).is_ok();
        if fits { Ok(()) } else { Err(MixedError::TooLarge { unknowns: largest }) }
    }

    /// Finds where narrow pieces and coefficients of wide lines go.
    fn place_pieces(&mut self, system: &System, graph: &Graph) {
        let (mut pieces, mut entries) = (Vec::new(), Vec::new());
        for piece in 0..system.pieces.len() {
            match self.wide[piece] {
                None => pieces.extend(self.place_narrow(system, piece, graph.unions.of(piece))),
                Some(first) => self.place_wide(system, piece, first, &mut entries),
            }
            self.seats.close();
        }
        self.pieces = Lists::grouped(&pieces, self.fronts.list.len());
        self.wide_entries = Lists::grouped(&entries, self.fronts.list.len());
    }

    /// The front that a piece belongs to, and the piece; none without columns.
    fn place_narrow(&mut self, system: &System, piece: usize, union: &[u32]) -> Option<(u32, u32)> {
        let mut places: Vec<u32> = union.iter().map(|c| self.place[*c as usize]).collect();
        places.sort_unstable();
        for at in system.lines_of(piece).flat_map(|line| system.span(line)) {
            let place = self.place[system.indices[at] as usize];
            self.local[at] = places.partition_point(|p| *p < place) as u32;
        }
        let front = self.fronts.home[*places.first()? as usize];
        let seats = places.iter().map(|p| self.fronts.seat(front as usize, *p) as u32);
        self.seats.items.extend(seats);
        Some((front, piece as u32))
    }

    fn place_wide(
        &mut self,
        system: &System,
        piece: usize,
        first: u32,
        entries: &mut Vec<(u32, u32)>,
    ) {
        for (index, line) in system.lines_of(piece).enumerate() {
            let own = self.place[self.columns + first as usize + index];
            for at in system.span(line) {
                let place = self.place[system.indices[at] as usize];
                let front = self.fronts.home[own.min(place) as usize];
                let seat = |p: u32| self.fronts.seat(front as usize, p);
                let size = self.fronts.list[front as usize].size();
                self.local[at] = (seat(own.min(place)) * size + seat(own.max(place))) as u32;
                entries.push((front, at as u32));
            }
        }
    }

    /// The front of the wide lines and the place of a wide unknown in it.
    pub fn wide_seat(&self, wide: u32) -> (usize, usize) {
        let position = self.leading_columns + wide as usize;
        let front = self.fronts.tail() - 1;
        (front, position - self.fronts.list[front].first)
    }
}
