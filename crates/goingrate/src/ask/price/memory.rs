//! Answers to rows that come again: what the cells that are read say, to the cells that were added for it.
//! An answer is kept from the second time on, so that a table in which no row comes again fills no memory.

use std::hash::{Hash, Hasher};

use goingrate_import::table::Line;
use goingrate_import::table::append_columns::Cell;
use goingrate_units::Problem;
use rustc_hash::{FxHashMap, FxHasher};

use super::headings::Use;
use super::{Layout, Note, ToldRow};

/// When so many answers are kept, they are forgotten.
const MOST_KEPT: usize = 1 << 15;

/// When answers that are kept have so many bytes, they are forgotten: a bound on memory.
const MOST_BYTES: usize = 30 << 20;

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

    /// Bytes that it takes, a text that it shares with others included.
    fn bytes(&self) -> usize {
        let texts = self.cells.iter().map(|cell| match cell {
            Cell::Text(text) => text.len(),
            Cell::Number(_) | Cell::Empty => 0,
        });
        let notes = self.notes.iter().map(|note| size_of::<Note>() + held(note.problem()));
        let cells = size_of_val(&*self.cells) + texts.sum::<usize>();
        size_of::<Answer>() + cells + notes.sum::<usize>()
    }
}

/// Bytes of the texts of a problem.
fn held(problem: &Problem) -> usize {
    let said = [&problem.field, &problem.value, &problem.hint].into_iter().flatten();
    let nearest = problem.nearest.iter().map(|word| size_of::<String>() + word.len());
    problem.what.len() + said.map(String::len).sum::<usize>() + nearest.sum::<usize>()
}

/// Answers by what rows say.
pub(super) struct RowMemory {
    /// What the row at hand says, with its hash; empty where it is not to be kept.
    said: Vec<u8>,
    hash: u64,
    seen: Sightings,
    /// By the hash of what a row says, which another may share.
    kept: FxHashMap<u64, (Box<[u8]>, Answer)>,
    /// Bytes of what is kept.
    bytes: usize,
}

impl RowMemory {
    pub fn new() -> RowMemory {
        let (said, kept) = (Vec::new(), FxHashMap::default());
        RowMemory { said, hash: 0, seen: Sightings::new(), kept, bytes: 0 }
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
        let mut hasher = FxHasher::default();
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
        let answer = Answer {
            cells: cells.into(),
            notes: told.map(|told| told.notes.clone()).unwrap_or_default(),
            priced: told.is_none_or(|told| told.priced),
        };
        let bytes = self.said.len() + answer.bytes();
        if bytes > MOST_BYTES {
            return;
        }
        if self.kept.len() >= MOST_KEPT || self.bytes + bytes > MOST_BYTES {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += bytes;
        let before = self.kept.insert(self.hash, (self.said.as_slice().into(), answer));
        self.bytes -= before.map_or(0, |(said, answer)| said.len() + answer.bytes());
    }
}

/// A number that lines share which say the same in the columns that count.
pub(super) fn hash_of(layout: &Layout, line: &Line, counts: fn(Use) -> bool) -> u64 {
    let mut hasher = FxHasher::default();
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

    /// They were bounded by their number alone.
    #[test]
    fn answers_that_are_kept_are_bounded_by_their_bytes() {
        let headings = ["role", "place"].map(str::to_owned);
        let layout = Layout::of(&headings).expect("a layout");
        let mut memory = RowMemory::new();
        let long = "x".repeat(1 << 20);
        for role in 0..100 {
            for _ in 0..2 {
                assert!(memory.answer(&layout, &line(&[&role.to_string(), &long])).is_none());
                memory.keep(&[Cell::Number(1.0)], None);
            }
            assert!(memory.answer(&layout, &line(&[&role.to_string(), &long])).is_some());
            assert!(memory.bytes <= MOST_BYTES && memory.kept.len() < 30);
        }
        // A single one that is larger is not kept.
        let longest = "x".repeat(MOST_BYTES);
        for _ in 0..3 {
            assert!(memory.answer(&layout, &line(&["backend", &longest])).is_none());
            memory.keep(&[Cell::Number(1.0)], None);
        }
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
