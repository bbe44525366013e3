//! `/v1/price`: rows of a table in, the same rows with their pay out, in their order, as they come. Nothing
//! of them is logged or kept.

mod input;
mod json_rows;
mod output;

use std::io::Read;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, Response};
use goingrate::ask::price::{Layout, RowEstimator, Usual};
use goingrate::evidence::table::Opened as Table;
use goingrate::evidence::table::append_columns::{Wide, Written};
use goingrate::units::parse::Unreadable;
use goingrate::units::{Currency, Date, Period, Problem, ProblemKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use self::input::{Replay, Upload};
use self::json_rows::{JsonRows, Shape};
use self::output::Rows;
use crate::app::App;
use crate::fault::{Fault, Sort};
use crate::guard::RouteName;
use crate::opened::Opened;
use crate::routes::Route;
use crate::{answer, edge, query};

/// The forms of the rows that come back.
pub const FORMS: [&str; 2] = ["application/x-ndjson", "text/csv"];

/// What holds for rows that do not say it themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PriceQuery {
    /// The day for rows that name none: 2026-11-22, 2026-11 or 2026; today if not given.
    pub as_of: Option<String>,
    /// The period of the prices: hour, day, week, month or year; a year, or an hour for rates, if not given.
    pub per: Option<String>,
    /// The currency of the prices, as a code: USD, EUR; that of each row's place if not given.
    pub currency: Option<String>,
    /// No price for a row with a cell that cannot be read, even where that may be left out.
    pub strict: bool,
}

impl PriceQuery {
    fn usual(&self, today: Date) -> Result<Usual, Problem> {
        let as_of = self.as_of.as_deref().map(|text| {
            text.parse::<Date>().map_err(|error| Problem::from(error).in_field("as_of"))
        });
        let per = self.per.as_deref().map(|text| {
            Period::from_slug(text).ok_or_else(|| {
                Problem::of("per", text, "is no period")
                    .hint("write hour, day, week, month or year")
            })
        });
        let currency =
            self.currency.as_deref().map(|text| text.parse::<Currency>().map_err(Problem::from));
        Ok(Usual {
            as_of: as_of.transpose()?.unwrap_or(today),
            per: per.transpose()?,
            currency: currency.transpose()?,
            unreadable: if self.strict { Unreadable::Refused } else { Unreadable::LeftOut },
        })
    }
}

/// Answers.
pub async fn handle(app: Arc<App>, route: &'static Route, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let answered = answered(&app, route, request).await;
    let mut response = answered.unwrap_or_else(|fault| fault.answer(&path));
    response.extensions_mut().insert(RouteName(route.name));
    response
}

async fn answered(
    app: &Arc<App>,
    route: &Route,
    request: Request,
) -> Result<Response<Body>, Fault> {
    if request.method() != Method::POST {
        return Err(Fault::method(request.method().as_str(), route.methods()));
    }
    let form = query::accepted(request.headers(), &FORMS).ok_or_else(|| {
        Fault::told(Sort::NOT_ACCEPTABLE, "rows come back as lines of JSON, or as CSV")
            .hint("accept application/x-ndjson or text/csv")
    })?;
    let shape = shape(request.headers())?;
    let today = edge::today()?;
    let usual = read_query(request.uri().query().unwrap_or_default())?.usual(today)?;
    let permit = Arc::clone(&app.pricing).try_acquire_owned().map_err(|_| {
        Fault::told(Sort::BUSY, "as many tables are being priced as may be").retry_after(5)
    })?;
    let written = if form == FORMS[1] { Written::Csv } else { Written::JsonLines };
    let times = (app.settings.price_time, app.settings.body_time);
    let upload = Upload::start(request.into_body(), app.settings.price_limit, times);
    let (rows, body) = output::channel(app.settings.price_time);
    let (started, starts) = oneshot::channel();
    let work = Work { app: Arc::clone(app), opened: app.current.get(), usual, written };
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work.run((upload, shape), rows, started);
    });
    let ended = |_| Fault::told(Sort::INTERNAL, "pricing the table made the program fail");
    starts.await.map_err(ended)??;
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static(if written == Written::Csv {
            "text/csv; charset=utf-8"
        } else {
            FORMS[0]
        }),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("accept"));
    let day = HeaderValue::from_str(&today.to_string());
    headers.extend(day.ok().map(|day| (answer::DAY, day)));
    Ok(response)
}

/// How a table comes.
fn shape(headers: &HeaderMap) -> Result<Option<Shape>, Fault> {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    answer::check_encoding(headers)?;
    match kind.as_str() {
        "text/csv" | "text/tab-separated-values" => Ok(None),
        "application/x-ndjson" | "application/jsonl" => Ok(Some(Shape::Lines)),
        "application/json" => Ok(Some(Shape::Array)),
        _ => Err(Fault::told(
            Sort::MEDIA_TYPE,
            "a table is CSV, lines of JSON, or a list of objects",
        )
        .hint("send the header Content-Type: text/csv, application/x-ndjson or application/json")),
    }
}

/// The fields of a query, in the words that requests have.
fn read_query(text: &str) -> Result<PriceQuery, Fault> {
    let mut read = PriceQuery::default();
    for (name, value) in query::pairs(text)? {
        let twice = match name.as_str() {
            "as_of" => read.as_of.replace(value).is_some(),
            "per" => read.per.replace(value).is_some(),
            "currency" => read.currency.replace(value).is_some(),
            "strict" => {
                read.strict = match value.as_str() {
                    "" | "true" | "1" | "yes" => true,
                    "false" | "0" | "no" => false,
                    _ => {
                        let what = "is neither true nor false";
                        return Err(Problem::of("strict", &value, what).into());
                    }
                };
                false
            }
            _ => {
                return Err(Problem::of(&name, "", "is no field of this request")
                    .kind(ProblemKind::Unknown)
                    .hint("its fields are as_of, per, currency, strict")
                    .into());
            }
        };
        if twice {
            return Err(Problem::of(&name, "", "is given twice").hint("give it once").into());
        }
    }
    Ok(read)
}

/// A table on its way.
struct Work {
    app: Arc<App>,
    opened: Arc<Opened>,
    usual: Usual,
    written: Written,
}

impl Work {
    /// Reads, prices and writes. What is wrong before the first row is the answer; what breaks off later is
    /// told in a last row.
    fn run(
        &self,
        (upload, shape): (Upload, Option<Shape>),
        rows: Rows,
        started: oneshot::Sender<Result<(), Fault>>,
    ) {
        let table = match shape {
            None => open(upload),
            Some(shape) => open(JsonRows::new(upload, shape)),
        };
        let table = table.and_then(|wide| {
            let layout = Layout::of(wide.headings())?;
            Ok((wide, layout))
        });
        let (wide, layout) = match table {
            Ok(table) => table,
            Err(fault) => return drop(started.send(Err(fault))),
        };
        if started.send(Ok(())).is_err() {
            return;
        }
        let (added, width) = (layout.added(), wide.headings().len());
        let mut estimator = RowEstimator::new(&layout, &self.opened.going_rate, self.usual);
        let each = added.len();
        let metrics = &self.app.metrics;
        let priced = wide.append_columns(
            &layout.wanted(),
            &added,
            (self.written, rows.clone()),
            |lines, cells| {
                for (line, cells) in lines.iter().zip(cells.chunks_mut(each)) {
                    estimator.price(line, cells);
                }
                metrics.priced(lines.len() as u64);
            },
        );
        if let Err(error) = priced {
            rows.broke_off(self.written, width + each, &error.to_string());
        }
    }
}

/// A stream as a table, with its headings read.
fn open(stream: impl Read + Send + 'static) -> Result<Wide, Fault> {
    let (replay, look) = Replay::new(stream)?;
    let opened = Table::new(replay).and_then(Wide::open);
    look.done();
    opened.map_err(|error| {
        let hint =
            "a table has a line of headings: role, level, place, …; or objects with such keys";
        Problem::new(error.to_string()).kind(ProblemKind::Unreadable).hint(hint).into()
    })
}
