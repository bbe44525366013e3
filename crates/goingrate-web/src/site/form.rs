//! What was sent as a form: fields, or fields with a file of which the text is the field.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;

use crate::answer::read;
use crate::app::App;
use crate::fault::{Fault, Sort};
use crate::query;

/// A form with more fields is a mistake.
const MOST: usize = 200;

/// The fields of a form.
///
/// # Errors
/// When it is none, too large, too slow, or no UTF-8.
pub async fn fields(app: &App, request: Request) -> Result<Vec<(String, String)>, Fault> {
    let media = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media = media.unwrap_or_default().to_ascii_lowercase();
    if media.starts_with("application/x-www-form-urlencoded") {
        let body = read(app, request).await?;
        let text = std::str::from_utf8(&body);
        return query::pairs(text.map_err(|_| malformed("the form is no UTF-8"))?);
    }
    if media.starts_with("multipart/form-data") {
        return parts(app, request).await;
    }
    Err(Fault::told(Sort::MEDIA_TYPE, "the body is no form"))
}

/// The parts of a form with a file. The whole is read first, so that its size and its time are bounded.
async fn parts(app: &App, request: Request) -> Result<Vec<(String, String)>, Fault> {
    let (head, body) = request.into_parts();
    let again = Request::from_parts(head.clone(), body);
    let bytes = read(app, again).await?;
    let whole = Request::from_parts(head, axum::body::Body::from(bytes));
    let broken =
        |error: &dyn std::fmt::Display| malformed(&format!("the form cannot be read: {error}"));
    let mut form = Multipart::from_request(whole, &()).await.map_err(|error| broken(&error))?;
    let mut fields = Vec::new();
    while let Some(part) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        let value = part.bytes().await.map_err(|error| broken(&error))?;
        let value = std::str::from_utf8(&value).map_err(|_| malformed("the form is no UTF-8"))?;
        fields.push((name, value.to_owned()));
        if fields.len() > MOST {
            return Err(malformed("the form has more than 200 fields"));
        }
    }
    Ok(fields)
}

fn malformed(what: &str) -> Fault {
    Fault::told(Sort::BAD_REQUEST, what)
}
