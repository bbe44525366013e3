//! The protocol over streamable HTTP, for clients that connect to a running program.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::sync::Semaphore;

use crate::Server;

/// The path of the service.
const PATH: &str = "/mcp";
/// The largest request, in bytes.
const LARGEST_REQUEST: usize = 1 << 20;
/// Requests at once.
const AT_ONCE: usize = 64;
/// Sessions at once; one that is idle for five minutes ends.
const SESSIONS: usize = 64;
/// How long answers may take after the program was asked to end.
const LAST_ANSWERS: Duration = Duration::from_secs(5);
/// Names of this machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Who may ask over HTTP.
#[derive(Clone, Debug, Default)]
pub struct Http {
    /// Names by which others than this machine reach the service: `rates.example.org`. The `Host` of
    /// a request has to be one of them or this machine's, and so has the `Origin`, if there is one:
    /// otherwise a page of any site could ask through a browser on this machine (DNS rebinding).
    pub hosts: Vec<String>,
}

/// What requests are held against.
#[derive(Clone)]
struct Gate {
    turns: Arc<Semaphore>,
    sessions: Arc<LocalSessionManager>,
}

/// Serves clients until the program is asked to end (Ctrl-C, SIGTERM).
///
/// # Errors
/// When threads cannot be started or the listener fails.
pub fn http(server: &Server, listener: TcpListener, options: &Http) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(listen(server, listener, options));
    runtime.shutdown_background();
    served
}

async fn listen(server: &Server, listener: TcpListener, options: &Http) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let config = config(options);
    let open = config.cancellation_token.clone();
    let app = app(server, config);
    let ends = {
        let open = open.clone();
        async move {
            asked_to_end().await;
            open.cancel();
        }
    };
    let serving = axum::serve(listener, app).with_graceful_shutdown(ends);
    tokio::select! {
        served = serving.into_future() => served,
        () = async { open.cancelled().await; tokio::time::sleep(LAST_ANSWERS).await } => Ok(()),
    }
}

fn config(options: &Http) -> StreamableHttpServerConfig {
    let names = || LOOPBACK.into_iter().chain(options.hosts.iter().map(String::as_str));
    let origins =
        names().flat_map(|name| [format!("http://{name}:*"), format!("https://{name}:*")]);
    let hosts = names().chain(["::1"]);
    StreamableHttpServerConfig::default()
        .with_allowed_hosts(hosts)
        .with_allowed_origins(origins)
        .enforce_origin_validation()
        .with_max_request_body_bytes(LARGEST_REQUEST)
}

fn app(server: &Server, config: StreamableHttpServerConfig) -> Router {
    let sessions = Arc::new(LocalSessionManager::default());
    let server = server.clone();
    let service =
        StreamableHttpService::new(move || Ok(server.clone()), Arc::clone(&sessions), config);
    let gate = Gate { turns: Arc::new(Semaphore::new(AT_ONCE)), sessions };
    Router::new().route_service(PATH, service).layer(from_fn_with_state(gate, held))
}

/// Lets a request in if there is room for it.
async fn held(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Ok(_turn) = gate.turns.try_acquire() else { return busy("requests") };
    let begins = !request.headers().contains_key("mcp-session-id");
    if begins && gate.sessions.sessions.read().await.len() >= SESSIONS {
        return busy("sessions");
    }
    next.run(request).await
}

fn busy(of: &str) -> Response {
    let said = format!("too many {of} at once: ask again in some seconds\n");
    (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "5")], said).into_response()
}

/// Ends when the program is asked to end.
async fn asked_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
