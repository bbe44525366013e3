//! Texts of views within a page: code between backticks, addresses as links, figures as pages write them.

use maud::{Markup, html};

use crate::words::{dated, tight};

/// A text: what stands between two backticks is code, and an address is a link.
pub fn said(text: &str) -> Markup {
    let pieces: Vec<&str> = text.split('`').collect();
    // A backtick without a second one is an ordinary sign.
    if pieces.len().is_multiple_of(2) {
        return linked(text);
    }
    html! {
        @for (at, piece) in pieces.into_iter().enumerate() {
            @if at % 2 == 1 { code { (piece) } } @else { (linked(piece)) }
        }
    }
}

/// A text in which an address is a link.
fn linked(text: &str) -> Markup {
    let Some(begin) = text.find("https://") else { return html! { (dated(&tight(text))) } };
    let (before, rest) = text.split_at(begin);
    let ends = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | ')' | '"');
    let (address, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
    let shown = address.trim_start_matches("https://").trim_start_matches("www.");
    let host = shown.split('/').next().unwrap_or(shown);
    html! { (dated(&tight(before))) a href=(address) rel="noreferrer" { (host) } (linked(after)) }
}
