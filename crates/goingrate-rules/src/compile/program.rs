//! A chain of parts for one place, year and filing, compiled to operations: what takes-home a
//! million times a second. Lines whose amount no income changes are computed here, once.

use crate::Amounts;
use crate::Counts;
use crate::compile::op::{Op, Pool, Slot, Span};

/// How often a computation is repeated for the sake of [`Later`](crate::language::shape::Shape::Later) lines.
/// Each pass shrinks the change by the product of two tax rates, so that few are needed.
const PASSES: usize = 24;

/// What a pass may still change, in units of the currency: well below a cent.
const SETTLED: f64 = 1e-7;

/// A compiled computation.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// What every slot holds before the first operation: constants are there already.
    start: Vec<f64>,
    /// Whether a slot holds the same whatever comes in.
    constant: Vec<bool>,
    ops: Vec<(Op, Slot)>,
    pool: Pool,
    /// For each slot, one beyond the last operation that reads it.
    read_until: Vec<usize>,
    /// Operations that hold what lines of later parts come to.
    later: Vec<LaterLine>,
    /// The lines that are taken from the worker, or paid on top of a salary.
    counted: Vec<(Counts, Slot)>,
}

#[derive(Clone, Debug)]
struct LaterLine {
    op: usize,
    slot: Slot,
    feeds: Vec<Slot>,
}

/// The slots of one computation; kept and used again.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    slots: Vec<f64>,
}

impl Sheet {
    /// The amount in a slot; zero for a sheet that no plan has filled.
    pub(crate) fn at(&self, slot: Slot) -> f64 {
        self.slots.get(usize::from(slot)).copied().unwrap_or(0.0)
    }
}

impl Program {
    /// A program that knows only the amounts that come in.
    pub fn new() -> Program {
        let words = Amounts::WORDS.len();
        let constant = (0..words).map(|input| input == 0).collect();
        Program { start: vec![0.0; words], constant, ..Program::default() }
    }

    /// Figures and lists of slots for operations that are about to be added.
    pub fn pool(&mut self) -> &mut Pool {
        &mut self.pool
    }

    /// Adds an operation; gives the slot of its result.
    pub fn push(&mut self, op: Op) -> Slot {
        let slot = self.start.len() as Slot;
        let constant = !matches!(op, Op::Later)
            && op.reads(&self.pool).iter().all(|s| self.constant[usize::from(*s)]);
        let value = if constant { op.value(&self.start, &self.pool) } else { 0.0 };
        self.start.push(value);
        self.constant.push(constant);
        if !constant {
            self.ops.push((op, slot));
        }
        slot
    }

    /// Says that a slot of a `later` line sums these slots.
    pub fn feed(&mut self, slot: Slot, feeds: Vec<Slot>) {
        if let Some(op) = self.ops.iter().position(|(_, of)| *of == slot) {
            self.later.push(LaterLine { op, slot, feeds });
        }
    }

    /// Says that a line's slot counts.
    pub fn count(&mut self, counts: Option<Counts>, slot: Slot) {
        self.counted.extend(counts.map(|counts| (counts, slot)));
    }

    /// Works out who reads what; call once, after the last operation.
    pub fn seal(&mut self) {
        self.read_until = vec![0; self.start.len()];
        for (at, (op, _)) in self.ops.iter().enumerate() {
            for slot in op.reads(&self.pool) {
                self.read_until[usize::from(slot)] = at + 1;
            }
        }
    }

    /// The same computation without its rounding. Amounts of it are a little off; rates of it are not,
    /// where rounding would show as one.
    pub fn unrounded(&self) -> Program {
        let mut program = self.clone();
        for (op, _) in &mut program.ops {
            if let Op::Round { of, .. } = *op {
                *op = Op::Same(of);
            }
        }
        program
    }

    /// Computes every line for these amounts.
    pub fn fill(&self, sheet: &mut Sheet, amounts: &Amounts) {
        let slots = &mut sheet.slots;
        slots.clear();
        slots.extend_from_slice(&self.start);
        let inputs = amounts.row();
        slots[..inputs.len()].copy_from_slice(&inputs);
        for (op, slot) in &self.ops {
            slots[usize::from(*slot)] = op.value(slots, &self.pool);
        }
        for _ in 0..PASSES {
            let mut settled = true;
            for later in &self.later {
                settled &= self.settle(later, slots);
            }
            if settled {
                break;
            }
        }
    }

    /// Tells a `later` line what its lines came to, and computes again what that changes.
    /// True when it changes nothing.
    fn settle(&self, later: &LaterLine, slots: &mut [f64]) -> bool {
        let found: f64 = later.feeds.iter().map(|slot| slots[usize::from(*slot)]).sum();
        if (found - slots[usize::from(later.slot)]).abs() < SETTLED {
            return true;
        }
        slots[usize::from(later.slot)] = found;
        let mut until = self.read_until[usize::from(later.slot)];
        let mut at = later.op + 1;
        while at < until {
            let (op, slot) = &self.ops[at];
            let value = if matches!(op, Op::Later) {
                slots[usize::from(*slot)]
            } else {
                op.value(slots, &self.pool)
            };
            if value != slots[usize::from(*slot)] {
                slots[usize::from(*slot)] = value;
                until = until.max(self.read_until[usize::from(*slot)]);
            }
            at += 1;
        }
        false
    }

    /// What the lines that count so come to.
    pub fn total(&self, sheet: &Sheet, counts: Counts) -> f64 {
        let of = self.counted.iter().filter(|(as_what, _)| *as_what == counts);
        of.map(|(_, slot)| sheet.at(*slot)).sum()
    }

    /// What is left of the gross amounts after everything that is taken from the worker.
    pub fn net(&self, sheet: &Sheet, amounts: &Amounts) -> f64 {
        let taken = |counts| matches!(counts, Counts::Tax | Counts::Contribution | Counts::Saving);
        let of = self.counted.iter().filter(|(counts, _)| taken(*counts));
        amounts.gross() - of.map(|(_, slot)| sheet.at(*slot)).sum::<f64>()
    }
}

/// So that a list of slots of a [`Span`] can be made in one expression.
pub fn list(program: &mut Program, slots: impl IntoIterator<Item = Slot>) -> Span {
    program.pool().keep_slots(slots)
}
