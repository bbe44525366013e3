//! Figures of time that are no experience and no pay: hours and days that are worked, and ages.

use super::meaning::Meaning;
use super::mention::Reader;
use crate::Period;
use crate::taxonomy::Entry;
use crate::words;

impl Reader<'_> {
    /// "32-40 uur per week": how much is worked, and no pay of a week.
    pub(super) fn hours_a_week(&self, at: usize) -> Option<usize> {
        let hours =
            self.tokens.get(at + 1).filter(|next| self.taxonomy.hours.contains(&next.word))?;
        let per_week = (1..=3).rev().find_map(|taken| {
            let end = at + 2 + taken;
            let known = end <= self.tokens.len() && hours.chunk == self.tokens[at].chunk;
            let week = Entry::Per(Period::Week);
            let is_week =
                known && self.taxonomy.index.meanings(&self.folded(at + 2, taken)).contains(&week);
            is_week.then_some(2 + taken)
        });
        words::is_figure(&self.tokens[at].word).then_some(per_week).flatten()
    }

    /// Whether years are those of somebody's life: "28 Jahre alt".
    pub(super) fn is_age(&self, at: usize, meaning: &Meaning) -> bool {
        let after = self.tokens.get(at);
        matches!(meaning, Meaning::Years(_))
            && after.is_some_and(|after| self.taxonomy.age.contains(&after.word))
    }

    /// "5 days", "3-4 Tage": days or hours that are worked.
    pub(super) fn time_of_work(&self, at: usize) -> Option<usize> {
        let next = self.tokens.get(at + 1)?;
        let is_time = self.taxonomy.hours.contains(&next.word)
            && next.chunk == self.tokens[at].chunk
            && words::is_figure(&self.tokens[at].word);
        is_time.then_some(2)
    }
}
