//! A chain of parts in the order of computation: payroll, federal, state, city. Names of lines are
//! resolved here, once, when rules are read.

use std::collections::BTreeMap;

use goingrate_units::Date;

use crate::language::part::{Line, Part, Value};
use crate::language::shape::Reference;
use crate::{Amounts, Counts};

/// All parts, by name.
pub type Parts = BTreeMap<String, Part>;

/// Parts that are computed one after the other.
#[derive(Clone, Debug)]
pub struct Chain<'a> {
    /// First computed first.
    pub parts: Vec<&'a Part>,
}

/// What a reference means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An amount that comes in, by its place in [`Amounts::WORDS`].
    Input(usize),
    /// A line: which part of the chain, and which line of it.
    Line(usize, usize),
}

impl<'a> Chain<'a> {
    /// The chain that ends with a part.
    ///
    /// # Errors
    /// The name of a part that is not there, or that comes after itself.
    pub fn ending(parts: &'a Parts, last: &str) -> Result<Chain<'a>, String> {
        let mut chain = vec![];
        let mut next = Some(last);
        while let Some(name) = next {
            let part = parts.get(name).ok_or_else(|| format!("there is no part {name:?}"))?;
            if chain.len() > parts.len() {
                return Err(format!("the part {name:?} comes after itself"));
            }
            chain.push(part);
            next = part.after.as_deref();
        }
        chain.reverse();
        Ok(Chain { parts: chain })
    }

    /// What a line of a part counts as in this chain. An employer's cost starts from the worker's
    /// wages: what is taken from the worker there is a step on the way.
    pub fn counts(&self, part: &Part, line: &Line) -> Option<Counts> {
        let own = self.parts.last().is_some_and(|last| last.side == part.side);
        line.counts.filter(|_| own)
    }

    /// What a reference in a line of a part means: an amount that comes in, an earlier line of the
    /// same part, or `part.line` of an earlier part.
    pub fn resolve(&self, part: usize, line: usize, reference: &Reference) -> Option<Target> {
        let name = reference.name.as_str();
        if let Some((of, name)) = name.split_once('.') {
            let at = self.parts[..part].iter().position(|p| short(&p.name) == of)?;
            return position(&self.parts[at].lines, name).map(|line| Target::Line(at, line));
        }
        let input = Amounts::WORDS.iter().position(|word| *word == name).map(Target::Input);
        let earlier = &self.parts[part].lines[..line];
        input.or_else(|| position(earlier, name).map(|line| Target::Line(part, line)))
    }
}

/// The last word of a part's name, by which later parts refer to it: `ny` of `us/ny`.
pub fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// A place's code, then the codes of the places around it.
pub fn around(place: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(place), |code| code.rsplit_once('-').map(|(outer, _)| outer))
}

fn position(lines: &[Line], name: &str) -> Option<usize> {
    lines.iter().position(|line| line.name == name)
}

impl Part {
    /// The day whose values hold for a tax year: its first.
    pub fn day_of(&self, year: i16) -> Option<Date> {
        let (month, day) = self.year_starts;
        Date::new(year, month, day).ok()
    }
}

impl Line {
    /// The value that holds on a day.
    pub fn value_on(&self, day: Date) -> Option<&Value> {
        self.values.iter().find(|value| value.holds(day))
    }

    /// Every line that it reads.
    pub fn references(&self) -> Vec<&Reference> {
        let mut all = self.shape.references();
        all.extend(self.at_least.iter().chain(&self.at_most));
        all
    }
}
