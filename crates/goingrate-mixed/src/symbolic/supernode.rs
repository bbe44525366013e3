//! Columns to supernodes: neighbouring columns of one pattern are eliminated together, and a supernode
//! joins its parent where a few explicit zeros cost less than a front of its own (relaxed
//! amalgamation, Ashcraft & Grimes 1989).

use crate::symbolic::elimination_tree::{EliminationTree, NONE};
use crate::symbolic::lists::Lists;

/// Columns that are eliminated in one front.
#[derive(Debug, Clone, Default)]
pub(crate) struct Supernode {
    /// Places in the order's leading part, ascending.
    pub columns: Vec<u32>,
    /// Number of rows below the columns.
    pub below: usize,
    pub parent: Option<usize>,
}

impl Supernode {
    /// Nanoseconds, roughly, that its front takes.
    pub fn cost(&self) -> f64 {
        front_cost(self.columns.len(), self.below)
    }
}

fn front_cost(width: usize, below: usize) -> f64 {
    let (width, size) = (width as f64, (width + below) as f64);
    500.0 + size * size * (2.0 + 0.3 * width)
}

/// Supernodes in an order in which children come before their parents, subtrees
/// together (a postorder).
pub(crate) fn supernodes(tree: &EliminationTree) -> Vec<Supernode> {
    let mut nodes = maximal(tree);
    amalgamate(&mut nodes);
    postorder(&nodes)
}

/// A column joins its parent's supernode where its pattern is the parent's and the
/// parent itself; of several such children the first one does.
fn maximal(tree: &EliminationTree) -> Vec<Supernode> {
    let n = tree.parents.len();
    let mut chosen = vec![NONE; n];
    for (column, parent) in tree.parents.iter().enumerate().filter(|(_, p)| **p != NONE) {
        let parent = *parent as usize;
        if chosen[parent] == NONE && tree.counts[column] == tree.counts[parent] + 1 {
            chosen[parent] = column as u32;
        }
    }
    let (mut nodes, mut node_of): (Vec<Supernode>, _) = (Vec::new(), vec![0; n]);
    for column in (0..n).rev() {
        let parent = tree.parents[column];
        let joins = parent != NONE && chosen[parent as usize] == column as u32;
        node_of[column] = if joins { node_of[parent as usize] } else { nodes.len() };
        if !joins {
            let up = (parent != NONE).then(|| node_of[parent as usize]);
            let below = tree.counts[column] as usize;
            nodes.push(Supernode { columns: Vec::new(), below, parent: up });
        }
        nodes[node_of[column]].columns.push(column as u32);
    }
    nodes
}

/// Joins supernodes to their parents from the leaves up. `nodes` has parents first;
/// a node without columns has gone.
fn amalgamate(nodes: &mut [Supernode]) {
    for index in (0..nodes.len()).rev() {
        let Some(parent) = nodes[index].parent else { continue };
        let (own, up) = (&nodes[index], &nodes[parent]);
        let joined = front_cost(own.columns.len() + up.columns.len(), up.below);
        if joined <= own.cost() + up.cost() {
            let columns = std::mem::take(&mut nodes[index].columns);
            nodes[parent].columns.extend(columns);
        }
    }
    // Parents come first, so that one pass finds the nearest ancestor that is left.
    for index in 0..nodes.len() {
        if let Some(parent) = nodes[index].parent.filter(|p| nodes[*p].columns.is_empty()) {
            nodes[index].parent = nodes[parent].parent;
        }
        nodes[index].columns.sort_unstable();
    }
}

fn postorder(nodes: &[Supernode]) -> Vec<Supernode> {
    let children = children(nodes);
    let roots = (0..nodes.len()).rev();
    let mut stack: Vec<(usize, bool)> = roots
        .filter(|n| nodes[*n].parent.is_none() && !nodes[*n].columns.is_empty())
        .map(|n| (n, false))
        .collect();
    let (mut sorted, mut place) = (Vec::with_capacity(nodes.len()), vec![0; nodes.len()]);
    while let Some((node, done)) = stack.pop() {
        if done {
            place[node] = sorted.len();
            sorted.push(nodes[node].clone());
        } else {
            stack.push((node, true));
            stack.extend(children.of(node).iter().map(|c| (*c as usize, false)));
        }
    }
    sorted.iter_mut().for_each(|n| n.parent = n.parent.map(|p| place[p]));
    sorted
}

fn children(nodes: &[Supernode]) -> Lists {
    let mut up = Lists::new();
    for node in nodes {
        up.items.extend(node.parent.filter(|_| !node.columns.is_empty()).map(|p| p as u32));
        up.close();
    }
    up.transposed(nodes.len())
}
