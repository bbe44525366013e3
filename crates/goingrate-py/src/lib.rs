//! The Python module `goingrate._goingrate`: the questions of `goingrate_view::questions` asked of a book, tables
//! priced through Arrow, books fitted and scored. What Python shows of them is in `python/goingrate/`.
//!
//! Nothing here holds the interpreter's lock while it works, and no panic crosses the border
//! (`work.rs`). Unsafe code is denied; PyO3's macros allow it for what they write themselves.

mod book;
mod evidence;
mod picture;
mod price;
mod problem;
mod questions;
mod rows;
mod table;
mod tally;
mod work;

use pyo3::prelude::*;

/// The module.
#[pymodule(gil_used = false)]
mod _goingrate {
    #[pymodule_export]
    use crate::book::Engine;
    #[pymodule_export]
    use crate::evidence::import_file;
    #[pymodule_export]
    use crate::picture::density;
    #[pymodule_export]
    use crate::price::Pricing;
    #[pymodule_export]
    use crate::questions::questions;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::work::_panic;

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
