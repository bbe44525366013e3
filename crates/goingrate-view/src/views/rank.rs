//! Places, levels, skills, industries or roles in the order of what they pay.

use goingrate_model::Ranked;
use serde::Serialize;

use crate::{Amount, Display};

/// A ranking, best paid first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankView {
    /// What was understood, in one line.
    pub headline: String,
    /// What is ranked: place, level, skill, industry or role.
    pub by: String,
    /// How many entries there are in all.
    pub total: usize,
    /// The entries shown.
    pub entries: Vec<RankedView>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedView {
    /// Its place in the order, from 1.
    pub rank: usize,
    /// Its name.
    pub name: String,
    /// Its word in the taxonomy.
    pub slug: String,
    /// P50 there.
    pub median: Amount,
    /// Jobs counted there.
    pub jobs: Option<f64>,
    /// Whether the question itself names it.
    pub asked: bool,
}

/// A ranking and how it is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Ranking<'a> {
    /// What is ranked.
    pub by: &'a str,
    /// The entries.
    pub entries: &'a [Ranked],
    /// How many to show.
    pub top: usize,
    /// The words of the entries that the question itself names: shown wherever they stand.
    pub asked: &'a [String],
}

impl RankView {
    /// The best paid entries, and the ones that were asked about. `display` is for US dollars, in
    /// which the model ranks.
    pub fn new(headline: String, ranking: Ranking, display: &Display) -> RankView {
        let mut ordered: Vec<&Ranked> = ranking.entries.iter().collect();
        ordered.sort_by(|a, b| b.median.ln.total_cmp(&a.median.ln));
        let view = |(at, entry): (usize, &Ranked)| RankedView {
            rank: at + 1,
            name: entry.name.clone(),
            slug: entry.slug.clone(),
            median: display.amount(entry.median),
            jobs: entry.jobs,
            asked: ranking.asked.contains(&entry.slug),
        };
        let all = ordered.into_iter().enumerate().map(view);
        let shown = all.filter(|entry| entry.rank <= ranking.top || entry.asked);
        RankView {
            headline,
            by: ranking.by.to_owned(),
            total: ranking.entries.len(),
            entries: shown.collect(),
            remarks: Vec::new(),
        }
    }
}
