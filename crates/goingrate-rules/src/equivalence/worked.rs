//! Worked examples of `equivalence.toml`, worked again.

use goingrate_units::{Pay, Period};

use super::{Equivalence, EquivalenceQuestion, WorthOf};
use crate::language::comparison::{EquivalenceTable, TableExample};
use crate::{Outcome, Rules};

impl Rules {
    /// Works every example of the comparisons of salaries with rates.
    pub fn equivalence_examples(&self) -> Vec<Outcome> {
        let tables = self.equivalences().values();
        tables
            .flat_map(|table| table.examples.iter().flat_map(|e| self.compare(table, e)))
            .collect()
    }

    fn compare(&self, table: &EquivalenceTable, example: &TableExample) -> Vec<Outcome> {
        let answer = self.answer_of(table, example);
        let outcome = |(line, expected): (&String, &f64)| Outcome {
            at: format!("{}:{}", table.file, example.at),
            source: example.source.clone(),
            line: line.clone(),
            expected: *expected,
            found: answer.clone().and_then(|answer| amount(&answer, line)),
            within: example.within,
        };
        example.expect.iter().map(outcome).collect()
    }

    fn answer_of(
        &self,
        table: &EquivalenceTable,
        example: &TableExample,
    ) -> Result<Equivalence, String> {
        let salary = Pay::new(example.salary, table.currency, Period::Year);
        let salary = salary.map_err(|error| error.to_string())?;
        let question =
            EquivalenceQuestion::new(&example.place, example.year, WorthOf::Salary(salary));
        let question = EquivalenceQuestion { regime: example.regime.clone(), ..question };
        self.equivalence(&question).map_err(|problem| problem.to_string())
    }
}

/// `rate_low`, `rate_high`, or a step such as `employee.kept` and `self_employed.tax`.
fn amount(answer: &Equivalence, line: &str) -> Result<f64, String> {
    let none = || format!("there is no {line:?} in a comparison");
    let (side, name) = line.split_once('.').unwrap_or(("", line));
    let steps = match (side, name) {
        ("", "rate_low") => return Ok(answer.low.rate.amount()),
        ("", "rate_high") => return Ok(answer.high.rate.amount()),
        ("employee", _) => &answer.low.employee,
        ("self_employed", _) => &answer.low.self_employed,
        _ => return Err(none()),
    };
    steps.iter().find(|step| step.name == name).map(|step| step.amount.amount()).ok_or_else(none)
}
