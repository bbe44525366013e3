//! Subtrees to tasks: which supernodes are eliminated apart from each other, in parallel, and which
//! stand above them. The cut depends on the pattern alone, never on the number of threads.

use std::ops::Range;

use crate::symbolic::supernode::Supernode;

/// The supernodes in their final order, cut into tasks.
pub(crate) struct TaskPlan {
    pub nodes: Vec<Supernode>,
    pub tasks: Vec<Range<usize>>,
}

/// Most tasks: fixed, so that results do not depend on the number of threads.
const MOST_TASKS: f64 = 8.0;

/// Nanoseconds, roughly, from which on a task is worth a thread.
const LEAST_WORK: f64 = 1e6;

impl TaskPlan {
    /// Splits off what is too much for one task, moves it to the end and cuts the rest
    /// into ranges of about the same work; small systems have fewer tasks.
    pub fn of(nodes: Vec<Supernode>) -> TaskPlan {
        let mut work: Vec<f64> = nodes.iter().map(Supernode::cost).collect();
        let total: f64 = work.iter().sum();
        let own = work.clone();
        for index in 0..nodes.len() {
            if let Some(parent) = nodes[index].parent {
                work[parent] += work[index];
            }
        }
        let worthwhile = total / LEAST_WORK;
        let share = total / worthwhile.floor().clamp(1.0, MOST_TASKS);
        let large = |n: usize| worthwhile >= 2.0 && work[n] > share;
        let (top, low): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(|n| large(*n));
        let tasks = cut(&nodes, &low, &own, share, large);
        let nodes = low.iter().chain(&top).map(|n| nodes[*n].clone()).collect();
        TaskPlan { nodes, tasks }
    }
}

/// Ranges of `low` that end with a whole subtree.
fn cut(
    nodes: &[Supernode],
    low: &[usize],
    own: &[f64],
    share: f64,
    large: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let (mut tasks, mut start, mut sum) = (Vec::new(), 0, 0.0);
    for (index, node) in low.iter().enumerate() {
        sum += own[*node];
        let whole = nodes[*node].parent.is_none_or(&large);
        if (whole && sum >= share) || index + 1 == low.len() {
            tasks.push(start..index + 1);
            (start, sum) = (index + 1, 0.0);
        }
    }
    tasks
}
