//! Tables of Python in Arrow's form: taken and given by the PyCapsule interface, without copying columns.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{ArrayRef, LargeStringArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use goingrate::units::Problem;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};
use pyo3_arrow::PyTable;
use pyo3_arrow::ffi::{ArrayIterator, to_stream_pycapsule};

use crate::problem::raised;

/// A table in Arrow's form. Every library that takes `__arrow_c_stream__` can take it.
#[pyclass(frozen, module = "goingrate")]
pub struct Table {
    pub batches: Vec<RecordBatch>,
    pub schema: SchemaRef,
}

#[pymethods]
impl Table {
    /// Takes a table that gives `__arrow_c_stream__`; its columns are shared.
    #[new]
    fn new(table: PyTable) -> Table {
        let (batches, schema) = table.into_inner();
        Table { batches, schema }
    }

    /// A table of texts, column by column.
    #[staticmethod]
    fn of_texts(
        py: Python<'_>,
        headings: Vec<String>,
        columns: Vec<Vec<Option<String>>>,
    ) -> PyResult<Table> {
        let made = headings.into_iter().zip(columns).map(|(heading, texts)| {
            let column: ArrayRef = Arc::new(LargeStringArray::from(texts));
            (Field::new(heading, DataType::LargeUtf8, true), column)
        });
        let (fields, columns): (Vec<Field>, Vec<ArrayRef>) = made.unzip();
        let schema = Arc::new(Schema::new(fields));
        if columns.is_empty() {
            return Ok(Table { batches: Vec::new(), schema });
        }
        let batch = RecordBatch::try_new(schema.clone(), columns);
        let batch = batch.map_err(|_| {
            let what = "has columns of different lengths";
            raised(py, &Problem::of("table", "", what).hint("give every column as many values"))
        })?;
        Ok(Table { batches: vec![batch], schema })
    }

    /// The names of the columns.
    #[getter]
    fn headings(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows it has.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The columns at some positions, shared.
    fn select(&self, py: Python<'_>, positions: Vec<usize>) -> PyResult<Table> {
        let failed = |error: arrow_schema::ArrowError| {
            raised(py, &Problem::of("table", "", error.to_string()))
        };
        let schema = Arc::new(self.schema.project(&positions).map_err(failed)?);
        let batches = self.batches.iter().map(|batch| batch.project(&positions));
        let batches = batches.collect::<Result<_, _>>().map_err(failed)?;
        Ok(Table { batches, schema })
    }

    /// This table with the columns of another of as many rows.
    fn with_columns(&self, py: Python<'_>, other: &Table) -> PyResult<Table> {
        let failed = |what: String| raised(py, &Problem::of("table", "", what));
        let [added] = other.batches.as_slice() else {
            return Err(failed("columns that are added come in one piece".to_owned()));
        };
        let fields = self.schema.fields().iter().chain(other.schema.fields()).cloned();
        let schema =
            Schema::new_with_metadata(fields.collect::<Vec<_>>(), self.schema.metadata().clone());
        let schema = Arc::new(schema);
        let mut at = 0;
        let joined = self.batches.iter().map(|batch| {
            if at + batch.num_rows() > added.num_rows() {
                return Err("columns that are added are shorter than the table".to_owned());
            }
            let piece = added.slice(at, batch.num_rows());
            at += batch.num_rows();
            let columns = batch.columns().iter().chain(piece.columns()).cloned().collect();
            RecordBatch::try_new(schema.clone(), columns).map_err(|error| error.to_string())
        });
        let batches = joined.collect::<Result<_, _>>().map_err(failed)?;
        Ok(Table { batches, schema })
    }

    /// A column of numbers as the bytes of doubles in the order of the machine; NaN is missing.
    fn numbers<'py>(&self, py: Python<'py>, at: usize) -> PyResult<Bound<'py, PyBytes>> {
        let mut bytes = Vec::with_capacity(8 * self.__len__());
        for column in self.columns(at) {
            let column = column.as_primitive_opt::<Float64Type>();
            let column = column.ok_or_else(|| no_such_column(py, at))?;
            bytes.extend(column.iter().flat_map(|number| number.unwrap_or(f64::NAN).to_ne_bytes()));
        }
        Ok(PyBytes::new(py, &bytes))
    }

    /// A column of texts.
    fn texts(&self, py: Python<'_>, at: usize) -> PyResult<Vec<Option<String>>> {
        let mut texts = Vec::with_capacity(self.__len__());
        for column in self.columns(at) {
            let column: Option<&StringArray> = column.as_string_opt::<i32>();
            let column = column.ok_or_else(|| no_such_column(py, at))?;
            texts.extend(column.iter().map(|text| text.map(str::to_owned)));
        }
        Ok(texts)
    }

    /// Whether the column at a position has numbers.
    fn is_number(&self, at: usize) -> bool {
        self.schema.fields().get(at).is_some_and(|field| *field.data_type() == DataType::Float64)
    }

    /// The table by Arrow's PyCapsule interface; columns are shared.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let field = Field::new_struct("", self.schema.fields().clone(), false)
            .with_metadata(self.schema.metadata().clone());
        let array = |batch: RecordBatch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef);
        let batches = self.batches.clone().into_iter().map(array);
        let reader = Box::new(ArrayIterator::new(batches, field.into()));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }
}

impl Table {
    fn columns(&self, at: usize) -> impl Iterator<Item = &ArrayRef> {
        self.batches.iter().filter_map(move |batch| batch.columns().get(at))
    }
}

fn no_such_column(py: Python<'_>, at: usize) -> PyErr {
    raised(py, &Problem::of("table", &at.to_string(), "is no such column"))
}
