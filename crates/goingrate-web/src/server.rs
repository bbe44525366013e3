//! The server: it listens, takes connections with their limits, reloads on SIGHUP or when the file of the
//! book changes, and ends on SIGTERM or SIGINT after it has answered what it has taken.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use goingrate::units::{Problem, ProblemKind};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;

use crate::app::{App, router};
use crate::config::Settings;
use crate::edge;
use crate::guard::Peer;
use crate::opened::VERSION;

/// Headers of a request; more get 431.
const MOST_HEADERS: usize = 64;

/// Bytes of the head of a request; more get 431.
const LARGEST_HEAD: usize = 64 * 1024;

/// What the server is told while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Answer.
    Runs,
    /// Answer what comes, and tell clients to close.
    Drains,
    /// Take nothing new.
    Stops,
}

/// A server that listens.
pub struct Server {
    runtime: Runtime,
    app: Arc<App>,
    listener: TcpListener,
    address: SocketAddr,
    phase: watch::Sender<Phase>,
}

/// What stops or reloads a server that runs elsewhere.
#[derive(Clone)]
pub struct Control {
    app: Arc<App>,
    phase: watch::Sender<Phase>,
}

impl Control {
    /// Ends the server as SIGTERM does.
    pub fn stop(&self) {
        self.app.ends.store(true, Ordering::Relaxed);
        self.phase.send_if_modified(|phase| {
            let runs = *phase == Phase::Runs;
            *phase = if runs { Phase::Drains } else { *phase };
            runs
        });
    }

    /// Reads the book again as SIGHUP does; false where that failed and the old one goes on.
    pub fn reload(&self) -> bool {
        reload(&self.app)
    }
}

impl Server {
    /// Opens the data and listens.
    ///
    /// # Errors
    /// When the book cannot be opened (field `book`) or nobody can listen there (field `listen`).
    pub fn start(settings: Settings) -> Result<Server, Problem> {
        let failed = |error: std::io::Error| {
            Problem::new(format!("the server cannot start: {error}")).kind(ProblemKind::Internal)
        };
        let threads = settings.io_threads;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads)
            .max_blocking_threads(settings.price_threads + 4)
            .enable_all()
            .thread_name("sockets")
            .build()
            .map_err(failed)?;
        let listen = settings.listen;
        let listener = runtime.block_on(edge::listen(listen)).map_err(|error| {
            Problem::of("listen", &listen.to_string(), format!("nobody can listen there: {error}"))
                .hint("name another port; port 0 takes a free one")
        })?;
        let address = listener.local_addr().map_err(failed)?;
        let app = Arc::new(App::start(settings)?);
        let (phase, _) = watch::channel(Phase::Runs);
        Ok(Server { runtime, app, listener, address, phase })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What stops or reloads it.
    pub fn control(&self) -> Control {
        Control { app: Arc::clone(&self.app), phase: self.phase.clone() }
    }

    /// Answers until it is told to end.
    ///
    /// # Errors
    /// When signals cannot be heard.
    pub fn run(self) -> Result<(), Problem> {
        let Server { runtime, app, listener, phase, .. } = self;
        let control = Control { app: Arc::clone(&app), phase };
        let ended: Result<(), Problem> = runtime.block_on(async {
            let hears = listen_to_signals(control.clone());
            tokio::spawn(watch_book(Arc::clone(&app)));
            hears?;
            serve(&app, listener, &control.phase).await;
            Ok(())
        });
        runtime.shutdown_timeout(Duration::from_millis(200));
        ended
    }
}

/// Takes connections until the server ends, and waits for those that are left.
async fn serve(app: &Arc<App>, listener: TcpListener, phase: &watch::Sender<Phase>) {
    let router = router(app);
    let places = Arc::new(Semaphore::new(app.settings.connections));
    let mut changes = phase.subscribe();
    let until = async {
        // A sender that has gone away ends the server too.
        let _ = changes.wait_for(|phase| *phase != Phase::Runs).await;
        tokio::time::sleep(app.settings.drain_time).await;
    };
    tokio::pin!(until);
    let take = |taken: (TcpStream, SocketAddr), place: OwnedSemaphorePermit| {
        let one = connection(Arc::clone(app), router.clone(), taken, phase.subscribe());
        tokio::spawn(async move {
            one.await;
            drop(place);
        });
    };
    loop {
        let taken = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let taken = tokio::select! {
            taken = taken => taken,
            () = &mut until => break,
        };
        match taken {
            (Ok(place), Ok(taken)) => take(taken, place),
            (Err(_), _) => break,
            // No file descriptor is left, for one: others will be closed.
            (_, Err(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    // Who has connected before the door closes is still let in.
    while let (Ok(place), Ok(Ok(taken))) = (
        Arc::clone(&places).try_acquire_owned(),
        tokio::time::timeout(Duration::from_millis(5), listener.accept()).await,
    ) {
        take(taken, place);
    }
    tracing::info!("takes no new connections");
    drop(listener);
    phase.send_replace(Phase::Stops);
    let all = u32::try_from(app.settings.connections).unwrap_or(u32::MAX);
    let finished = tokio::time::timeout(app.settings.stop_time, places.acquire_many(all)).await;
    match finished {
        Ok(_) => tracing::info!("ended"),
        Err(_) => tracing::warn!("ended with requests unanswered: the time to stop is over"),
    }
}

/// One connection.
async fn connection(
    app: Arc<App>,
    router: Router,
    (stream, peer): (TcpStream, SocketAddr),
    mut phase: watch::Receiver<Phase>,
) {
    app.metrics.connections.inc();
    // Answers are whole: nothing is gained by waiting for more.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        router.clone().oneshot(request)
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(app.settings.header_time)
        .max_headers(MOST_HEADERS)
        .max_buf_size(LARGEST_HEAD)
        .pipeline_flush(true)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(served);
    let stops = async { drop(phase.wait_for(|phase| *phase == Phase::Stops).await) };
    tokio::select! {
        // A connection that breaks off is nobody's fault here.
        ended = &mut served => drop(ended),
        () = stops => {
            served.as_mut().graceful_shutdown();
            drop(served.await);
        }
    }
    app.metrics.connections.dec();
}

/// SIGTERM and SIGINT end the server, SIGHUP reloads the book.
fn listen_to_signals(control: Control) -> Result<(), Problem> {
    let hear = |kind| {
        signal(kind).map_err(|error| {
            Problem::new(format!("signals cannot be heard: {error}")).kind(ProblemKind::Internal)
        })
    };
    let mut term = hear(SignalKind::terminate())?;
    let mut int = hear(SignalKind::interrupt())?;
    let mut hup = hear(SignalKind::hangup())?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = term.recv() => control.stop(),
                _ = int.recv() => control.stop(),
                _ = hup.recv() => {
                    let app = Arc::clone(&control.app);
                    drop(tokio::task::spawn_blocking(move || reload(&app)).await);
                }
            }
        }
    });
    Ok(())
}

/// Reads the book again when its file has changed and has stayed the same for one look.
async fn watch_book(app: Arc<App>) {
    let Some(every) = app.settings.watch else { return };
    let mut read = app.current.written();
    let mut seen = read;
    loop {
        tokio::time::sleep(every).await;
        let now = app.current.written();
        if now.is_some() && now != read && now == seen {
            read = now;
            let app = Arc::clone(&app);
            drop(tokio::task::spawn_blocking(move || reload(&app)).await);
        }
        seen = now;
    }
}

/// Opens the book anew; what answered before goes on where that fails.
fn reload(app: &App) -> bool {
    match app.current.reload() {
        Ok(opened) => {
            let evidence = opened.going_rate.book.evidence_hash().to_string();
            tracing::info!(book = opened.book, evidence, "the book was read again");
            app.metrics.answers_from(opened.book.clone(), evidence, VERSION);
            app.metrics.reloaded("taken");
            true
        }
        Err(problem) => {
            tracing::error!(%problem, "the new book was refused; the old one goes on answering");
            app.metrics.reloaded("refused");
            false
        }
    }
}
