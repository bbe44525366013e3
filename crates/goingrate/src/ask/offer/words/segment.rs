//! A chunk to the parts of an offer that it names, and each part to its figures with the words that they belong
//! to.

use super::items::{Figure, Item, Kind};
use super::terms::{Link, Term};

/// A part of an offer: "RSU 300k over 4 years".
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What it is of; `None` if no word says so.
    pub term: Option<Term>,
    /// What it is called in the answer, where that follows from its word.
    pub name: String,
    /// As it was written.
    pub text: String,
    /// The figures, each with the word that it belongs to; `None` if that is the part itself.
    pub slots: Vec<Slot>,
    /// Words without a figure.
    pub flags: Vec<(Term, String)>,
    pub every: Option<u32>,
    /// Whether `every` tells how often the amount comes, and not how a grant vests: "75k RSU per year".
    pub is_rate: bool,
    pub year_of_job: Option<u32>,
    /// Years of the job, each with the number of figures before it: "45k y1 35k y2".
    pub years_of_job: Vec<(usize, u32)>,
    pub at_most: bool,
    /// Words that are not known.
    pub unknown: Vec<String>,
}

/// A figure and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub of: Option<Term>,
    pub figure: Figure,
    /// What leads to it: "at", "over", "of".
    pub via: Option<Link>,
    /// Whether the word of the part stands right after it: "1,200 RSUs".
    pub counts: bool,
    pub text: String,
}

/// The words of a chunk before its first part, by their number, and the parts.
pub(super) fn split(items: &[Item]) -> (usize, Vec<Part>) {
    let Some(first) = items.iter().position(|item| item.head().is_some()) else {
        return (0, vec![part(items)]);
    };
    let mut starts = vec![begin(items, first)];
    let mut run = first;
    for (at, item) in items.iter().enumerate().skip(first + 1) {
        let Some((term, _)) = item.head() else { continue };
        let adjacent = items[run + 1..at].iter().all(|item| item.kind == Kind::Passed);
        if term.begins() && !adjacent && !repeats(items, run, at) {
            let start = before(items, at, starts[starts.len() - 1]);
            starts.extend((start > starts[starts.len() - 1]).then_some(start));
        }
        run = at;
    }
    let ends = starts.iter().skip(1).copied().chain([items.len()]);
    let parts = starts.iter().zip(ends).map(|(&from, to)| part(&items[from..to]));
    (starts[0], parts.collect())
}

/// Whether a head only says again what the one before it is of: "Gehalt 6.500 € brutto".
fn repeats(items: &[Item], before: usize, at: usize) -> bool {
    let term = |at: usize| items[at].head().map(|(term, _)| term);
    let after = items[at + 1..].iter().take_while(|item| item.head().is_none());
    term(before) == Some(Term::Base)
        && term(at) == Some(Term::Base)
        && after.filter(|item| item.figure().is_some()).count() == 0
}

/// Where the first part begins: with the figure before its word, or with the chunk if only figures stand there.
fn begin(items: &[Item], head: usize) -> usize {
    let is_word = |item: &Item| item.kind == Kind::Word;
    match items[..head].iter().any(is_word) {
        false => 0,
        true => {
            let figure = head.checked_sub(1).filter(|&at| items[at].figure().is_some());
            figure.unwrap_or(head)
        }
    }
}

/// Where a later part begins: with the figure before its word, unless that is of the part before it, which
/// begins at `from`.
fn before(items: &[Item], head: usize, from: usize) -> usize {
    let Some(figure) = previous(items, head).filter(|&at| items[at].figure().is_some()) else {
        return head;
    };
    let taken = previous(items, figure).is_none_or(|at| match &items[at].kind {
        Kind::Head(..) => {
            !previous(items, at).is_some_and(|at| at >= from && items[at].figure().is_some())
        }
        Kind::Link(_) => true,
        _ => false,
    });
    if taken { head } else { figure }
}

/// The item before one, without words that say nothing.
fn previous(items: &[Item], at: usize) -> Option<usize> {
    items[..at].iter().rposition(|item| item.kind != Kind::Passed)
}

fn following(items: &[Item], at: usize) -> Option<usize> {
    let found = items[at + 1..].iter().position(|item| item.kind != Kind::Passed);
    found.map(|found| at + 1 + found)
}

/// A part with its figures.
fn part(items: &[Item]) -> Part {
    let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    let mut part = Part { text: texts.join(" "), ..Part::default() };
    for (term, name) in items.iter().filter_map(Item::head).filter(|(term, _)| term.begins()) {
        // Of "offer: base" and "stock options" the last says most; of two of one kind the first.
        if part.term != Some(term) {
            (part.term, part.name) = (Some(term), name.to_owned());
        }
    }
    let mut used = vec![false; items.len()];
    for (at, item) in items.iter().enumerate() {
        match &item.kind {
            Kind::Figure(figure) => {
                let slot = slot(items, at, figure, &mut used, part.term);
                part.slots.push(slot);
            }
            Kind::Every(months) => {
                part.is_rate = is_rate(items, at);
                part.every = Some(*months);
            }
            Kind::YearOfJob(year) => {
                part.year_of_job = Some(*year);
                part.years_of_job.push((part.slots.len(), *year));
            }
            Kind::Link(link) => part.at_most |= *link == Link::AtMost,
            Kind::Word => part.unknown.push(item.text.clone()),
            Kind::Head(..) | Kind::Passed => {}
        }
    }
    if part.term == Some(Term::MonthlyBase) {
        (part.term, part.every) = (Some(Term::Base), Some(1));
    }
    let unused = items.iter().zip(&used).filter(|(_, used)| !**used);
    let flags =
        unused.filter_map(|(item, _)| item.head().map(|(term, name)| (term, name.to_owned())));
    part.flags =
        flags.filter(|(term, _)| Some(*term) != part.term && *term != Term::MonthlyBase).collect();
    part
}

/// Whose a figure is: of the word before it that has none yet, else of the word after it, else of the part.
fn slot(items: &[Item], at: usize, figure: &Figure, used: &mut [bool], own: Option<Term>) -> Slot {
    let mut before = previous(items, at);
    let via = before.and_then(|at| match items[at].kind {
        Kind::Link(link) => Some(link),
        _ => None,
    });
    if via.is_some() {
        before = before.and_then(|at| previous(items, at));
    }
    let after = following(items, at);
    let free = |place: Option<usize>, used: &[bool]| {
        let place = place.filter(|&place| !used[place])?;
        items[place].head().map(|(term, _)| (place, term))
    };
    let right = free(after, used);
    let is_shares =
        |found: &Option<(usize, Term)>| found.is_some_and(|(_, term)| term == Term::Shares);
    let owner = match via {
        Some(Link::Of) => right.filter(|_| is_shares(&right)),
        Some(Link::Over | Link::At) => free(before, used).filter(|(_, term)| {
            matches!(
                term,
                Term::Strike | Term::Price | Term::Preferred | Term::Vesting | Term::Valuation
            )
        }),
        _ => free(before, used).or(right),
    };
    let counts = right.is_some() && owner.map(|(place, _)| place) == right.map(|(place, _)| place);
    if let Some((place, _)) = owner {
        used[place] = true;
    }
    let of = owner.map(|(_, term)| term).filter(|term| Some(*term) != own);
    Slot { of, figure: figure.clone(), via, counts, text: items[at].text.clone() }
}

/// Whether a word such as "per year" is of the amount of a part: no word of vesting stands in the part, and
/// no length of time or schedule before it.
fn is_rate(items: &[Item], at: usize) -> bool {
    let vests = |item: &Item| matches!(item.head(), Some((Term::Vesting | Term::Cliff, _)));
    let lasts = |item: &Item| matches!(item.figure(), Some(Figure::Length(..) | Figure::Parts(_)));
    !items.iter().any(vests) && !items[..at].iter().any(lasts)
}
