//! What pages load, at addresses that never mean anything else, and are kept for a year.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Response};
use axum::routing::any;
use goingrate_pages::assets::{ASSETS, FONT_LICENCE};
use goingrate_pages::parts::shell::ICON;

use crate::fault::Fault;
use crate::guard::RouteName;

const YEAR: &str = "public, max-age=31536000, immutable";
const DAY: &str = "public, max-age=86400";

/// Robots may read all but what is computed for one visitor.
const ROBOTS: &str = "User-agent: *\nDisallow: /v1/\nDisallow: /suggest\n";

/// Adds them to a router.
pub fn routes(router: Router) -> Router {
    let mut router = router;
    for asset in ASSETS.iter() {
        router = one(router, &asset.path, asset.media, YEAR, Bytes::from_static(&asset.bytes));
    }
    let text = "text/plain; charset=utf-8";
    let router = one(router, "/assets/licence.txt", text, DAY, Bytes::from(FONT_LICENCE));
    let router = one(router, "/robots.txt", text, DAY, Bytes::from(ROBOTS));
    one(router, "/favicon.svg", "image/svg+xml", DAY, Bytes::from(ICON))
}

fn one(
    router: Router,
    path: &str,
    media: &'static str,
    control: &'static str,
    body: Bytes,
) -> Router {
    let answer = move |request: Request| {
        let mut response = match *request.method() {
            Method::GET | Method::HEAD => Response::new(Body::from(body.clone())),
            _ => {
                return std::future::ready(
                    Fault::method(request.method().as_str(), "GET, HEAD")
                        .answer(request.uri().path()),
                );
            }
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(control));
        response.extensions_mut().insert(RouteName("assets"));
        std::future::ready(response)
    };
    router.route(path, any(answer))
}
