//! A switch: a few views of one thing, as links of which one is where the reader is.

use maud::{Markup, html};

/// A switch with its name; each entry is a word, an address, and whether it is shown.
pub fn switch(name: &str, entries: &[(&str, String, bool)]) -> Markup {
    html! {
        nav.seg aria-label=(name) {
            @for (word, to, here) in entries {
                a href=(to) aria-current=[here.then_some("true")] { (word) }
            }
        }
    }
}
