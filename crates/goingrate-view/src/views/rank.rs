//! Places, levels, skills, industries or roles in the order of what they pay.

use goingrate::ask::{RankAnswer, RankedEntry};
use goingrate_model::By;
use goingrate_units::{Taxonomy, describe};
use serde::Serialize;

use crate::Amount;

/// A ranking, best paid first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankView {
    /// What was understood, in one line.
    pub headline: String,
    /// What is ranked: place, level, skill, industry, role or employer.
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

impl RankView {
    /// From a ranking.
    pub fn new(answer: &RankAnswer, taxonomy: &Taxonomy) -> RankView {
        let view = |ranked: &RankedEntry| RankedView {
            rank: ranked.rank,
            name: ranked.entry.name.clone(),
            slug: ranked.entry.slug.clone(),
            median: Amount::of(ranked.entry.median, &answer.unit),
            jobs: ranked.entry.jobs,
            asked: ranked.asked,
        };
        RankView {
            headline: describe(&answer.profile, taxonomy),
            by: word(answer.by).to_owned(),
            total: answer.total,
            entries: answer.entries.iter().map(view).collect(),
            remarks: answer.remarks.clone(),
        }
    }
}

/// The word for what is ranked.
fn word(by: By) -> &'static str {
    match by {
        By::Place => "place",
        By::Level => "level",
        By::Skill => "skill",
        By::Industry => "industry",
        By::Role => "role",
        By::Employer => "employer",
    }
}
