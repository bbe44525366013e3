//! The freelance rate worth a salary, and back, from the dated rules of `data/rules/freelance.toml`.
//! Waits here for the crate of rules; the figures are all in the file.

use std::collections::BTreeMap;

use goingrate_units::{Date, Problem};
use serde::Deserialize;

/// What can be wrong with the rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FreelanceError {
    /// The file cannot be read.
    #[error("data/rules/freelance.toml: {0}")]
    File(String),
    /// No value of a rule holds on the day.
    #[error("no value of {rule:?} is carried for {date}; the first one holds from {first}")]
    NotYet {
        /// The rule.
        rule: String,
        /// The day asked for.
        date: Date,
        /// The first day with a value.
        first: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    country: String,
    rule: BTreeMap<String, Rule>,
    source: BTreeMap<String, Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    what: String,
    unit: String,
    value: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Value {
    from: toml::value::Datetime,
    is: f64,
    status: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what is not printed is still checked to be there")]
struct Source {
    title: String,
    url: Option<String>,
    checked: toml::value::Datetime,
    note: Option<String>,
}

/// One assumption, as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Its word in the file.
    pub rule: String,
    /// What it is.
    pub what: String,
    /// Its value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// law, official, our-estimate or yours.
    pub status: String,
    /// Where it is from, in a word.
    pub source: String,
    /// That source's title.
    pub title: String,
}

/// The rules in force on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Freelance {
    /// The country whose law they are, as a word of the taxonomy.
    pub country: String,
    /// The assumptions, by their word in the file.
    assumptions: BTreeMap<String, Assumption>,
}

/// The rules that the arithmetic below needs, in the order in which they are printed.
const RULES: [&str; 13] = [
    "billable_hours_low",
    "billable_hours_high",
    "insurance",
    "retirement",
    "wages",
    "paid_leave",
    "supplemental_pay",
    "employee_social_security",
    "employee_medicare",
    "self_employment_social_security",
    "self_employment_medicare",
    "self_employment_taxed",
    "social_security_base",
];

impl Freelance {
    /// Reads the file and takes the values in force on `date`.
    ///
    /// # Errors
    /// When the file is not of its shape, misses a rule or a source, or holds no value for `date`.
    pub fn read(text: &str, date: Date) -> Result<Freelance, FreelanceError> {
        let file: File = toml::from_str(text).map_err(|e| FreelanceError::File(e.to_string()))?;
        let mut assumptions = BTreeMap::new();
        for rule in RULES {
            assumptions.insert(rule.to_owned(), file.assumption(rule, date)?);
        }
        Ok(Freelance { country: file.country, assumptions })
    }

    /// The same with the reader's own billable hours.
    pub fn with_hours(mut self, low: f64, high: f64) -> Freelance {
        for (rule, hours) in [("billable_hours_low", low), ("billable_hours_high", high)] {
            if let Some(assumption) = self.assumptions.get_mut(rule) {
                assumption.value = hours;
                assumption.status = "yours".to_owned();
                assumption.source = "--billable-hours".to_owned();
                assumption.title = "your own figure".to_owned();
            }
        }
        self
    }

    /// The assumptions, in the order in which they are printed.
    pub fn assumptions(&self) -> impl Iterator<Item = &Assumption> {
        RULES.iter().map(|rule| &self.assumptions[*rule])
    }

    /// Billable hours of a year, few and many.
    pub fn hours(&self) -> (f64, f64) {
        (self.value("billable_hours_low"), self.value("billable_hours_high"))
    }

    /// What the employer pays for insurance and retirement on top of a year's pay, as a share of
    /// it. A year's pay holds paid leave and supplemental pay already.
    pub fn benefits(&self) -> f64 {
        let paid = ["wages", "paid_leave", "supplemental_pay"].map(|rule| self.value(rule));
        let on_top = ["insurance", "retirement"].map(|rule| self.value(rule));
        on_top.iter().sum::<f64>() / paid.iter().sum::<f64>()
    }

    /// The billings of a year that are worth a salary. Unit of both: dollars a year.
    pub fn billings_worth(&self, salary: f64) -> f64 {
        invert(|billings| self.worth_of_billings(billings), self.worth_of_salary(salary))
    }

    /// The salary that is worth the billings of a year.
    pub fn salary_worth(&self, billings: f64) -> f64 {
        invert(|salary| self.worth_of_salary(salary), self.worth_of_billings(billings))
    }

    /// A salary with the employer's insurance and retirement, less the employee's payroll tax.
    fn worth_of_salary(&self, salary: f64) -> f64 {
        let capped = salary.min(self.value("social_security_base"));
        let tax = self.value("employee_social_security") * capped
            + self.value("employee_medicare") * salary;
        salary * (1.0 + self.benefits()) - tax
    }

    /// Billings less the self-employment tax.
    fn worth_of_billings(&self, billings: f64) -> f64 {
        let taxed = self.value("self_employment_taxed") * billings;
        let capped = taxed.min(self.value("social_security_base"));
        let tax = self.value("self_employment_social_security") * capped
            + self.value("self_employment_medicare") * taxed;
        billings - tax
    }

    fn value(&self, rule: &str) -> f64 {
        self.assumptions[rule].value
    }
}

impl File {
    fn assumption(&self, name: &str, date: Date) -> Result<Assumption, FreelanceError> {
        let missing = |what: &str| FreelanceError::File(format!("{what} {name:?} is missing"));
        let rule = self.rule.get(name).ok_or_else(|| missing("rule"))?;
        let value = rule.value_at(name, date)?;
        let source = self.source.get(&value.source).ok_or_else(|| missing("source of"))?;
        Ok(Assumption {
            rule: name.to_owned(),
            what: rule.what.clone(),
            value: value.is,
            unit: rule.unit.clone(),
            status: value.status.clone(),
            source: value.source.clone(),
            title: source.title.clone(),
        })
    }
}

impl Rule {
    /// The last value that holds from `date` or before.
    fn value_at(&self, name: &str, date: Date) -> Result<&Value, FreelanceError> {
        let mut latest: Option<(Date, &Value)> = None;
        for value in &self.value {
            let from: Date = (value.from.to_string().parse())
                .map_err(|e| FreelanceError::File(format!("{name}: {e}")))?;
            if from <= date && latest.is_none_or(|(day, _)| day < from) {
                latest = Some((from, value));
            }
        }
        let first = self.value.first().map(|v| v.from.to_string()).unwrap_or_default();
        let not_yet = || FreelanceError::NotYet { rule: self.what.clone(), date, first };
        latest.map(|(_, value)| value).ok_or_else(not_yet)
    }
}

/// Where a rising function that starts at zero reaches `goal`. Both functions above rise by at
/// least a half for each dollar, so the answer lies below `4 × goal`.
fn invert(rising: impl Fn(f64) -> f64, goal: f64) -> f64 {
    let (mut low, mut high) = (0.0, 4.0 * goal);
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if rising(middle) < goal { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES_OF_US: &str = include_str!("../../../data/rules/freelance.toml");

    fn rules() -> Freelance {
        Freelance::read(RULES_OF_US, "2026-11-22".parse().unwrap()).unwrap()
    }

    #[test]
    fn there_and_back() {
        for salary in [40_000.0, 150_000.0, 184_500.0, 400_000.0] {
            let back = rules().salary_worth(rules().billings_worth(salary));
            assert!((back - salary).abs() < 1e-6, "{salary} came back as {back}");
        }
    }

    /// By hand for 100,000: benefits 5.19 / 38.04 = 13.643 %, payroll tax 7.65 %; worth 105,993.
    /// Billings b keep 1 − 0.153 × 0.9235 = 0.858705 of themselves below the base.
    #[test]
    fn a_salary_by_hand() {
        let expected = 100_000.0 * (1.0 + 5.19 / 38.04 - 0.0765) / 0.858_704_5;
        assert!((rules().billings_worth(100_000.0) - expected).abs() < 0.01);
    }

    #[test]
    fn a_day_before_the_rules_is_an_error() {
        let error = Freelance::read(RULES_OF_US, "2025-01-01".parse().unwrap()).unwrap_err();
        assert!(error.to_string().contains("the first one holds from 2026-01-01"), "{error}");
    }

    #[test]
    fn the_readers_own_hours() {
        let own = rules().with_hours(900.0, 900.0);
        assert_eq!(own.hours(), (900.0, 900.0));
        assert!(own.assumptions().filter(|a| a.status == "yours").count() == 2);
    }
}

impl From<FreelanceError> for Problem {
    fn from(error: FreelanceError) -> Problem {
        Problem::new(error.to_string())
    }
}
