//! Work on blocking threads: at most so much at once, cancelled with its request, with progress told.

use std::sync::Arc;
use std::time::Duration;

use rmcp::model::ProgressNotificationParam;
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinError;

/// How often progress is told.
const EVERY: Duration = Duration::from_secs(1);

/// How much is answered at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Slow questions at once (at least 1): each takes a processor for seconds.
    pub slow: usize,
    /// Other questions at once (at least 1).
    pub quick: usize,
    /// Slow questions that may wait for their turn; further ones are refused.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { slow: 2, quick: 8, waiting: 16 }
    }
}

/// The turns of questions.
#[derive(Debug)]
pub(crate) struct Turns {
    slow: Arc<Semaphore>,
    quick: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// Why work gave nothing.
#[derive(Debug, PartialEq)]
pub(crate) enum Stopped {
    /// Its request was cancelled.
    Cancelled,
    /// Too much of it waits already.
    Busy,
    /// It panicked.
    Panicked,
}

impl From<Stopped> for ErrorData {
    fn from(stopped: Stopped) -> ErrorData {
        let said = match stopped {
            Stopped::Cancelled => "the request was cancelled",
            Stopped::Busy => "too many slow questions wait already: ask again in some seconds",
            Stopped::Panicked => {
                "a fault of the program stopped this answer; other questions are still answered"
            }
        };
        ErrorData::internal_error(said, None)
    }
}

impl Turns {
    pub(crate) fn new(limits: Limits) -> Turns {
        let turns = |count: usize| Arc::new(Semaphore::new(count.max(1)));
        Turns {
            slow: turns(limits.slow),
            quick: turns(limits.quick),
            waiting: turns(limits.slow + limits.waiting),
        }
    }

    /// Runs work on a blocking thread when its turn comes.
    ///
    /// # Errors
    /// When the request is cancelled, when too much waits, or when the work panics. Work that has begun
    /// cannot be stopped: it keeps its turn until it ends, and what it gives is dropped.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        slow: bool,
        request: &impl Request,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Stopped> {
        let place = match slow {
            true => Some(Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| Stopped::Busy)?),
            false => None,
        };
        let turns = Arc::clone(if slow { &self.slow } else { &self.quick });
        let turn = tokio::select! {
            turn = turns.acquire_owned() => turn.map_err(|_| Stopped::Cancelled)?,
            () = request.cancelled() => return Err(Stopped::Cancelled),
        };
        let held = (turn, place);
        let task = tokio::task::spawn_blocking(move || held_while(held, work));
        until_done(task, slow, request).await
    }
}

fn held_while<T>(
    held: (OwnedSemaphorePermit, Option<OwnedSemaphorePermit>),
    work: impl FnOnce() -> T,
) -> T {
    let done = work();
    drop(held);
    done
}

async fn until_done<T>(
    mut task: tokio::task::JoinHandle<T>,
    slow: bool,
    request: &impl Request,
) -> Result<T, Stopped> {
    let mut ticks = tokio::time::interval(EVERY);
    let mut seconds = 0;
    loop {
        tokio::select! {
            done = &mut task => return done.map_err(|error| stopped(&error)),
            () = request.cancelled() => return Err(Stopped::Cancelled),
            _ = ticks.tick(), if slow => {
                request.tell(seconds).await;
                seconds += 1;
            }
        }
    }
}

fn stopped(error: &JoinError) -> Stopped {
    if error.is_panic() { Stopped::Panicked } else { Stopped::Cancelled }
}

/// What work has to know of the request that it is done for.
pub(crate) trait Request: Sync {
    /// Ends when the request is cancelled.
    fn cancelled(&self) -> impl Future<Output = ()> + Send;
    /// Tells the client that work goes on, `seconds` after it began.
    fn tell(&self, seconds: u32) -> impl Future<Output = ()> + Send;
}

impl Request for RequestContext<RoleServer> {
    async fn cancelled(&self) {
        self.ct.cancelled().await;
    }

    async fn tell(&self, seconds: u32) {
        let Some(token) = self.meta.get_progress_token() else { return };
        let said = format!("computing for {seconds} s");
        let progress = ProgressNotificationParam::new(token, f64::from(seconds)).with_message(said);
        // A client that cannot be told goes on without.
        let _ = self.peer.notify_progress(progress).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::channel;

    use tokio::sync::Notify;

    use super::*;

    /// A request that a test cancels.
    #[derive(Default)]
    struct Asked {
        cancel: Notify,
        told: Mutex<Vec<u32>>,
    }

    impl Request for Asked {
        async fn cancelled(&self) {
            self.cancel.notified().await;
        }

        async fn tell(&self, seconds: u32) {
            self.told.lock().expect("no panic").push(seconds);
        }
    }

    fn one_at_once() -> Turns {
        Turns::new(Limits { slow: 1, quick: 1, waiting: 1 })
    }

    #[tokio::test]
    async fn a_panic_is_an_error_and_the_next_is_answered() {
        let (turns, asked) = (one_at_once(), Asked::default());
        let panics = turns.run(true, &asked, || panic!("on purpose")).await;
        assert_eq!(panics, Err::<(), _>(Stopped::Panicked));
        assert_eq!(turns.run(true, &asked, || 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_cancelled_request_gives_nothing_and_others_go_on() {
        let turns = one_at_once();
        let (asked, other) = (Asked::default(), Asked::default());
        let (end, ended) = channel::<()>();
        asked.cancel.notify_one();
        let slow = turns.run(true, &asked, move || ended.recv().is_ok()).await;
        assert_eq!(slow, Err(Stopped::Cancelled));
        assert_eq!(turns.run(false, &other, || 7).await, Ok(7));
        // Work that had begun goes on until now; it may as well never have begun.
        drop(end);
    }

    #[tokio::test]
    async fn more_than_may_wait_is_refused() {
        let turns = Arc::new(one_at_once());
        let (end, ended) = channel::<()>();
        let first = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move { turns.run(true, &Asked::default(), move || ended.recv().is_ok()).await }
        });
        let second = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move { turns.run(true, &Asked::default(), || true).await }
        });
        while turns.waiting.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(turns.run(true, &Asked::default(), || true).await, Err(Stopped::Busy));
        end.send(()).expect("works");
        assert_eq!(first.await.expect("no panic"), Ok(true));
        assert_eq!(second.await.expect("no panic"), Ok(true));
    }

    #[tokio::test]
    async fn progress_of_slow_work_is_told() {
        let (turns, asked) = (one_at_once(), Asked::default());
        let rests = || std::thread::sleep(Duration::from_millis(1200));
        assert_eq!(turns.run(true, &asked, rests).await, Ok(()));
        assert_eq!(asked.told.lock().expect("no panic").as_slice(), [0, 1]);
    }
}
