//! Everything about a system that depends on its pattern alone: the order of elimination, the fronts,
//! and where each piece lands in them. Computed once, used again while only numbers change.

use crate::buffer_pool::BufferPool;
use crate::error::MixedError;
use crate::symbolic::front_builder::FrontBuilder;
use crate::symbolic::fronts::Fronts;
use crate::symbolic::graph::Graph;
use crate::symbolic::lists::Lists;
use crate::symbolic::ordering::order;
use crate::symbolic::supernode::supernodes;
use crate::symbolic::task_plan::TaskPlan;
use crate::system::System;

/// The symbolic factor.
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
    pub front_rows: Lists,
    /// For each coefficient, the place of its column among those of its narrow piece;
    /// of a wide line, its offset in the matrix of its front.
    pub local: Vec<u32>,
    /// Coefficients of wide lines that a front takes in.
    pub wide_entries: Lists,
    pub degrees: f64,
    /// Memory that one solve leaves to the next.
    pub buffers: BufferPool,
}

impl Structure {
    /// Order, tree and fronts; pieces have no place yet.
    pub fn start(system: &System, graph: &Graph) -> Structure {
        let (fixed, degrees) = (system.fixed_effects(), system.residual_degrees());
        let structure = Structure::of_graph(graph, &fixed, degrees);
        let local = vec![0; system.indices.len()];
        Structure { pattern: system.pattern(), wide: graph.wide.clone(), local, ..structure }
    }

    /// Order, tree and fronts of a graph over as many columns as `fixed` has; `degrees` are those of
    /// the residuals.
    pub fn of_graph(graph: &Graph, fixed: &[bool], degrees: f64) -> Structure {
        let (columns, w) = (fixed.len(), graph.wide_lines.len() as u32);
        let n = columns as u32;
        let order = order(graph, fixed);
        let plan = TaskPlan::of(supernodes(&order.tree));
        let leading =
            plan.nodes.iter().flat_map(|n| &n.columns).map(|c| order.leading[*c as usize]);
        let all: Vec<u32> = leading.chain(n..n + w).chain(order.tail.iter().copied()).collect();
        let mut place = vec![0; all.len()];
        all.iter().enumerate().for_each(|(p, u)| place[*u as usize] = p as u32);
        let builder = FrontBuilder { graph, place: &place, order: &all, columns };
        let own = plan.nodes.iter().map(|n| n.columns.len());
        let last = [w as usize, order.tail.len()].into_iter().skip(usize::from(w == 0));
        let fronts = builder.build(&own.chain(last).collect::<Vec<_>>(), plan.tasks);
        Structure {
            pattern: 0,
            columns,
            leading: order.leading.len() + w as usize,
            leading_columns: order.leading.len(),
            tail: order.tail.len(),
            fronts,
            order: all,
            place,
            wide: Vec::new(),
            pieces: Lists::default(),
            front_rows: Lists::new(),
            local: Vec::new(),
            wide_entries: Lists::default(),
            degrees,
            buffers: BufferPool::default(),
        }
    }

    pub fn unknowns(&self) -> usize {
        self.order.len()
    }

    pub fn check_size(&self) -> Result<(), MixedError> {
        let largest = self.fronts.list.iter().map(|f| f.size()).max().unwrap_or(0);
        let fits = u32::try_from(largest * largest).is_ok();
        if fits { Ok(()) } else { Err(MixedError::TooLarge { unknowns: largest }) }
    }

    /// The place of a wide unknown in the front of the wide lines.
    pub fn wide_row(&self, wide: u32) -> usize {
        let position = self.leading_columns + wide as usize;
        position - self.fronts.list[self.fronts.tail() - 1].first
    }
}
