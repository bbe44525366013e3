//! A book that is open and asked: the carried one, one of bytes, or one that is fitted here.

use std::sync::Arc;

use goingrate::evidence::store::Store;
use goingrate::units::{Date, Problem, Taxonomy};
use goingrate::{GoingRate, Opening, data};
use goingrate_view::Style;
use goingrate_view::questions::{Asking, QUESTIONS, Question, question};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use crate::evidence::{self, evidence_of};
use crate::problem::raised;
use crate::work::{Stop, long, short};

/// How the text of an answer is set.
const STYLE: Style = Style::plain(80);

/// A book, ready to be asked. Threads share it.
#[pyclass(frozen, module = "goingrate._goingrate")]
pub struct Engine {
    pub going_rate: Arc<GoingRate>,
}

/// The day that it is, in UTC.
pub fn today() -> Result<Date, Problem> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Date::new(now.year(), now.month(), now.day())?)
}

/// A day as it was written in a field; today if nothing is.
pub fn day(field: &str, text: Option<&str>) -> Result<Date, Problem> {
    let read = |text: &str| text.parse::<Date>();
    let day = text.map(read).transpose().map_err(|error| Problem::from(error).in_field(field))?;
    day.map_or_else(today, Ok)
}

#[pymethods]
impl Engine {
    /// The book that the program carries.
    #[staticmethod]
    fn carried(py: Python<'_>) -> PyResult<Engine> {
        short(py, GoingRate::open).map(Engine::of)
    }

    /// The book of bytes; with the folder of the evidence store that it was fitted from, if there is one.
    #[staticmethod]
    #[pyo3(signature = (bytes, folder=None))]
    fn of_bytes(py: Python<'_>, bytes: PyBackedBytes, folder: Option<String>) -> PyResult<Engine> {
        let open = move || {
            let evidence = match folder {
                Some(folder) => {
                    Some(evidence_of(&Store::at(folder), &Taxonomy::read(&data::TAXONOMY)?)?.0)
                }
                None => None,
            };
            let book = Some(&*bytes);
            GoingRate::open_with(Opening { book, evidence, ..Opening::default() })
        };
        short(py, open).map(Engine::of)
    }

    /// A book fitted from the carried evidence and the store of a folder, with what became of the fit as JSON. The
    /// search starts at the book `start`, or at the carried one.
    #[staticmethod]
    #[pyo3(signature = (folder, start=None))]
    fn fit(
        py: Python<'_>,
        folder: String,
        start: Option<PyRef<'_, Engine>>,
    ) -> PyResult<(Engine, String)> {
        let start = start.map(|start| Arc::clone(&start.going_rate));
        let fitted = long(py, Stop::default(), move || {
            evidence::fit(&folder, start.as_ref().map(|start| &start.book))
        })?;
        Ok((Engine::of(fitted.0), fitted.1))
    }

    /// The answer to a question as JSON and as text. `request` is an object of JSON.
    #[pyo3(signature = (name, request, today=None))]
    fn ask(
        &self,
        py: Python<'_>,
        name: &str,
        request: String,
        today: Option<String>,
    ) -> PyResult<(String, String)> {
        let asked = known(name).map_err(|problem| raised(py, &problem))?;
        if !asked.slow {
            return short(py, || answer(&self.going_rate, asked, &request, today.as_deref()));
        }
        let going_rate = Arc::clone(&self.going_rate);
        long(py, Stop::default(), move || answer(&going_rate, asked, &request, today.as_deref()))
    }

    /// How well the book foresees the records of a file, as JSON and as text.
    #[pyo3(signature = (file, source=None, as_of=None))]
    fn score(
        &self,
        py: Python<'_>,
        file: String,
        source: Option<String>,
        as_of: Option<String>,
    ) -> PyResult<(String, String)> {
        let going_rate = Arc::clone(&self.going_rate);
        long(py, Stop::default(), move || {
            evidence::score(&going_rate, &file, source.as_deref(), as_of.as_deref(), &STYLE)
        })
    }

    /// The book as a file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = short(py, || Ok(self.going_rate.book.to_bytes()))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// Whether it was fitted from the evidence that the program carries alone.
    #[getter]
    fn is_carried(&self) -> bool {
        self.going_rate.is_of_carried_evidence()
    }
}

impl Engine {
    fn of(going_rate: GoingRate) -> Engine {
        Engine { going_rate: Arc::new(going_rate) }
    }
}

fn known(name: &str) -> Result<&'static Question, Problem> {
    question(name).ok_or_else(|| {
        let names: Vec<&str> = QUESTIONS.iter().map(|question| question.name).collect();
        Problem::of("question", name, "is no question").hint(format!("ask {}", names.join(", ")))
    })
}

fn answer(
    going_rate: &GoingRate,
    asked: &Question,
    request: &str,
    today: Option<&str>,
) -> Result<(String, String), Problem> {
    let request = serde_json::from_str(request)
        .map_err(|error| Problem::of("body", "", format!("is no JSON: {error}")))?;
    let answer = asked.ask(&Asking::new(going_rate, day("today", today)?), &request)?;
    Ok((answer.json()?, answer.text(&STYLE)))
}
