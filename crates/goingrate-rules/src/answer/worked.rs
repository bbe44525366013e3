//! Worked examples: the computations that files carry beside their tables, worked again.

use crate::language::part::{Example, Part};
use crate::{Rules, Selection, Sheet, Side};

/// One expected amount of a worked example, and what the rules give.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// File and line of the example.
    pub at: String,
    /// The publication.
    pub source: String,
    /// The line, as the example names it.
    pub line: String,
    /// What the publication has.
    pub expected: f64,
    /// What the rules give, or why they give nothing.
    pub found: Result<f64, String>,
    /// How far apart the two may be.
    pub within: f64,
}

impl Outcome {
    /// Whether the rules give what the publication has.
    pub fn holds(&self) -> bool {
        self.found.as_ref().is_ok_and(|found| (found - self.expected).abs() <= self.within + 1e-9)
    }
}

impl Rules {
    /// Works every example of every file.
    pub fn examples(&self) -> Vec<Outcome> {
        self.parts()
            .flat_map(|part| part.examples.iter().flat_map(|e| self.work(part, e)))
            .collect()
    }

    fn work(&self, part: &Part, example: &Example) -> Vec<Outcome> {
        let expected = example.expect.iter();
        let outcome = |(line, expected): (&String, &f64)| Outcome {
            at: format!("{}:{}", part.file, example.at),
            source: example.source.clone(),
            line: line.clone(),
            expected: *expected,
            found: self.amount(part, example, line),
            within: example.within,
        };
        expected.map(outcome).collect()
    }

    /// A line of an example's computation: `net`, an employer's `cost`, a line of the file's own
    /// part, or `part:line`.
    fn amount(&self, part: &Part, example: &Example, line: &str) -> Result<f64, String> {
        let Example { place, year, filing, regime, .. } = example;
        let side = if line == "net" { Side::Worker } else { part.side };
        let (place, regime) = (place.clone(), regime.clone());
        let selection = Selection { place, year: *year, filing: *filing, regime, side };
        let plan = self.plan(&selection).map_err(|e| e.to_string())?;
        let mut sheet = Sheet::default();
        let net = plan.net(&mut sheet, &example.given);
        let (of, name) = line.split_once(':').unwrap_or((&part.name, line));
        let found = match (line, side) {
            ("net", _) => Some(net),
            ("cost", Side::Employer) => Some(example.given.gross() + plan.on_top(&sheet)),
            _ => plan.line(&sheet, of, name),
        };
        found.ok_or_else(|| format!("there is no line {name:?} in {of}"))
    }
}
