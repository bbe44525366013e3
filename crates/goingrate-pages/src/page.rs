//! A page as it is sent: its status, title and HTML, and the tables and pictures that it has for download.

use goingrate_view::questions::Asking;
use maud::Markup;

use crate::input::Input;
use crate::parts::shell::{self, Section};

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status of HTTP: 200, or that of what went wrong.
    pub status: u16,
    /// The title.
    pub title: String,
    /// What it says, in a sentence, for search engines and link previews.
    pub about: String,
    /// The part of the site that it belongs to.
    pub section: Section,
    /// What stands in `main`.
    pub main: Markup,
    /// Its tables and pictures as files.
    pub downloads: Vec<Download>,
}

/// A table or a picture of a page as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The name that an address asks for it by: `levels.csv`.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its text.
    pub text: String,
}

impl Page {
    /// A page that went well.
    pub fn new(section: Section, title: impl Into<String>, main: Markup) -> Page {
        let title = title.into();
        Page { status: 200, about: title.clone(), title, section, main, downloads: Vec::new() }
    }

    /// The same with what it says in a sentence.
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Page {
        Page { about: about.into(), ..self }
    }

    /// The same with tables and pictures for download.
    #[must_use]
    pub fn downloads(self, downloads: Vec<Download>) -> Page {
        Page { downloads, ..self }
    }

    /// The same with another status.
    #[must_use]
    pub fn status(self, status: u16) -> Page {
        Page { status, ..self }
    }

    /// The page as HTML.
    pub fn html(&self, asking: &Asking) -> String {
        shell::html(self, asking).into_string()
    }

    /// What the address asks for as a file (`file=levels.csv`), if it does and there is one.
    pub fn file(&self, input: &Input) -> Option<&Download> {
        let name = input.one("file");
        self.downloads.iter().find(|file| file.name == name)
    }
}
