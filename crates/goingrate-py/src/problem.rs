//! A problem as the exception `goingrate.GoingRateError`.

use goingrate::units::{Problem, ProblemKind};
use pyo3::prelude::*;

/// The exception of a problem.
pub fn raised(py: Python<'_>, problem: &Problem) -> PyErr {
    exception(py, problem).unwrap_or_else(|error| error)
}

fn exception(py: Python<'_>, problem: &Problem) -> PyResult<PyErr> {
    let text = serde_json::to_string(problem).unwrap_or_else(|_| r#"{"what": ""}"#.to_owned());
    let class = py.import("goingrate._errors")?.getattr("GoingRateError")?;
    Ok(PyErr::from_value(class.call_method1("_of_json", (text,))?))
}

/// A fault of the program itself.
pub fn internal(what: impl Into<String>) -> Problem {
    Problem::new(what).kind(ProblemKind::Internal)
}
