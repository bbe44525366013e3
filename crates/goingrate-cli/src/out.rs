//! The only place that writes to the terminal. A reader that has gone away (`| head`) is no error.

use std::fmt;
#[cfg(feature = "parquet")]
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use goingrate::units::Problem;
use goingrate_view::Style;
#[cfg(feature = "parquet")]
use indicatif::ProgressBarIter;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use terminal_size::{Width, terminal_size};

use crate::complaint;
use crate::exit::Exit;

/// Columns where there is no terminal to ask.
const USUAL_WIDTH: usize = 100;
/// Wider lines are hard to read.
const WIDEST: usize = 120;
/// Narrower tables are hard to read.
const NARROWEST: usize = 40;

/// Writes the answer, and gives how the program ends: well, where there is nobody left to read it.
///
/// # Errors
/// When the answer cannot be written, as on a full disk.
pub fn print(text: &str, exit: Exit) -> Result<Exit, Problem> {
    Progress::done();
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(exit),
        Err(error) => unwritten(&error),
    }
}

/// How the program ends where the answer cannot be written: well, where nobody is left to read it.
fn unwritten(error: &io::Error) -> Result<Exit, Problem> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(Exit::Success),
        _ => Err(Problem::new(format!("the answer cannot be written: {error}"))),
    }
}

/// Writes a problem to stderr, in JSON where that was asked for.
pub fn complain(problem: &Problem, json: bool) {
    let text = match json {
        true => complaint::json(problem),
        false => complaint::text(problem),
    };
    Progress::done();
    note(&text);
}

/// Writes to stderr, above the progress of what takes long.
pub fn note(text: &str) {
    // Nobody can be told that telling failed.
    let write = || drop(anstream::stderr().lock().write_all(text.as_bytes()));
    match Progress::shown().as_ref() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Says what takes long, to somebody who is watching, until the answer or a problem is written.
pub fn progress(what: &str) {
    Progress::start(what, Extent::Unknown);
}

/// A file of so many bytes whose reading is shown as progress.
#[cfg(feature = "parquet")]
pub fn watched(what: &str, file: File, bytes: u64) -> ProgressBarIter<File> {
    Progress::start(what, Extent::Bytes(bytes));
    let bar = Progress::shown().clone().unwrap_or_else(ProgressBar::hidden);
    bar.wrap_read(file)
}

/// How much there is to do.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "parquet"),
    expect(dead_code, reason = "a store's imports and fits use all")
)]
pub enum Extent {
    /// Nobody knows.
    Unknown,
    /// At most so many rounds.
    Rounds(u64),
    /// So many bytes.
    Bytes(u64),
    /// So many rows.
    Rows(u64),
}

/// The progress of what takes long, on the terminal of somebody who watches stderr; gone when it is
/// done. One thing takes long at a time, and the model tells of its rounds through a plain function:
/// so there is one for the whole program.
pub struct Progress;

/// What is shown at the moment.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);
/// Whether the answer goes to stdout while it is worked on.
static STREAMS: AtomicBool = AtomicBool::new(false);

/// How often what is shown moves, so that it is seen to live.
const TICK: Duration = Duration::from_millis(120);

impl Progress {
    /// Starts something. Nothing is shown where stderr is no terminal, or where the answer runs over
    /// the same terminal.
    pub fn start(what: &str, extent: Extent) {
        Progress::done();
        let mixed = STREAMS.load(Ordering::Relaxed) && io::stdout().is_terminal();
        if mixed || !io::stderr().is_terminal() {
            return;
        }
        let (steps, template) = match extent {
            Extent::Unknown => (None, "{spinner} {msg} · {elapsed}"),
            Extent::Rounds(most) => {
                (Some(most), "{spinner} {msg} · {pos} of at most {len} rounds{left}")
            }
            Extent::Rows(all) => {
                (Some(all), "{spinner} {msg} · {human_pos} of {human_len} rows{left}")
            }
            Extent::Bytes(all) => (Some(all), "{spinner} {msg} · {bytes} of {total_bytes}{left}"),
        };
        let style = ProgressStyle::with_template(template);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::stderr())
            .with_style(style.with_key("left", left))
            .with_message(what.to_owned());
        bar.enable_steady_tick(TICK);
        *Progress::shown() = Some(bar);
    }

    /// So many steps are done, and this is what it is at.
    pub fn reached(steps: u64, what: &str) {
        if let Some(bar) = Progress::shown().as_ref() {
            bar.set_position(steps);
            bar.set_message(what.to_owned());
        }
    }

    /// It is done, whatever it was.
    pub fn done() {
        if let Some(bar) = Progress::shown().take() {
            bar.finish_and_clear();
        }
    }

    /// What is shown.
    fn shown() -> MutexGuard<'static, Option<ProgressBar>> {
        SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time that is left, once there is something to tell it by.
fn left(state: &ProgressState, text: &mut dyn fmt::Write) {
    if state.pos() > 0 && state.len().is_some_and(|all| state.pos() < all) {
        // A line of progress that cannot be put together is none.
        let _ = write!(text, ", about {} left", HumanDuration(state.eta()));
    }
}

/// How text is set on this terminal. Whether it is painted, anstream says, which knows terminals
/// and NO_COLOR, CLICOLOR and CLICOLOR_FORCE.
pub fn style() -> Style {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    Style {
        width: width().clamp(NARROWEST, WIDEST),
        colour: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        unicode: !dumb && !plain_locale(),
        brief: false,
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

/// Stdout as a stream of bytes as they are, for answers that are larger than memory.
pub struct Stream {
    cut: Cut,
}

/// Where a stream was cut off, and how the program ends for it.
#[derive(Clone, Debug, Default)]
pub struct Cut(Arc<Mutex<Option<Result<Exit, Problem>>>>);

impl Cut {
    /// How the program ends; nothing where everything was written.
    pub fn end(&self) -> Option<Result<Exit, Problem>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Stream {
    /// The stream, and what says whether it was cut off.
    pub fn open() -> (Stream, Cut) {
        STREAMS.store(true, Ordering::Relaxed);
        let cut = Cut::default();
        (Stream { cut: cut.clone() }, cut)
    }

    fn told<T>(&self, written: io::Result<T>) -> io::Result<T> {
        let again = |error: &io::Error| error.kind() == io::ErrorKind::Interrupted;
        if let Some(error) = written.as_ref().err().filter(|error| !again(error)) {
            let mut cut = self.cut.0.lock().unwrap_or_else(PoisonError::into_inner);
            cut.get_or_insert_with(|| unwritten(error));
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
