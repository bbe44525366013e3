//! A table in three stages that go on side by side: batches are read, answered and written, in their order.
//! A stage is at most two batches ahead of the next, so memory does not grow with the table.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, ScopedJoinHandle, scope};

use super::batch::{BATCH_BYTES, Batch, Cell};
use crate::error::SourceError;
use crate::table::columns::Line;

/// Batches that may wait between two stages.
const WAITING: usize = 1;

/// What the stage that reads has: room of batches that were written, and who takes filled ones.
pub(super) struct Reading {
    room: Receiver<Batch>,
    to: SyncSender<Batch>,
}

impl Reading {
    /// A batch to fill.
    pub fn room(&self) -> Batch {
        let mut batch = self.room.try_recv().unwrap_or_default();
        (batch.count, batch.bytes) = (0, 0);
        batch
    }

    /// Hands a batch on; false where nobody takes it, because writing has failed.
    pub fn hand_on(&self, batch: Batch) -> bool {
        batch.count == 0 || self.to.send(batch).is_ok()
    }
}

/// What the stage that writes has: answered batches, and where their room goes.
pub(super) struct Writing {
    batches: Receiver<Batch>,
    room: Sender<Batch>,
}

impl Writing {
    /// Writes batch after batch.
    pub fn each(
        &self,
        mut write: impl FnMut(&Batch) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        for batch in &self.batches {
            write(&batch)?;
            // Lines keep their room to be used again, and those of a large batch have much.
            if batch.bytes < BATCH_BYTES {
                // After the last batch nobody takes it.
                let _ = self.room.send(batch);
            }
        }
        Ok(())
    }
}

/// Runs the stages, `answer` on the thread of the caller; how many rows there were.
///
/// # Errors
/// Why writing failed, or else why reading did: what was read before it is answered and written.
pub(super) fn run(
    added: usize,
    read: impl FnOnce(&Reading) -> Result<(), SourceError> + Send,
    mut answer: impl FnMut(&[Line], &mut [Cell]),
    write: impl FnOnce(&Writing) -> Result<(), SourceError> + Send,
) -> Result<u64, SourceError> {
    let (to_answer, unanswered) = sync_channel::<Batch>(WAITING);
    let (to_write, answered) = sync_channel::<Batch>(WAITING);
    let (give_back, room) = channel();
    let reading = Reading { room, to: to_answer };
    let writing = Writing { batches: answered, room: give_back };
    scope(|scope| {
        let reader = Builder::new().spawn_scoped(scope, move || read(&reading))?;
        let writer = Builder::new().spawn_scoped(scope, move || write(&writing))?;
        let mut rows = 0;
        for mut batch in unanswered {
            rows += batch.count as u64;
            batch.answer(added, &mut answer);
            if to_write.send(batch).is_err() {
                break;
            }
        }
        drop(to_write);
        // The reader may wait for somebody who takes its batch: the loop has dropped that end.
        let (written, read) = (ended(writer), ended(reader));
        written.and(read).map(|()| rows)
    })
}

/// What a stage came to; a panic in it is one of the caller.
fn ended(stage: ScopedJoinHandle<'_, Result<(), SourceError>>) -> Result<(), SourceError> {
    stage.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
