//! Work without the interpreter's lock: short work at once, long work on a thread of its own, so that
//! Ctrl-C is heard. A panic becomes a problem.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use goingrate::units::Problem;
use pyo3::prelude::*;

use crate::problem::{internal, raised};

/// How long nobody looks whether Ctrl-C was pressed.
const PATIENCE: Duration = Duration::from_millis(50);

/// What the main thread of a program has, and the command so works with. In bytes.
const STACK: usize = 8 << 20;

/// Whether somebody has given up waiting; work that looks at it may stop.
pub type Stop = Arc<AtomicBool>;

/// Does something short.
pub fn short<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Problem> + Send,
) -> PyResult<T> {
    py.detach(|| caught(work)).map_err(|problem| raised(py, &problem))
}

/// Does something that may take seconds. Where Ctrl-C is pressed meanwhile, `KeyboardInterrupt` is raised at
/// once; the work stops where it looks at `stop`, and else goes on unheard until it is done.
pub fn long<T: Send + 'static>(
    py: Python<'_>,
    stop: Stop,
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> PyResult<T> {
    let (done, mut answer) = channel();
    let started = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody listens any more where Ctrl-C was pressed.
        let _ = done.send(caught(work));
    });
    if let Err(error) = started {
        return Err(raised(py, &internal(format!("no thread can be started: {error}"))));
    }
    loop {
        let (back, heard) = py.detach(move || {
            let heard = answer.recv_timeout(PATIENCE);
            (answer, heard)
        });
        answer = back;
        match heard {
            Ok(result) => return result.map_err(|problem| raised(py, &problem)),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(raised(py, &internal("the work ended without an answer")));
            }
            Err(RecvTimeoutError::Timeout) => py.check_signals().inspect_err(|_| {
                stop.store(true, Ordering::Relaxed);
            })?,
        }
    }
}

/// Panics, for the test that a panic becomes an exception.
#[pyfunction]
pub fn _panic(py: Python<'_>) -> PyResult<()> {
    short(py, || panic!("on purpose"))
}

/// The result of work, or the problem that it panicked.
fn caught<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = format!("the program has a fault: {}", said(panic.as_ref()));
        Err(internal(what).hint("report it with what you asked"))
    })
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no more is known")
}
