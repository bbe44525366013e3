//! The fill-reducing order of elimination: approximate minimum degree (Amestoy, Davis & Duff 1996, as
//! in faer), then the columns of the dense tail move to the end.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::sparse::SymbolicSparseColMatRef;
use faer::sparse::linalg::amd;

use crate::symbolic::elimination_tree::EliminationTree;
use crate::symbolic::graph::Graph;
use crate::symbolic::lists::Lists;

/// Order of the θ columns: the leading ones with their elimination tree, then the tail.
pub(crate) struct Ordering {
    pub leading: Vec<u32>,
    pub tail: Vec<u32>,
    /// The tree over places in `leading`; a column below the tail alone is a root.
    pub tree: EliminationTree,
}

/// Orders the columns. Where wide lines exist, fixed effects are forced into the
/// tail, because H without the wide lines may leave them undetermined.
pub(crate) fn order(graph: &Graph, fixed: &[bool]) -> Ordering {
    let forced: Vec<bool> = fixed.iter().map(|f| *f && graph.wide_lines.len() > 0).collect();
    let order = minimum_degree(&graph.neighbours, &forced);
    let tree = EliminationTree::of(graph, &order);
    let tail = tree.choose_tail(order.iter().map(|c| forced[*c as usize]).collect());
    let pick = |wanted: bool| {
        order.iter().zip(&tail).filter(|(_, t)| **t == wanted).map(|(c, _)| *c).collect()
    };
    Ordering { leading: pick(false), tail: pick(true), tree: tree.without(&tail) }
}

/// AMD over the columns that are not forced, followed by those that are.
fn minimum_degree(neighbours: &Lists, forced: &[bool]) -> Vec<u32> {
    let kept: Vec<u32> = (0..forced.len() as u32).filter(|c| !forced[*c as usize]).collect();
    let mut local = vec![usize::MAX; forced.len()];
    kept.iter().enumerate().for_each(|(i, c)| local[*c as usize] = i);
    let (mut pointers, mut rows) = (vec![0usize], Vec::with_capacity(neighbours.items.len()));
    for column in &kept {
        rows.extend(
            neighbours
                .of(*column as usize)
                .iter()
                .map(|c| local[*c as usize])
                .filter(|c| *c != usize::MAX),
        );
        pointers.push(rows.len());
    }
    let mut order: Vec<u32> = amd_order(&pointers, &rows).iter().map(|i| kept[*i]).collect();
    order.extend((0..forced.len() as u32).filter(|c| forced[*c as usize]));
    order
}

fn amd_order(pointers: &[usize], rows: &[usize]) -> Vec<usize> {
    let n = pointers.len() - 1;
    let (mut forward, mut inverse) = (vec![0usize; n], vec![0usize; n]);
    let matrix = SymbolicSparseColMatRef::new_unsorted_checked(n, n, pointers, None, rows);
    let mut memory = MemBuffer::new(amd::order_maybe_unsorted_scratch::<usize>(n, rows.len()));
    let stack = MemStack::new(&mut memory);
    match amd::order_maybe_unsorted(
        &mut forward,
        &mut inverse,
        matrix,
        amd::Control::default(),
        stack,
    ) {
        Ok(_) => forward,
        // Only an index overflow lands here; the natural order is still right.
        Err(_) => (0..n).collect(),
    }
}
