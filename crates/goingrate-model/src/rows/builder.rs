//! Rows under construction: columns are handed out as effects are first met.

use goingrate_evidence::Evidence;
use goingrate_units::RoleId;

use crate::block::Block;
use crate::design::{Design, Resolver, Scale};
use crate::distribution::mixture::{Columns, Mixture};
use crate::effects::Effect;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{Figure, Row, Value};

/// Hands out columns in the order in which effects are first met.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    columns: rustc_hash::FxHashMap<Effect, u32>,
    pub effects: Vec<Effect>,
}

impl Collector {
    /// Whether an effect has a column.
    pub fn knows(&self, effect: Effect) -> bool {
        self.columns.contains_key(&effect)
    }

    /// The effect of a column.
    pub fn effect(&self, column: u32) -> Effect {
        self.effects[column as usize]
    }
}

impl Resolver for Collector {
    fn column(&mut self, effect: Effect) -> u32 {
        let next = self.effects.len() as u32;
        *self.columns.entry(effect).or_insert_with(|| {
            self.effects.push(effect);
            next
        })
    }
}

/// Rows under construction.
pub(crate) struct Builder<'a> {
    pub design: Design<'a>,
    pub evidence: &'a Evidence,
    pub scale: Scale<'a>,
    pub collector: Collector,
    pub mixtures: Vec<Mixture>,
    pub references: Vec<(RoleId, usize)>,
    pub rows: Vec<Row>,
}

impl Builder<'_> {
    /// Keeps a distribution and returns its position.
    pub fn keep(&mut self, mixture: Mixture) -> usize {
        self.mixtures.push(mixture);
        self.mixtures.len() - 1
    }

    /// Adds the row of a form that is zero but for the sd of a block.
    pub fn draw_to_zero(&mut self, block: Block, form: Columns) {
        self.draw(block, form, 0.0);
    }

    /// Adds the row of a form that is a mean but for the sd of a block.
    pub fn draw(&mut self, block: Block, form: Columns, mean: f64) {
        self.rows.push(Row {
            origin: Origin::Prior(block),
            group: Group::Block(block),
            lines: vec![(Figure::Form(form), Value::Known(mean))],
            sampling: Vec::new(),
        });
    }
}
