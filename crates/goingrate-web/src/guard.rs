//! What stands around all routes: who may ask, an identifier for each request, headers that every answer
//! has, CORS, compression, counting and the access log.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL, CONNECTION,
    CONTENT_SECURITY_POLICY, ORIGIN, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use crate::app::App;
use crate::fault::{Fault, Sort};
use crate::routes::{ROUTES, Route};
use crate::{edge, site};

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The name of the route that answered, for metrics and the log.
#[derive(Clone, Copy, Debug)]
pub struct RouteName(pub &'static str);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Smaller answers are not worth the time of compressing them. In bytes.
const WORTH_COMPRESSING: u64 = 8192;

/// Paths are not longer than this, in bytes, with their query.
const LONGEST_ADDRESS: usize = 16 * 1024;

/// Puts the guard around a router.
pub fn around(router: Router, app: &Arc<App>) -> Router {
    let router = match app.settings.compression {
        true => router.layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(WORTH_COMPRESSING).and(OfKnownSize)),
        ),
        false => router,
    };
    router.layer(from_fn_with_state(Arc::clone(app), guard))
}

/// Streams are not compressed: their rows would wait for each other.
#[derive(Clone, Copy)]
struct OfKnownSize;

impl Predicate for OfKnownSize {
    fn should_compress<B: axum::body::HttpBody>(&self, response: &Response<B>) -> bool {
        response.body().size_hint().exact().is_some()
    }
}

async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response<Body> {
    let begun = edge::now();
    let (method, id) = (request.method().clone(), request_id(request.headers()));
    let origin = origin(&app, request.headers());
    let running = Running::count(&app);
    let mut response = match refused(&app, &request) {
        Some(fault) => {
            app.metrics.rejected(fault.sort.word);
            fault.answer(request.uri().path())
        }
        None if method == Method::OPTIONS => options(request.uri().path(), origin.is_some()),
        None => next.run(request).await,
    };
    drop(running);
    finish(&app, &mut response, &id, origin);
    let route = response.extensions().get::<RouteName>().map_or("none", |route| route.0);
    let (status, time) = (response.status().as_u16(), begun.elapsed());
    if let Some(sort) = response.extensions().get::<Sort>().filter(|sort| sort.status >= 500) {
        app.metrics.rejected(sort.word);
    }
    app.metrics.answered(route, status, time);
    if app.settings.access_log {
        let id = id.to_str().unwrap_or_default();
        let micros = time.as_micros() as u64;
        tracing::info!(target: "access", method = %method, route, status, micros, id);
    }
    response
}

/// A request that is being answered, counted until it is dropped: a client may go away at any time.
struct Running(Arc<App>);

impl Running {
    fn count(app: &Arc<App>) -> Running {
        app.metrics.in_flight.inc();
        Running(Arc::clone(app))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.metrics.in_flight.dec();
    }
}

/// Why a request is not taken at all.
fn refused(app: &App, request: &Request) -> Option<Fault> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > LONGEST_ADDRESS {
        let what = format!("the address has more than {LONGEST_ADDRESS} bytes");
        return Some(Fault::told(Sort::ADDRESS, what).hint("send the request as JSON with POST"));
    }
    let peer = request.extensions().get::<Peer>()?;
    let who = app.clients.who(peer.0, request.headers());
    let wait = app.clients.admit(who).err()?;
    Some(Fault::told(Sort::RATE, "this client has asked too often").retry_after(wait))
}

/// The identifier of a request: the client's own, if it is a plain word, or one of ours.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one("start"));
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let is_plain = |value: &&HeaderValue| {
        let bytes = value.as_bytes();
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        (1..=64).contains(&bytes.len()) && bytes.iter().all(plain)
    };
    headers.get(REQUEST_ID).filter(is_plain).cloned().unwrap_or_else(|| {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let text = format!("{:08x}{number:08x}", *START as u32);
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("0"))
    })
}

/// The origin of a page that may ask, if one asks.
fn origin(app: &App, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(ORIGIN)?;
    let allowed = app.settings.origins.iter();
    allowed.into_iter().find_map(|one| match one.as_str() {
        "*" => Some(HeaderValue::from_static("*")),
        one => (origin.as_bytes() == one.as_bytes()).then(|| origin.clone()),
    })
}

/// What a path takes.
fn options(path: &str, may_ask: bool) -> Response<Body> {
    let fits = |template: &str| {
        let mut parts = template.split('/').zip(path.split('/'));
        template.split('/').count() == path.split('/').count()
            && parts.all(|(open, part)| open == part || open.starts_with('{'))
    };
    let route = ROUTES.iter().find(|route| fits(route.path));
    let Some(methods) = route.map(Route::methods).or_else(|| site::methods(fits)) else {
        return Fault::told(Sort::NOT_FOUND, "there is nothing at this path").answer(path);
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let methods = HeaderValue::from_static(methods);
    let headers = response.headers_mut();
    headers.insert(ALLOW, methods.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if may_ask {
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
        let asked = HeaderValue::from_static("content-type, if-none-match, x-request-id");
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked);
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    }
    response.extensions_mut().insert(RouteName(route.map_or("page", |route| route.name)));
    response
}

/// Headers that every answer has.
fn finish(app: &App, response: &mut Response<Body>, id: &HeaderValue, origin: Option<HeaderValue>) {
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id.clone());
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    // A page has a policy of its own.
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let permissions = "camera=(), geolocation=(), microphone=()";
    headers.insert(PERMISSIONS, HeaderValue::from_static(permissions));
    if !app.settings.origins.is_empty() {
        headers.append(VARY, HeaderValue::from_static("origin"));
    }
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("etag, goingrate-day, retry-after, x-request-id");
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    if app.ends.load(Ordering::Relaxed) {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
}
