//! The only file of this crate that asks the clock, the disk, the environment or for a socket. What it
//! finds goes to the rest as arguments.
#![allow(
    clippy::disallowed_methods,
    reason = "the start of a server is an outer edge (ARCHITECTURE.md, invariant 1)"
)]

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Instant, SystemTime};

use goingrate::units::{Date, Problem, ProblemKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::net::TcpListener;

/// No file that a server is told to read is larger, in bytes: a book has some ten million.
const LARGEST: u64 = 1 << 30;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// The day in UTC.
///
/// # Errors
/// When the clock says a day outside of 1900 to 2200.
pub fn today() -> Result<Date, Problem> {
    let day = Timestamp::now().to_zoned(TimeZone::UTC).date();
    Date::new(day.year(), day.month(), day.day()).map_err(|error| {
        Problem::new(format!("the clock of the server is wrong: {error}"))
            .kind(ProblemKind::Internal)
    })
}

/// Seconds until the day in UTC ends.
pub fn seconds_until_tomorrow() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    DAY - since.map_or(0, |since| since.as_secs() % DAY)
}

/// A moment, to measure how long something takes.
pub fn now() -> Instant {
    Instant::now()
}

/// The bytes of a file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let known = std::fs::metadata(path)?;
    if known.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
    }
    if known.len() > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "is larger than 1 GiB"));
    }
    std::fs::read(path)
}

/// When a file was last written, and how many bytes it has; nothing where it is not there.
pub fn written(path: &Path) -> Option<(SystemTime, u64)> {
    let known = std::fs::metadata(path).ok()?;
    Some((known.modified().ok()?, known.len()))
}

/// What tells this program from another build of it, in nanoseconds and bytes: when its file was written,
/// and its size. Where that cannot be found out, the moment of the start, so that no answer of another
/// build is taken for one of this.
pub fn program() -> (u128, u64) {
    let file = std::env::current_exe().ok();
    let (at, bytes) = file.as_deref().and_then(written).unwrap_or((SystemTime::now(), 0));
    let since = at.duration_since(SystemTime::UNIX_EPOCH);
    (since.map_or(0, |since| since.as_nanos()), bytes)
}

/// The variables of the environment that begin so; one that is no Unicode is left out.
pub fn variables(beginning: &str) -> Vec<(String, String)> {
    let texts = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    texts.filter(|(name, _)| name.starts_with(beginning)).collect()
}

/// A socket that listens.
pub async fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Whether a server at an address answers `GET path` with 200, within some seconds.
pub fn answers(address: SocketAddr, path: &str) -> io::Result<bool> {
    use std::io::{Read, Write};
    let time = std::time::Duration::from_secs(3);
    let mut stream = std::net::TcpStream::connect_timeout(&address, time)?;
    stream.set_read_timeout(Some(time))?;
    stream.write_all(
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    let mut start = Vec::new();
    stream.take(64).read_to_end(&mut start)?;
    Ok(start.starts_with(b"HTTP/1.1 200"))
}
