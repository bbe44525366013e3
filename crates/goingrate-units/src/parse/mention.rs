//! A text to its mentions: the longest known phrases, figures with their unit, dates, amounts of money.
//! A word that belongs to none is kept apart, and never passed over.

use super::meaning::{Candidate, Meaning, Mention};
use super::repair::{Beside, repair};
use super::{figures, money, nearest};
use crate::taxonomy::{Entry, Kind};
use crate::words::{self, Token};
use crate::{EmployerId, Problem, RungId, Taxonomy};

/// The longest text that is read, in characters.
pub(super) const LONGEST_TEXT: usize = 2_000;

/// Whether slips of the pen are put right, and amounts are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A question in somebody's own words.
    Question,
    /// The value of a field, which is meant as it is written.
    Field,
}

/// What a text says, and what of it is not known.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What is known, in its order.
    pub mentions: Vec<Mention>,
    /// Words that no list has.
    pub unknown: Vec<Unknown>,
    /// What somebody should be told of how it was read.
    pub remarks: Vec<String>,
    /// How many words were passed over.
    pub passed_over: usize,
}

/// A word that no list has.
#[derive(Clone, Debug)]
pub(super) struct Unknown {
    /// As it was written.
    pub written: String,
    /// The token.
    pub at: usize,
    /// Whether it stands where the name of a place stands.
    pub place_like: bool,
    /// Whether it stands where the name of an employer stands.
    pub employer_like: bool,
    /// Whether its part of the text says nothing that is known.
    pub is_alone: bool,
}

/// Everything that a text says, in its order, where every word is known.
pub(crate) fn mentions(
    field: &str,
    text: &str,
    taxonomy: &Taxonomy,
) -> Result<Vec<Mention>, Problem> {
    let reading = read(field, text, taxonomy, Of::Field)?;
    match reading.unknown.is_empty() {
        true => Ok(reading.mentions),
        false => Err(nearest::unknown(field, &reading.unknown, taxonomy)),
    }
}

/// Reads a text, keeping the words that are not known.
pub(super) fn read(
    field: &str,
    text: &str,
    taxonomy: &Taxonomy,
    of: Of,
) -> Result<Reading, Problem> {
    if text.chars().count() > LONGEST_TEXT {
        let reason = format!("a text has at most {LONGEST_TEXT} characters");
        return Err(Problem::of(field, text, reason));
    }
    let mut reading = Reading::default();
    let amounts = if of == Of::Question { money::find(text, &taxonomy.money) } else { Vec::new() };
    let text = money::marked(text, &amounts);
    let tokens = repaired(words::tokens(&text), taxonomy, of, &mut reading.remarks);
    let mut reader =
        Reader { tokens: &tokens, amounts: &amounts, taxonomy, employer: None, reading };
    // Codes of levels mean what they mean at the employer, which may be named after them.
    reader.employer =
        (0..tokens.len()).find_map(|at| reader.employer_at(at).map(|(_, employer)| employer));
    let mut at = 0;
    while at < tokens.len() {
        at += reader.step(at)?;
    }
    reader.towns_before_their_place();
    reader.mark_alone();
    Ok(reader.reading)
}

/// The tokens with words that no list has made into ones that a list has.
fn repaired(
    tokens: Vec<Token>,
    taxonomy: &Taxonomy,
    of: Of,
    remarks: &mut Vec<String>,
) -> Vec<Token> {
    let mut known: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let beside = Beside {
            before: known.last().map_or("", |before| &before.word),
            after: tokens.peek().map_or("", |after| &after.word),
        };
        match repair(&token, beside, taxonomy, of == Of::Question) {
            None => known.push(token),
            Some(repaired) => {
                if let Some(meant) = repaired.slip_of {
                    let starts_large = token.written.starts_with(char::is_uppercase);
                    let meant = if starts_large { words::titled(&meant) } else { meant };
                    remarks.push(format!("{:?} is read as {meant}.", token.written));
                }
                known.extend(repaired.tokens);
            }
        }
    }
    known
}

/// What has been read so far.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    amounts: &'a [money::Found],
    pub(super) taxonomy: &'a Taxonomy,
    /// The first employer that the text names.
    employer: Option<EmployerId>,
    pub(super) reading: Reading,
}

impl Reader<'_> {
    /// Reads what starts at a token; how many tokens it took.
    fn step(&mut self, at: usize) -> Result<usize, Problem> {
        if let Some(amount) = money::mark(&self.tokens[at].word).and_then(|n| self.amounts.get(n)) {
            if amount.after_tax {
                let remark =
                    "The amount is after tax, and the figures of the market are before it.";
                self.reading.remarks.push(remark.to_owned());
            }
            return Ok(self.push(at, 1, Meaning::Amount(amount.range)));
        }
        if let Some(state) = self.state_after_place(at) {
            return Ok(self.push(at, 1, Meaning::Place(vec![state])));
        }
        if let Some((taken, employer)) = self.employer_at(at) {
            return Ok(self.push(at, taken, Meaning::Employer(employer)));
        }
        if let Some((taken, rung)) = self.rung_at(at) {
            return Ok(self.push(at, taken, Meaning::Rung(rung)));
        }
        if let Some((taken, towns)) = self.town_before_place(at) {
            return Ok(self.push(at, taken, Meaning::Place(towns)));
        }
        if let Some((taken, meanings)) =
            self.phrase(at).filter(|(taken, _)| self.is_meant(at, *taken))
        {
            meanings.into_iter().for_each(|meaning| {
                self.push(at, taken, meaning);
            });
            return Ok(taken);
        }
        if let Some(taken) = self.hours_a_week(at) {
            let words = self.written(at, taken);
            self.reading
                .remarks
                .push(format!("{words} is read and not used: pay is that of full time."));
            return Ok(taken);
        }
        if let Some((taken, meaning)) = figures::read(self.tokens, at, self.taxonomy)? {
            if self.is_age(at + taken, &meaning) {
                let words = self.written(at, taken + 1);
                self.reading.remarks.push(format!("{words:?} is an age, and is not used."));
                return Ok(taken + 1);
            }
            return Ok(self.push(at, taken, meaning));
        }
        if let Some(candidates) = self.lone_code(at) {
            return Ok(self.push(at, 1, Meaning::Place(candidates)));
        }
        if let Some(taken) = self.time_of_work(at) {
            let words = self.written(at, taken);
            self.reading.remarks.push(format!("{words:?} is read and not used."));
            return Ok(taken);
        }
        match self.small(at) {
            Some((taken, Some(meaning))) => Ok(self.push(at, taken, meaning)),
            Some((taken, None)) => {
                self.reading.passed_over += taken;
                Ok(taken)
            }
            None => Ok(self.unknown(at)),
        }
    }

    /// A word that no list has: a sign that says nothing, a version of a skill, the code of a region
    /// that no list has, or a word that is not known.
    fn unknown(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if !token.is_word() || self.is_version(at) {
            return 1;
        }
        if let Some(state) = self.state_of_code(at) {
            let name = &self.taxonomy.place(state).name;
            self.reading.remarks.push(format!("{} is taken as {name}.", token.written));
            return self.push(at, 1, Meaning::Place(vec![Candidate::place(state)]));
        }
        if self.is_code_of_region(at) {
            let remark = format!(
                "{} is taken as the code of a region of the place before it.",
                token.written
            );
            self.reading.remarks.push(remark);
            return 1;
        }
        let after = |list: &[String]| {
            at.checked_sub(1).is_some_and(|before| {
                let before = &self.tokens[before];
                before.chunk == token.chunk && list.contains(&before.word)
            })
        };
        let unknown = Unknown {
            written: token.written.clone(),
            at,
            place_like: after(&self.taxonomy.place_after) || token.is_capital_pair(),
            employer_like: after(&self.taxonomy.employer_after),
            is_alone: false,
        };
        self.reading.unknown.push(unknown);
        1
    }

    /// A figure directly after a skill: "Python 3", "Java 17".
    fn is_version(&self, at: usize) -> bool {
        let before = self.reading.mentions.last().filter(|mention| mention.span.1 == at);
        let after_skill = before.is_some_and(|m| matches!(m.meaning, Meaning::Skill(_)));
        let same_chunk = at > 0 && self.tokens[at - 1].chunk == self.tokens[at].chunk;
        let version = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+');
        let word = &self.tokens[at].word;
        after_skill && same_chunk && word.len() <= 4 && word.chars().all(version)
    }

    /// Marks the words whose part of the text says nothing that is known.
    fn mark_alone(&mut self) {
        let said: Vec<usize> = self.reading.mentions.iter().map(|mention| mention.chunk).collect();
        let has_capitals =
            self.tokens.iter().any(|token| token.written.starts_with(char::is_uppercase));
        for word in &mut self.reading.unknown {
            // Names of places start with a capital, unless nothing in the text does; words in capitals
            // are abbreviations.
            let capital = word.written.starts_with(char::is_uppercase) || !has_capitals;
            let abbreviation = word.written.chars().count() > 2
                && word.written.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
            let name = capital && !abbreviation && !word.written.ends_with('?');
            word.is_alone = name && !said.contains(&self.tokens[word.at].chunk);
        }
    }

    fn push(&mut self, at: usize, taken: usize, meaning: Meaning) -> usize {
        if self.is_denied(at, &meaning) {
            let words = self.written(at - 1, taken + 1);
            self.reading.remarks.push(format!("{words:?} is read and not used."));
            return taken;
        }
        let words = self.written(at, taken);
        let chunk = self.tokens[at].chunk;
        self.reading.mentions.push(Mention { meaning, words, span: (at, at + taken), chunk });
        taken
    }

    /// Whether the word before says that this is not meant: "no Java", "ohne Python", "not senior".
    fn is_denied(&self, at: usize, meaning: &Meaning) -> bool {
        let deniable = matches!(
            meaning,
            Meaning::Skill(_) | Meaning::Level(_) | Meaning::Role(_) | Meaning::Employer(_)
        );
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        deniable
            && before.is_some_and(|before| {
                before.chunk == self.tokens[at].chunk && self.taxonomy.not.contains(&before.word)
            })
    }

    pub(super) fn written(&self, at: usize, taken: usize) -> String {
        let mut words = String::new();
        for token in &self.tokens[at..at + taken] {
            if !words.is_empty() {
                words.push(if token.hyphen { '-' } else { ' ' });
            }
            words += token.written.trim_end_matches(['?', '!', '.', ':', '…']);
        }
        words
    }

    /// The folded words of a phrase.
    pub(super) fn folded(&self, at: usize, taken: usize) -> String {
        let mut phrase = String::with_capacity(48);
        for token in &self.tokens[at..at + taken] {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase += &token.word;
        }
        phrase
    }

    /// The meanings of the longest phrase from a token that `wanted` takes, and its length.
    pub(super) fn longest(
        &self,
        at: usize,
        wanted: impl Fn(Kind) -> bool,
    ) -> Option<(usize, Vec<Entry>)> {
        self.longest_phrase(at, |phrase, taken| {
            let meanings = self.taxonomy.index.meanings(phrase).iter().copied();
            let found: Vec<Entry> = meanings.filter(|entry| wanted(entry.kind())).collect();
            // "Senior/Staff" is two levels, and no "senior staff".
            let slash = self.tokens[at + 1..at + taken].iter().any(|token| token.slash);
            let of_two = slash && matches!(found.first(), Some(Entry::Level(_)));
            (!found.is_empty() && !of_two).then_some((taken, found))
        })
    }

    /// What `find` finds in the longest phrase from a token in which it finds anything: it is given the
    /// folded phrase and the number of its words.
    pub(super) fn longest_phrase<T>(
        &self,
        at: usize,
        mut find: impl FnMut(&str, usize) -> Option<T>,
    ) -> Option<T> {
        let first = &self.tokens[at].word;
        let reach = self.taxonomy.index.reach(first).min(self.tokens.len() - at);
        if reach > 1 {
            let mut phrase = self.folded(at, reach);
            for taken in (2..=reach).rev() {
                if let Some(found) = find(&phrase, taken) {
                    return Some(found);
                }
                phrase.truncate(phrase.len() - self.tokens[at + taken - 1].word.len() - 1);
            }
        }
        find(first, 1)
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
        let everyday = self.taxonomy.everyday_employers.contains(&self.folded(at, taken));
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
        let reach = self.taxonomy.longest_rung(employer).min(self.tokens.len() - at);
        let (taken, rung) = (1..=reach).rev().find_map(|taken| {
            let rung = self.taxonomy.rung_named(employer, &self.folded(at, taken))?;
            Some((taken, rung))
        })?;
        let is_years = figures::is_years(&self.tokens[at..], self.taxonomy);
        (!is_years).then_some((taken, rung))
    }

    /// The longest phrase that names an entry of a list other than that of employers, and all that it
    /// says.
    fn phrase(&self, at: usize) -> Option<(usize, Vec<Meaning>)> {
        let (taken, found) =
            self.longest(at, |kind| !matches!(kind, Kind::Small | Kind::Employer))?;
        let first = *found.first()?;
        let meanings = match first {
            Entry::Several(several) => {
                let parts = self.taxonomy.phrases.several.get(usize::from(several))?;
                parts.iter().filter_map(|&part| self.meaning(part)).collect()
            }
            _ if first.kind() == Kind::Place => {
                let of = found.iter().filter_map(|&entry| Candidate::of(entry, self.taxonomy));
                vec![Meaning::Place(of.chain(self.towns_beside(&self.folded(at, taken))).collect())]
            }
            Entry::Role(_) => {
                let words =
                    (at..at + taken).filter(|&word| self.is_title_without((at, taken), word));
                let skills = words.filter_map(|word| self.skill_inside(word));
                std::iter::once(self.meaning(first)?).chain(skills).collect()
            }
            _ => vec![self.meaning(first)?],
        };
        Some((taken, meanings))
    }

    /// The skill that a word of a longer title names: "Salesforce developer" is a role and a skill.
    fn skill_inside(&self, at: usize) -> Option<Meaning> {
        let meanings = self.taxonomy.index.meanings(&self.tokens[at].word);
        let skill = meanings.iter().find_map(|&entry| match entry {
            Entry::Skill(id) => Some(id),
            _ => None,
        })?;
        let has_parts = self.taxonomy.skills.iter().any(|other| other.parent == Some(skill));
        (!has_parts && self.taxonomy.skill(skill).parent.is_some()).then_some(Meaning::Skill(skill))
    }

    /// Whether a title without one of its words still names work: "chef de projet" without its first
    /// word does not, so that word is no skill.
    fn is_title_without(&self, (start, taken): (usize, usize), at: usize) -> bool {
        let rest: Vec<&str> = (start..start + taken)
            .filter(|&place| place != at)
            .map(|place| self.tokens[place].word.as_str())
            .collect();
        let meanings = self.taxonomy.index.meanings(&rest.join(" "));
        meanings.iter().any(|entry| matches!(entry, Entry::Role(_) | Entry::Generic))
    }

    /// Whether a phrase is what is meant, and no small words: not where a longer phrase is one to pass
    /// over ("de media"), nor a small word of two letters that is a code too ("la", "em"), unless it is
    /// written in capitals or ends its part of the text.
    fn is_meant(&self, at: usize, taken: usize) -> bool {
        let small = self.longest(at, |kind| kind == Kind::Small);
        if small.as_ref().is_some_and(|(longer, _)| *longer > taken) {
            return false;
        }
        let token = &self.tokens[at];
        let is_small = small.is_some_and(|(_, found)| found.contains(&Entry::Stop));
        let two_letters = taken == 1 && token.word.len() <= 2;
        let ends = self.tokens.get(at + 1).is_none_or(|next| next.chunk != token.chunk);
        // "IT" before other words of a title is no industry, and "2025 r." no language.
        let in_title = token.word == "it" && (!ends || token.written == "it");
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let counted = token.word.len() == 1
            && token.written.starts_with(char::is_lowercase)
            && before.is_some_and(|before| words::is_figure(&before.word));
        let capital = token.written.len() == 1 && token.written.starts_with(char::is_uppercase);
        !(two_letters && is_small)
            || ((token.is_code() || ends || capital) && !in_title && !counted)
    }

    /// What an entry says by itself.
    fn meaning(&self, entry: Entry) -> Option<Meaning> {
        Some(match entry {
            Entry::Role(id) => Meaning::Role(id),
            Entry::Generic => Meaning::Generic,
            Entry::Level(id) => Meaning::Level(id),
            Entry::LevelHint(id) => Meaning::Hint(id),
            Entry::AfterRole(id) => Meaning::Step(id),
            Entry::Skill(id) => Meaning::Skill(id),
            Entry::Industry(id) => Meaning::Industry(id),
            Entry::Tier(id) => Meaning::Tier(id),
            Entry::Engagement(engagement) => Meaning::Engagement(engagement),
            Entry::Component(component) => Meaning::Component(component),
            Entry::Workplace(workplace) => Meaning::Workplace(workplace),
            Entry::Per(period) => Meaning::Per(period),
            Entry::FullTime => Meaning::FullTime,
            Entry::PartTime => Meaning::PartTime,
            Entry::Aside => Meaning::Aside,
            Entry::Unpriced => Meaning::Unpriced,
            Entry::Elsewhere(at) => Meaning::Elsewhere(at),
            _ => Meaning::Place(vec![Candidate::of(entry, self.taxonomy)?]),
        })
    }

    /// Small words: "developer", a code after a role, or words to pass over.
    fn small(&self, at: usize) -> Option<(usize, Option<Meaning>)> {
        let (taken, found) = self.longest(at, |kind| kind == Kind::Small)?;
        let after_role = found.iter().find_map(|&entry| match entry {
            Entry::AfterRole(level) => Some(level),
            _ => None,
        });
        if let Some(level) = after_role.filter(|_| self.is_after_role(at)) {
            return Some((taken, Some(Meaning::Step(level))));
        }
        if found.contains(&Entry::Generic) {
            return Some((taken, Some(Meaning::Generic)));
        }
        let passed_over = found.iter().any(|entry| matches!(entry, Entry::Stop | Entry::Number(_)));
        passed_over.then_some((taken, None))
    }

    fn is_after_role(&self, at: usize) -> bool {
        let before = self.reading.mentions.last().filter(|mention| mention.span.1 == at);
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|next| next.chunk == token.chunk);
        // "backend, 5 days in office" is no step of a ladder.
        let counts = next.is_some_and(|next| self.taxonomy.hours.contains(&next.word));
        before.is_some_and(|mention| {
            let is_role = matches!(mention.meaning, Meaning::Role(_) | Meaning::Generic);
            let figure = words::is_figure(&token.word);
            is_role && (mention.chunk == token.chunk || !figure) && !counts
        })
    }
}
