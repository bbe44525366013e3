//! Rows of a table to profiles: each cell is read once and remembered, so that a million rows with
//! a few thousand different words cost little more than their look-ups. What cells say together is
//! decided as for a question in one text: the same rules, the same errors.

use std::collections::HashMap;
use std::sync::Arc;

use super::meaning::{Candidate, Meaning, Mention};
use super::mention::{LONGEST_TEXT, mentions};
use super::{fields, profile};
use crate::words::listed;
use crate::{Date, EmployerId, Problem, Profile, Taxonomy};

/// What a cell of a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A whole question: "senior backend, Seattle, Rust".
    Question,
    /// A role, or a title that says level or skills too: "Senior Backend Engineer".
    Role,
    /// A level.
    Level,
    /// Years of experience.
    Years,
    /// A place.
    Place,
    /// Skills, separated by `|`, `;` or commas: see [`listed`](super::listed).
    Skills,
    /// An industry.
    Industry,
    /// A tier of employers.
    Tier,
    /// An employer by name.
    Employer,
    /// An engagement.
    Engagement,
    /// A part of pay.
    Component,
    /// The day that is asked for.
    AsOf,
}

impl Field {
    /// Every field, in the order of a profile.
    pub const ALL: [Field; 12] = [
        Field::Question,
        Field::Role,
        Field::Level,
        Field::Years,
        Field::Place,
        Field::Skills,
        Field::Industry,
        Field::Tier,
        Field::Employer,
        Field::Engagement,
        Field::Component,
        Field::AsOf,
    ];

    /// Its name: the heading of its column.
    pub fn name(self) -> &'static str {
        match self {
            Field::Question => "question",
            Field::Role => "role",
            Field::Level => "level",
            Field::Years => "years",
            Field::Place => "place",
            Field::Skills => "skills",
            Field::Industry => "industry",
            Field::Tier => "tier",
            Field::Employer => "employer",
            Field::Engagement => "engagement",
            Field::Component => "component",
            Field::AsOf => "as_of",
        }
    }
}

/// What a cell says, or why it cannot be read.
type Said = Result<Arc<[Mention]>, Problem>;

/// When this many texts of a field are remembered, they are forgotten: a bound on memory.
const MOST_KNOWN: usize = 1 << 14;

/// Longer texts are read each time: they hardly come back.
const LONGEST_KNOWN: usize = 256;

/// What cells of a table say, remembered.
#[derive(Debug)]
pub struct Phrasebook<'t> {
    taxonomy: &'t Taxonomy,
    today: Date,
    known: [HashMap<String, Said>; Field::ALL.len()],
}

impl<'t> Phrasebook<'t> {
    /// An empty phrasebook. `today` is the as-of date of a row that names none.
    pub fn new(taxonomy: &'t Taxonomy, today: Date) -> Phrasebook<'t> {
        Phrasebook { taxonomy, today, known: std::array::from_fn(|_| HashMap::new()) }
    }

    /// The profile of a row: what its cells say together. An empty cell says nothing.
    ///
    /// # Errors
    /// As [`profile`](super::profile), for one cell or for what several say together.
    pub fn profile<'c>(
        &mut self,
        cells: impl IntoIterator<Item = (Field, &'c str)>,
    ) -> Result<Profile, Problem> {
        let mut said = Vec::with_capacity(8);
        // Codes of levels mean what they mean at the employer, whose cell may come after them.
        let mut levels = Vec::new();
        for (field, text) in cells {
            let text = text.trim();
            match field {
                _ if text.is_empty() => {}
                Field::Level => levels.push(text),
                field => said.push(self.said(field, text)?),
            }
        }
        let employer = said.iter().flat_map(|said| said.iter()).find_map(employer_of);
        for text in levels {
            let rung = employer.and_then(|of| self.taxonomy.rung_named(of, text));
            said.push(match rung {
                Some(rung) => Arc::from([mention(Meaning::Rung(rung), text)]),
                None => self.said(Field::Level, text)?,
            });
        }
        let mentions: Vec<&Mention> = said.iter().flat_map(|mentions| mentions.iter()).collect();
        if mentions.is_empty() {
            let hint = "fill in a role, or a question such as senior backend, Seattle, Rust";
            return Err(Problem::of("question", "", "nothing is said").hint(hint));
        }
        profile::of_mentions(&mentions, self.taxonomy, self.today)
    }

    fn said(&mut self, field: Field, text: &str) -> Said {
        let known = &mut self.known[field as usize];
        if let Some(said) = known.get(text) {
            return said.clone();
        }
        let said = read(field, text, self.taxonomy);
        if text.len() <= LONGEST_KNOWN {
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            known.insert(text.to_owned(), said.clone());
        }
        said
    }
}

fn employer_of(mention: &Mention) -> Option<EmployerId> {
    match mention.meaning {
        Meaning::Employer(id) => Some(id),
        _ => None,
    }
}

/// Reads a cell.
fn read(field: Field, text: &str, taxonomy: &Taxonomy) -> Said {
    if text.len() > 4 * LONGEST_TEXT || text.chars().count() > LONGEST_TEXT {
        let reason = format!("a text has at most {LONGEST_TEXT} characters");
        return Err(Problem::of(field.name(), text, reason));
    }
    let meaning = match field {
        Field::Question => return mentions("question", text, taxonomy).map(Arc::from),
        Field::Role => return title(text, taxonomy).map(Arc::from),
        Field::Skills => return skills(text, taxonomy).map(Arc::from),
        Field::Level => Meaning::Level(fields::level(text, taxonomy)?),
        Field::Years => Meaning::Years(fields::years(text, taxonomy)?),
        Field::Place => Meaning::Place(vec![Candidate::place(fields::place(text, taxonomy)?)]),
        Field::Industry => Meaning::Industry(fields::industry(text, taxonomy)?),
        Field::Tier => Meaning::Tier(fields::tier(text, taxonomy)?),
        Field::Employer => Meaning::Employer(fields::employer(text, taxonomy)?),
        Field::Engagement => Meaning::Engagement(fields::engagement(text, taxonomy)?),
        Field::Component => Meaning::Component(fields::component(text, taxonomy)?),
        Field::AsOf => Meaning::AsOf(date(text)?),
    };
    Ok(Arc::from([mention(meaning, text)]))
}

fn mention(meaning: Meaning, text: &str) -> Mention {
    Mention { meaning, words: text.to_owned(), span: (0, 1), chunk: 0 }
}

/// A role, or a title, which may say its level and skills too ("Senior Python Developer"). Anything
/// else in it is the error of the flag `--role`: a word of another field prices other work.
fn title(text: &str, taxonomy: &Taxonomy) -> Result<Vec<Mention>, Problem> {
    if let Some(id) = taxonomy.role_of(text) {
        return Ok(vec![mention(Meaning::Role(id), text)]);
    }
    let said = mentions("role", text, taxonomy).map_err(|error| match error.is_unknown() {
        true => fields::role(text, taxonomy).err().unwrap_or(error),
        false => error,
    })?;
    let is_role = |said: &Mention| matches!(said.meaning, Meaning::Role(_) | Meaning::Generic);
    let beside = |said: &Mention| {
        matches!(
            said.meaning,
            Meaning::Level(_)
                | Meaning::Hint(_)
                | Meaning::Step(_)
                | Meaning::Rung(_)
                | Meaning::Workplace(_)
                | Meaning::Aside
                | Meaning::Skill(_)
                | Meaning::Employer(_)
        )
    };
    // "Director of Engineering" is a level that says its role.
    let says_role = |said: &Mention| match said.meaning {
        Meaning::Level(level) => taxonomy.level(level).implies_role.is_some(),
        _ => is_role(said),
    };
    let has_role = said.iter().any(says_role);
    let fits = |said: &Mention| is_role(said) || (has_role && beside(said));
    let other = said.iter().find(|said| !fits(said));
    match other {
        Some(other) => Err(fields::another("role", other)),
        None => Ok(said),
    }
}

fn skills(text: &str, taxonomy: &Taxonomy) -> Result<Vec<Mention>, Problem> {
    let skill = |part| Ok(mention(Meaning::Skill(fields::skill(part, taxonomy)?), part));
    listed(text).map(skill).collect()
}

/// A day; of a moment ("2026-11-22T08:00", "2026-11-22 08:00:00"), its day.
fn date(text: &str) -> Result<Date, Problem> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    day.parse().map_err(|_| {
        Problem::of("as_of", text, "is no date").hint("write 2026-11-22, 2026-11 or 2026")
    })
}
