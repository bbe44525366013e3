//! Rows of a table to profiles: each cell is read once and remembered, so that a million rows with
//! a few thousand different words cost little more than their look-ups. What cells say together is
//! decided as for a question in one text: the same rules, the same errors. A cell that cannot be read
//! is the error of its row, or is left out and told where its field may be left open.

use std::collections::HashMap;
use std::sync::Arc;

use super::meaning::{Candidate, Meaning, Mention};
use super::mention::{LONGEST_TEXT, Of, Reading};
use super::{fields, mention as reader, nearest, profile};
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

    /// Whether a row has an honest price without it: what it would say is then left open, and the price
    /// is that of a wider group. Without the work or the place it would be the price of something else.
    pub fn may_be_left_out(self) -> bool {
        use Field::{AsOf, Place, Question, Role};
        !matches!(self, Question | Role | Place | AsOf)
    }
}

/// What is done with a cell that cannot be read, where its field [may be left out](Field::may_be_left_out).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is the error of the row.
    Refused,
    /// It is left out, and told.
    LeftOut,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRow {
    /// The profile.
    pub profile: Profile,
    /// What could not be read and was left out.
    pub left_out: Vec<Problem>,
    /// What somebody should be told of how the row was read, each with its field.
    pub remarks: Vec<Problem>,
}

/// What a cell says.
#[derive(Debug, Default)]
struct Told {
    mentions: Vec<Mention>,
    /// What of it cannot be read, where the field may be left out.
    left_out: Vec<Problem>,
    remarks: Vec<Problem>,
}

/// What a cell says, or why the row cannot do without it.
type Said = Result<Arc<Told>, Problem>;

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
        self.row(cells, Unreadable::Refused).map(|row| row.profile)
    }

    /// What the cells of a row say together, and what of them was left out. An empty cell says nothing.
    ///
    /// # Errors
    /// As [`profile`](Self::profile); for a cell that may be left out only where it is to be refused.
    pub fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = (Field, &'c str)>,
        unreadable: Unreadable,
    ) -> Result<ReadRow, Problem> {
        let said = self.all_said(cells)?;
        let all = |pick: fn(&Told) -> &Vec<Problem>| -> Vec<Problem> {
            said.iter().flat_map(|told| pick(told).iter().cloned()).collect()
        };
        let mut left_out = all(|told| &told.left_out);
        if unreadable == Unreadable::Refused && !left_out.is_empty() {
            return Err(left_out.swap_remove(0));
        }
        let mentions: Vec<&Mention> = said.iter().flat_map(|told| told.mentions.iter()).collect();
        if mentions.is_empty() {
            let hint = "fill in a role, or a question such as senior backend, Seattle, Rust";
            return Err(Problem::of("question", "", "nothing is said").hint(hint));
        }
        let profile = profile::of_mentions(&mentions, self.taxonomy, self.today)?;
        Ok(ReadRow { profile, left_out, remarks: all(|told| &told.remarks) })
    }

    /// What each cell says that is not empty.
    fn all_said<'c>(
        &mut self,
        cells: impl IntoIterator<Item = (Field, &'c str)>,
    ) -> Result<Vec<Arc<Told>>, Problem> {
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
        let employer = said.iter().flat_map(|told| &told.mentions).find_map(employer_of);
        for text in levels {
            let rung = employer.and_then(|of| self.taxonomy.rung_named(of, text));
            said.push(match rung {
                Some(rung) => Arc::new(Told::of(Meaning::Rung(rung), text)),
                None => self.said(Field::Level, text)?,
            });
        }
        Ok(said)
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

impl Told {
    fn of(meaning: Meaning, text: &str) -> Told {
        Told { mentions: vec![mention(meaning, text)], ..Told::default() }
    }
}

/// Reads a cell.
fn read(field: Field, text: &str, taxonomy: &Taxonomy) -> Said {
    let told = match text.len() > 4 * LONGEST_TEXT || text.chars().count() > LONGEST_TEXT {
        true => {
            let reason = format!("a text has at most {LONGEST_TEXT} characters");
            Err(Problem::of(field.name(), text, reason))
        }
        false => told(field, text, taxonomy),
    };
    let told = match told {
        Err(problem) if field.may_be_left_out() => {
            Told { left_out: vec![problem], ..Told::default() }
        }
        told => told?,
    };
    Ok(Arc::new(told))
}

fn told(field: Field, text: &str, taxonomy: &Taxonomy) -> Result<Told, Problem> {
    let meaning = match field {
        Field::Question => return question(text, taxonomy),
        Field::Role => return title(text, taxonomy),
        Field::Place => return place(text, taxonomy),
        Field::Skills => return Ok(skills(text, taxonomy)),
        Field::Level => Meaning::Level(fields::level(text, taxonomy)?),
        Field::Years => Meaning::Years(fields::years(text, taxonomy)?),
        Field::Industry => Meaning::Industry(fields::industry(text, taxonomy)?),
        Field::Tier => Meaning::Tier(fields::tier(text, taxonomy)?),
        Field::Employer => Meaning::Employer(fields::employer(text, taxonomy)?),
        Field::Engagement => engagement(text, taxonomy)?,
        Field::Component => Meaning::Component(fields::component(text, taxonomy)?),
        Field::AsOf => Meaning::AsOf(date(text)?),
    };
    Ok(Told::of(meaning, text))
}

fn mention(meaning: Meaning, text: &str) -> Mention {
    Mention { meaning, words: text.to_owned(), span: (0, 1), chunk: 0 }
}

/// What a reading says, where every word of it is known and the work is priced.
fn known(field: Field, text: &str, reading: Reading, taxonomy: &Taxonomy) -> Result<Told, Problem> {
    if !reading.unknown.is_empty() {
        return Err(nearest::unknown(field.name(), &reading.unknown, taxonomy));
    }
    let remark = |what: String| Problem::of(field.name(), text, what);
    let mut remarks: Vec<Problem> = reading.remarks.into_iter().map(remark).collect();
    for said in &reading.mentions {
        match said.meaning {
            Meaning::Unpriced | Meaning::Elsewhere(_) => {
                let reason = "is work that is not priced here, or no question of what work pays";
                return Err(Problem::of(field.name(), &said.words, reason));
            }
            Meaning::Aside => {
                let what = format!("{} is not used: no evidence prices it", said.words);
                remarks.push(remark(what));
            }
            _ => {}
        }
    }
    Ok(Told { mentions: reading.mentions, left_out: Vec::new(), remarks })
}

fn question(text: &str, taxonomy: &Taxonomy) -> Result<Told, Problem> {
    let reading = reader::read("question", text, taxonomy, Of::Field)?;
    known(Field::Question, text, reading, taxonomy)
}

/// A place, with what is told of a town that no list has.
fn place(text: &str, taxonomy: &Taxonomy) -> Result<Told, Problem> {
    let place = fields::place(text, taxonomy)?;
    let mut told = Told::of(Meaning::Place(vec![Candidate::place(place)]), text);
    let is_slug = taxonomy.place_of(text).is_some();
    if !is_slug && let Ok(reading) = reader::read("place", text, taxonomy, Of::Field) {
        let remark = |what| Problem::of("place", text, what);
        told.remarks = reading.remarks.into_iter().map(remark).collect();
    }
    Ok(told)
}

/// A role, or a title, which may say its level, skills, place and engagement too ("Senior Python
/// Developer", "Sr. Backend Eng – NYC hybrid"): they count as if they stood in their columns. A title
/// names a role, or a level that says one; words that are not known may name other work.
fn title(text: &str, taxonomy: &Taxonomy) -> Result<Told, Problem> {
    if let Some(id) = taxonomy.role_of(text) {
        return Ok(Told::of(Meaning::Role(id), text));
    }
    let reading = reader::read("role", text, taxonomy, Of::Field)?;
    let told =
        known(Field::Role, text, reading, taxonomy).map_err(|error| match error.is_unknown() {
            // The words that are not known, and the nearest roles.
            true => match fields::role(text, taxonomy) {
                Err(of_role) => Problem { what: error.what, ..of_role },
                Ok(_) => error,
            },
            false => error,
        })?;
    let has_role = told.mentions.iter().any(|said| says_role(said, taxonomy));
    let other = told.mentions.iter().find(|said| !(is_role(said) || has_role && beside_role(said)));
    match other {
        Some(other) => Err(fields::another("role", other)),
        None => Ok(told),
    }
}

fn is_role(said: &Mention) -> bool {
    matches!(said.meaning, Meaning::Role(_) | Meaning::Generic)
}

/// "Director of Engineering" is a level that says its role.
fn says_role(said: &Mention, taxonomy: &Taxonomy) -> bool {
    match said.meaning {
        Meaning::Level(level) => taxonomy.level(level).implies_role.is_some(),
        _ => is_role(said),
    }
}

/// What a title says beside its role; money is of another column.
fn beside_role(said: &Mention) -> bool {
    let money = matches!(
        said.meaning,
        Meaning::Per(_) | Meaning::Amount(_) | Meaning::Component(_) | Meaning::AsOf(_)
    );
    !money
}

/// An engagement; "Full-time" is that of an employee, where nothing else is said.
fn engagement(text: &str, taxonomy: &Taxonomy) -> Result<Meaning, Problem> {
    let of = || fields::engagement(text, taxonomy).map(Meaning::Engagement);
    let Ok(said) = reader::mentions("engagement", text, taxonomy) else { return of() };
    let of_a_job = [Meaning::FullTime, Meaning::PartTime];
    let others: Vec<&Meaning> =
        said.iter().map(|said| &said.meaning).filter(|said| !of_a_job.contains(said)).collect();
    match others.as_slice() {
        [] if !said.is_empty() => Ok(Meaning::FullTime),
        [Meaning::Engagement(only)] => Ok(Meaning::Engagement(*only)),
        _ => of(),
    }
}

/// The skills that are known; each of the others is left out by itself.
fn skills(text: &str, taxonomy: &Taxonomy) -> Told {
    let mut told = Told::default();
    for part in listed(text) {
        match fields::skill(part, taxonomy) {
            Ok(skill) => told.mentions.push(mention(Meaning::Skill(skill), part)),
            Err(problem) => told.left_out.push(problem),
        }
    }
    told
}

/// A day; of a moment ("2026-11-22T08:00", "2026-11-22 08:00:00"), its day.
fn date(text: &str) -> Result<Date, Problem> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    day.parse().map_err(|_| {
        Problem::of("as_of", text, "is no date").hint("write 2026-11-22, 2026-11 or 2026")
    })
}
