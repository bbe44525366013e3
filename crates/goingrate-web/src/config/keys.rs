//! The keys of the configuration: one list, from which the file, the environment, the flags, the help and
//! the table of docs/API.md all come.

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An address with a port.
    Address,
    /// A path, or nothing.
    Path,
    /// Words.
    Text,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// A whole number within these ends.
    Whole(u64, u64),
    /// A number of seconds, which may have decimals, up to so many.
    Seconds(u64),
    /// true or false.
    Flag,
    /// Words with commas between them, or nothing.
    List,
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file; `GOINGRATE_SERVE_` and this in capitals in the environment.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds where nothing is said.
    pub usual: &'static str,
    /// What it says.
    pub about: &'static str,
}

const fn key(name: &'static str, kind: Kind, usual: &'static str, about: &'static str) -> Key {
    Key { name, kind, usual, about }
}

/// The keys, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    key(
        "listen",
        Kind::Address,
        "127.0.0.1:8080",
        "Address and port; port 0 takes a free one and tells it.",
    ),
    key(
        "public_url",
        Kind::Text,
        "/",
        "The address that the OpenAPI document gives for the server.",
    ),
    key("book", Kind::Path, "", "A book of your own instead of the one that the program carries."),
    key(
        "watch",
        Kind::Seconds(86_400),
        "0",
        "Look so often whether the file of the book is another, and read it then; 0 is never. SIGHUP reads it at once.",
    ),
    key("io_threads", Kind::Whole(1, 256), "2", "Threads of the sockets."),
    key("estimate_threads", Kind::Whole(1, 256), "2", "Threads that answer /v1/estimate."),
    key("quick_threads", Kind::Whole(1, 256), "2", "Threads that answer other quick questions."),
    key("slow_threads", Kind::Whole(1, 256), "1", "Threads that answer planners and verdicts."),
    key("price_threads", Kind::Whole(1, 256), "2", "Tables that are priced at the same time."),
    key(
        "quick_queue",
        Kind::Whole(1, 1_000_000),
        "4096",
        "Quick questions, and as many estimates, that may wait; those beyond get 503.",
    ),
    key("slow_queue", Kind::Whole(1, 100_000), "32", "Slow questions that may wait."),
    key("quick_time", Kind::Seconds(3600), "10", "Seconds until a quick question gets 504."),
    key("slow_time", Kind::Seconds(3600), "120", "Seconds until a slow question gets 504."),
    key(
        "price_time",
        Kind::Seconds(86_400),
        "600",
        "Seconds that pricing one table may take, its upload included.",
    ),
    key("body_limit", Kind::Whole(1024, 16_777_216), "1048576", "Bytes of a body of JSON at most."),
    key(
        "price_limit",
        Kind::Whole(1024, 1_099_511_627_776),
        "1073741824",
        "Bytes of a table at most.",
    ),
    key(
        "draws",
        Kind::Whole(100, 2_000_000),
        "200000",
        "Draws that a planner may be asked for at most.",
    ),
    key(
        "header_time",
        Kind::Seconds(3600),
        "15",
        "Seconds until the head of a request has to be there, and that a connection may idle.",
    ),
    key(
        "body_time",
        Kind::Seconds(3600),
        "15",
        "Seconds until a body of JSON has to be there, and that a table may stop arriving.",
    ),
    key(
        "connections",
        Kind::Whole(1, 1_000_000),
        "1024",
        "Connections at the same time; those beyond wait to be accepted.",
    ),
    key(
        "rate",
        Kind::Whole(0, 1_000_000),
        "50",
        "Requests a second that one client may send, loopback excepted; 0 is as many as it likes.",
    ),
    key("burst", Kind::Whole(1, 1_000_000), "200", "Requests that one client may send at once."),
    key(
        "trust_proxy",
        Kind::List,
        "",
        "Addresses of proxies whose X-Forwarded-For is believed; `loopback` stands for those of this machine.",
    ),
    key(
        "origins",
        Kind::List,
        "",
        "Web pages that may ask (CORS): https://example.org, or * for all.",
    ),
    key(
        "compression",
        Kind::Flag,
        "true",
        "Compress answers of 8 KiB and more for clients that take gzip.",
    ),
    key("log", Kind::OneOf(&["text", "json", "off"]), "text", "How the log on stderr is written."),
    key(
        "access_log",
        Kind::Flag,
        "true",
        "Log every request: method, route, status, time. Never a query, a body or an address.",
    ),
    key(
        "drain_time",
        Kind::Seconds(3600),
        "1",
        "Seconds after SIGTERM in which requests are still taken while clients are told to close.",
    ),
    key(
        "stop_time",
        Kind::Seconds(3600),
        "30",
        "Seconds after that in which running requests may end.",
    ),
];

impl Key {
    /// The name of its variable.
    pub fn variable(&self) -> String {
        format!("{VARIABLES}{}", self.name.to_uppercase())
    }

    /// What it takes, in a word.
    pub fn takes(&self) -> &'static str {
        match self.kind {
            Kind::Address => "ADDRESS",
            Kind::Path => "FILE",
            Kind::Text => "TEXT",
            Kind::OneOf(_) => "WORD",
            Kind::Whole(..) => "NUMBER",
            Kind::Seconds(_) => "SECONDS",
            Kind::Flag => "BOOL",
            Kind::List => "LIST",
        }
    }
}

/// How variables begin.
pub const VARIABLES: &str = "GOINGRATE_SERVE_";
