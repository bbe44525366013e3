//! The sections of a guide, one file each: a question is asked, a finding is looked for, and both are said.

mod checklist;
mod claims;
mod differences;
mod dots;
mod employer;
mod hire;
mod industry;
mod ladder;
mod lateral;
mod made;
mod movers;
mod phrases;
mod place;
mod project;
mod questions;
mod rates;
mod reports;
mod skill;
mod spread;
mod states;
mod steps;
mod time;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Asked, Section, Text};

/// A section of a role; nothing where no evidence speaks of it.
type Make = fn(&Asked) -> Option<Section>;

/// The sections in the order of reading.
const SECTIONS: [Make; 17] = [
    spread::section,
    ladder::section,
    place::section,
    skill::section,
    industry::section,
    employer::section,
    time::section,
    movers::section,
    rates::section,
    hire::section,
    checklist::section,
    project::section,
    steps::section,
    lateral::section,
    questions::section,
    reports::section,
    made::section,
];

/// The order in which they are begun: what takes longest first.
const BEGUN: [usize; 17] = [5, 8, 9, 12, 11, 3, 2, 7, 4, 1, 13, 10, 14, 0, 6, 15, 16];

/// No guide takes more threads than this.
const THREADS: usize = 8;

/// All sections of a role that there is evidence for. They ask apart from each other, so that a machine with
/// several processors makes several at once.
pub fn all(asked: &Asked) -> Vec<Section> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let next = AtomicUsize::new(0);
    let made: Mutex<Vec<(usize, Section)>> = Mutex::new(Vec::new());
    let work = || {
        while let Some(&at) = BEGUN.get(next.fetch_add(1, Ordering::Relaxed)) {
            let section = SECTIONS.get(at).and_then(|make| make(asked));
            let section = section.filter(Section::has_figures);
            // A thread that fails takes its own section with it, and no other.
            let mut made = made.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            made.extend(section.map(|section| (at, section)));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut made = made.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, section)| section).collect()
}

/// What a guide comes to: the middle, and what moves it most.
pub fn stand(asked: &Asked) -> Text {
    let median = asked.pay.median();
    let middle = match phrases::is_guess(median) {
        true => {
            let (low, high) = median.ends();
            format!("The middle lies somewhere between {low} and {high} a year before tax.")
        }
        false => format!("The middle is about {} a year before tax.", crate::words::about(median)),
    };
    let moves = movers::in_a_sentence(asked).map(|told| format!(" {told}")).unwrap_or_default();
    Text::new(middle + &moves)
}
