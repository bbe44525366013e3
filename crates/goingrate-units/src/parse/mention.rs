//! A text to its mentions: the longest known phrases, figures with their unit, dates. A word that
//! belongs to none is an error.

use super::figures;
use super::meaning::{Candidate, Meaning, Mention};
use super::nearest;
use crate::taxonomy::{Entry, Kind};
use crate::words::{self, Token};
use crate::{EmployerId, Problem, RungId, Taxonomy};

/// The longest text that is read, in characters.
pub(super) const LONGEST_TEXT: usize = 2_000;

/// Everything that a text says, in its order.
pub(crate) fn mentions(
    field: &str,
    text: &str,
    taxonomy: &Taxonomy,
) -> Result<Vec<Mention>, Problem> {
    if text.chars().count() > LONGEST_TEXT {
        let reason = format!("a text has at most {LONGEST_TEXT} characters");
        return Err(Problem::of(field, text, reason));
    }
    let tokens = words::tokens(text);
    let mut reader =
        Reader { field, tokens: &tokens, taxonomy, employer: None, mentions: Vec::new() };
    // Codes of levels mean what they mean at the employer, which may be named after them.
    reader.employer =
        (0..tokens.len()).find_map(|at| reader.employer_at(at).map(|(_, employer)| employer));
    let mut at = 0;
    while at < tokens.len() {
        at += reader.step(at)?;
    }
    Ok(reader.mentions)
}

/// What has been read so far.
struct Reader<'a> {
    field: &'a str,
    tokens: &'a [Token],
    taxonomy: &'a Taxonomy,
    /// The first employer that the text names.
    employer: Option<EmployerId>,
    mentions: Vec<Mention>,
}

impl Reader<'_> {
    /// Reads what starts at a token; how many tokens it took.
    fn step(&mut self, at: usize) -> Result<usize, Problem> {
        if let Some(state) = self.state_after_place(at) {
            return Ok(self.push(at, 1, Meaning::Place(vec![state])));
        }
        if let Some((taken, employer)) = self.employer_at(at) {
            return Ok(self.push(at, taken, Meaning::Employer(employer)));
        }
        if let Some((taken, rung)) = self.rung_at(at) {
            return Ok(self.push(at, taken, Meaning::Rung(rung)));
        }
        if let Some((taken, meaning)) = self.phrase(at) {
            return Ok(self.push(at, taken, meaning));
        }
        if let Some((taken, meaning)) = figures::read(self.tokens, at, self.taxonomy)? {
            return Ok(self.push(at, taken, meaning));
        }
        if let Some(candidates) = self.lone_code(at) {
            return Ok(self.push(at, 1, Meaning::Place(candidates)));
        }
        match self.small(at) {
            Some((taken, Some(meaning))) => Ok(self.push(at, taken, meaning)),
            Some((taken, None)) => Ok(taken),
            None => Err(nearest::unknown(self.field, &self.tokens[at].written, self.taxonomy)),
        }
    }

    fn push(&mut self, at: usize, taken: usize, meaning: Meaning) -> usize {
        let words = self.written(at, taken);
        self.mentions.push(Mention { meaning, words, span: (at, at + taken) });
        taken
    }

    fn written(&self, at: usize, taken: usize) -> String {
        let words: Vec<&str> =
            self.tokens[at..at + taken].iter().map(|token| token.written.as_str()).collect();
        words.join(" ")
    }

    /// The meanings of the longest phrase from a token that `wanted` takes, and its length.
    fn longest(&self, at: usize, wanted: impl Fn(Kind) -> bool) -> Option<(usize, Vec<Entry>)> {
        let reach = self.taxonomy.index.longest.min(self.tokens.len() - at);
        (1..=reach).rev().find_map(|taken| {
            let words: Vec<&str> =
                self.tokens[at..at + taken].iter().map(|token| token.word.as_str()).collect();
            let meanings = self.taxonomy.index.meanings(&words.join(" ")).iter().copied();
            let found: Vec<Entry> = meanings.filter(|entry| wanted(entry.kind())).collect();
            (!found.is_empty()).then_some((taken, found))
        })
    }

    /// The longest phrase that names an employer and nothing else, or that stands after a word which
    /// says that an employer is meant.
    fn employer_at(&self, at: usize) -> Option<(usize, EmployerId)> {
        let said = at.checked_sub(1).is_some_and(|before| self.leads_to_employer(before));
        let (taken, found) = self.longest(at, |kind| match said {
            true => kind == Kind::Employer,
            false => kind != Kind::Small,
        })?;
        match *found.as_slice() {
            [Entry::Employer(id)] if said || self.can_be_employer(at, taken) => Some((taken, id)),
            _ => None,
        }
    }

    /// An everyday word that is also an employer's name is one only alone between commas.
    fn can_be_employer(&self, at: usize, taken: usize) -> bool {
        let words: Vec<&str> =
            self.tokens[at..at + taken].iter().map(|token| token.word.as_str()).collect();
        let everyday = self.taxonomy.everyday_employers.contains(&words.join(" "));
        let chunk = self.tokens[at].chunk;
        !everyday || self.tokens.iter().filter(|token| token.chunk == chunk).count() == taken
    }

    fn leads_to_employer(&self, at: usize) -> bool {
        let (before, after) = (&self.tokens[at], &self.tokens[at + 1]);
        before.chunk == after.chunk && self.taxonomy.employer_after.contains(&before.word)
    }

    /// The longest phrase that names a level of the employer's own ladder; a bare number before "years"
    /// is none.
    fn rung_at(&self, at: usize) -> Option<(usize, RungId)> {
        let employer = self.employer?;
        let reach = self.taxonomy.index.longest.min(self.tokens.len() - at);
        let (taken, rung) = (1..=reach).rev().find_map(|taken| {
            let words: Vec<&str> =
                self.tokens[at..at + taken].iter().map(|token| token.word.as_str()).collect();
            let rung = self.taxonomy.rung_named(employer, &words.join(" "))?;
            Some((taken, rung))
        })?;
        let is_years = figures::is_years(&self.tokens[at..], self.taxonomy);
        (!is_years).then_some((taken, rung))
    }

    /// The longest phrase that names an entry of a list other than that of employers.
    fn phrase(&self, at: usize) -> Option<(usize, Meaning)> {
        let (taken, found) =
            self.longest(at, |kind| !matches!(kind, Kind::Small | Kind::Employer))?;
        let meaning = match *found.first()? {
            Entry::Role(id) => Meaning::Role(id),
            Entry::Level(id) => Meaning::Level(id),
            Entry::LevelHint(id) => Meaning::Hint(id),
            Entry::Skill(id) => Meaning::Skill(id),
            Entry::Industry(id) => Meaning::Industry(id),
            Entry::Tier(id) => Meaning::Tier(id),
            Entry::Engagement(engagement) => Meaning::Engagement(engagement),
            Entry::Component(component) => Meaning::Component(component),
            _ => Meaning::Place(found.iter().filter_map(|&e| Candidate::of(e)).collect()),
        };
        Some((taken, meaning))
    }

    /// The code of a state directly after a place that reaches into it: "Portland, OR". In small
    /// letters only where it is no English word: "austin tx", but not "portland or".
    fn state_after_place(&self, at: usize) -> Option<Candidate> {
        let before = self.mentions.last().filter(|mention| mention.span.1 == at)?;
        let Meaning::Place(places) = &before.meaning else { return None };
        let token = &self.tokens[at];
        let state = *self.taxonomy.index.state_codes.get(&token.word)?;
        let is_word = self.taxonomy.index.meanings(&token.word).contains(&Entry::Stop);
        let inside = places.iter().any(|place| self.taxonomy.contains(state, place.place));
        let readable = token.is_capital_pair() || !is_word;
        (inside && readable).then_some(Candidate { place: state, city: false })
    }

    /// Two capital letters that stand alone between commas: a state or a country.
    fn lone_code(&self, at: usize) -> Option<Vec<Candidate>> {
        let token = &self.tokens[at];
        let alone = self.tokens.iter().filter(|t| t.chunk == token.chunk).count() == 1;
        if !(alone && token.is_capital_pair()) {
            return None;
        }
        let candidates = self.code(&token.word);
        (!candidates.is_empty()).then_some(candidates)
    }

    /// The state and the country that a code of two letters can mean.
    fn code(&self, code: &str) -> Vec<Candidate> {
        let state = self.taxonomy.index.state_codes.get(code).copied();
        let country = self.taxonomy.place_of(code);
        let both = [state, country].into_iter().flatten();
        both.map(|place| Candidate { place, city: false }).collect()
    }

    /// Small words: "developer", a code after a role, or words to pass over.
    fn small(&self, at: usize) -> Option<(usize, Option<Meaning>)> {
        let (taken, found) = self.longest(at, |kind| kind == Kind::Small)?;
        let after_role = found.iter().find_map(|&entry| match entry {
            Entry::AfterRole(level) => Some(level),
            _ => None,
        });
        if let Some(level) = after_role.filter(|_| self.is_after_role(at)) {
            return Some((taken, Some(Meaning::Hint(level))));
        }
        if found.contains(&Entry::Generic) {
            return Some((taken, Some(Meaning::Generic)));
        }
        found.contains(&Entry::Stop).then_some((taken, None))
    }

    fn is_after_role(&self, at: usize) -> bool {
        let before = self.mentions.last().filter(|mention| mention.span.1 == at);
        before.is_some_and(|m| matches!(m.meaning, Meaning::Role(_) | Meaning::Generic))
    }
}
