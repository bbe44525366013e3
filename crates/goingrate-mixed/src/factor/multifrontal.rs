//! The multifrontal elimination (Duff & Reid 1983; Liu 1992): tasks of whole subtrees in parallel,
//! then the fronts above them one by one, of which each takes in what subtrees and children left.

use std::ops::Range;

use rayon::prelude::*;

use crate::error::MixedError;
use crate::factor::assembly::Assemble;
use crate::factor::front_elimination::FrontElimination;
use crate::factor::frontal_matrix::FrontalMatrix;
use crate::factor::piece_rows::PieceRows;
use crate::factor::subtree_task::SubtreeTask;
use crate::factor::update_matrix::{Entries, UpdateMatrix, extend_add_all, packed_length};
use crate::symbolic::Structure;

/// Pivots, columns of L, and the tail as the leading columns leave it.
type Eliminated = (Vec<f64>, Vec<f64>, Vec<f64>);

/// Eliminates all fronts but the tail.
pub(crate) fn eliminate<N: Assemble>(
    numbers: &N,
    structure: &Structure,
) -> Result<Eliminated, MixedError> {
    let fronts = &structure.fronts;
    let mut pivots = vec![0.0; structure.leading];
    let mut panels = structure.buffers.take(fronts.panels);
    let (mut tasks, mut rest) = (Vec::new(), (&mut pivots[..], &mut panels[..]));
    for range in fronts.tasks.iter().cloned().chain(std::iter::once(fronts.top()..fronts.tail())) {
        let columns: usize = fronts.list[range.clone()].iter().map(|f| f.width).sum();
        let (pivots, other_pivots) = rest.0.split_at_mut(columns);
        let (panels, other_panels) = rest.1.split_at_mut(fronts.panels_of(&range).len());
        rest = (other_pivots, other_panels);
        let rows = PieceRows::default();
        let own = FrontElimination { numbers, structure, pivots, panels, rows };
        tasks.push((range, own));
    }
    let Some((range, top)) = tasks.pop() else { return Ok((pivots, panels, Vec::new())) };
    let run = |(range, own)| SubtreeTask::new(range, own).run();
    // Of several errors the first one counts, whichever thread is the fastest.
    let sent: Vec<_> = tasks.into_par_iter().map(run).collect();
    let sent = sent.into_iter().collect::<Result<Vec<_>, _>>()?;
    let tail = eliminate_top(top, range, &sent)?;
    sent.into_iter().for_each(|sent| structure.buffers.give(sent));
    Ok((pivots, panels, tail))
}

/// Fronts above the tasks that are eliminated already, by their number.
type Done = Vec<(usize, FrontalMatrix)>;

/// Eliminates the fronts above the tasks, one by one; the tail as they leave it.
fn eliminate_top<N: Assemble>(
    mut elimination: FrontElimination<N>,
    range: Range<usize>,
    sent: &[Vec<f64>],
) -> Result<Vec<f64>, MixedError> {
    let structure = elimination.structure;
    let (fronts, sent) = (&structure.fronts, by_front(structure, sent));
    let mut done = Done::new();
    for front in range {
        let mut frontal = gathered(structure, front, &sent, &done);
        let used = done.extract_if(.., |(child, _)| fronts.list[*child].parent == front);
        used.for_each(|(_, child)| structure.buffers.give(child.matrix));
        elimination.work(front, &mut frontal)?;
        done.push((front, frontal));
    }
    let mut tail = gathered(structure, fronts.tail(), &sent, &done);
    elimination.assemble(fronts.tail(), &mut tail);
    done.into_iter().for_each(|(_, frontal)| structure.buffers.give(frontal.matrix));
    Ok(tail.matrix)
}

/// What every front sent up, in the order of the fronts.
fn by_front<'a>(structure: &Structure, sent: &'a [Vec<f64>]) -> Vec<(usize, &'a [f64])> {
    let fronts = &structure.fronts;
    let mut all = Vec::new();
    for (range, mut sent) in fronts.tasks.iter().zip(sent.iter().map(|s| &s[..])) {
        for front in range.clone().filter(|f| fronts.is_sent(*f)) {
            let (own, later) = sent.split_at(packed_length(fronts.below(front).len()));
            all.push((front, own));
            sent = later;
        }
    }
    all
}

/// A front above the tasks as its children left it.
fn gathered(
    structure: &Structure,
    front: usize,
    sent: &[(usize, &[f64])],
    done: &Done,
) -> FrontalMatrix {
    let fronts = &structure.fronts;
    let sent = sent.iter().map(|(child, numbers)| (*child, Entries::Packed(numbers)));
    let done = done.iter().map(|(child, f)| (*child, Entries::Front(f, fronts.list[*child].width)));
    let children = sent.chain(done).filter(|(child, _)| fronts.list[*child].parent == front);
    let update = |(child, entries)| UpdateMatrix { relative: fronts.relative(child), entries };
    let updates: Vec<UpdateMatrix> = children.map(update).collect();
    let size = fronts.list[front].size();
    extend_add_all(structure.buffers.take(size * size), size, &updates)
}
