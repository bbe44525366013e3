//! Estimators of rows, one a thread: a batch is shared out among them, and its rows keep their order.

use std::thread;

use goingrate_import::table::Line;
use goingrate_import::table::append_columns::Cell;

use super::headings::Use;
use super::memory::hash_of;
use super::{Layout, RowEstimator, ToldRow, Usual};
use crate::GoingRate;

/// Estimators of rows, one a thread, which share a batch out among them.
pub struct WorkerPool<'a> {
    layout: &'a Layout,
    workers: Vec<RowEstimator<'a>>,
}

/// The rows of a batch that one worker prices.
type Share<'b> = Vec<(&'b Line, &'b mut [Cell])>;

impl<'a> WorkerPool<'a> {
    /// A pool of so many threads, at least one.
    pub fn new(
        threads: usize,
        layout: &'a Layout,
        going_rate: &'a GoingRate,
        usual: Usual,
    ) -> WorkerPool<'a> {
        let worker = |_| RowEstimator::new(layout, going_rate, usual);
        WorkerPool { layout, workers: (0..threads.max(1)).map(worker).collect() }
    }

    /// Fills the [added](Layout::added) cells of a batch, so many a line; the rows of which something is
    /// told are given back in their order.
    pub fn price(&mut self, lines: &[Line], cells: &mut [Cell], width: usize) -> Vec<ToldRow> {
        let rows = lines.iter().zip(cells.chunks_mut(width.max(1)));
        if let [only] = self.workers.as_mut_slice() {
            return all(only, rows.collect());
        }
        let mut shares: Vec<Share> = self.workers.iter().map(|_| Share::new()).collect();
        for (row, owner) in rows.zip(self.owners(lines)) {
            shares[owner].push(row);
        }
        let mut told: Vec<ToldRow> = thread::scope(|scope| {
            let start = |(worker, share)| scope.spawn(move || all(worker, share));
            let started: Vec<_> = self.workers.iter_mut().zip(shares).map(start).collect();
            let ended = started.into_iter().flat_map(|thread| match thread.join() {
                Ok(told) => told,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            ended.collect()
        });
        told.sort_by_key(|row| row.line);
        told
    }

    /// Which worker prices each line. Lines of one place have the same worker, so that usually no
    /// two work out the same; where few places would leave a worker idle, lines of one shape have; and
    /// where these are few too, everybody takes a stretch.
    fn owners(&self, lines: &[Line]) -> Vec<usize> {
        let even = lines.len().div_ceil(self.workers.len());
        let shared_out = [Use::places, Use::shapes].into_iter().find_map(|counts| {
            let owners = self.owners_by(lines, counts);
            let mut shares = vec![0; self.workers.len()];
            owners.iter().for_each(|&owner| shares[owner] += 1);
            shares.iter().all(|&share| share <= even + even / 4).then_some(owners)
        });
        shared_out.unwrap_or_else(|| (0..lines.len()).map(|at| at / even.max(1)).collect())
    }

    /// Which worker prices each line, by what stands in the columns that count.
    fn owners_by(&self, lines: &[Line], counts: fn(Use) -> bool) -> Vec<usize> {
        let of = |line| (hash_of(self.layout, line, counts) % self.workers.len() as u64) as usize;
        lines.iter().map(of).collect()
    }
}

/// Prices some rows.
fn all(worker: &mut RowEstimator<'_>, rows: Share<'_>) -> Vec<ToldRow> {
    rows.into_iter().filter_map(|(line, cells)| worker.price(line, cells)).collect()
}
