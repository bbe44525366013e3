//! How far a roll-up is: rows a second and the time that is left, for somebody who watches; and when a batch
//! is long enough to be kept.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use goingrate_rollup::kernel::Watch;

use crate::out::{Extent, Progress};

/// A batch that took so long is kept before the next one begins.
const A_BATCH: Duration = Duration::from_secs(60);

/// Watches a roll-up.
pub struct RowsSeen {
    rows: AtomicU64,
    began: Instant,
    batch: Option<Instant>,
}

impl RowsSeen {
    /// Begins to watch; `all` is how many rows there are, if the files say so.
    pub fn begin(what: &str, all: Option<u64>) -> RowsSeen {
        Progress::start(what, all.map_or(Extent::Unknown, Extent::Rows));
        RowsSeen { rows: AtomicU64::new(0), began: Instant::now(), batch: None }
    }

    /// Begins a batch, which ends when it has taken long enough.
    pub fn begin_batch(&mut self) {
        self.batch = Some(Instant::now());
    }
}

impl Watch for RowsSeen {
    fn counted(&self, rows: u64) {
        let rows = self.rows.fetch_add(rows, Ordering::Relaxed) + rows;
        let seconds = self.began.elapsed().as_secs_f64();
        let speed = rows as f64 / seconds.max(1e-9) / 1e6;
        Progress::reached(rows, &format!("Rolling up, {speed:.1} million rows a second"));
    }

    fn is_enough(&self) -> bool {
        self.batch.is_some_and(|began| began.elapsed() >= A_BATCH)
    }
}
