//! What all requests share, and the router that is made of the list of routes.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::Router;
use axum::extract::Request;
use axum::routing::any;
use bytes::Bytes;
use goingrate::units::{Problem, ProblemKind};
use goingrate_view::questions::{Field, Question};

use crate::clients::Clients;
use crate::config::Settings;
use crate::engine::{Engine, Lane};
use crate::metrics::Metrics;
use crate::opened::{Current, VERSION};
use crate::routes::{ROUTES, Route, To};
use crate::site::{self, Kept};
use crate::{answer, guard, openapi, pages, price};

/// What all requests share.
pub struct App {
    /// What the server was started with.
    pub settings: Settings,
    /// What is open.
    pub current: Current,
    /// Who answers.
    pub engine: Engine,
    /// What is counted.
    pub metrics: Metrics,
    /// How much each client may ask.
    pub clients: Clients,
    /// Tables that are being priced.
    pub pricing: Arc<tokio::sync::Semaphore>,
    /// Whether the server ends, and takes no new clients.
    pub ends: AtomicBool,
    /// The OpenAPI document.
    pub openapi: Bytes,
    /// The reference, as the content of a page.
    pub docs: String,
    /// Pages that were made before.
    pub kept: Kept,
}

/// A route with what its requests are read by.
pub struct Endpoint {
    /// The route.
    pub route: &'static Route,
    /// Its question.
    pub question: &'static Question,
    /// The fields of its query.
    pub fields: Vec<Field>,
    /// Who answers.
    pub lane: Lane,
}

impl App {
    /// Opens the data and starts the threads.
    ///
    /// # Errors
    /// When the book cannot be opened, or the system gives no threads.
    pub fn start(settings: Settings) -> Result<App, Problem> {
        let document = openapi::document(&settings);
        let current = Current::open(settings.book.clone())?;
        let metrics = Metrics::new();
        let opened = current.get();
        let evidence = opened.going_rate.book.evidence_hash().to_string();
        metrics.answers_from(opened.book.clone(), evidence, VERSION);
        Ok(App {
            current,
            engine: Engine::start(settings.sizes)?,
            metrics,
            clients: Clients::new(&settings),
            pricing: Arc::new(tokio::sync::Semaphore::new(settings.price_threads)),
            ends: AtomicBool::new(false),
            openapi: serde_json::to_vec(&document).map_err(internal)?.into(),
            docs: pages::docs::page(&document, &format!("http://{}", settings.listen)),
            kept: Kept::default(),
            settings,
        })
    }
}

fn internal(error: serde_json::Error) -> Problem {
    Problem::new(error.to_string()).kind(ProblemKind::Internal)
}

/// The router of an app: a path for each route, problems for the rest, and the guard around all.
pub fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = match (route.to, route.question()) {
            (To::Price, _) => {
                let app = Arc::clone(app);
                router.route(
                    route.path,
                    any(move |request: Request| price::handle(Arc::clone(&app), route, request)),
                )
            }
            (To::Server(page), _) => {
                let app = Arc::clone(app);
                router.route(
                    route.path,
                    any(move |request: Request| {
                        let response = pages::handle(&app, (route, page), &request);
                        async move { response }
                    }),
                )
            }
            (_, None) => router,
            (_, Some(question)) => {
                let endpoint =
                    Endpoint { route, question, fields: route.query_fields(), lane: route.lane() };
                let shared = (Arc::clone(app), Arc::new(endpoint));
                router.route(
                    route.path,
                    any(move |request: Request| {
                        let (app, endpoint) = (Arc::clone(&shared.0), Arc::clone(&shared.1));
                        answer::handle(app, endpoint, request)
                    }),
                )
            }
        };
    }
    let with_nothing = Arc::clone(app);
    let router = site::routes(router, app).fallback(move |request: Request| {
        std::future::ready(site::nothing_here(&with_nothing, &request))
    });
    guard::around(router, app)
}
