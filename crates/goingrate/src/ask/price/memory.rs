//! Answers to rows that come again: what the cells that are read say, to the cells that were added for it.
//! An answer is kept from the second time on, so that a table in which no row comes again fills no memory.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use goingrate_import::table::Line;
use goingrate_import::table::append_columns::Cell;

use super::headings::Use;
use super::{Layout, Note, ToldRow};

/// When so many answers are kept, they are forgotten: a bound on memory, some 30 MB.
const MOST_KEPT: usize = 1 << 15;

/// What was seen before, as far as there is room for.
pub(super) struct Sightings(Vec<u64>);

/// Hashes that are remembered: a newer one takes the room of an older.
const MOST_SEEN: usize = 1 << 16;

impl Sightings {
    /// Nothing was seen yet.
    pub fn new() -> Sightings {
        Sightings(vec![0; MOST_SEEN])
    }

    /// Whether the last that was seen in the room of this hash is the same.
    pub fn again(&mut self, hash: u64) -> bool {
        let room = &mut self.0[hash as usize % MOST_SEEN];
        std::mem::replace(room, hash) == hash
    }
}

/// What became of a row.
pub(super) struct Answer {
    cells: Box<[Cell]>,
    notes: Vec<Note>,
    priced: bool,
}

impl Answer {
    /// Fills the cells of another row that says the same, and tells the same of it.
    pub fn again(&self, line: &Line, cells: &mut [Cell]) -> Option<ToldRow> {
        cells.iter_mut().zip(&self.cells).for_each(|(to, from)| to.clone_from(from));
        let told =
            || ToldRow { line: line.number(), notes: self.notes.clone(), priced: self.priced };
        (!self.notes.is_empty()).then(told)
    }
}

/// Answers by what rows say.
pub(super) struct RowMemory {
    /// What the row at hand says, with its hash; empty where it is not to be kept.
    said: Vec<u8>,
    hash: u64,
    seen: Sightings,
    /// By the hash of what a row says, which another may share.
    kept: HashMap<u64, (Box<[u8]>, Answer)>,
}

impl RowMemory {
    pub fn new() -> RowMemory {
        RowMemory { said: Vec::new(), hash: 0, seen: Sightings::new(), kept: HashMap::new() }
    }

    /// The answer to an earlier row that said the same.
    pub fn answer(&mut self, layout: &Layout, line: &Line) -> Option<&Answer> {
        self.said.clear();
        if line.beyond(layout.width()).is_some() {
            return None;
        }
        for (_, at) in layout.columns() {
            let field = line.field(at);
            self.said.extend_from_slice(&(field.len() as u64).to_le_bytes());
            self.said.extend_from_slice(field.as_bytes());
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(&self.said);
        self.hash = hasher.finish();
        let (said, answer) = self.kept.get(&self.hash)?;
        (**said == *self.said).then_some(answer)
    }

    /// Keeps the answer to the row that was asked for last, if it was seen before.
    pub fn keep(&mut self, cells: &[Cell], told: Option<&ToldRow>) {
        if self.said.is_empty() || !self.seen.again(self.hash) {
            return;
        }
        if self.kept.len() >= MOST_KEPT {
            self.kept.clear();
        }
        let answer = Answer {
            cells: cells.into(),
            notes: told.map(|told| told.notes.clone()).unwrap_or_default(),
            priced: told.is_none_or(|told| told.priced),
        };
        self.kept.insert(self.hash, (self.said.as_slice().into(), answer));
    }
}

/// A number that lines share which say the same in the columns that count.
pub(super) fn hash_of(layout: &Layout, line: &Line, counts: fn(Use) -> bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (_, at) in layout.columns().filter(|(used, _)| counts(*used)) {
        line.field(at).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(fields: &[&str]) -> Line {
        let mut line = Line::default();
        line.refill(7, fields.iter().copied());
        line
    }

    #[test]
    fn an_answer_is_kept_from_the_second_time_and_only_for_the_same_cells() {
        let headings = ["id", "role", "place"].map(str::to_owned);
        let layout = Layout::of(&headings).expect("a layout");
        let mut memory = RowMemory::new();
        let cells = [Cell::Number(1.0)];
        for time in 0..3 {
            // What is only passed through does not count.
            let row = line(&[&time.to_string(), "backend", "Berlin"]);
            assert_eq!(memory.answer(&layout, &row).is_some(), time == 2);
            if time < 2 {
                memory.keep(&cells, None);
            }
        }
        let mut again = [Cell::Empty];
        let row = line(&["9", "backend", "Berlin"]);
        assert_eq!(memory.answer(&layout, &row).and_then(|a| a.again(&row, &mut again)), None);
        assert_eq!(again, cells);
        for other in [["9", "backendB", "erlin"], ["9", "backend", ""]] {
            assert!(memory.answer(&layout, &line(&other)).is_none());
        }
        // A field too many is the problem of its row alone.
        assert!(memory.answer(&layout, &line(&["9", "backend", "Berlin", "x"])).is_none());
    }

    #[test]
    fn rows_that_differ_in_skills_share_their_shape() {
        let headings = ["role", "place", "skills"].map(str::to_owned);
        let layout = Layout::of(&headings).expect("a layout");
        let of = |fields: &[&str]| hash_of(&layout, &line(fields), Use::shapes);
        assert_eq!(of(&["backend", "Berlin", "Rust"]), of(&["backend", "Berlin", "Go"]));
        assert_ne!(of(&["backend", "Berlin", "Rust"]), of(&["backend", "Paris", "Rust"]));
    }
}
