//! A chain of parts to a program: names to slots, dated values to figures.

mod op;
pub mod program;

use std::collections::BTreeMap;

use goingrate_units::Date;

use crate::language::chain::{Chain, Target, around};
use crate::language::part::{Given, Line, Part};
use crate::language::shape::{Kind, Parameter, Reference, Shape};
use crate::{Amounts, Filing};
use op::{Op, Slot};
use program::{Program, list};

/// What the values of a chain are chosen by.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    pub place: &'a str,
    pub year: i16,
    pub filing: Filing,
}

/// A compiled chain: the program, and the slot of each line in the order of computation.
pub struct Compiled {
    pub program: Program,
    /// Part of the chain, line of the part, slot of its amount.
    pub lines: Vec<(usize, usize, Slot)>,
}

/// Compiles a chain. `None` where a value is missing, which reading the rules has ruled out.
pub fn compile(chain: &Chain, choice: &Choice) -> Option<Compiled> {
    let mut compiler = Compiler { chain, choice, program: Program::new(), slots: BTreeMap::new() };
    let mut lines = vec![];
    let mut later = vec![];
    for (p, part) in chain.parts.iter().enumerate() {
        let day = part.day_of(choice.year)?;
        for (l, line) in part.lines.iter().enumerate() {
            let slot = compiler.line(p, l, day)?;
            compiler.slots.insert(Target::Line(p, l), slot);
            compiler.program.count(chain.counts(part, line), slot);
            lines.push((p, l, slot));
            if let Shape::Later(word) = &line.shape {
                later.push((slot, p, word.as_str()));
            }
        }
    }
    for (slot, reader, word) in later {
        let feeds = |(p, l, _): &&(usize, usize, Slot)| {
            *p > reader && chain.parts[*p].lines[*l].feeds.as_deref() == Some(word)
        };
        let slots = lines.iter().filter(feeds).map(|(_, _, slot)| *slot).collect();
        compiler.program.feed(slot, slots);
    }
    compiler.program.seal();
    Some(Compiled { program: compiler.program, lines })
}

struct Compiler<'a> {
    chain: &'a Chain<'a>,
    choice: &'a Choice<'a>,
    program: Program,
    slots: BTreeMap<Target, Slot>,
}

impl Compiler<'_> {
    /// Adds a line; gives the slot of its amount.
    fn line(&mut self, p: usize, l: usize, day: Date) -> Option<Slot> {
        let part: &Part = self.chain.parts[p];
        let line: &Line = &part.lines[l];
        let value = line.value_on(day);
        if value.is_some_and(|value| value.off) {
            return Some(self.program.push(Op::Constant(0.0)));
        }
        let figures: Vec<Vec<f64>> = match value {
            Some(value) => {
                let each = line.shape.parameters().iter().zip(&value.parameters);
                each.map(|(parameter, given)| self.figures(parameter, given))
                    .collect::<Option<_>>()?
            }
            None if line.shape.parameters().is_empty() => vec![],
            None => return None,
        };
        let op = self.op((p, l), &line.shape, &figures)?;
        let slot = self.program.push(op);
        self.finish((p, l), line, slot)
    }

    /// Bounds and rounding, each an operation of its own.
    fn finish(&mut self, at: (usize, usize), line: &Line, mut slot: Slot) -> Option<Slot> {
        if let Some(floor) = &line.at_least {
            let floor = self.slot(at, floor)?;
            let both = list(&mut self.program, [slot, floor]);
            slot = self.program.push(Op::Most(both));
        }
        if let Some(cap) = &line.at_most {
            let cap = self.slot(at, cap)?;
            let both = list(&mut self.program, [slot, cap]);
            slot = self.program.push(Op::Least(both));
        }
        if let Some((how, to)) = line.round {
            slot = self.program.push(Op::Round { of: slot, how, to });
        }
        Some(slot)
    }

    fn slot(&self, (p, l): (usize, usize), reference: &Reference) -> Option<Slot> {
        match self.chain.resolve(p, l, reference)? {
            Target::Input(input) => Some(input as Slot),
            line => self.slots.get(&line).copied(),
        }
    }

    /// The figures of a parameter for this place and filing.
    fn figures(&self, parameter: &Parameter, given: &Given) -> Option<Vec<f64>> {
        match (given, parameter.kind) {
            (Given::Every(figures), _) => Some(figures.clone()),
            (Given::ByFiling(by), _) => by.get(&self.choice.filing).cloned(),
            (Given::ByPlace(by), _) => enclosing(by, self.choice.place).cloned(),
            (Given::Nothing, Kind::Maybe(or)) => Some(vec![or]),
            (Given::Nothing, _) => None,
        }
    }

    fn op(&mut self, at: (usize, usize), shape: &Shape, figures: &[Vec<f64>]) -> Option<Op> {
        let number = |i: usize| figures.get(i).and_then(|f| f.first()).copied();
        Some(match shape {
            Shape::Amount => Op::Constant(number(0)?),
            Shape::Later(_) => Op::Later,
            Shape::Share(of) => {
                let (rate, above, up_to) = (number(0)?, number(1)?, number(2)?);
                Op::Share { of: self.slot(at, of)?, rate, above, up_to }
            }
            Shape::Sum(terms) => {
                let slot = |term: &crate::language::shape::Term| {
                    Some([self.slot(at, &term.of)?, term.less.into()])
                };
                let slots: Vec<[Slot; 2]> = terms.iter().map(slot).collect::<Option<_>>()?;
                Op::Sum(list(&mut self.program, slots.concat()))
            }
            Shape::Least(of) => Op::Least(self.list(at, of)?),
            Shape::Most(of) => Op::Most(self.list(at, of)?),
            Shape::PhaseOut { reduce, of } => {
                let (above, rate, step) = (number(0)?, number(1)?, number(2)?);
                Op::PhaseOut {
                    reduce: self.slot(at, reduce)?,
                    of: self.slot(at, of)?,
                    above,
                    rate,
                    step,
                }
            }
            Shape::Times(a, b) => Op::Times(self.slot(at, a)?, self.slot(at, b)?),
            Shape::Ratio(a, b) => Op::Ratio(self.slot(at, a)?, self.slot(at, b)?),
            Shape::Choose { left, compare, right, then, otherwise } => Op::Choose {
                left: self.slot(at, left)?,
                right: self.slot(at, right)?,
                compare: *compare,
                then: self.slot(at, then)?,
                otherwise: self.slot(at, otherwise)?,
            },
            _ => return self.table(at, shape, figures),
        })
    }

    /// Shapes whose figures are rows.
    fn table(&mut self, at: (usize, usize), shape: &Shape, figures: &[Vec<f64>]) -> Option<Op> {
        let number = |i: usize| figures.get(i).and_then(|f| f.first()).copied();
        let rows = figures.first()?;
        Some(match shape {
            Shape::Brackets(of) => {
                let of = self.slot(at, of)?;
                let rows = self.program.pool().keep_figures(&added_up(rows));
                Op::Brackets { of, rows, parts: number(1)? }
            }
            Shape::Steps(of) => {
                let of = self.slot(at, of)?;
                Op::Steps { of, rows: self.program.pool().keep_figures(rows) }
            }
            Shape::Points(of) => {
                let of = self.slot(at, of)?;
                Op::Points { of, rows: self.program.pool().keep_figures(rows) }
            }
            Shape::Zones(of) => {
                let (of, scale, parts) = (self.slot(at, of)?, number(1)?, number(2)?);
                Op::Zones { of, rows: self.program.pool().keep_figures(rows), scale, parts }
            }
            _ => return None,
        })
    }

    fn list(&mut self, at: (usize, usize), of: &[Reference]) -> Option<op::Span> {
        let slots: Vec<Slot> = of.iter().map(|of| self.slot(at, of)).collect::<Option<_>>()?;
        Some(list(&mut self.program, slots))
    }
}

/// Brackets with the tax at each start beside them: rows of start, rate, tax at the start.
fn added_up(rows: &[f64]) -> Vec<f64> {
    let rows: &[[f64; 2]] = rows.as_chunks().0;
    let mut before = 0.0;
    let mut all = vec![];
    for (i, [start, rate]) in rows.iter().enumerate() {
        if let Some([last, last_rate]) = i.checked_sub(1).map(|i| rows[i]) {
            before += last_rate * (start - last);
        }
        all.extend([*start, *rate, before]);
    }
    all
}

/// What is given for a place, or for the nearest place around it: `us-ny` for `us-ny-nyc`.
fn enclosing<'a, T>(by: &'a BTreeMap<String, T>, place: &str) -> Option<&'a T> {
    around(place).find_map(|place| by.get(place))
}

const _: () = assert!(Amounts::WORDS.len() < Slot::MAX as usize);
