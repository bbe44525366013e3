//! A request of a question to its answer: read, known already or asked, and told with what a cache needs.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use goingrate::evidence::ContentHash;
use goingrate::units::{Date, Problem, ProblemKind};
use goingrate_view::questions::request_of;
use serde_json::Value;

use crate::app::{App, Endpoint};
use crate::engine::{Asked, Form, Lane};
use crate::fault::{Fault, Sort};
use crate::guard::RouteName;
use crate::opened::Opened;
use crate::routes::To;
use crate::{draws, edge, query};

/// The header that tells the server's day, for which everything is answered that names no day.
pub const DAY: HeaderName = HeaderName::from_static("goingrate-day");

/// The forms that an answer has.
pub const FORMS: [&str; 2] = ["application/json", "text/plain"];

/// An answer is fresh for at most so many seconds: a reload may bring another book.
pub const FRESH: u64 = 3600;

/// Answers a request.
pub async fn handle(app: Arc<App>, endpoint: Arc<Endpoint>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let answered = answered(&app, &endpoint, request).await;
    let mut response = answered.unwrap_or_else(|fault| fault.answer(&path));
    response.extensions_mut().insert(RouteName(endpoint.route.name));
    response
}

async fn answered(
    app: &Arc<App>,
    endpoint: &Endpoint,
    request: Request,
) -> Result<Response<Body>, Fault> {
    let methods = endpoint.route.methods();
    let is_get = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_get && (*request.method() != Method::POST || !methods.contains("POST")) {
        return Err(Fault::method(request.method().as_str(), methods));
    }
    let form = match query::accepted(request.headers(), &FORMS) {
        Some("text/plain") => Form::Text,
        Some(_) => Form::Json,
        None => {
            return Err(Fault::told(Sort::NOT_ACCEPTABLE, "answers are JSON or text")
                .hint("accept application/json or text/plain"));
        }
    };
    let (opened, today) = (app.current.get(), edge::today()?);
    let headers = request.headers();
    let tag = is_get.then(|| tag(endpoint, (&*opened, today), (request.uri(), form)));
    let cached = Cached { tag, form, today };
    if cached.tag.as_deref().is_some_and(|tag| is_known(headers, tag)) {
        return Ok(cached.response(StatusCode::NOT_MODIFIED, Body::empty()));
    }
    let question = match is_get {
        true => of_query(endpoint, request.uri())?,
        false => of_body(app, request).await?,
    };
    draws::check(&question, app.settings.draws)?;
    let lane = lane(endpoint, &question);
    let asked = Asked { question: endpoint.question, request: question, today, form };
    let most = match lane {
        Lane::Slow => app.settings.slow_time,
        Lane::Quick | Lane::Estimate => app.settings.quick_time,
    };
    let answer = within(most, app.engine.ask(lane, opened, asked)).await?;
    let body = answer.map_err(|fault| of_entry(endpoint, fault))?;
    Ok(cached.response(StatusCode::OK, Body::from(body)))
}

/// Who answers: what carries an answer takes the book apart, which is seconds of work.
fn lane(endpoint: &Endpoint, request: &Value) -> Lane {
    let says_why =
        request.get("why").is_some_and(|why| !matches!(why, Value::Null | Value::Bool(false)));
    if endpoint.lane == Lane::Quick && says_why { Lane::Slow } else { endpoint.lane }
}

/// What a future gives, if it does within a time.
pub async fn within<T>(time: Duration, future: impl Future<Output = T>) -> Result<T, Fault> {
    tokio::time::timeout(time, future).await.map_err(|_| {
        let what = format!("the answer was not ready within {} seconds", time.as_secs_f64());
        Fault::told(Sort::TOO_SLOW, what).hint("ask for less: fewer draws, ways or places")
    })
}

/// A source or claim that a path names and nobody knows is not found.
fn of_entry(endpoint: &Endpoint, fault: Fault) -> Fault {
    let is_entry = matches!(endpoint.route.to, To::Entry(_));
    if is_entry && fault.sort.status == 422 { fault.of_sort(Sort::NO_SUCH_ENTRY) } else { fault }
}

/// The request of a query and a path.
fn of_query(endpoint: &Endpoint, uri: &axum::http::Uri) -> Result<Value, Fault> {
    let pairs = query::pairs(uri.query().unwrap_or_default())?;
    let mut request = request_of(
        &endpoint.fields,
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())),
    )?;
    let parts = query::open_parts(endpoint.route.path, uri.path())?;
    endpoint.route.fill(&mut request, &parts);
    Ok(request)
}

/// The request of a body.
async fn of_body(app: &App, request: Request) -> Result<Value, Fault> {
    if request.uri().query().is_some_and(|query| !query.is_empty()) {
        return Err(Problem::of("query", "", "stands beside a body")
            .kind(ProblemKind::Contradiction)
            .hint("write its fields into the body")
            .into());
    }
    check_media_type(request.headers())?;
    let body = read(app, request).await?;
    serde_json::from_slice(&body).map_err(|error| {
        Fault::told(Sort::NOT_JSON, format!("the body is no JSON: {error}"))
            .hint(r#"write {"text": "senior backend, Seattle"}"#)
    })
}

/// Only JSON is read, and nothing that is compressed.
fn check_media_type(headers: &HeaderMap) -> Result<(), Fault> {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = media.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Fault::told(Sort::MEDIA_TYPE, "the body has to be JSON")
            .hint("send the header Content-Type: application/json"));
    }
    check_encoding(headers)
}

/// Bodies come as they are.
pub fn check_encoding(headers: &HeaderMap) -> Result<(), Fault> {
    let is_plain = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    match headers.get(CONTENT_ENCODING).is_none_or(is_plain) {
        true => Ok(()),
        false => Err(Fault::told(Sort::MEDIA_TYPE, "compressed bodies are not read")
            .hint("send it without Content-Encoding")),
    }
}

/// The bytes of a body.
pub async fn read(app: &App, request: Request) -> Result<Bytes, Fault> {
    let most = app.settings.body_limit;
    let too_large = || Fault::told(Sort::TOO_LARGE, format!("the body has more than {most} bytes"));
    let told = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if told.and_then(|told| told.parse::<u64>().ok()).is_some_and(|bytes| bytes > most as u64) {
        return Err(too_large());
    }
    let time = app.settings.body_time;
    let read = tokio::time::timeout(time, axum::body::to_bytes(request.into_body(), most)).await;
    let read = read.map_err(|_| {
        let what = format!("the body did not arrive within {} seconds", time.as_secs_f64());
        Fault::told(Sort::BODY_TIME, what)
    })?;
    read.map_err(|error| {
        let source = std::error::Error::source(&error);
        match source.is_some_and(|source| source.is::<http_body_util::LengthLimitError>()) {
            true => too_large(),
            false => Fault::told(Sort::BAD_REQUEST, "the body broke off"),
        }
    })
}

/// The tag of an answer: a weak one, because a compressed answer has it too.
fn tag(
    endpoint: &Endpoint,
    (opened, today): (&Opened, Date),
    (uri, form): (&axum::http::Uri, Form),
) -> String {
    let mut pairs: Vec<&str> = uri.query().unwrap_or_default().split('&').collect();
    // Several values of one field keep their order, which an answer follows.
    pairs.sort_by_key(|pair| pair.split('=').next());
    let (day, query) = (today.to_string(), pairs.join("&"));
    let form = if form == Form::Json { "json" } else { "text" };
    let parts = [endpoint.route.name, uri.path(), &query, &day, form].map(str::as_bytes);
    let [name, path, query, day, form] = parts;
    format!("W/\"{}\"", ContentHash::of(&[&opened.state[..], name, path, query, day, form]))
}

/// Whether a client has the answer of a tag.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    tags.flat_map(|tags| tags.split(',')).any(|known| plain(known) == plain(tag))
}

/// What a cache is told of an answer.
struct Cached {
    tag: Option<String>,
    form: Form,
    today: Date,
}

impl Cached {
    fn response(&self, status: StatusCode, body: Body) -> Response<Body> {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        let control = match &self.tag {
            Some(tag) => {
                headers.extend(HeaderValue::from_str(tag).ok().map(|tag| (ETAG, tag)));
                format!("public, max-age={}", FRESH.min(edge::seconds_until_tomorrow()))
            }
            None => "no-store".to_owned(),
        };
        headers.extend(HeaderValue::from_str(&control).ok().map(|value| (CACHE_CONTROL, value)));
        headers.insert(VARY, HeaderValue::from_static("accept"));
        let day = HeaderValue::from_str(&self.today.to_string());
        headers.extend(day.ok().map(|day| (DAY, day)));
        if status == StatusCode::OK {
            let media = match self.form {
                Form::Json => "application/json",
                Form::Text => "text/plain; charset=utf-8",
            };
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
        }
        response
    }
}
