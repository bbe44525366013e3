//! The flat evaluator: lines compiled to operations on numbered slots, without names.

use crate::language::shape::{Compare, Rounding};

/// The number of a slot.
pub type Slot = u16;

/// Some of the figures of a program: where they start and how many numbers they are.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub start: u32,
    pub len: u32,
}

/// One operation; its result goes to a slot of its own.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    Constant(f64),
    /// Slots at even places of the list, signs (0 plus, 1 minus) at odd ones.
    Sum(Span),
    Share {
        of: Slot,
        rate: f64,
        above: f64,
        up_to: f64,
    },
    Brackets {
        of: Slot,
        rows: Span,
        parts: f64,
    },
    Steps {
        of: Slot,
        rows: Span,
    },
    Points {
        of: Slot,
        rows: Span,
    },
    Zones {
        of: Slot,
        rows: Span,
        scale: f64,
        parts: f64,
    },
    Least(Span),
    Most(Span),
    PhaseOut {
        reduce: Slot,
        of: Slot,
        above: f64,
        rate: f64,
        step: f64,
    },
    Times(Slot, Slot),
    Ratio(Slot, Slot),
    Choose {
        left: Slot,
        right: Slot,
        compare: Compare,
        then: Slot,
        otherwise: Slot,
    },
    Round {
        of: Slot,
        how: Rounding,
        to: f64,
    },
    /// What another slot holds.
    Same(Slot),
    /// Holds what the last pass found; see the program.
    Later,
}

/// Lists of slots and rows of figures that operations point into.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    pub slots: Vec<Slot>,
    pub figures: Vec<f64>,
}

impl Pool {
    /// Keeps a list of slots.
    pub fn keep_slots(&mut self, slots: impl IntoIterator<Item = Slot>) -> Span {
        let start = self.slots.len();
        self.slots.extend(slots);
        Span { start: start as u32, len: (self.slots.len() - start) as u32 }
    }

    /// Keeps rows of figures.
    pub fn keep_figures(&mut self, figures: &[f64]) -> Span {
        let start = self.figures.len();
        self.figures.extend(figures);
        Span { start: start as u32, len: figures.len() as u32 }
    }

    fn list(&self, span: Span) -> &[Slot] {
        &self.slots[span.start as usize..(span.start + span.len) as usize]
    }

    fn rows<const N: usize>(&self, span: Span) -> &[[f64; N]] {
        self.figures[span.start as usize..(span.start + span.len) as usize].as_chunks().0
    }
}

impl Op {
    /// The slots that it reads.
    pub fn reads(&self, pool: &Pool) -> Vec<Slot> {
        match *self {
            Op::Constant(_) | Op::Later => vec![],
            Op::Sum(list) => pool.list(list).iter().step_by(2).copied().collect(),
            Op::Least(list) | Op::Most(list) => pool.list(list).to_vec(),
            Op::Share { of, .. } | Op::Brackets { of, .. } | Op::Steps { of, .. } => vec![of],
            Op::Points { of, .. } | Op::Zones { of, .. } | Op::Round { of, .. } => vec![of],
            Op::Same(of) => vec![of],
            Op::PhaseOut { reduce, of, .. } => vec![reduce, of],
            Op::Times(a, b) | Op::Ratio(a, b) => vec![a, b],
            Op::Choose { left, right, then, otherwise, .. } => vec![left, right, then, otherwise],
        }
    }

    /// Its result, from the slots before it.
    #[inline]
    pub fn value(&self, slots: &[f64], pool: &Pool) -> f64 {
        let at = |slot: Slot| slots[slot as usize];
        match *self {
            Op::Constant(value) => value,
            Op::Later => 0.0,
            Op::Sum(list) => sum(pool.list(list), slots),
            Op::Share { of, rate, above, up_to } => rate * (at(of).min(up_to) - above).max(0.0),
            Op::Brackets { of, rows, parts } => parts * brackets(at(of) / parts, pool.rows(rows)),
            Op::Steps { of, rows } => steps(at(of), pool.rows(rows)),
            Op::Points { of, rows } => points(at(of), pool.rows(rows)),
            Op::Zones { of, rows, scale, parts } => {
                parts * zones(at(of) / parts, pool.rows(rows), scale)
            }
            Op::Least(list) => pool.list(list).iter().map(|s| at(*s)).fold(f64::INFINITY, f64::min),
            Op::Most(list) => {
                pool.list(list).iter().map(|s| at(*s)).fold(f64::NEG_INFINITY, f64::max)
            }
            Op::PhaseOut { reduce, of, above, rate, step } => {
                (at(reduce) - rate * excess(at(of) - above, step)).max(0.0)
            }
            Op::Times(a, b) => at(a) * at(b),
            Op::Ratio(a, b) => {
                if at(b) == 0.0 {
                    0.0
                } else {
                    at(a) / at(b)
                }
            }
            Op::Choose { left, right, compare, then, otherwise } => {
                at(if compare.holds(at(left), at(right)) { then } else { otherwise })
            }
            Op::Round { of, how, to } => round(at(of), how, to),
            Op::Same(of) => at(of),
        }
    }
}

fn sum(list: &[Slot], slots: &[f64]) -> f64 {
    let term = |pair: &[Slot; 2]| slots[pair[0] as usize] * (1.0 - 2.0 * f64::from(pair[1]));
    list.as_chunks().0.iter().map(term).sum()
}

/// Rows of start, rate and the tax at the start, which the compiler adds up beforehand.
fn brackets(amount: f64, rows: &[[f64; 3]]) -> f64 {
    let within = rows.iter().rev().find(|row| amount > row[0]);
    within.map_or(0.0, |[start, rate, before]| before + rate * (amount - start))
}

fn steps(amount: f64, rows: &[[f64; 2]]) -> f64 {
    rows.iter().rev().find(|row| amount >= row[0]).map_or(0.0, |row| row[1])
}

fn points(amount: f64, rows: &[[f64; 2]]) -> f64 {
    let after = rows.iter().position(|row| row[0] > amount).unwrap_or(rows.len());
    match (after.checked_sub(1).and_then(|i| rows.get(i)), rows.get(after)) {
        (Some([x0, y0]), Some([x1, y1])) => y0 + (y1 - y0) * (amount - x0) / (x1 - x0),
        (Some(row), None) | (None, Some(row)) => row[1],
        (None, None) => 0.0,
    }
}

fn zones(amount: f64, rows: &[[f64; 5]], scale: f64) -> f64 {
    let zone = rows.iter().rev().find(|row| amount >= row[0]);
    zone.map_or(0.0, |[_, origin, square, linear, constant]| {
        let y = (amount - origin) / scale;
        (square * y + linear) * y + constant
    })
}

/// What lies above, in started steps where there are steps.
fn excess(above: f64, step: f64) -> f64 {
    if step > 0.0 { (above / step).ceil().max(0.0) * step } else { above.max(0.0) }
}

fn round(amount: f64, how: Rounding, to: f64) -> f64 {
    // A hair of binary noise must not carry an amount over to the next multiple.
    let noise = 1e-9 * (amount / to).abs().max(1.0);
    let multiples = match how {
        Rounding::Nearest => (amount / to + 0.5 + noise).floor(),
        Rounding::Down => (amount / to + noise).floor(),
        Rounding::Up => (amount / to - noise).ceil(),
    };
    multiples * to
}

impl Compare {
    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Compare::Above => left > right,
            Compare::AtLeast => left >= right,
            Compare::Below => left < right,
            Compare::AtMost => left <= right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_tax_only_what_lies_above_their_start() {
        let rows = [[0.0, 0.1, 0.0], [100.0, 0.2, 10.0]];
        assert_eq!([-5.0, 50.0, 100.0, 150.0].map(|x| brackets(x, &rows)), [0.0, 5.0, 10.0, 20.0]);
    }

    #[test]
    fn points_are_flat_beyond_their_ends() {
        let rows = [[10.0, 1.0], [20.0, 3.0]];
        assert_eq!([0.0, 10.0, 15.0, 99.0].map(|x| points(x, &rows)), [1.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn rounding_forgives_binary_noise() {
        assert_eq!(round(2.0000000000001, Rounding::Up, 1.0), 2.0);
        assert_eq!(round(0.285 / 0.01 * 0.01, Rounding::Nearest, 0.01), 0.29);
        assert_eq!(round(149.9, Rounding::Down, 50.0), 100.0);
    }

    #[test]
    fn started_steps_count_whole() {
        assert_eq!(
            [-1.0, 0.0, 1.0, 2500.0, 2501.0].map(|x| excess(x, 2500.0)),
            [0.0, 0.0, 2500.0, 2500.0, 5000.0]
        );
    }
}
