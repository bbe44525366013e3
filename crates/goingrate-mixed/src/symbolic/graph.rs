//! The adjacency graph of H: which distinct columns every piece has, which pieces are wide, and which
//! columns are neighbours because a narrow piece touches both.

use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::symbolic::lists::Lists;
use crate::system::{System, chunks};

/// Pieces split into narrow ones (squared into H) and wide lines (kept as unknowns).
pub(crate) struct Graph {
    /// Distinct columns of every piece, ascending.
    pub unions: Lists,
    /// First wide unknown of a piece, if it is wide (numbered from 0).
    pub wide: Vec<Option<u32>>,
    /// Distinct columns of every wide unknown's line.
    pub wide_lines: Lists,
    /// Neighbours of every column over narrow pieces, without itself.
    pub neighbours: Lists,
}

impl Graph {
    pub fn of(system: &System) -> Graph {
        let unions = unions(system);
        let (wide, wide_lines) = wide_lines(system, &unions);
        let neighbours = neighbours(system.columns, &unions, &wide);
        Graph { unions, wide, wide_lines, neighbours }
    }
}

fn distinct(columns: &[u32]) -> Vec<u32> {
    let mut columns = columns.to_vec();
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn unions(system: &System) -> Lists {
    let some = |range: Range<usize>| {
        let mut unions = Lists::new();
        for piece in range {
            let lines = system.lines_of(piece);
            let span = system.starts[lines.start] as usize..system.starts[lines.end] as usize;
            unions.items.extend(distinct(&system.indices[span]));
            unions.close();
        }
        unions
    };
    let parts: Vec<Lists> = chunks(system.pieces.len()).into_par_iter().map(some).collect();
    Lists::joined(parts)
}

fn wide_lines(system: &System, unions: &Lists) -> (Vec<Option<u32>>, Lists) {
    let (mut wide, mut lines) = (Vec::with_capacity(unions.len()), Lists::new());
    for piece in 0..unions.len() {
        let is_wide = unions.of(piece).len() > system.wide;
        wide.push(is_wide.then_some(lines.len() as u32));
        for line in system.lines_of(piece).filter(|_| is_wide) {
            lines.items.extend(distinct(system.row(line).0));
            lines.close();
        }
    }
    (wide, lines)
}

/// Columns whose neighbours are found together.
const TOGETHER: usize = 1024;

fn neighbours(columns: usize, unions: &Lists, wide: &[Option<u32>]) -> Lists {
    let pieces = touching(columns, unions, wide);
    let starts: Vec<usize> = (0..columns).step_by(TOGETHER).collect();
    let some = |start: &usize| {
        neighbours_of(*start..(start + TOGETHER).min(columns), columns, unions, &pieces)
    };
    Lists::joined(starts.par_iter().map(some).collect())
}

/// Narrow pieces of every column; of those over the same columns, the first one.
fn touching(columns: usize, unions: &Lists, wide: &[Option<u32>]) -> Lists {
    let (mut known, mut pairs) = (HashSet::new(), Vec::new());
    for piece in (0..unions.len()).filter(|p| wide[*p].is_none()) {
        if known.insert(unions.of(piece)) {
            pairs.extend(unions.of(piece).iter().map(|c| (*c, piece as u32)));
        }
    }
    Lists::grouped(&pairs, columns)
}

fn neighbours_of(some: Range<usize>, columns: usize, unions: &Lists, pieces: &Lists) -> Lists {
    let (mut lists, mut seen) = (Lists::new(), vec![u32::MAX; columns]);
    for column in some {
        seen[column] = column as u32;
        for piece in pieces.of(column) {
            for other in unions.of(*piece as usize) {
                if seen[*other as usize] != column as u32 {
                    seen[*other as usize] = column as u32;
                    lists.items.push(*other);
                }
            }
        }
        lists.close();
    }
    lists
}
