//! Rows on their way into counts: one code a row for each column.

use std::collections::BTreeSet;

use goingrate_import::ChosenBy;

use super::words::{NOTHING, Words};

/// Rows of a chunk.
pub const ROWS: usize = 16_384;

/// The codes of some rows.
#[derive(Default)]
pub struct Chunk {
    /// Of each dimension.
    pub dimensions: Vec<Vec<u32>>,
    /// Of each column by which rows are left out.
    pub left_out: Vec<Vec<u32>>,
    /// The bins of each figure.
    pub figures: Vec<Vec<u32>>,
}

impl Chunk {
    pub fn new(dimensions: usize, left_out: usize, figures: usize) -> Chunk {
        let columns = |count: usize| vec![Vec::with_capacity(ROWS); count];
        Chunk {
            dimensions: columns(dimensions),
            left_out: columns(left_out),
            figures: columns(figures),
        }
    }

    /// Every column.
    pub fn columns(&mut self) -> impl Iterator<Item = &mut Vec<u32>> {
        self.dimensions.iter_mut().chain(&mut self.left_out).chain(&mut self.figures)
    }

    /// Rows of it.
    pub fn rows(&self) -> usize {
        self.figures.first().map_or(0, Vec::len)
    }

    /// Takes the rows out that are left out; how many.
    pub fn leave_out(&mut self, rules: &mut [LeftOut<'_>]) -> u64 {
        let rows = self.rows();
        if rules.is_empty() || rows == 0 {
            return 0;
        }
        let mut keep = vec![true; rows];
        for (rule, codes) in rules.iter_mut().zip(&self.left_out) {
            for (keep, code) in keep.iter_mut().zip(codes) {
                *keep &= rule.keeps(*code);
            }
        }
        for column in self.columns() {
            let mut kept = keep.iter();
            column.retain(|_| kept.next().copied().unwrap_or(true));
        }
        keep.iter().filter(|keep| !**keep).count() as u64
    }
}

/// A rule by which rows are left out, with what it says of each word that was met.
pub struct LeftOut<'w> {
    words: &'w Words,
    values: BTreeSet<String>,
    kept: bool,
    /// Whether rows of a word are kept, by its code.
    known: Vec<bool>,
}

impl<'w> LeftOut<'w> {
    pub fn new(rule: &ChosenBy, words: &'w Words) -> LeftOut<'w> {
        let values = rule.values.iter().cloned().collect();
        LeftOut { words, values, kept: rule.kept, known: Vec::new() }
    }

    fn keeps(&mut self, code: u32) -> bool {
        if code as usize >= self.known.len() {
            let says = |word: &str| {
                self.values.contains(&word.trim_matches(' ').to_lowercase()) == self.kept
            };
            let all = self.words.all();
            self.known = all.iter().map(|word| says(word)).collect();
        }
        self.known.get(code as usize).copied().unwrap_or(code != NOTHING)
    }
}
