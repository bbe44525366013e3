//! The list of routes: every path of the API and what stands behind it.

use goingrate_view::questions::{Field, Kind, Question, question};
use serde_json::Value;

use crate::engine::Lane;

/// What stands behind a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// A question, by its name.
    Question(&'static str),
    /// A question that is asked by its path alone: what the path leaves open are fields.
    Entry(&'static str),
    /// The words of a list.
    Words(&'static str),
    /// Rows of a table.
    Price,
    /// Something about the server: its index, whether it lives, its documents.
    Server(Page),
}

/// Something about the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The list of routes.
    Index,
    /// Whether it lives.
    Health,
    /// Whether it takes requests.
    Ready,
    /// What it counts.
    Metrics,
    /// The OpenAPI document.
    OpenApi,
    /// The reference as a page.
    Docs,
    /// What a sort of problem means.
    Problem,
}

/// A route.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// Its path, with open parts in braces.
    pub path: &'static str,
    /// Its name: in metrics, in the log, and as `operationId`.
    pub name: &'static str,
    /// The group that it is shown in.
    pub group: &'static str,
    /// What stands behind it.
    pub to: To,
}

const fn route(path: &'static str, name: &'static str, group: &'static str, to: To) -> Route {
    Route { path, name, group, to }
}

/// The routes, in the order in which they are shown.
pub const ROUTES: &[Route] = &[
    route("/v1", "index", "Server", To::Server(Page::Index)),
    route("/v1/pay", "pay", "Pay", To::Question("pay")),
    route("/v1/estimate", "estimate", "Pay", To::Question("estimate")),
    route("/v1/compare", "compare", "Pay", To::Question("compare")),
    route("/v1/rank", "rank", "Pay", To::Question("rank")),
    route("/v1/rate", "rate", "Pay", To::Question("rate")),
    route("/v1/net", "net", "Pay", To::Question("net")),
    route("/v1/price", "price", "Pay", To::Price),
    route("/v1/hire", "hire", "Plans", To::Question("hire")),
    route("/v1/hire/places", "hire-places", "Plans", To::Question("hire-places")),
    route("/v1/hire/budget", "hire-budget", "Plans", To::Question("hire-budget")),
    route("/v1/project", "project", "Plans", To::Question("project")),
    route("/v1/offer", "offer", "Plans", To::Question("offer")),
    route("/v1/career", "career", "Plans", To::Question("career")),
    route("/v1/kit", "kit", "Plans", To::Question("kit")),
    route("/v1/evidence/sources", "sources", "Evidence", To::Question("sources")),
    route("/v1/evidence/sources/{source}", "source", "Evidence", To::Entry("source")),
    route("/v1/evidence/claims/{source}/{claim}", "claim", "Evidence", To::Entry("claim")),
    route("/v1/evidence/verdicts", "verdicts", "Evidence", To::Question("verdicts")),
    route("/v1/roles", "roles", "Words", To::Words("roles")),
    route("/v1/levels", "levels", "Words", To::Words("levels")),
    route("/v1/places", "places", "Words", To::Words("places")),
    route("/v1/skills", "skills", "Words", To::Words("skills")),
    route("/v1/industries", "industries", "Words", To::Words("industries")),
    route("/v1/employers", "employers", "Words", To::Words("employers")),
    route("/healthz", "health", "Server", To::Server(Page::Health)),
    route("/readyz", "ready", "Server", To::Server(Page::Ready)),
    route("/metrics", "metrics", "Server", To::Server(Page::Metrics)),
    route("/openapi.json", "openapi", "Server", To::Server(Page::OpenApi)),
    route("/docs", "docs", "Server", To::Server(Page::Docs)),
    route("/problems/{word}", "problem-sort", "Server", To::Server(Page::Problem)),
];

/// The groups, each with what is in it.
pub const GROUPS: &[(&str, &str)] = &[
    ("Pay", "What the market pays, who is paid more, what an hour costs, what is left after tax."),
    ("Plans", "Hires, projects, offers and careers as money over time. They may take seconds."),
    ("Evidence", "Who says so, and which published claims hold."),
    ("Words", "The words that questions understand, for suggestions."),
    ("Server", "The server itself."),
];

impl Route {
    /// The question behind it.
    pub fn question(&self) -> Option<&'static Question> {
        match self.to {
            To::Question(name) | To::Entry(name) => question(name),
            To::Words(_) => question("words"),
            To::Price | To::Server(_) => None,
        }
    }

    /// The methods that it takes, as `Allow` has them.
    pub fn methods(&self) -> &'static str {
        match self.to {
            To::Question(_) => "GET, HEAD, POST, OPTIONS",
            To::Entry(_) | To::Words(_) | To::Server(_) => "GET, HEAD, OPTIONS",
            To::Price => "POST, OPTIONS",
        }
    }

    /// The fields that a query may have: those of the question that stand in no path and are no objects.
    pub fn query_fields(&self) -> Vec<Field> {
        let fields = self.question().map(Question::fields).unwrap_or_default();
        let in_query = |field: &Field| match self.to {
            To::Entry(_) => false,
            To::Words(_) => field.name != "list",
            _ => field.kind != Kind::Object,
        };
        fields.into_iter().filter(in_query).collect()
    }

    /// The group of threads that answers it.
    pub fn lane(&self) -> Lane {
        match self.question() {
            Some(question) if question.name == "estimate" => Lane::Estimate,
            Some(question) if question.slow => Lane::Slow,
            _ => Lane::Quick,
        }
    }

    /// Writes what its path says into a request: its open parts, or its list.
    pub fn fill(&self, request: &mut Value, parts: &[(&str, String)]) {
        let Some(request) = request.as_object_mut() else { return };
        match self.to {
            To::Words(list) => drop(request.insert("list".into(), list.into())),
            To::Entry("claim") => {
                let words: Vec<&str> = parts.iter().map(|(_, part)| part.as_str()).collect();
                request.insert("claim".into(), words.join("/").into());
            }
            To::Entry(_) => request
                .extend(parts.iter().map(|(name, part)| ((*name).to_owned(), part.clone().into()))),
            _ => {}
        }
    }
}
