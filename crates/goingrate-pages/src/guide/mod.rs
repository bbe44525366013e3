//! The guide to a role: an article that is made of the book, and its writers.
//!
//! [`Guide::of`] asks the questions of the application layer; each section (`sections`) looks for a finding
//! in their answers and says it in a heading, a few sentences and a figure. A section without evidence is
//! left out. What is found is one structure, which [`html`], [`file`](mod@file) and [`markdown`] write.

mod asked;
pub mod blocks;
pub mod file;
pub mod grid;
pub mod html;
pub mod markdown;
mod role;
mod sections;
mod text;

use goingrate::evidence::Card;
use goingrate::units::{Date, Problem};
use goingrate_view::questions::Asking;

pub use asked::Asked;
pub use blocks::{Block, Section};
pub use role::{Role, roles};
pub use text::{Piece, Text};

/// Words that somebody reads in a minute.
const WORDS_A_MINUTE: usize = 230;

/// The guide to a role.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The role.
    pub role: Role,
    /// The day that its figures are asked for.
    pub day: Date,
    /// The title: "What backend developers earn in the United States".
    pub title: String,
    /// What it comes to, in two sentences.
    pub stand: Text,
    /// The same in a few lines.
    pub short: Vec<Text>,
    /// The sections, in the order of reading.
    pub sections: Vec<Section>,
    /// The sources that its text refers to, in the order in which it does.
    pub notes: Vec<Note>,
    /// Guides to roles that are near.
    pub related: Vec<Role>,
    /// How many sources the book is made of.
    pub sources: usize,
}

/// A source that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its word: `/evidence/{slug}` is its page.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its period, as it says itself.
    pub period: String,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Guide {
    /// The guide to a role, by its word in the taxonomy ("backend-developer").
    ///
    /// # Errors
    /// When there is no such role, or no evidence speaks of it (field `role`).
    pub fn of(asking: &Asking, slug: &str) -> Result<Guide, Problem> {
        let all = roles(asking)?;
        let role = role::find(asking, &all, slug)?;
        let related = role::related(&asking.going_rate.taxonomy, &all, &role);
        let asked = Asked::new(asking, role.clone(), all)?;
        let sections = sections::all(&asked);
        let notes = notes(asking, &sections)?;
        Ok(Guide {
            title: format!("What {} earn in {}", role.many, asked.place),
            stand: sections::stand(&asked),
            short: sections.iter().filter_map(|section| section.short.clone()).collect(),
            related,
            sources: asking.going_rate.sources().len(),
            day: asking.today,
            role,
            sections,
            notes,
        })
    }

    /// How many minutes it takes to read.
    pub fn minutes(&self) -> usize {
        let words: usize = self.sections.iter().map(Section::words).sum();
        words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// The number by which the text refers to a source.
    pub fn number_of(&self, slug: &str) -> Option<usize> {
        self.notes.iter().position(|note| note.slug == slug).map(|at| at + 1)
    }
}

/// The sources that sections refer to, in their order.
fn notes(asking: &Asking, sections: &[Section]) -> Result<Vec<Note>, Problem> {
    let evidence = goingrate::ask::evidence::list(asking.going_rate)?.evidence;
    let mut notes: Vec<Note> = Vec::new();
    for slug in sections.iter().flat_map(Section::sources) {
        if notes.iter().any(|note| note.slug == slug) {
            continue;
        }
        let card = evidence.cards.iter().find(|card| card.slug == slug);
        notes.extend(card.map(Note::of));
    }
    Ok(notes)
}

impl Note {
    fn of(card: &Card) -> Note {
        Note {
            slug: card.slug.clone(),
            title: card.title.clone(),
            publisher: goingrate_view::words::capitalised(&card.publisher),
            period: card.period.clone(),
            url: card.url.clone(),
        }
    }
}
