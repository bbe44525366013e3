//! The configuration with types: what the server is started with.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use goingrate::units::{Problem, ProblemKind};

use super::{Config, list};
use crate::engine::Sizes;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// Lines to read.
    Text,
    /// An object of JSON a line.
    Json,
    /// Not at all.
    Off,
}

/// What the server is started with; docs/API.md and `config/keys.rs` say what each means.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the keys of the configuration describe them")]
pub struct Settings {
    pub listen: SocketAddr,
    pub public_url: String,
    pub book: Option<PathBuf>,
    pub watch: Option<Duration>,
    pub io_threads: usize,
    pub price_threads: usize,
    pub sizes: Sizes,
    pub quick_time: Duration,
    pub slow_time: Duration,
    pub price_time: Duration,
    pub body_limit: usize,
    pub price_limit: u64,
    pub draws: u64,
    pub header_time: Duration,
    pub body_time: Duration,
    pub connections: usize,
    pub rate: u32,
    pub burst: u32,
    pub trust_proxy: Vec<IpAddr>,
    pub trust_loopback: bool,
    pub origins: Vec<String>,
    pub compression: bool,
    pub log: Log,
    pub access_log: bool,
    pub drain_time: Duration,
    pub stop_time: Duration,
}

impl Settings {
    pub(super) fn of(config: &Config) -> Result<Settings, Problem> {
        let seconds = |name| read::<f64>(config, name).map(Duration::from_secs_f64);
        let whole = |name| read::<usize>(config, name);
        let proxies = || list(config.value("trust_proxy"));
        let quick = whole("quick_queue")?;
        let threads = [whole("estimate_threads")?, whole("quick_threads")?, whole("slow_threads")?];
        Ok(Settings {
            listen: read(config, "listen")?,
            public_url: config.value("public_url").to_owned(),
            book: Some(config.value("book")).filter(|path| !path.is_empty()).map(PathBuf::from),
            watch: Some(seconds("watch")?).filter(|time| !time.is_zero()),
            io_threads: whole("io_threads")?,
            price_threads: whole("price_threads")?,
            sizes: Sizes { threads, queues: [quick, quick, whole("slow_queue")?] },
            quick_time: seconds("quick_time")?,
            slow_time: seconds("slow_time")?,
            price_time: seconds("price_time")?,
            body_limit: whole("body_limit")?,
            price_limit: read(config, "price_limit")?,
            draws: read(config, "draws")?,
            header_time: seconds("header_time")?,
            body_time: seconds("body_time")?,
            connections: whole("connections")?,
            rate: read(config, "rate")?,
            burst: read(config, "burst")?,
            trust_proxy: proxies().filter_map(|part| part.parse().ok()).collect(),
            trust_loopback: proxies().any(|part| part == "loopback"),
            origins: list(config.value("origins")).map(str::to_owned).collect(),
            compression: read(config, "compression")?,
            log: match config.value("log") {
                "json" => Log::Json,
                "off" => Log::Off,
                _ => Log::Text,
            },
            access_log: read(config, "access_log")?,
            drain_time: seconds("drain_time")?,
            stop_time: seconds("stop_time")?,
        })
    }
}

/// A value, which was checked when it was set.
fn read<T: FromStr>(config: &Config, name: &str) -> Result<T, Problem> {
    let text = config.value(name);
    text.parse().map_err(|_| {
        Problem::of(name, text, "is not what this key takes").kind(ProblemKind::Internal)
    })
}
