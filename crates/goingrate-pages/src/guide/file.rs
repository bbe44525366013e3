//! A guide as one HTML file that needs nothing beside it: stylesheet and fonts stand in it, and it runs no
//! script.

use maud::{DOCTYPE, PreEscaped, html};

use super::Guide;
use super::html::{Into, article};
use crate::assets;
use crate::charts::hatching;
use crate::input::Input;
use crate::parts::{Figures, shell};
use crate::words;

/// The file.
pub fn page(guide: &Guide) -> String {
    // Files of figures are the site's: a file has its tables in it.
    let input = Input::default().posted();
    let mut figures = Figures::new(&input, words::day(guide.day));
    let main = article(guide, Into::File, &mut figures);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="description" content=(guide.stand.plain());
                title { (guide.title) " · Going Rate" }
                style { (PreEscaped(assets::style_with_fonts())) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                (hatching())
                header.top { div.wrap { span.mark { (shell::mark()) "Going Rate" } } }
                main id="main" { div.wrap { (main) } }
                footer.foot {
                    div.wrap {
                        div {
                            p {
                                "Made by Going Rate, an open engine for pay, from " (guide.sources)
                                " sources, with figures as of " (words::day(guide.day)) "."
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}
