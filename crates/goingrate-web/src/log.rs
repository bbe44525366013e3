//! The log on stderr, as lines to read or as JSON. It has no query, no body, no address of a client: what
//! people are paid is their own matter.

use std::io::stderr;

use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};

use crate::config::Log;

/// Lines that wait to be written; those beyond are lost, and no request waits for them.
const WAITING: usize = 1 << 16;

/// Starts the log; it is written to its end when the guard is dropped.
pub fn start(log: Log) -> Option<WorkerGuard> {
    if log == Log::Off {
        return None;
    }
    let (writer, guard) =
        NonBlockingBuilder::default().buffered_lines_limit(WAITING).lossy(true).finish(stderr());
    let builder = tracing_subscriber::fmt().with_writer(writer);
    // A log that somebody has started before goes on.
    let _ = match log {
        Log::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .try_init(),
        _ => builder.try_init(),
    };
    Some(guard)
}
