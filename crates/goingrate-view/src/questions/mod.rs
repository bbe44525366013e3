//! The questions that interfaces pass on, each with its request, its view, its text and an example: one
//! file each, and this list of them ([`QUESTIONS`]).
//!
//! The HTTP API makes a route of each, assistants get a tool of each, and Python a function, so that an
//! interface adds transport, limits and descriptions and no logic of its own.
//!
//! ```
//! use goingrate::GoingRate;
//! use goingrate_view::questions::{Asking, question};
//!
//! let going_rate = GoingRate::open()?;
//! let asking = Asking::new(&going_rate, "2026-11-30".parse()?);
//! let pay = question("pay").expect("a question");
//! let request = serde_json::from_str(r#"{"text": "senior backend, Seattle"}"#)?;
//! let answer = pay.ask(&asking, &request)?;
//! assert!(answer.json()?.contains("percentiles"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod career;
mod estimate;
mod evidence;
mod fields;
mod hire;
mod kit;
mod net;
mod offer;
mod pay;
mod project;
mod rank;
mod rate;
mod words;

use goingrate::GoingRate;
use goingrate_units::{Date, Problem, ProblemKind};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::estimate::QuickEstimates;
pub use self::fields::{Field, Kind, loosely, request_of, words_of};
use crate::Style;
use crate::views::{Context, SourceLabel, labels};

/// The questions, in the order in which people look for them.
pub const QUESTIONS: &[&Question] = &[
    &pay::PAY,
    &pay::COMPARE,
    &estimate::ESTIMATE,
    &rank::RANK,
    &rate::RATE,
    &net::NET,
    &hire::HIRE,
    &hire::PLACES,
    &hire::BUDGET,
    &project::PROJECT,
    &offer::OFFER,
    &career::CAREER,
    &kit::KIT,
    &evidence::SOURCES,
    &evidence::SOURCE,
    &evidence::CLAIM,
    &evidence::VERDICTS,
    &words::WORDS,
];

/// A question by its name.
pub fn question(name: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.name == name).copied()
}

/// What a question is asked of: what is opened, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// What is opened.
    pub going_rate: &'a GoingRate,
    /// The day that it is.
    pub today: Date,
}

impl<'a> Asking<'a> {
    /// What is opened, on a day.
    pub fn new(going_rate: &'a GoingRate, today: Date) -> Asking<'a> {
        Asking { going_rate, today }
    }

    /// The labels of the book's sources.
    fn labels(&self) -> Vec<SourceLabel> {
        labels(self.going_rate)
    }

    /// What views are made with.
    fn context(&self, labels: &'a [SourceLabel]) -> Context<'a> {
        Context::new(self.going_rate, labels)
    }
}

/// A request that is answered by a view.
pub trait Ask: Default + Serialize + DeserializeOwned + JsonSchema {
    /// What is answered.
    type View: Serialize + JsonSchema;

    /// Answers.
    ///
    /// # Errors
    /// When the request cannot be read, or has no answer; the problem's field is one of the request.
    fn ask(&self, asking: &Asking) -> Result<Self::View, Problem>;

    /// The view as text.
    fn text(&self, view: &Self::View, style: &Style) -> String;
}

/// One of the questions.
pub struct Question {
    /// Its name: `pay`, `hire-budget`.
    pub name: &'static str,
    /// What it asks, in a few words.
    pub title: &'static str,
    /// What is asked and answered, in a sentence or three.
    pub about: &'static str,
    /// Requests to start from, each with what it asks, as JSON.
    pub examples: &'static [(&'static str, &'static str)],
    /// Whether its answer may take seconds.
    pub slow: bool,
    typed: &'static dyn Typed,
}

impl Question {
    /// The schema of its requests.
    pub fn request_schema(&self, schemas: &mut SchemaGenerator) -> Schema {
        self.typed.request_schema(schemas)
    }

    /// The schema of its answers.
    pub fn view_schema(&self, schemas: &mut SchemaGenerator) -> Schema {
        self.typed.view_schema(schemas)
    }

    /// The fields of its requests, in their order.
    pub fn fields(&self) -> Vec<Field> {
        fields::of(&self.typed.request_root())
    }

    /// Answers a request.
    ///
    /// # Errors
    /// When the request is no object, has a field that is not known or cannot be read, or has no answer.
    pub fn ask(&self, asking: &Asking, request: &Value) -> Result<Box<dyn Answered>, Problem> {
        self.typed.ask(asking, request)
    }
}

/// An answer of any question.
pub trait Answered: Send {
    /// The view as JSON, on one line.
    ///
    /// # Errors
    /// When a figure cannot be written in JSON, which is a fault of the program.
    fn json(&self) -> Result<String, Problem>;

    /// The view as text.
    fn text(&self, style: &Style) -> String;
}

/// What is known of a question's types.
trait Typed: Sync {
    /// The schema of requests, which is no reference.
    fn request_root(&self) -> Schema;
    fn request_schema(&self, schemas: &mut SchemaGenerator) -> Schema;
    fn view_schema(&self, schemas: &mut SchemaGenerator) -> Schema;
    fn ask(&self, asking: &Asking, request: &Value) -> Result<Box<dyn Answered>, Problem>;
}

/// The types of a question.
struct Of<R>(std::marker::PhantomData<fn() -> R>);

impl<R> Of<R> {
    /// The types of the requests `R`.
    const NEW: Of<R> = Of(std::marker::PhantomData);
}

/// A request with its view.
struct AnsweredBy<R: Ask> {
    request: R,
    view: R::View,
}

impl<R: Ask<View: Send> + Send + 'static> Typed for Of<R> {
    fn request_root(&self) -> Schema {
        SchemaGenerator::default().into_root_schema_for::<R>()
    }

    fn request_schema(&self, schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<R>()
    }

    fn view_schema(&self, schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<R::View>()
    }

    fn ask(&self, asking: &Asking, request: &Value) -> Result<Box<dyn Answered>, Problem> {
        let request: R = fields::read(request)?;
        let view = request.ask(asking)?;
        Ok(Box::new(AnsweredBy { request, view }))
    }
}

impl<R: Ask<View: Send> + Send> Answered for AnsweredBy<R> {
    fn json(&self) -> Result<String, Problem> {
        serde_json::to_string(&self.view)
            .map_err(|error| Problem::new(error.to_string()).kind(ProblemKind::Internal))
    }

    fn text(&self, style: &Style) -> String {
        self.request.text(&self.view, style)
    }
}
