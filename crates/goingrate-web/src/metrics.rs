//! What is counted, in the form that OpenMetrics has. Nothing of what people ask is counted: routes,
//! statuses, times.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Ends of the classes of times, in seconds.
const CLASSES: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: &'static str,
    status: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Book {
    book: String,
    evidence: String,
    version: &'static str,
}

/// The metrics.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<OfRoute, Histogram, fn() -> Histogram>,
    rejected: Family<Reason, Counter>,
    reloads: Family<Outcome, Counter>,
    book: Family<Book, Gauge>,
    rows: Counter<u64, AtomicU64>,
    /// Requests that are being answered.
    pub in_flight: Gauge,
    /// Connections that are open.
    pub connections: Gauge,
}

impl Metrics {
    /// Nothing is counted yet.
    pub fn new() -> Metrics {
        let mut registry = Registry::with_prefix("goingrate");
        let seconds: Family<OfRoute, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(CLASSES));
        let (requests, rejected, reloads) =
            (Family::default(), Family::default(), Family::default());
        let (book, rows) = (Family::default(), Counter::default());
        let (in_flight, connections) = (Gauge::default(), Gauge::default());
        registry.register("requests", "Requests that were answered", requests.clone());
        registry.register("request_seconds", "Seconds until an answer", seconds.clone());
        registry.register("rejected", "Requests that were not taken", rejected.clone());
        registry.register("reloads", "Reloads of the book", reloads.clone());
        registry.register("priced_rows", "Rows of tables that were priced", rows.clone());
        registry.register("book_info", "The book that answers", book.clone());
        registry.register("in_flight", "Requests that are being answered", in_flight.clone());
        registry.register("connections", "Connections that are open", connections.clone());
        Metrics {
            registry,
            requests,
            seconds,
            rejected,
            reloads,
            book,
            rows,
            in_flight,
            connections,
        }
    }

    /// A request was answered.
    pub fn answered(&self, route: &'static str, status: u16, time: Duration) {
        self.requests.get_or_create(&Request { route, status: status.into() }).inc();
        self.seconds.get_or_create(&OfRoute { route }).observe(time.as_secs_f64());
    }

    /// A request was not taken.
    pub fn rejected(&self, reason: &'static str) {
        self.rejected.get_or_create(&Reason { reason }).inc();
    }

    /// The book was read anew, or could not be.
    pub fn reloaded(&self, outcome: &'static str) {
        self.reloads.get_or_create(&Outcome { outcome }).inc();
    }

    /// Rows of a table were priced.
    pub fn priced(&self, rows: u64) {
        self.rows.inc_by(rows);
    }

    /// This book answers from now on.
    pub fn answers_from(&self, book: String, evidence: String, version: &'static str) {
        self.book.clear();
        self.book.get_or_create(&Book { book, evidence, version }).set(1);
    }

    /// All of it as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // A string takes whatever is written to it.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
