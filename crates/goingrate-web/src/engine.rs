//! Who answers: threads of their own beside those of the sockets, in three groups, so that a question that
//! takes seconds never stands before one that takes microseconds.
//!
//! Work comes in over a bounded queue with the data that it is asked of and a way back. A thread of
//! the estimates keeps a [`QuickEstimates`] as long as the data stay the same, and makes a new one when a
//! reload has put others in their place. A panic ends a question and not its thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};
use std::thread;

use bytes::Bytes;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use goingrate::request::EstimateRequest;
use goingrate::units::{Date, Problem, ProblemKind};
use goingrate_view::Style;
use goingrate_view::questions::{Asking, Question, QuickEstimates, question};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::oneshot;

use crate::fault::{Fault, Sort};
use crate::opened::Opened;

/// The columns of an answer as text.
const WIDTH: usize = 100;

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The view as JSON.
    Json,
    /// The view as text.
    Text,
}

/// The groups of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Quick estimates.
    Estimate,
    /// Questions that take milliseconds.
    Quick,
    /// Questions that may take seconds.
    Slow,
}

/// What is asked.
pub struct Asked {
    /// The question.
    pub question: &'static Question,
    /// The request.
    pub request: Value,
    /// The day.
    pub today: Date,
    /// The form of the answer.
    pub form: Form,
}

/// Work on its way.
enum Job {
    /// An estimate, which a thread answers with what it keeps for the next.
    Estimate(Estimate),
    /// Anything else.
    Other(Box<dyn FnOnce() + Send>),
}

struct Estimate {
    opened: Arc<Opened>,
    asked: Asked,
    reply: oneshot::Sender<Result<Bytes, Problem>>,
}

/// The threads that answer. They end when this is dropped, each after the question that it is at.
pub struct Engine {
    lanes: [Sender<Job>; 3],
}

/// How many threads each group has, and how many questions wait for one at most.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Threads of estimates, quick and slow questions.
    pub threads: [usize; 3],
    /// Questions that wait.
    pub queues: [usize; 3],
}

impl Engine {
    /// Starts the threads.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn start(sizes: Sizes) -> Result<Engine, Problem> {
        let names = ["estimates", "questions", "planners"];
        let mut lanes = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            let (sender, jobs) = bounded(sizes.queues[at]);
            for number in 0..sizes.threads[at] {
                let jobs = jobs.clone();
                let thread = thread::Builder::new().name(format!("{name}-{number}"));
                let work = move || if at == 0 { estimates(&jobs) } else { questions(&jobs) };
                thread.spawn(work).map_err(|error| {
                    Problem::new(format!("no thread can be started: {error}"))
                        .kind(ProblemKind::Internal)
                })?;
            }
            lanes.push(sender);
        }
        let lanes: Result<[Sender<Job>; 3], _> = lanes.try_into();
        Ok(Engine { lanes: lanes.map_err(|_| Problem::new("three groups of threads"))? })
    }

    /// Answers a question.
    ///
    /// # Errors
    /// When it cannot be read or has no answer, or so many wait that it is not taken.
    pub async fn ask(&self, lane: Lane, opened: Arc<Opened>, asked: Asked) -> Result<Bytes, Fault> {
        if lane != Lane::Estimate {
            return Ok(self.work(lane, move || answer(&opened, &asked)).await??);
        }
        let (reply, answer) = oneshot::channel();
        self.send(lane, Job::Estimate(Estimate { opened, asked, reply }))?;
        Ok(answer.await.map_err(|_| panicked())??)
    }

    /// Does work on a thread of a group, unless nobody waits for it any more when its turn comes.
    ///
    /// # Errors
    /// When so much waits that it is not taken, or the work panics.
    pub async fn work<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let job = move || {
            if !reply.is_closed() {
                let _ = reply.send(work());
            }
        };
        self.send(lane, Job::Other(Box::new(job)))?;
        Ok(answer.await.map_err(|_| panicked())?)
    }

    fn send(&self, lane: Lane, job: Job) -> Result<(), Fault> {
        self.lanes[lane as usize].try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => {
                Fault::told(Sort::BUSY, "too many questions wait for an answer").retry_after(1)
            }
            TrySendError::Disconnected(_) => Fault::told(Sort::BUSY, "the server ends"),
        })
    }
}

/// Works on estimates.
fn estimates(jobs: &Receiver<Job>) {
    let mut next = estimate_of(jobs);
    while let Some(first) = next.take() {
        let opened = Arc::clone(&first.opened);
        let mut quick = QuickEstimates::new(&opened.going_rate);
        let mut job = first;
        // One after the other, as long as the data are the same and nothing has gone wrong.
        loop {
            let Estimate { asked, reply, .. } = job;
            let done =
                reply.is_closed() || reply_to(reply, || estimate(&mut quick, &opened, &asked));
            match estimate_of(jobs) {
                Some(following) if done && Arc::ptr_eq(&following.opened, &opened) => {
                    job = following;
                }
                other => {
                    next = other;
                    break;
                }
            }
        }
    }
}

/// The next estimate. Other work that comes here is done on the way.
fn estimate_of(jobs: &Receiver<Job>) -> Option<Estimate> {
    loop {
        match jobs.recv().ok()? {
            Job::Estimate(estimate) => return Some(estimate),
            Job::Other(work) => quietly(work),
        }
    }
}

/// Works on questions and pages.
fn questions(jobs: &Receiver<Job>) {
    for job in jobs {
        match job {
            Job::Other(work) => quietly(work),
            Job::Estimate(Estimate { opened, asked, reply }) => {
                reply_to(reply, || answer(&opened, &asked));
            }
        }
    }
}

/// Does work. When it panics, who waits for it finds the way back closed.
fn quietly(work: Box<dyn FnOnce() + Send>) {
    let _ = catch_unwind(AssertUnwindSafe(work));
}

/// Sends an answer, or the problem that working on it panicked; false then. Nobody may wait for it any
/// more, which is no fault.
fn reply_to(
    reply: oneshot::Sender<Result<Bytes, Problem>>,
    work: impl FnOnce() -> Result<Bytes, Problem>,
) -> bool {
    let answered = catch_unwind(AssertUnwindSafe(work));
    let went_well = answered.is_ok();
    let _ = reply.send(answered.unwrap_or_else(|_| Err(panicked())));
    went_well
}

fn panicked() -> Problem {
    Problem::new("the question made the program fail").kind(ProblemKind::Internal)
}

/// The names of an estimate's fields.
static ESTIMATE_FIELDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let fields = question("estimate").map(Question::fields).unwrap_or_default();
    fields.into_iter().map(|field| field.name).collect()
});

/// Answers an estimate. A request that cannot be read is left to the question, which says why.
fn estimate(quick: &mut QuickEstimates, opened: &Opened, asked: &Asked) -> Result<Bytes, Problem> {
    let known = |name: &String| ESTIMATE_FIELDS.contains(name);
    let is_known = asked.request.as_object().is_some_and(|fields| fields.keys().all(known));
    let request = EstimateRequest::deserialize(&asked.request).ok().filter(|_| is_known);
    let Some(request) = request else { return answer(opened, asked) };
    let view = quick.estimate(&request, asked.today)?;
    match asked.form {
        Form::Json => serde_json::to_vec(&view)
            .map(Bytes::from)
            .map_err(|error| Problem::new(error.to_string()).kind(ProblemKind::Internal)),
        Form::Text => Ok(goingrate_view::text::estimate(&view, &style()).into()),
    }
}

fn answer(opened: &Opened, asked: &Asked) -> Result<Bytes, Problem> {
    let asking = Asking::new(&opened.going_rate, asked.today);
    let answer = asked.question.ask(&asking, &asked.request)?;
    match asked.form {
        Form::Json => answer.json().map(Bytes::from),
        Form::Text => Ok(answer.text(&style()).into()),
    }
}

fn style() -> Style {
    Style::plain(WIDTH)
}
