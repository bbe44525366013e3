//! A body that arrives, as a stream of bytes for a thread that waits for it; and its beginning again, for
//! whoever looks at it first.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use bytes::{Buf, Bytes};
use goingrate::units::{Problem, ProblemKind};
use http_body_util::BodyExt;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use crate::fault::{Fault, Sort};

/// Pieces of a body that wait to be read.
const WAITING: usize = 4;

/// A body on its way.
pub struct Upload {
    pieces: mpsc::Receiver<Result<Bytes, Fault>>,
    piece: Bytes,
}

impl Upload {
    /// Takes a body in, as fast as it is read: so many bytes within so much time, of which nobody may be
    /// silent for longer than `silent`.
    pub fn start(body: Body, most: u64, (time, silent): (Duration, Duration)) -> Upload {
        let (sender, pieces) = mpsc::channel(WAITING);
        tokio::spawn(take_in(body, sender, (most, Instant::now() + time, silent)));
        Upload { pieces, piece: Bytes::new() }
    }
}

async fn take_in(
    mut body: Body,
    to: mpsc::Sender<Result<Bytes, Fault>>,
    (most, until, silent): (u64, Instant, Duration),
) {
    let mut taken = 0;
    loop {
        let piece = match timeout_at(until.min(Instant::now() + silent), body.frame()).await {
            Ok(None) => return,
            Ok(Some(Ok(frame))) => match frame.into_data() {
                Ok(piece) => piece,
                Err(_) => continue,
            },
            Ok(Some(Err(_))) => {
                return drop(
                    to.send(Err(Fault::told(Sort::BAD_REQUEST, "the body broke off"))).await,
                );
            }
            Err(_) => {
                let what = "the table did not arrive in time, or stopped arriving";
                return drop(to.send(Err(Fault::told(Sort::BODY_TIME, what))).await);
            }
        };
        taken += piece.len() as u64;
        if taken > most {
            let fault =
                Fault::told(Sort::TOO_LARGE, format!("the table has more than {most} bytes"));
            return drop(to.send(Err(fault)).await);
        }
        if to.send(Ok(piece)).await.is_err() {
            return;
        }
    }
}

/// A fault as an error of reading, which carries it.
fn carried(fault: Fault) -> io::Error {
    io::Error::other(Carried(fault))
}

/// A fault on its way through a reader.
#[derive(Debug)]
struct Carried(Fault);

impl std::fmt::Display for Carried {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for Carried {}

impl Read for Upload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                None => return Ok(0),
                Some(piece) => self.piece = piece.map_err(carried)?,
            }
        }
        let read = buffer.len().min(self.piece.len());
        self.piece.copy_to_slice(&mut buffer[..read]);
        Ok(read)
    }
}

/// How much of the beginning is kept to be read again, in bytes: more than whoever recognises a table looks
/// at.
const BEGINNING: usize = 1 << 18;

/// A stream whose beginning can be read again. Whoever recognises a table reads it from end to end and once
/// more: as long as somebody is [looking](Look), the stream seems to end with the last whole line of its
/// beginning.
pub struct Replay<R> {
    stream: R,
    beginning: Vec<u8>,
    /// How much of the beginning is shown to who looks.
    shown: usize,
    at: usize,
    is_past: bool,
    look: Look,
}

/// What whoever opened a stream does with it: looks at its beginning until told to go on.
#[derive(Clone, Default)]
pub struct Look(Arc<AtomicBool>);

impl Look {
    /// From now on the stream is read to its end.
    pub fn done(&self) {
        self.0.store(true, Ordering::Release);
    }
}

impl<R: Read> Replay<R> {
    /// Reads the beginning of a stream.
    ///
    /// # Errors
    /// With the fault, when it breaks off within its beginning.
    pub fn new(mut stream: R) -> Result<(Replay<R>, Look), Fault> {
        let mut beginning = Vec::new();
        stream.by_ref().take(BEGINNING as u64).read_to_end(&mut beginning).map_err(fault)?;
        let last = beginning.iter().rposition(|&byte| byte == b'\n');
        let shown = match last {
            Some(last) if beginning.len() == BEGINNING => last + 1,
            _ => beginning.len(),
        };
        let look = Look::default();
        Ok((Replay { stream, beginning, shown, at: 0, is_past: false, look: look.clone() }, look))
    }
}

/// The fault that an error of reading carries, or is.
fn fault(error: io::Error) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Carried>()) {
        Some(carried) => carried.0.clone(),
        None => Problem::new(error.to_string()).kind(ProblemKind::Unreadable).into(),
    }
}

impl<R: Read> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let goes_on = self.look.0.load(Ordering::Acquire);
        let end = if goes_on { self.beginning.len() } else { self.shown };
        if self.at < end {
            let read = buffer.len().min(end - self.at);
            buffer[..read].copy_from_slice(&self.beginning[self.at..self.at + read]);
            self.at += read;
            return Ok(read);
        }
        if !goes_on {
            return Ok(0);
        }
        if !self.is_past {
            (self.is_past, self.beginning, self.at) = (true, Vec::new(), 0);
        }
        self.stream.read(buffer)
    }
}

impl<R> Seek for Replay<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Start(at) if !self.is_past && at <= self.beginning.len() as u64 => {
                self.at = at as usize;
                Ok(at)
            }
            SeekFrom::Current(0) if !self.is_past => Ok(self.at as u64),
            _ => Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "a table that is sent is read once, from its beginning to its end",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_can_be_read_again() {
        let text = "line\n".repeat(100_000);
        let (mut replay, look) = Replay::new(io::Cursor::new(text.clone())).expect("a beginning");
        let mut start = String::new();
        replay.read_to_string(&mut start).expect("the beginning");
        assert!(start.ends_with('\n') && start.len() < text.len());
        replay.seek(SeekFrom::Start(3)).expect("again");
        look.done();
        let mut all = String::new();
        replay.read_to_string(&mut all).expect("all");
        assert_eq!(all, text[3..]);
        assert!(replay.seek(SeekFrom::Start(0)).is_err());
    }
}
