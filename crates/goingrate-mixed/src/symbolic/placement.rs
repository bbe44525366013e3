//! Where the numbers of a system go: every narrow piece belongs to the front that eliminates its first
//! column, every coefficient of a wide line to a place in the matrix of a front.

use crate::symbolic::graph::Graph;
use crate::symbolic::lists::Lists;
use crate::symbolic::structure::Structure;
use crate::system::System;

impl Structure {
    /// Finds where narrow pieces and coefficients of wide lines go.
    pub fn place_pieces(&mut self, system: &System, graph: &Graph) {
        let (mut pieces, mut entries) = (Vec::new(), Vec::new());
        for piece in 0..system.pieces.len() {
            match self.wide[piece] {
                None => pieces.extend(self.place_narrow(system, piece, graph.unions.of(piece))),
                Some(first) => self.place_wide(system, piece, first, &mut entries),
            }
            self.front_rows.close();
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
        let front = self.fronts.front_of[*places.first()? as usize];
        let front_rows = places.iter().map(|p| self.fronts.row_in_front(front as usize, *p) as u32);
        self.front_rows.items.extend(front_rows);
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
                let front = self.fronts.front_of[own.min(place) as usize];
                let row = |p: u32| self.fronts.row_in_front(front as usize, p);
                let size = self.fronts.list[front as usize].size();
                self.local[at] = (row(own.min(place)) * size + row(own.max(place))) as u32;
                entries.push((front, at as u32));
            }
        }
    }
}
