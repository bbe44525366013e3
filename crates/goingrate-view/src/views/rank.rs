//! Places, levels, skills, industries or roles in the order of what they pay.

use goingrate::ask::{RankAnswer, RankedEntry};
use goingrate_model::{By, Sureness, Uncertain};
use goingrate_units::{Component, Ladder, Level, Profile, Taxonomy, describe};
use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::pay::{PercentileView, answer::who_earns, percentiles, working_time};
use crate::{Amount, person, words};

/// A ranking, best paid first; levels in the order of their ladder.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RankView {
    /// The answer in a sentence, of a ladder of levels.
    pub answer: Option<String>,
    /// What was understood, in one line.
    pub headline: String,
    /// What is ranked: place, level, skill, industry, role or employer.
    pub by: String,
    /// How many entries there are in all.
    pub total: usize,
    /// The currency of the medians.
    pub currency: String,
    /// The period of the medians.
    pub per: String,
    /// The entries shown.
    pub entries: Vec<RankedView>,
    /// Names in the question that no evidence speaks of, and which have no rank.
    pub without_evidence: Vec<String>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    /// Its percentiles; of levels only.
    pub percentiles: Vec<PercentileView>,
    /// The median in other periods that were asked for.
    pub by_period: Vec<Amount>,
    /// How sure its median is: well known, fairly well known, roughly known, a rough guess, hardly known.
    pub sure: String,
    /// The ladder of a level: `individual` or `management`.
    pub ladder: Option<&'static str>,
}

impl RankView {
    /// From a ranking.
    pub fn new(answer: &RankAnswer, context: &Context) -> RankView {
        let entries: Vec<RankedView> =
            answer.entries.iter().map(|entry| RankedView::new(entry, answer, context)).collect();
        let is_rate = answer.profile.component == Component::HourlyRate;
        let periods: Vec<_> =
            std::iter::once(&answer.unit).chain(&answer.beside).map(|unit| unit.per).collect();
        let remarks = answer.remarks.iter().cloned().chain(working_time(&periods, is_rate));
        RankView {
            answer: (answer.by == By::Level).then(|| from_to(&entries, answer, context)).flatten(),
            headline: describe(&answer.profile, context.taxonomy),
            by: word(answer.by).to_owned(),
            total: answer.total,
            currency: answer.unit.currency.to_string(),
            per: answer.unit.per.slug().to_owned(),
            entries,
            without_evidence: answer.without_evidence.clone(),
            remarks: remarks.collect(),
        }
    }
}

impl RankedView {
    fn new(ranked: &RankedEntry, answer: &RankAnswer, context: &Context) -> RankedView {
        let (entry, unit) = (&ranked.entry, &answer.unit);
        let of = |figures| percentiles(figures, unit);
        let is_level = answer.by == By::Level;
        let median: Uncertain = entry.median;
        RankedView {
            rank: ranked.rank,
            name: entry.name.clone(),
            slug: entry.slug.clone(),
            median: Amount::of(median, unit),
            jobs: entry.jobs,
            asked: ranked.asked,
            percentiles: ranked.percentiles.as_ref().map(of).unwrap_or_default(),
            by_period: answer.beside.iter().map(|unit| Amount::of(median, unit)).collect(),
            sure: Sureness::of(median.half_width()).word().to_owned(),
            ladder: ladder_of(&entry.slug, context.taxonomy).filter(|_| is_level),
        }
    }
}

fn ladder_of(slug: &str, t: &Taxonomy) -> Option<&'static str> {
    let named = |level: &&Level| level.slug == slug;
    t.levels.iter().find(named).map(|level| match level.ladder {
        Ladder::Individual => "individual",
        Ladder::Management => "management",
    })
}

/// "A backend developer in Berlin earns about €50.9k a year as a junior and €113k as a principal.": the
/// ends of the role's own ladder, without interns, who still learn the work.
fn from_to(entries: &[RankedView], answer: &RankAnswer, context: &Context) -> Option<String> {
    // The role's own ladder is the first.
    let own = entries.first()?.ladder;
    let own: Vec<&RankedView> =
        entries.iter().filter(|level| level.ladder == own && level.slug != INTERN).collect();
    let (first, last) = (own.first()?, own.last()?);
    let anybody = Profile { level: None, years: None, rung: None, ..answer.profile.clone() };
    let name = |level: &RankedView| person::with_article(&level.name.to_lowercase());
    Some(format!(
        "{} about {} {} as {} and {} as {}.",
        who_earns(&anybody, context),
        first.median.short(),
        words::per(first.median.per),
        name(first),
        last.median.short(),
        name(last),
    ))
}

/// The level of people who still learn the work.
const INTERN: &str = "intern";

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
