//! What the server says of itself: its index, whether it lives, its metrics and documents, and what each
//! sort of problem means.

pub mod docs;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;
use crate::fault::{Fault, Sort};
use crate::guard::RouteName;
use crate::routes::{Page, ROUTES, Route};
use crate::{edge, query, site};

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";

/// What there is.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Index")]
pub struct Index {
    /// The name of the program.
    name: &'static str,
    /// The day in UTC, for which everything is answered that names no day.
    today: String,
    /// The hash of the book that answers.
    book: String,
    /// The hash of the evidence that the book was fitted from.
    evidence: String,
    /// How many sources the book has.
    sources: usize,
    /// The routes.
    routes: Vec<IndexRoute>,
}

/// A route.
#[derive(Serialize, JsonSchema)]
struct IndexRoute {
    /// Its path.
    path: &'static str,
    /// The methods that it takes.
    methods: &'static str,
    /// What it answers.
    title: &'static str,
}

/// How the server is.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Health")]
pub struct Health {
    /// "ok".
    status: &'static str,
}

/// Answers.
pub fn handle(
    app: &Arc<App>,
    (route, page): (&'static Route, Page),
    request: &Request,
) -> Response<Body> {
    let path = request.uri().path();
    let answered = match *request.method() {
        Method::GET | Method::HEAD => answer(app, page, (route, request)),
        _ => Err(Fault::method(request.method().as_str(), route.methods())),
    };
    let mut response = answered.unwrap_or_else(|fault| fault.answer(path));
    response.extensions_mut().insert(RouteName(route.name));
    response
}

fn answer(
    app: &Arc<App>,
    page: Page,
    (route, request): (&Route, &Request),
) -> Result<Response<Body>, Fault> {
    let media = match page {
        Page::Index | Page::Health | Page::Ready | Page::OpenApi => JSON,
        Page::Metrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        Page::Docs | Page::Problem => HTML,
    };
    let kind = media.split(';').next().unwrap_or(media);
    let is_probe = matches!(page, Page::Health | Page::Ready | Page::Metrics);
    if !is_probe && query::accepted(request.headers(), &[kind]).is_none() {
        return Err(Fault::told(Sort::NOT_ACCEPTABLE, format!("the answer is {kind}")));
    }
    let (body, control) = match page {
        Page::Index => (json(&index(app)?)?, "no-store"),
        Page::Health => (json(&Health { status: "ok" })?, "no-store"),
        Page::Ready if app.ends.load(Ordering::Relaxed) => {
            return Err(Fault::told(Sort::BUSY, "the server ends").retry_after(5));
        }
        Page::Ready => (json(&Health { status: "ok" })?, "no-store"),
        Page::Metrics => (app.metrics.text().into(), "no-store"),
        Page::OpenApi => (Body::from(app.openapi.clone()), "public, max-age=3600"),
        Page::Docs => return site::of_text(app, docs::TITLE, &app.docs),
        Page::Problem => {
            let parts = query::open_parts(route.path, request.uri().path())?;
            let word = parts.first().map_or("", |(_, word)| word.as_str());
            let sort = Sort::SORTS
                .iter()
                .find(|sort| sort.word == word)
                .ok_or_else(|| Fault::told(Sort::NOT_FOUND, "there is no such sort of problem"))?;
            return site::of_text(app, sort.title, &docs::sort(sort));
        }
    };
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(control));
    Ok(response)
}

fn json(value: &impl Serialize) -> Result<Body, Fault> {
    let text = serde_json::to_vec(value);
    text.map(Body::from).map_err(|error| Fault::told(Sort::INTERNAL, error.to_string()))
}

fn index(app: &App) -> Result<Index, Fault> {
    let opened = app.current.get();
    let route = |route: &Route| IndexRoute {
        path: route.path,
        methods: route.methods(),
        title: title(route),
    };
    Ok(Index {
        name: "goingrate",
        today: edge::today()?.to_string(),
        book: opened.book.clone(),
        evidence: opened.going_rate.book.evidence_hash().to_string(),
        sources: opened.going_rate.sources().len(),
        routes: ROUTES.iter().map(route).collect(),
    })
}

/// What a route answers, in a few words.
pub fn title(route: &Route) -> &'static str {
    use crate::routes::To;
    match route.to {
        To::Question(_) | To::Entry(_) => route.question().map_or("", |question| question.title),
        To::Words("roles") => "Roles that are understood",
        To::Words("levels") => "Levels that are understood",
        To::Words("places") => "Places that are understood",
        To::Words("skills") => "Skills that are understood",
        To::Words("industries") => "Industries that are understood",
        To::Words(_) => "Employers that are understood",
        To::Price => "The rows of a table with their pay",
        To::Server(Page::Index) => "What there is",
        To::Server(Page::Health) => "Whether the server lives",
        To::Server(Page::Ready) => "Whether the server takes requests",
        To::Server(Page::Metrics) => "What the server counts",
        To::Server(Page::OpenApi) => "The OpenAPI document",
        To::Server(Page::Docs) => "The reference as a page",
        To::Server(Page::Problem) => "What a sort of problem means",
    }
}
