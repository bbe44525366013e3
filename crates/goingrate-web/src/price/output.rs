//! Rows on their way back: what a thread writes, as a body that a client reads at its own speed.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use goingrate::evidence::table::append_columns::Written;
use hyper::body::Frame;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// Pieces that wait for the client; the thread waits when there are more.
const WAITING: usize = 4;

/// Where rows are written.
#[derive(Clone)]
pub struct Rows {
    pieces: mpsc::Sender<Bytes>,
    runtime: Handle,
    until: Instant,
}

/// Rows and the body that they become, within so much time.
pub fn channel(time: Duration) -> (Rows, Body) {
    let (sender, receiver) = mpsc::channel(WAITING);
    let rows = Rows { pieces: sender, runtime: Handle::current(), until: Instant::now() + time };
    (rows, Body::new(Pieces(receiver)))
}

impl Write for Rows {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The clock of the runtime is there within it alone, and this thread may be none of its own.
        let (until, piece) = (self.until, Bytes::copy_from_slice(bytes));
        let sent = async { timeout_at(until, self.pieces.send(piece)).await };
        match self.runtime.block_on(sent) {
            Ok(Ok(())) => Ok(bytes.len()),
            Ok(Err(_)) => Err(io::Error::new(io::ErrorKind::BrokenPipe, "the client has gone")),
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "it took too long")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Rows {
    /// Tells in a last row that the table broke off: in CSV in its last column, that of complaints.
    pub fn broke_off(mut self, written: Written, columns: usize, what: &str) {
        let what = format!("the table broke off here: {what}");
        let line = match written {
            Written::Csv => {
                let mut row = csv::StringRecord::from(vec![""; columns.saturating_sub(1)]);
                row.push_field(&what);
                let mut writer = csv::Writer::from_writer(Vec::new());
                let _ = writer.write_record(&row);
                writer.into_inner().unwrap_or_default()
            }
            _ => format!("{}\n", serde_json::json!({ "broke_off": what })).into_bytes(),
        };
        // Whoever has gone away is told nothing.
        let _ = self.write_all(&line);
    }
}

/// Pieces as a body.
struct Pieces(mpsc::Receiver<Bytes>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}
