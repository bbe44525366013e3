//! Mixed models from tables: columns of factors and covariates into a `System`,
//! as lme4's formulas would. Shared by tests and the bench.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses its part")]

pub mod dense;
pub mod market;
pub mod months;
pub mod pay;

use std::collections::BTreeMap;
use std::path::Path;

use goingrate_mixed::{Group, Piece, System};

/// A table by column name, all cells as text.
pub struct Table {
    pub columns: BTreeMap<String, Vec<String>>,
    pub rows: usize,
}

impl Table {
    pub fn read(path: &Path) -> Table {
        let mut reader =
            csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let names: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
        let mut columns: BTreeMap<String, Vec<String>> =
            names.iter().map(|n| (n.clone(), Vec::new())).collect();
        let mut rows = 0;
        for record in reader.records() {
            let record = record.unwrap();
            rows += 1;
            for (name, cell) in names.iter().zip(&record) {
                columns.get_mut(name).unwrap().push(cell.to_string());
            }
        }
        Table { columns, rows }
    }

    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.columns[name].iter().map(|c| c.parse().unwrap()).collect()
    }

    /// Level codes from 0 and the number of levels.
    pub fn factor(&self, name: &str) -> (Vec<u32>, u32) {
        let mut codes = BTreeMap::new();
        self.columns[name].iter().for_each(|c| {
            codes.insert(c.clone(), 0);
        });
        codes.values_mut().enumerate().for_each(|(i, code)| *code = i as u32);
        (self.columns[name].iter().map(|c| codes[c]).collect(), codes.len() as u32)
    }
}

/// A random term: intercept (or slope on a covariate) by a factor.
#[derive(Clone, Copy)]
pub struct Random {
    pub factor: &'static str,
    pub slope: Option<&'static str>,
}

/// `response ~ 1 + fixed + random terms`, in this order of columns and groups (the
/// residual is the last group).
#[derive(Clone)]
pub struct Formula {
    pub response: &'static str,
    pub fixed: &'static [&'static str],
    pub random: &'static [Random],
}

pub fn build(table: &Table, formula: &Formula, start: f64) -> System {
    let factors: Vec<(Vec<u32>, u32)> =
        formula.random.iter().map(|r| table.factor(r.factor)).collect();
    let slopes: Vec<Vec<f64>> = formula
        .random
        .iter()
        .map(|r| r.slope.map_or(vec![1.0; table.rows], |s| table.numbers(s)))
        .collect();
    let fixed: Vec<Vec<f64>> = formula.fixed.iter().map(|f| table.numbers(f)).collect();
    let first = 1 + fixed.len() as u32;
    let width: u32 = factors.iter().map(|f| f.1).sum();
    let mut system = System::new((first + width) as usize);
    let groups: Vec<_> = formula
        .random
        .iter()
        .map(|r| system.add_group(Group::effects(r.factor, start)).unwrap())
        .collect();
    let residual = system.add_group(Group::data("residual", start)).unwrap();
    let y = table.numbers(formula.response);
    for row in 0..table.rows {
        let mut terms = vec![(0, 1.0)];
        terms.extend(fixed.iter().enumerate().map(|(i, x)| (1 + i as u32, x[row])));
        let mut offset = first;
        for ((codes, levels), slope) in factors.iter().zip(&slopes) {
            terms.push((offset + codes[row], slope[row]));
            offset += levels;
        }
        system.push(Piece::line(residual, &terms, y[row])).unwrap();
    }
    let mut column = first;
    for (group, (_, levels)) in groups.iter().zip(&factors) {
        for _ in 0..*levels {
            system.push(Piece::prior(*group, column, 0.0)).unwrap();
            column += 1;
        }
    }
    system
}
