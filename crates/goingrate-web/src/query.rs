//! Paths, queries and headers as text: what is no UTF-8 is refused and never replaced.

use std::borrow::Cow;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use percent_encoding::percent_decode;

use crate::fault::{Fault, Sort};

/// A query with more fields is a mistake.
const MOST_PAIRS: usize = 200;

/// A part of a path or a query, decoded; `+` is a blank in queries alone.
fn decoded(text: &str, in_query: bool) -> Result<String, Fault> {
    let text = if in_query { text.replace('+', " ") } else { text.to_owned() };
    let decoded = percent_decode(text.as_bytes()).decode_utf8().map(Cow::into_owned);
    decoded.map_err(|_| {
        Fault::told(Sort::BAD_REQUEST, "the address is not UTF-8 behind its percent signs")
    })
}

/// The pairs of a query.
///
/// # Errors
/// When it is no UTF-8, or has too many fields.
pub fn pairs(query: &str) -> Result<Vec<(String, String)>, Fault> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    if parts.clone().count() > MOST_PAIRS {
        let what = format!("the query has more than {MOST_PAIRS} fields");
        return Err(Fault::told(Sort::BAD_REQUEST, what));
    }
    parts.map(pair).collect()
}

fn pair(part: &str) -> Result<(String, String), Fault> {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    Ok((decoded(name, true)?, decoded(value, true)?))
}

/// The parts of a path that a template leaves open (`/v1/evidence/sources/{source}`), with their names.
///
/// # Errors
/// When one is no UTF-8, or is empty.
pub fn open_parts<'p>(template: &'p str, path: &'p str) -> Result<Vec<(&'p str, String)>, Fault> {
    let mut found = Vec::new();
    for (open, part) in template.split('/').zip(path.split('/')) {
        let Some(name) = open.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else {
            continue;
        };
        let part = decoded(part, false)?;
        if part.is_empty() || part.chars().any(char::is_control) {
            return Err(Fault::told(Sort::BAD_REQUEST, format!("the path says no {name}")));
        }
        found.push((name, part));
    }
    Ok(found)
}

/// Which of some media types an `Accept` header likes best; the first where there is none, nothing where
/// it takes none of them (RFC 9110, section 12.5.1).
pub fn accepted<'m>(headers: &HeaderMap, offered: &[&'m str]) -> Option<&'m str> {
    let mut ranges =
        headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    if ranges.peek().is_none() {
        return offered.first().copied();
    }
    let ranges: Vec<(&str, f64)> =
        ranges.flat_map(|value| value.split(',')).take(64).filter_map(range).collect();
    let quality = |media: &str| {
        let fits = ranges.iter().filter_map(|(range, q)| Some((specific(range, media)?, *q)));
        fits.max_by_key(|(specific, _)| *specific).map_or(0.0, |(_, q)| q)
    };
    let mut best: Option<(&str, f64)> = None;
    for &media in offered {
        let q = quality(media);
        if q > 0.0 && best.is_none_or(|(_, of_best)| q > of_best) {
            best = Some((media, q));
        }
    }
    best.map(|(media, _)| media)
}

/// "text/plain; q=0.5".
fn range(text: &str) -> Option<(&str, f64)> {
    let mut parts = text.split(';').map(str::trim);
    let media = parts.next().filter(|media| !media.is_empty())?;
    let q = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let q = q.map_or(1.0, |q| q.parse::<f64>().unwrap_or(0.0));
    Some((media, if q.is_finite() { q.clamp(0.0, 1.0) } else { 0.0 }))
}

/// How specifically a range names a media type.
fn specific(range: &str, media: &str) -> Option<u8> {
    match range {
        "*/*" => Some(0),
        range if range.eq_ignore_ascii_case(media) => Some(2),
        range => {
            let kind = range.strip_suffix("/*")?;
            media.split('/').next().filter(|of| kind.eq_ignore_ascii_case(of)).map(|_| 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accept: &str, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().expect("a header"));
        assert_eq!(accepted(&headers, &["application/json", "text/plain"]), expected, "{accept}");
    }

    #[test]
    fn the_form_that_is_liked_best_is_given() {
        check("*/*", Some("application/json"));
        check("text/plain", Some("text/plain"));
        check("text/*;q=0.9, application/json;q=0.8", Some("text/plain"));
        check("application/*, text/plain;q=0.5", Some("application/json"));
        check("image/png", None);
        check("application/json;q=0", None);
        check("*/*, application/json;q=0", Some("text/plain"));
    }

    #[test]
    fn what_is_no_utf_8_is_refused() {
        assert!(pairs("text=%ff").is_err());
        let read = pairs("text=senior+backend%2C%20K%C3%B6ln&net&x=50%").expect("a query");
        let texts: Vec<(&str, &str)> = read.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(texts, [("text", "senior backend, Köln"), ("net", ""), ("x", "50%")]);
    }
}
