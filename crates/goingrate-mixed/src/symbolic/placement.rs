//! Where the numbers of a system go: every narrow piece belongs to the front that eliminates its first
//! column, every coefficient of a wide line to a place in the matrix of a front.

use std::ops::Range;

use rayon::prelude::*;

use crate::symbolic::graph::Graph;
use crate::symbolic::lists::Lists;
use crate::symbolic::structure::Structure;
use crate::system::{System, chunks};

/// Where the narrow ones of consecutive pieces go.
struct Narrow {
    /// Fronts and their pieces.
    pieces: Vec<(u32, u32)>,
    /// For each coefficient of these pieces, its column among those of its piece.
    local: Vec<u32>,
    front_rows: Lists,
}

impl Structure {
    /// Finds where narrow pieces and coefficients of wide lines go.
    pub fn place_pieces(&mut self, system: &System, graph: &Graph) {
        let (mut pieces, mut entries) = (Vec::new(), Vec::new());
        let narrow = |range| self.place_some(system, graph, range);
        let some: Vec<Narrow> = chunks(system.pieces.len()).into_par_iter().map(narrow).collect();
        self.local = Vec::with_capacity(system.indices.len());
        let mut front_rows = Vec::with_capacity(some.len());
        for chunk in some {
            pieces.extend(chunk.pieces);
            self.local.extend(chunk.local);
            front_rows.push(chunk.front_rows);
        }
        self.front_rows = Lists::joined(front_rows);
        for piece in 0..system.pieces.len() {
            if let Some(first) = self.wide[piece] {
                self.place_wide(system, piece, first, &mut entries);
            }
        }
        self.pieces = Lists::grouped(&pieces, self.fronts.list.len());
        self.wide_entries = Lists::grouped(&entries, self.fronts.list.len());
    }

    /// Where the narrow ones of some pieces go; wide ones are left for later.
    fn place_some(&self, system: &System, graph: &Graph, range: Range<usize>) -> Narrow {
        let mut out = Narrow { pieces: Vec::new(), local: Vec::new(), front_rows: Lists::new() };
        for piece in range {
            match self.wide[piece] {
                None => self.place_narrow(system, piece, graph.unions.of(piece), &mut out),
                Some(_) => {
                    let coefficients = system.lines_of(piece).map(|line| system.span(line).len());
                    out.local.extend(std::iter::repeat_n(0, coefficients.sum()));
                }
            }
            out.front_rows.close();
        }
        out
    }

    /// Finds the front that a piece belongs to, if it has columns, and its rows there.
    fn place_narrow(&self, system: &System, piece: usize, union: &[u32], out: &mut Narrow) {
        let mut places: Vec<u32> = union.iter().map(|c| self.place[*c as usize]).collect();
        places.sort_unstable();
        for at in system.lines_of(piece).flat_map(|line| system.span(line)) {
            let place = self.place[system.indices[at] as usize];
            out.local.push(places.partition_point(|p| *p < place) as u32);
        }
        let Some(first) = places.first() else { return };
        let front = self.fronts.front_of[*first as usize];
        let front_rows = places.iter().map(|p| self.fronts.row_in_front(front as usize, *p) as u32);
        out.front_rows.items.extend(front_rows);
        out.pieces.push((front, piece as u32));
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
                let front = self.fronts.front_of[own.min(place) as usize];
                let row = |p: u32| self.fronts.row_in_front(front as usize, p);
                let size = self.fronts.list[front as usize].size();
                self.local[at] = (row(own.min(place)) * size + row(own.max(place))) as u32;
                entries.push((front, at as u32));
            }
        }
    }
}
