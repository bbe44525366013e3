//! The only place that writes to the terminal. A reader that has gone away (`| head`) is no error.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use goingrate::units::Problem;
use goingrate_view::Style;
use terminal_size::{Width, terminal_size};

use crate::complaint;
use crate::exit::Exit;

/// Columns where there is no terminal to ask.
const USUAL_WIDTH: usize = 100;
/// Wider lines are hard to read.
const WIDEST: usize = 120;
/// Narrower tables are hard to read.
const NARROWEST: usize = 60;

/// Writes the answer; `Some` exit where there is nobody left to read it.
pub fn print(text: &str) -> Option<Exit> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => None,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Some(Exit::Success),
        Err(_) => Some(Exit::BadInput),
    }
}

/// Writes a problem to stderr, in JSON where that was asked for.
pub fn complain(problem: &Problem, json: bool) {
    let text = match json {
        true => complaint::json(problem),
        false => complaint::text(problem),
    };
    note(&text);
}

/// Writes to stderr.
pub fn note(text: &str) {
    // Nobody can be told that telling failed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says what takes long, to somebody who is watching.
pub fn progress(what: &str) {
    if io::stderr().is_terminal() && io::stdout().is_terminal() {
        note(&format!("{what} …\n"));
    }
}

/// Whether somebody watches stderr.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// How text is set on this terminal.
pub fn style() -> Style {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    Style {
        width: width().clamp(NARROWEST, WIDEST),
        colour: io::stdout().is_terminal() && !set("NO_COLOR") && !dumb,
        unicode: !dumb && !plain_locale(),
    }
}

fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size().map(|(Width(columns), _)| usize::from(columns));
    asked.or_else(seen).unwrap_or(USUAL_WIDTH)
}

/// Whether the locale is the one that knows ASCII only. A locale that is not set says nothing.
fn plain_locale() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale.is_some_and(|locale| locale == "C" || locale == "POSIX")
}

/// Stdout as a stream, for answers that are larger than memory.
pub struct Stream {
    gone: Arc<AtomicBool>,
}

impl Stream {
    /// The stream, and what says whether its reader has gone away.
    pub fn open() -> (Stream, Arc<AtomicBool>) {
        let gone = Arc::new(AtomicBool::new(false));
        (Stream { gone: gone.clone() }, gone)
    }

    fn told<T>(&self, written: io::Result<T>) -> io::Result<T> {
        if written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            self.gone.store(true, Ordering::Relaxed);
        }
        written
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = io::stdout().lock().write(bytes);
        self.told(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = io::stdout().lock().flush();
        self.told(flushed)
    }
}

/// Somebody who watches is told each time that so many rows are done.
const TOLD_EACH: u64 = 1 << 20;

/// Progress of a table, row by row.
pub struct Rows {
    told: std::cell::Cell<u64>,
}

impl Rows {
    /// At the beginning.
    pub fn start() -> Rows {
        Rows { told: std::cell::Cell::new(0) }
    }

    /// So many rows are done.
    pub fn reached(&self, rows: u64) {
        if is_watched() && self.told.get() / TOLD_EACH < rows / TOLD_EACH {
            note(&format!("{} rows …\n", goingrate_view::words::thousands(rows as f64)));
        }
        self.told.set(rows);
    }
}
