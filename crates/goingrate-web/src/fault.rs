//! What is answered where there is no answer: a problem in the form of RFC 9457, whoever found it.

use std::fmt;

use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use goingrate::units::{Problem, ProblemKind};
use schemars::JsonSchema;
use serde::Serialize;

/// The media type of problems.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A sort of fault: its word, its status, and what it means in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The last part of its type, `/problems/…`.
    pub word: &'static str,
    /// The status of its answers.
    pub status: u16,
    /// A few words that do not change from case to case.
    pub title: &'static str,
    /// What it means, and what to do.
    pub about: &'static str,
}

macro_rules! sorts {
    ($($name:ident = $word:literal, $status:literal, $title:literal, $about:literal;)*) => {
        impl Sort {
            $(#[doc = $about] pub const $name: Sort =
                Sort { word: $word, status: $status, title: $title, about: $about };)*
            /// Every sort of fault.
            pub const SORTS: &[Sort] = &[$(Sort::$name),*];
        }
    };
}

sorts! {
    INVALID = "invalid", 422, "A value cannot be read",
        "The value of a field is not what the field takes; `field` and `value` say which.";
    UNKNOWN = "unknown", 422, "A word is not known",
        "A field or a word is on no list; `nearest` has the nearest ones that are.";
    AMBIGUOUS = "ambiguous", 422, "A word means several things",
        "A word can be read in several ways; `nearest` has them.";
    MISSING = "missing", 422, "Something has to be said",
        "The question lacks something that its answer depends on.";
    CONTRADICTION = "contradiction", 422, "Two things cannot both hold",
        "Two parts of the question exclude each other.";
    NO_RATE = "no-rate", 422, "There is no exchange rate",
        "No exchange rate of a currency is known at a day.";
    NOT_COVERED = "not-covered", 422, "No carried rule covers this",
        "The law of a place, a year or a way of working is not carried.";
    UNREADABLE = "unreadable", 422, "Something sent cannot be read",
        "A plan or a table that was sent is not in its format.";
    NOT_JSON = "not-json", 400, "The body is no JSON",
        "The body has to be one object of JSON in UTF-8.";
    BAD_REQUEST = "bad-request", 400, "The request cannot be read",
        "The path, the query, a header or the body is malformed.";
    NO_SUCH_ENTRY = "no-such-entry", 404, "There is no such entry",
        "The path names a source or a claim that is not carried; `nearest` has the nearest ones.";
    NOT_FOUND = "not-found", 404, "There is nothing at this path",
        "The path is none of this API; `GET /v1` lists all.";
    METHOD = "method-not-allowed", 405, "The path does not take this method",
        "The header `Allow` has the methods that it takes.";
    NOT_ACCEPTABLE = "not-acceptable", 406, "The answer cannot be given in this form",
        "The header `Accept` names no form that the answer has.";
    BODY_TIME = "body-too-slow", 408, "The body did not arrive in time",
        "The body has to arrive within the time that the server is configured for.";
    TOO_LARGE = "too-large", 413, "The body is too large",
        "The body has more bytes than the server is configured for.";
    ADDRESS = "address-too-long", 414, "The address is too long",
        "What does not fit an address can be sent as JSON with POST.";
    MEDIA_TYPE = "unsupported-media-type", 415, "The body is of another kind",
        "The header `Content-Type` names no kind of body that is read here.";
    RATE = "too-many-requests", 429, "Too many requests from this client",
        "Wait as long as the header `Retry-After` says.";
    INTERNAL = "internal", 500, "The server has a fault",
        "This is a fault of the server, not of the question. Please report it.";
    BUSY = "busy", 503, "The server is busy",
        "So much is being answered or waits that the request was not taken. Try again.";
    TOO_SLOW = "too-slow", 504, "The answer took too long",
        "The answer was not ready within the time that the server is configured for.";
}

impl Sort {
    /// The sort of a question's problem.
    pub fn of(problem: &Problem) -> Sort {
        match problem.kind {
            ProblemKind::Invalid => Sort::INVALID,
            ProblemKind::Unknown => Sort::UNKNOWN,
            ProblemKind::Ambiguous => Sort::AMBIGUOUS,
            ProblemKind::Missing => Sort::MISSING,
            ProblemKind::Contradiction => Sort::CONTRADICTION,
            ProblemKind::NoRate => Sort::NO_RATE,
            ProblemKind::NotCovered => Sort::NOT_COVERED,
            ProblemKind::Unreadable => Sort::UNREADABLE,
            ProblemKind::Internal => Sort::INTERNAL,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its sort.
    pub sort: Sort,
    problem: Box<Problem>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.sort.word, self.problem)
    }
}

/// Something that is wrong, as RFC 9457 has it, with members of our own; what is missing is left out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProblemDetails")]
pub struct ProblemDetails<'a> {
    /// The sort of fault: a path that does not change and that can be read with GET.
    #[serde(rename = "type")]
    sort: String,
    /// The sort in a few words.
    title: &'a str,
    /// The status of the answer, again.
    status: u16,
    /// What is wrong this time.
    detail: &'a str,
    /// The path that was asked.
    instance: &'a str,
    /// The kind of fault, as the command line and the library name it.
    kind: ProblemKindWord,
    /// The field of the question that is to blame.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// Its value, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    /// The nearest known words, or the meanings of an ambiguous one; best first.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    #[schemars(default)]
    nearest: &'a [String],
    /// The line of a plan in which it stands, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
}

/// The kind of a fault.
#[derive(Serialize)]
#[serde(transparent)]
struct ProblemKindWord(ProblemKind);

impl JsonSchema for ProblemKindWord {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProblemKindWord".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "enum": [
            "invalid", "unknown", "ambiguous", "missing", "contradiction", "no-rate", "not-covered",
            "unreadable", "internal"
        ] })
    }
}

impl Fault {
    /// A fault of a sort.
    pub fn new(sort: Sort, problem: Problem) -> Fault {
        Fault { sort, problem: Box::new(problem), header: None }
    }

    /// A fault that is told in a sentence.
    pub fn told(sort: Sort, what: impl Into<String>) -> Fault {
        let kind = if sort.status >= 500 { ProblemKind::Internal } else { ProblemKind::Invalid };
        Fault::new(sort, Problem::new(what).kind(kind))
    }

    /// The same with what to do instead.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Fault {
        self.problem.hint = Some(hint.to_owned());
        self
    }

    /// The same fault as one of another sort.
    #[must_use]
    pub fn of_sort(self, sort: Sort) -> Fault {
        Fault { sort, ..self }
    }

    /// The path takes other methods.
    pub fn method(given: &str, allowed: &'static str) -> Fault {
        let what = format!("{} is not taken here", shortened(given));
        let mut fault = Fault::told(Sort::METHOD, what).hint(&format!("use {allowed}"));
        fault.header = Some((ALLOW, HeaderValue::from_static(allowed)));
        fault
    }

    /// The same with how many seconds to wait.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Fault {
        self.header = Some((RETRY_AFTER, seconds.max(1).into()));
        self
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The answer to whoever asked for a path.
    pub fn answer(&self, path: &str) -> Response<Body> {
        let (sort, problem) = (self.sort, &self.problem);
        let details = ProblemDetails {
            sort: format!("/problems/{}", sort.word),
            title: sort.title,
            status: sort.status,
            detail: &problem.what,
            instance: path,
            kind: ProblemKindWord(problem.kind),
            field: problem.field.as_deref(),
            value: problem.value.as_deref(),
            hint: problem.hint.as_deref(),
            nearest: &problem.nearest,
            line: problem.line(),
        };
        let body = serde_json::to_vec(&details).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() =
            StatusCode::from_u16(sort.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.header.clone().map(|(name, value)| (Some(name), value)));
        response.extensions_mut().insert(sort);
        response
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Fault {
        Fault::new(Sort::of(&problem), problem)
    }
}

/// The beginning of what somebody sent, for a message.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sorts_are_unique_and_statuses_are_of_faults() {
        let words: std::collections::HashSet<&str> =
            Sort::SORTS.iter().map(|sort| sort.word).collect();
        assert_eq!(words.len(), Sort::SORTS.len());
        assert!(Sort::SORTS.iter().all(|sort| (400..600).contains(&sort.status)));
    }
}
