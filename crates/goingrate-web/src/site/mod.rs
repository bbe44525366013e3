//! The pages as routes: an address or a form to a page, made on a thread that answers, kept for whoever asks
//! next, and sent with a policy by which it loads nothing from elsewhere.

mod assets;
mod form;
mod kept;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderValue, Method, Response, StatusCode};
use axum::routing::any;
use goingrate::units::Date;
use goingrate_pages::assets::ASSETS;
use goingrate_pages::pages::{self, PAGES, PageOf};
use goingrate_pages::{Input, Page, suggest};
use goingrate_view::questions::Asking;

pub use self::kept::Kept;
use self::kept::{Key, Made};
use crate::answer::{FRESH, is_known, within};
use crate::app::App;
use crate::engine::Lane;
use crate::fault::{Fault, Sort};
use crate::guard::RouteName;
use crate::opened::Opened;
use crate::{edge, query};

/// What is neither a page nor an asset with a hash in its name.
const FILES: [&str; 4] = ["/suggest", "/assets/licence.txt", "/robots.txt", "/favicon.svg"];

const HTML: &str = "text/html; charset=utf-8";

/// What a page may load: its own stylesheet, script and fonts, and suggestions.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; \
     script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Adds the pages, what they load and suggestions to a router.
pub fn routes(router: Router, app: &Arc<App>) -> Router {
    let mut router = assets::routes(router);
    for page in PAGES {
        let app = Arc::clone(app);
        router = router
            .route(page.path, any(move |request: Request| handle(Arc::clone(&app), page, request)));
    }
    let app = Arc::clone(app);
    router.route("/suggest", any(move |request: Request| suggestions(Arc::clone(&app), request)))
}

/// The methods of a page at a path, if there is one.
pub fn methods(fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let is_asset = || ASSETS.iter().map(|asset| asset.path.as_str()).chain(FILES).any(&fits);
    let page = PAGES.iter().find(|page| fits(page.path)).map(methods_of);
    page.or_else(|| is_asset().then_some("GET, HEAD, OPTIONS"))
}

fn methods_of(page: &PageOf) -> &'static str {
    if page.form { "GET, HEAD, POST, OPTIONS" } else { "GET, HEAD, OPTIONS" }
}

async fn handle(app: Arc<App>, page: &'static PageOf, request: Request) -> Response<Body> {
    let mut response = match answered(&app, page, request).await {
        Ok(response) => response,
        Err(fault) => told(&app, &fault),
    };
    response.extensions_mut().insert(RouteName(page.name));
    response
}

async fn answered(
    app: &Arc<App>,
    page: &'static PageOf,
    request: Request,
) -> Result<Response<Body>, Fault> {
    let methods = methods_of(page);
    let is_get = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_form = page.form && *request.method() == Method::POST;
    if !is_get && !is_form {
        return Err(Fault::method(request.method().as_str(), methods));
    }
    let (opened, today) = (app.current.get(), edge::today()?);
    let path = request.uri().path().to_owned();
    let parts = query::open_parts(page.path, &path)?;
    let parts = parts.into_iter().map(|(_, part)| part).collect();
    if !is_get {
        let input = Input::new(path, parts, form::fields(app, request).await?).posted();
        let made = make(app, page, opened, today, input).await?;
        return Ok(response(&made, "no-store", None));
    }
    let input = Input::new(path, parts, query::pairs(request.uri().query().unwrap_or_default())?);
    let key = Key::of(&opened, today, &input);
    let tag = key.tag();
    let control = format!("public, max-age={}", FRESH.min(edge::seconds_until_tomorrow()));
    if is_known(request.headers(), &tag) {
        let mut response = response(&Made::default(), &control, Some(&tag));
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(response);
    }
    let made = match app.kept.get(&key) {
        Some(made) => made,
        None => {
            let made = make(app, page, opened, today, input).await?;
            app.kept.put(key, &made);
            made
        }
    };
    Ok(response(&made, &control, Some(&tag)))
}

/// Makes a page.
async fn make(
    app: &Arc<App>,
    page: &'static PageOf,
    opened: Arc<Opened>,
    today: Date,
    input: Input,
) -> Result<Arc<Made>, Fault> {
    let (lane, most) = match page.slow {
        true => (Lane::Slow, app.settings.slow_time),
        false => (Lane::Quick, app.settings.quick_time),
    };
    let work = move || {
        let asking = Asking::new(&opened.going_rate, today);
        let page = page.make(&asking, &input);
        match page.file(&input) {
            Some(file) => Made {
                status: 200,
                media: file.media,
                file: Some(file.name.clone()),
                body: Bytes::from(file.text.clone()),
            },
            None => html(&page, &asking),
        }
    };
    Ok(Arc::new(within(most, app.engine.work(lane, work)).await??))
}

fn html(page: &Page, asking: &Asking) -> Made {
    Made { status: page.status, media: HTML, file: None, body: Bytes::from(page.html(asking)) }
}

fn response(made: &Made, control: &str, tag: Option<&str>) -> Response<Body> {
    let mut response = Response::new(Body::from(made.body.clone()));
    *response.status_mut() = StatusCode::from_u16(made.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    if !made.media.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(made.media));
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // What went wrong is not kept: the mistake may be ours.
    let control = if made.status < 300 { control } else { "no-store" };
    headers.extend(HeaderValue::from_str(control).ok().map(|value| (CACHE_CONTROL, value)));
    let tag = tag.filter(|_| made.status < 300);
    headers.extend(tag.and_then(|tag| HeaderValue::from_str(tag).ok()).map(|tag| (ETAG, tag)));
    let attached = made.file.as_ref().map(|name| format!("attachment; filename=\"{name}\""));
    let attached = attached.and_then(|value| HeaderValue::from_str(&value).ok());
    headers.extend(attached.map(|value| (CONTENT_DISPOSITION, value)));
    response
}

/// A page of content that is HTML already.
///
/// # Errors
/// When the clock is wrong.
pub fn of_text(app: &App, title: &str, content: &str) -> Result<Response<Body>, Fault> {
    let opened = app.current.get();
    let page = pages::of_text(title, content);
    let made = html(&page, &Asking::new(&opened.going_rate, edge::today()?));
    Ok(response(&made, "public, max-age=3600", None))
}

/// A fault as a page.
fn told(app: &App, fault: &Fault) -> Response<Body> {
    let plain = fault.answer("");
    let Ok(today) = edge::today() else { return plain };
    let opened = app.current.get();
    let page = pages::fault(fault.sort.status, fault.sort.title, fault.problem());
    let made = html(&page, &Asking::new(&opened.going_rate, today));
    let mut response = response(&made, "no-store", None);
    for (name, value) in plain.headers() {
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    response.extensions_mut().insert(fault.sort);
    response
}

/// What is said where there is nothing: a page to who reads, a problem to who calls.
pub fn nothing_here(app: &App, request: &Request) -> Response<Body> {
    let fault = Fault::told(Sort::NOT_FOUND, "there is nothing at this path")
        .hint("GET /v1 lists the paths of the API");
    let reads = request.headers().contains_key(ACCEPT)
        && query::accepted(request.headers(), &["application/json", "text/html"])
            == Some("text/html");
    match edge::today() {
        Ok(today) if reads => {
            let opened = app.current.get();
            let made = html(&pages::not_found(), &Asking::new(&opened.going_rate, today));
            let mut response = response(&made, "no-store", None);
            response.extensions_mut().insert(fault.sort);
            response
        }
        _ => fault.answer(request.uri().path()),
    }
}

/// What may be meant by what somebody is typing, as JSON.
async fn suggestions(app: Arc<App>, request: Request) -> Response<Body> {
    let (method, query) = (request.method().clone(), request.uri().query().map(str::to_owned));
    let answered = suggested(&app, method, query.unwrap_or_default()).await;
    let mut response = answered.unwrap_or_else(|fault| fault.answer("/suggest"));
    response.extensions_mut().insert(RouteName("suggest"));
    response
}

async fn suggested(app: &App, method: Method, query: String) -> Result<Response<Body>, Fault> {
    if !matches!(method, Method::GET | Method::HEAD) {
        return Err(Fault::method(method.as_str(), "GET, HEAD"));
    }
    // As it was typed: a blank at its end means that a word is finished.
    let pairs = query::pairs(&query)?;
    let typed = pairs.into_iter().find(|(name, _)| name == "q").map(|(_, value)| value);
    let typed = typed.unwrap_or_default();
    let (opened, today) = (app.current.get(), edge::today()?);
    let work = move || {
        let found = suggest::words(&Asking::new(&opened.going_rate, today), &typed);
        serde_json::to_vec(&found).unwrap_or_default()
    };
    let text = within(app.settings.quick_time, app.engine.work(Lane::Quick, work)).await??;
    let made = Made { status: 200, media: "application/json", file: None, body: text.into() };
    Ok(response(&made, "public, max-age=3600", None))
}
